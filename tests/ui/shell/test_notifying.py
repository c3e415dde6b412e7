"""Notifications over the portal of a desktop, on a session bus of their own, and what is done where there is none."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from planner.ui.shell.notifying import DesktopNotifier, has_session_bus
from tests.conftest import ROOT

#: Program and desktop in one process; the desktop answers, and clicks once, or refuses.
_SCRIPT = '''
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from planner.ui.shell.notifying import _INTERFACE, _PATH, _SERVICE, DesktopNotifier

app = QApplication([])
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")

class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        if message.member() != "AddNotification":
            return False
        print(message.interface() == _INTERFACE, message.signature(), flush=True)
        if sys.argv[1] == "refuse":
            connection.send(message.createErrorReply("org.example.No", "no"))
            return True
        connection.send(message.createReply())
        click = QDBusMessage.createTargetedSignal(message.service(), _PATH, _INTERFACE, "ActionInvoked")
        click.setArguments([message.arguments()[0], "open", []])
        connection.send(click)
        return True

portal = Portal()
if sys.argv[1] != "none":
    assert desktop.registerVirtualObject(_PATH, portal)
    assert desktop.registerService(_SERVICE)

def end(word):
    print(word, flush=True)
    app.quit()

notifier = DesktopNotifier(QIcon)
QTimer.singleShot(0, lambda: notifier.notify("PMP", "soon", lambda: end("clicked"), lambda: end("failed")))
QTimer.singleShot(30000, lambda: end("nothing"))
app.exec()
'''


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed")
@pytest.mark.parametrize(
    ("desktop", "said"),
    [
        ("answer", ["True sa{sv}", "clicked"]),
        ("refuse", ["True sa{sv}", "failed"]),
        ("none", ["failed"]),
    ],
)
def test_the_portal_shows_it_and_tells_of_the_click(desktop: str, said: list[str], tmp_path: Path) -> None:
    script = tmp_path / "desktop.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(script), desktop],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        env={"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert run.stdout.splitlines() == said, run.stderr


def test_without_a_bus_and_a_tray_it_fails_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert not has_session_bus()
    said: list[str] = []
    notifier = DesktopNotifier(QIcon)
    notifier.notify("PMP", "soon", lambda: said.append("clicked"), lambda: said.append("failed"))
    notifier.close()
    assert said == ["failed"]


def test_a_tray_shows_it_and_goes_when_it_is_clicked(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, theme: object
) -> None:  # fmt: skip
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr("planner.ui.shell.notifying.has_session_bus", lambda: False)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, text, icon: shown.append((title, text)))
    said: list[str] = []
    notifier = DesktopNotifier(QIcon)
    notifier.notify("<i>PMP</i>", "soon", lambda: said.append("clicked"), lambda: said.append("failed"))
    assert shown == [("‹i›PMP‹/i›", "soon")]
    tray = notifier.findChild(QSystemTrayIcon)
    assert tray is not None
    tray.messageClicked.emit()
    tray.messageClicked.emit()
    assert said == ["clicked"]


def test_nothing_of_the_bus_is_loaded_before_a_notification() -> None:
    code = "import planner.ui.shell.reminder_commands, planner.ui.shell.notifying, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "PySide6.QtDBus" not in run.stdout.split()
