"""A newcomer's first three minutes, by keyboard alone: from nothing to a plan, an exam, a conference and a calendar."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import icalendar

from planner.config.paths import default_library
from planner.services.libraries import BUILT_IN
from planner.services.queries.first_run import SetupPlan, setup_plan
from tests.journeys.program import AT_REST, Window, looked_into, until

GOAL = "NVIDIA-Certified Associate: Generative AI LLMs"
CONFERENCE = "AI Product Days"
RATED = (3.0, 2.0, 3.0, 1.0, 4.0)
WEEKS = 10
HOURS = 8
#: How long somebody needs who has never seen the program, in seconds: for each key, and to read what has come up.
A_KEY, A_LOOK = 0.3, 6.0
AT_MOST = 180.0


class Person:
    """Somebody at the keyboard, who reads what comes up before going on. ``seconds`` is how long they took so far."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys = 0
        self.looks = 0
        self._before = b""

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self._before = self.window.settled_picture()
        self.window.press(*keys)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self._before = self.window.settled_picture()
        self.window.type(text)

    def name(self, file: Path) -> None:
        """Name a file; a person finds their folder open, or goes there with as few keys as the name has."""
        self.keys += len(file.name)
        self.window.type(str(file))

    def read(self, looks: int = 8) -> None:
        """Wait until something has come up and stands still, and read it."""
        self.looks += 1
        until(lambda: self.window.picture() != self._before, "something comes up")
        self.window.settled_picture(looks)

    @property
    def seconds(self) -> float:
        return self.keys * A_KEY + self.looks * A_LOOK


class Held(NamedTuple):
    """What the library holds in the end."""

    plan: SetupPlan
    exams: list[tuple[str, str]]
    events: dict[str, str]


def held(library: Path) -> Held:
    with looked_into(library) as planner:
        exams = """SELECT a.title, d.on_date FROM deadline d JOIN activity a ON a.id = d.activity_id
            WHERE d.kind = 'exam'"""
        events = """SELECT a.title, e.state FROM event e JOIN activity a ON a.id = e.activity_id
            WHERE e.starts IS NOT NULL"""
        return Held(
            planner.read(setup_plan, planner.today(), BUILT_IN),
            planner.read(lambda reader: reader.rows(exams)),
            dict(planner.read(lambda reader: reader.rows(events))),
        )


def a_list(folder: Path, today: date) -> Path:
    """Conferences as a public list gives them, one of them over."""
    days = {CONFERENCE: today + timedelta(days=120), "Later Days": today + timedelta(days=300),
            "Past Days": today - timedelta(days=400)}  # fmt: skip
    entries = [
        {"name": name, "url": f"https://{name[:4].strip().lower()}.example/", "startDate": str(day),
         "endDate": str(day + timedelta(days=1)), "city": "Lisbon", "country": "Portugal", "online": False}
        for name, day in days.items()
    ]  # fmt: skip
    path = folder / f"{days[CONFERENCE].year}-product.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def set_up(person: Person) -> None:
    """Role, month and hours; five skills; and what can go."""
    person.window.opened("Set up my plan")
    person.read()
    person.press("Down", "Tab", *["Down"] * 6, "Tab", "Down", "Tab")
    person.type(str(HOURS))
    person.press("Return")
    person.read()
    person.press("Tab", "3", "Down", "2", "Down", "3", "Down", "1", "Down", "4")
    person.read()
    person.press("Return")
    person.read()
    person.press("Return")
    person.window.saw("Set up the plan")
    person.window.back()
    person.read()


def show(person: Person, key: str, page: str) -> None:
    person.press(key)
    until(lambda: person.window.title == f"{page} – Planner", f"the page {page} is shown")
    person.read()


def plan_an_exam(person: Person) -> None:
    show(person, "ctrl+4", "Goals")
    person.press("ctrl+n")
    person.window.opened("Add a certification or course")
    person.read()
    person.type("nvidia")
    person.read()
    person.press("Down", "Return")
    person.read()
    person.press(*["Tab"] * 5)  # past what the catalogue has filled in
    person.type(f"in {WEEKS} weeks")
    person.press("Return")
    person.window.saw(f"Add “{GOAL}”")
    person.window.back()
    person.read()


def import_a_list(person: Person, file: Path) -> None:
    show(person, "ctrl+5", "Calendar")
    person.press("i")
    person.window.opened("Import dates")
    person.read()
    person.press("Return")
    until(lambda: len(person.window.others()) == 2, "the file dialog is open")
    person.read()
    person.name(file)
    person.press("Return")
    person.window.alone("Import dates")
    person.read(AT_REST)
    person.press("Return")
    person.window.saw(f"Import “{file.name}”")
    person.window.back()
    person.read()


def answer(person: Person, library: Path) -> None:
    """The keyboard is on the next conference of the list already."""
    person.press("r")
    person.read()
    person.press("i")
    until(lambda: held(library).events.get(CONFERENCE) == "interested", "the conference is answered")


def export(person: Person, file: Path) -> None:
    person.press("e")
    person.window.opened("Export to a calendar file")
    person.read(AT_REST)
    person.press("Return")
    until(lambda: len(person.window.others()) == 2, "the file dialog is open")
    person.read()
    person.name(file)
    person.press("Return")
    until(file.exists, "the calendar file is written")
    person.window.back()


def test_from_nothing_to_a_calendar_in_three_minutes(window_environment: dict[str, str], tmp_path: Path) -> None:
    library, calendar, today = default_library(), tmp_path / "mine.ics", date.today()
    assert not library.exists()
    with Window(library, window_environment, named=False) as window:
        person = Person(window)
        set_up(person)
        plan_an_exam(person)
        import_a_list(person, a_list(tmp_path, today))
        answer(person, library)
        export(person, calendar)
        person.press("ctrl+q")
        assert window.ended() == (0, "")
    assert person.seconds < AT_MOST, f"{person.keys} keys and {person.looks} looks"

    exam_day = today + timedelta(weeks=WEEKS)
    found = held(library)
    assert found.plan.role == found.plan.roles[1].key
    assert found.plan.until == f"{today.year + 3}-06"
    assert found.plan.hours == HOURS
    assert tuple(skill.rated for skill in found.plan.skills())[:6] == (*RATED, None)
    assert any(one.candidate.status == "skipped" for one in found.plan.activities)
    assert found.exams == [(GOAL, str(exam_day))]
    assert found.events == {CONFERENCE: "interested", "Later Days": "listed"}
    entries = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    assert {str(each["SUMMARY"]): each["DTSTART"].to_ical() for each in entries} == {
        f"Exam: {GOAL}": f"{exam_day:%Y%m%d}".encode(),
        CONFERENCE: f"{today + timedelta(days=120):%Y%m%d}".encode(),
    }
