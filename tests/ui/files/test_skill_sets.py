"""Skills, rubrics and roles in the dialogs “Import” and “Export”: nothing to ask, and a fault is one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.model import Skill
from planner.services.imports import import_files
from planner.ui.files.export_dialog import ExportDialog
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from tests.services.reading import rows

Open = Callable[..., ImportDialog]


def test_a_table_of_skills_needs_no_answers_and_shows_the_skills(
    open_import: Open, live: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "team.csv"
    path.write_text("skill,category,level_0,role: Lead\nFeedback,Leading,Avoids it.,3\n")
    dialog = open_import(path)
    assert (dialog.sort.text(), dialog.summary.text()) == ("Table of skills and roles", "3 new")
    assert dialog.findings.toPlainText().split("\n") == ["New  3", "Category “Leading”", "Feedback", "Role “Lead”"]
    assert dialog.mapping.isHidden()
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    assert live.pages.current_id == "skills"
    path.write_text("skill,category,level_0,role: Lead\nFeedback,Leading,Shuns it.,4\n")
    dialog = open_import(path)
    assert dialog.summary.text() == "2 changed, 1 unchanged"
    assert "Feedback – Levels\nLead – Targets" in dialog.findings.toPlainText()
    live.undo()
    assert not rows(live.context.planner, Skill, name="Feedback")


def test_a_table_of_skills_with_a_fault_is_one_sentence(open_import: Open, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text("skill,category,role: Lead\nFeedback,Leading,7\n")
    dialog = open_import(path)
    assert "line 2, column “role: Lead”" in dialog.summary.text()
    assert dialog.mapping.isHidden()
    assert not dialog.import_button.isVisible()


@pytest.mark.parametrize("key", ["skills-csv", "skills-json"])
def test_skills_and_roles_go_out_alone(context: PageContext, tmp_path: Path, qtbot: QtBot, key: str) -> None:
    dialog = ExportDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.format.set_value(key)
    dialog.format.chosen.emit(key)
    assert not dialog.roadmap.isVisible()
    path = tmp_path / f"skills.{key.removeprefix('skills-')}"
    with qtbot.waitSignal(context.toast_requested) as toast:
        dialog.write(path)
    assert toast.args == [f"Exported 20 skills to “{path.name}”.", False]
    (report,) = import_files(context.planner, [path], dry_run=True)
    assert (report.format, report.unchanged, report.new) == (key, 29, 0)
