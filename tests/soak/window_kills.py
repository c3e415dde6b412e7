"""Rounds of: the real window with somebody at work, killed at a random moment, also while it starts and while it
closes.
"""

import json
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Final

from planner.storage.schema import TABLES
from tests.soak.facts import file_problems, library_problems, log_problems
from tests.soak.program import NOW, ROOT, SCRATCH, Program
from tests.storage.samples import Rows, rows_at

FIXTURE: Final = ROOT / "resources" / "fixtures" / "library-0001.db"
_START_SECONDS: Final = 1.2
"""A start takes about so long, the migration of an old file and the backup of the day included."""
_CLOSE_SECONDS: Final = 0.06


class WindowKiller:
    """Kills windows; one for all rounds, to be closed."""

    def __init__(self) -> None:
        self._program = Program(window=True)
        self._folder = tempfile.TemporaryDirectory(dir=SCRATCH)
        self._home = Path(self._folder.name) / "home"
        self._library = self._home / "plan.db"
        self._pristine = Path(self._folder.name) / "pristine"
        self._home.mkdir()
        self._do("new")
        self._do("add", "Something old")
        uid = json.loads(self._do("add", "Something trashed", "--json"))["uid"]
        self._do("delete", uid, now="2026-09-01T09:00:00+00:00")
        shutil.rmtree(self._home / "backups", ignore_errors=True)
        self._counter = _counter(self._library)
        shutil.copytree(self._home, self._pristine)
        self.figures = Counter[str]()

    def close(self) -> None:
        """Lets the server end."""
        self._program.close()
        self._folder.cleanup()

    def _do(self, *argv: str, now: str = NOW) -> str:
        ended = self._program.run(self._home, "--library", self._library, *argv, now=now)
        assert ended.code == 0, ended
        return ended.out

    def round_of(self, seed: int) -> list[str]:
        """What was wrong after the window of this seed was killed: an empty list if nothing was lost."""
        chance = random.Random(seed)
        shutil.rmtree(self._home)
        shutil.copytree(self._pristine, self._home)
        moment = chance.choice(["start", "start", "work", "work", "work", "close"])
        old = moment == "start" and chance.random() < 0.5
        if old:
            shutil.copy(FIXTURE, self._library)
        deeds = chance.randint(1, 12) if moment != "start" else 3
        before = None if old else rows_at(self._library)
        watcher = _Watcher(before, moment, chance, deeds, 0 if old else self._counter)
        after = chance.uniform(0, _START_SECONDS) if moment == "start" else None
        task = {"script": "tests.soak.window_script:drive", "library": str(self._library), "seed": seed, "deeds": deeds}
        ended = self._program.perform(self._home, task, kill_after=after, hear=watcher.hear)
        self.figures[f"in {moment}" if ended.code is None else "ended before"] += 1
        self.figures["acknowledged"] += watcher.said
        problems = [f"raised {ended.raised.strip().splitlines()[-1]}"] if ended.raised else []
        if ended.code not in {0, None, -1} or "Traceback" in ended.err:
            problems.append(f"ended with {ended.code}: {ended.err.strip()[-200:]}")
        problems += log_problems(self._library) + library_problems(self._library)
        if before is not None:
            problems += watcher.compare(self._library)
        elif not rows_at(self._library)["activity"]:
            problems.append("the old plan is empty")
        problems += file_problems(self._home, self._library, drafts_may_stay=True)
        return [f"seed {seed}, killed in {moment}, {watcher.said} saved: {problem}" for problem in problems]


class _Watcher:
    """Follows what is said as saved, and decides when to kill."""

    def __init__(self, before: Rows | None, moment: str, chance: random.Random, deeds: int, counter: int) -> None:
        self._rows = before
        self._counter = counter
        self._moment = moment
        self._after = chance.uniform(0, 0.05 if moment == "work" else _CLOSE_SECONDS)
        self._lines = chance.randint(0, deeds)
        self.said = 0

    def hear(self, line: str) -> float | None:
        """In how many seconds to kill, once the moment has come."""
        if line.startswith("saved "):
            counter, rows = json.loads(line.removeprefix("saved "))
            self.said += 1
            self._take(counter, rows)
        at_work = self._moment == "work" and line.startswith(("window", "saved")) and self.said >= self._lines
        return self._after if at_work or line == "closing" else None

    def _take(self, counter: int, rows: list[tuple[str, int, dict[str, Any] | None]]) -> None:
        self._counter = counter
        if self._rows is None:
            return
        for table, row_id, image in rows:
            if image is None:
                self._rows[table].pop(row_id, None)
            else:
                self._rows[table][row_id] = image

    def compare(self, library: Path) -> list[str]:
        """What of that is not in the plan; the newest step may be one that was saved and not said any more."""
        assert self._rows is not None
        found, wanted = rows_at(library), self._rows
        named = _newest_rows(library, self._counter)
        problems = []
        for table in (table.name for table in TABLES.values()):
            for row_id in found[table].keys() | wanted[table].keys():
                here, there = found[table].get(row_id), wanted[table].get(row_id)
                if here == there or ((table, row_id) in named and here == named[table, row_id]):
                    continue
                if here is None and _is_purged(table, there, wanted):
                    continue
                if table == "setting":
                    continue
                problems.append(f"{table} {row_id} is {here}, and should be {there}")
        return problems[:5]


def _is_purged(table: str, row: dict[str, Any] | None, wanted: Rows) -> bool:
    activity = (row or {}).get("id" if table == "activity" else "activity_id")
    return bool(wanted["activity"].get(activity or 0, {}).get("trashed_at"))


def _newest_rows(library: Path, counter: int) -> dict[tuple[str, int], dict[str, Any] | None]:
    """The rows of the steps that came, went or returned after ``counter``, as they must be now."""
    connection = sqlite3.connect(library)
    try:
        rows = connection.execute(
            "SELECT table_name, row_id, iif(undone, before, after) FROM journal_row JOIN journal_step AS s"
            " ON s.id = step_id WHERE s.touched > ? ORDER BY journal_row.id",
            (counter,),
        ).fetchall()
        seen = {step for (step,) in connection.execute("SELECT id FROM journal_step WHERE touched > ?", (counter,))}
    finally:
        connection.close()
    assert len(seen) <= 1, "more than one step was saved without being said"
    return {(table, row_id): None if image is None else json.loads(image) for table, row_id, image in rows}


def _counter(library: Path) -> int:
    connection = sqlite3.connect(library)
    try:
        (counter,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal_step'").fetchone()
    finally:
        connection.close()
    return int(counter)
