"""How far an activity is: the table of states and statuses, and what a move between statuses does.

For certifications, courses and events the kind's *state* is the truth and the status follows from it; for every
other kind the status is the truth and there is no state.
"""

from typing import NamedTuple

from planner.domain.words import CertificationState, CourseState, EventState, Kind, Status

State = CertificationState | CourseState | EventState

STATES: dict[Kind, dict[Status, tuple[State, ...]]] = {
    Kind.CERTIFICATION: {
        Status.PLANNED: (CertificationState.CONSIDERING,),
        Status.IN_PROGRESS: (CertificationState.PREPARING, CertificationState.BOOKED),
        Status.DONE: (CertificationState.PASSED, CertificationState.EXPIRED, CertificationState.RETIRED),
        Status.SKIPPED: (CertificationState.DROPPED,),
    },
    Kind.COURSE: {
        Status.PLANNED: (CourseState.CONSIDERING, CourseState.ENROLLED),
        Status.IN_PROGRESS: (CourseState.IN_PROGRESS,),
        Status.DONE: (CourseState.COMPLETED,),
        Status.SKIPPED: (CourseState.DROPPED,),
    },
    Kind.EVENT: {
        Status.PLANNED: (EventState.INTERESTED, EventState.APPLIED, EventState.REGISTERED),
        Status.IN_PROGRESS: (EventState.ATTENDING,),
        Status.DONE: (EventState.ATTENDED,),
        Status.SKIPPED: (EventState.DECLINED,),
    },
}
"""For each kind with a state: the states of each status, the first of which a move into that status takes.

``EventState.LISTED`` is not in it, because no move leads there; it counts as planned.
"""

_STATUS_OF: dict[Kind, dict[str, Status]] = {
    kind: {state: status for status, states in rows.items() for state in states} for kind, rows in STATES.items()
}
_STATUS_OF[Kind.EVENT][EventState.LISTED] = Status.PLANNED


class Standing(NamedTuple):
    """Where an activity stands: ``state`` is empty for kinds without one.

    ``before_state`` is what it had before: for kinds with states the last state of each status that it left, the
    newest first, with spaces between; for others the one status before.
    """

    status: Status
    state: str
    before_state: str


def has_state(kind: str) -> bool:
    """Tell whether activities of this kind have a state of their own."""
    return kind in STATES


def states_of(kind: str) -> tuple[str, ...]:
    """Every state of the kind in the order in which one goes through them, LISTED first; empty without states."""
    if not has_state(kind):
        return ()
    return tuple(sorted(_STATUS_OF[Kind(kind)], key=lambda state: state != EventState.LISTED))


def status_of(kind: str, state: str) -> Status:
    """Return the status that follows from a state.

    :raises ValueError: when the kind has no states, or not this one.
    """
    try:
        return _STATUS_OF[Kind(kind)][state]
    except KeyError:
        raise ValueError(f"{state!r} is no state of kind {kind!r}") from None


def first_state(kind: str, status: str) -> str:
    """Return the state that a move into ``status`` takes; empty for kinds without states."""
    return STATES[Kind(kind)][Status(status)][0] if has_state(kind) else ""


def move_state(kind: str, current_state: str, to_status: str, before_state: str = "") -> str:
    """Return the state after a move into ``to_status``; empty for kinds without states.

    A move within one status keeps the state, except that a listed event becomes ``interested``: a move is an answer.
    A move back takes the state in ``before_state`` that belongs to ``to_status``.
    """
    if not has_state(kind):
        return ""
    known = _STATUS_OF[Kind(kind)]
    if current_state != EventState.LISTED and known.get(current_state) == to_status:
        return current_state
    for before in before_state.split():
        if before != EventState.LISTED and known.get(before) == to_status:
            return before
    return first_state(kind, to_status)


def newest_before(before_state: str) -> str:
    """Return the state (or status) that an activity had last before it entered its present status, else empty."""
    return before_state.partition(" ")[0]


def _remembered(kind: str, left: str, there: Status, before_state: str) -> str:
    """What to remember on leaving the state ``left``: it, and one state of each status but its own and ``there``."""
    known = _STATUS_OF[Kind(kind)]
    kept = {known[left]: left}
    for before in before_state.split():
        if before in known:
            kept.setdefault(known[before], before)
    kept.pop(there, None)
    return " ".join(kept.values())


def move(kind: str, status: str, state: str, to_status: str, before_state: str = "") -> Standing:
    """Return where an activity stands after it was moved into ``to_status``.

    :param state: its present state, empty for kinds without one.
    :param before_state: what the activity's row remembers of the moves before.
    """
    here = status_of(kind, state) if has_state(kind) else Status(status)
    there = Status(to_status)
    new_state = move_state(kind, state, there, before_state)
    if here is there:
        return Standing(there, new_state, before_state)
    return Standing(there, new_state, _remembered(kind, state, there, before_state) if has_state(kind) else here.value)


def set_state(kind: str, state: str, to_state: str, before_state: str = "") -> Standing:
    """Return where an activity stands after the person chose ``to_state`` themselves.

    :raises ValueError: when the kind has no states, or not these.
    """
    here, there = status_of(kind, state), status_of(kind, to_state)
    return Standing(
        there, str(to_state), before_state if here is there else _remembered(kind, state, there, before_state)
    )


def move_dates(
    status: str, to_status: str, started_on: str | None, completed_on: str | None, on: str
) -> tuple[str | None, str | None]:
    """Return ``(started_on, completed_on)`` after a move on the day ``on`` (``YYYY-MM-DD``, the given one or today).

    Into done sets the day of completion, leaving done clears it, and the first time in progress sets the start.
    """
    if status == to_status:
        return started_on, completed_on
    if to_status == Status.IN_PROGRESS and started_on is None:
        started_on = on
    return started_on, on if to_status == Status.DONE else None


def completes_itself(cadence_count: int | None) -> bool:
    """Tell whether finished parts (units, checklist) may complete an activity: a practice with a cadence has no end."""
    return not cadence_count


def is_answered(kind: str, state: str) -> bool:
    """Tell whether an activity is part of the plan: everything is, but an event that is only listed."""
    return kind != Kind.EVENT or state != EventState.LISTED
