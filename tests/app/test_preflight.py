"""Before Qt is loaded: is there a display, and are the system's libraries there?"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.app import preflight
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries or a display")

Lack = Callable[..., None]


@pytest.fixture
def lack(monkeypatch: pytest.MonkeyPatch) -> Lack:
    """``lack("libEGL.so.1")``: as if these libraries, and no others, were missing."""

    def missing(*sonames: str) -> None:
        monkeypatch.setattr(preflight, "_loads", lambda soname: soname not in sonames)

    return missing


def test_no_display_is_one_sentence(lack: Lack) -> None:
    lack()
    problem = preflight.display_problem({})
    assert problem is not None
    assert "there is no display" in problem
    assert "\n" not in problem


def test_an_offscreen_run_needs_no_display(lack: Lack) -> None:
    lack()
    assert preflight.display_problem({"QT_QPA_PLATFORM": "offscreen"}) is None


@pytest.mark.parametrize("name", [":7777", "unix:7777", "nonsense", ":x", "127.0.0.1:1"])
def test_a_display_that_does_not_answer_is_named(name: str, lack: Lack) -> None:
    lack()
    problem = preflight.display_problem({"DISPLAY": name})
    assert problem is not None
    assert f"the display {name} does not answer" in problem


def test_a_display_on_another_machine_may_answer(lack: Lack, monkeypatch: pytest.MonkeyPatch) -> None:
    lack()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        number = server.getsockname()[1] - 6000
        assert preflight.display_problem({"DISPLAY": f"127.0.0.1:{number}.0"}) is None


def test_wayland_answers_by_its_socket(lack: Lack, tmp_path: Path) -> None:
    lack()
    variables = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert "does not answer" in (preflight.display_problem(variables) or "")
    (tmp_path / "wayland-0").touch()
    assert preflight.display_problem(variables) is None


def test_missing_libraries_are_named_by_their_packages(lack: Lack) -> None:
    lack("libEGL.so.1", "libxcb-cursor.so.0", "libxcb-shm.so.0", "libxcb-xkb.so.1")
    assert preflight.display_problem({"QT_QPA_PLATFORM": "xcb"}) == (
        "Planner needs system libraries that are not installed; install them with: "
        "sudo apt install libegl1 libxcb-cursor0 libxcb-shm0 libxcb-xkb1 "
        "(Fedora: sudo dnf install libglvnd-egl xcb-util-cursor libxcb)."
    )


def test_one_display_that_works_is_enough(lack: Lack) -> None:
    lack("libxcb-cursor.so.0")
    assert preflight.display_problem({"QT_QPA_PLATFORM": "wayland;xcb"}) is None
    assert preflight.display_problem({"QT_QPA_PLATFORM": "offscreen:size=10x10"}) is None


def test_other_systems_are_not_asked(lack: Lack, monkeypatch: pytest.MonkeyPatch) -> None:
    lack("libEGL.so.1")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert preflight.display_problem({}) is None


def test_the_loader_is_asked_about_what_lies_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert preflight._loads("libc.so.6")
    monkeypatch.setattr(preflight, "_library_folders", tuple)
    assert preflight._loads("libc.so.6")
    assert not preflight._loads("libnothing-of-the-kind.so.1")


@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump (binutils) reads what Qt is linked with")
def test_the_table_names_everything_that_qt_is_linked_with() -> None:
    pyside = pytest.importorskip("importlib.util").find_spec("PySide6")
    assert pyside is not None
    assert pyside.origin is not None
    qt = Path(pyside.origin).parent / "Qt"
    always_there = {"libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6", "libgthread-2.0.so.0"}

    def needed(*files: str) -> set[str]:
        out = subprocess.run(
            ["objdump", "-p", *(qt / file for file in files)], capture_output=True, text=True, check=True
        ).stdout
        names = {line.split()[1] for line in out.splitlines() if "NEEDED" in line}
        return {n for n in names if not n.startswith(("libQt6", "libicu", "libzstd", "ld-linux"))} - always_there

    core = {f"lib/libQt6{part}.so.6" for part in ("Core", "Gui", "Widgets", "DBus")}
    assert needed(*core) == {library.soname for library in preflight._COMMON}
    for platform, files in {
        "xcb": ["plugins/platforms/libqxcb.so", "lib/libQt6XcbQpa.so.6"],
        "wayland": ["plugins/platforms/libqwayland.so", "lib/libQt6WaylandClient.so.6"],
    }.items():
        more = {library.soname for library in preflight._BY_PLATFORM[platform]}
        assert needed(*core, *files) == more | {library.soname for library in preflight._COMMON}


@pytest.mark.parametrize(("variables", "code"), [({"QT_QPA_PLATFORM": "offscreen"}, 0), ({}, 1)])
def test_as_a_program(variables: dict[str, str], code: int) -> None:
    clean = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    run = subprocess.run(
        [sys.executable, "-m", "planner.app.preflight"],
        cwd=ROOT, env=clean | variables, capture_output=True, text=True, check=False,
    )
    assert run.returncode == code
    assert run.stdout == ""
    assert run.stderr.count("\n") == code
