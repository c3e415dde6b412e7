"""The ledger: its credits, what was reported, its cycles, and renewing, which opens the next one."""


from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from planner.services.actions.activities import MoveActivities
from planner.ui.shell.renewal.credit_dialog import CreditDialog
from planner.ui.shell.renewal.credits_part import CreditsPart
from planner.ui.shell.renewal.ledger_dialog import LedgerDialog
from planner.ui.shell.renewal.ledger_table import Column
from planner.ui.shell.renewal.renew_dialog import RenewDialog
from tests.ui.renewal.conftest import Bench


def test_the_ledger_reports_and_sorts(bench: Bench) -> None:
    bench.part(bench.pmp).open_ledger()
    dialog = bench.dialog()
    assert isinstance(dialog, LedgerDialog)
    assert dialog.summary.text() == "30 of 60 PDUs, reported 10"
    assert dialog.report_button.text() == "Mark all 4 credits as reported today"
    rows = dialog.table.rows
    assert rows.index(0, Column.WHAT).data() == "Talk 5"
    dialog.table.sort_by(Column.ALSO, Qt.SortOrder.DescendingOrder)
    assert rows.index(0, Column.ALSO).data() == "CSPO"
    dialog.table.sort_by(Column.DAY, Qt.SortOrder.AscendingOrder)
    assert rows.index(0, Column.WHAT).data() == "Talk 0"
    flag = QItemSelectionModel.SelectionFlag
    dialog.table.selectionModel().select(rows.index(5, 0), flag.ClearAndSelect | flag.Rows)
    assert dialog.report_button.text() == "Mark 1 chosen as reported today"
    dialog.report_button.click()
    assert bench.standing(bench.pmp).tally.reported == 1500
    dialog.table.clearSelection()
    dialog.report_button.click()
    assert bench.standing(bench.pmp).tally.reported == 3000
    assert dialog.report_button.isHidden()
    assert dialog.summary.text() == "30 of 60 PDUs, all reported"
    dialog.table.selectAll()
    dialog._unreport()
    assert bench.standing(bench.pmp).tally.reported == 0
    dialog.table.selectionModel().select(rows.index(0, 0), flag.ClearAndSelect | flag.Rows)
    (remove,) = [action for action in dialog.table.actions() if action.text() == "Remove the credits"]
    remove.trigger()
    assert bench.standing(bench.pmp).tally.counted == 2500
    bench.planner.undo()
    dialog.table.setCurrentIndex(rows.index(0, 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert isinstance([each for each in dialog.findChildren(QDialog) if each.isVisible()][-1], CreditDialog)


def test_the_ledger_has_a_menu_and_leads_to_what_earned(bench: Bench) -> None:
    bench.planner.run(MoveActivities((bench.event,), "done", on="2026-11-12"))
    assert bench.inspector.open("activity", bench.event)
    part = bench.inspector.activity_view.trailing.parts["credits"]
    assert isinstance(part, CreditsPart)
    part.offer.take_button.click()
    opened: list[int] = []
    bench.inspector.context.activity_opened.connect(opened.append)
    bench.part(bench.cspo).open_ledger()
    dialog = bench.dialog()
    assert isinstance(dialog, LedgerDialog)
    dialog.table.setCurrentIndex(dialog.table.rows.index(0, 0))
    dialog._menu(QPoint(10, 10))
    (menu,) = [each for each in dialog.findChildren(QMenu) if each.isVisible()]
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert texts == ["Change…", "Show what earned it", "Files…", "Reported today", "Remove"]
    dialog._lead(bench.event)
    assert opened == [bench.event]


def test_an_empty_ledger_invites(bench: Bench) -> None:
    bench.planner.run(MoveActivities((bench.event,), "skipped"))
    bench.part(bench.exam).open_ledger()
    dialog = bench.dialog()
    assert isinstance(dialog, LedgerDialog)
    assert dialog.table.isHidden()
    assert not dialog.empty.isHidden()
    assert dialog.report_button.isHidden()


def test_renewing_opens_the_next_cycle(bench: Bench) -> None:
    part = bench.part(bench.pmp)
    part.renew_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RenewDialog)
    assert dialog.expires.text() == "Sun 30 Jun 2030"
    assert dialog.fee.text() == "USD 150.00"
    assert "30 of 60 PDUs are still missing" in dialog.remark.text()
    dialog.expires.setText("2027-06-30")
    dialog.accept_button.click()
    assert "must lie after 30 Jun 2027" in dialog.problem.text()
    dialog.expires.setText("2030-06-30")
    dialog.fee.setText("lots")
    dialog.accept_button.click()
    assert "“lots”" in dialog.problem.text()
    dialog.fee.setText("60 USD")
    dialog.accept_button.click()
    assert part.until.text() == "until 30 Jun 2030"
    assert part.all_button.text() == "All 6 credits, and past cycles…"
    part.all_button.click()
    ledger = bench.dialog()
    assert isinstance(ledger, LedgerDialog)
    names = [ledger.cycles.itemText(row) for row in range(ledger.cycles.count())]
    assert names == ["1 Jul 2027 – 30 Jun 2030, now", "1 Jul 2024 – 30 Jun 2027", "All cycles"]
    assert (ledger.summary.text(), ledger.table.rows.rowCount()) == ("0 of 60 PDUs", 0)
    assert ledger.report_button.isHidden()
    ledger.cycles.setCurrentIndex(1)
    ledger.cycles.activated.emit(1)
    assert ledger.summary.text() == "30 of 60 PDUs, reported 10"
    assert ledger.told.text() == "Renewed 25 Nov 2026"
    assert ledger.table.rows.rowCount() == 6
    ledger.cycles.setCurrentIndex(2)
    ledger.cycles.activated.emit(2)
    assert (ledger.summary.text(), ledger.table.rows.rowCount()) == ("0 of 60 PDUs", 6)
    ledger.take_back.click()
    assert part.until.text() == "until 30 Jun 2027"
    assert (ledger.cycles.isHidden(), ledger.take_back.isHidden()) == (True, True)
    assert (ledger.summary.text(), ledger.table.rows.rowCount()) == ("30 of 60 PDUs, reported 10", 6)
