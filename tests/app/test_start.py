"""What a start loads until its first page is on screen, and what it loads while nobody waits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from tests.conftest import ROOT

START = """
import sys
from pathlib import Path
from planner.app import gui
from planner.cli.program import PAGES

seen = []

def painted(window):
    seen.append("sqlalchemy" in sys.modules)
    seen.extend(name for name in PAGES if f"planner.ui.{name}.page" in sys.modules)
    {then}

gui._after_first_paint = painted
gui.run_window(Path(sys.argv[1]))
print(*seen)
"""
WHEN_WARM = """
    from PySide6.QtCore import QTimer
    from planner.app import warm_up
    warm_up.load_rest(window, window.context.planner)
    timer = QTimer(window)
    def look():
        if all(f"planner.ui.{name}.page" in sys.modules for name in PAGES) and "sqlalchemy" in sys.modules:
            timer.stop()
            seen.append("warm")
            window.close()
    timer.timeout.connect(look)
    timer.start(10)
"""

WHEN_SETTLED = """
    gui._when_settled(window)
    seen.append(window.context.copies.write("a.txt", b"x").exists())
    window.close()
"""


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    libraries.new_plan(path, libraries.BUILT_IN).close()
    return path


def run(program: str, library: Path, page: str) -> list[str]:
    config = library.parent / "config"
    config.mkdir(mode=0o700, exist_ok=True)
    (config / "settings.json").write_text(f'{{"last_page": "{page}"}}', encoding="utf-8")
    (config / "settings.json").chmod(0o600)
    done = subprocess.run(
        [sys.executable, "-c", program, str(library)],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PLANNER_CONFIG_DIR": str(config)},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert not done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("page", ["home", "board"])
def test_the_first_page_is_read_and_painted_without_sqlalchemy(full: Path, page: str) -> None:
    assert run(START.replace("{then}", "window.close()"), full, page) == ["False", page]


def test_copies_of_kept_files_go_at_the_end_and_left_over_ones_at_the_start(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    left = temporary / "planner-files-left"
    left.mkdir(parents=True)
    (left / "in-use").touch()
    (left / "certificate.pdf").write_bytes(b"x")
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert run(START.replace("{then}", WHEN_SETTLED), full, "home")[-1] == "True"
    assert list(temporary.iterdir()) == []


def test_the_rest_is_loaded_while_nothing_happens(full: Path) -> None:
    assert run(START.replace("{then}", WHEN_WARM), full, "home") == ["False", "home", "warm"]
