"""A plan that is found damaged while its window stands: the window makes way, and comes back on what was restored."""

import os
import subprocess
import sys
from pathlib import Path

from planner.services import libraries
from planner.services.actions.activities import AddActivity
from tests.conftest import ROOT

#: Opens the window, takes the way out of damage, restores the newest backup there, and closes the window that comes.
RESCUE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from planner.app import gui, safety
from planner.__main__ import main

seen = []

def look():
    for widget in QApplication.topLevelWidgets():
        name = type(widget).__name__
        if not widget.isVisible() or widget in seen:
            continue
        if name == "MainWindow":
            seen.append(widget)
            title = widget.context.planner.read(lambda r: r.value("SELECT group_concat(title) FROM activity"))
            print("window", title, flush=True)
            if len(seen) == 1:
                safety.begin_rescue(widget, "")
            else:
                widget.close()
                return
        elif name == "RescueDialog" and widget.newest.button.isEnabled() and widget.isEnabled():
            print("rescue", widget.heading.text(), flush=True)
            widget.newest.button.click()
    QTimer.singleShot(20, look)

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(["--library", sys.argv[1]]))
"""


def test_the_window_comes_back_on_what_was_restored(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None)
    planner.run(AddActivity("Kept"))
    libraries.back_up_to(planner)
    planner.run(AddActivity("Later"))
    planner.close()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PLANNER_CONFIG_DIR": str(tmp_path), "PLANNER_DATA_DIR": str(tmp_path)
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", RESCUE, str(path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["window Kept,Later", "rescue The plan file is damaged", "window Kept"]
    assert "Traceback" not in done.stderr
    assert not path.with_name("plan.db-wal").exists()
