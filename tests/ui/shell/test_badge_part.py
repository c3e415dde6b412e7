"""Badges in the inspector: their pictures, the part that shows them, and the view of everything that one says."""

import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.model import Attachment
from planner.domain.words import ActivityId
from planner.services.actions.badges import TakeBadge
from planner.services.actions.details import AddGoal
from planner.services.badges import BadgeFile
from planner.ui.shell.badges.part import BadgePart
from planner.ui.shell.badges.picture import BadgePicture, decoded
from planner.ui.shell.badges.take_dialog import TakeBadgeDialog
from planner.ui.shell.badges.view import BadgeView
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.exchange.badge_files import FORMS, SIGNATURE, assertion, chunk, international, picture, written
from tests.services.badge_plan import badge, card
from tests.services.reading import rows
from tests.ui.walk import settle


@pytest.fixture
def live(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window, shown and settled; it leaves no trace."""
    window.remembers = False
    with qtbot.waitSignal(window.settled):
        window.show()
    return window


# -- the picture -----------------------------------------------------------------------------------------------------


def test_a_picture_is_drawn_and_anything_else_has_a_sign(theme: Theme, qtbot: QtBot) -> None:
    shown = BadgePicture(theme, 40)
    qtbot.addWidget(shown)
    shown.show_badge(FORMS["2.0 PNG"], "Robot maker")
    assert shown.accessibleName() == "Picture of the badge “Robot maker”"
    assert not shown.grab().isNull()
    shown.show_badge(FORMS["2.0 JSON"], "Robot maker")
    assert shown.accessibleName() == ""
    assert not shown.grab().isNull()


def size(width: int, height: int, depth: int = 8, colour: int = 6) -> bytes:
    return chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, colour, 0, 0, 0)))


@pytest.mark.parametrize(
    "data",
    [
        SIGNATURE + size(60_000, 60_000) + chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9)) + chunk(b"IEND"),
        SIGNATURE + size(9_000, 1_001) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND"),
        SIGNATURE + size(0, 1) + chunk(b"IEND"),
        SIGNATURE + size(100, 100) + chunk(b"IDAT", b"no pixels") + chunk(b"IEND"),
        SIGNATURE + size(100, 100, 7, 9) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND"),
        SIGNATURE + size(8, 8, 8, 3) + chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND"),
        SIGNATURE + size(8, 8) + chunk(b"IEND"),
        b"",
    ],
)
def test_a_bomb_or_a_broken_picture_is_not_drawn_and_says_nothing(qapp: QApplication, data: bytes) -> None:
    image = decoded(data)
    assert image.isNull() or image.size().width() <= 100  # of pixels that are missing some decoders draw the rest


def test_a_picture_is_never_animated_and_fits_its_square(theme: Theme, qtbot: QtBot) -> None:
    image = QImage(600, 300, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    shown = BadgePicture(theme, 40)
    qtbot.addWidget(shown)
    shown.show_badge(bytes(content.data()), "Red")
    drawn = shown._fitted().deviceIndependentSize()
    assert (drawn.width(), drawn.height()) == (40, 20)


# -- the inspector ---------------------------------------------------------------------------------------------------


def part_of(live: MainWindow, activity_id: int) -> BadgePart:
    assert live.open("activity", activity_id)
    settle()
    assert live.inspector is not None
    part = live.inspector.findChild(BadgePart)
    assert isinstance(part, BadgePart)
    return part


def test_the_part_shows_badges_newest_first_and_lets_them_go(
    live: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = live.context.planner
    new = BadgeFile("new.png", FORMS["2.0 PNG"], badge().badge)
    mine = ActivityId(planner.run(TakeBadge(new)).added("activity")[0])
    old = badge("old.json", issuedOn="2020-01-01T00:00:00Z", expires=None)
    planner.run(TakeBadge(old, mine))
    part = part_of(live, mine)
    assert part.heading.text() == "Badges"
    assert [row.kept and row.kept.file.name for row in part.rows] == ["new.png", "old.json"]
    assert [row.picture.has_picture for row in part.rows] == [True, False]
    assert part.rows[0].checked.text() == "Checked: structure, not the signature"
    target = tmp_path / "out.json"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    part.rows[1].export_button.click()
    assert target.read_bytes() == old.data
    part.rows[1].remove_button.click()
    settle()
    assert part.heading.text() == "Badge"
    assert [row.isVisible() for row in part.rows] == [True, False]
    assert live.toasts.current is not None
    assert live.toasts.current.text == "The badge is removed; what it filled in stays."
    planner.undo()
    assert part.rows[1].isVisible()
    live.open("activity", 1)
    settle()
    assert not part.isVisible()


def test_the_view_says_everything_and_changes_nothing(live: MainWindow) -> None:
    planner = live.context.planner
    mine = planner.run(TakeBadge(badge())).added("activity")[0]
    part = part_of(live, mine)
    step = planner.history().undo
    part.rows[0].view_button.click()
    settle()
    view = live.findChild(BadgeView)
    assert isinstance(view, BadgeView)
    assert view.texts["Skills"].text() == "Robot programming, Soldering"
    assert view.texts["Issued to"].text() == "Somebody whose address is only there as a hash"
    assert view.height() <= 640
    view.close_button.click()
    assert planner.history().undo == step


def test_a_damaged_badge_can_only_be_removed(live: MainWindow) -> None:
    planner = live.context.planner
    mine = planner.run(TakeBadge(badge())).added("activity")[0]
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE blob SET bytes = x'00'")
    row = part_of(live, mine).rows[0]
    assert row.owner.text() == "A badge that cannot be read any more"
    assert (row.view_button.isVisible(), row.export_button.isVisible()) == (False, False)
    row.remove_button.click()
    assert rows(planner, Attachment) == []


def test_the_add_menu_takes_a_badge_for_this_goal(
    live: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = AddGoal("Something else", "certification")
    mine = ActivityId(live.context.planner.run(action).added("activity")[0])
    part = part_of(live, mine)
    (tmp_path / "b.png").write_bytes(picture(international(b"openbadges", written(assertion()))))
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "b.png"), ""))
    ((words, act),) = part.offers(card(live.context.planner, mine))
    assert words == "Badge…"
    act()
    settle()
    dialog = live.findChild(TakeBadgeDialog)
    assert isinstance(dialog, TakeBadgeDialog)
    assert dialog.panel.target == mine
    dialog.reject()
    (tmp_path / "b.png").write_bytes(picture())
    act()
    settle()
    assert live.toasts.current is not None
    assert "the picture has no badge in it" in live.toasts.current.text
