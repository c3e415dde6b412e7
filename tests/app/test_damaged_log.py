"""A plan whose log is damaged: the window says so, and what lies behind the damage comes back by its way out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from planner.services import libraries
from planner.services.actions.activities import AddActivity
from tests.conftest import ROOT

#: Takes the way out of the notice, saves what can be read, uses it, and closes the window that comes.
RESCUE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from planner.app import gui
from planner.__main__ import main

seen, said = [], []

def look():
    for widget in QApplication.topLevelWidgets():
        name = type(widget).__name__
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if name == "MainWindow" and widget not in seen:
            seen.append(widget)
            print("window", widget.context.planner.read(lambda r: r.value("SELECT count(*) FROM activity")), flush=True)
            if len(seen) == 3:  # the first window, the notice, and this
                widget.close()
                return
        elif name == "DamageNotice" and widget not in seen:
            seen.append(widget)
            said.append(widget.sentence.text())
            print("notice", said[0], flush=True)
            widget.go_on.click()
        elif name == "RescueDialog" and not widget.busy.busy:
            if widget.saved.path is not None:
                widget.saved.use_button.click()
            else:
                print("rescue", widget.sentence.text() == said[0], flush=True)
                widget.salvage.button.click()
    QTimer.singleShot(20, look)

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(["--library", sys.argv[1]]))
"""


def test_it_is_told_and_what_can_be_read_comes_back(tmp_path: Path) -> None:
    live, path = tmp_path / "live.db", tmp_path / "plan.db"
    libraries.new_plan(live, None).close()
    planner = libraries.open_plan(live)
    for number in range(10):
        planner.run(AddActivity(f"Step {number}"))
    for suffix in ("", "-wal"):
        shutil.copy(f"{live}{suffix}", f"{path}{suffix}")
    planner.close()
    log = path.with_name("plan.db-wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 3] ^= 4
    log.write_bytes(content)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PLANNER_CONFIG_DIR": str(tmp_path), "PLANNER_DATA_DIR": str(tmp_path)
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", RESCUE, str(path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    first, notice, rescue, second = done.stdout.splitlines()
    read, saved = int(first.removeprefix("window ")), int(second.removeprefix("window "))
    assert read < saved <= 10
    assert "may lack what was saved last" in notice
    assert rescue == "rescue True"
