"""What is emptied out of the trash after 30 days: which credits go along, and that Undo goes on around the gap."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.model import Activity, Attachment, Budget, Credit, CreditClaim, Deadline, PersonMet, Row, Submission
from planner.domain.money import Money
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services import libraries
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities
from planner.services.actions.attachments import AttachFile, RemoveAttachment
from planner.services.actions.budgets import SetBudget
from planner.services.actions.credits import AddCredits, Claim, CreditPart, EditCredit, RemoveCredit, ReportCredits
from planner.services.actions.details import AddGoal
from planner.services.actions.event_record import PutPerson, PutSubmission
from planner.services.actions.many import EditMany
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.attachments import IncomingFile
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.consistency import inconsistencies
from planner.storage.library import Library
from tests.services.reading import everything, only, rows

BEGIN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAY = "2026-05-08"


class Plan:
    """A plan that is closed and opened again on later days."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.now = self.on(0)

    def on(self, days: int) -> Planner:
        """Opens it so many days after the first one."""
        if days:
            self.now.close()
        self.now = Planner(Library.open(self._path), FixedClock(BEGIN + timedelta(days=days), "UTC"))
        return self.now

    def purged(self) -> Planner:
        """The plan 31 days later, when the trash of the first day was emptied."""
        later = self.on(31)
        assert libraries.purge_old_trash(later) > 0
        assert (later.read(inconsistencies), later.library.problems(quick=False)) == ([], [])
        return later

    def added(self, action: Action, table: str = "activity") -> int:
        return self.now.run(action).added(table)[0]


@pytest.fixture
def plan(library_path: Path) -> Iterator[Plan]:
    made = Plan(library_path)
    yield made
    made.now.close()


@pytest.fixture
def pmp(plan: Plan) -> ActivityId:
    return held(plan, "PMP")


def held(plan: Plan, title: str) -> ActivityId:
    goal = AddGoal(title, "certification", held=True, issued_on="2024-07-01", expires_on="2027-06-30")
    return ActivityId(plan.added(goal))


def event(plan: Plan, title: str) -> ActivityId:
    return ActivityId(plan.added(AddActivity(title, status="done")))


def earn(plan: Plan, of: ActivityId | None, *claimed: ActivityId, title: str = "") -> CreditId:
    part = CreditPart(100, "", tuple(Claim(each) for each in claimed))
    return CreditId(plan.added(AddCredits("PDU", DAY, (part,), of, title), "credit"))


def edit(
    credit: CreditId,
    of: ActivityId | None,
    *claimed: ActivityId,
    title: str = "",
    note: str = "",
    dropped: tuple[ActivityId, ...] = (),
) -> EditCredit:
    part = CreditPart(100, "", tuple(Claim(each) for each in claimed))
    return EditCredit(credit, "PDU", DAY, part, of, title, note, dropped=dropped)


def undone(plan: Planner) -> list[str]:
    """The labels of all that can be undone, the newest first; it is undone, done again, and undone."""
    labels = []
    while (change := plan.undo()) is not None:
        labels.append(change.label)
    before = everything(plan)
    while plan.redo() is not None:
        pass
    while plan.undo() is not None:
        pass
    assert everything(plan) == before
    return labels


def test_credits_that_have_nothing_to_do_with_it_stay(plan: Plan) -> None:
    old = event(plan, "Old")
    talk = earn(plan, None, title="A talk I gave")
    plan.now.run(TrashActivities((old,)))
    assert only(plan.purged(), Credit).id == talk


def of_credits(planner: Planner) -> dict[str, list[Row]]:
    return {"credits": [*rows(planner, Credit)], "claims": [*rows(planner, CreditClaim)]}


def test_which_credits_go_is_the_same_as_when_the_person_empties_the_trash(plan: Plan, pmp: ActivityId) -> None:
    cspo, old, other = held(plan, "CSPO"), event(plan, "Old"), event(plan, "Other")
    earn(plan, old)  # goes with what earned it
    earn(plan, old, pmp)  # counts for nothing else
    kept = [
        earn(plan, old, cspo),
        earn(plan, old, pmp, cspo, title="Its own name"),
        earn(plan, other, pmp),
        earn(plan, other),
        earn(plan, None, pmp, cspo, title="A talk I gave"),
        earn(plan, None, title="Another talk"),
    ]
    earn(plan, None, pmp, title="Counts only for what goes")
    for credit in kept:
        plan.now.run(AttachFile(IncomingFile.of("a.pdf", b"%PDF-1.7"), credit_id=credit))
    plan.now.run(TrashActivities((old, pmp)))
    plan.now.run(PurgeTrash())
    wanted = of_credits(plan.now)
    plan.now.undo()
    later = plan.purged()
    assert of_credits(later) == wanted
    assert [row.id for row in rows(later, Credit)] == kept
    assert [row.title for row in rows(later, Credit)][:2] == ["Old", "Its own name"]
    assert {row.activity_id for row in rows(later, Credit)} == {None, other}
    assert {row.activity_id for row in rows(later, CreditClaim)} == {cspo}
    assert len(rows(later, Attachment)) == len(kept)


_ADDED = ["Rename “Still alive”", "Add “Alive”", "Add “Other”"]
CHANGES: dict[str, tuple[Callable[[CreditId, ActivityId, ActivityId, ActivityId], Action], list[str]]] = {
    "its note": (lambda credit, old, _other, pmp: edit(credit, old, pmp, note="Room 2"), _ADDED),
    # What has a part that stays, without a step that takes it away, cannot be taken away either.
    "its activity": (lambda credit, _old, other, pmp: edit(credit, other, pmp), _ADDED[:2]),
    "what it counts for": (lambda credit, old, _other, pmp: edit(credit, old, dropped=(pmp,)), [*_ADDED, "Add “PMP”"]),
    "a report": (
        lambda *_: ReportCredits((ClaimId(1),), "2026-06-01"),
        ["Mark 1 credit as reported", *_ADDED],
    ),
    "a file": (
        lambda credit, *_: AttachFile(IncomingFile.of("a.pdf", b"x"), credit_id=credit),
        ["Attach “a.pdf” to “Old”", *_ADDED],
    ),
    "its removal": (lambda credit, *_: RemoveCredit(credit), [*_ADDED, "Add “PMP”"]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_undo_goes_on_before_a_step_that_changed_a_credit_of_it(plan: Plan, pmp: ActivityId, what: str) -> None:
    old, other, alive = event(plan, "Old"), event(plan, "Other"), event(plan, "Alive")
    credit = earn(plan, old, pmp)
    plan.now.run(EditActivity(alive, (("title", "Still alive"),)))
    change, left = CHANGES[what]
    plan.now.run(change(credit, old, other, pmp))
    plan.now.run(TrashActivities((old,)))
    assert undone(plan.purged()) == left


def test_undo_goes_on_before_steps_of_a_credit_that_counts_only_for_what_goes(plan: Plan, pmp: ActivityId) -> None:
    cspo, alive = held(plan, "CSPO"), event(plan, "Alive")
    credit = earn(plan, None, pmp, title="A talk I gave")
    plan.now.run(edit(credit, None, pmp, cspo, title="A talk I gave"))
    claim = only(plan.now, CreditClaim, activity_id=cspo)
    proof = plan.added(AttachFile(IncomingFile.of("a.pdf", b"x"), claim_id=claim.id), "attachment")
    plan.now.run(RemoveAttachment(proof))
    plan.now.run(edit(credit, None, pmp, title="A talk I gave", dropped=(cspo,)))
    plan.now.run(AttachFile(IncomingFile.of("b.pdf", b"y"), credit_id=credit))
    plan.now.run(EditActivity(alive, (("title", "Still alive"),)))
    plan.now.run(TrashActivities((pmp,)))
    later = plan.purged()
    assert (rows(later, Credit), rows(later, Attachment)) == ([], [])
    assert undone(later) == ["Rename “Still alive”", "Add “Alive”", "Add “CSPO”"]


def test_undo_goes_on_before_files_of_a_credit_that_was_removed(plan: Plan, pmp: ActivityId) -> None:
    old = event(plan, "Old")
    credit = earn(plan, old, pmp)
    plan.now.run(AttachFile(IncomingFile.of("a.pdf", b"x"), credit_id=credit))
    plan.now.run(RemoveAttachment(only(plan.now, Attachment).id))
    plan.now.run(RemoveCredit(credit))
    plan.now.run(TrashActivities((old,)))
    assert undone(plan.purged()) == ["Add “PMP”"]


def test_what_was_changed_together_with_it_is_not_undone_past_that(plan: Plan) -> None:
    old, alive, other = event(plan, "Old"), event(plan, "Alive"), event(plan, "Other")
    plan.now.run(EditActivity(alive, (("title", "Still alive"),)))
    plan.now.run(EditActivity(other, (("title", "One more"),)))
    plan.now.run(EditMany((old, alive), priority=2))
    plan.now.run(MoveActivities((alive,), "planned"))
    plan.now.run(TrashActivities((old,)))
    later = plan.purged()
    assert undone(later) == ["Move “Still alive” to To do", "Rename “One more”", "Add “Other”"]
    assert only(later, Activity, id=alive).priority == 2


def test_redo_goes_on_as_well(plan: Plan) -> None:
    old, alive = event(plan, "Old"), event(plan, "Alive")
    plan.now.run(TrashActivities((old,)))
    plan.now.run(EditActivity(alive, (("title", "Still alive"),)))
    plan.now.undo()
    later = plan.purged()
    change = later.redo()
    assert change is not None
    assert change.label == "Rename “Still alive”"


def test_the_record_of_an_event_goes_with_it(plan: Plan) -> None:
    gone, stays = (ActivityId(plan.added(AddActivity(title, kind="event"))) for title in ("PyCon", "PyData"))
    for row in (gone, stays):
        plan.now.run(PutSubmission(row, None, "A talk"))
        plan.now.run(PutPerson(row, None, "Ada", follow_up="2027-06-01"))
        plan.now.run(SetBudget(row, Money(120_000, "EUR")))
    plan.now.run(TrashActivities((gone,)))
    later = plan.purged()
    assert [len(rows(later, part)) for part in (Submission, PersonMet, Deadline, Budget)] == [1, 1, 1, 1]
    assert only(later, PersonMet).activity_id == stays
