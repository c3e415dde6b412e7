"""A calendar file that speaks of an event which another source brought: one event, and nobody's word is overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.model import Activity, Event
from planner.services.actions.details import AddEvent
from planner.services.actions.trash import TrashActivities
from planner.services.conference_merge import Wish
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.services.reading import rows

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:other@test
DTSTAMP:20260101T000000Z
SUMMARY:{summary}
LOCATION:{location}
URL:{url}
DESCRIPTION:{notes}
{start}
END:VEVENT
END:VCALENDAR
"""
ALL_DAY = "DTSTART;VALUE=DATE:20270428\nDTEND;VALUE=DATE:20270501"
Bring = Callable[..., Report]


@pytest.fixture
def bring(planner: Planner, tmp_path: Path) -> Bring:
    def take(*, decisions: dict[tuple[str, str], bool] | None = None, dry_run: bool = False, **said: str) -> Report:
        words = {"summary": "PyCon Lithuania 2027", "location": "Litexpo, Vilnius", "url": "", "notes": ""}
        path = tmp_path / "team.ics"
        path.write_text(CALENDAR.format(**({"start": ALL_DAY} | words | said)), newline="\r\n")
        wish = None if decisions is None else Wish(decisions=decisions)
        (report,) = import_files(planner, [path], wish=wish, dry_run=dry_run)
        return report

    return take


@pytest.fixture
def pycon(planner: Planner) -> Planner:
    planner.run(AddEvent("PyCon Lithuania", "2027-04-28", "2027-05-01", city="Vilnius", url="https://pycon.lt/2027/"))
    return planner


def counts(report: Report) -> tuple[int, int, int]:
    return report.new, report.changed, report.unchanged


def test_the_same_event_of_another_source_is_filled_in(pycon: Planner, bring: Bring) -> None:
    report = bring(notes="Bring a laptop")
    assert counts(report) == (0, 1, 0)
    (row,), (event,) = rows(pycon, Activity), rows(pycon, Event)
    assert (row.title, row.notes, event.city) == ("PyCon Lithuania", "Bring a laptop", "Vilnius")
    assert [(change.field, change.taken) for change in report.changes] == [
        ("title", False), ("place", False), ("link", False),
    ]  # fmt: skip
    assert counts(bring(notes="Bring a laptop")) == (0, 0, 1)


def test_what_it_says_later_is_taken_only_where_the_person_says_so(pycon: Planner, bring: Bring) -> None:
    bring()
    moved = "DTSTART;VALUE=DATE:20270505\nDTEND;VALUE=DATE:20270507"
    look = bring(start=moved, dry_run=True)
    (dates,) = [change for change in look.changes if change.field == "dates"]
    assert (dates.taken, counts(look)) == (False, (0, 0, 1))
    assert counts(bring(start=moved, decisions={(dates.key, "dates"): True})) == (0, 1, 0)
    assert [event.starts for event in rows(pycon, Event)] == ["2027-05-05"]
    pycon.undo()
    assert [event.starts for event in rows(pycon, Event)] == ["2027-04-28"]


@pytest.mark.parametrize(
    "said",
    [
        {"location": "Kaunas"},
        {"summary": "PyCon Latvia"},
        {"start": "DTSTART;VALUE=DATE:20270429\nDTEND;VALUE=DATE:20270501"},
        {"start": f"{ALL_DAY}\nRRULE:FREQ=YEARLY"},
        {"location": "", "url": "https://pycon.example/"},
    ],
)
def test_another_event_is_another(pycon: Planner, bring: Bring, said: dict[str, str]) -> None:
    assert counts(bring(**said)) == (1, 0, 0)
    assert len(rows(pycon, Event)) == 2


def test_the_same_address_and_day_are_enough(pycon: Planner, bring: Bring) -> None:
    assert bring(summary="PyCon LT", location="", url="http://www.pycon.lt/2027").new == 0
    assert len(rows(pycon, Event)) == 1


def test_two_addresses_of_mail_are_two(planner: Planner, bring: Bring) -> None:
    planner.run(AddEvent("Ask Ann", "2027-04-28", "2027-05-01", url="mailto:ann@a.example"))
    assert bring(summary="Ask Bob", location="", url="mailto:bob@a.example").new == 1


def test_two_meetings_behind_one_link_are_two(planner: Planner, bring: Bring) -> None:
    planner.run(AddEvent("Review", "2027-04-28T09:00:00", "2027-04-28T10:00:00", "UTC", url="https://meet.example/1"))
    start = "DTSTART:20270428T{hour}0000Z\nDTEND:20270428T230000Z"
    assert bring(summary="Retro", location="", url="https://meet.example/1", start=start.format(hour="15")).new == 1
    assert len(rows(planner, Event)) == 2


def test_what_was_deleted_stays_deleted(pycon: Planner, bring: Bring) -> None:
    pycon.run(TrashActivities((rows(pycon, Activity)[0].id,)))
    assert counts(bring()) == (0, 0, 1)
    assert counts(bring(notes="More")) == (0, 0, 1)
    assert len(rows(pycon, Event)) == 1
