"""A program that stays open, with each of its calls to the disk failing in turn; the work itself is in the script."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.soak.facts import file_problems, library_problems
from tests.soak.program import SCRATCH, Program, shim_in
from tests.soak.sweep import Fault

WANTED: Final = ["Another title", "One", "Much", "Three"]
"""What is in the plan at the end, whatever was refused on the way."""


class LiveSweeper:
    """One server for all runs, to be closed. Raises NoCompilerError where no disk can be made to fail."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=SCRATCH)
        self._program = Program(shim=shim_in(Path(self._folder.name)))
        self._pristine = Path(self._folder.name) / "pristine"
        self._home = Path(self._folder.name) / "home"
        self._pristine.mkdir()
        ended = self._program.run(self._pristine, "--library", self._pristine / "plan.db", "new", "--empty")
        assert ended.code == 0, ended

    def close(self) -> None:
        """Lets the server end."""
        self._program.close()
        self._folder.cleanup()

    def sweep(self, fault: Fault, *, step: int = 1) -> Iterator[list[str]]:
        """What was wrong with each run, in the order of the failing calls: ``step`` leaves out some."""
        number = 1
        while True:
            shutil.rmtree(self._home, ignore_errors=True)
            shutil.copytree(self._pristine, self._home)
            lines: list[str] = []

            def hear(line: str, lines: list[str] = lines) -> None:
                lines.append(line)

            arm = {"folder": str(self._home), "kinds": fault.kinds, "nth": number, "error": fault.error}
            task = {"script": "tests.soak.live_script:work", "library": str(self._home / "plan.db")}
            ended = self._program.perform(
                self._home, {**task, "arm": {**arm, "stays": fault.stays, "torn": fault.torn}}, hear=hear
            )
            found = [line.removeprefix("wrong ") for line in lines if line.startswith("wrong ")]
            if ended.raised:
                found.append(f"raised {ended.raised.strip().splitlines()[-1]}")
            if any(line.startswith("hit 0") for line in lines):
                return
            said = [line.removeprefix("titles ") for line in lines if line.startswith("titles ")]
            titles = json.loads(said[0]) if said else []
            if titles != WANTED:
                found.append(f"{titles} are in the plan, {WANTED} should be")
            found += library_problems(self._home / "plan.db")
            found += file_problems(self._home, self._home / "plan.db", drafts_may_stay=False)
            yield [f"a program that stays, {fault.name}, call {number}: {problem}" for problem in found]
            number += step
