"""The dialog for one date of several goals: exam, expiry or due, where these decide about some of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError
from planner.domain.words import DeadlineKind
from planner.services.queries.goals import GoalRow
from planner.ui.goals.goal_date import decisive_date
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.segmented import SegmentedSwitch


class DatesDialog(FormDialog):
    """``about`` are the goals by the kind of date that decides about them; the switch is there if these are several.

    ``run`` takes the kind, the day (``YYYY-MM-DD``) and the time (``HH:MM`` or empty); None and empty remove the dates.
    """

    def __init__(
        self,
        theme: Theme,
        about: Mapping[DeadlineKind, Sequence[GoalRow]],
        today: Callable[[], date],
        run: Callable[[DeadlineKind, str | None, str], bool],
        *,
        parent: QWidget | None = None,
    ) -> None:
        number = sum(map(len, about.values()))
        super().__init__(theme, today, trn("Date of {n} goal", "Dates of {n} goals", number), tr("Set"), parent)
        self._run = run
        self._about = about
        self.submit = self._set
        self.kind = SegmentedSwitch(
            theme, [(kind.value, _choice(kind, len(rows))) for kind, rows in about.items()], tr("Which date")
        )
        self.kind.chosen.connect(lambda _kind: self._fit())
        self.kind.setVisible(len(about) > 1)
        self.head.addWidget(self.kind)
        self.day = DateField(theme, "", today, parent=self)
        self.day.setPlaceholderText(tr("Such as 2027-06-30"))
        self.form.addRow(" ", self.day)
        self.time = self.add_time(tr("At"))
        self.remove = Button(theme, tr("Remove"), "quiet")
        self.remove.clicked.connect(self._remove)
        self.buttons.insertWidget(0, self.remove)
        self._fit()
        self.day.setFocus()

    @property
    def chosen(self) -> DeadlineKind:
        """The kind of date that is set."""
        return DeadlineKind(self.kind.value())

    def _fit(self) -> None:
        """Show what belongs to the kind: its words, a time, and Remove where there is something to remove."""
        rows = self._about[self.chosen]
        label = decisive_date(rows[0]).label
        self.day.setAccessibleName(label)
        said = self.form.labelForField(self.day)
        said.setProperty("text", label)
        self.form.setRowVisible(self.time, self.chosen is DeadlineKind.EXAM)
        self.remove.setVisible(any(decisive_date(row).moment for row in rows))
        self.adjustSize()

    def _set(self) -> bool:
        day = self.text_of_date(self.day)
        if day is None:
            raise InvalidInputError(tr("Give a date such as 2026-12-01, or press Cancel."))
        time = self.time.time_if_any() if self.chosen is DeadlineKind.EXAM else ""
        return self._run(self.chosen, day, time)

    def _remove(self) -> None:
        if self._run(self.chosen, None, ""):
            self.accept()


def _choice(kind: DeadlineKind, number: int) -> str:
    if kind is DeadlineKind.EXAM:
        return trn("Exam of {n} goal", "Exam of {n} goals", number)
    if kind is DeadlineKind.RENEWAL:
        return trn("Expiry of {n} goal", "Expiry of {n} goals", number)
    return trn("Due date of {n} goal", "Due date of {n} goals", number)
