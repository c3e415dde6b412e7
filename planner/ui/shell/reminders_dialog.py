"""The dialog that says how long before a date one is reminded, for each group of dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.preferences import PREFERENCES, Kind
from planner.config.text import tr, trn
from planner.domain.dates import format_date, format_instant
from planner.domain.default_reminders import MOST, USUAL, in_order, is_reminder
from planner.domain.errors import InvalidInputError
from planner.services.humanize import ahead_text
from planner.services.queries.reminders import dates_with, default_reminders
from planner.ui.shell.inspector.moment import read_ahead
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

_WIDTH = 680
_NAME_WIDTH = 136
_FIELD_WIDTH = 84
_LINE = 30


def _names() -> dict[str, str]:
    """What the groups are called, in the order in which they stand."""
    return {each.part: tr(each.title) for each in PREFERENCES if each.kind is Kind.REMINDERS}


def _before(minutes: int) -> str:
    return ahead_text(minutes) if minutes else tr("on the day")


class _TimeBefore(QLineEdit):
    """A number with its unit; Return gives it, and presses no button of the dialog while there is something to give."""

    given = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.given.emit()
            return
        super().keyPressEvent(event)


class GroupTimes(QWidget):
    """The times before the dates of one group, as chips that can be removed, and a field that adds another."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._minutes: tuple[int, ...] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self.field = _TimeBefore(self)
        self.field.setAccessibleName(tr("{group}: another reminder", group=name))
        self.field.setToolTip(tr("A number and a unit, such as 3 days, 2 weeks or 12 hours"))
        self.field.setPlaceholderText(tr("+ 3 days"))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.given.connect(self._add)
        self._flow.addWidget(self.field)

    def minutes(self) -> tuple[int, ...]:
        """The reminders, the longest first."""
        return self._minutes

    def set_minutes(self, minutes: Iterable[int]) -> None:
        """Show these reminders."""
        self._minutes = in_order(minutes)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.field)
        self.chips = [self._chip(each) for each in self._minutes]
        self._flow.addWidget(self.field)
        self.updateGeometry()

    def take_typed(self) -> None:
        """Take what is typed in the field. Raises InvalidInputError if it cannot be read."""
        text = self.field.text().strip()
        if not text:
            return
        minutes = read_ahead(text)
        if not is_reminder(minutes):
            raise InvalidInputError(tr("A reminder is at most two years before its date. Choose a shorter time."))
        if len({*self._minutes, minutes}) > MOST:
            raise InvalidInputError(tr("A date has at most {most} reminders. Take some away.", most=MOST))
        self.field.clear()
        self.set_minutes((*self._minutes, minutes))
        self.changed.emit()

    def _add(self) -> None:
        try:
            self.take_typed()
        except InvalidInputError as error:
            self.refused.emit(str(error))

    def _chip(self, minutes: int) -> Chip:
        chip = Chip(self._theme, _before(minutes), removable=True, parent=self)
        chip.setAccessibleName(tr("{group}: {when}", group=self._name, when=_before(minutes)))
        chip.setToolTip(tr("Remove with the cross, or with Delete"))
        chip.removed.connect(partial(self._remove, minutes))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _remove(self, minutes: int) -> None:
        place = self._minutes.index(minutes)
        self.set_minutes(each for each in self._minutes if each != minutes)
        rest = self.chips[place:] or self.chips[-1:]
        (rest[0] if rest else self.field).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class RemindersDialog(QDialog):
    """A row for each group; what was changed is saved as one step."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.setWindowTitle(tr("Reminders"))
        self.setFixedWidth(_WIDTH)
        self._before = context.planner.read(default_reminders)
        words = Label(
            tr(
                "How long before a date you are reminded: in a notification while Planner runs, and as an alarm in the "
                "calendars that you export. New dates get these reminders; a single date is changed where it stands."
            ),
            "body",
            "muted",
        )
        words.setWordWrap(True)
        self.groups: dict[str, GroupTimes] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        for row, (group, name) in enumerate(_names().items()):
            times = GroupTimes(theme, name)
            times.changed.connect(self._changed)
            times.refused.connect(self._say)
            self.groups[group] = times
            label = Label(name, "body")
            label.setWordWrap(True)
            label.setMinimumHeight(_LINE)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(times, row, 1)
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self.ahead = CheckBox(theme, "")
        self.ahead.setChecked(True)
        foot, self.save_button = dialog_foot(self, theme, tr("Save"))
        self.usual_button = Button(theme, tr("Restore the usual ones"), "link")
        self.usual_button.clicked.connect(self._restore)
        foot.insertWidget(0, self.usual_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addWidget(words)
        column.addLayout(grid)
        column.addWidget(self.error)
        column.addWidget(self.ahead)
        column.addStretch(1)
        column.addLayout(foot)
        self._show(self._before)
        self.groups["renewal"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def given(self) -> dict[str, tuple[int, ...]]:
        """What stands in the dialog now."""
        return {group: times.minutes() for group, times in self.groups.items()}

    def accept(self) -> None:
        """Save and close, unless something cannot be read or nothing could be written."""
        from planner.services.actions.default_reminders import SetDefaultReminders

        try:
            for times in self.groups.values():
                times.take_typed()
        except InvalidInputError as error:
            self._say(str(error))
            return
        given = self.given()
        if given != self._before:
            ahead = not self.ahead.isHidden() and self.ahead.isChecked()
            action = SetDefaultReminders(given, dates_ahead=ahead)
            change = self._context.run(action)
            if change is None and not self._context.is_waiting(action):
                return
            self._context.tell(change, tr("The usual reminders are changed"))
        super().accept()

    def _show(self, reminders: dict[str, tuple[int, ...]]) -> None:
        for group, times in self.groups.items():
            times.set_minutes(reminders[group])
        self._changed()

    def _restore(self) -> None:
        self._show(dict(USUAL))
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        """Offer to bring the dates along that have what was usual until now."""
        self._say("")
        given = self.given()
        self.usual_button.setVisible(given != dict(USUAL))
        moved = {group: minutes for group, minutes in self._before.items() if minutes != given[group]}
        planner = self._context.planner
        number = 0
        if moved:
            today, now = format_date(planner.today()), format_instant(planner.now())
            number = len(planner.read(dates_with, moved, today, now))
        text = trn(
            "Also change the date ahead that has the reminders usual until now",
            "Also change the {n} dates ahead that have the reminders usual until now",
            number,
        )
        self.ahead.setText(text)
        self.ahead.setAccessibleName(text)
        self.ahead.setVisible(bool(number))
        order_tabs(self)
        self._fit()

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self._fit()

    def _fit(self) -> None:
        """As high as what it holds."""
        self._column.invalidate()
        self._column.activate()
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
