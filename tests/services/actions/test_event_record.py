"""Submissions to an event and people met there: put, changed, removed, each undone and redone, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.limits import PEOPLE_MAX, SUBMISSIONS_MAX
from planner.domain.model import Activity, Deadline, Event, PersonMet, Reminder, Submission
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions.activities import ChangeKind
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.actions.event_record import PutPerson, PutSubmission, RemovePerson, RemoveSubmission
from planner.services.actions.several import Several
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.consistency import inconsistencies
from planner.services.queries.event_record import event_record
from planner.services.queries.search import find
from tests.services.actions.test_activities import add, round_trip
from tests.services.actions.test_expenses import ListEvent
from tests.services.reading import everything, only, rows, statements

Made = Callable[[ActivityId], Action]


@pytest.fixture
def pycon(planner: Planner) -> Activity:
    return add(planner, "PyCon", kind="event")


def put_person(planner: Planner, row: Activity, name: str, follow_up: str | None = None) -> PersonMet:
    planner.run(PutPerson(row.id, None, name, follow_up=follow_up))
    return rows(planner, PersonMet)[-1]


def test_a_submission_is_added_changed_and_removed(planner: Planner, pycon: Activity) -> None:
    label = round_trip(planner, PutSubmission(pycon.id, None, "  Evals  that hold ", notes="30 minutes"))
    assert label == "Add the submission “Evals that hold” to “PyCon”"
    made = only(planner, Submission)
    assert (made.title, made.state, made.notes) == ("Evals that hold", "draft", "30 minutes")
    label = round_trip(planner, PutSubmission(pycon.id, made.id, "Evals", "accepted"))
    assert label == "Change the submission “Evals”"
    changed = only(planner, Submission)
    assert changed == made._replace(title="Evals", state="accepted", notes="")
    label = round_trip(planner, RemoveSubmission(made.id))
    assert label == "Remove the submission “Evals” from “PyCon”"
    assert rows(planner, Submission) == []


def test_a_person_is_added_changed_and_removed_with_the_day_to_follow_up(planner: Planner, pycon: Activity) -> None:
    round_trip(planner, PutPerson(pycon.id, None, " Ada  L. ", "ada@example.org", "2026-06-01", "Feature stores"))
    made, day = only(planner, PersonMet), only(planner, Deadline)
    assert (made.name, made.reach, made.notes) == ("Ada L.", "ada@example.org", "Feature stores")
    assert (made.deadline_id, day.kind, day.on_date, day.label) == (day.id, "follow_up", "2026-06-01", "Ada L.")
    round_trip(planner, PutPerson(pycon.id, made.id, "Ada Lovelace", follow_up="2026-06-08"))
    assert only(planner, Deadline) == day._replace(on_date="2026-06-08", label="Ada Lovelace")
    round_trip(planner, PutPerson(pycon.id, made.id, "Ada Lovelace"))
    assert rows(planner, Deadline) == []
    assert only(planner, PersonMet).deadline_id is None
    round_trip(planner, PutPerson(pycon.id, made.id, "Ada Lovelace", follow_up="2026-06-09"))
    round_trip(planner, RemovePerson(made.id))
    assert (rows(planner, PersonMet), rows(planner, Deadline), rows(planner, Reminder)) == ([], [], [])


def test_the_day_to_follow_up_stands_in_the_agenda_under_the_name(planner: Planner, pycon: Activity) -> None:
    today = planner.today()
    put_person(planner, pycon, "Ada", today.isoformat())
    (entry,) = planner.read(agenda, today, today.replace(year=today.year + 1), planner.zone())
    assert (entry.what, entry.label, entry.local_day) == ("follow_up", "Ada", today.isoformat())


def test_a_time_and_a_name_that_were_given_to_the_day_elsewhere_stay(planner: Planner, pycon: Activity) -> None:
    made = put_person(planner, pycon, "Ada", "2026-06-01")
    day = DeadlineId(made.deadline_id or 0)
    planner.run(PutDeadline(pycon.id, "follow_up", day, wall="2026-06-01T09:00:00", zone="Asia/Tokyo", label="Call"))
    kept = only(planner, Deadline)
    planner.run(PutPerson(pycon.id, made.id, "Ada Lovelace", follow_up="2026-06-01"))
    assert only(planner, Deadline) == kept
    planner.run(PutPerson(pycon.id, made.id, "Ada Lovelace", follow_up="2026-06-02"))
    assert only(planner, Deadline) == kept._replace(on_date="2026-06-02", at_utc=None, zone="")


@pytest.mark.parametrize("about", ["remove", "change"])
def test_somebody_stays_whose_day_goes(planner: Planner, pycon: Activity, about: str) -> None:
    made = put_person(planner, pycon, "Ada", "2026-06-01")
    day = DeadlineId(made.deadline_id or 0)
    action: Action = RemoveDeadline(day)
    if about == "change":
        action = PutDeadline(pycon.id, "due", day, on_date="2026-06-01")
    round_trip(planner, action)
    assert only(planner, PersonMet) == made._replace(deadline_id=None)


def test_the_record_is_read_in_the_order_in_which_it_was_put(planner: Planner, pycon: Activity) -> None:
    planner.run(PutSubmission(pycon.id, None, "Second thoughts"))
    planner.run(PutSubmission(pycon.id, None, "A talk"))
    put_person(planner, pycon, "Zoe")
    put_person(planner, pycon, "Ada", "2026-06-01")
    with statements(planner) as seen:
        found = planner.read(event_record, pycon.id)
    assert len(seen) == 2
    assert [each.title for each in found.submissions] == ["Second thoughts", "A talk"]
    assert [(met.person.name, met.follow_up and met.follow_up.on_date) for met in found.people] == [
        ("Zoe", None), ("Ada", "2026-06-01"),
    ]  # fmt: skip
    assert planner.read(event_record, add(planner, "Other").id) == ((), ())


def test_an_event_is_found_by_what_was_handed_in_and_by_whom_one_met(planner: Planner, pycon: Activity) -> None:
    planner.run(PutSubmission(pycon.id, None, "Calibrated retrieval"))
    made = put_person(planner, pycon, "Grace Hopper")
    for words in ("calibr", "hopper"):
        assert [hit.id for hit in planner.read(find, words)] == [pycon.id]
    planner.run(PutPerson(pycon.id, made.id, "Ada"))
    planner.run(RemoveSubmission(only(planner, Submission).id))
    for words in ("calibr", "hopper"):
        assert planner.read(find, words) == ()
    assert planner.library.problems(quick=False) == []


def test_an_answer_is_given_to_a_listed_event_whose_record_is_kept(planner: Planner, pycon: Activity) -> None:
    planner.run(ListEvent(only(planner, Event)))
    planner.run(PutSubmission(pycon.id, None, "A talk"))
    assert only(planner, Event).state == "interested"


def test_a_copy_of_an_event_has_neither_submissions_nor_people_nor_their_days(
    planner: Planner, pycon: Activity
) -> None:
    planner.run(PutSubmission(pycon.id, None, "A talk"))
    put_person(planner, pycon, "Ada", "2099-06-01")
    planner.run(PutDeadline(pycon.id, "follow_up", on_date="2099-07-01", label="Slides"))
    copy = ActivityId(planner.run(DuplicateActivities((pycon.id,))).added("activity")[0])
    assert planner.read(event_record, copy) == ((), ())
    assert [day.label for day in rows(planner, Deadline, activity_id=copy)] == ["Slides"]


def test_the_record_stays_with_another_kind_and_goes_with_the_activity(planner: Planner, pycon: Activity) -> None:
    planner.run(PutSubmission(pycon.id, None, "A talk"))
    put_person(planner, pycon, "Ada", "2026-06-01")
    before = planner.read(event_record, pycon.id)
    round_trip(planner, ChangeKind(pycon.id, "community"))
    assert planner.read(event_record, pycon.id) == before
    planner.run(TrashActivities((pycon.id,)))
    round_trip(planner, PurgeTrash())
    assert (rows(planner, Submission), rows(planner, PersonMet), rows(planner, Deadline)) == ([], [], [])


def test_the_record_goes_out_and_comes_in_with_the_archive(
    planner: Planner, pycon: Activity, tmp_path: Path
) -> None:
    planner.run(PutSubmission(pycon.id, None, "A talk", "submitted", "30 minutes"))
    made = put_person(planner, pycon, "Ada", "2026-06-01")
    export(planner, tmp_path / "plan.json", "json")
    wanted, before = (tmp_path / "plan.json").read_bytes(), everything(planner)
    planner.run(Several((RemovePerson(made.id), RemoveSubmission(only(planner, Submission).id)), "Clear"))
    (report,) = import_files(planner, [tmp_path / "plan.json"])
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    export(planner, tmp_path / "again.json", "json")
    assert (tmp_path / "again.json").read_bytes() == wanted
    planner.undo()
    planner.undo()
    assert everything(planner) == before


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (lambda row: PutSubmission(row, None, "  "), "The title of the submission is empty"),
        (lambda row: PutSubmission(row, None, "T" * 501), "500 is the most"),
        (lambda row: PutSubmission(row, None, "Talk", "won"), "“won” is no state of a submission. Choose one of"),
        (lambda row: PutSubmission(row, None, "Talk", notes="n" * 1001), "1000 is the most"),
        (lambda row: PutPerson(row, None, ""), "The name is empty"),
        (lambda row: PutPerson(row, None, "n" * 201), "200 is the most"),
        (lambda row: PutPerson(row, None, "Ada", "r" * 1001), "1000 is the most"),
        (lambda row: PutPerson(row, None, "Ada", follow_up="soon"), "“soon” is not a date"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(planner: Planner, pycon: Activity, action: Made, words: str) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError) as refused:
        planner.run(action(pycon.id))
    assert words in str(refused.value)
    assert everything(planner) == before


def test_what_is_gone_is_told(planner: Planner, pycon: Activity) -> None:
    other = add(planner, "Other", kind="event")
    planner.run(PutSubmission(other.id, None, "Talk"))
    stranger = put_person(planner, other, "Ada")
    wrong: list[Action] = [
        PutSubmission(pycon.id, 99, "Talk"),
        PutSubmission(pycon.id, only(planner, Submission).id, "Talk"),
        RemoveSubmission(99),
        PutPerson(pycon.id, 99, "Ada"),
        PutPerson(pycon.id, stranger.id, "Ada"),
        RemovePerson(99),
    ]
    for action in wrong:
        with pytest.raises(NotFoundError, match="is not in the plan any more"):
            planner.run(action)


@pytest.mark.parametrize(
    ("put", "most"),
    [(lambda row: PutSubmission(row, None, "T"), SUBMISSIONS_MAX), (lambda row: PutPerson(row, None, "P"), PEOPLE_MAX)],
)
def test_there_is_an_end_to_it(planner: Planner, pycon: Activity, put: Made, most: int) -> None:
    planner.run(Several((put(pycon.id),) * most, "Many"))
    with pytest.raises(PlannerError, match=f"“PyCon” has {most} "):
        planner.run(put(pycon.id))


def test_a_check_tells_of_an_unknown_state_and_of_a_day_of_another_activity(
    planner: Planner, pycon: Activity
) -> None:
    planner.run(PutSubmission(pycon.id, None, "A talk"))
    put_person(planner, pycon, "Ada", "2026-06-01")
    other = add(planner, "Other")
    assert planner.read(inconsistencies) == []
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE submission SET state = 'won'")
        connection.exec_driver_sql("UPDATE deadline SET activity_id = ?", (other.id,))
    first, second = planner.read(inconsistencies)
    assert first.endswith("“won” is no state of a submission")
    assert second.endswith("the day to follow up belongs to another activity")
