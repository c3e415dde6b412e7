"""The life of a certification: from the catalogue, booked, passed, its badge; and a conference that renews others."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.goals import EnterGoal
from planner.services.catalogue import catalogue, entry
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.renewals import standings
from planner.services.queries.skills import skills_view
from tests.journeys.program import Window, looked_into, newest_step, until

NAME = "NVIDIA-Certified Associate: Generative AI LLMs"
SKILL = "AI application patterns"
# From the left upper corner of a window of 1280 x 800 with the inspector open on the certification.
BOOK_THE_EXAM, PASSED = (1192, 166), (995, 229)
ON_THE_PAGE = (530, 430)
ADD_CREDITS = (954, 672)


class Seen(NamedTuple):
    """What the library holds that this is about."""

    evidence: float | None
    dates: tuple[str, ...]
    credits: tuple[int, ...]
    badges: int
    goals: int


def seen(library: Path) -> Seen:
    with looked_into(library) as planner:
        today = planner.today()
        view = planner.read(skills_view, today)
        level = next(row.shown.level for each in view.categories for row in each.skills if row.name == SKILL)
        coming = planner.read(agenda, today, today + timedelta(days=800), planner.zone())
        number = "SELECT count(*) FROM {}"
        return Seen(
            level,
            tuple(f"{found.what} {found.starts}" for found in coming if found.title == NAME),
            tuple(found.tally.counted for found in planner.read(standings, today).values() if found.tally.required),
            planner.read(lambda reader: reader.value(number.format("attachment WHERE purpose = 'badge'"))),
            planner.read(lambda reader: reader.value(number.format("certification"))),
        )


def is_other_than(library: Path, label: str | None) -> bool:
    return newest_step(library) != label


def opened_by(window: Window, *keys: str) -> None:
    """Press keys and wait until what they open stands there."""
    before = window.settled_picture()
    window.press(*keys)
    until(lambda: window.picture() != before, f"{keys} show something")
    window.settled_picture()


def hold(planner: Planner, key: str, today: date, *, since: int) -> None:
    """Hold a certification of the catalogue in the middle of its cycle."""
    known = entry(key)
    issued, expires = today - timedelta(days=since), today + timedelta(days=400)
    goal = AddGoal(known.name, "certification", held=True, issued_on=str(issued), expires_on=str(expires))
    planner.run(EnterGoal(goal, known, catalogue().checked_on))


def badge(day: date) -> bytes:
    """An Open Badge as an issuer gives it."""
    issuer = {"type": "Issuer", "id": "https://badges.example/i", "name": "NVIDIA", "url": "https://www.nvidia.com"}
    whole = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example/a/1",
        "recipient": {"type": "email", "hashed": False, "identity": "me@example.org"},
        "issuedOn": f"{day}T00:00:00Z",
        "verification": {"type": "hosted"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://badges.example/b/1",
            "name": NAME,
            "description": "Knows large language models.",
            "image": "https://badges.example/b.png",
            "criteria": {"narrative": "Pass the exam."},
            "issuer": issuer,
        },
    }
    return json.dumps(whole).encode()


def test_from_the_catalogue_to_the_renewal_of_others(window_environment: dict[str, str], tmp_path: Path) -> None:
    library = tmp_path / "plan.db"
    planner = libraries.new_plan(library, libraries.BUILT_IN)
    today = planner.today()
    yesterday = today - timedelta(days=1)
    hold(planner, "pmi-pmp", today, since=600)
    hold(planner, "scrumalliance-cspo", today, since=300)
    event = AddEvent("PyData Global", str(today - timedelta(days=4)), str(yesterday))
    assert ActivityId(planner.run(event).added("activity")[0])
    planner.close()
    file = tmp_path / "badge.json"
    file.write_bytes(badge(yesterday))
    before, step = seen(library), newest_step(library)
    assert (before.dates, before.credits, before.badges) == ((), (0, 0), 0)

    with Window(library, window_environment) as window:
        window.go(4, "Goals")
        window.press("ctrl+n")
        window.opened("Add a certification or course")
        window.settled_picture()
        window.type("nvidia")
        window.settled_picture()
        window.press("Down", "Return")
        window.settled_picture()
        window.press("Return")
        window.saw(f"Add “{NAME}”")
        window.back()
        opened_by(window, "Return")

        window.click(*BOOK_THE_EXAM)
        until(window.others, "it is asked when the exam is")
        window.settled_picture()
        window.type(str(yesterday))
        window.press("Return")
        window.saw(f"Book the exam of “{NAME}”")
        window.back()
        window.settled_picture()
        assert seen(library).evidence == before.evidence

        window.click(*PASSED)
        until(window.others, "it is asked what came of the exam")
        window.settled_picture()
        window.press("Return")
        window.saw(f"Record “passed” for the exam of “{NAME}”")
        window.back()
        passed = seen(library)
        assert passed.evidence == 2.5
        assert any(found.startswith("renewal") for found in passed.dates)

        window.drop(file, ON_THE_PAGE)
        until(window.others, "the badge is shown")
        window.settled_picture()
        window.press("Return")
        window.saw(f"Take the badge of “{NAME}”")
        window.back()
        assert seen(library).badges == 1
        assert seen(library).goals == before.goals + 1

        window.press("ctrl+k")
        window.type("pydata global")
        opened_by(window, "Return")
        opened_by(window, "Escape")
        opened_by(window, "d")
        window.saw("Move “PyData Global” to Done")
        window.settled_picture()
        window.click(*ADD_CREDITS)
        until(lambda: seen(library).credits == (1800, 1800), "both certifications count the conference")

        window.go(3, "Skills")
        window.go(5, "Calendar")
        window.go(4, "Goals")
        for _ in range(20):
            label = newest_step(library)
            if label == step:
                break
            window.press("ctrl+z")
            until(partial(is_other_than, library, label), f"“{label}” is taken back")
        assert newest_step(library) == step
        assert seen(library) == before
        ended = window.quit()
    assert (ended.code, ended.errors) == (0, "")
