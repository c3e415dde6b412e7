"""What every test stands on: folders of its own, and no unexpected log record, warning or Qt message."""

import gc
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from planner.config import log, text

# Before Qt is imported by anything: no test opens a window on the person's screen. Journeys set their own display.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# The same few examples in each run, so that a red test is red for its change; `make soak` draws many new ones.
settings.register_profile("fixed", derandomize=True, max_examples=40, deadline=None)
settings.register_profile(
    "random", max_examples=int(os.environ.get("PLANNER_EXAMPLES", "1000")), deadline=None, print_blob=True
)
settings.load_profile("fixed")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

AllowLog = Callable[[str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark journeys by their folder, and skip what this machine cannot run, with the reason."""
    for item in items:
        if ROOT / "tests" / "journeys" in item.path.parents:
            item.add_marker(pytest.mark.journey)
        if item.get_closest_marker("journey") and shutil.which("Xvfb") is None:
            item.add_marker(pytest.mark.skip(reason="Xvfb is not installed (Debian: apt install xvfb xdotool)"))
        if item.get_closest_marker("shared_data") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="the public data samples do not lie beside the project"))


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection of garbage needs to go through it again."""
    gc.freeze()


@pytest.fixture
def shared() -> Path:
    """The folder of public samples beside the project; a test that asks for it is marked ``shared_data``."""
    return SHARED


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the person's own plan, settings or language; the folders lie beside ``tmp_path``, not in it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("PLANNER_DATA_DIR", str(home / "data"))
    (home / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    monkeypatch.delenv("PLANNER_LIBRARY", raising=False)
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """A test that changes the language or sets up the log leaves neither behind."""
    yield
    text.set_language(text.SOURCE_LANGUAGE)
    log.take_down()


class Watch(logging.Handler):
    """Collects what nobody expected, as lines such as ``WARNING planner.config.text: ...``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._allowed: list[re.Pattern[str]] = []
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.add(f"{record.levelname} {record.name}: {record.getMessage()}")

    def add(self, line: str) -> None:
        self._lines.append(line)

    def allow(self, pattern: str) -> None:
        self._allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [line for line in self._lines if not any(pattern.search(line) for pattern in self._allowed)]


@pytest.fixture(autouse=True)
def watched() -> Iterator[Watch]:
    """Any log record of level WARNING or above, and any Qt message, fails the test unless it was allowed."""
    watch = Watch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    lines = watch.unexpected()
    if lines:
        pytest.fail("unexpected messages (allow_log(pattern) expects one):\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def allow_log(watched: Watch) -> AllowLog:
    """``allow_log(pattern)``: records and Qt messages that match the regular expression do not fail this test."""
    return watched.allow
