"""Help: the guide is whole and opens nothing by itself, news are told once, a report shows all that it holds."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

import planner
from planner.config.resources import guide
from planner.services.actions.activities import QuickAdd
from planner.ui.shell import dialogs
from planner.ui.shell.commands import plain_text
from planner.ui.shell.help.guide_dialog import PAGES, GuideDialog
from planner.ui.shell.help.report_dialog import ReportDialog
from planner.ui.shell.help_commands import open_guide, tell_news
from planner.ui.shell.window import MainWindow


def opened_guide(window: MainWindow, page: str) -> GuideDialog:
    open_guide(window, page)
    return window.findChildren(GuideDialog)[-1]


def test_the_list_holds_every_page_and_every_picture_is_there() -> None:
    assert set(PAGES) == {path.stem for path in guide("guide").glob("*.md")}
    for name in PAGES:
        text = guide("guide", f"{name}.md").read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert len(text.splitlines()) > 5, name
        for picture in re.findall(r"!\[[^\]]+\]\(\.\./images/([\w-]+\.png)\)", text):
            for theme in ("light", "dark"):
                shown = guide("images", re.sub("light|dark", theme, picture))
                assert not QImage(str(shown)).isNull(), shown


def test_each_page_of_the_window_has_one_with_a_picture(window: MainWindow) -> None:
    for page_id in window.pages.specs:
        assert "](../images/" in guide("guide", f"{page_id}.md").read_text(encoding="utf-8")


def test_every_command_that_the_guide_names_is_in_that_menu(window: MainWindow) -> None:
    menus = {
        menu.title().replace("&", ""): [plain_text(each) for each in menu.actions()]
        for menu in window.menuBar().findChildren(QMenu)
    }
    named = [
        (page, menu, command.removesuffix("…"))
        for page in PAGES
        for menu, command in re.findall(r"\*([^*\n]+) ▸ ([^*\n]+)\*", guide("guide", f"{page}.md").read_text("utf-8"))
    ]
    assert named
    assert [(page, menu, command) for page, menu, command in named if command not in menus.get(menu, ())] == []


def test_whats_new_begins_with_this_version() -> None:
    text = guide("guide", "whats-new.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", text, re.MULTILINE)[0] == planner.__version__


def test_the_guide_opens_at_the_page_that_is_shown_and_is_opened_once(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    window.go("skills")
    window.commands.action("help.guide").trigger()
    first = window.findChildren(GuideDialog)[-1]
    assert first.list.currentItem().text() == "Skills"
    assert first.page.toPlainText().startswith("Skills")
    assert opened_guide(window, "goals") is first
    assert first.page.toPlainText().startswith("Goals")
    first.close()


def test_links_lead_to_pages_and_only_web_addresses_leave(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: left.append(url.toString()))
    dialog = opened_guide(window, "board")
    dialog.page.anchorClicked.emit(QUrl("skills.md"))
    assert dialog.list.currentItem().text() == "Skills"
    for address in ("file:///etc/passwd", "../../secret.md", "nothing.md", "javascript:alert(1)"):
        dialog.page.anchorClicked.emit(QUrl(address))
    assert dialog.list.currentItem().text() == "Skills"
    assert left == []
    dialog.page.anchorClicked.emit(QUrl("https://pipx.pypa.io"))
    assert left == ["https://pipx.pypa.io"]
    dialog.close()


def test_pictures_follow_the_theme_and_no_other_file_is_read(window: MainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "board-light.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(picture))
    dialog = opened_guide(window, "board")
    window.context.theme.set_mode("light")
    light = dialog.page.loadResource(2, QUrl("../images/board-light.png"))
    window.context.theme.set_mode("dark")
    dark = dialog.page.loadResource(2, QUrl("../images/board-light.png"))
    assert isinstance(light, QImage)
    assert isinstance(dark, QImage)
    assert light.pixelColor(20, 100).lightness() > 128 > dark.pixelColor(20, 100).lightness()
    assert dialog.page.loadResource(2, QUrl.fromLocalFile(str(tmp_path / "other.png"))) is None
    assert dialog.page.loadResource(2, QUrl("../guide/board.md")) is None
    dialog.close()


def said(window: MainWindow) -> str:
    return "" if window.toasts.current is None else window.toasts.current.accessibleName()


def test_a_newer_version_is_told_once(window: MainWindow) -> None:
    settings = window.context.settings
    tell_news(window)
    assert said(window) == ""  # a new machine
    assert settings.read().seen_version == planner.__version__
    settings.change(lambda each: each._replace(seen_version="0.0.9"))
    tell_news(window)
    assert said(window) == f"Planner is now version {planner.__version__}."
    window.toasts.clear()
    tell_news(window)
    assert said(window) == ""


def test_a_report_is_shown_copied_and_saved_and_names_nothing_of_the_plan(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.context.planner.run(QuickAdd("Talk with Amina"))
    dialog = ReportDialog(window.context, window)
    text = dialog.text.toPlainText()
    assert f"Planner: {planner.__version__}" in text
    assert re.search(r"^Plan: schema \d+, \d+ activit", text, re.MULTILINE)
    assert "Amina" not in text
    assert str(Path.home()) not in text
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    monkeypatch.setattr(dialogs, "export_file", lambda *_: tmp_path / "report.txt")
    dialog.save_button.click()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text
    monkeypatch.setattr(dialogs, "export_file", lambda *_: tmp_path / "missing" / "report.txt")
    dialog.save_button.click()
    assert dialog.said.text().startswith("There is no folder ")
    plan = window.context.planner.path
    before = plan.read_bytes()
    monkeypatch.setattr(dialogs, "export_file", lambda *_: plan)
    dialog.save_button.click()
    assert dialog.said.text().endswith("is the plan file itself. Choose another name.")
    assert plan.read_bytes() == before
    dialog.close()
