"""The whole ledger of a certification: every credit, what was reported, and the cycles that were renewed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.dates import format_date
from planner.domain.renewal import Cycle
from planner.domain.words import CreditId
from planner.services.actions.credits import RemoveCredit, ReportCredits
from planner.services.actions.renewals import RemoveRenewal
from planner.services.actions.several import Several
from planner.services.humanize import long_date
from planner.services.queries.renewals import PastSum, ledger, reports_to
from planner.services.renewal_facts import amount_text, sentences, with_reported
from planner.ui.shell.dialogs import opened
from planner.ui.shell.renewal.ledger_table import LedgerTable, unreported
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from planner.domain.words import ActivityId
    from planner.services.action import Action
    from planner.services.planner import Change
    from planner.services.queries.renewals import LedgerLine
    from planner.ui.shell.page import PageContext


#: What the list of cycles has for the one that lasts, and for all of them.
_PRESENT, _ALL = "present", "all"


def days_words(cycle: Cycle) -> str:
    """The first and the last day of a cycle."""
    return tr("{first} – {last}", first=long_date(cycle.starts), last=long_date(cycle.last_day))


def past_words(past: PastSum) -> str:
    """How a closed cycle ended: when it was renewed, what went over, and what was noted."""
    cycle = past.cycle
    parts = [
        tr("Renewed {date}", date=long_date(cycle.renewed_on)),
        tr("{amount} carried over", amount=amount_text(cycle.carried)) if cycle.carried else "",
        past.note,
    ]
    return " · ".join(filter(None, parts))


class LedgerDialog(QDialog):
    """Follows the plan while it is open."""

    def __init__(
        self, context: PageContext, activity_id: ActivityId, title: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._activity_id = activity_id
        self.setWindowTitle(tr("Credits of “{title}”", title=title))
        self.resize(860, 560)
        theme = context.theme
        self.summary = Label("", "heading")
        self.told = Label("", "body", "muted")
        self.told.setWordWrap(True)
        self.table = LedgerTable(theme)
        self.table.wanted.connect(self._edit)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.empty = Label(tr("No credit counts for it yet. Add the first one."), "body", "muted")
        self.cycles = DropDown(theme, tr("Cycle"))
        self.cycles.chosen.connect(lambda _value: self._show_cycle())
        self.take_back = Button(theme, tr("Take the last renewal back"), "link")
        self.take_back.clicked.connect(self._take_back)
        self.add_button = Button(theme, tr("Add credit…"), "plain")
        self.add_button.clicked.connect(self._add)
        self.report_button = Button(theme, "", "plain")
        self.report_button.clicked.connect(self._report)
        close = Button(theme, tr("Close"), "filled")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.report_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.summary, 1)
        head.addWidget(self.cycles)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(Space.S)
        column.addLayout(buttons)
        remove = QAction(tr("Remove the credits"), self.table)
        remove.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self._remove)
        self.table.addAction(remove)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._fit_report())
        self._unsubscribe = context.planner.subscribe(self._take)
        self.finished.connect(lambda _result: self._unsubscribe())
        self._show()

    def _take(self, change: Change) -> None:
        self._show()

    def _show(self) -> None:
        today = self._context.planner.today()
        found = self._context.planner.read(ledger, self._activity_id, today)
        if found is None:
            self.reject()
            return
        self._ledger = found
        present = found.standing.terms.cycle
        before = [(days_words(Cycle(each.cycle.starts, each.cycle.ends)), each.renewal_id) for each in found.past]
        now = tr("This cycle") if present is None else tr("{days}, now", days=days_words(present))
        self.cycles.set_items([(now, _PRESENT), *before, (tr("All cycles"), _ALL)])
        self.cycles.setVisible(bool(before))
        self.take_back.setVisible(bool(before))
        self._show_cycle()

    def _show_cycle(self) -> None:
        found, today = self._ledger, self._context.planner.today()
        standing, told = found.standing, sentences(found.standing, today)
        lines = found.lines if self.cycles.value() == _ALL else found.present
        past = next((each for each in found.past if each.renewal_id == self.cycles.value()), None)
        if past is not None:
            standing, told, lines = standing._replace(tally=past.tally), (past_words(past),), found.of(past)
        self.summary.setText(with_reported(standing))
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(self.told.text()))
        self.table.rows.show(lines)
        self.table.setVisible(bool(lines))
        self.empty.setText(
            tr("No credit counted in this cycle.") if past else tr("No credit counts for it yet. Add the first one.")
        )
        self.empty.setVisible(not lines)
        self._shown = lines
        self._fit_report()

    def _to_report(self) -> list[int]:
        """The claims that the button reports: of what is chosen, or of all where nothing is."""
        today = self._context.planner.today()
        chosen = unreported(self.table.chosen(), today)
        return [line.claim_id for line in chosen or unreported(self._shown, today)]

    def _fit_report(self) -> None:
        number = len(self._to_report())
        if unreported(self.table.chosen(), self._context.planner.today()):
            text = trn("Mark {n} chosen as reported today", "Mark {n} chosen as reported today", number)
        else:
            text = trn("Mark {n} credit as reported today", "Mark all {n} credits as reported today", number)
        self.report_button.setText(text)
        self.report_button.setVisible(bool(number))

    # ------------------------------------------------------------------ doing

    def _run(self, action: Action) -> None:
        change = self._context.run(action)
        if change is not None:
            self._context.tell(change)

    def _report(self) -> None:
        from planner.domain.words import ClaimId

        ids = tuple(map(ClaimId, self._to_report()))
        self._run(ReportCredits(ids, format_date(self._context.planner.today())))

    def _unreport(self) -> None:
        ids = tuple(line.claim_id for line in self.table.chosen() if line.reported_on is not None)
        self._run(ReportCredits(ids, None))

    def _remove(self) -> None:
        chosen = list(dict.fromkeys(line.credit_id for line in self.table.chosen()))
        if chosen:
            label = trn("Remove {n} credit", "Remove {n} credits", len(chosen))
            self._run(Several(tuple(map(RemoveCredit, chosen)), label))

    def _take_back(self) -> None:
        if self._ledger.past:
            self._run(RemoveRenewal(self._ledger.past[0].renewal_id))

    def _add(self) -> None:
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        opened(CreditDialog(self._context, certification_id=self._activity_id, parent=self))

    def _edit(self, credit_id: int) -> None:
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        opened(CreditDialog(self._context, credit_id=CreditId(credit_id), parent=self))

    def _menu(self, where: QPoint) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(chosen) == 1:
            menu.addAction(tr("Change…"), partial(self._edit, chosen[0].credit_id))
            source = chosen[0].activity_id
            if source is not None:
                menu.addAction(tr("Show what earned it"), partial(self._lead, source))
        if len(chosen) == 1:
            menu.addAction(tr("Files…"), partial(self._files, chosen[0]))
        if unreported(chosen, self._context.planner.today()):
            menu.addAction(tr("Reported today"), self._report)
        if any(line.reported_on is not None for line in chosen):
            menu.addAction(tr("Not reported"), self._unreport)
        menu.addSeparator()
        menu.addAction(tr("Remove"), self._remove)
        menu.popup(self.table.viewport().mapToGlobal(where))

    def _files(self, line: LedgerLine) -> None:
        from planner.ui.shell.renewal.files_dialog import CreditFilesDialog

        issuer = self._ledger_title()
        opened(
            CreditFilesDialog(
                self._context, line.credit_id, line.title, claim_id=line.claim_id, issuer=issuer, parent=self
            )
        )

    def _ledger_title(self) -> str:
        """Who gets the reports: the issuer, or the certification's own name."""
        return self._context.planner.read(reports_to, self._activity_id)

    def _lead(self, activity_id: int) -> None:
        self.accept()
        self._context.open_activity(activity_id)
