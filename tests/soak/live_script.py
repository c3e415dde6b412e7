"""A program that stays, on a disk that fails once or from some call on: what was refused succeeds when tried again."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.errors import PlannerError
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.actions.several import Several
from planner.services.planner import Planner

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.soak.server import Say, Shim


def work(task: dict[str, Any], shim: "Shim", say: "Say") -> int:
    """Opens ``task["library"]`` and does what a person would, under the fault ``task["arm"]``; says what was wrong."""
    planner = libraries.open_plan(Path(task["library"]), busy_ms=250)
    first = planner.run(AddActivity("There before")).added("activity")[0]
    hit = {"hits": 0, "what": ""}
    shim.arm(**task["arm"])
    for number, deed in enumerate(_deeds(planner, ActivityId(first))):
        before = _titles(planner)
        try:
            deed()
        except PlannerError as error:
            told = str(error)
            hit = shim.disarm()
            if "\n" in told or not told.endswith("."):
                say(f"wrong deed {number} told “{told}”")
            unsure = "look whether the step is there" in told
            now = _titles(planner)
            if now != before and not unsure:
                say(f"wrong deed {number} was refused ({hit['what']}: {told}), but changed the plan")
            try:
                if now == before:
                    deed()
            except PlannerError as again:
                say(f"wrong deed {number} tried again after {hit['what']} says “{again}”, first “{told}”")
    ended = shim.disarm() if not hit["hits"] else hit
    say("titles " + json.dumps(_titles(planner)))
    planner.close()
    say(f"hit {ended['hits']} {ended['what']}")
    return 0


def _deeds(planner: Planner, first: ActivityId) -> "list[Callable[[], object]]":
    def run(action: Action) -> "Callable[[], object]":
        return lambda: planner.run(action)

    return [
        run(AddActivity("One")),
        run(EditActivity(first, (("title", "Another title"),))),
        run(AddActivity("Much", notes="words " * 8000)),
        planner.undo,
        planner.redo,
        run(AddActivity("Two")),
        planner.undo,
        run(AddActivity("Three")),
    ]


def _titles(planner: Planner) -> list[str]:
    return planner.read(lambda reader: [str(row[0]) for row in reader.rows("SELECT title FROM activity ORDER BY id")])


def traced(task: dict[str, Any], shim: "Shim", say: "Say") -> int:
    """Makes a plan and works with it while all changes to the disk are written down; marks what was acknowledged.

    ``careless`` lets SQLite not wait for the disk, for a proof that losses would be seen.
    """
    from planner.services.export import export

    much = tuple(AddActivity(f"Much more {number}", notes="words " * 30_000) for number in range(10))
    home, path = Path(task["home"]), Path(task["home"]) / "plan.db"
    shim.trace(str(home), task["trace"])
    planner = libraries.new_plan(path, None)
    if task["careless"]:
        planner.library._driver.execute("PRAGMA synchronous = OFF")
    shim.mark(0)
    said = [_titles(planner)]
    first = ActivityId(planner.run(AddActivity("There before")).added("activity")[0])
    deeds = [lambda: None, *_deeds(planner, first)]
    deeds += [
        lambda: libraries.back_up_to(planner, home / "copy.db"),
        lambda: export(planner, home / "out.json", "json"),
        lambda: planner.run(AddActivity("Four @2026-12-01")),
        lambda: export(planner, home / "out.json", "json"),
        lambda: libraries.back_up_to(planner, home / "copy.db"),
        lambda: planner.run(Several(much, "Much more")),  # so much that SQLite folds the log into the file
        planner.undo,
        lambda: planner.run(AddActivity("Five")),
        planner.close,
    ]
    for number, deed in enumerate(deeds, 1):
        deed()
        if deed != planner.close:
            said.append(_titles(planner))
        shim.mark(number)
    shim.disarm()
    for titles in said:
        say("titles " + json.dumps(titles))
    return 0
