"""Mends what hangs together by rules that SQLite does not watch, once rows of a damaged library are gone."""

import sqlite3
from typing import Final

from planner.domain.states import STATES, first_state, states_of, status_of
from planner.domain.words import DeadlineKind, Kind, Status, SubmissionState

_DETAILS: Final = {Kind.CERTIFICATION: "certification", Kind.COURSE: "course", Kind.EVENT: "event"}


def mend(driver: sqlite3.Connection) -> dict[str, int]:
    """Brings a library of the newest schema, in a write transaction, to what ``planner check`` finds right.

    Gives how many rows of each table had to be taken out.
    """
    dropped = {
        "attachment": _drop(driver, "attachment", "digest NOT IN (SELECT digest FROM blob)"),
        "blob": _drop(driver, "blob", "digest NOT IN (SELECT digest FROM attachment)"),
    }
    kinds, statuses = _words(Kind), _words(Status)
    driver.execute(f"UPDATE activity SET kind = '{Kind.TOPIC}' WHERE kind NOT IN ({kinds})")
    driver.execute(f"UPDATE activity SET status = '{Status.PLANNED}' WHERE status NOT IN ({statuses})")
    driver.execute(f"UPDATE deadline SET kind = '{DeadlineKind.OTHER}' WHERE kind NOT IN ({_words(DeadlineKind)})")
    driver.execute(
        f"UPDATE submission SET state = '{SubmissionState.DRAFT}' WHERE state NOT IN ({_words(SubmissionState)})"
    )
    driver.execute(
        "UPDATE person_met SET deadline_id = NULL WHERE deadline_id IN"
        " (SELECT d.id FROM deadline AS d WHERE d.activity_id <> person_met.activity_id)"
    )
    for kind, table in _DETAILS.items():
        _mend_kind(driver, kind, table)
    return {table: number for table, number in dropped.items() if number}


def _words(values: type[Kind | Status | DeadlineKind | SubmissionState]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _drop(driver: sqlite3.Connection, table: str, condition: str) -> int:
    return driver.execute(f"DELETE FROM {table} WHERE {condition}").rowcount


def _mend_kind(driver: sqlite3.Connection, kind: Kind, table: str) -> None:
    """Each activity of the kind has its record, with a state that its status follows from; no other one has it."""
    # A record is proof of the kind, where the activity itself only says the usual one.
    driver.execute(
        f"UPDATE activity SET kind = '{kind}' WHERE kind = '{Kind.TOPIC}' AND id IN (SELECT activity_id FROM {table})"
    )
    driver.execute(
        f"DELETE FROM {table} WHERE activity_id NOT IN (SELECT id FROM activity WHERE kind = '{kind}')"
    )
    lacking = driver.execute(
        f"SELECT id, status FROM activity WHERE kind = '{kind}' AND id NOT IN (SELECT activity_id FROM {table})"
    ).fetchall()
    for activity_id, status in lacking:
        _add_record(driver, table, activity_id, first_state(kind, status))
    for state in _states_in(driver, table):
        if state not in states_of(kind):
            for status in STATES[kind]:
                driver.execute(
                    f"UPDATE {table} SET state = ? WHERE state = ? AND activity_id IN"
                    " (SELECT id FROM activity WHERE status = ?)",
                    (first_state(kind, status), state, status),
                )
    for state in _states_in(driver, table):
        status = status_of(kind, state)
        driver.execute(
            f"UPDATE activity SET status = ? WHERE status <> ? AND id IN (SELECT activity_id FROM {table}"
            " WHERE state = ?)",
            (status, status, state),
        )


def _states_in(driver: sqlite3.Connection, table: str) -> list[str]:
    return [str(state) for (state,) in driver.execute(f"SELECT DISTINCT state FROM {table}").fetchall()]


def _add_record(driver: sqlite3.Connection, table: str, activity_id: int, state: str) -> None:
    """An empty record, as a new activity of the kind has."""
    from planner.domain.model import Certification, Course, Event
    from planner.domain.words import ActivityId

    types = {"certification": Certification, "course": Course, "event": Event}
    fields = types[table](0, ActivityId(activity_id), state)._asdict()
    del fields["id"]
    names, marks = ", ".join(fields), ", ".join("?" * len(fields))
    driver.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(fields.values()))
