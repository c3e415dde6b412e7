"""The watchers of these tests catch what they are there for: messages of Qt, timers and threads left behind."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

INNER = """
import logging
import threading
from PySide6.QtCore import QTimer, qWarning

kept = []
end = threading.Event()

def test_message(qapp):
    qWarning("spilt milk")

def test_record():
    logging.getLogger("x").warning("spilt milk")

def test_timer(qapp):
    kept.append(QTimer())
    kept[0].start(1000)

def test_stopped(qapp):
    kept[0].stop()

def test_thread():
    threading.Thread(target=end.wait, name="spilt milk", daemon=True).start()

def test_ended():
    end.set()

def test_allowed(qapp, allow_log):
    allow_log("spilt")
    qWarning("spilt milk")
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What was said of each of these tests, run as tests of the interface are; nothing of one that passed."""
    folder = tmp_path_factory.mktemp("inner")
    (folder / "test_inner.py").write_text(INNER)
    command = [
        sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider",
        "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder),
        "-p", "tests.conftest", "-p", "tests.ui.conftest", str(folder / "test_inner.py"),
    ]  # fmt: skip
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "7 passed" in run.stdout, run.stdout + run.stderr  # the watchers speak up once a test has passed
    parts = re.split(r"^_+ ERROR at teardown of test_(\w+) _+$", run.stdout, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(
    ("test", "complaint"),
    [
        ("message", "QtWarningMsg: spilt milk"),
        ("record", "WARNING x: spilt milk"),
        ("timer", "QTimer started at"),
        ("thread", "thread spilt milk"),
    ],
)
def test_a_test_is_failed_for(complaints: dict[str, str], test: str, complaint: str) -> None:
    assert complaint in complaints[test]


def test_nothing_else_fails_one(complaints: dict[str, str]) -> None:
    assert set(complaints) == {"message", "record", "timer", "thread"}
