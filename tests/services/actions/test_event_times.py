"""When an event takes place: its span is checked in its zone, with the folds, before anything is stored."""

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Event
from planner.services.actions.details import SetEventTimes
from planner.services.planner import Planner
from tests.services.actions.test_activities import add
from tests.services.reading import only

BERLIN = "Europe/Berlin"


def test_a_span_across_the_hour_that_comes_twice_is_kept(planner: Planner) -> None:
    row = add(planner, "Night of code", kind="event")
    planner.run(SetEventTimes(row.id, "2026-10-25T02:45:00", "2026-10-25T02:15:00", BERLIN, 0, 1))
    event = only(planner, Event)
    assert (event.starts_utc, event.ends_utc) == ("2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z")
    assert (event.start_fold, event.end_fold) == (0, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "folds"),
    [
        ("2026-10-25T02:15:00", "2026-10-25T02:45:00", (1, 0)),  # the later wall time is the earlier instant
        ("2026-03-29T02:30:00", "2026-03-29T03:15:00", (0, 0)),  # the start lies in the gap and moves to 03:30
    ],
)
def test_an_end_before_the_start_in_its_zone_is_refused(
    planner: Planner, starts: str, ends: str, folds: tuple[int, int]
) -> None:
    row = add(planner, "Night of code", kind="event")
    with pytest.raises(InvalidInputError, match="is before the start"):
        planner.run(SetEventTimes(row.id, starts, ends, BERLIN, *folds))
    assert only(planner, Event).starts is None


def test_an_event_without_an_end_has_no_end_in_utc_either(planner: Planner) -> None:
    row = add(planner, "Meetup", kind="event")
    planner.run(SetEventTimes(row.id, "2026-10-25T02:30:00", None, BERLIN, 1, 1))
    event = only(planner, Event)
    assert (event.starts_utc, event.ends_utc, event.end_fold) == ("2026-10-25T01:30:00Z", None, 0)
