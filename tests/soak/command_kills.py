"""Rounds of: real commands on one plan, the last of them killed at a random moment; then all that was said must be
there.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from planner.domain.errors import PlannerError
from planner.services import libraries
from tests.soak.facts import file_problems, library_problems, log_problems
from tests.soak.program import NOW, ROOT, SCRATCH, Ended, Program

if TYPE_CHECKING:
    from collections.abc import Callable

Card = tuple[str, str, str | None, bool]
"""Title, status, due date, and whether it lies in the trash."""

_COLD = 10
"""One of so many killed commands is a process of its own from the start, not a fork of one that has all loaded."""

_LASTS = {"add": 0.08, "edit": 0.07, "import": 0.3, "restore": 0.3, "backup": 0.12, "export": 0.15}
"""About how long a command runs, in seconds; others take as long as an edit."""


class Model(NamedTuple):
    """What the plan must hold, and what it would hold after each Undo and Redo."""

    cards: frozenset[Card] = frozenset()
    done: tuple[frozenset[Card], ...] = ()
    undone: tuple[frozenset[Card], ...] = ()

    def step(self, cards: frozenset[Card]) -> Self:
        """After something was done."""
        return self._replace(cards=cards, done=(*self.done, self.cards), undone=())

    def undo(self) -> Self:
        """After Undo."""
        if not self.done:
            return self
        return self._replace(cards=self.done[-1], done=self.done[:-1], undone=(*self.undone, self.cards))

    def redo(self) -> Self:
        """After Redo."""
        if not self.undone:
            return self
        return self._replace(cards=self.undone[-1], done=(*self.done, self.cards), undone=self.undone[:-1])


class Deed(NamedTuple):
    """One command and what it leads to."""

    argv: tuple[str, ...]
    then: Model
    copy: Path | None = None
    """The backup that holds the plan as it is now, once the command has ended."""


class CommandKiller:
    """Kills commands; one for all rounds, to be closed."""

    def __init__(self) -> None:
        self._program = Program()
        self._folder = tempfile.TemporaryDirectory(dir=SCRATCH)
        self._home = Path(self._folder.name) / "home"
        self._library = self._home / "plan.db"
        self._pristine = Path(self._folder.name) / "pristine"
        self._home.mkdir()
        self._do("new", "--empty")
        first = Deed(("add", "first @2026-12-01"), Model().step(frozenset({("first", "planned", "2026-12-01", False)})))
        self._do(*first.argv)
        self._do("backup", str(self._home / "earlier.db"))
        shutil.rmtree(self._home / "backups", ignore_errors=True)
        shutil.copytree(self._home, self._pristine)
        self._first = first.then
        self.figures = Counter[str]()

    def close(self) -> None:
        """Lets the server end."""
        self._program.close()
        self._folder.cleanup()

    def _do(self, *argv: str) -> Ended:
        return self._program.run(self._home, "--library", self._library, *argv)

    def round_of(self, seed: int) -> list[str]:
        """What was wrong after the command of this seed was killed: an empty list if nothing was lost."""
        chance = random.Random(seed)
        shutil.rmtree(self._home)
        shutil.copytree(self._pristine, self._home)
        model, copies = self._first, {self._home / "earlier.db": self._first}
        said = []
        for number in range(chance.randint(0, 4)):
            deed = self._deed(chance, f"{seed}-{number}", model, copies)
            ended = self._do(*deed.argv, "--json")
            said.append(deed.argv[0])
            if ended.code != 0:
                return [f"seed {seed}: {said}: {ended.err.strip()}"]
            json.loads(ended.out)
            if deed.copy is not None:
                copies[deed.copy] = model
            model = deed.then
            self.figures["acknowledged"] += 1
            if _held(self._library) != model.cards:
                return [f"seed {seed}: {said}: said to be done, but the plan holds something else"]
        deed = self._deed(chance, f"{seed}-x", model, copies)
        after = chance.uniform(0, 1.1 * _LASTS.get(deed.argv[0], _LASTS["edit"]))
        ended = self._killed(deed.argv, after, cold=seed % _COLD == 0)
        where = f"seed {seed}, {deed.argv[0]} killed after {after:.3f} s"
        return [f"{where}: {problem}" for problem in self._examine(ended, model, deed, copies)]

    def _killed(self, argv: tuple[str, ...], after: float, *, cold: bool) -> Ended:
        if not cold:
            return self._program.killed(self._home, "--library", self._library, *argv, "--json", after=after)
        environment = os.environ | {
            "PLANNER_NOW": NOW,
            "TZ": "UTC",
            "PLANNER_CONFIG_DIR": str(self._home / "config"),
            "PLANNER_DATA_DIR": str(self._home / "data"),
        }
        command = [sys.executable, "-m", "planner", "--library", str(self._library), *argv, "--json"]
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        timer = threading.Timer(0.25 + after * 2, _kill, (process.pid,))
        timer.start()
        out, err = process.communicate()
        timer.cancel()
        timer.join()
        return Ended(None if process.returncode == -signal.SIGKILL else process.returncode, out, err)

    def _examine(self, ended: Ended, before: Model, deed: Deed, copies: dict[Path, Model]) -> list[str]:
        problems = log_problems(self._library) + library_problems(self._library)
        held = _held(self._library)
        self.figures["killed" if ended.code is None else "ended before"] += 1
        if ended.code is None and before.cards != deed.then.cards:
            self.figures["found not begun" if held == before.cards else "found done"] += 1
        if ended.code not in {0, None}:
            problems.append(f"was not killed, but said “{ended.err.strip()}”")
        if ended.code == 0 and held != deed.then.cards:
            problems.append("it had ended well, but the plan holds something else")
        if held not in (before.cards, deed.then.cards):
            problems.append(f"{len(held)} cards, which are neither those before ({len(before.cards)}) nor those after")
        problems += file_problems(self._home, self._library, drafts_may_stay=True)
        for copy, model in copies.items():
            if copy.parent == self._home and copy != deed.copy and _held(copy) != model.cards:
                problems.append(f"the backup {copy.name} holds something else")
        model = deed.then if held == deed.then.cards else before
        try:
            with_undo = libraries.open_plan(self._library)
            with_undo.undo()
            with_undo.close()
        except PlannerError as error:
            problems.append(f"the next undo says “{error}”")
        allowed = {model.undo().cards, before.undo().cards, deed.then.undo().cards}
        if _held(self._library) not in allowed:
            problems.append("undo leads somewhere else")
        return problems

    def _deed(self, chance: random.Random, name: str, model: Model, copies: dict[Path, Model]) -> Deed:
        choices: list[tuple[int, Callable[[], Deed]]] = [
            (5, lambda: self._add(name, model)),
            (2, lambda: Deed(("undo",), model.undo())),
            (1, lambda: Deed(("redo",), model.redo())),
            (2, lambda: self._import(name, model, chance.choice([3, 150]))),
            (2, lambda: self._back_up(name, model)),
            (2, lambda: self._restore(model, copies, chance)),
            (1, lambda: Deed(("export", str(self._home / "out.json")), model)),
        ]
        live = sorted(card for card in model.cards if not card[3])
        if live:
            card = chance.choice(live)
            choices += [
                (1, lambda: Deed(("export", str(self._home / "out.ics")), model)),
                (3, lambda: self._edit(name, model, card)),
                (1, lambda: self._delete(model, card)),
            ]
        return chance.choices([make for _, make in choices], [weight for weight, _ in choices])[0]()

    def _add(self, name: str, model: Model) -> Deed:
        card = (f"add {name}", "planned", "2026-12-24", False)
        return Deed(("add", f"{card[0]} #ml @2026-12-24"), model.step(model.cards | {card}))

    def _edit(self, name: str, model: Model, card: Card) -> Deed:
        changed = (f"edit {name}", "in_progress", card[2], False)
        argv = ("edit", self._uid(card[0]), "--title", changed[0], "--status", "in_progress")
        return Deed(argv, model.step(model.cards - {card} | {changed}))

    def _delete(self, model: Model, card: Card) -> Deed:
        return Deed(("delete", self._uid(card[0])), model.step(model.cards - {card} | {(*card[:3], True)}))

    def _import(self, name: str, model: Model, rows: int) -> Deed:
        file = self._home / f"{name}.csv"
        titles = [f"row {name} {row}" for row in range(rows)]
        lines = ["title,status", *(f"{title},planned" for title in titles)]
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        cards = {(title, "planned", None, False) for title in titles}
        return Deed(("import", str(file)), model.step(model.cards | cards))

    def _back_up(self, name: str, model: Model) -> Deed:
        copy = self._home / f"{name}.db"
        return Deed(("backup", str(copy)), model, copy)

    def _restore(self, model: Model, copies: dict[Path, Model], chance: random.Random) -> Deed:
        copy = chance.choice(sorted(copies))
        return Deed(("restore", str(copy)), copies[copy])

    def _uid(self, title: str) -> str:
        connection = sqlite3.connect(self._library)
        try:
            (uid,) = connection.execute("SELECT uid FROM activity WHERE title = ?", (title,)).fetchone()
        finally:
            connection.close()
        return str(uid)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _held(library: Path) -> frozenset[Card]:
    """What a plan file holds, read by a connection that knows nothing of ours."""
    connection = sqlite3.connect(library)
    try:
        rows = connection.execute(
            "SELECT a.title, a.status, (SELECT min(on_date) FROM deadline WHERE activity_id = a.id AND kind = 'due'),"
            " a.trashed_at IS NOT NULL FROM activity AS a"
        ).fetchall()
    finally:
        connection.close()
    return frozenset((title, status, due, bool(trashed)) for title, status, due, trashed in rows)
