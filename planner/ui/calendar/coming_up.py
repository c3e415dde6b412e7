"""The column beside the month: what comes next, or what to do while there is nothing."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.entry_list import EntryList, EntryModel
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

WIDTH = 260


class ComingUp(QWidget):
    """“Coming up” with the next entries. Empty, it says so and offers ``buttons`` (text, what to do)."""

    entry_opened = Signal(int)

    def __init__(
        self,
        theme: Theme,
        zone: str,
        buttons: Sequence[tuple[str, Callable[[], object]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Coming up"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(tr("Coming up"), "section")
        title.setFixedHeight(32)
        column.addWidget(title)
        column.addSpacing(Space.XS)
        self.view = EntryList(theme, EntryModel(zone), tr("Coming up"))
        self.view.entry_opened.connect(self.entry_opened)
        column.addWidget(self.view, 1)
        self._empty = QWidget(self)
        inner = QVBoxLayout(self._empty)
        inner.setContentsMargins(0, Space.S, 0, 0)
        inner.setSpacing(Space.S)
        self._sentence = Label("", "body", "muted")
        self._sentence.setWordWrap(True)
        inner.addWidget(self._sentence)
        inner.addSpacing(Space.XS)
        self.buttons: list[Button] = []
        for text, press in buttons:
            button = Button(theme, text)
            button.clicked.connect(lambda _checked=False, press=press: press())
            self.buttons.append(button)
            inner.addWidget(button)
        inner.addStretch(1)
        column.addWidget(self._empty, 1)

    def show_entries(self, entries: Sequence[CalendarEntry], today: date, *, filtered: bool) -> None:
        """Show the next entries; ``filtered`` says that a filter may be why there are none."""
        self.view.rows.show(entries, today)
        self.view.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        for button in self.buttons:
            button.setVisible(not filtered)
        self._sentence.setText(
            tr("Nothing coming up matches the filter.")
            if filtered
            else tr("Nothing is coming up. Conferences, exams and deadlines will stand here.")
        )
