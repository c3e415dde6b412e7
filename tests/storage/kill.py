"""Rounds of: start a program that writes, kill it at a random moment, open what it left, compare with what it said."""

import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

from planner.storage.library import create_library
from tests.storage.samples import AddActivity, plan_at, rows_at
from tests.storage.writer import Model, deeds

ROOT = Path(__file__).resolve().parents[2]


class Killer:
    """Starts writing processes and kills them; one for all rounds, to be closed."""

    def __init__(self) -> None:
        self.figures = Counter[str]()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.writer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def close(self) -> None:
        """Lets the server end."""
        self._server.communicate()

    def round_of(self, seed: int) -> list[str]:
        """What was wrong after killing the writer of this seed: an empty list if nothing was lost."""
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.db"
            create_library(path)
            said = self._kill(path, seed, lines=chance.randint(0, 80), after=chance.uniform(0, 0.015))
            self.figures["acknowledged"] += said
            return [f"seed {seed}, {said} actions said: {problem}" for problem in _examine(path, seed, said)]

    def _kill(self, path: Path, seed: int, *, lines: int, after: float) -> int:
        """How many actions the writer said before it was killed, ``after`` seconds past so many lines."""
        stdin, stdout = self._server.stdin, self._server.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{seed} {path}\n")
        stdin.flush()
        process = int(stdout.readline().removeprefix("pid "))
        timer = threading.Timer(after, os.kill, (process, signal.SIGKILL))
        said = 0
        if lines == 0:
            timer.start()
        while (line := stdout.readline()) != "gone\n":
            assert line == f"{said}\n"
            said += 1
            if said == lines:
                timer.start()
        timer.join()
        return said


def _examine(path: Path, seed: int, said: int) -> list[str]:
    model = Model()
    sequence = deeds(seed)
    for deed in itertools.islice(sequence, said):
        model.do(deed)
    plan = plan_at(path)
    try:
        problems = plan.library.problems(quick=False)
        if titles(path) != model.titles:
            model.do(next(sequence))  # saved, but killed before it could say so
        if titles(path) != model.titles:
            problems.append(f"{len(titles(path))} activities found, {len(model.titles)} expected, or other titles")
        before = titles(path)
        plan.run(AddActivity("after"))
        plan.undo()
        if titles(path) != before:
            problems.append("a new step could not be taken back")
        while plan.undo() is not None:
            pass
        if titles(path):
            problems.append("undoing everything did not lead back to the empty library")
    finally:
        plan.close()
    if [file.name for file in path.parent.iterdir()] != ["x.db"]:
        problems.append("files were left beside the library")
    return problems


def titles(path: Path) -> list[str]:
    """The titles in the library, in the order of their ids."""
    return [row["title"] for _, row in sorted(rows_at(path)["activity"].items())]
