"""Exports of roadmaps that come back: into their own plan, where they change nothing, and into another one."""

import json
from pathlib import Path

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.model import Activity, ChecklistItem, Skill
from planner.exchange.template import load_template, read_template
from planner.services import export
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.deadlines import SetDue
from planner.services.actions.details import AddEvent
from planner.services.actions.parts import AddChecklistItem, EditChecklistItem
from planner.services.imports import import_files
from planner.services.libraries import new_plan
from planner.services.planner import Planner
from tests.exchange.roadmap_sh_files import pottery
from tests.services.reading import everything, rows
from tests.services.roadmap_files import OUTLINE, Take, titled


@pytest.fixture
def full(roadmap: Planner) -> Planner:
    """The built-in roadmap with work done on it, an event, and something in the inbox."""
    some = rows(roadmap, Activity)
    roadmap.run(MoveActivities(tuple(row.id for row in some[:4]), status="done"))
    roadmap.run(MoveActivities((some[5].id, some[6].id), status="in_progress"))
    roadmap.run(SetDue((some[7].id,), "2027-01-02"))
    roadmap.run(AddEvent("Talk, (maybe)", "2027-03-01", "2027-03-04"))
    roadmap.run(AddActivity("Loose", notes="A\n\n- list", tags=("deep learning", "x")))
    roadmap.run(AddChecklistItem(titled(roadmap, "Loose").id, "First"))
    roadmap.run(EditChecklistItem(rows(roadmap, ChecklistItem)[-1].id, done=True))
    return roadmap


def held(planner: Planner) -> dict[str, list[tuple[object, ...]]]:
    """The whole plan but for what imports remember."""
    return {name: found for name, found in everything(planner).items() if name != "template_node"}


@pytest.mark.parametrize("ending", ["csv", "md", "json"])
def test_an_export_that_comes_back_into_its_plan_changes_nothing(full: Planner, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"plan.{ending}"
    if ending == "json":
        export.export(full, path, "template", with_progress=True)
    else:
        export.export(full, path, ending)
    before = held(full)
    (report,) = import_files(full, [path])
    assert (report.new, report.changed, report.skipped) == (0, 0, ())
    assert held(full) == before
    assert import_files(full, [path])[0].written is False


@pytest.mark.parametrize(("ending", "form"), [("csv", "csv"), ("md", "md"), ("json", "template")])
def test_an_export_fills_another_plan_and_goes_out_of_it_alike(
    full: Planner, tmp_path: Path, ending: str, form: str
) -> None:
    first, second = tmp_path / f"plan.{ending}", tmp_path / "again" / f"plan.{ending}"
    second.parent.mkdir()
    export.export(full, first, form, roadmap="AI/ML product leader", with_progress=form == "template")
    other = new_plan(tmp_path / "other.db", None)
    try:
        assert import_files(other, [first])[0].new > 100
        export.export(other, second, form, roadmap="AI/ML product leader", with_progress=form == "template")
    finally:
        other.close()
    one, two = first.read_text("utf-8"), second.read_text("utf-8")
    if form == "template":
        one, two = one.replace(json.loads(one)["key"], ""), two.replace(json.loads(two)["key"], "")
    assert sorted(one.splitlines()) == sorted(two.splitlines())


def test_an_edited_table_of_ours_updates_by_uid(full: Planner, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    export.export(full, path, "csv")
    count = len(rows(full, Activity))
    text = path.read_text("utf-8").replace(",Loose,topic,planned,", ",Tight,topic,done,")
    path.write_text(text, encoding="utf-8", newline="")
    (report,) = import_files(full, [path])
    assert (report.new, report.changed) == (0, 1)
    assert titled(full, "Tight").status == "done"
    assert len(rows(full, Activity)) == count
    full.undo()
    assert titled(full, "Loose").status == "planned"


def test_a_template_without_progress_starts_fresh(full: Planner, tmp_path: Path) -> None:
    export.export(full, tmp_path / "t.json", "template")
    template = read_template((tmp_path / "t.json").read_bytes(), "t.json")
    assert template.progress == ()
    built_in = load_template("ai-ml-product-leader")
    assert [step.key for step in template.steps] == [step.key for step in built_in.steps]
    assert {one.key for step in template.steps for one in step.activities} == {
        one.key for step in built_in.steps for one in step.activities
    }
    other = new_plan(tmp_path / "other.db", None)
    try:
        (report,) = import_files(other, [tmp_path / "t.json"])
        assert report.format == "template"
        assert {row.status for row in rows(other, Activity)} == {"planned"}
        assert len(rows(other, Skill)) > 10
    finally:
        other.close()


def test_a_template_of_one_of_several_roadmaps(planner: Planner, take: Take, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no roadmap"):
        export.export(planner, tmp_path / "t.json", "template")
    take("bread.md", OUTLINE)
    take("pottery.json", pottery(2, 2))
    with pytest.raises(NotFoundError, match="several"):
        export.export(planner, tmp_path / "t.json", "template")
    with pytest.raises(NotFoundError, match="Bread"):
        export.export(planner, tmp_path / "t.json", "template", roadmap="Cake")
    assert export.export(planner, tmp_path / "t.json", "template", roadmap="bread").events == 3
    for ending, wanted in (("csv", 3), ("md", 3)):
        report = export.export(planner, tmp_path / f"b.{ending}", ending, roadmap="Bread")
        assert report.events == wanted
        assert "Skill" not in (tmp_path / f"b.{ending}").read_text("utf-8")
