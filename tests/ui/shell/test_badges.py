"""Badges in the window: the dialog that takes one, its picture, the part of the inspector, and what is dropped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Attachment, Certification, Skill
from planner.domain.words import ActivityId
from planner.services.actions.badges import TakeBadge
from planner.services.actions.details import AddGoal
from planner.services.actions.skills import AddSkill
from planner.services.badges import BadgeFile
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.shell.badges.part import BadgePart
from planner.ui.shell.badges.take_dialog import TakeBadgeDialog
from planner.ui.shell.window import MainWindow
from tests.exchange.badge_files import (
    ALICE,
    FORMS,
    assertion,
    badge_class,
    picture,
    written,
)
from tests.services.badge_plan import badge, card
from tests.services.reading import only, rows
from tests.ui.walk import settle

Ask = Callable[..., TakeBadgeDialog]


@pytest.fixture
def live(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window, shown and settled; it leaves no trace."""
    window.remembers = False
    with qtbot.waitSignal(window.settled):
        window.show()
    return window


@pytest.fixture
def ask(live: MainWindow, qtbot: QtBot) -> Ask:
    """Opens the dialog on a badge."""

    def opened(file: BadgeFile, target: ActivityId | None = None) -> TakeBadgeDialog:
        dialog = TakeBadgeDialog(live.context, file, target, live)
        qtbot.addWidget(dialog)
        dialog.open()
        settle()
        return dialog

    return opened


def goal(live: MainWindow, title: str = "Robot maker") -> ActivityId:
    action = AddGoal(title, "certification", provider="My robots")
    return ActivityId(live.context.planner.run(action).added("activity")[0])


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), act, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(QPoint(9, 9), act, data, button, keys))
    settle()


# -- the dialog ------------------------------------------------------------------------------------------------------


def test_a_badge_is_shown_and_taken_as_one_step(live: MainWindow, ask: Ask, qtbot: QtBot) -> None:
    planner = live.context.planner
    before = len(rows(planner, Activity))
    dialog = ask(badge("robot.json"))
    assert dialog.head.name.text() == "Robot maker"
    assert dialog.head.issuer.text() == "Robots & Co"
    assert dialog.head.dates.text() == "Valid from 2 Mar 2024 to 1 Mar 2027"
    assert dialog.panel.choice.currentText() == "A new certification"
    assert dialog.panel.fields == {
        "issuer", "issuer_url", "state", "issued_on", "expires", "credential_id", "credential_url", "criteria",
    }  # fmt: skip
    assert "credential_id" not in dialog.panel.boxes, "it is the address of the award, word for word"
    with qtbot.waitSignal(dialog.accepted):
        dialog.take_button.click()
    settle()
    assert live.toasts.current is not None
    assert live.toasts.current.text == "“Robot maker” was added from its badge."
    assert len(rows(planner, Activity)) == before + 1
    assert live.inspector is not None
    part = live.inspector.findChild(BadgePart)
    assert isinstance(part, BadgePart)
    assert part.isVisible()
    assert part.rows[0].owner.text() == "Badge of Robots & Co"
    planner.undo()
    assert len(rows(planner, Activity)) == before
    assert rows(planner, Attachment) == []


def test_the_address_is_checked_at_once_and_kept_nowhere(live: MainWindow, ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(badge())
    assert dialog.yours.label.text() == "Type your address to compare it with the badge. It is not kept."
    qtbot.keyClicks(dialog.address, "bob@example.or")
    qtbot.keyClicks(dialog.address, "g")
    assert dialog.yours.label.text() == (
        "It was not issued to bob@example.org, but to another person or another address."
    )
    assert dialog.yours.label.accessibleName().startswith("Wrong: ")
    dialog.address.setText(ALICE[:8])
    assert dialog.yours.label.text() == "Type the whole address."
    dialog.address.setText(ALICE)
    assert dialog.yours.label.text() == f"It was issued to {ALICE}."
    assert dialog.yours.label.accessibleName().startswith("Right: ")
    dialog.take_button.click()
    assert ALICE.encode() not in live.context.planner.path.read_bytes()
    for path in live.context.planner.path.parent.iterdir():
        assert not path.is_file() or ALICE.encode() not in path.read_bytes()


def test_what_was_checked_is_told_apart(ask: Ask) -> None:
    dialog = ask(badge())
    told = [(line.label.accessibleName().partition(":")[0], line.label.text()) for line in dialog.findings]
    assert ("Right", "It is built as an Open Badge 2.0 is.") in told
    assert ("Not checked", "Whether its issuer revoked it was not looked up.") in told


def test_what_the_plan_says_is_overwritten_only_where_it_is_ticked(live: MainWindow, ask: Ask, qtbot: QtBot) -> None:
    mine = goal(live)
    dialog = ask(badge(), mine)
    assert dialog.panel.choice.currentText() == "Robot maker"
    assert not dialog.panel.boxes["issuer"].isChecked()
    assert dialog.panel.texts["issuer"].text() == "My robots → Robots & Co"
    assert dialog.panel.hint.text() == "What stands in your plan stays as it is, unless you tick it."
    dialog.panel.boxes["issuer"].click()
    dialog.panel.boxes["issued_on"].click()
    dialog.take_button.click()
    held = card(live.context.planner, mine).certification
    assert held is not None
    assert (held.issuer, held.issued_on, held.state) == ("Robots & Co", None, "passed")


def test_another_goal_can_be_chosen(live: MainWindow, ask: Ask) -> None:
    other = goal(live, "Something else")
    dialog = ask(badge())
    place = dialog.panel.choice.findText("Something else")
    dialog.panel.choice.setCurrentIndex(place)
    dialog.panel.choice.activated.emit(place)
    assert dialog.panel.target == other
    assert "My robots → Robots & Co" in [text.text() for text in dialog.panel.texts.values()]
    dialog.take_button.click()
    assert only(live.context.planner, Attachment).activity_id == other


def test_skills_count_only_where_they_are_ticked(live: MainWindow, ask: Ask) -> None:
    planner = live.context.planner
    for name in ("Soldering", "Robot programming"):
        planner.run(AddSkill(name, category="Hands"))
    dialog = ask(badge())
    first, second = dialog.panel.skills
    assert {first.skill.name, second.skill.name} == {"Soldering", "Robot programming"}
    assert not first.level.isEnabled()
    first.box.click()
    first.level.set_value(3.5)
    dialog.take_button.click()
    (activity_id,) = [row.activity_id for row in rows(planner, Attachment)]
    assert [(one.name, one.level) for one in card(planner, activity_id or 0).skills] == [(first.skill.name, 3.5)]
    assert len([row for row in rows(planner, Skill) if row.name in {"Soldering", "Robot programming"}]) == 2


def test_a_badge_without_a_name_asks_for_it(live: MainWindow, ask: Ask, qtbot: QtBot) -> None:
    mine = goal(live)
    dialog = ask(badge(badge="https://example.org/badges/7"))
    assert dialog.name.isVisible()
    assert dialog.focusWidget() is dialog.name
    assert not dialog.take_button.isEnabled()
    qtbot.keyClicks(dialog.name, "Robot keeper")
    assert dialog.take_button.isEnabled()
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "Robot maker")
    dialog.name.editingFinished.emit()
    assert dialog.panel.target == mine, "the plan has one of this name"
    dialog.take_button.click()
    assert only(live.context.planner, Attachment).activity_id == mine


def test_one_that_was_taken_back_wants_a_tick(live: MainWindow, ask: Ask) -> None:
    dialog = ask(badge(revoked=True, revocationReason="Issued twice."))
    assert not dialog.take_button.isEnabled()
    dialog.although.click()
    assert dialog.take_button.isEnabled()
    dialog.take_button.click()
    assert len(rows(live.context.planner, Attachment)) == 1


def test_the_same_badge_again_has_nothing_to_take(live: MainWindow, ask: Ask) -> None:
    live.context.planner.run(TakeBadge(badge()))
    dialog = ask(badge())
    assert dialog.panel.why.text() == "This very badge is kept there already."
    assert dialog.panel.hint.text() == "Your plan has this badge, and all that it says."
    assert not dialog.take_button.isEnabled()
    assert dialog.panel.boxes == {}


def test_what_is_refused_stands_in_the_dialog(live: MainWindow, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.services.actions import attachments

    monkeypatch.setattr(attachments, "FILES_MAX", 10)
    dialog = ask(badge())
    dialog.take_button.click()
    assert dialog.isVisible()
    assert "does not fit" in dialog.problem.text()
    assert "Robot maker" not in {row.title for row in rows(live.context.planner, Activity)}


@pytest.mark.parametrize("width", [1100, 1600])
def test_nothing_is_cut_in_a_small_window(live: MainWindow, ask: Ask, width: int) -> None:
    live.resize(width, 700)
    name = "The very long name of a certification that goes on and on, " * 4
    file = badge(badge=badge_class(name=name.strip(), issuer={"type": "Profile", "name": "I" * 200, "id": "https://e.org"}))
    dialog = ask(file)
    assert dialog.width() <= 1100
    assert dialog.height() <= 700
    assert dialog.take_button.visibleRegion().boundingRect().size() == dialog.take_button.size()


# -- ways in ---------------------------------------------------------------------------------------------------------


def test_a_badge_that_is_dropped_opens_its_own_dialog(live: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "robot.png").write_bytes(FORMS["2.0 PNG"])
    drop(live, tmp_path / "robot.png")
    dialog = live.findChild(TakeBadgeDialog)
    assert isinstance(dialog, TakeBadgeDialog)
    assert dialog.head.picture.has_picture
    dialog.take_button.click()
    assert [row.issuer for row in rows(live.context.planner, Certification) if row.state == "passed"] == ["Robots & Co"]


def test_a_broken_one_and_several_open_the_import(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "broken.png").write_bytes(FORMS["2.0 PNG"][:-9])
    (tmp_path / "plain.png").write_bytes(picture())
    (tmp_path / "a.json").write_bytes(written(assertion()))
    for paths, words in (
        ([tmp_path / "broken.png"], "was cut off"),
        ([tmp_path / "plain.png"], "the picture has no badge in it"),
        ([tmp_path / "a.json", tmp_path / "broken.png"], "1 new"),
    ):
        drop(live, *paths)
        dialog = next(each for each in live.findChildren(ImportDialog) if each.isVisible())
        busy = dialog.busy
        qtbot.waitUntil(lambda busy=busy: not busy.busy)  # type: ignore[misc]  # it is bound at once
        assert words in dialog.summary.text()
        assert live.findChild(TakeBadgeDialog) is None
        if len(paths) > 1:
            assert dialog.sort.text() == "Open Badge"
            assert "What the badge says" in dialog.findings.toPlainText()
            with qtbot.waitSignal(dialog.accepted):
                dialog.import_button.click()
            settle()
            assert live.pages.current is not None
            assert live.pages.current.page_id == "goals"
        else:
            dialog.reject()
        settle()
