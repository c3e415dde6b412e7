"""The skills by mouse and keyboard: a level dragged on the radar, the gaps, the past, and the radar as a picture."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

from planner.services import libraries
from planner.services.actions.skills import Assess
from planner.services.queries.gaps import gaps
from planner.services.queries.skills import SkillRow, skills_view
from tests.journeys.program import Window, looked_into, newest_step, until

# From the left upper corner of a window of 1280 x 800. The first axis points up from the middle of the radar.
VIEW_OF_THE_RADAR = (290, 113)
LOW_ON_THE_FIRST_AXIS = (495, 330)
HIGH_ON_THE_FIRST_AXIS = (495, 255)
BEGIN_OF_THE_SLIDER = (314, 714)
RADAR, GAPS = (325, 50), (380, 50)


def first_skill(library: Path) -> SkillRow:
    with looked_into(library) as planner:
        return planner.read(skills_view, planner.today()).categories[0].skills[0]


def largest_gap(library: Path) -> list[tuple[str, float]]:
    with looked_into(library) as planner:
        return [(row.skill.name, row.priority) for row in planner.read(gaps, planner.today())]


def save_picture(window: Window, path: Path, *, drawing: bool) -> None:
    """Save the radar by the palette."""
    window.press("ctrl+k")
    window.type("save the radar")
    window.settled_picture()
    window.press("Return")
    window.opened("Save the radar as a picture")
    if drawing:
        window.press("Down")  # the format has the focus
    window.press("Return")
    window.opened("Export")
    window.press("ctrl+a")
    window.type(str(path))
    window.press("Return")
    until(path.exists, f"{path.name} is written")
    window.back()


def test_a_level_is_dragged_looked_back_at_and_saved_as_a_picture(
    window_environment: dict[str, str], tmp_path: Path
) -> None:
    library = tmp_path / "plan.db"
    planner = libraries.new_plan(library, libraries.BUILT_IN)
    second = planner.read(skills_view, planner.today()).categories[0].skills[1].id
    for day, level in (("2025-02-01", 1.0), ("2026-01-01", 3.0)):
        planner.run(Assess(second, level, on=day))
    planner.close()
    before, name = newest_step(library), first_skill(library).name
    gaps_before = largest_gap(library)
    with Window(library, window_environment) as window:
        window.go(3, "Skills")
        window.settled_picture()
        window.click(*GAPS)
        gaps_seen_before = window.settled_picture()
        window.click(*RADAR)
        window.settled_picture()
        window.click(*VIEW_OF_THE_RADAR)
        window.press("Down", "Return")
        unrated = window.settled_picture()
        window.drag(LOW_ON_THE_FIRST_AXIS, HIGH_ON_THE_FIRST_AXIS)
        until(lambda: first_skill(library).claimed, f"“{name}” is rated")
        level = first_skill(library).claimed or 0.0
        assert level >= 1.5
        assert newest_step(library) == f"Rate “{name}” {level:g}"
        assert window.settled_picture() != unrated
        assert largest_gap(library) != gaps_before
        window.click(*GAPS)
        gaps_seen = window.settled_picture()
        assert gaps_seen != gaps_seen_before
        window.press("ctrl+z")
        until(lambda: newest_step(library) == before, "the rating is undone")
        assert window.settled_picture() != gaps_seen
        assert largest_gap(library) == gaps_before
        window.click(*RADAR)
        today = window.settled_picture()
        window.click(*BEGIN_OF_THE_SLIDER)
        past = window.settled_picture()
        assert past != today
        window.drag(LOW_ON_THE_FIRST_AXIS, HIGH_ON_THE_FIRST_AXIS)  # the past is only looked at
        window.settled_picture()
        assert newest_step(library) == before
        window.click(*BEGIN_OF_THE_SLIDER)
        window.press("End")
        assert window.settled_picture() != past
        window.drag(LOW_ON_THE_FIRST_AXIS, HIGH_ON_THE_FIRST_AXIS)  # today is not
        until(lambda: first_skill(library).claimed, f"“{name}” is rated")
        window.press("ctrl+z")
        until(lambda: newest_step(library) == before, "the rating is undone again")
        png, svg = tmp_path / "radar.png", tmp_path / "radar.svg"
        save_picture(window, png, drawing=False)
        save_picture(window, svg, drawing=True)
        assert window.quit() == (0, "")
    assert png.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert ET.fromstring(svg.read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"
    viewer = shutil.which("rsvg-convert")
    if viewer is not None:
        subprocess.run([viewer, str(svg), "-o", str(tmp_path / "seen.png")], check=True, timeout=60)
        assert (tmp_path / "seen.png").stat().st_size > 1000
