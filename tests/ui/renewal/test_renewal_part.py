"""What the inspector says of renewals, and its dialogs: credits, renewing, the rule, the ledger."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.renewals import PutRule
from planner.services.actions.trash import RestoreActivities, TrashActivities
from planner.services.queries.credits import credits_of
from planner.services.queries.renewals import terms
from planner.ui.shell.inspector.files_section import FilesSection
from planner.ui.shell.renewal.credit_dialog import CreditDialog
from planner.ui.shell.renewal.credits_part import CreditsPart
from planner.ui.shell.renewal.files_dialog import CreditFilesDialog
from planner.ui.shell.renewal.ledger_dialog import LedgerDialog
from planner.ui.shell.renewal.ledger_table import Column
from planner.ui.shell.renewal.renew_dialog import RenewDialog
from planner.ui.shell.renewal.rule_dialog import RuleDialog
from tests.ui.renewal.conftest import Bench


def credit_dialog(bench: Bench) -> CreditDialog:
    dialog = bench.dialog()
    assert isinstance(dialog, CreditDialog)
    return dialog


def test_the_part_tells_the_balance_and_how_it_goes_on(bench: Bench) -> None:
    part = bench.part(bench.pmp)
    assert part.amount.text() == "30 of 60 PDUs"
    assert part.reported.text() == "10 reported"
    assert part.until.text() == "until 30 Jun 2027"
    told = part.told.text()
    assert told.startswith("30 PDUs missing, 5 of them Education: ")
    assert "you would be 23 PDUs short on 30 Jun 2027" in told
    names = [(name.text(), figure.text()) for _, name, figure in part._category_rows]
    assert names == [("Education", "30 of at least 35"), ("Giving back", "0 of at most 25")]
    assert [button.shown for button in part.lines] == ["5 · Talk 5", "5 · Talk 4", "5 · Talk 3", "5 · Talk 2"]
    assert part.all_button.text() == "All 6 credits…"


def test_an_exam_is_to_be_passed_again(bench: Bench) -> None:
    part = bench.part(bench.exam)
    assert part.told.text() == "Pass an exam again. It can be renewed from 21 May 2028 on."
    assert part.amount.isHidden()
    assert part.add_button.isHidden()
    assert not part.renew_button.isHidden()


def test_what_does_not_expire_has_no_renewal(bench: Bench) -> None:
    part = bench.part(bench.exam)
    bench.planner.run(EditDetail(bench.exam, (("never_expires", True),)))
    assert part.isHidden()
    bench.planner.undo()
    assert not part.isHidden()


def test_credits_are_added_split_and_shared(bench: Bench) -> None:
    part = bench.part(bench.pmp)
    part.add_button.click()
    dialog = credit_dialog(bench)
    assert dialog.unit.value() == "PDU"
    assert [row.check.isChecked() for row in dialog.claims] == [False, True]  # by title: CSPO, PMP
    dialog.accept_button.click()
    assert dialog.problem.text() == "Type how many credits, such as 6 or 0.25."
    dialog.what.setText("A workshop")
    QTest.keyClicks(dialog.parts[0].amount, "2.5")
    assert dialog.parts[0].category.value() == "Education"
    dialog.split.click()
    QTest.keyClicks(dialog.parts[1].amount, "1")
    assert dialog.parts[1].category.value() == "Giving back"
    dialog.claims[0].check.setChecked(True)
    assert dialog.claims[0].remark.text() == "as SEUs"
    dialog.day.setText("2026-11-20")
    dialog.accept_button.click()
    assert not dialog.isVisible()
    assert bench.standing(bench.pmp).tally.counted == 3350
    assert bench.standing(bench.cspo).tally.counted == 1350
    assert part.lines[0].shown == "1 · A workshop"
    bench.planner.undo()
    assert bench.standing(bench.cspo).tally.counted == 1000
    assert bench.failures == []


def test_what_lies_outside_the_cycle_is_refused_in_the_dialog(bench: Bench) -> None:
    bench.part(bench.cspo).add_button.click()
    dialog = credit_dialog(bench)
    dialog.what.setText("Long ago")
    QTest.keyClicks(dialog.parts[0].amount, "3")
    dialog.day.setText("2024-01-01")
    dialog.accept_button.click()
    assert "lies outside the renewal cycle of “Certified Scrum Product Owner”" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.day.setText("never")
    dialog.accept_button.click()
    assert "“never” is not a date for “Earned on”" in dialog.problem.text()
    QTest.keyClicks(dialog.note, "x")
    assert dialog.problem.isHidden()
    assert bench.standing(bench.cspo).tally.counted == 1000


def test_an_activity_fills_the_form(bench: Bench) -> None:
    bench.part(bench.pmp).add_button.click()
    dialog = credit_dialog(bench)
    dialog._chosen("PyData Global")
    assert dialog.day.text() == "Thu 12 Nov"
    assert dialog.parts[0].amount.text() == "18"
    dialog.accept_button.click()
    (made,) = bench.planner.read(credits_of, bench.event)
    assert (made.credit.title, made.credit.on_date, made.credit.amount) == ("", "2026-11-12", 1800)
    assert bench.standing(bench.pmp).planned == 1800  # it was not attended yet


def test_credits_are_changed_and_removed(bench: Bench) -> None:
    part = bench.part(bench.pmp)
    part.lines[0].click()
    dialog = credit_dialog(bench)
    assert (dialog.what.text(), dialog.parts[0].amount.text()) == ("Talk 5", "5")
    assert dialog.parts[0].category.value() == "Education"
    dialog.parts[0].amount.setText("7,25")
    dialog.reported.setText("2026-11-24")
    dialog.accept_button.click()
    assert bench.standing(bench.pmp).tally.counted == 3225
    assert bench.standing(bench.pmp).tally.reported == 1725
    part.lines[0].click()
    dialog = credit_dialog(bench)
    dialog._remove()
    assert bench.standing(bench.pmp).tally.counted == 2500
    assert part.lines[0].shown == "5 · Talk 4"


def test_a_finished_event_offers_its_credits(bench: Bench) -> None:
    bench.planner.run(MoveActivities((bench.event,), "done", on="2026-11-12"))
    assert bench.inspector.open("activity", bench.event)
    part = bench.inspector.activity_view.trailing.parts["credits"]
    assert isinstance(part, CreditsPart)
    assert part.offer.question.text() == "18 credits for CSPO and PMP (Education)?"
    assert "6 hours a day" in part.offer.remark.text()
    part.offer.take_button.click()
    assert part.offer.isHidden()
    assert bench.standing(bench.pmp).tally.counted == 4800
    assert bench.standing(bench.cspo).tally.counted == 2800
    assert part.rows[0].shown == "18 SEUs · Education"
    bench.planner.undo()
    assert not part.offer.isHidden()
    part.offer.other_button.click()
    dialog = credit_dialog(bench)
    assert [row.check.isChecked() for row in dialog.claims] == [True, True]


def test_what_lapsed_long_ago_is_renewed_until_a_day_ahead(bench: Bench) -> None:
    goal = AddGoal("Old", "certification", held=True, issued_on="2019-01-01", expires_on="2021-12-31")
    old = ActivityId(bench.planner.run(goal).added("activity")[0])
    bench.planner.run(PutRule(old, Rule("fee", 36)))
    bench.part(old).renew_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RenewDialog)
    assert dialog.expires.text() == "Fri 31 Dec 2027"
    dialog.expires.setText("2026-11-24")
    dialog.accept_button.click()
    assert dialog.problem.text() == (
        "Renewed until 24 Nov 2026, “Old” would be expired already. Give a later expiry date."
    )


def test_the_rule_is_changed(bench: Bench) -> None:
    part = bench.part(bench.cspo)
    part.rule_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RuleDialog)
    assert (dialog.required.text(), dialog.unit.value(), dialog.months.text()) == ("20", "SEU", "24")
    dialog.add_button.click()
    QTest.keyClicks(dialog.categories[0].name, "Learning")
    QTest.keyClicks(dialog.categories[0].least, "30")
    dialog.accept_button.click()
    assert "The categories ask for 30 credits together, but the total is 20 credits" in dialog.problem.text()
    dialog.categories[0].least.setText("5")
    dialog.accept_button.click()
    found = bench.planner.read(terms, [bench.cspo])[bench.cspo].rule
    assert found.categories == (Category("Learning", 500),)
    part.rule_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RuleDialog)
    dialog.remove_category(dialog.categories[0])
    dialog.method.set_value("none")
    dialog.method.chosen.emit("none")
    assert dialog.required.isHidden() or not dialog.required.isVisible()
    dialog.accept_button.click()
    assert bench.planner.read(terms, [bench.cspo])[bench.cspo].rule.method == "none"
    assert part.told.text().startswith("Nothing to do.")
    assert not part.add_button.isVisible()


def test_a_rule_that_stays_as_it_is_offers_no_undo(bench: Bench) -> None:
    toasts: list[tuple[str, bool]] = []
    bench.context.toast_requested.connect(lambda text, undo: toasts.append((text, undo)))
    bench.part(bench.cspo).rule_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RuleDialog)
    dialog.accept_button.click()
    assert not dialog.isVisible()
    assert toasts == []


def test_what_the_dialog_does_not_show_stays(bench: Bench) -> None:
    planner = bench.planner
    claims = (Claim(bench.pmp, amount=650), Claim(bench.cspo, reported_on="2026-03-11"))
    planner.run(AddCredits("PDU", "2026-03-10", (CreditPart(600, "Education", claims),), title="Shared"))
    planner.run(TrashActivities((bench.cspo,)))
    part = bench.part(bench.pmp)
    part.lines[0].click()
    dialog = credit_dialog(bench)
    assert dialog.what.text() == "Shared"
    dialog.note.setText("Only the note")
    dialog.accept_button.click()
    assert bench.standing(bench.pmp).tally.counted == 3650
    planner.run(RestoreActivities((bench.cspo,)))
    assert bench.standing(bench.cspo).tally.counted == 1600
    assert bench.standing(bench.cspo).tally.reported == 600


def test_a_category_is_corrected_for_all_that_follow_it(bench: Bench) -> None:
    bench.planner.run(
        AddCredits("PDU", "2026-03-10", (CreditPart(600, claims=(Claim(bench.pmp, "Education"),)),), title="Mentoring")
    )
    part = bench.part(bench.pmp)
    part.lines[0].click()
    dialog = credit_dialog(bench)
    assert dialog.parts[0].category.value() == "Education"
    dialog.parts[0].category.set_value("Giving back")
    dialog.accept_button.click()
    education, giving = bench.standing(bench.pmp).tally.categories
    assert (education.earned, giving.earned) == (3000, 600)


def test_activities_of_one_name_are_not_mixed_up(bench: Bench) -> None:
    planner = bench.planner
    twin = ActivityId(planner.run(AddEvent("PyData Global", "2025-11-10", "2025-11-13")).added("activity")[0])
    planner.run(MoveActivities((twin,), "done", on="2025-11-12"))
    assert bench.inspector.open("activity", twin)
    view = bench.inspector.activity_view
    assert view.card is not None
    (offered,) = [act for words, act in view.trailing.offers(view.card) if words == "Credits"]
    offered()
    dialog = credit_dialog(bench)
    dialog.parts[0].amount.setText("2")
    dialog.accept_button.click()
    (made,) = planner.read(credits_of, twin)
    assert planner.read(credits_of, bench.event) == ()
    part = view.trailing.parts["credits"]
    assert isinstance(part, CreditsPart)
    part.rows[0].click()
    dialog = credit_dialog(bench)
    assert dialog.what.text() == "PyData Global"
    dialog.note.setText("x")
    dialog.accept_button.click()
    assert planner.read(credits_of, twin)[0].credit.id == made.credit.id


def test_a_category_that_is_renamed_keeps_what_is_in_it(bench: Bench) -> None:
    part = bench.part(bench.pmp)
    part.rule_button.click()
    dialog = bench.dialog()
    assert isinstance(dialog, RuleDialog)
    dialog.categories[0].name.setText("Learning")
    dialog.accept_button.click()
    assert [one.earned for one in bench.standing(bench.pmp).tally.categories] == [3000, 0]
    assert bench.standing(bench.cspo).tally.counted == 1000


def holds_files(section: FilesSection) -> bool:
    return any(row.kept is not None for row in section.rows)


def test_the_files_of_a_credit(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot) -> None:
    bench.part(bench.pmp).open_ledger()
    ledger = bench.dialog()
    assert isinstance(ledger, LedgerDialog)
    ledger._files(ledger.table.rows.line(0))  # type: ignore[arg-type]
    dialog = [each for each in ledger.findChildren(QDialog) if each.isVisible()][-1]
    assert isinstance(dialog, CreditFilesDialog)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(b"%PDF-1.7")
    for name in ("evidence", "proof"):
        section, owner = dialog.sections[name]
        section.files.attach([path], owner)
        qtbot.waitUntil(partial(holds_files, section))
    assert ledger.table.rows.index(0, Column.WHAT).data() == "Talk 5 · 2 files"
    dialog.accept()
