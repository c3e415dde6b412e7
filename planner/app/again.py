"""Starting the program again, on the same plan, for what acts only from a start on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class Again:
    """Whether the window was closed in order to start again."""

    def __init__(self) -> None:
        self.wanted = False

    def begin(self, window: QWidget) -> None:
        """Close the window; where the person keeps it open, for the sake of what is not saved, nothing happens."""
        self.wanted = window.close()


def command(library: Path, *, original: Sequence[str], arguments: Sequence[str], frozen: bool = False) -> list[str]:
    """The command that opens the window on a plan; ``original`` began this process, with ``arguments`` at its end."""
    begun = original[:1] if frozen else original[: len(original) - len(arguments)]
    verbose = ["--verbose"] if "--verbose" in arguments else []
    return [*begun, *verbose, "--library", str(library)]


def start(library: Path) -> None:
    """Let this process begin anew with the window on a plan; nothing in it may be open any more."""
    words = command(
        library, original=sys.orig_argv, arguments=sys.argv[1:], frozen=bool(getattr(sys, "frozen", False))
    )
    words[0] = sys.executable
    if os.name == "posix":
        os.execv(words[0], words)  # noqa: S606  our own program, without a shell
    import subprocess

    subprocess.Popen(words)  # noqa: S603  the same
