"""What must be there before Qt is loaded: a display and the system libraries. Qt itself aborts without a word of help.

``python -m planner.app.preflight`` prints the problem, if there is one, and exits with 1.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from planner.config.text import tr


class SystemLibrary(NamedTuple):
    """A shared library that Qt's wheels expect of the system, and the packages that hold it."""

    soname: str
    debian: str
    fedora: str


#: What QtCore, QtGui and QtWidgets are linked with, whatever the display.
_COMMON = (
    SystemLibrary("libEGL.so.1", "libegl1", "libglvnd-egl"),
    SystemLibrary("libGL.so.1", "libgl1", "libglvnd-glx"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    SystemLibrary("libfreetype.so.6", "libfreetype6", "freetype"),
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    SystemLibrary("libX11.so.6", "libx11-6", "libX11"),
    SystemLibrary("libz.so.1", "zlib1g", "zlib"),
)
#: What each display plugin is linked with besides.
_BY_PLATFORM: Mapping[str, tuple[SystemLibrary, ...]] = {
    "xcb": (
        SystemLibrary("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
        SystemLibrary("libxcb.so.1", "libxcb1", "libxcb"),
        SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
        SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
        SystemLibrary("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
        SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
        SystemLibrary("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
        SystemLibrary("libxcb-render.so.0", "libxcb-render0", "libxcb"),
        SystemLibrary("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
        SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
        SystemLibrary("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
        SystemLibrary("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
        SystemLibrary("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
        SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
        SystemLibrary("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
        SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ),
    "wayland": (
        SystemLibrary("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
        SystemLibrary("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    ),
}


def display_problem(environment: Mapping[str, str] | None = None) -> str | None:
    """One sentence that says why no window can be opened and what to do, or None if all is well.

    Only Linux is looked at: elsewhere the wheels bring everything and the display is always there.
    """
    if not sys.platform.startswith("linux"):
        return None
    variables = os.environ if environment is None else environment
    platforms = _platforms(variables)
    if not platforms:
        return tr(
            "Planner cannot open its window, because there is no display: start it from a desktop session, "
            "or use its commands (planner --help)."
        )
    if "QT_QPA_PLATFORM" not in variables and not any(_answers(platform, variables) for platform in platforms):
        name = variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY") or ""
        return tr(
            "Planner cannot open its window, because the display {name} does not answer: start it from a desktop "
            "session, or set DISPLAY to one that runs.",
            name=name,
        )
    lacks = [missing_libraries(platform) for platform in platforms]
    if all(lacks):  # one platform that works is enough: Qt tries them in turn
        return _sentence(min(lacks, key=len))
    return None


def missing_libraries(platform: str) -> tuple[SystemLibrary, ...]:
    """The libraries that Qt's plugin for ``platform`` ("xcb", "wayland", "offscreen", ...) needs and cannot load."""
    return tuple(library for library in (*_COMMON, *_BY_PLATFORM.get(platform, ())) if not _loads(library.soname))


def _platforms(variables: Mapping[str, str]) -> list[str]:
    """The plugins that Qt would try, by their names without arguments."""
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.partition(":")[0].partition("-")[0] for name in chosen.split(";") if name]
    found = []
    if variables.get("WAYLAND_DISPLAY"):
        found.append("wayland")
    if variables.get("DISPLAY"):
        found.append("xcb")
    return found


def _answers(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether somebody listens at the display, as far as can be seen without speaking its protocol."""
    if platform == "wayland":
        return Path(variables.get("XDG_RUNTIME_DIR", "/"), variables["WAYLAND_DISPLAY"]).exists()
    host, _, rest = variables["DISPLAY"].rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    if host in {"", "unix"}:
        return Path(f"/tmp/.X11-unix/X{number}").exists() or _connects(f"\0/tmp/.X11-unix/X{number}")  # noqa: S108 X's own
    return _connects((host, 6000 + int(number)))


def _connects(address: str | tuple[str, int]) -> bool:
    import socket

    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _loads(soname: str) -> bool:
    """Look where libraries usually lie, which costs microseconds; ask the loader only about what is not there."""
    if any(Path(folder, soname).exists() for folder in _library_folders()):
        return True
    import ctypes

    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _library_folders() -> Iterable[str]:
    multiarch = getattr(sys.implementation, "_multiarch", "")
    bundle = getattr(sys, "_MEIPASS", "")  # a PyInstaller bundle brings copies of some
    folders = (bundle, f"/usr/lib/{multiarch}" if multiarch else "", "/usr/lib64", "/usr/lib")
    return (folder for folder in folders if folder)


def _sentence(missing: Sequence[SystemLibrary]) -> str:
    return tr(
        "Planner needs system libraries that are not installed; install them with: sudo apt install {debian} "
        "(Fedora: sudo dnf install {fedora}).",
        debian=" ".join(dict.fromkeys(library.debian for library in missing)),
        fedora=" ".join(dict.fromkeys(library.fedora for library in missing)),
    )


def main() -> int:
    """Print the problem on stderr; 1 if there is one."""
    problem = display_problem()
    if problem is None:
        return 0
    print(problem, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
