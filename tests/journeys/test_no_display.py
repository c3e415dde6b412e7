"""Where no window can be opened: one sentence and exit code 1, not the abort of a library."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("named", "words"),
    [("", "there is no display"), (":987", "the display :987 does not answer"), ("nonsense", "does not answer")],
)
def test_one_sentence(window_environment: dict[str, str], tmp_path: Path, named: str, words: str) -> None:
    environment = window_environment | {"DISPLAY": named}
    environment.pop("QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, "-m", "planner", "--library", str(tmp_path / "plan.db")],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.startswith("planner: Planner cannot open its window")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
