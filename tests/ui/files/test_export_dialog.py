"""The dialog “Export”: only what counts for a format is asked, and the file holds what was chosen."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.model import Roadmap
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.ui.files.export_dialog import ExportDialog
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.page import PageContext
from tests.services.reading import rows


@pytest.fixture
def exporting(context: PageContext, tmp_path: Path, qtbot: QtBot) -> ExportDialog:
    """The dialog on the built-in roadmap and a second one of one activity."""
    (tmp_path / "second.md").write_text("# Second: way\n\n## One\n\n- [x] Only this\n")
    import_files(context.planner, [tmp_path / "second.md"])
    dialog = ExportDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: ExportDialog, key: str) -> None:
    dialog.format.set_value(key)
    dialog.format.chosen.emit(key)


def save(dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Save under the name that is proposed."""
    saved: list[Path] = []

    def ask(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        saved.append(folder / Path(start).name)
        return str(saved[0]), ""

    monkeypatch.setattr(FileDialog, "getSaveFileName", ask)
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_button.click()
    return saved[0]


def test_only_what_counts_is_asked(exporting: ExportDialog) -> None:
    asked = {}
    for key in ("ics", "template", "md", "csv", "skills-csv", "skills-json", "json"):
        choose(exporting, key)
        names = [exporting.roadmap.itemText(number) for number in range(exporting.roadmap.count())]
        asked[key] = (len(names) if exporting.roadmap.isVisible() else 0, exporting.progress.isVisible())
        assert exporting.use.text()
    assert {key: each for key, each in asked.items() if each != (0, False)} == {
        "template": (2, True), "md": (3, False), "csv": (3, False),
    }  # fmt: skip


def test_a_plan_without_roadmaps_offers_no_template(empty_library: Planner, context: PageContext, qtbot: QtBot) -> None:
    empty = PageContext(empty_library, context.theme, context.settings, context)
    dialog = ExportDialog(empty)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.format.findData(key) for key in ("template", "skills-csv", "skills-json")] == [-1] * 3
    choose(dialog, "csv")
    assert not dialog.roadmap.isVisible()


def test_the_only_roadmap_needs_no_question(context: PageContext, qtbot: QtBot) -> None:
    dialog = ExportDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    choose(dialog, "template")
    assert not dialog.roadmap.isVisible()
    assert dialog.progress.isVisible()


@pytest.mark.parametrize("with_progress", [False, True])
def test_a_template_of_one_roadmap(
    exporting: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, with_progress: bool
) -> None:
    choose(exporting, "template")
    exporting.roadmap.set_value("Second: way")
    exporting.progress.setChecked(with_progress)
    with qtbot.waitSignal(exporting._context.toast_requested) as toast:
        path = save(exporting, qtbot, monkeypatch, tmp_path)
    assert path.name == "Second- way.json"
    assert toast.args == ["Exported 1 activity to “Second- way.json”.", False]
    document = json.loads(path.read_text())
    assert document["name"] == "Second: way"
    assert bool(document.get("progress")) is with_progress


def test_tables_and_texts_of_one_roadmap_or_of_all(
    exporting: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(exporting, "csv")
    exporting.roadmap.set_value("Second: way")
    assert len(save(exporting, qtbot, monkeypatch, tmp_path).read_text().splitlines()) == 2
    choose(exporting, "md")
    exporting.roadmap.set_value(None)
    path = save(exporting, qtbot, monkeypatch, tmp_path)
    assert path.name == "plan.md"
    assert path.read_text().count("\n# ") + 1 >= len(rows(exporting._context.planner, Roadmap))


def test_a_choice_of_another_format_does_not_count(
    exporting: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(exporting, "template")
    exporting.roadmap.set_value("Second: way")
    choose(exporting, "json")
    document = json.loads(save(exporting, qtbot, monkeypatch, tmp_path).read_text())
    assert len(document["roadmaps"]) == 2


def test_an_error_is_one_sentence_and_the_dialog_stays(exporting: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    choose(exporting, "csv")
    exporting.write(tmp_path / "not" / "there.csv")
    qtbot.waitUntil(lambda: not exporting.busy.busy)
    assert "There is no folder" in exporting.sentence.text()
    assert exporting.isVisible()
