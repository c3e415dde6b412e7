"""The scenes of the window that a person can bring about: each page in each of its views, dialogs and panels."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QAbstractItemView, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from planner.domain.model import Activity
from planner.domain.money import Money
from planner.domain.words import ActivityId, SkillId
from planner.services.actions.expenses import PutExpense
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.storage.schema import TABLES
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.goals.page import GoalsPage
from planner.ui.shell.inspector.money_section import MoneySection
from planner.ui.shell.window import MainWindow
from planner.ui.skills.page import SkillsPage
from planner.ui.widgets.segmented import SegmentedSwitch
from tests.ui.walk import settle, shown, windows_besides

PAGES = ("home", "board", "skills", "goals", "calendar")


class Scene(NamedTuple):
    """What is shown now, and the widget that holds it."""

    name: str
    root: QWidget


def show(window: MainWindow, size: tuple[int, int]) -> None:
    """Show the window and wait until it has filled itself."""
    window.resize(*size)
    window.show()
    settle()


def page_scenes(window: MainWindow, page_id: str) -> Iterator[Scene]:
    """A page, once for each choice of its switches, and of those that stand in what was chosen."""
    window.go(page_id)
    page = window.pages.page(page_id)
    chart = getattr(page, "chart", None)
    if callable(chart):
        chart()  # made now, not by a timer
    settle()
    switches = _switches(window)
    if not switches:
        yield Scene(page_id, window)
    for switch in switches:
        for choice in switch.findChildren(QRadioButton):
            choice.click()
            settle()
            yield Scene(f"{page_id}, {choice.text()}", window)
            for inner in (each for each in _switches(window) if each not in switches):
                for form in reversed(inner.findChildren(QRadioButton)):
                    form.click()
                    settle()
                    yield Scene(f"{page_id}, {choice.text()}, {form.text()}", window)


def _switches(window: MainWindow) -> list[SegmentedSwitch]:
    return [each for each in window.findChildren(SegmentedSwitch) if each.isVisible()]


def history_scenes(window: MainWindow) -> Iterator[Scene]:
    """The history of levels in place of the radar, in each kind of its views, and that of a skill in the inspector."""
    for skill_id, day, level in ((1, "2025-03-01", 1.0), (1, "2026-01-10", 2.5), (2, "2025-10-01", 3.0)):
        window.context.planner.run(Assess(SkillId(skill_id), level, on=day))
    window.go("skills")
    page = window.pages.page("skills")
    assert isinstance(page, SkillsPage)
    page.chart()
    page._history.read()
    page._lines.link.click()
    for view in ("categories", "skills", "category 1"):
        page._radar.choose(view)
        settle()
        yield Scene(f"history, {view}", window)
    assert window.open("skill", 1)
    settle()
    assert window.inspector is not None
    yield Scene("history in the inspector", window.inspector)


def money_scenes(window: MainWindow) -> Iterator[Scene]:
    """Expenses in the inspector, their editor with a complaint, and the dialog of all of them."""
    planner = window.context.planner
    goal = ActivityId(kinds_with_an_activity(planner)["certification"])
    back = Money(5000, "USD")
    for item, minor, day, paid in (("exam", 10000, "2026-10-01", True), ("stay", 129950, "2026-12-08", False)):
        planner.run(PutExpense(goal, None, item, Money(minor, "USD"), day, paid, back if paid else None, "Σήμερα"))
    planner.run(PutExpense(goal, None, "travel", Money(4000, "JPY"), "2025-05-05", paid=True))
    window.go("goals")
    assert window.open("activity", goal)
    settle()
    assert window.inspector is not None
    yield Scene("money in the inspector", window.inspector)
    (section,) = window.inspector.findChildren(MoneySection)
    section.edit(section.rows[1].expense)
    section.editor.back.setText("100000")
    section.editor.save()
    settle()
    yield Scene("editor of an expense", window.inspector)
    section.editor.close_editor()
    page = window.pages.page("goals")
    assert isinstance(page, GoalsPage)
    yield from opened(window, "money", page.commands.open_money)


def opened(window: MainWindow, name: str, act: Callable[[], object], *, beside: bool = False) -> Iterator[Scene]:
    """What an act opens beside the window, or (unless ``beside``) the window itself; closed at the end."""
    before = windows_besides(window)
    act()
    settle()
    new = [each for each in windows_besides(window) if each not in before]
    for each in new or ([] if beside else [window]):
        yield Scene(name, each)
    for each in new:
        each.close()
    settle()


def kinds_with_an_activity(planner: Planner) -> dict[str, int]:
    """One activity of each kind that the plan holds."""
    table = TABLES[Activity]
    statement = select(table.c.kind, func.min(table.c.id)).where(table.c.trashed_at.is_(None)).group_by(table.c.kind)
    return planner.read(lambda reader: {str(kind): int(first) for kind, first in reader.execute(statement)})


def scenes_of_actions(window: MainWindow, page_id: str) -> Iterator[Scene]:
    """What each action of a page opens, done on the third line of its lists."""
    window.go(page_id)
    settle()
    for action in window.pages.page(page_id).actions():
        window.go(page_id)
        for view in shown(window.pages.page(page_id)):
            if isinstance(view, QAbstractItemView) and not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(min(2, view.model().rowCount() - 1), 0))
        yield from opened(window, action.text(), action.trigger)


def scenes_of_commands(window: MainWindow) -> Iterator[Scene]:
    """What the commands of the menus open, those left out that end or change something."""
    for command, action in window.commands.everything():
        if command.id not in {"file.quit", "file.backup", "edit.undo", "edit.redo", "help.sample"}:
            yield from opened(window, command.id, action.trigger)


def import_scenes(dialog: ImportDialog) -> Iterator[Scene]:
    """Each file of an import."""
    for row in range(dialog.files.count()):
        dialog.files.setCurrentRow(row)
        settle()
        yield Scene(f"import, {dialog.name.text()}", dialog)


def opened_import(window: MainWindow, folder: Path, qtbot: QtBot) -> ImportDialog:
    """The import of an outline, a table that asks about its dates, and a damaged file, all in another script."""
    texts = {
        "1.md": "# Ωμέγα\n\n## Άλφα\n\n- [ ] Βήτα\n- [x] Γάμμα\n",
        "2.csv": "Λέξη,Μέρα,Ώρα,Είδος\nΒήτα πι,03/04/2026,2,Ψι\nΓάμμα ρο,05/06/2026,3,Ψι\n",
        "3.json": "{",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    dialog = ImportDialog(window.context, [folder / name for name in texts], window)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    dialog.files.setCurrentRow(1)
    for column, field in ((1, "due"), (2, "estimate"), (3, "kind")):
        dialog.mapping.table.chosen.emit(column, field)
        qtbot.waitUntil(lambda: not dialog.busy.busy)
    return dialog
