"""What of the plan goes out to a calendar file: sorts, kinds, days, reminders, and the shape of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.config.text import begun, tr, trn
from planner.domain.words import PLAIN_DEADLINES, Kind
from planner.services.calendar_choice import Choice
from planner.services.words import deadline_word, kind_word
from planner.ui.theme import Space
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.date_field import DateField, span_problem
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.filter_menu import FilterMenu
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Literal

    from planner.ui.theme import Theme


class Pick(DropDown):
    """A drop-down list of words to tick; none ticked means all of them."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, everything: str, options: Sequence[Option]) -> None:
        super().__init__(theme, name, [(everything, None)])
        self._everything = everything
        self._options = tuple(options)
        self.ticked: frozenset[str] = frozenset()

    def showPopup(self) -> None:
        self.open()

    def open(self) -> FilterMenu:
        """Show the list."""
        menu = FilterMenu(self._theme, self.accessibleName(), self._options, self.ticked, parent=self)
        menu.changed.connect(self.take)
        menu.open_below(self)
        return menu

    def take(self, chosen: frozenset[str]) -> None:
        """Choose these."""
        self.ticked = frozenset(chosen)
        words = [option.text for option in self._options if option.value in self.ticked]
        text = words[0] if len(words) == 1 else trn("{n} kind", "{n} kinds", len(words)) if words else self._everything
        self.setItemText(0, text)
        self.setAccessibleDescription(", ".join(words) or self._everything)
        self.changed.emit()


class ChoiceForm(QWidget):
    """``changed`` comes when the person chooses something else."""

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], room: int, parent: QWidget | None = None) -> None:
        """``room`` is how wide it may be."""
        super().__init__(parent)
        self._room = room
        self.what = {
            key: CheckBox(theme, text)
            for key, text in (
                ("event", tr("Conferences and other events")),
                ("deadline", tr("Deadlines")),
                ("exam", tr("Exams")),
                ("renewal", tr("Renewals")),
                ("session", tr("Study sessions")),
            )
        }
        self.deadlines = Pick(
            theme,
            tr("Kinds of deadlines"),
            tr("All deadlines"),
            [Option(kind.value, _capital(deadline_word(kind.value))) for kind in PLAIN_DEADLINES],
        )
        self.kinds = Pick(
            theme,
            tr("Kinds of activity"),
            tr("All kinds"),
            [Option(kind.value, kind_word(kind.value), icon=theme.kind_icon(kind.value)) for kind in Kind],
        )
        self.first = DateField(theme, tr("From"), today)
        self.last = DateField(theme, tr("To"), today)
        for field in (self.first, self.last):
            field.setPlaceholderText(tr("Any day"))
            field.date_changed.connect(lambda _day: self.changed.emit())
        self.alarms = CheckBox(theme, tr("With reminders as alarms"))
        self.profile = SegmentedSwitch(
            theme,
            [("feed", tr("A calendar to follow")), ("event", tr("Single entries"))],
            tr("What the file is"),
        )
        self.profile.setToolTip(tr("Single entries go into a calendar that you have; most apps make none for them."))
        self.set_choice(Choice())
        for box in self.what.values():
            box.toggled.connect(self._ticked)
        for pick in (self.deadlines, self.kinds):
            pick.changed.connect(self.changed)
        self.alarms.toggled.connect(lambda _on: self.changed.emit())
        self.profile.chosen.connect(lambda _key: self.changed.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        boxes = QGridLayout()
        boxes.setVerticalSpacing(Space.XS)
        boxes.setHorizontalSpacing(Space.XL)
        widths = [box.sizeHint().width() for box in self.what.values()]
        columns = 3 if sum(max(widths[number::3]) + Space.XL for number in range(3)) <= self._room else 2
        for number, box in enumerate(self.what.values()):
            boxes.addWidget(box, number // columns, number % columns)
        boxes.setColumnStretch(columns - 1, 1)
        column.addLayout(boxes)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        fields = (
            (tr("Which deadlines"), self.deadlines),
            (tr("Kinds of activity"), self.kinds),
            (tr("From"), self.first),
            (tr("To"), self.last),
        )
        for number, (text, field) in enumerate(fields):
            label = Label(text, "meta")
            label.setBuddy(field)
            grid.addWidget(label, 0, number)
            grid.addWidget(field, 1, number)
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        row = FlowLayout(gap=Space.L)
        row.addWidget(self.profile)
        row.addWidget(self.alarms)
        column.addLayout(row)

    def choice(self) -> Choice:
        """What the person chose."""
        return Choice(
            what=frozenset(key for key, box in self.what.items() if box.isChecked()),
            kinds=self.kinds.ticked,
            first=self.first.date(),
            last=self.last.date(),
            profile=cast("Literal['feed', 'event']", self.profile.value()),
            alarms=self.alarms.isChecked(),
            deadlines=self.deadlines.ticked,
        )

    def set_choice(self, choice: Choice) -> None:
        """Show a choice."""
        for key, box in self.what.items():
            box.setChecked(key in choice.what)
        self.kinds.take(choice.kinds)
        self.deadlines.take(choice.deadlines)
        self.first.set_date(choice.first)
        self.last.set_date(choice.last)
        self.alarms.setChecked(choice.alarms)
        self.profile.set_value(choice.profile)

    def submit(self) -> None:
        """Take over what is being typed: a click on a button does not take the focus from the field."""
        for field in (self.first, self.last):
            field.submit()

    def problem(self) -> str:
        """What is wrong with the choice, empty if nothing is."""
        if not any(box.isChecked() for box in self.what.values()):
            return tr("Nothing is chosen. Tick what goes out.")
        return span_problem(self.first, self.last)

    def _ticked(self) -> None:
        self.deadlines.setEnabled(self.what["deadline"].isChecked())
        self.changed.emit()


def _capital(word: str) -> str:
    return begun(word)
