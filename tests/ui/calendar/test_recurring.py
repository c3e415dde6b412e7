"""Events that recur: the month and the agenda show each instance, before and after a change."""

from collections.abc import Callable
from datetime import date

import pytest

from planner.domain.words import ActivityId
from planner.services.actions.details import AddEvent, SetEventTimes
from planner.services.planner import Planner
from planner.ui.calendar.page import CalendarPage


@pytest.fixture
def weekly(plan: Planner) -> ActivityId:
    """Every Tuesday evening since a year ago, as a file brings it in."""
    change = plan.run(AddEvent("Meetup", "2025-12-02T18:00:00", "2025-12-02T20:00:00", "Europe/Berlin"))
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET rrule = 'FREQ=WEEKLY', exdate = '20261215T180000'")
    return ActivityId(change.added("activity")[0])


def drawn(page: CalendarPage) -> list[date]:
    """The days of the bars in the month."""
    view = page.month_view
    bars = [bar for row in range(view.days.rowCount()) for bar in view.week(row).bars]
    return sorted(view.days.entries[bar.key].first for bar in bars)


def test_the_month_draws_each_instance(
    plan: Planner, weekly: ActivityId, open_page: Callable[[], CalendarPage]
) -> None:
    page = open_page()
    assert drawn(page) == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 22), date(2026, 12, 29)]
    plan.run(SetEventTimes(weekly, "2026-12-09T18:00:00", "2026-12-09T20:00:00", "Europe/Berlin"))
    assert drawn(page) == [date(2026, 12, day) for day in (9, 16, 23, 30)]
    plan.undo()
    assert len(drawn(page)) == 4


def test_an_instance_opens_its_series_and_the_way_leads_to_the_next_one(
    weekly: ActivityId, open_page: Callable[[], CalendarPage]
) -> None:
    page = open_page()
    assert page.reveal("activity", weekly)
    assert page.month_view.days.entries
    assert {entry.activity_id for entry in page.month_view.days.entries} == {weekly}
