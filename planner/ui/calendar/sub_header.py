"""The line above each view of the calendar: what is shown, arrows and Today, and the view's own switches."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.config.text import tr
from planner.ui.calendar.conference_order import OrderButton
from planner.ui.calendar.entry_source import Look
from planner.ui.calendar.entry_text import month_title
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import Label
from planner.ui.widgets.painting import plain_tip
from planner.ui.widgets.segmented import SegmentedSwitch


class ZoneLink(Button):
    """Says in which zone times are shown, cut where there is no room; a press shows them in the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, variant="link")
        self._whole = self._press = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, press: str) -> None:
        """Show a text; ``press`` says in the tool tip what a press does."""
        self._whole, self._press = text, press
        self.setAccessibleName(text)
        self.setAccessibleDescription(press)
        self.updateGeometry()
        self._fit()

    def _frame(self) -> int:
        """What the button is wider than its text."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + self._frame() + 1
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - self._frame(), 0)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._press if shown == self._whole else f"{self._whole}. {self._press}"))


class SubHeader(QWidget):
    """Title, arrows and Today at the left; at the right the time zone or, for conferences, switches and Import."""

    stepped = Signal(int)
    today_wanted = Signal()
    import_wanted = Signal()
    go_wanted = Signal()
    zones_turned = Signal()

    def __init__(self, theme: Theme, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.title = Label("", "heading")
        self.before = Button(theme, variant="boxed", icon="chevron-left", name=tr("Previous month (Page Up)"))
        self.after = Button(theme, variant="boxed", icon="chevron-right", name=tr("Next month (Page Down)"))
        self.today = Button(theme, tr("Today"))
        self.go = Button(theme, variant="boxed", icon="calendar", name=tr("Go to a date (Ctrl+G)"))
        self.go.clicked.connect(self.go_wanted)
        self._conferences = self._cards = False
        self._zone = zone
        self.zone = ZoneLink(theme)
        self.zone.clicked.connect(self.zones_turned)
        self.order = OrderButton(theme)
        forms = [("table", tr("Table")), ("cards", tr("Cards"))]
        self.forms = SegmentedSwitch(theme, forms, tr("Form of the conferences"))
        self.listed = CheckBox(theme, tr("Show listed in the calendar"))
        self.past = CheckBox(theme, tr("Past ones"))
        self.import_button = Button(theme, tr("Import a list…"))
        metrics = QFontMetrics(theme.font("heading"))
        # The arrows stay under the pointer while one leafs through the months.
        self._widest = max(metrics.horizontalAdvance(month_title(2028, month)) for month in range(1, 13)) + 2
        row.addWidget(self.title)
        row.addSpacing(Space.S)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.today)
        row.addWidget(self.go)
        row.addStretch(1)
        row.addWidget(self.zone, 0)
        row.addWidget(self.order)
        row.addWidget(self.past)
        row.addWidget(self.listed)
        row.addWidget(self.forms)
        row.addWidget(self.import_button)
        self.setFixedHeight(32)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.show_look(Look())

    def show_title(self, title: str) -> None:
        """Say what is shown."""
        self.title.setText(title)
        self._fit()

    def show_look(self, look: Look) -> None:
        """Show how entries are shown: the zone of their times, listed events or not."""
        self.listed.setChecked(look.with_listed)
        if look.own_zones:
            self.zone.set_words(tr("Times in their own zones"), tr("Show times in my zone"))
        else:
            text = tr("Times in {zone}", zone=self._zone.replace("_", " "))
            self.zone.set_words(text, tr("Show times in each event’s own zone"))

    def show_view(self, view: str) -> None:
        """Show the controls of a view: month, agenda or conferences."""
        conferences = self._conferences = view == "conferences"
        self.title.setMinimumWidth(self._widest if view == "month" else 0)
        for widget in (self.before, self.after):
            widget.setVisible(view == "month")
        for widget in (self.today, self.go):
            widget.setVisible(not conferences)
        self.zone.setVisible(not conferences)
        self.forms.setVisible(conferences)
        self.order.setVisible(conferences and self._cards)
        self.import_button.setVisible(conferences)
        self._fit()

    def show_form(self, form: str, *, cards: bool) -> None:
        """Show which form of the conferences is chosen; only ``cards`` need a button for their order."""
        self.forms.set_value(form)
        self._cards = cards
        self.order.setVisible(self._conferences and cards)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What has no room in a narrow window gives way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Of the conferences' own controls those give way first that menus and keys have, too."""
        if not self._conferences:
            self.past.hide()
            self.listed.hide()
            return
        gap = Space.S
        room = self.width() - self.title.sizeHint().width() - 2 * gap
        order: list[QWidget] = [self.order] if self._cards else []
        for widget in (self.forms, *order, self.past, self.import_button, self.listed):
            room -= widget.sizeHint().width() + gap
            widget.setVisible(room >= 0)
