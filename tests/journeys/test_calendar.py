"""Dates in and out: a public list with a filter, an event dragged to another day, and what another calendar sees."""

import calendar
import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import icalendar

from planner.services import libraries
from planner.services.actions.details import AddEvent
from tests.journeys.program import AT_REST, Window, looked_into, until

# A window of 1280 x 800: where the month lies in it.
LEFT, RIGHT, TOP, BOTTOM = 225, 975, 160, 755
COLUMNS = 7
ON_THE_PAGE = (530, 430)
WORDS = ("UID", "SUMMARY", "DTSTART", "SEQUENCE", "STATUS")


def listed(folder: Path, today: date) -> Path:
    """A list with one conference that is ahead and one that is over."""
    ahead, over = today + timedelta(days=200), today - timedelta(days=400)
    entries = [
        {"name": name, "url": f"https://{name.lower()}.example/", "startDate": str(day), "endDate": str(day),
         "city": "Oslo", "country": "Norway", "online": False}
        for name, day in (("Ahead", ahead), ("Over", over))
    ]  # fmt: skip
    path = folder / f"{ahead.year}-data.json"
    path.write_text(json.dumps(entries))
    return path


def cell(day: date) -> tuple[int, int]:
    """The middle of a day's first bar in the month that holds it."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    row, column = next((row, week.index(day)) for row, week in enumerate(weeks) if day in week)
    height, width = (BOTTOM - TOP) / len(weeks), (RIGHT - LEFT) / COLUMNS
    return round(LEFT + (column + 0.5) * width), round(TOP + row * height + 40)


class Entry(NamedTuple):
    """An entry as another calendar app holds it."""

    summary: str
    starts: str
    sequence: int
    status: str


def other_calendar(path: Path) -> dict[str, Entry]:
    """What a calendar app holds that follows the file: one entry for each UID."""
    found: dict[str, Entry] = {}
    if path.exists():
        for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            uid, *words = (_text(event[name].to_ical()) if name in event else "" for name in WORDS)
            assert uid not in found
            found[uid] = Entry(words[0], words[1], int(words[2]), words[3])
    return found


def _text(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode()


def starts(path: Path, title: str) -> list[str]:
    return [entry.starts for entry in other_calendar(path).values() if entry.summary == title]


def written(day: date) -> list[str]:
    return [f"{day:%Y%m%d}"]


def save_as(window: Window, path: Path) -> None:
    """Export through the dialog; a file that is there is replaced once the person says so."""
    was_there = path.exists()
    window.press("e")
    window.opened("Export to a calendar file")
    window.settled_picture(AT_REST)
    window.press("Return")
    until(lambda: len(window.others()) == 2, "the file dialog is open")
    window.settled_picture()
    window.type(str(path))
    window.press("Return")
    if was_there:
        until(lambda: len(window.others()) == 3, "it asks before it replaces the file")
        window.settled_picture()
        window.press("alt+y")
    window.back()


def shows_other_than(window: Window, picture: bytes) -> bool:
    return window.picture() != picture


def test_from_a_list_to_another_calendar(window_environment: dict[str, str], tmp_path: Path) -> None:
    library, live, config = tmp_path / "plan.db", tmp_path / "live.ics", tmp_path / "config"
    saved = tmp_path / "saved.ics"
    planner = libraries.new_plan(library, None)
    today = planner.today()
    middle = date(today.year, today.month, 15)
    tuesday = middle - timedelta(days=middle.weekday()) + timedelta(days=1)
    thursday = tuesday + timedelta(days=2)
    planner.run(AddEvent("Fair", str(tuesday), str(tuesday + timedelta(days=1))))
    planner.close()
    config.mkdir(mode=0o700)
    settings = config / "settings.json"
    settings.write_text(json.dumps({"live_file": str(live), "live_library": str(library)}))
    settings.chmod(0o600)

    with Window(library, window_environment | {"PLANNER_CONFIG_DIR": str(config)}) as window:
        until(lambda: starts(live, "Fair") == written(tuesday), "the live file is written at the start")
        ((uid, first),) = other_calendar(live).items()
        window.go(5, "Calendar")
        window.settled_picture()

        window.drop(listed(tmp_path, today), ON_THE_PAGE)
        window.opened("Import dates")
        window.settled_picture(AT_REST)
        window.press("Return")
        window.saw(f"Import “{listed(tmp_path, today).name}”")
        window.back()
        with looked_into(library) as reader:
            titles = reader.read(lambda rows: [row[0] for row in rows.rows("SELECT title FROM activity ORDER BY id")])
        assert titles == ["Fair", "Ahead"]

        for key in ("c", "a", "m"):
            before = window.picture()
            window.press(key)
            until(partial(shows_other_than, window, before), f"the view of {key} is shown")
            window.settled_picture()

        window.drag(cell(tuesday), cell(thursday))
        window.saw("Move “Fair”")
        until(lambda: starts(live, "Fair") == written(thursday), "the live file follows")
        moved = other_calendar(live)
        assert list(moved) == [uid]  # what is only listed does not go out
        assert moved[uid].sequence > first.sequence
        save_as(window, saved)
        until(lambda: other_calendar(saved) == moved, "the file says what the live file says")

        window.press("ctrl+z")
        until(lambda: starts(live, "Fair") == written(tuesday), "Undo takes the move back")
        back = other_calendar(live)[uid]
        assert back.sequence > moved[uid].sequence
        save_as(window, saved)
        until(lambda: other_calendar(saved) == {uid: back}, "the file has one event, updated")
        window.press("ctrl+z", "ctrl+z")
        until(lambda: other_calendar(live)[uid].status == "CANCELLED", "what is gone is called off")
        gone = other_calendar(live)
        assert gone[uid].sequence > back.sequence
        save_as(window, saved)
        until(lambda: other_calendar(saved) == gone, "the file calls it off")
        ended = window.quit()
    assert (ended.code, ended.errors) == (0, "")
