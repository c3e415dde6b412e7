"""Real lists of conferences by others: each comes in with its report, then changes nothing, and undo takes it back."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.model import Activity, Deadline, Event, ImportMemory, Link, TemplateNode
from planner.services.conference_filter import ConferenceFilter
from planner.services.conference_merge import Wish
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.services.reading import rows

pytestmark = pytest.mark.shared_data
TYPES = (Activity, Event, Deadline, Link, TemplateNode, ImportMemory)
LISTS = ("ai-deadlines", "ccfddl", "confs-tech", "python-deadlines")


def everything(planner: Planner) -> list[list[object]]:
    return [list(rows(planner, row_type)) for row_type in TYPES]


@pytest.mark.parametrize("name", LISTS)
def test_each_list_comes_in_once(planner: Planner, shared: Path, name: str) -> None:
    before = everything(planner)
    folder = shared / "data" / "conferences" / name
    reports = import_files(planner, [folder])
    assert reports
    assert all(report.readable and report.written for report in reports)
    after = everything(planner)
    again = import_files(planner, [folder])
    assert [(report.new, report.changed, report.written) for report in again] == [(0, 0, False)] * len(reports)
    assert everything(planner) == after
    planner.undo()
    assert everything(planner) == before


def test_all_of_them_in_any_order_are_one_plan(planner: Planner, shared: Path) -> None:
    folder = shared / "data" / "conferences"
    for name in LISTS:
        import_files(planner, [folder / name])
    count = len(rows(planner, Activity))
    for names in (reversed(LISTS), LISTS):
        for name in names:
            assert not any(report.written for report in import_files(planner, [folder / name]))
    assert len(rows(planner, Activity)) == count
    pairs = zip(rows(planner, Activity), rows(planner, Event), strict=True)
    neurips = [event for row, event in pairs if row.title == "NeurIPS" and str(event.starts).startswith("2026")]
    assert len(neurips) == 1  # ccfddl and ai-deadlines speak of the same one


def test_what_is_wanted_of_them(planner: Planner, shared: Path) -> None:
    choice = ConferenceFilter(countries=frozenset(("germany",)), first=date(2026, 11, 25))
    reports = import_files(planner, [shared / "data" / "conferences"], wish=Wish(choice))
    assert sum(report.left_out for report in reports) > 200
    events = rows(planner, Event)
    assert {event.country for event in events} == {"Germany"}
    assert all((event.ends or "") > "2026-11-25" for event in events)
