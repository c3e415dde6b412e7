"""The header line of a page: title, the page's own controls, search, filter and the one filled button."""

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from planner.config.text import tr
from planner.ui.shell.page import Page
from planner.ui.theme import Radius, Space, Theme
from planner.ui.theme.tokens import HEADER_HEIGHT
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.search_field import SearchField

_SEARCH_WIDTH = 260
_SEARCH_LEAST = 34
_FILTER_LEAST = 112


class _SearchButton(QPushButton):
    """Looks like a quiet search field and opens the command palette."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Search or run"), parent)
        self._theme = theme
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(tr("Search or run"))
        self.setAccessibleDescription(tr("Opens the command palette, Ctrl+K"))
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SEARCH_LEAST, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else theme.colour("line_strong"))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        icon = theme.pixmap("search", "muted", 16, self.devicePixelRatioF())
        painter.setFont(theme.font("body"))
        if self.width() < 48 + painter.fontMetrics().horizontalAdvance(self.text()):  # a sign says it all
            painter.drawPixmap(QPointF((self.width() - 16) / 2, 8), icon)
            return
        painter.drawPixmap(QPointF(9, 8), icon)
        cap_text = tr("Ctrl K")
        painter.setFont(theme.font("small"))
        cap_width = painter.fontMetrics().horizontalAdvance(cap_text) + 12
        cap = QRectF(self.width() - cap_width - 11, 7, cap_width, 18)
        roomy = cap.left() > 130
        if roomy:
            painter.setPen(theme.colour("line_strong"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(theme.colour("muted"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, cap_text)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("muted"))
        room = QRectF(32, 0, (cap.left() if roomy else self.width()) - 40, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class _FilterField(SearchField):
    """Esc puts it away; Down and Return lead to what it left on the page."""

    left = Signal()
    passed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)


class Header(QWidget):
    """Shows the controls of the current page; the filter takes the place of the search while it is open."""

    search_requested = Signal()
    add_requested = Signal()
    filter_changed = Signal(str)
    filter_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._controls: dict[str, QWidget] = {}
        self._filters: dict[str, str] = {}
        self._page: Page | None = None
        #: The control that has the focus before the header's when tabbing.
        self.comes_after: QWidget | None = None
        self.setObjectName("header")
        self.setFixedHeight(HEADER_HEIGHT)
        row = self._row = QHBoxLayout(self)
        self._squeezed = 0
        self._needs = [0, 0]
        row.setContentsMargins(Space.XL, 0, Space.XL, 0)
        row.setSpacing(Space.M)
        self._title = Label("", "title")
        row.addWidget(self._title)
        self._slot = QHBoxLayout()
        self._slot.setSpacing(Space.M)
        row.addLayout(self._slot)
        row.addStretch(1)
        self.search = _SearchButton(theme)
        self.search.clicked.connect(self.search_requested)
        self._filter_field: _FilterField | None = None
        self._fields = QStackedWidget()
        self._fields.addWidget(self.search)
        self._fields.setFixedHeight(32)
        self._fields.setMaximumWidth(_SEARCH_WIDTH)
        self._fields.setMinimumWidth(_SEARCH_LEAST)
        row.addWidget(self._fields, 1000)
        self.filter_button = Button(theme, variant="boxed", icon="filter", name=tr("Filter this page (Ctrl+F)"))
        self.filter_button.setCheckable(True)
        self.filter_button.clicked.connect(self._filter_pressed)
        row.addWidget(self.filter_button)
        self.add_button = Button(theme, tr("Add"), "filled", "plus")
        self.add_button.clicked.connect(self.add_requested)
        row.addWidget(self.add_button)

    def show_page(self, page: Page, title: str) -> None:
        """Take over title and controls of a page."""
        self._page = page
        self._title.setText(title)
        if page.page_id not in self._controls:
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.M)
            for widget in page.header_widgets():
                row.addWidget(widget)
            self._slot.addWidget(holder)
            self._controls[page.page_id] = holder
            self._order_focus(holder)
            page.filter_cleared.connect(partial(self._forget_filter, page))
            page.filter_set.connect(partial(self._take_filter, page))
        for page_id, holder in self._controls.items():
            holder.setVisible(page_id == page.page_id)
        self.add_button.setVisible(page.can_add)
        self.add_button.setText(page.add_text())
        self.add_button.setAccessibleName(page.add_text())
        self.filter_button.setVisible(page.can_filter)
        text = self._filters.setdefault(page.page_id, page.filter_text())
        if self._filter_field is not None or text:
            with QSignalBlocker(self.filter_field):
                self.filter_field.setText(text)
        self._show_filter(shown=bool(text) or page.is_filtered())
        self._squeeze(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEADER_HEIGHT)

    def _fit(self) -> None:
        """Where there is no room, give up what can be missed: the word of the filled button, then the title."""
        while self._squeezed < len(self._needs) and self._row.minimumSize().width() > self.width():
            self._needs[self._squeezed] = self._row.minimumSize().width()
            self._squeeze(self._squeezed + 1)
        while self._squeezed and self.width() >= self._needs[self._squeezed - 1]:
            self._squeeze(self._squeezed - 1)

    def _squeeze(self, by: int) -> None:
        """``by`` 0: nothing is missing; 1: narrow gaps, a sign on the filled button; 2: no title either."""
        self._squeezed = by
        side, gap = (Space.L, Space.S) if by else (Space.XL, Space.M)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(gap)
        self._title.setVisible(by < 2)
        self.add_button.setText("" if by or self._page is None else self._page.add_text())
        self.add_button.setToolTip(self.add_button.accessibleName() if by else "")

    @property
    def filter_field(self) -> _FilterField:
        """The field, made when it is first wanted: the first text field of a program is slow to make."""
        if self._filter_field is None:
            self._filter_field = _FilterField(self._theme, tr("Filter this page"))
            self._filter_field.textChanged.connect(self._filter_typed)
            self._filter_field.left.connect(self.close_filter)
            self._filter_field.passed.connect(self.filter_left)
            self._fields.addWidget(self._filter_field)
            QWidget.setTabOrder(self.search, self._filter_field)
        return self._filter_field

    def open_filter(self) -> None:
        """Show the filter field of the page and put the focus on it."""
        if self._page is not None and self._page.can_filter:
            self._show_filter(shown=True)
            self.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter_field.selectAll()

    def close_filter(self) -> None:
        """Empty the filter and show the search again."""
        if self._filter_field is not None:
            self._filter_field.clear()
        self._show_filter(shown=False)
        self.filter_left.emit()

    def _order_focus(self, holder: QWidget) -> None:
        """Controls of a page, although made later than the search, come before it when tabbing."""
        before = self.comes_after
        if before is None:
            return
        for control in holder.findChildren(QWidget):
            # Also what Tab does not lead to now: of a switch only the chosen part, which will be another one. The list
            # of a drop-down is a window of its own.
            if control.focusPolicy() != Qt.FocusPolicy.NoFocus and control.window() is before.window():
                QWidget.setTabOrder(before, control)
                before = control

    def _forget_filter(self, page: Page) -> None:
        """A page dropped its filter by itself; the focus stays where it is."""
        self._filters.pop(page.page_id, None)
        if page is self._page and self._filter_field is not None:
            with QSignalBlocker(self._filter_field):
                self._filter_field.clear()
            self._show_filter(shown=False)

    def _take_filter(self, page: Page, text: str) -> None:
        """A page filters by something of its own; the focus stays where it is."""
        self._filters[page.page_id] = text
        if page is self._page:
            with QSignalBlocker(self.filter_field):
                self.filter_field.setText(text)
            self._show_filter(shown=True)

    def _filter_pressed(self) -> None:
        if self.filter_button.isChecked():
            self.open_filter()
        else:
            self.close_filter()

    def _show_filter(self, *, shown: bool) -> None:
        self._fields.setCurrentWidget(self.filter_field if shown else self.search)
        self._fields.setMinimumWidth(_FILTER_LEAST if shown else _SEARCH_LEAST)
        self.filter_button.setChecked(shown)
        self.filter_button.set_icon("filter", "accent" if shown else "muted")
        if self._page is not None and self._page.can_filter:
            self._page.show_filter(shown=shown)

    def _filter_typed(self, text: str) -> None:
        if self._page is not None:
            self._filters[self._page.page_id] = text
        self.filter_changed.emit(text)
