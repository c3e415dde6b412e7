"""Tags: what is one tag, and archives that write a tag in another way."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.domain.model import Activity, ActivityTag, Tag
from planner.services import export, imports
from planner.services.actions.activities import AddActivity
from planner.services.actions.tags import SetTags
from planner.services.calendar_choice import Choice
from planner.services.planner import Planner
from tests.services.reading import rows


def tag(planner: Planner, *names: str) -> list[str]:
    """Gives the only activity these tags; the names of all tags then."""
    (row,) = rows(planner, Activity)
    planner.run(SetTags(row.id, names))
    return [found.name for found in rows(planner, Tag)]


@pytest.mark.parametrize("other", ["école", "ÉCOLE", "e\u0301cole"])
def test_spellings_of_one_name_are_one_tag(planner: Planner, other: str) -> None:
    planner.run(AddActivity("Learn French"))
    assert tag(planner, "École", other) == ["École"]
    assert tag(planner, other) == ["École"]


def test_a_sharp_s_is_two(planner: Planner) -> None:
    planner.run(AddActivity("Walk"))
    assert tag(planner, "Straße", "STRASSE") == ["Straße"]


@pytest.fixture
def archive(planner: Planner, tmp_path: Path) -> Path:
    """An archive of another plan with one activity that bears the tag “École”; the plan is empty again."""
    planner.run(AddActivity("Learn French"))
    tag(planner, "École")
    path = tmp_path / "plan.json"
    export.export(planner, path, "json", Choice())
    planner.undo()
    planner.undo()
    return path


def test_an_archive_s_tag_is_the_one_that_is_there(planner: Planner, archive: Path) -> None:
    planner.run(AddActivity("Paris"))
    tag(planner, "e\u0301cole")
    (report,) = imports.import_files(planner, [archive])
    assert (report.new, report.written) == (1, True)
    assert [found.name for found in rows(planner, Tag)] == ["e\u0301cole"]
    assert len(rows(planner, ActivityTag)) == 2
    (report,) = imports.import_files(planner, [archive])
    assert not report.written


def test_a_plan_with_two_spellings_from_before_stays_as_it_is(planner: Planner, archive: Path, tmp_path: Path) -> None:
    imports.import_files(planner, [archive])
    with closing(sqlite3.connect(planner.path)) as other, other:
        other.execute("INSERT INTO tag (uid, name) VALUES ('second', 'école')")
        other.execute("INSERT INTO activity_tag (activity_id, tag_id) SELECT activity_id, tag_id + 1 FROM activity_tag")
    both = tmp_path / "both.json"
    export.export(planner, both, "json", Choice())
    (report,) = imports.import_files(planner, [both])
    assert not report.written
