"""The line above each view of the calendar: what is shown, arrows and Today, and the view's own switches."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.calendar.entry_text import month_title
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import ElidedLabel, Label


class SubHeader(QWidget):
    """Title, arrows and Today at the left; at the right the time zone or, for conferences, switches and Import."""

    stepped = Signal(int)
    today_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.title = Label("", "heading")
        self.before = Button(theme, variant="boxed", icon="chevron-left", name=tr("Previous month (Page Up)"))
        self.after = Button(theme, variant="boxed", icon="chevron-right", name=tr("Next month (Page Down)"))
        self.today = Button(theme, tr("Today"))
        self.zone = ElidedLabel(tr("Times in {zone}", zone=zone.replace("_", " ")), "meta")
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
        row.addStretch(1)
        row.addWidget(self.zone, 0)
        row.addWidget(self.past)
        row.addWidget(self.listed)
        row.addWidget(self.import_button)
        self.setFixedHeight(32)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.import_button.clicked.connect(self.import_wanted)

    def show_view(self, view: str) -> None:
        """Show the controls of a view: month, agenda or conferences."""
        conferences = view == "conferences"
        self.title.setMinimumWidth(self._widest if view == "month" else 0)
        for widget in (self.before, self.after):
            widget.setVisible(view == "month")
        self.today.setVisible(not conferences)
        self.zone.setVisible(not conferences)
        for switch in (self.past, self.listed):
            switch.setVisible(conferences)
        self.import_button.setVisible(conferences)
