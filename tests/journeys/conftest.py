"""A display of their own for tests that run the real program as a process."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.program import FRAME


class Display(NamedTuple):
    """The name of a display, and the file that holds its pixels."""

    name: str
    frame: Path


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """An empty virtual display, 1600x1000, that lives as long as the test session."""
    folder = tmp_path_factory.mktemp("display")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    command += ["-fbdir", str(folder)]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answers:
            number = answers.readline().strip()  # written once the server takes connections
        assert number, "Xvfb did not start"
        yield Display(f":{number}", folder / "Xvfb_screen0")
        server.terminate()


@pytest.fixture
def window_environment(display: Display) -> dict[str, str]:
    """The variables of a process that opens a real window on the virtual display, with the test's own folders."""
    inherited = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    ours = {"DISPLAY": display.name, FRAME: str(display.frame), "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    return inherited | ours
