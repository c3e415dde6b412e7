"""Rounds of: damage a plan file in one of many ways, and open it as the program does: named, whole, or silently other
rows.

Named is damage that the opening, the quick look or the full check tells in a sentence; a backup must bring all back
then. Whole is a file whose every row is as it was. What is neither is a silent loss, and fails the round: except where
a whole earlier state remains because the log was deleted or cut off together with its index, which nothing in the files
can tell.
"""

import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from planner.domain.errors import PlannerError
from planner.domain.words import ActivityId, Status
from planner.services import libraries
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities
from planner.storage.backup import DAILY, back_up
from planner.storage.library import Library
from tests.storage.samples import STAMP, Rows, rows_at

PAGE: Final = 4096
_NOT_OURS: Final = ("another program", "newer", "not a plan file", "no plan file")
"""A header that says so is not taken for damage: the file might be somebody else's."""
_UNTOLD: Final = ("neither log nor index", "a log cut off without its index")
"""Damage that may leave nothing by which it could be told, as after a power cut."""


class Damager:
    """A plan to damage copies of; one for all rounds."""

    def __init__(self, folder: Path) -> None:
        self._good = folder / "good"
        self._work = folder / "work"
        self._work.mkdir(parents=True)
        self._path = self._work / "plan.db"
        plan = libraries.new_plan(self._path, libraries.BUILT_IN)
        plan.run(AddActivity("Before the backup", notes="words " * 200))
        copy = back_up(self._path, libraries.backup_folder(self._path), STAMP, reason=DAILY)
        for number in range(30):
            plan.run(AddActivity(f"Since then {number}"))
            plan.run(MoveActivities((ActivityId(number * 5 + 1),), status=Status.IN_PROGRESS))
            plan.run(EditActivity(ActivityId(number * 5 + 1), (("notes", f"Note {number} " * 30),)))
        plan.close()
        self._backup = copy.relative_to(self._work)
        self._add_log()
        shutil.copytree(self._work, self._good)
        self._rows = _rows_of(self._good / "plan.db")
        self._old_rows = _rows_of(self._good / "folded.db")
        self._backup_rows = rows_at(self._good / self._backup)
        self.figures = Counter[str]()

    def _add_log(self) -> None:
        """Leaves the newest step in the write-ahead log alone, as a crash does."""
        shutil.copy(self._path, self._work / "folded.db")
        plan = libraries.open_plan(self._path)
        plan.run(AddActivity("Only in the log"))
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{self._path}{suffix}", self._work / f"kept{suffix}")
        plan.close()
        for suffix in ("", "-wal", "-shm"):
            shutil.move(self._work / f"kept{suffix}", f"{self._path}{suffix}")

    def round_of(self, seed: int) -> list[str]:
        """What was wrong with how the damage of this seed was met: an empty list if all was well."""
        chance = random.Random(seed)
        shutil.rmtree(self._work)
        shutil.copytree(self._good, self._work)
        kind = chance.choice(list(_KINDS))
        if "log" not in kind:  # one file, as a clean close leaves it
            shutil.move(self._work / "folded.db", self._path)
            for suffix in ("-wal", "-shm"):
                (self._work / f"plan.db{suffix}").unlink()
        wanted = self._rows if "log" in kind else self._old_rows
        _KINDS[kind](self._path, chance)
        damaged = {file: file.read_bytes() for file in self._work.glob("plan.db*")}
        outcome, problems = self._open(kind, wanted)
        self.figures[f"{kind}: {outcome}"] += 1
        for file, content in damaged.items():
            file.write_bytes(content)
        problems += self._restore()
        return [f"seed {seed}, {kind}: {problem}" for problem in problems]

    def _open(self, kind: str, wanted: Rows) -> tuple[str, list[str]]:
        named, problems = _said_of(self._path)
        if problems:
            return "failed", problems
        if named:
            return f"named by {named}", []
        try:
            found = _rows_of(self._path)
        except sqlite3.Error as error:
            return "silent", [f"nobody named that it cannot be read: {str(error)[:80]}"]
        if found == wanted:
            return "whole", []
        if kind in _UNTOLD and found == self._old_rows:
            return "an earlier state", []
        return "silent", [f"silently other rows: {_first_difference(found, wanted)}"]

    def _restore(self) -> list[str]:
        try:
            libraries.restore(self._path, self._work / self._backup)
        except PlannerError as error:
            if any(words in str(error) for words in _NOT_OURS):
                try:
                    libraries.restore(self._work / "elsewhere.db", self._work / self._backup)
                except PlannerError as again:
                    return [f"nor could the backup be restored elsewhere: {again}"]
                return []
            return [f"restore was refused: {error}"]
        except Exception as error:  # noqa: BLE001  that is what the round looks for
            return [f"restore raised {type(error).__name__}: {error}"]
        if _plain(rows_at(self._path)) != _plain(self._backup_rows):
            return ["the restored rows differ"]
        return [f"after the restore, check says {line}" for line in libraries.check(self._path)]


def _said_of(path: Path) -> tuple[str, list[str]]:
    """Who names the damage, if anybody does, and what was wrong with how it is told."""
    try:
        planner = libraries.open_plan(path)
        planner.close()
        if planner.trouble is not None:
            return "the opening", []
        library = Library.open(path)
        quick = library.problems(quick=True)
        library.close()
        if quick:
            return "the quick look", []
        return ("the full check", []) if libraries.check(path) else ("", [])
    except PlannerError as error:
        told = str(error)
        return "the opening", [] if "\n" not in told and told.endswith(".") else [f"told “{told}”"]
    except Exception as error:  # noqa: BLE001  that is what the round looks for
        return "", [f"raised {type(error).__name__}: {error}"]


def _rows_of(path: Path) -> Rows:
    """The rows, read from a copy: the log beside the file is folded in there."""
    with tempfile.TemporaryDirectory() as folder:
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, folder)
        return rows_at(Path(folder) / path.name)


def _plain(rows: Rows) -> Rows:
    return {name: each for name, each in rows.items() if name != "setting"}


def _first_difference(found: Rows, wanted: Rows) -> str:
    for table, rows in wanted.items():
        for row_id in rows.keys() | found[table].keys():
            if rows.get(row_id) != found[table].get(row_id):
                here, there = found[table].get(row_id) or {}, rows.get(row_id) or {}
                names = [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)]
                return f"{table} {row_id}: {[(name, there.get(name), here.get(name)) for name in names][:2]}"
    return "none"


# ------------------------------------------------------------------------------------------------ kinds of damage


def _flip(count: int, *, first: bool = False) -> Callable[[Path, random.Random], None]:
    def damage(path: Path, chance: random.Random) -> None:
        content = bytearray(path.read_bytes())
        for _ in range(count):
            content[chance.randrange(min(len(content), 40_000) if first else len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)

    return damage


def _cut(where: Callable[[int, random.Random], int], suffix: str = "") -> Callable[[Path, random.Random], None]:
    def damage(path: Path, chance: random.Random) -> None:
        file = path.with_name(path.name + suffix)
        content = file.read_bytes()
        file.write_bytes(content[: where(len(content), chance)])

    return damage


def _zero(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _swap(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    one, two = (page * PAGE for page in chance.sample(range(1, len(content) // PAGE), 2))
    content[one : one + PAGE], content[two : two + PAGE] = content[two : two + PAGE], content[one : one + PAGE]
    path.write_bytes(content)


def _stale(path: Path, chance: random.Random) -> None:
    """A page as it was at an earlier time: a write that never reached the disk."""
    (backup,) = path.parent.glob("backups/*/*.db")
    old, content = backup.read_bytes(), bytearray(path.read_bytes())
    start = chance.randrange(1, min(len(old), len(content)) // PAGE) * PAGE
    content[start : start + PAGE] = old[start : start + PAGE]
    path.write_bytes(content)


def _garbage_log(path: Path, chance: random.Random) -> None:
    path.with_name("plan.db-wal").write_bytes(chance.randbytes(chance.choice([1, 31, 32, 5000, 40_000])))


def _without_index(damage: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
    """The same after a power cut, which need not leave the index."""

    def both(path: Path, chance: random.Random) -> None:
        path.with_name("plan.db-shm").unlink()
        damage(path, chance)

    return both


def _no_log(path: Path, _chance: random.Random) -> None:
    path.with_name("plan.db-wal").unlink()


_cut_log: Final = _cut(lambda size, chance: chance.randrange(size), "-wal")


def _flip_log(path: Path, chance: random.Random) -> None:
    log = path.with_name("plan.db-wal")
    content = bytearray(log.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    log.write_bytes(content)


_KINDS: Final[dict[str, Callable[[Path, random.Random], None]]] = {
    "one bit": _flip(1),
    "one bit of the first pages": _flip(1, first=True),
    "eight bits": _flip(8),
    "64 bits": _flip(64),
    "cut in the header": _cut(lambda _, chance: chance.randrange(100)),
    "cut within a page": _cut(lambda size, chance: chance.randrange(100, size)),
    "cut between pages": _cut(lambda size, chance: chance.randrange(1, size // PAGE) * PAGE),
    "the last byte gone": _cut(lambda size, _: size - 1),
    "a page of zeros": _zero,
    "two pages swapped": _swap,
    "a page of an earlier day": _stale,
    "a log of garbage": _garbage_log,
    "one bit of the log": _flip_log,
    "one bit of the log without its index": _without_index(_flip_log),
    "a log cut off": _cut_log,
    "a log cut off without its index": _without_index(_cut_log),
    "no log": _no_log,
    "neither log nor index": _without_index(_no_log),
}
