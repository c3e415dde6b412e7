"""What takes hours: ``python -m tests.soak [--commands N] [--windows N] ... [--seed N] [--only PART ...]``.

The first half proves that nothing that was told as saved is ever lost. Programs are killed again and again: one that
writes through the façade, real commands, and the real window, also while it starts and closes. Plans are damaged in
every way. The disk fails: each call of each operation in turn, full, read-only, gone, and with the power. Whatever
happened, all that was said must be there, or the damage is told in one sentence and a backup brings all back.

The second half uses what is damaged: copies of a library, badges, and files of every format that comes in, which must
come in whole or not at all. Then come sessions of random edits, undo, redo and restarts against a model, and last every
property test with new random examples. The last line counts all rounds; the exit code is 1 if any failed.
"""

import argparse
import contextlib
import itertools
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from tests.exchange import badge_fuzz
from tests.services.import_fuzz import Importers
from tests.soak import disks
from tests.soak.command_kills import CommandKiller
from tests.soak.damage import Damager
from tests.soak.facts import figures_text
from tests.soak.live_sweep import LiveSweeper
from tests.soak.power import PowerCutter
from tests.soak.program import SCRATCH, NoCompilerError
from tests.soak.sweep import FAULTS, Sweeper, operations
from tests.storage.flip import Flipper
from tests.storage.kill import Killer

ROOT = Path(__file__).parents[2]
MACHINE = "tests/services/test_planner_state_machine.py"
PROPERTIES = ("tests/config", "tests/domain", "tests/exchange", "tests/services", "tests/storage", "-m", "hypothesis")
PARTS: dict[str, tuple[int, str]] = {
    "kills": (200, "kills of a program that writes through the façade"),
    "commands": (650, "kills of commands"),
    "windows": (350, "kills of windows"),
    "damage": (200, "damaged plans"),
    "cuts": (200, "power cuts"),
    "sweeps": (1, "sweep the calls of each operation, every so-manyth of them"),
    "disks": (1, "try disks that are full, read-only or gone"),
    "flips": (300, "damaged libraries that are used on"),
    "badges": (20_000, "damaged badges"),
    "imports": (50_000, "damaged files to import"),
    "edits": (200, "random sessions"),
    "examples": (1000, "examples for each property"),
}
"""Each part: how many rounds unless something else is said, and what they are."""


def main() -> int:
    """Runs the rounds and gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Damage and kill again and again.")
    for name, (count, what) in PARTS.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"{what} (default: {count}; 0: none)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help="these alone")
    parser.add_argument("--seed", type=int, default=None, help="the seed of the first round (default: a random one)")
    given = parser.parse_args()
    first = given.seed if given.seed is not None else random.randrange(10**9)
    print(f"Seeds from {first}", flush=True)
    failed = tried = 0
    runs: dict[str, Callable[[int, int], tuple[int, int]]] = {
        "kills": lambda count, seed: _closing(Killer, "write, kill -9, open, compare", count, seed),
        "commands": lambda count, seed: _closing(CommandKiller, "commands, kill -9, open, compare", count, seed),
        "windows": lambda count, seed: _closing(_window_killer, "a window, kill -9, open, compare", count, seed),
        "damage": _damage,
        "cuts": lambda count, seed: _closing(PowerCutter, "cut the power, open, compare", count, seed),
        "sweeps": lambda step, _: _sweeps(step),
        "disks": lambda _, __: _disks(),
        "flips": _flips,
        "badges": lambda count, seed: _rounds("damage a badge, read it", count, seed, badge_fuzz.round_of, every=1000),
        "imports": _imports,
        "edits": lambda count, _: _hypothesis("sessions of: random edits, undo, redo, restart", count, [MACHINE]),
        "examples": lambda count, _: _hypothesis(
            "examples for each property", count, [*PROPERTIES, f"--deselect={MACHINE}"]
        ),
    }
    with _own_folders():
        for name in given.only:
            count = PARTS[name][0] if getattr(given, name) is None else getattr(given, name)
            if count:
                rounds, wrong = runs[name](count, first)
                tried, failed = tried + rounds, failed + wrong
    print(f"{tried - failed} passed, {failed} failed")
    return 1 if failed else 0


class _Killing(Protocol):
    figures: Counter[str]

    def round_of(self, seed: int) -> list[str]: ...
    def close(self) -> None: ...


@contextlib.contextmanager
def _own_folders() -> Iterator[None]:
    """Settings, log and backups of this very process lie in folders that go at the end."""
    with tempfile.TemporaryDirectory() as folder:
        for variable in ("CONFIG", "DATA"):
            os.environ[f"PLANNER_{variable}_DIR"] = str(Path(folder) / variable.lower())
        yield


def _window_killer() -> _Killing:
    from tests.soak.window_kills import WindowKiller  # loads Qt

    return WindowKiller()


def _closing(make: Callable[[], _Killing], what: str, count: int, first: int) -> tuple[int, int]:
    try:
        rounds = make()
    except NoCompilerError as error:
        return _left_out(what, str(error))
    with contextlib.closing(rounds):
        done = _rounds(what, count, first, rounds.round_of)
        print(f"  {what}: {figures_text(rounds.figures)}", flush=True)
    return done


def _left_out(what: str, why: str) -> tuple[int, int]:
    print(f"  left out: {what}: {why}", flush=True)
    return 0, 0


def _damage(count: int, first: int) -> tuple[int, int]:
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        damager = Damager(Path(folder))
        done = _rounds("damage, open, name it or find all, restore", count, first, damager.round_of)
        for name, number in sorted(damager.figures.items()):
            print(f"    {name}: {number}", flush=True)
    return done


def _sweeps(step: int) -> tuple[int, int]:
    """Every operation under every fault, a line for each."""
    tried = failed = 0
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        try:
            sweeper = Sweeper(Path(folder))
        except NoCompilerError as error:
            return _left_out("let each call to the disk fail in turn", str(error))
        with contextlib.closing(sweeper):
            for operation, fault in itertools.product(operations(), FAULTS):
                found = list(sweeper.sweep(operation, fault, step=step))
                tried, failed = tried + len(found), failed + sum(map(bool, found))
                for problem in itertools.chain.from_iterable(found):
                    print(f"  {problem}", flush=True)
                print(f"  {operation.name}, {fault.name}: {len(found)} calls failed in turn", flush=True)
        with contextlib.closing(LiveSweeper()) as live:
            for fault in FAULTS[:3]:
                found = list(live.sweep(fault, step=step))
                tried, failed = tried + len(found), failed + sum(map(bool, found))
                for problem in itertools.chain.from_iterable(found):
                    print(f"  {problem}", flush=True)
                print(f"  a program that stays, {fault.name}: {len(found)} calls failed in turn", flush=True)
    print(f"  calls to the disk: {tried - failed} passed, {failed} failed", flush=True)
    print(f"  operations: {figures_text(sweeper.figures)}", flush=True)
    return tried, failed


def _disks() -> tuple[int, int]:
    what = "disks that are full, read-only or gone"
    why = disks.why_not()
    if why:
        return _left_out(what, why)
    print(f"{what}:", flush=True)
    return 1, int(disks.run() != 0)


def _flips(count: int, first: int) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        return _rounds("damage, use, restore", count, first, Flipper(Path(folder)).round_of)


def _imports(count: int, first: int) -> tuple[int, int]:
    logging.getLogger("planner").setLevel(logging.ERROR)
    try:
        with contextlib.closing(Importers()) as importers:
            return _rounds("damage a file, import it", count, first, importers.round_of, every=1000)
    finally:
        logging.getLogger("planner").setLevel(logging.NOTSET)


def _rounds(
    what: str, count: int, first: int, round_of: Callable[[int], list[str]], every: int = 20
) -> tuple[int, int]:
    """Runs rounds with progress on the output, one line for so many; gives how many there were and how many failed."""
    print(f"{count} rounds of: {what}", flush=True)
    failed = 0
    started = time.monotonic()
    for number in range(1, count + 1):
        problems = round_of(first + number - 1)
        failed += bool(problems)
        for problem in problems:
            print(f"  {problem}", flush=True)
        if number % every == 0 or number == count:
            print(f"  {number} of {count}, {time.monotonic() - started:.0f} s", flush=True)
    print(f"  {what}: {count - failed} passed, {failed} failed", flush=True)
    return count, failed


def _hypothesis(what: str, count: int, chosen: list[str]) -> tuple[int, int]:
    """Runs tests with so many new random examples; if one of them fails, that is one failure."""
    print(f"{count} {what}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:pytest-qt", "--hypothesis-profile=random", *chosen]
    environment = os.environ | {"PLANNER_EXAMPLES": str(count)}
    return count, int(subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
