"""Power cuts: what the program wrote is played back up to a random moment, less a part of what was not yet made
durable.

The shim writes down each write, length, name and sync of a session. At a cut, what was synced is there; of later writes
to a file any subset may have reached the disk, some of them in part; of later names in a folder the first few, as file
systems with a journal keep them in order. The shared memory beside a database is lost. Then the program opens what
remains.
"""

import json
import random
import shutil
import struct
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from planner.services import libraries
from tests.soak.facts import file_problems, library_problems, state_of
from tests.soak.program import SCRATCH, Program, shim_in

_HEAD: Final = struct.Struct("<c7xQqII")
_SECTOR: Final = 512


class Event(NamedTuple):
    """``what`` is W(rite), T(runcate), S(ync), D (sync of a folder), L(ink), U(nlink), R(ename), F(older) or M(ark)."""

    what: str
    inode: int
    offset: int
    name: str
    data: bytes


def events_of(trace: Path) -> list[Event]:
    """What the shim wrote down."""
    content, place, found = trace.read_bytes(), 0, []
    while place < len(content):
        what, inode, offset, length, name_length = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        name = content[place : place + name_length].decode()
        place += name_length
        found.append(Event(what.decode(), inode, offset, name, content[place : place + length]))
        place += length
    return found


class PowerCutter:
    """One session, written down once, and cut again and again; raises NoCompilerError where there is no shim."""

    def __init__(self, *, careless: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=SCRATCH)
        folder = Path(self._folder.name)
        program = Program(shim=shim_in(folder))
        home = folder / "home"
        home.mkdir()
        lines: list[str] = []

        def hear(line: str) -> None:
            lines.append(line)

        task = {"script": "tests.soak.live_script:traced", "home": str(home), "trace": str(folder / "trace")}
        ended = program.perform(home, {**task, "careless": careless}, hear=hear)
        program.close()
        assert ended.code == 0, ended
        self._said = [json.loads(line.removeprefix("titles ")) for line in lines if line.startswith("titles ")]
        self._events = events_of(folder / "trace")
        self.figures = Counter[str]()
        self._work = folder / "work"

    def close(self) -> None:
        """Removes what was written down."""
        self._folder.cleanup()

    def round_of(self, seed: int) -> list[str]:
        """What was wrong after the power cut of this seed: an empty list if nothing was lost."""
        chance = random.Random(seed)
        cut = self._moment(chance)
        marks = [event.inode for event in self._events[:cut] if event.what == "M"]
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir()
        lost = _write(self._work, self._events[:cut], chance)
        self.figures["cuts"] += 1
        self.figures["writes lost"] += lost
        done = marks[-1] if marks else -1
        return [f"seed {seed}, after {done} actions, {lost} writes lost: {problem}" for problem in self._examine(done)]

    def _moment(self, chance: random.Random) -> int:
        """After how many events the power goes: mostly near one that is no write, since these are many thousands."""
        if chance.random() < 0.3:
            return chance.randrange(len(self._events) + 1)
        turns = [place for place, event in enumerate(self._events) if event.what != "W"]
        return min(max(chance.choice(turns) + chance.randint(-2, 3), 0), len(self._events))

    def _examine(self, done: int) -> list[str]:
        path = self._work / "plan.db"
        if not path.exists():
            return [] if done < 0 else ["the plan file is gone"]
        problems = library_problems(path)
        if problems:
            return problems
        titles = [str(row[2]) for row in (state_of(path) or {})["activity"]]
        allowed = self._said[max(done, 0) : done + 2]  # what was saved, but not yet acknowledged, may be there
        if titles not in allowed and done + 1 < len(self._said):
            problems.append(f"{titles} are in the plan, {self._said[max(done, 0)]} were acknowledged")
        if done >= len(self._said) - 1 and titles != self._said[-1]:
            problems.append(f"{titles} are in the plan, {self._said[-1]} were acknowledged")
        for name, since in (("copy.db", 10), ("out.json", 11)):
            if done >= since and not (self._work / name).exists():
                problems.append(f"{name} is gone")
        problems += file_problems(self._work, path, drafts_may_stay=True)
        libraries.open_plan(path).close()
        return problems


def _write(folder: Path, events: list[Event], chance: random.Random) -> int:
    """Puts together what a cut after these events leaves; gives how many writes were lost."""
    contents, lost = _contents(events, chance)
    for name, inode in _names(events, chance).items():
        if not name.endswith("-shm"):
            target = folder / name.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents.get(inode, bytearray()))
    return lost


def _contents(events: list[Event], chance: random.Random) -> tuple[dict[int, bytearray], int]:
    synced = {event.inode: place for place, event in enumerate(events) if event.what == "S"}
    contents: dict[int, bytearray] = {}
    lost = 0
    keeps = chance.choice([0.0, 0.5, 0.9, 1.0])
    for place, event in enumerate(events):
        if event.what not in "WT":
            continue
        data = event.data
        if place > synced.get(event.inode, -1):
            if chance.random() >= keeps:
                lost += 1
                continue
            if chance.random() < 0.2:
                data = data[: chance.randrange(len(data) // _SECTOR + 1) * _SECTOR]
        content = contents.setdefault(event.inode, bytearray())
        if event.what == "T":
            del content[event.offset :]
            content.extend(bytes(event.offset - len(content)))
        elif data:
            content.extend(bytes(max(event.offset - len(content), 0)))
            content[event.offset : event.offset + len(data)] = data
    return contents, lost


def _names(events: list[Event], chance: random.Random) -> dict[str, int]:
    changes = [place for place, event in enumerate(events) if event.what in "LUR"]
    durable = max((place for place, event in enumerate(events) if event.what == "D"), default=-1)
    open_ones = [place for place in changes if place > durable]
    until = chance.choice([*open_ones, len(events)])
    names: dict[str, int] = {}
    for place in changes:
        if place >= until:
            break
        event = events[place]
        if event.what == "R":
            names.pop(event.data.decode(), None)
        if event.what == "U":
            names.pop(event.name, None)
        else:
            names[event.name] = event.inode
    return names
