"""The inspector's part on renewing a certification: the balance, how it goes on, the newest credits, and what to do."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import begun, tr, trn
from planner.domain.words import CertificationState
from planner.services.humanize import long_date
from planner.services.queries.renewals import ledger
from planner.services.renewal_facts import (
    amount_text,
    balance,
    category_text,
    method_word,
    sentences,
    window_sentence,
)
from planner.ui.shell.dialogs import opened
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.queries.activity import ActivityCard
    from planner.services.queries.renewals import Ledger, LedgerLine
    from planner.ui.shell.page import PageContext

_NEWEST = 4
_HELD = frozenset({CertificationState.PASSED, CertificationState.EXPIRED})


def line_words(line: LedgerLine) -> tuple[str, tuple[str, ...]]:
    """A credit in two lines: how much for what, and its day, category, report and the others that count it."""
    parts = [long_date(line.on)]
    if line.category:
        parts.append(line.category)
    if line.planned:
        parts.append(tr("planned"))
    elif line.reported_on is not None:
        parts.append(tr("reported"))
    if line.cycle is None:
        parts.append(tr("outside every cycle"))
    if line.files:
        parts.append(trn("{n} file", "{n} files", line.files))
    if line.also:
        parts.append(tr("also {names}", names=", ".join(line.also)))
    return tr("{amount} · {what}", amount=amount_text(line.amount), what=line.title), (" · ".join(parts),)


class RenewalPart(GoalSection):
    """Shown for what is held."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._ledger: Ledger | None = None
        self._activity_id = 0
        self._title = ""
        theme = context.theme
        self.heading = Label(tr("Renewal"), "section")
        self.until = ElidedLabel("", "meta")
        self.until.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.amount = Label("", "heading")
        self.reported = Label("", "meta")
        self.bar = ProgressBar(theme, tr("Credits collected"))
        self.categories = QVBoxLayout()
        self.categories.setSpacing(2)
        self._category_rows: list[tuple[QWidget, ElidedLabel, Label]] = []
        self.told = Label("", "body", "muted")
        self.told.setWordWrap(True)
        self.lines = [ValueButton(theme) for _ in range(_NEWEST)]
        for number, button in enumerate(self.lines):
            button.clicked.connect(lambda _checked=False, number=number: self._edit(number))
        self.all_button = Button(theme, "", "link")
        self.all_button.clicked.connect(self.open_ledger)
        self.add_button = Button(theme, tr("Add credit…"), "plain", name=tr("Add credit for this certification"))
        self.add_button.clicked.connect(self.add_credit)
        self.renew_button = Button(theme, tr("Renew…"), "plain")
        self.renew_button.clicked.connect(self.renew)
        self.rule_button = Button(theme, tr("How it is renewed…"), "link")
        self.rule_button.clicked.connect(self.edit_rule)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.heading)
        head.addWidget(self.until, 1)
        figures = QHBoxLayout()
        figures.setSpacing(Space.S)
        figures.addWidget(self.amount)
        figures.addWidget(self.reported, 1, Qt.AlignmentFlag.AlignBottom)
        buttons = FlowLayout()
        for button in (self.add_button, self.renew_button):
            buttons.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(HANG, 0, HANG, 0)
        inner.setSpacing(Space.S)
        inner.addLayout(head)
        inner.addLayout(figures)
        inner.addWidget(self.bar)
        inner.addLayout(self.categories)
        inner.addWidget(self.told)
        inner.addLayout(buttons)
        links = QVBoxLayout()
        links.setContentsMargins(HANG, Space.XS, HANG, 0)
        links.setSpacing(Space.XS)
        for button in (self.all_button, self.rule_button):
            links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addSpacing(Space.XS)
        for line in self.lines:
            column.addWidget(line)
        column.addLayout(links)

    # ------------------------------------------------------------------ showing

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        self._activity_id, self._title = card.activity.id, card.activity.title
        self._ledger = None
        if card.certification is None or card.certification.state not in _HELD:
            return False
        planner = self.context.planner
        today = planner.today()
        found = self._ledger = planner.read(ledger, self._activity_id, today)
        if found is None or card.certification.never_expires:
            return False
        standing = found.standing
        rule, cycle = standing.terms.rule, standing.terms.cycle
        collects = rule.asks_credits and cycle is not None
        self.until.setText("" if cycle is None else tr("until {date}", date=long_date(cycle.last_day)))
        figures = collects and (standing.tally.required or standing.tally.counted)
        self.amount.setText(balance(standing) if figures else "")
        self.amount.setVisible(bool(figures))
        self._show_reported(found)
        self.bar.setVisible(collects and bool(standing.tally.required))
        if standing.tally.required:
            least, ticks = 0, []
            for one in standing.tally.categories:
                if one.category.minimum:
                    least += one.category.minimum
                    ticks.append(min(1.0, least / standing.tally.required))
            self.bar.set_ticks(tuple(ticks))
            self.bar.set_share(standing.tally.counted / standing.tally.required)
        self._show_categories(found if collects else None)
        told = [*sentences(standing, today), window_sentence(standing, today)]
        if not rule.asks_credits:
            method = method_word(rule.method)
            told.insert(0, tr("{method}.", method=begun(method)))
        if cycle is None:
            told.append(tr("Give it an expiry date, and Planner tells when to renew it."))
        self.told.setText(" ".join(filter(None, told)))
        self.told.setVisible(bool(self.told.text()))
        self.add_button.setVisible(collects)
        self.renew_button.setVisible(cycle is not None)
        self._show_lines(found)
        return True

    def _show_reported(self, found: Ledger) -> None:
        tally = found.standing.tally
        text = ""
        if tally.counted:
            text = (
                tr("all reported")
                if tally.reported == tally.counted
                else tr("{amount} reported", amount=amount_text(tally.reported))
            )
        self.reported.setText(text)
        self.reported.setVisible(bool(text) and not self.amount.isHidden())

    def _show_categories(self, found: Ledger | None) -> None:
        sums = () if found is None else found.standing.tally.categories
        while len(self._category_rows) < len(sums):
            holder, name, figure = QWidget(), ElidedLabel("", "meta"), Label("", "meta_figure")
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.S)
            row.addWidget(name, 1)
            row.addWidget(figure)
            self.categories.addWidget(holder)
            self._category_rows.append((holder, name, figure))
        for number, (holder, name, figure) in enumerate(self._category_rows):
            holder.setVisible(number < len(sums))
            if number < len(sums):
                name.setText(sums[number].category.name)
                figure.setText(category_text(sums[number]))

    def _show_lines(self, found: Ledger) -> None:
        lines = found.present
        for button, line in zip_longest(self.lines, lines[:_NEWEST]):
            if line is not None:
                text, remarks = line_words(line)
                button.set_value(tr("Credit"), text, remarks)
            button.setVisible(line is not None)
        number = len(found.lines)
        if found.past or number > _NEWEST:
            text = trn("All {n} credit, and past cycles…", "All {n} credits, and past cycles…", number) if (
                found.past
            ) else trn("All {n} credit…", "All {n} credits…", number)  # fmt: skip
        else:
            text = tr("Ledger…")
        self.all_button.setText(text)
        self.all_button.setVisible(bool(number or found.past))

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("How it is renewed…"), self.edit_rule)]

    # ------------------------------------------------------------------ doing

    def add_credit(self) -> None:
        """Ask for credits that this certification counts."""
        from planner.domain.words import ActivityId
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        dialog = CreditDialog(self.context, certification_id=ActivityId(self._activity_id), parent=self.window())
        opened(dialog)

    def _edit(self, number: int) -> None:
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        if self._ledger is not None and number < len(self._ledger.present):
            line = self._ledger.present[number]
            opened(CreditDialog(self.context, credit_id=line.credit_id, parent=self.window()))

    def open_ledger(self) -> None:
        """Show all credits and the past cycles."""
        from planner.domain.words import ActivityId
        from planner.ui.shell.renewal.ledger_dialog import LedgerDialog

        opened(LedgerDialog(self.context, ActivityId(self._activity_id), self._title, parent=self.window()))

    def renew(self) -> None:
        """Ask for the day and the new expiry."""
        from planner.domain.words import ActivityId
        from planner.ui.shell.renewal.renew_dialog import RenewDialog

        if self._ledger is not None:
            opened(
                RenewDialog(
                    self.context,
                    ActivityId(self._activity_id),
                    self._title,
                    self._ledger.standing,
                    parent=self.window(),
                )
            )

    def edit_rule(self) -> None:
        """Say how it is renewed."""
        from planner.domain.words import ActivityId
        from planner.services.queries.renewals import terms
        from planner.ui.shell.renewal.rule_dialog import RuleDialog

        found = self.context.planner.read(terms, [self._activity_id]).get(ActivityId(self._activity_id))
        if found is not None:
            opened(
                RuleDialog(
                    self.context, ActivityId(self._activity_id), self._title, found, parent=self.window()
                )
            )
