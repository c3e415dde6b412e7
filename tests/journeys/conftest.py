"""A display of their own for tests that run the real program as a process."""

import os
import subprocess
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of an empty virtual display, 1600x1000, that lives as long as the test session."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answers:
            number = answers.readline().strip()  # written once the server takes connections
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


@pytest.fixture
def window_environment(display: str) -> dict[str, str]:
    """The variables of a process that opens a real window on the virtual display, with the test's own folders."""
    inherited = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    return inherited | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
