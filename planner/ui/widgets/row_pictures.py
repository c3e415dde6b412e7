"""Pictures of the rows of lists: a row that was painted before is copied to the screen while it looks the same."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from planner.config.text import language
from planner.ui.theme import Theme
from planner.ui.widgets.paper import Paper

#: What the pictures of one list may take together, in bytes: far more rows than a window shows...
_MOST_BYTES = 32 << 20
#: ...also on a screen of very many pixels; fewer than are in sight would all be gone before they come up again.
_LEAST_SCREENS = 2


class RowPictures:
    """Keeps the rows of one list that were painted lately; a delegate paints through it.

    Only for rows at rest on the ground of the page: what is under the pointer, selected or flashing changes all the
    time, and is better painted straight to the screen.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made_for = (theme.tokens, language())
        #: The latest last.
        self._pictures: dict[tuple[Hashable, int, int, float], QPixmap] = {}

    def paint(
        self, painter: QPainter, rect: QRect, shows: Hashable, paint: Callable[[QPainter, QRect], object]
    ) -> None:
        """Paint a row with ``paint``, or copy its picture.

        ``shows`` is all that its look depends on, but for theme, language and size, which are looked after here.
        """
        if self._made_for != (self._theme.tokens, language()):
            self._made_for = (self._theme.tokens, language())
            self._pictures.clear()
        scale = painter.device().devicePixelRatio()
        if not _is_whole(painter, rect, scale):
            painter.save()
            paint(painter, rect)  # at 125 % a row ends within a pixel, which belongs to the next one as well
            painter.restore()
            return
        key = (shows, rect.width(), rect.height(), scale)
        picture = self._pictures.pop(key, None)
        if picture is None:
            picture = Paper(QSizeF(rect.size()), scale, QPointF(), self._theme.tokens).blank()
            inside = QPainter(picture)
            paint(inside, QRect(0, 0, rect.width(), rect.height()))
            inside.end()
        painter.drawPixmap(rect.topLeft(), picture)
        self._pictures[key] = picture
        device = painter.device()
        most = max(_MOST_BYTES, _LEAST_SCREENS * device.width() * device.height() * scale * scale * 4)
        if len(self._pictures) * rect.width() * rect.height() * scale * scale * 4 > most:
            del self._pictures[next(iter(self._pictures))]


def _is_whole(painter: QPainter, rect: QRect, scale: float) -> bool:
    """Whether a row is made of whole pixels of the screen; where these are no fractions of units, it always is."""
    if scale == int(scale):
        return True
    place = painter.deviceTransform().mapRect(QRectF(rect))
    return place == QRectF(place.toRect()) and place.size() == QSizeF(rect.size()) * scale
