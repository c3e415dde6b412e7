"""How a window comes to the front when something outside of it asks for that."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show a window, also from its icon, in front of others and with the keyboard.

    ``token`` is what the desktop gave to the process that asks: under Wayland a window may only come forward with it,
    and Qt takes it from the environment.
    """
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    in_front = QApplication.activeModalWidget() or window  # a window that a dialog bars takes no keys
    in_front.raise_()
    in_front.activateWindow()
    os.environ.pop("XDG_ACTIVATION_TOKEN", None)  # it is good for once, and for no program that this one starts
