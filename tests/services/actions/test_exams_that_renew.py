"""Passing the exam of a certification that is held: it closes a cycle as a renewal does, and goes back as one."""

from datetime import date

import pytest

from planner.domain.model import Activity, Certification, Deadline, Exam, Renewal
from planner.domain.renewal import Cycle, Rule
from planner.domain.words import ActivityId, ExamId
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal
from planner.services.actions.exams import BookExam, EditExam, RecordResult
from planner.services.actions.renewals import PutRule, RemoveRenewal, Renew
from planner.services.planner import Planner
from planner.services.queries.renewals import Terms, terms
from tests.services.actions.test_activities import round_trip
from tests.services.actions.test_exams import PAST, days, refused, state
from tests.services.reading import only, rows

ISSUED, EXPIRES = "2023-12-10", "2026-12-09"
EXAM = Rule("exam", 36)


def held(
    planner: Planner, rule: Rule | None = EXAM, issued: str = ISSUED, expires: str = EXPIRES, on: str = PAST
) -> tuple[ActivityId, ExamId]:
    """One that is held, with its exam booked again."""
    goal = AddGoal("AWS", "certification", held=True, issued_on=issued, expires_on=expires)
    goal_id = ActivityId(planner.run(goal).added("activity")[0])
    if rule is not None:
        planner.run(PutRule(goal_id, rule))
    planner.run(BookExam(goal_id, on_date=on))
    return goal_id, only(planner, Exam).id


def terms_of(planner: Planner, goal_id: ActivityId) -> Terms:
    return planner.read(terms, [goal_id])[goal_id]


def test_the_next_cycle_begins_on_the_day_of_the_exam(planner: Planner) -> None:
    goal_id, exam_id = held(planner)
    before = only(planner, Deadline, kind="renewal")
    round_trip(planner, RecordResult(exam_id, "passed", issued_on="2026-11-21", credential_id="X"))
    detail = only(planner, Certification)
    assert (detail.issued_on, detail.credential_id, detail.state) == (ISSUED, "X", "passed")
    after = only(planner, Deadline, kind="renewal")
    assert (after.uid, after.on_date) == (before.uid, "2029-11-19")
    assert only(planner, Renewal)[3:7] == (ISSUED, "2026-12-10", PAST, PAST)
    assert terms_of(planner, goal_id).cycle == Cycle(date(2026, 11, 20), date(2029, 11, 20))
    assert only(planner, Activity).completed_on == ISSUED, "it was not done anew"


def test_by_another_rule_it_goes_on_where_the_last_one_ends(planner: Planner) -> None:
    goal_id, exam_id = held(planner, Rule("credits", 36, "CPE", 6000))
    planner.run(RecordResult(exam_id, "passed"))
    assert terms_of(planner, goal_id).cycle == Cycle(date(2026, 12, 10), date(2029, 12, 10))


def test_without_a_term_the_new_expiry_is_asked_for(planner: Planner) -> None:
    goal_id, exam_id = held(planner, None)
    refused(planner, RecordResult(exam_id, "passed"), "Give the new expiry date")
    refused(planner, RecordResult(exam_id, "passed", expires_on=EXPIRES), "after 9 Dec 2026")
    planner.run(RecordResult(exam_id, "passed", expires_on="2029-11-20"))
    assert terms_of(planner, goal_id).cycle == Cycle(date(2026, 12, 10), date(2029, 11, 21))


@pytest.mark.parametrize("result", ["failed", "missed"])
@pytest.mark.parametrize("never", [False, True])
def test_what_was_passed_by_mistake_is_held_as_before(planner: Planner, result: str, never: bool) -> None:
    goal_id, exam_id = held(planner)
    planner.run(RecordResult(exam_id, "passed", never_expires=never))
    assert days(planner, "renewal") == ([] if never else ["2029-11-19"])
    round_trip(planner, RecordResult(exam_id, result))
    detail = only(planner, Certification)
    assert (detail.state, detail.issued_on, detail.never_expires) == ("passed", ISSUED, False)
    assert days(planner, "renewal") == [EXPIRES]
    assert rows(planner, Renewal) == []
    assert terms_of(planner, goal_id).cycle == Cycle(date(2023, 12, 10), date(2026, 12, 10))


@pytest.mark.parametrize("noted", [False, True], ids=["booked while expired", "marked as expired afterwards"])
def test_what_had_expired_is_valid_again_and_goes_back(planner: Planner, noted: bool) -> None:
    goal = AddGoal("AWS", "certification", held=True, issued_on="2020-01-01", expires_on="2022-12-31")
    goal_id = ActivityId(planner.run(goal).added("activity")[0])
    planner.run(PutRule(goal_id, EXAM))
    if not noted:
        planner.run(SetState(goal_id, "expired"))
    planner.run(BookExam(goal_id, on_date=PAST))
    if noted:
        planner.run(SetState(goal_id, "expired"))
    assert state(planner) == ("expired" if noted else "booked")
    exam_id = only(planner, Exam).id
    round_trip(planner, RecordResult(exam_id, "passed"))
    assert (state(planner), only(planner, Certification).issued_on) == ("passed", "2020-01-01")
    assert days(planner, "renewal") == ["2029-11-19"]
    assert only(planner, Renewal)[3:7] == ("2020-01-01", "2023-01-01", PAST, PAST)
    round_trip(planner, RecordResult(exam_id, "failed"))
    assert (state(planner), days(planner, "renewal")) == ("expired", ["2022-12-31"])


def test_its_day_is_corrected_and_the_renewal_goes_with_it(planner: Planner) -> None:
    goal_id, exam_id = held(planner)
    planner.run(RecordResult(exam_id, "passed"))
    round_trip(planner, RecordResult(exam_id, "passed", on="2026-11-21", expires_on="2029-11-21"))
    assert only(planner, Renewal)[3:7] == (ISSUED, "2026-12-10", "2026-11-21", "2026-11-21")
    assert days(planner, "renewal") == ["2029-11-21"]
    round_trip(planner, EditExam(exam_id, on_date="2026-11-22"))
    assert only(planner, Renewal).renewed_on == "2026-11-22"
    deadline = only(planner, Deadline, kind="exam")
    planner.run(PutDeadline(goal_id, "exam", deadline.id, on_date="2026-11-23"))
    assert only(planner, Renewal).next_starts == "2026-11-23"
    refused(planner, EditExam(exam_id, on_date="2023-12-09"), "valid since 10 Dec 2023")
    refused(planner, RecordResult(exam_id, "passed", expires_on="2026-11-22"), "before the exam")
    planner.run(RecordResult(exam_id, "failed", on="2026-11-24"))
    assert (rows(planner, Renewal), days(planner, "renewal")) == ([], [EXPIRES])


def test_the_exam_that_brought_what_is_held_renews_nothing(planner: Planner) -> None:
    _, exam_id = held(planner, issued="2026-11-21", expires="2029-11-20")
    round_trip(planner, RecordResult(exam_id, "passed"))
    assert rows(planner, Renewal) == []
    assert only(planner, Certification).issued_on == "2026-11-21"
    assert days(planner, "renewal") == ["2029-11-20"]


def test_what_was_renewed_since_is_not_lost_with_its_first_exam(planner: Planner) -> None:
    goal_id, exam_id = held(planner, issued=PAST, expires="2026-11-24")
    planner.run(RecordResult(exam_id, "passed"))
    planner.run(Renew(goal_id, "2026-11-23"))
    round_trip(planner, RecordResult(exam_id, "failed"))
    assert (state(planner), only(planner, Certification).issued_on) == ("passed", PAST)
    assert days(planner, "renewal") == ["2029-11-22"]


def test_an_exam_whose_renewal_was_followed_by_another_stays_passed(planner: Planner) -> None:
    goal_id, exam_id = held(planner)
    planner.run(RecordResult(exam_id, "passed"))
    planner.run(Renew(goal_id, "2026-11-24"))
    refused(planner, RecordResult(exam_id, "failed"), "Take the later ones back first")
    planner.run(RemoveRenewal(rows(planner, Renewal)[-1].id))
    planner.run(RecordResult(exam_id, "failed"))
    assert days(planner, "renewal") == [EXPIRES]
