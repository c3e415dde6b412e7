"""One place decides whether things move: what the person prefers, else what the desktop says; and all ask it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtWidgets import QApplication

from planner.app.gui import build_window
from planner.config.settings import Settings, SettingsFile
from planner.services.planner import Planner
from planner.ui.theme import Theme
from planner.ui.theme.motion import Motion
from tests.conftest import ROOT
from tests.ui.scenes import show


def test_whatever_moves_asks_whether_it_may() -> None:
    moving = re.compile(r"QPropertyAnimation|QVariantAnimation|QTimeLine|QSequentialAnimationGroup|QGraphicsOpacity")
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "planner" / "ui").rglob("*.py")}
    found = [path.name for path, text in sources.items() if moving.search(text)]
    assert found == ["inspector_panel.py"]
    assert all("motion.moves" in text for path, text in sources.items() if path.name in found)


@pytest.mark.parametrize(("wanted", "slides"), [("system", True), ("reduced", False)])
def test_the_inspector_slides_unless_motion_is_reduced(
    planner_library: Planner, theme: Theme, wanted: str, slides: bool
) -> None:
    SettingsFile().change(lambda each: each._replace(motion=wanted))
    made = build_window(planner_library, theme, SettingsFile(), settings=Settings())
    made.remembers = False
    show(made, (1100, 700))
    assert made.open("activity", 1)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    animations = made.area.panel.findChildren(QPropertyAnimation, options=direct)
    assert bool(animations) == slides
    for each in animations:
        each.stop()
    made.close()
    made.deleteLater()


def test_one_place_decides_whether_things_move(qapp: QApplication) -> None:
    effect = Qt.UIEffect.UI_AnimateCombo
    before = QApplication.isEffectEnabled(effect)
    QApplication.setEffectEnabled(effect, True)
    usual = QApplication.isEffectEnabled(effect)
    motion = Motion()

    def moving() -> tuple[bool, bool]:
        return motion.moves, QApplication.isEffectEnabled(effect)

    assert moving() == (True, usual)
    motion.prefer("reduced")
    assert moving() == (False, False)
    motion.hear(desktop_moves=True)
    assert moving() == (False, False)
    motion.prefer("system")
    assert moving() == (True, usual)
    motion.hear(desktop_moves=False)
    assert moving() == (False, False)
    motion.hear(desktop_moves=True)
    QApplication.setEffectEnabled(effect, before)


_DESKTOP = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusVariant, QDBusVirtualObject
from planner.ui.shell.desktop_motion import INTERFACE, PATH, SERVICE, ask_desktop

app = QCoreApplication([])
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")

class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        if message.member() != "Read":
            return False
        print(message.interface() == INTERFACE, *message.arguments(), flush=True)
        if sys.argv[1] == "refuse":
            connection.send(message.createErrorReply("org.example.No", "no"))
            QTimer.singleShot(200, app.quit)
        else:
            connection.send(message.createReply(QDBusVariant(QDBusVariant(sys.argv[1] == "moves"))))
        return True

portal = Portal()
assert desktop.registerVirtualObject(PATH, portal)
assert desktop.registerService(SERVICE)

def heard(moves):
    print(moves, flush=True)
    app.quit()

assert ask_desktop(app, heard)
QTimer.singleShot(30000, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed")
@pytest.mark.parametrize(("desktop", "said"), [("moves", ["True"]), ("still", ["False"]), ("refuse", [])])
def test_the_desktop_is_asked_whether_things_move(desktop: str, said: list[str], tmp_path: Path) -> None:
    script = tmp_path / "desktop.py"
    script.write_text(_DESKTOP, encoding="utf-8")
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(script), desktop],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        env={"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    asked = "True org.gnome.desktop.interface enable-animations"
    assert run.stdout.splitlines() == [asked, *said], run.stderr
