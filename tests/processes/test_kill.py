"""Real processes: killed in the middle of writing, and two that write to one library at the same time."""

import contextlib
import subprocess
import sys
from pathlib import Path

from planner.storage.library import create_library
from tests.storage.kill import ROOT, Killer
from tests.storage.samples import plan_at, rows_at

ROUNDS = 10


def test_nothing_said_is_lost_when_the_program_is_killed() -> None:
    with contextlib.closing(Killer()) as killer:
        assert [problem for seed in range(ROUNDS) for problem in killer.round_of(seed)] == []


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    create_library(path)
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.writer", str(path), str(seed), "60"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for seed in (1, 2)
    ]
    said = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert said == [[str(number) for number in range(60)]] * 2
    titles = [row["title"] for _, row in sorted(rows_at(path)["activity"].items())]
    for seed in (1, 2):
        assert [title for title in titles if title.startswith(f"{seed}-")] == [f"{seed}-{n}" for n in range(60)]
    assert len(titles) == 120
    plan = plan_at(path)
    assert plan.library.problems(quick=False) == []
    taken = 0
    while plan.undo() is not None:
        taken += 1
    assert taken == 120
    assert rows_at(path)["activity"] == {}
    plan.close()
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]
