"""Correcting study sessions: each correction a step with a label, and what cannot be is refused whole."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import StudySession
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions.activities import AddActivity
from planner.services.actions.parts import LogTime
from planner.services.actions.sessions import EditSession, MoveSessions, RemoveSessions
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from tests.services.reading import everything, only, rows


def activity(planner: Planner, title: str) -> ActivityId:
    return ActivityId(planner.run(AddActivity(title)).added("activity")[0])


@pytest.fixture
def course(planner: Planner) -> ActivityId:
    return activity(planner, "Course")


@pytest.fixture
def session(planner: Planner, course: ActivityId) -> int:
    return planner.run(LogTime(course, 45, on="2026-11-20")).added("study_session")[0]


def test_each_value_is_corrected_and_comes_back(planner: Planner, session: int, course: ActivityId) -> None:
    other = activity(planner, "Other")
    before = only(planner, StudySession)
    for action, expected, label in (
        (EditSession(session, minutes=90), before._replace(minutes=90), "Correct a study session of “Course”"),
        (EditSession(session, on="2026-11-19"), before._replace(starts="2026-11-19"),
         "Correct a study session of “Course”"),
        (EditSession(session, note=" chapter  3 "), before._replace(note="chapter 3"),
         "Correct a study session of “Course”"),
        (EditSession(session, planned=True), before._replace(planned=True), "Correct a study session of “Course”"),
        (EditSession(session, activity_id=other), before._replace(activity_id=other),
         "Move a study session to “Other”"),
    ):  # fmt: skip
        assert planner.run(action).label == label
        assert only(planner, StudySession) == expected
        planner.undo()
        assert only(planner, StudySession) == before
    assert planner.run(EditSession(session, minutes=45, on="2026-11-20")).rows == ()


def test_a_time_of_day_stays_with_another_day(planner: Planner, session: int) -> None:
    class AtSix(Action):
        def apply(self, tx: object) -> str:
            from planner.storage.transaction import Transaction

            assert isinstance(tx, Transaction)
            tx.put(tx.get(StudySession, session)._replace(starts="2026-11-20T18:00:00", zone="Europe/Berlin"))
            return "At six"

    planner.run(AtSix())
    planner.run(EditSession(session, on="2026-11-18"))
    found = only(planner, StudySession)
    assert (found.starts, found.zone) == ("2026-11-18T18:00:00", "Europe/Berlin")


def test_several_are_moved_and_removed_as_one_step(planner: Planner, session: int, course: ActivityId) -> None:
    other = activity(planner, "Other")
    second = planner.run(LogTime(other, 30)).added("study_session")[0]
    before = everything(planner)
    assert planner.run(MoveSessions((session, second), other)).label == "Move 2 study sessions to “Other”"
    assert len(rows(planner, StudySession, activity_id=other)) == 2
    planner.undo()
    assert everything(planner) == before
    assert planner.run(RemoveSessions((session, second))).label == "Delete 2 study sessions"
    assert rows(planner, StudySession) == []
    planner.undo()
    assert everything(planner) == before
    assert planner.run(RemoveSessions((session,))).label == "Delete 1 study session of “Course”"


@pytest.mark.parametrize(
    "action",
    [
        EditSession(1, minutes=0),
        EditSession(1, minutes=1441),
        EditSession(1, on="someday"),
        EditSession(1, note="x" * 1001),
        EditSession(1, activity_id=ActivityId(99)),
        EditSession(99, minutes=5),
        MoveSessions((1, 99), ActivityId(1)),
        MoveSessions((), ActivityId(1)),
        RemoveSessions((1, 99)),
        RemoveSessions(()),
    ],
    ids=repr,
)
def test_what_cannot_be_is_refused_whole(planner: Planner, session: int, action: Action) -> None:
    before = everything(planner)
    with pytest.raises((InvalidInputError, NotFoundError)):
        planner.run(action)
    assert everything(planner) == before


def test_a_session_of_a_deleted_activity_stays_as_it_is(planner: Planner, session: int, course: ActivityId) -> None:
    planner.run(TrashActivities((course,)))
    with pytest.raises(NotFoundError):
        planner.run(EditSession(session, minutes=5))
