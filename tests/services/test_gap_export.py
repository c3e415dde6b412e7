"""Exporting the gaps to the chosen role: what stands in the file, where it may lie, and when there are none."""

import csv
from datetime import date
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError, InvalidInputError, LibraryError
from planner.domain.levels import format_level
from planner.domain.model import Profile, ProfileTarget
from planner.domain.words import ActivityId, ProfileId, SkillId
from planner.services.actions.activities import AddActivity
from planner.services.actions.ideas import AddForSkill
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.roles import AddProfile, SetTarget
from planner.services.actions.skills import AddSkill, Assess, ChooseProfile, RenameSkill
from planner.services.gap_export import export_gaps, gap_bytes
from planner.services.gap_facts import Reach, enough, next_step
from planner.services.planner import Planner
from planner.services.queries.gaps import GapRow, gaps
from tests.services.reading import everything, rows

AWKWARD = '=1+1 | "<b>", *so*'


def gap_rows(planner: Planner) -> tuple[GapRow, ...]:
    return planner.read(gaps, planner.today())


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_holds_every_gap_with_what_would_close_it(roadmap: Planner, tmp_path: Path) -> None:
    first = gap_rows(roadmap)[0]
    roadmap.run(RenameSkill(first.skill.id, AWKWARD))
    roadmap.run(Assess(SkillId(gap_rows(roadmap)[1].skill.id), 0.5))
    (made,) = roadmap.run(AddActivity("+ a project", kind="project", estimate_minutes=90)).added("activity")
    roadmap.run(SetActivitySkill(ActivityId(made), first.skill.id, 4.0))
    before = everything(roadmap)
    read = table(export_gaps(roadmap, tmp_path / "gaps.csv"))
    expected = gap_rows(roadmap)
    assert [row["skill"].lstrip("'") for row in read] == [row.skill.name for row in expected]
    assert read[0]["skill"] == f"'{AWKWARD}"
    assert {row["day"] for row in read} == {roadmap.today().isoformat()}
    for row, gap in zip(read, expected, strict=True):
        assert row["self_rated"] == ("" if gap.skill.claimed is None else format_level(gap.skill.claimed))
        assert (row["gap"], row["priority"]) == (format_level(gap.skill.gap), format_level(gap.priority))
        assert row["planned_minutes"] == str(gap.planned_minutes)
    assert read[0]["on_the_board"].split("\n")[0] == "'+ a project"
    assert everything(roadmap) == before


def test_markdown_has_a_heading_with_the_role_and_the_day(roadmap: Planner, tmp_path: Path) -> None:
    first = gap_rows(roadmap)[0]
    roadmap.run(RenameSkill(first.skill.id, AWKWARD))
    text = export_gaps(roadmap, tmp_path / "gaps.MD").read_text(encoding="utf-8")
    role = rows(roadmap, Profile)[0].name
    lines = text.splitlines()
    assert lines[0] == f"# Gaps to {role}"
    assert lines[2].startswith("As of 25 Nov 2026.")
    assert lines[4].startswith("| Skill | Category | Self-rated | Shown | Role | Gap | Weight | Priority | Planned |")
    assert lines[6].startswith(r'| =1+1 \| "\<b\>", \*so\* | ')
    assert "| unknown | none |" in lines[6]
    assert len(lines) == 6 + len(gap_rows(roadmap))


def test_only_a_fitting_ending_and_a_fitting_place_are_taken(roadmap: Planner, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="neither"):
        export_gaps(roadmap, tmp_path / "gaps.xlsx")
    plan = tmp_path / "other.csv"
    plan.write_bytes(Path(roadmap.path).read_bytes())
    before = plan.read_bytes()
    with pytest.raises(LibraryError):
        export_gaps(roadmap, plan)
    assert plan.read_bytes() == before
    with pytest.raises(LibraryError, match="There is no folder"):
        export_gaps(roadmap, tmp_path / "missing" / "gaps.csv")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".csv", ".xlsx", ".md")) == ["other.csv"]


def test_without_a_role_or_without_wishes_there_are_no_gaps(planner: Planner, tmp_path: Path) -> None:
    target = tmp_path / "gaps.csv"
    with pytest.raises(ExchangeError, match="no target role yet"):
        export_gaps(planner, target)
    planner.run(AddSkill("Writing", category="Craft"))
    (role,) = planner.run(AddProfile("Editor")).added("profile")
    planner.run(ChooseProfile(ProfileId(role)))
    with pytest.raises(ExchangeError, match="“Editor” wants no skill yet"):
        gap_bytes(planner, "md")
    assert not target.exists()
    planner.run(SetTarget(ProfileId(role), SkillId(1), 3.0))
    assert rows(planner, ProfileTarget)
    assert [row["skill"] for row in table(export_gaps(planner, target))] == ["Writing"]


def test_what_is_made_for_a_skill_closes_the_gap_by_a_step(planner: Planner) -> None:
    planner.run(AddSkill("Writing", category="Craft"))
    (role,) = planner.run(AddProfile("Editor")).added("profile")
    planner.run(ChooseProfile(ProfileId(role)))
    planner.run(SetTarget(ProfileId(role), SkillId(1), 2.5))
    for claimed, level in ((None, 1.0), (1.5, 2.0), (2.0, 2.5)):
        if claimed is not None:
            planner.run(Assess(SkillId(1), claimed))
        (row,) = gap_rows(planner)
        assert next_step(row) == level
        planner.run(AddForSkill("Write an essay ~6h", SkillId(1), level))
        (row,) = gap_rows(planner)
        assert [(one.kind, one.level, one.minutes) for one in row.planned] == [("project", level, 360)]
        planner.undo()
    with pytest.raises(InvalidInputError):
        planner.run(AddForSkill("  ", SkillId(1), 2.0))
    assert gap_rows(planner)[0].closers == ()


def test_so_many_ideas_as_it_takes(roadmap: Planner) -> None:
    row = gap_rows(roadmap)[0]._replace(closers=())
    assert row.skill.target == 3.0
    ideas = [Reach("a", 1.0), Reach("b", 3.0), Reach("c", 4.0)]
    assert enough(row, ideas) == {"b"}
    assert enough(row, ideas[:1]) == {"a"}
    assert enough(row, [Reach("d", 2.0), Reach("e", 2.5)]) == {"e"}
    assert enough(row, []) == frozenset()
    planned = gap_rows(roadmap)[0]
    assert max(one.level for one in planned.planned) >= 3.0
    assert enough(planned, ideas) == frozenset()
    assert date(2026, 11, 25) == roadmap.today()
