"""Asks the desktop, over its portal on D-Bus, whether things should move; never waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.ui.shell.notifying import has_session_bus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtDBus import QDBusPendingCallWatcher

SERVICE: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
INTERFACE: Final = "org.freedesktop.portal.Settings"
NAMESPACE: Final = "org.gnome.desktop.interface"
KEY: Final = "enable-animations"
#: How long the desktop may take to answer, in milliseconds.
_PATIENCE_MS: Final = 5000


def ask_desktop(parent: QObject, heard: Callable[[bool], object]) -> bool:
    """Has ``heard`` called with what the desktop answers, if it does; False where there is no desktop to ask."""
    if not has_session_bus():
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
    call.setArguments([NAMESPACE, KEY])

    def answered(watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        if watcher.isError():
            return
        value = next(iter(watcher.reply().arguments()), None)
        while isinstance(value, QDBusVariant):  # the portal packs it twice
            value = value.variant()
        if isinstance(value, bool):
            heard(value)

    watcher = QDBusPendingCallWatcher(bus.asyncCall(call, _PATIENCE_MS), parent)
    watcher.finished.connect(answered)
    return True
