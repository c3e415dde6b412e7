"""Goals and credits through the archive: what is counted, and what goes when a certification became another kind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.domain.model import (
    Activity,
    Attachment,
    Certification,
    Credit,
    CreditClaim,
    Exam,
    Expense,
    Renewal,
    RenewalRule,
    RuleCategory,
)
from planner.domain.money import Money
from planner.services.actions.activities import ChangeKind
from planner.services.actions.attachments import AttachFile
from planner.services.actions.credits import AddCredits, Claim, CreditPart, RemoveCredit
from planner.services.actions.exams import BookExam
from planner.services.actions.renewals import Renew
from planner.services.attachments import IncomingFile
from planner.services.export import export
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.services.actions.renewal_hands import PMP_RULE, held
from tests.services.reading import everything, only, rows

PARTS = (CreditClaim, Exam, RenewalRule, RuleCategory, Renewal, Certification)
Document = dict[str, Any]
TakeChanged = Callable[[Callable[[Document], object]], Report]


@pytest.fixture
def pmp(planner: Planner) -> Activity:
    """A certification with all that one can have; its credit has evidence, and proof of the report."""
    row = held(planner, "PMP", PMP_RULE)
    claim = Claim(row.id, reported_on="2026-06-01")
    planner.run(AddCredits("PDU", "2026-05-08", (CreditPart(600, "Education", (claim,)),), title="PyCon"))
    planner.run(AttachFile(IncomingFile.of("evidence.pdf", b"evidence"), credit_id=only(planner, Credit).id))
    planner.run(AttachFile(IncomingFile.of("proof.pdf", b"proof"), claim_id=only(planner, CreditClaim).id))
    planner.run(Renew(row.id, "2026-11-20"))
    planner.run(BookExam(row.id, on_date="2026-12-09", cost=Money(100, "EUR")))
    return row


def written(planner: Planner, path: Path) -> bytes:
    export(planner, path, "json")
    return path.read_bytes()


@pytest.fixture
def take_changed(planner: Planner, tmp_path: Path) -> TakeChanged:
    """Imports the archive of the plan as it is, with something changed in it."""

    def run(change: Callable[[Document], object]) -> Report:
        document = json.loads(written(planner, tmp_path / "plan.json"))
        change(document)
        (tmp_path / "plan.json").write_text(json.dumps(document))
        (report,) = import_files(planner, [tmp_path / "plan.json"])
        assert report.readable, report.skipped
        return report

    return run


def test_an_archive_in_which_it_became_another_kind_takes_the_same_away(
    planner: Planner, pmp: Activity, tmp_path: Path
) -> None:
    before = everything(planner)
    planner.run(ChangeKind(pmp.id, "course"))
    wanted = written(planner, tmp_path / "course.json")
    planner.undo()
    assert everything(planner) == before
    (report,) = import_files(planner, [tmp_path / "course.json"])
    assert (report.new, report.changed, report.unchanged) == (0, 2, 0)  # the activity, and its credit
    assert [rows(planner, part) for part in PARTS] == [[]] * len(PARTS)
    assert only(planner, Attachment).name == "evidence.pdf"
    assert only(planner, Expense).exam_id is None
    assert written(planner, tmp_path / "again.json") == wanted
    assert planner.library.problems(quick=False) == []
    planner.undo()
    assert everything(planner) == before


def test_parts_that_an_archive_has_of_another_kind_are_refused_with_their_place(
    planner: Planner, pmp: Activity, tmp_path: Path
) -> None:
    document = json.loads(written(planner, tmp_path / "plan.json"))
    document["activities"][0] |= {"kind": "topic", "title": "PMP, once"}
    (tmp_path / "plan.json").write_text(json.dumps(document))
    before = everything(planner)
    (report,) = import_files(planner, [tmp_path / "plan.json"])
    assert not report.readable
    assert "at activities[0].certification: this does not belong to the kind “topic”" in report.skipped[0].why
    assert everything(planner) == before
    assert only(planner, Activity, id=pmp.id).title == "PMP"


@pytest.mark.parametrize(
    "change",
    [
        lambda credit: credit.update(note="Room 2"),
        lambda credit: credit["claims"][0].update(reported_on=None),
        lambda credit: credit["claims"][0]["attachments"][0].update(name="other.pdf"),
        lambda credit: credit["attachments"][0].update(name="other.pdf"),
    ],
)
@pytest.mark.usefixtures("pmp")
def test_a_changed_credit_is_counted_once(take_changed: TakeChanged, change: Callable[[Document], object]) -> None:
    report = take_changed(lambda document: change(document["credits"][0]))
    assert (report.new, report.changed, report.unchanged, report.written) == (0, 1, 1, True)
    report = take_changed(lambda _: None)
    assert (report.new, report.changed, report.unchanged, report.written) == (0, 0, 2, False)


@pytest.mark.usefixtures("pmp")
def test_a_new_credit_is_counted(planner: Planner, tmp_path: Path) -> None:
    wanted = written(planner, tmp_path / "plan.json")
    planner.run(RemoveCredit(only(planner, Credit).id))
    (report,) = import_files(planner, [tmp_path / "plan.json"])
    assert (report.new, report.changed, report.unchanged) == (1, 0, 1)
    assert written(planner, tmp_path / "again.json") == wanted
