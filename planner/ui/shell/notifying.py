"""Notifications of the desktop: over its portal on D-Bus, else from a tray that shows messages, else none.

The portal takes texts alone. The older interface, ``org.freedesktop.Notifications``, wants an unsigned number, which
Python cannot send through QtDBus, and refuses everything else; see docs/decisions/0046.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from uuid import uuid4

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher
    from PySide6.QtGui import QIcon

_SERVICE: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_INTERFACE: Final = "org.freedesktop.portal.Notification"
#: How long the desktop may take to answer, in milliseconds.
_PATIENCE_MS: Final = 5000
#: So many notifications can still be clicked.
_REMEMBERED: Final = 20


class Notifier(Protocol):
    """Shows notifications outside the window."""

    def notify(self, title: str, text: str, clicked: Callable[[], object], failed: Callable[[], object]) -> None:
        """Show one; ``clicked`` is called when the person clicks it, ``failed`` if it cannot be shown."""

    def close(self) -> None:
        """Take away what stands on the desktop for the sake of notifications."""


def plain(text: str) -> str:
    """The text so that no desktop reads mark-up in it, whether it would or not: looks alike, says the same."""
    text = text.replace("<", "‹").replace(">", "›")
    return re.sub(r"&(?=#?\w+;)", "&\u2060", text)


def has_session_bus() -> bool:
    """Whether there is a session bus to talk to; asking the library would start one where there is none."""
    if sys.platform in ("win32", "darwin"):
        return False
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(folder) and (Path(folder) / "bus").exists()


class DesktopNotifier(QObject):
    """The desktop that the program runs on. Nothing is loaded or asked before the first notification."""

    def __init__(self, icon: Callable[[], QIcon], parent: QObject | None = None) -> None:
        """``icon`` is what a tray shows."""
        super().__init__(parent)
        self._icon = icon
        self._clicks: dict[str, Callable[[], object]] = {}
        self._listens = False
        self._tray: QSystemTrayIcon | None = None
        self._tray_clicked: Callable[[], object] | None = None

    def notify(self, title: str, text: str, clicked: Callable[[], object], failed: Callable[[], object]) -> None:
        """Show one; ``clicked`` is called when the person clicks it, ``failed`` if it cannot be shown."""

        def over_tray() -> None:
            if not self._over_tray(title, text, clicked):
                failed()

        if not (has_session_bus() and self._over_portal(title, text, clicked, over_tray)):
            over_tray()

    def close(self) -> None:
        """Take away the tray icon."""
        if self._tray is not None:
            self._tray.hide()

    # ------------------------------------------------------------------ the portal

    def _over_portal(
        self, title: str, text: str, clicked: Callable[[], object], failed: Callable[[], object]
    ) -> bool:  # fmt: skip
        """False if there is no bus; whether the desktop took it is known later."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        if not self._listens:
            slot = SLOT("_invoked(QDBusMessage)")
            # The stub says bytes, which the function itself refuses.
            self._listens = bus.connect(  # type: ignore[call-overload]
                _SERVICE, _PATH, _INTERFACE, "ActionInvoked", self, slot
            )  # fmt: skip
        name = f"reminder-{uuid4().hex}"
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "AddNotification")
        content = {"title": plain(title), "body": plain(text), "priority": "normal", "default-action": "open"}
        call.setArguments([name, content])
        self._clicks[name] = clicked
        for old in list(self._clicks)[:-_REMEMBERED]:
            del self._clicks[old]

        def answered(watcher: QDBusPendingCallWatcher) -> None:
            watcher.deleteLater()
            if watcher.isError():
                self._clicks.pop(name, None)
                failed()

        watcher = QDBusPendingCallWatcher(bus.asyncCall(call, _PATIENCE_MS), self)
        watcher.finished.connect(answered)
        return True

    @Slot("QDBusMessage")
    def _invoked(self, message: QDBusMessage) -> None:
        name = next(iter(message.arguments()), "")
        clicked = self._clicks.pop(str(name), None)
        if clicked is not None:
            clicked()

    # ------------------------------------------------------------------ the tray

    def _over_tray(self, title: str, text: str, clicked: Callable[[], object]) -> bool:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.messageClicked.connect(self._message_clicked)
        self._tray_clicked = clicked
        self._tray.setToolTip(QApplication.applicationDisplayName())
        self._tray.show()
        self._tray.showMessage(plain(title), plain(text), self._icon())
        return True

    def _message_clicked(self) -> None:
        clicked, self._tray_clicked = self._tray_clicked, None
        if self._tray is not None:
            self._tray.hide()
        if clicked is not None:
            clicked()
