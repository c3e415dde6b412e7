"""What leaves the program and what is shown of it: only web and mail addresses open, and a tip is plain text."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from planner.domain.addresses import SCHEMES
from planner.ui.widgets.painting import plain_tip

__all__ = ["is_safe", "open_address", "plain_tip"]


def is_safe(address: str) -> bool:
    """Whether the address is one that may be opened: http, https with a host, or mailto."""
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in SCHEMES:
        return False
    return bool(url.path()) if url.scheme().lower() == "mailto" else bool(url.host())


def open_address(address: str) -> bool:
    """Open an address in the program that the person uses for it; False, and nothing happens, if it is not safe."""
    if not is_safe(address):
        return False
    return QDesktopServices.openUrl(QUrl(address.strip(), QUrl.ParsingMode.StrictMode))


def open_copy(path: Path) -> bool:
    """Open a copy of a kept file in the system's program for it; False if there is none.

    What may be opened is decided where the copy is made (:mod:`planner.services.temporary_copies`).
    """
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
