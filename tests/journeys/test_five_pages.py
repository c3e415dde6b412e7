"""One person's evening: something is changed on each of the five pages, the program restarted, and all of it undone."""

from datetime import date
from pathlib import Path

from planner.cli import main
from planner.services import libraries
from planner.services.queries.agenda import agenda
from tests.journeys.program import Window, looked_into, newest_step, until

#: In the middle of the title, from the left upper corner of a window of 1280 x 800.
TITLE_IN_THE_INSPECTOR = (1080, 85)


def exported(library: Path, file: Path) -> bytes:
    assert main(["--library", str(library), "export", str(file)]) == 0
    return file.read_bytes()


def test_all_five_pages_and_back(window_environment: dict[str, str], tmp_path: Path) -> None:
    library = tmp_path / "plan.db"
    libraries.new_plan(library, libraries.BUILT_IN).close()
    before, first_step = exported(library, tmp_path / "before.json"), newest_step(library)
    done: list[str] = []

    def saw(label: str) -> None:
        window.saw(label)
        done.append(label)

    with Window(library, window_environment) as window:
        window.go(1, "Home")
        window.press("ctrl+n")
        window.type("Read one paper !high")
        window.press("Return")
        saw("Add “Read one paper”")
        window.press("Escape")

        window.go(2, "Roadmap")
        window.press("Down", "ctrl+Right")
        saw("Move “Sort ten product problems by learning type” to In progress")
        window.press("Return")
        window.settled_picture()
        window.click(*TITLE_IN_THE_INSPECTOR)
        window.press("ctrl+a")
        window.type("Sort twelve problems")
        window.press("Return")
        saw("Rename “Sort twelve problems”")
        window.press("Escape")

        window.go(3, "Skills")
        window.press("Down", "3")
        saw("Rate “Machine-learning concepts” 3")

        window.go(4, "Goals")
        window.press("ctrl+n")
        window.opened("Add a certification or course")
        window.type("Certified Planner")
        window.press("Return")
        saw("Add “Certified Planner”")

        window.go(5, "Calendar")
        window.press("ctrl+n")
        window.opened("Add a conference")
        window.type("Days of Planning")
        window.press("Tab", "Tab", "Tab", "Tab")
        window.type("2027-05-03")
        window.press(*["Tab"] * 8)
        window.type("2027-02-01")
        window.press("Return")
        saw("Add “Days of Planning”")
        window.go(5, "Calendar")
        assert window.quit() == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("plan")) == ["plan.db"]
    with looked_into(library) as planner:
        found = planner.read(agenda, date(2027, 1, 1), date(2028, 1, 1), "UTC")
    assert [(each.title, each.what) for each in found] == [
        ("Days of Planning", "cfp_closes"),
        ("Days of Planning", "event"),
    ]

    with Window(library, window_environment) as window:
        until(lambda: window.title == f"Calendar – {window.library.stem} – Planner", "it is where it was")
        for label in reversed(done):
            window.saw(label)
            window.press("ctrl+z")
        until(lambda: newest_step(library) == first_step, "all is undone")
        assert window.quit() == (0, "")
    assert exported(library, tmp_path / "after.json") == before
    assert main(["--library", str(library), "check"]) == 0
