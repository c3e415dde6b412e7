"""A program that stays, on a disk that fails once or from some call on: whatever was refused succeeds when tried again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.errors import PlannerError
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.planner import Planner

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.soak.server import Say, Shim


def work(task: dict[str, Any], shim: "Shim", say: "Say") -> int:
    """Opens ``task["library"]``, then does what a person would, under the fault ``task["arm"]``; says what was wrong."""
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
                say(f"wrong deed {number} tried again after {hit['what']} says “{again}”, before “{told}”")
    ended = shim.disarm() if not hit["hits"] else hit
    say("titles " + "|".join(_titles(planner)))
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
