"""Calendar exports of some kinds of deadlines only: what goes out, and which deletions each of them hears of."""

from planner.domain.calendar_items import DEADLINE, EVENT
from planner.domain.model import Deadline
from planner.domain.words import PLAIN_DEADLINES, ActivityId, DeadlineId, DeadlineKind
from planner.services import calendar_feed, export
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.calendar_choice import Choice, sort_name, sort_of
from planner.services.planner import Planner
from planner.storage import ledger
from tests.services.exporting import Walking, add_event, clock, closed, entries, plan
from tests.services.reading import rows

__all__ = ["clock", "closed", "plan"]

CALLS = Choice(deadlines=frozenset({"cfp_closes"}))
EARLY = Choice(deadlines=frozenset({"early_bird"}))


def add_deadlines(plan: Planner) -> ActivityId:
    talk = add_event(plan)
    for kind in ("cfp_closes", "early_bird", "exam", "renewal"):
        plan.run(PutDeadline(talk, kind, on_date="2027-02-01"))
    return talk


def test_only_the_chosen_kinds_go_out_and_exams_and_renewals_are_other_sorts(plan: Planner) -> None:
    add_deadlines(plan)
    assert len(entries(plan)) == 5
    assert set(entries(plan, CALLS)) == {
        "Talk", "Call for papers closes: Talk", "Exam: Talk", "Renewal due: Talk",
    }
    only = EARLY._replace(what=frozenset({DEADLINE}))
    assert set(entries(plan, only)) == {"Early-bird price ends: Talk"}
    assert set(entries(plan, EARLY._replace(what=frozenset({EVENT})))) == {"Talk"}


def test_what_is_deleted_is_called_off_where_its_kind_is_chosen(plan: Planner, clock: Walking) -> None:
    add_deadlines(plan)
    entries(plan)
    (call,) = [row for row in rows(plan, Deadline) if row.kind == DeadlineKind.CFP_CLOSES]
    plan.run(RemoveDeadline(DeadlineId(call.id)))
    assert "Call for papers closes: Talk" not in entries(plan, EARLY)
    assert entries(plan, CALLS)["Call for papers closes: Talk"].status == "CANCELLED"
    assert entries(plan)["Call for papers closes: Talk"].status == "CANCELLED"


def test_a_ledger_that_does_not_know_the_kinds_learns_them(plan: Planner) -> None:
    add_deadlines(plan)
    entries(plan)
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE export_ledger SET what = 'deadline' WHERE what LIKE 'deadline:%'")
        ledger.forget_export(connection)
    before = export.calendar_bytes(plan)
    assert not plan.read(calendar_feed.prepare, Choice()).moves
    assert export.calendar_bytes(plan) == before
    with plan.library.write() as connection:
        kept = {entry.what for entry in ledger.entries(connection).values()}
    assert kept == {"event", "deadline:cfp_closes", "deadline:early_bird", "exam", "renewal"}


def test_a_deleted_deadline_of_an_unknown_kind_is_called_off_everywhere(plan: Planner) -> None:
    add_deadlines(plan)
    entries(plan)
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE export_ledger SET what = 'deadline' WHERE what LIKE 'deadline:%'")
        ledger.forget_export(connection)
    (call,) = [row for row in rows(plan, Deadline) if row.kind == DeadlineKind.CFP_CLOSES]
    plan.run(RemoveDeadline(DeadlineId(call.id)))
    assert entries(plan, EARLY)["Call for papers closes: Talk"].status == "CANCELLED"


def test_an_unchanged_plan_gives_the_same_bytes_for_each_choice(plan: Planner) -> None:
    add_deadlines(plan)
    for choice in (CALLS, EARLY, Choice(), CALLS):
        content = export.calendar_bytes(plan, choice)[0]
        assert export.calendar_bytes(plan, choice)[0] == content


def test_the_name_of_a_sort_keeps_the_sort() -> None:
    assert {sort_of(sort_name(DEADLINE, kind)) for kind in (*PLAIN_DEADLINES, "")} == {DEADLINE}
    assert sort_name(EVENT, "due") == EVENT
    assert set(PLAIN_DEADLINES) == set(DeadlineKind) - {"exam", "renewal", "renewal_opens"}
