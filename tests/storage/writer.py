"""A program that writes a known sequence of actions to a library, and says each number on its output once it is saved.

``python -m tests.storage.writer LIBRARY SEED COUNT`` adds so many activities. Without arguments it reads lines
``SEED LIBRARY`` and starts, for each, a process that writes an endless sequence and is meant to be killed: it says
``pid N`` first, and ``gone`` is said when it is no more. (A process that is forked starts in a moment; imports would
take most of the time.) The sequence follows from the seed alone, so that whoever kills the process can tell what must
be in the library. A write that another program holds up is tried again.
"""

import itertools
import os
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from planner.domain.errors import LibraryBusyError
from planner.services.planner import Planner
from planner.storage.library import Library
from tests.storage.samples import AddActivity, AddMany, Rename


class Deed(NamedTuple):
    """One action to do: ``add``, ``many``, ``rename`` (the newest activity), ``undo`` or ``redo``."""

    what: str
    title: str = ""
    rows: int = 0


def deeds(seed: int) -> Iterator[Deed]:
    """The endless sequence of this seed."""
    chance = random.Random(seed)
    for number in itertools.count():
        what = chance.choices(["add", "many", "rename", "undo", "redo"], [5, 1, 2, 2, 1])[0]
        yield Deed(what, f"{seed}-{number}", chance.randint(2, 300) if what == "many" else 0)


class Model:
    """The titles that the sequence leads to, in the order of their ids."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self._done: list[list[str]] = []
        self._undone: list[list[str]] = []

    def do(self, deed: Deed) -> None:
        """Follows one action."""
        if deed.what in {"undo", "redo"}:
            source, target = (self._done, self._undone) if deed.what == "undo" else (self._undone, self._done)
            if source:
                target.append(self.titles)
                self.titles = source.pop()
            return
        if deed.what == "rename" and not self.titles:
            return
        self._done.append(self.titles)
        self._undone.clear()
        if deed.what == "add":
            self.titles = [*self.titles, deed.title]
        elif deed.what == "many":
            self.titles = [*self.titles, *(f"{deed.title} {number}" for number in range(deed.rows))]
        else:
            self.titles = [*self.titles[:-1], deed.title]


def perform(plan: Planner, deed: Deed) -> None:
    """Does one action through the façade."""
    if deed.what == "undo":
        plan.undo()
    elif deed.what == "redo":
        plan.redo()
    elif deed.what == "add":
        plan.run(AddActivity(deed.title, tag="ml"))
    elif deed.what == "many":
        plan.run(AddMany(deed.rows, deed.title))
    else:
        newest = plan.read(lambda reader: reader.value("SELECT max(id) FROM activity"))
        if newest is not None:
            plan.run(Rename(newest, deed.title))


def write(path: Path, sequence: Iterable[Deed]) -> None:
    """Does all of ``sequence``."""
    plan = Planner(Library.open(path, busy_ms=250))
    for number, deed in enumerate(sequence):
        saved = False
        while not saved:
            try:
                perform(plan, deed)
                saved = True
            except LibraryBusyError:
                continue
        say(number)
    plan.close()


def say(what: object) -> None:
    """One line, out at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def serve() -> None:
    """Starts a process for each line of the input, one after the other."""
    for line in sys.stdin:
        seed, path = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            write(Path(path), deeds(int(seed)))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        library, first, count = sys.argv[1:]
        write(Path(library), (Deed("add", f"{first}-{number}") for number in range(int(count))))
    else:
        serve()
