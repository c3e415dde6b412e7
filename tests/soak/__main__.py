"""What takes hours: ``python -m tests.soak [ROUNDS] [--flips N] [--badges N] [--imports N] [--seed N]``.

First damages copies of a library at random and uses them: each fault must be one sentence, and a backup must come back.
Then damages badges: each must be read or refused by one sentence, and soon. Then damages files of every format that
comes in, and imports them: each must come in whole or not at all, and one undo takes it back. Then kills a writing
program again and again: each round starts a program that writes to a library, kills it at a random moment, opens what
it left and compares that with what it had said. Then come sessions of random edits, undo, redo and restarts against a
model, and last every property test with new random examples. The last line counts all rounds; the exit code is 1 if any
failed.
"""

import argparse
import contextlib
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.exchange import badge_fuzz
from tests.services.import_fuzz import Importers
from tests.storage.flip import Flipper
from tests.storage.kill import Killer

ROOT = Path(__file__).parents[2]
MACHINE = "tests/services/test_planner_state_machine.py"
PROPERTIES = ("tests/config", "tests/domain", "tests/exchange", "tests/services", "tests/storage", "-m", "hypothesis")
KILLS = 200
FLIPS = 300
BADGES = 20_000
IMPORTS = 50_000
EDITS = 200
EXAMPLES = 1000


def main() -> int:
    """Runs the rounds and gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.soak", description="Damage and kill again and again."
    )
    parser.add_argument("rounds", nargs="?", type=int, default=KILLS, help=f"how many kills (default: {KILLS})")
    parser.add_argument("--flips", type=int, default=FLIPS, help=f"how many damaged libraries (default: {FLIPS})")
    parser.add_argument("--badges", type=int, default=BADGES, help=f"how many damaged badges (default: {BADGES})")
    parser.add_argument("--imports", type=int, default=IMPORTS, help=f"how many damaged files (default: {IMPORTS})")
    parser.add_argument("--edits", type=int, default=EDITS, help=f"how many random sessions (default: {EDITS})")
    parser.add_argument(
        "--examples", type=int, default=EXAMPLES, help=f"how many for each property (default: {EXAMPLES})"
    )
    parser.add_argument("--seed", type=int, default=None, help="the seed of the first round (default: a random one)")
    given = parser.parse_args()
    first = given.seed if given.seed is not None else random.randrange(10**9)
    print(f"Seeds from {first}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        failed = _rounds("damage, use, restore", given.flips, first, Flipper(Path(folder)).round_of)
    failed += _rounds("damage a badge, read it", given.badges, first, badge_fuzz.round_of, every=1000)
    if given.imports:
        logging.getLogger("planner").setLevel(logging.ERROR)
        with contextlib.closing(Importers()) as importers:
            failed += _rounds("damage a file, import it", given.imports, first, importers.round_of, every=1000)
        logging.getLogger("planner").setLevel(logging.NOTSET)
    with contextlib.closing(Killer()) as killer:
        failed += _rounds("write, kill -9, open, compare", given.rounds, first, killer.round_of)
    failed += _hypothesis("sessions of: random edits, undo, redo, restart", given.edits, [MACHINE])
    failed += _hypothesis("examples for each property", given.examples, [*PROPERTIES, f"--deselect={MACHINE}"])
    rounds = given.flips + given.badges + given.imports + given.rounds + given.edits + given.examples
    print(f"{rounds - failed} passed, {failed} failed")
    return 1 if failed else 0


def _rounds(what: str, count: int, first: int, round_of: Callable[[int], list[str]], every: int = 20) -> int:
    """Runs rounds with progress on the output, one line for so many; gives how many failed."""
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
    return failed


def _hypothesis(what: str, count: int, chosen: list[str]) -> int:
    """Runs tests with so many new random examples; gives 1 if one of them failed."""
    if not count:
        return 0
    print(f"{count} {what}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:pytest-qt", "--hypothesis-profile=random", *chosen]
    environment = os.environ | {"PLANNER_EXAMPLES": str(count)}
    return int(subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
