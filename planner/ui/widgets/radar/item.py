"""The picture of a radar within its view: drawn once for what it shows, and copied to the screen from then on."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from planner.domain.evidence import Shown
from planner.ui.theme import Theme
from planner.ui.widgets.paper import Paper
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.painting import Layout, Painting, laid_out, remark_width
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


class _Ground(NamedTuple):
    """All that the lower layers depend on, which a rating does not change: the grid, and what work has shown."""

    shown: tuple[Shown, ...]
    visible: bool
    placing: Placing
    groups: tuple[int, ...]
    ring_names: tuple[str, ...]
    paper: Paper


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
        self._ground: _Ground | None = None
        self._ground_picture = QPixmap()
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
        """Make the picture."""
        layout = self.lay_out()
        assert layout is not None
        ground = _Ground(
            tuple(axis.shown for axis in shown.axes),
            shown.layers.evidenced,
            layout.placing,
            tuple(axis.group for axis in shown.axes),
            self.ring_names,
            shown.paper,
        )
        if ground != self._ground:
            self._draw_ground(ground, layout)
        self._picture = self._ground_picture.copy()
        painter = shown.paper.painter(self._picture)
        self.paint_upper(painter, layout)
        painter.end()
        self._shown = shown

    def _draw_ground(self, ground: _Ground, layout: Layout) -> None:
        self._ground_picture = ground.paper.blank()
        painter = ground.paper.painter(self._ground_picture)
        self.paint_lower(painter, layout, visible=ground.visible)
        painter.end()
        self._ground = ground

    def paint_lower(self, painter: QPainter, layout: Layout, *, visible: bool) -> None:
        """The grid, and what work shows."""
        painting = Painting(painter, self._theme, layout, self.axes)
        painting.grid(self.ring_names)
        if visible:
            painting.evidence()

    def paint_upper(self, painter: QPainter, layout: Layout) -> None:
        """What is on top of that: levels, labels, and the mark that is held."""
        painting = Painting(painter, self._theme, layout, self.axes)
        if 0 <= self.current < len(self.axes):
            painting.axis(self.current)
        painting.levels(self.layers)
        painting.labels(self.current)
        if 0 <= self.held < len(self.axes):
            axis = self.axes[self.held]
            if axis.claimed is not None:
                painter.setPen(QPen(self._theme.colour("surface"), 2))
                painter.setBrush(self._theme.colour("accent"))
                painter.drawPath(mark(axis.group, layout.point(self.held, axis.claimed), _HELD))
