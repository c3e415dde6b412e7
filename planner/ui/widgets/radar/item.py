"""The picture of a radar within its view: drawn once for what it shows, and copied to the screen from then on."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from planner.domain.evidence import Shown
from planner.ui.theme import Theme
from planner.ui.widgets.paper import Paper
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.painting import Label, Layout, Painting, laid_out, remark_width
from planner.ui.widgets.radar.placing import Placing
from planner.ui.widgets.radar.shapes import mark

_HELD = 7.0


class _Shown(NamedTuple):
    """All that the picture depends on."""

    axes: tuple[Axis, ...]
    layers: Layers
    current: int
    held: int
    ring_names: tuple[str, ...]
    font: str
    paper: Paper


class _Base(NamedTuple):
    """All that the lowest layer depends on: the grid, and labels that no level changes."""

    placing: Placing
    groups: tuple[int, ...]
    ring_names: tuple[str, ...]
    labels: tuple[Label, ...]
    font: str
    paper: Paper


class _Ground(NamedTuple):
    """All that the layer above depends on, which a rating does not change: what work has shown."""

    base: _Base
    shown: tuple[Shown, ...]
    visible: bool


class _Wanted(NamedTuple):
    """All that the outline of the role depends on, which no day and no rating changes."""

    placing: Placing
    targets: tuple[float | None, ...]
    paper: Paper


class _Kept:
    """A picture that is made anew only for another key."""

    def __init__(self) -> None:
        self._key: object = None
        self._picture = QPixmap()

    def get(self, key: object, make: Callable[[], QPixmap]) -> QPixmap:
        if key != self._key:
            self._picture, self._key = make(), key
        return self._picture


class RadarItem(QGraphicsWidget):
    """Paints everything in the pixels of the view, and keeps the picture for as long as it would look the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.axes: tuple[Axis, ...] = ()
        self.ring_names: tuple[str, ...] = ()
        self.layers = Layers()
        self.current = self.held = -1
        self.layout_shown: Layout | None = None
        self._laid: tuple[object, ...] = ()
        self._shown: _Shown | None = None
        self._picture = QPixmap()
        self._base, self._ground, self._target = _Kept(), _Kept(), _Kept()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def event(self, event: QEvent) -> bool:
        """Nothing looks different in a window without the focus.

        Qt would redraw the item whenever it is hidden or shown, and its scene would have the window painted at once,
        before the widgets beside it have said what they need: a page was painted twice each time it was shown.
        """
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            return True
        return super().event(event)

    def lay_out(self) -> Layout | None:
        """Where everything stands; worked out anew only for other names, another size or another font."""
        if not self.axes:
            self.layout_shown, self._laid = None, ()
            return None
        area: QRectF = self.rect()
        font = self._theme.font("meta_strong").toString()
        wanted = (area, font, tuple(axis.name for axis in self.axes), remark_width(self._theme, self.axes))
        if self._laid != wanted or self.layout_shown is None:
            self.layout_shown, self._laid = laid_out(self._theme, area, self.axes), wanted
        else:
            self.layout_shown = self.layout_shown.with_remarks(self.axes)
        return self.layout_shown

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.axes:
            return
        paper = Paper.under(painter, self.size(), self._theme)
        font = self._theme.font("meta_strong").toString()
        shown = _Shown(self.axes, self.layers, self.current, self.held, self.ring_names, font, paper)
        if shown != self._shown:
            self._draw(shown)
        painter.drawPixmap(-paper.shift, self._picture)

    def _draw(self, shown: _Shown) -> None:
        """Make the picture from the layers that are kept."""
        layout = self.lay_out()
        assert layout is not None
        labels = () if layout.has_remarks() else layout.labels
        groups = tuple(axis.group for axis in shown.axes)
        base = _Base(layout.placing, groups, shown.ring_names, labels, shown.font, shown.paper)
        ground = _Ground(base, tuple(axis.shown for axis in shown.axes), shown.layers.evidenced)
        self._picture = self._ground.get(ground, partial(self._draw_ground, ground, layout)).copy()
        painter = shown.paper.painter(self._picture)
        self.paint_upper(painter, layout, paper=shown.paper)
        painter.end()
        self._shown = shown

    def _draw_ground(self, ground: _Ground, layout: Layout) -> QPixmap:
        picture = self._base.get(ground.base, partial(self._draw_base, ground.base, layout)).copy()
        if ground.visible:
            painter = ground.base.paper.painter(picture)
            Painting(painter, self._theme, layout, self.axes).evidence()
            painter.end()
        return picture

    def _draw_base(self, base: _Base, layout: Layout) -> QPixmap:
        picture = base.paper.blank()
        painter = base.paper.painter(picture)
        self.paint_base(painter, layout)
        painter.end()
        return picture

    def paint_base(self, painter: QPainter, layout: Layout) -> None:
        """The grid, and labels that have no figures."""
        painting = Painting(painter, self._theme, layout, self.axes)
        painting.grid(self.ring_names)
        if not layout.has_remarks():
            painting.labels(-1)

    def paint_upper(self, painter: QPainter, layout: Layout, *, paper: Paper | None = None) -> None:
        """What is on top of that: levels, the role, labels, and the mark that is held.

        With ``paper`` the outline of the role comes from a kept picture: its dashes take longer than all else.
        """
        painting = Painting(painter, self._theme, layout, self.axes)
        if 0 <= self.current < len(self.axes):
            painting.axis(self.current)
        painting.levels(self.layers)
        if self.layers.target and paper is None:
            painting.target()
        elif self.layers.target and paper is not None:
            wanted = _Wanted(layout.placing, tuple(axis.target for axis in self.axes), paper)
            painter.drawPixmap(-paper.shift, self._target.get(wanted, partial(self._draw_target, wanted, layout)))
        if self.layers.claimed:
            painting.marks()
        if layout.has_remarks() or 0 <= self.current < len(self.axes):
            painting.labels(self.current)
        if 0 <= self.held < len(self.axes):
            axis = self.axes[self.held]
            if axis.claimed is not None:
                painter.setPen(QPen(self._theme.colour("surface"), 2))
                painter.setBrush(self._theme.colour("accent"))
                painter.drawPath(mark(axis.group, layout.point(self.held, axis.claimed), _HELD))

    def _draw_target(self, wanted: _Wanted, layout: Layout) -> QPixmap:
        picture = wanted.paper.blank()
        picture.fill(QColor(0, 0, 0, 0))
        painter = wanted.paper.painter(picture)
        Painting(painter, self._theme, layout, self.axes).target()
        painter.end()
        return picture
