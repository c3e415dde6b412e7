"""Which dialogs the walk in the pseudo language draws, and in which of its scenes: none of the program is left out."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from types import GeneratorType

from PySide6.QtWidgets import QDialog

import planner.ui
from tests.ui.scenes import Scene

#: Bases that are never shown themselves, and the system's own dialog for files.
NOT_DRAWN = {"AsideDialog", "FileDialog", "FormDialog", "TellingDialog"}

DRAWN: dict[str, set[str]] = {}
"""The dialogs by the scenes that draw them: the name of the generator, with its page or its own name where it has one."""


def dialogs() -> dict[str, type[QDialog]]:
    """Every dialog of the program by “package.module.Class” below planner.ui, found by importing all of it."""
    found: dict[str, type[QDialog]] = {}
    for module in pkgutil.walk_packages(planner.ui.__path__, "planner.ui."):
        for name, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(each, QDialog) and each.__module__ == module.name and name not in NOT_DRAWN:
                found[name_of(each)] = each
    return found


def name_of(dialog: type) -> str:
    """“calendar.export_dialog.ExportDialog”: two dialogs have the same name."""
    return f"{dialog.__module__}.{dialog.__qualname__}".removeprefix("planner.ui.")


def noted(scenes: Iterable[Scene]) -> Iterator[Scene]:
    """The scenes as they come; fails at their end with the name of a dialog that they should have drawn."""
    name = scenes_name(scenes)
    seen: set[str] = set()
    for scene in scenes:
        seen.add(name_of(type(scene.root)))
        yield scene
    import os
    if os.environ.get("DRAWN_LOG"):
        with open(os.environ["DRAWN_LOG"], "a") as f:
            f.write(f"{name}\t{sorted(seen)}\n")
    missing = DRAWN.get(name, set()) - seen
    assert not missing, f"{name} did not draw {', '.join(sorted(missing))}"


def scenes_name(scenes: Iterable[Scene]) -> str:
    """What the scenes are called in :data:`DRAWN`."""
    if not isinstance(scenes, GeneratorType) or scenes.gi_frame is None:
        return ""
    given = scenes.gi_frame.f_locals
    which = given.get("page_id") or given.get("name") or ""
    return f"{scenes.gi_code.co_name} {which}".strip()
