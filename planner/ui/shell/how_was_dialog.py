"""How was it? One sheet after an event: was one there, what came of it, what to try, people met, credits."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.limits import LINE_MAX, PERSON_NAME_MAX, TITLE_MAX
from planner.services.actions.events_over import NewPerson, TellEvent
from planner.services.credit_offers import offered_words, shared_credits
from planner.services.humanize import long_date
from planner.services.queries.credits import HOURS_A_DAY, Offer, offer
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.renewal.credit_split import ClaimSplit
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from planner.services.actions.credits import AddCredits
    from planner.services.queries.events_over import EventOver
    from planner.ui.shell.page import PageContext

_MOST_PEOPLE = 6
_DAY_WIDTH = 150


class PersonRow(QWidget):
    """Somebody met: name, how to reach them, the day on which to follow up."""

    def __init__(self, dialog: FormDialog, number: int) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.name = self._line(tr("Name of person {n}", n=number), tr("Name"), PERSON_NAME_MAX)
        self.reach = self._line(tr("How to reach person {n}", n=number), tr("How to reach them"), LINE_MAX)
        self.day = DateField(dialog.theme, tr("Day to follow up on person {n}", n=number), dialog.today, parent=self)
        self.day.setPlaceholderText(tr("Follow up"))
        self.day.setFixedWidth(_DAY_WIDTH)
        self.day.textEdited.connect(dialog.forget_problem)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.name, 1)
        row.addWidget(self.reach, 1)
        row.addWidget(self.day)

    def _line(self, name: str, hint: str, most: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.setMaxLength(most)
        line.textEdited.connect(self._dialog.forget_problem)
        return line

    def person(self) -> NewPerson | None:
        """Whom it says; None while it is empty. Raises InvalidInputError without a name or for no date."""
        name, reach, day = self.name.text().strip(), self.reach.text().strip(), self._dialog.text_of_date(self.day)
        if not (name or reach or day):
            return None
        if not name:
            self.name.setFocus()
            raise InvalidInputError(tr("The name of somebody you met is missing. Type who it was."))
        return NewPerson(name, reach, day)


class HowWasDialog(FormDialog):
    """Asks how an event was that is over; what is told is one step."""

    def __init__(self, context: PageContext, over: EventOver, parent: QWidget | None = None) -> None:
        title = tr("How was “{title}”?", title=over.title)
        super().__init__(context.theme, context.planner.today, title, tr("Save"), parent)
        self._context = context
        self._over = over
        self._offer = context.planner.read(offer, over.activity_id, self.today(), as_done=True)
        self.submit = self._save
        self.setMinimumWidth(620)
        self.head.addWidget(Label(tr("It was over on {date}.", date=long_date(over.day)), "body", "muted"))
        self._build()
        self.outcome.setFocus()

    def _build(self) -> None:
        options = (("yes", tr("Yes, I was")), ("no", tr("No")))
        self.there = SegmentedSwitch(self.theme, options, tr("Were you there?"), self)
        self.there.chosen.connect(lambda _key: self._fit())
        holder = QHBoxLayout()
        holder.addWidget(self.there)
        holder.addStretch(1)
        self.form.addRow(tr("Were you there?"), holder)
        self.declined = Label(tr("It is marked as declined, and you are not asked again."), "body", "muted")
        self.declined.setWordWrap(True)
        self.form.addRow("", self.declined)
        self.outcome = self.add_line(
            tr("Outcome"), tr("What came of it"), tr("What came of it, in one line, if you like")
        )
        self.outcome.setMaxLength(LINE_MAX)
        self.to_try = self.add_line(
            tr("To try"), tr("One thing to try"), tr("One thing to try: it becomes an experiment in the inbox")
        )
        self.to_try.setMaxLength(TITLE_MAX)
        self.people: list[PersonRow] = []
        self._people = QWidget(self)
        self._people_column = _column(self._people)
        self.more = Button(self.theme, tr("Add another person"), "link")
        self.more.clicked.connect(self.add_person)
        more = QHBoxLayout()
        more.addWidget(self.more)
        more.addStretch(1)
        self._people_column.addLayout(more)
        self._append_person()
        self.form.addRow(tr("People met"), self._people)
        self.splits: list[ClaimSplit] = []
        self._credits = QWidget(self)
        column = _column(self._credits)
        if self._offer is not None:
            self.splits = [ClaimSplit(self, claimant, self._offer.amount) for claimant in self._offer.claimants]
            for split in self.splits:
                column.addWidget(split)
            column.addWidget(Label(self._reckoned(self._offer), "meta"))
        self.form.addRow(tr("Credits"), self._credits)
        self._fit()

    def _reckoned(self, found: Offer) -> str:
        """Where the amounts come from."""
        if found.source.guessed:
            return tr("Reckoned with {n} hours a day; correct what is not right.", n=HOURS_A_DAY)
        return offered_words(found)[1]

    def _append_person(self) -> PersonRow:
        row = PersonRow(self, len(self.people) + 1)
        self.people.append(row)
        self._people_column.insertWidget(len(self.people) - 1, row)
        return row

    def add_person(self) -> None:
        """Append fields for one more person."""
        before = self.people[-1]
        row = self._append_person()
        row.show()
        for one, next_one in pairwise((before.day, row.name, row.reach, row.day, self.more)):
            QWidget.setTabOrder(one, next_one)
        row.name.setFocus()
        self.more.setVisible(len(self.people) < _MOST_PEOPLE)
        self.adjustSize()

    def _fit(self) -> None:
        """Of an event that one was not at there is nothing else to tell."""
        self.forget_problem()
        there = self.there.value() == "yes"
        for field in (self.outcome, self.to_try, self._people):
            self.form.setRowVisible(field, there)
        self.form.setRowVisible(self._credits, there and bool(self.splits))
        self.form.setRowVisible(self.declined, not there)
        self.adjustSize()

    def _save(self) -> bool:
        if self.there.value() == "no":
            action = TellEvent(self._over.activity_id, attended=False)
        else:
            people = tuple(person for row in self.people if (person := row.person()) is not None)
            action = TellEvent(
                self._over.activity_id,
                attended=True,
                credits=self._shared(),
                people=people,
                to_try=self.to_try.text(),
                outcome=self.outcome.text(),
            )
        self._context.tell(self._context.submit(action))
        return True

    def _shared(self) -> AddCredits | None:
        if self._offer is None:
            return None
        return shared_credits(self._offer, [split.share() for split in self.splits])


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    return column
