"""The dialog that renews a certification: on which day, until when, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import begun, tr
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError
from planner.services.actions.cycles import following_cycle
from planner.services.actions.renewals import Renew
from planner.services.humanize import money_text, read_money
from planner.services.renewal_facts import amount_text, credits_text, method_word
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from planner.domain.words import ActivityId
    from planner.services.queries.renewals import Standing
    from planner.ui.shell.page import PageContext


class RenewDialog(FormDialog):
    """Closes the present cycle and opens the next."""

    def __init__(
        self,
        context: PageContext,
        activity_id: ActivityId,
        title: str,
        standing: Standing,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, context.planner.today, tr("Renew “{title}”", title=title), tr("Renew"), parent)
        self._context = context
        self._activity_id = activity_id
        self._standing = standing
        self._proposed: str | None = None
        self.submit = self._renew
        self.remark = Label(self._words(), "body", "muted")
        self.remark.setWordWrap(True)
        self.head.addWidget(self.remark)
        self.day = DateField(self.theme, tr("Renewed on"), self.today, self.today(), past=True, parent=self)
        self.day.textEdited.connect(self.forget_problem)
        self.day.date_changed.connect(lambda _day: self._propose())
        self.form.addRow(tr("Renewed on"), self.day)
        self.expires = DateField(self.theme, tr("New expiry date"), self.today, parent=self)
        self.expires.setPlaceholderText(tr("Such as 2029-06-30"))
        self.expires.textEdited.connect(self.forget_problem)
        self.form.addRow(tr("Expires on"), self.expires)
        self.fee = self.add_line(tr("Paid"), tr("What it cost"), tr("Such as 60 USD"))
        if standing.terms.fee is not None and standing.terms.fee.minor:
            self.fee.setText(money_text(*standing.terms.fee))
        self.note = self.add_line(tr("Note"), tr("Note"))
        self._propose()
        self.day.setFocus()
        self.day.selectAll()

    def _words(self) -> str:
        """How it is renewed, what is still missing, and what would go over into the next cycle."""
        rule, tally = self._standing.terms.rule, self._standing.tally
        method = method_word(rule.method)
        told = [begun(method) + "."]
        if rule.asks_credits and tally.missing:
            told.append(
                tr(
                    "{amount} of {required} are still missing; the issuer may not accept it yet.",
                    amount=amount_text(tally.missing),
                    required=credits_text(tally.required, rule.unit),
                )
            )
        elif rule.asks_credits and tally.required and tally.reported < tally.required:
            told.append(
                tr(
                    "{amount} are not reported to the issuer yet.",
                    amount=credits_text(tally.counted - tally.reported, rule.unit),
                )
            )
        if self._standing.terms.note:
            told.append(self._standing.terms.note)
        return " ".join(told)

    def _propose(self) -> None:
        """The expiry date that the rule gives, unless another one was typed."""
        if self.expires.text().strip() and self.expires.date() != self._proposed_date():
            return
        cycle, day = self._standing.terms.cycle, self.day.date()
        if cycle is None or day is None:
            return
        following = following_cycle(self._standing.terms.rule, cycle, day)
        if following is not None:
            self._proposed = format_date(following.last_day)
            self.expires.set_date(following.last_day)

    def _proposed_date(self) -> date | None:
        return None if self._proposed is None else parse_date(self._proposed)

    def _renew(self) -> bool:
        expires = self.text_of_date(self.expires)
        if expires is None:
            raise InvalidInputError(tr("Give the new expiry date, such as 2029-06-30."))
        fee = self.fee.text().strip()
        known = self._standing.terms.fee
        action = Renew(
            self._activity_id,
            self.text_of_date(self.day) or format_date(self.today()),
            expires,
            fee=read_money(fee, known.currency if known else self._context.usual_currency()) if fee else None,
            note=self.note.text(),
        )
        self._context.tell(self._context.submit(action))
        return True
