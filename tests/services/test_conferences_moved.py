"""Conferences that a list has under another key, because they moved, and those that it names no longer."""

import pytest

from planner.domain.model import Activity, Event
from planner.exchange.conference_format import IncomingConference
from planner.services.actions.activities import EditActivity, SetState
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from tests.services.reading import only, rows
from tests.services.test_conference_lists import bring, counts, listed


def summit(city: str, first: str = "2027-03-08", last: str = "2027-03-10", name: str = "Summit") -> IncomingConference:
    key = f"{name}:{first[:4]}:{city}".lower()
    return IncomingConference(key, name, first, last, city=city, country="Spain", url="https://summit.example/")


OTHERS = tuple(summit("Paris", name=name)._replace(url="") for name in ("Alpha", "Beta", "Gamma"))


def test_what_moves_to_another_city_and_day_is_the_same(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    row = next(row for row in rows(planner, Activity) if row.title == "Summit")
    planner.run(EditActivity(row.id, (("title", "My summit"),)))
    planner.run(SetState(row.id, "registered"))
    moved = listed(summit("Madrid", "2027-03-15", "2027-03-17"), *OTHERS)
    (tally,) = bring(planner, moved)
    assert (counts(tally), tally.gone) == ((0, 1, 3), ())
    assert tally.differences == (
        ("My summit 2027", ("moved from Barcelona, 8 – 9 Mar 2027, to Madrid, 15 – 16 Mar 2027",)),
    )
    (event,) = (event for event in rows(planner, Event) if event.activity_id == row.id)
    assert (event.city, event.starts, event.state) == ("Madrid", "2027-03-15", "registered")
    assert counts(bring(planner, moved)[0]) == (0, 0, 4)
    again = listed(summit("Lisbon", "2027-05-03", "2027-05-05"), *OTHERS)
    assert counts(bring(planner, again)[0]) == (0, 1, 3)
    planner.undo()
    planner.undo()
    (event,) = (event for event in rows(planner, Event) if event.activity_id == row.id)
    assert event.city == "Barcelona"


def test_what_was_deleted_stays_deleted_when_it_moves(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona")))
    planner.run(TrashActivities((only(planner, Activity).id,)))
    (tally,) = bring(planner, listed(summit("Madrid", "2027-03-15", "2027-03-17")))
    assert counts(tally) == (0, 0, 1)
    assert only(planner, Activity).trashed_at is not None


@pytest.mark.parametrize(
    "now",
    [
        [summit("Madrid", "2027-11-15", "2027-11-17")],
        [summit("Madrid", "2028-03-15", "2028-03-17"), summit("Paris", "2027-09-01", "2027-09-02", name="Zeta")],
        [summit(city, "2027-03-15", "2027-03-17")._replace(url=f"https://{city}.example") for city in ("Oslo", "Rome")],
    ],
)  # fmt: skip
def test_what_may_be_another_one_comes_in_and_the_old_one_is_told(
    planner: Planner, now: list[IncomingConference]
) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    (tally,) = bring(planner, listed(*now, *OTHERS))
    assert (counts(tally), tally.gone) == ((len(now), 0, 3), ("Summit 2027",))
    assert any(event.city == "Barcelona" for event in rows(planner, Event))


def test_one_with_the_same_page_is_the_one_that_moved(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona"), summit("Rome")._replace(url="https://rome.example")))
    now = summit("Madrid", "2027-03-15", "2027-03-17")
    (tally,) = bring(planner, listed(now, summit("Rome")._replace(url="https://rome.example")))
    assert counts(tally) == (0, 1, 1)


def test_a_file_speaks_only_of_what_it_would_name(planner: Planner) -> None:
    """Lists are many files: of one series each, of a year each, or of all and of those with a call."""
    later = [summit("Paris", "2028-03-08", "2028-03-10", name=name)._replace(url="") for name in ("Alpha", "Beta")]
    bring(planner, listed(summit("Barcelona"), *OTHERS), listed(*later))
    assert bring(planner, listed(*OTHERS))[0].gone == ("Summit 2027",)
    assert bring(planner, listed(OTHERS[0]))[0].gone == ()
    assert bring(planner, listed(*later))[0].gone == ()
    both = bring(planner, listed(OTHERS[0], OTHERS[1]), listed(OTHERS[2], summit("Barcelona")))
    assert [tally.gone for tally in both] == [(), ()]


def test_what_is_over_or_turned_down_is_not_told(planner: Planner) -> None:
    past = summit("Oslo", "2026-03-08", "2026-03-10", name="Past")
    bring(planner, listed(past, summit("Barcelona"), *OTHERS))
    row = next(row for row in rows(planner, Activity) if row.title == "Summit")
    planner.run(SetState(row.id, "declined"))
    assert bring(planner, listed(*OTHERS))[0].gone == ()


def test_another_city_on_the_same_days_is_not_gone_as_well(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    (tally,) = bring(planner, listed(summit("Porto"), *OTHERS[:2]))
    assert counts(tally)[:2] == (0, 1)
    assert tally.gone == ("Gamma 2027",)
