"""A process that has the whole program loaded and forks itself for each task: starting anew would take most of the
time.

``python -m tests.soak.server [window]``: each line of the input is one task in JSON, as :mod:`tests.soak.program` sends
them; ``window`` loads Qt, too. The output says ``pid N`` of the child, then what the child says, then ``gone STATUS``.
"""

import ctypes
import importlib
import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from planner.cli import main

_PARTS: Final = ("cli", "services", "storage", "exchange", "domain", "config")
_WITH_WINDOW: Final = ("ui",)

Say = Callable[[object], None]


def _load(parts: tuple[str, ...]) -> None:
    for part in parts:
        package = importlib.import_module(f"planner.{part}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                importlib.import_module(found.name)


class Shim:
    """The preloaded library that lets calls fail, where there is one."""

    def __init__(self) -> None:
        library: Any = ctypes.CDLL(None)
        self._library = library if hasattr(library, "soak_arm") else None
        if self._library is not None:
            self._library.soak_hit_what.restype = ctypes.c_char_p
            self._library.soak_arm.argtypes = [ctypes.c_char_p, *[ctypes.c_int], ctypes.c_long, *[ctypes.c_int] * 3]
            self._library.soak_mark.argtypes = [ctypes.c_long]

    def arm(self, folder: str, kinds: int, nth: int, error: int, *, stays: bool = False, torn: bool = False) -> None:
        """Lets call number ``nth`` of these kinds below ``folder`` fail; 0 only counts."""
        if self._library is not None:
            self._library.soak_arm(folder.encode(), kinds, nth, error, int(stays), int(torn))

    def disarm(self) -> dict[str, object]:
        """All is well again; gives how many calls there were, how many failed, and what the first of these was."""
        if self._library is None:
            return {"calls": 0, "hits": 0, "what": ""}
        told = {
            "calls": int(self._library.soak_calls()),
            "hits": int(self._library.soak_hits()),
            "what": self._library.soak_hit_what().decode("utf-8", "replace"),
        }
        self._library.soak_disarm()
        return told

    def trace(self, folder: str, file: str) -> None:
        """Writes down from now on what changes below ``folder``."""
        assert self._library is not None
        self._library.soak_trace(folder.encode(), os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))

    def mark(self, number: int) -> None:
        """Notes in the trace that so many actions were acknowledged."""
        assert self._library is not None
        self._library.soak_mark(number)


def _perform(task: dict[str, Any], say: Say) -> None:
    """One task, in the child; the last line says how it ended."""
    os.environ.update(task.get("environment", {}))
    out = os.open(task["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    err = os.open(task["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(err, 2)
    shim = Shim()
    if "script" in task:
        module, _, name = task["script"].partition(":")
        code = getattr(importlib.import_module(module), name)(task, shim, say)
        say({"code": code or 0, **shim.disarm()})
        return
    if "arm" in task:
        shim.arm(**task["arm"])
    code = main(task["argv"])
    say({"code": code, **shim.disarm()})


def serve() -> None:
    """Performs a task for each line of the input, one after the other."""
    output = os.dup(1)

    def say(what: object) -> None:
        os.write(output, f"{what if isinstance(what, str) else json.dumps(what)}\n".encode())

    _load(_PARTS + (_WITH_WINDOW if "window" in sys.argv[1:] else ()))
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                say(f"pid {os.getpid()}")
                _perform(task, say)
            except BaseException:  # noqa: BLE001  whatever it is, the round must hear of it
                say({"code": -1, "hits": 1, "calls": 0, "what": "", "raised": traceback.format_exc()})
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        say(f"gone {status}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    serve()
