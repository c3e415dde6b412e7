"""The command line in this process, and as a process of its own; both with time and folders held still."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tzlocal

from planner.cli import main

NOW = "2026-11-25T09:00:00+00:00"  # a Wednesday


class Result(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def held_still() -> Iterator[None]:
    """The hour and the zone stand still. The zone is known once for the process, so it is told to be read again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNER_NOW", NOW)
        patch.setenv("TZ", "Europe/Berlin")
        _read_zone_again()
        yield
    _read_zone_again()


def _read_zone_again() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
    tzlocal.reload_localzone()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Where the library of a test lies; nothing is there yet."""
    return tmp_path / "plan.db"


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run(*words: object) -> Result:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


@pytest.fixture
def run(bare: Run, plan_file: Path) -> Run:
    """As ``bare``, on the library of the test."""
    return lambda *words: bare("--library", plan_file, *words)


@pytest.fixture
def done(run: Run) -> Run:
    """As ``run`` for commands that must succeed silently on stderr."""

    def succeed(*words: object) -> Result:
        result = run(*words)
        assert (result.code, result.err) == (0, ""), result
        return result

    return succeed


@pytest.fixture
def made(done: Run) -> Run:
    """As ``done``, with the empty library made already."""
    done("new", "--empty")
    return done


@pytest.fixture
def process(plan_file: Path) -> Run:
    """Runs the real program on the library of the test."""

    def run(*words: object, **variables: str) -> Result:
        found = subprocess.run(
            [sys.executable, "-m", "planner", "--library", str(plan_file), *map(str, words)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
            timeout=120,
        )
        return Result(
            found.returncode, found.stdout.decode("utf-8", "replace"), found.stderr.decode("utf-8", "replace")
        )

    return run
