"""The dialogs of steps, of several goals, of the catalogue and of renewals, which are opened from within others."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog

from planner.config.text import tr
from planner.domain.renewal import Category, Rule
from planner.domain.words import DeadlineKind
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.queries.activity import activity_card
from planner.services.queries.board import lanes
from planner.services.queries.goals import goals
from planner.services.queries.renewals import ledger
from planner.ui.board.remove_step_dialog import RemoveStepDialog
from planner.ui.board.step_dialog import StepDialog
from planner.ui.goals.dates_dialog import DatesDialog
from planner.ui.shell.catalogue_dialog import CatalogueDialog
from planner.ui.shell.question import Question
from planner.ui.shell.renewal.files_dialog import CreditFilesDialog
from planner.ui.shell.renewal.ledger_dialog import LedgerDialog
from planner.ui.shell.renewal.renew_dialog import RenewDialog
from planner.ui.shell.renewal.rule_dialog import RuleDialog
from planner.ui.shell.window import MainWindow
from tests.services.actions.renewal_hands import held
from tests.ui.scenes import Scene
from tests.ui.walk import settle

_RULE = Rule("credits_and_fee", 36, "PDU", 6000, (Category("Μάθηση", 3500), Category("Προσφορά", maximum=2500)))


def dialogs_of_records(window: MainWindow) -> Iterator[Scene]:
    """Each of these dialogs, filled, and with a complaint where one can bring it about."""
    context = window.context
    planner, theme = context.planner, context.theme
    today = planner.today()
    steps = [lane for lane in planner.read(lanes, today) if lane.step_id is not None]
    text = tr("What should it start with? The built-in roadmap leads to AI/ML product leader, and is yours to change.")
    asked = Question(theme, tr("New plan file"), text, (tr("Nothing"), tr("The built-in roadmap")), parent=window)
    yield from _open("question", asked)
    yield from _open("step", StepDialog(theme, steps[0], window))
    yield from _open("remove a step", RemoveStepDialog(theme, steps[0], steps[1:], window))
    goal = held(planner, "Πιστοποίηση", _RULE)
    credit = CreditPart(1200, "Μάθηση", (Claim(goal.id),))
    planner.run(AddCredits("PDU", "2025-05-08", (credit,), title="Συνέδριο"))
    rows = planner.read(goals, today, planner.zone())
    about = {DeadlineKind.EXAM: rows[:1], DeadlineKind.DUE: rows[:2]}
    yield from _open("dates", DatesDialog(theme, about, planner.today, lambda *_chosen: False, parent=window))
    yield from _open("catalogue", CatalogueDialog(context, planner.read(activity_card, goal.id), window))
    told = planner.read(ledger, goal.id, today)
    assert told is not None
    yield from _open("ledger", LedgerDialog(context, goal.id, goal.title, parent=window))
    (line,) = (line for line in told.lines if line.title == "Συνέδριο")
    files = CreditFilesDialog(
        context, line.credit_id, line.title, claim_id=line.claim_id, issuer="Ωμέγα", parent=window
    )
    yield from _open("files of a credit", files)
    renew = RenewDialog(context, goal.id, goal.title, told.standing, parent=window)
    yield from _open("renew", renew)
    rule = RuleDialog(context, goal.id, goal.title, told.standing.terms, parent=window)
    rule.required.setText("x")
    rule.accept_button.click()
    yield from _open("rule", rule)


def _open(name: str, dialog: QDialog) -> Iterator[Scene]:
    dialog.open()
    settle()
    yield Scene(name, dialog)
    dialog.close()
    dialog.deleteLater()
    settle()
