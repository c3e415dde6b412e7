"""Rounds of: turn over some bytes of a library, use it, restore a backup; every fault must be told in one sentence."""

import random
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Table

from planner.domain.errors import PlannerError
from planner.services.planner import Planner
from planner.storage.backup import copy_to, replace_damaged, restore_into
from planner.storage.faults import DamagedError
from planner.storage.reader import Reader
from planner.storage.schema import TABLES
from tests.storage.samples import AddActivity, AddMany, Rename, plan_at, rows_at


class Flipper:
    """A library to damage copies of; one for all rounds."""

    def __init__(self, folder: Path) -> None:
        self._good = folder / "good.db"
        plan = plan_at(self._good)
        for number in range(20):
            plan.run(AddActivity(f"Activity {number}", tag="ml"))
        plan.run(AddMany(200))
        plan.undo()
        plan.close()
        self._backup = folder / "backup.db"
        copy_to(self._good, self._backup)
        self._rows = rows_at(self._good)

    def round_of(self, seed: int) -> list[str]:
        """What was wrong with how the damage of this seed was met: an empty list if all was well."""
        with tempfile.TemporaryDirectory() as name:
            path = Path(shutil.copy(self._good, Path(name) / "x.db"))
            _damage(path, random.Random(seed))
            problems = _use(path)
            try:
                try:
                    restore_into(path, self._backup)
                except DamagedError:
                    replace_damaged(path, self._backup, Path(name) / "kept" / "x.file")
                if rows_at(path) != self._rows:
                    problems.append("the restored rows differ")
            except PlannerError as error:
                # A header that names another program, a newer format or no database at all is not taken for damage.
                if not any(word in str(error) for word in ("another program", "newer", "not a plan file")):
                    problems.append(f"restore was refused: {error}")
            except Exception as error:  # noqa: BLE001  that is what the round looks for
                problems.append(f"restore raised {type(error).__name__}: {error}")
            return [f"seed {seed}: {problem}" for problem in problems]


def _damage(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    if chance.random() < 0.1:
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.choice([0, 1, 1, 2, 8, 64])):
        # Half of the time in the first pages: they hold the header and the schema.
        end = len(content) if chance.random() < 0.5 else min(len(content), 40_000)
        if end:
            content[chance.randrange(end)] ^= 1 << chance.randrange(8)
    if chance.random() < 0.2 and content:
        start = chance.randrange(len(content))
        content[start : start + 4096] = bytes(len(content[start : start + 4096]))
    path.write_bytes(bytes(content))


def _use(path: Path) -> list[str]:
    """What a person would do with it."""
    problems: list[str] = []
    plans = list[Planner]()

    def attempt(what: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except PlannerError as error:
            if "\n" in str(error) or not str(error).endswith("."):
                problems.append(f"{what} told “{error}”")
        except Exception as error:  # noqa: BLE001  that is what the round looks for
            problems.append(f"{what} raised {type(error).__name__}: {error}")

    attempt("open", lambda: plans.append(plan_at(path)))
    if not plans:
        return problems
    (plan,) = plans
    attempt("history", plan.history)
    for table in TABLES.values():
        attempt(f"read {table.name}", partial(plan.read, _all_of, table))
    attempt("check", partial(plan.library.problems, quick=False))
    attempt("rename", partial(plan.run, Rename(3, "new")))
    attempt("add", partial(plan.run, AddActivity("new", tag="ml")))
    for _ in range(4):
        attempt("undo", plan.undo)
    attempt("redo", plan.redo)
    attempt("close", plan.close)
    return problems


def _all_of(reader: Reader, table: Table) -> object:
    return reader.execute(table.select()).all()
