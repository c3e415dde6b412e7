"""The rules between rows that SQLite cannot watch: what `check` looks for beyond damage."""

from sqlalchemy import select

from planner.config.text import tr
from planner.domain.states import status_of
from planner.domain.words import Kind, SubmissionState
from planner.storage.reader import Reader
from planner.storage.schema import activity, certification, course, deadline, event, person_met, submission

_DETAILS = {Kind.CERTIFICATION: certification, Kind.COURSE: course, Kind.EVENT: event}


def inconsistencies(reader: Reader) -> list[str]:
    """One line for each thing that does not hang together.

    That is an activity whose record is missing, of another kind, or in a state that is not its status; a submission in
    no known state; somebody met whose day to follow up is that of another activity.
    """
    found: list[str] = []
    for kind, table in _DETAILS.items():
        statement = (
            select(activity.c.uid, activity.c.kind, activity.c.status, table.c.state)
            .join_from(activity, table, table.c.activity_id == activity.c.id, full=True)
            .where((activity.c.kind == kind) | table.c.id.is_not(None))
            .order_by(activity.c.id)
        )
        for uid, its_kind, status, state in reader.execute(statement):
            if state is None:
                found.append(tr("{uid}: the {kind} record is missing", uid=uid, kind=kind))
            elif its_kind != kind:
                found.append(tr("{uid}: is a {kind} but has a record of a {other}", uid=uid, kind=its_kind, other=kind))
            else:
                found += _state_problem(uid, kind, status, state)
    return found + _record_problems(reader)


def _record_problems(reader: Reader) -> list[str]:
    states = select(submission.c.uid, submission.c.state).where(submission.c.state.not_in(list(SubmissionState)))
    days = (
        select(person_met.c.uid)
        .join_from(person_met, deadline, deadline.c.id == person_met.c.deadline_id)
        .where(deadline.c.activity_id != person_met.c.activity_id)
    )
    found = [
        tr("{uid}: “{state}” is no state of a submission", uid=uid, state=state)
        for uid, state in reader.execute(states.order_by(submission.c.id))
    ]
    return found + [
        tr("{uid}: the day to follow up belongs to another activity", uid=uid)
        for uid in reader.scalars(days.order_by(person_met.c.id))
    ]


def _state_problem(uid: str, kind: str, status: str, state: str) -> list[str]:
    try:
        derived = status_of(kind, state)
    except ValueError:
        return [tr("{uid}: “{state}” is no state of a {kind}", uid=uid, state=state, kind=kind)]
    if derived == status:
        return []
    return [tr("{uid}: the state {state} does not go with {status}", uid=uid, state=state, status=status)]
