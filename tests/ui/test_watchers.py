"""The watchers of these tests catch what they are there for: messages of Qt, timers and threads left behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WARNS = "from PySide6.QtCore import qWarning\n\ndef test_it(qapp) -> None:\n    qWarning('spilt milk')\n"
LOGS = "import logging\n\ndef test_it() -> None:\n    logging.getLogger('x').warning('spilt milk')\n"
TIMES = (
    "from PySide6.QtCore import QTimer\n\nkept = []\n\ndef test_it(qapp) -> None:\n"
    "    timer = QTimer()\n    kept.append(timer)\n    timer.start(1000)\n"
)
THREADS = (
    "import threading\n\nend = threading.Event()\n\ndef test_it() -> None:\n"
    "    threading.Thread(target=end.wait, name='spilt milk', daemon=True).start()\n"
)
ALLOWS = WARNS.replace("qapp", "qapp, allow_log").replace("    qWarning", "    allow_log('spilt')\n    qWarning")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (WARNS, "QtWarningMsg: spilt milk"),
        (LOGS, "WARNING x: spilt milk"),
        (TIMES, "QTimer started at"),
        (THREADS, "thread spilt milk"),
        (ALLOWS, ""),
    ],
    ids=["Qt message", "log record", "timer", "thread", "allowed"],
)
def test_a_test_is_failed_for(source: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text(source)
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"),
        "--rootdir", str(tmp_path), "-p", "tests.conftest", "-p", "tests.ui.conftest", str(tmp_path / "test_inner.py"),
    ]  # fmt: skip
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == (1 if complaint else 0), run.stdout + run.stderr
    assert complaint in run.stdout
