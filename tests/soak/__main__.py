"""What takes hours: ``python -m tests.soak [ROUNDS] [--seed N]`` kills a writing program again and again.

Each round starts a program that writes to a library, kills it at a random moment, opens what it left and compares that
with what it had said. The last line counts the rounds; the exit code is 1 if any failed.
"""

import argparse
import contextlib
import random
import sys
import time

from tests.storage.kill import Killer

ROUNDS = 200


def main() -> int:
    """Runs the rounds and gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Kill a writing program again and again.")
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=None, help="the seed of the first round (default: a random one)")
    given = parser.parse_args()
    first = given.seed if given.seed is not None else random.randrange(10**9)
    print(f"{given.rounds} rounds of: write, kill -9, open, compare; seeds from {first}", flush=True)
    failed = 0
    started = time.monotonic()
    with contextlib.closing(Killer()) as killer:
        for number in range(1, given.rounds + 1):
            problems = killer.round_of(first + number - 1)
            failed += bool(problems)
            for problem in problems:
                print(f"  {problem}", flush=True)
            if number % 10 == 0 or number == given.rounds:
                print(f"  {number} of {given.rounds}, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{given.rounds - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
