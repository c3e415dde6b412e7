"""The dialog “Import”: what it shows before anything is written, what the person can change, and the one step."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Roadmap, Step
from planner.services import imports
from planner.services.export import export
from planner.services.planner import Planner
from planner.ui.files import import_dialog
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.files.remembered import remember
from planner.ui.shell.window import MainWindow
from tests.services.reading import rows

Open = Callable[..., ImportDialog]

OUTLINE = """# Data engineering

## Foundations

- [ ] Write a parser
- [x] Read about queues

## Practice

- [ ] Move a warehouse
"""
TABLE = """Task,Section,Due date,Estimate
Write a parser,Foundations,03/04/2026,2
Read about queues,Foundations,05/06/2026,4
"""


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    path = tmp_path / "data.md"
    path.write_text(OUTLINE)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(TABLE)
    return path


def titles(planner: Planner) -> set[str]:
    return {row.title for row in rows(planner, Activity)}


def choose(dialog: ImportDialog, qtbot: QtBot, column: int, word: str) -> None:
    """Choose what a column fills, as with the keyboard."""
    box = dialog.mapping.table.head.boxes[column]
    box.setCurrentIndex(box.findText(word))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not dialog.busy.busy)


def shown(dialog: ImportDialog, column: int) -> list[str]:
    model = dialog.mapping.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def press_import(dialog: ImportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()


def test_what_would_come_is_shown_and_nothing_is_written(open_import: Open, live: MainWindow, outline: Path) -> None:
    planner = live.context.planner
    before = rows(planner, Activity)
    dialog = open_import(outline)
    assert (dialog.name.text(), dialog.sort.text()) == ("data.md", "Markdown outline")
    assert dialog.summary.text() == "3 new"
    assert dialog.findings.toPlainText().split("\n") == [
        "New roadmap “Data engineering”",
        "Foundations – 2 activities",
        "Practice – 1 activity",
        "",
        "New  3",
        "Write a parser",
        "Read about queues",
        "Move a warehouse",
    ]
    assert dialog.mapping.isHidden()
    assert dialog.import_button.isEnabled()
    dialog.cancel_button.click()
    assert dialog.isHidden()
    assert rows(planner, Activity) == before


def test_import_is_one_step_and_shows_the_first_new_thing(
    open_import: Open, live: MainWindow, outline: Path, qtbot: QtBot
) -> None:
    planner = live.context.planner
    before = {table: rows(planner, table) for table in (Activity, Roadmap, Step)}
    live.go("goals")
    press_import(open_import(outline), qtbot)
    assert {"Write a parser", "Move a warehouse"} <= titles(planner)
    assert live.pages.current_id == "board"
    assert live.toasts.current is not None
    assert live.toasts.current.text == "Imported: 3 new."
    live.undo()
    assert {table: rows(planner, table) for table in before} == before


def test_the_same_file_again_has_nothing_to_offer(open_import: Open, outline: Path, qtbot: QtBot) -> None:
    press_import(open_import(outline), qtbot)
    dialog = open_import(outline)
    assert dialog.summary.text() == "3 unchanged"
    assert dialog.hint.text() == "Your plan has all of this already."
    assert not dialog.import_button.isVisible()
    assert dialog.cancel_button.text() == "Close"


def test_what_changes_is_named_with_its_fields(open_import: Open, outline: Path, tmp_path: Path, qtbot: QtBot) -> None:
    press_import(open_import(outline), qtbot)
    outline.write_text(OUTLINE.replace("- [ ] Write", "- [x] Write"))
    dialog = open_import(outline)
    assert dialog.summary.text() == "1 changed, 2 unchanged"
    assert "Changed  1\nWrite a parser – Status" in dialog.findings.toPlainText()


def test_dates_in_doubt_must_be_answered(open_import: Open, live: MainWindow, table: Path, qtbot: QtBot) -> None:
    dialog = open_import(table)
    panel = dialog.mapping
    assert panel.question.text() == "Due date: “03/04/2026” could be 3 Apr 2026 or 4 Mar 2026. Which is it?"
    assert not any(button.isChecked() for button in panel.orders.values())
    assert not dialog.import_button.isEnabled()
    assert dialog.hint.text() == "One answer is missing before this can come in."
    panel.orders["mdy"].click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert shown(dialog, 2) == ["4 Mar 2026", "6 May 2026"]
    assert panel.orders["mdy"].isChecked()
    panel.orders["dmy"].click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert shown(dialog, 2) == ["3 Apr 2026", "5 Jun 2026"]
    assert panel.question.isVisible()  # so that the answer can still be changed
    press_import(dialog, qtbot)
    assert "Write a parser" in titles(live.context.planner)


def test_drop_downs_say_what_columns_fill(open_import: Open, live: MainWindow, table: Path, qtbot: QtBot) -> None:
    dialog = open_import(table)
    boxes = dialog.mapping.table.head.boxes
    assert [box.currentText() for box in boxes] == ["Title", "Step", "Due date", "Estimate"]
    assert shown(dialog, 3) == ["2 h", "4 h"]
    dialog.mapping.unit.setCurrentIndex(dialog.mapping.unit.findText("minutes"))
    dialog.mapping.unit.activated.emit(0)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert shown(dialog, 3) == ["2 min", "4 min"]
    choose(dialog, qtbot, 2, "Leave out")
    assert dialog.mapping.question.isHidden()
    choose(dialog, qtbot, 3, "Notes")
    assert dialog.mapping.unit.isHidden()
    assert shown(dialog, 2) == ["03/04/2026", "05/06/2026"]
    press_import(dialog, qtbot)
    found = {row.title: row for row in rows(live.context.planner, Activity)}
    assert (found["Write a parser"].notes, found["Write a parser"].estimate_minutes) == ("2", None)


def test_a_column_that_becomes_a_date_asks_its_own_question(open_import: Open, table: Path, qtbot: QtBot) -> None:
    table.write_text("Task,Due date,Other\nA,13/04/2026,2026-05-01\nB,14/04/2026,03/04/2026\n")
    dialog = open_import(table)
    assert dialog.mapping.question.isHidden()
    choose(dialog, qtbot, 2, "Due date")
    assert dialog.mapping.table.head.boxes[1].currentText() == "Leave out"
    assert "03/04/2026" in dialog.mapping.question.text()
    assert not dialog.import_button.isEnabled()


def test_a_table_whose_titles_are_not_found_can_be_told(
    open_import: Open, live: MainWindow, table: Path, qtbot: QtBot
) -> None:
    table.write_text("Status,Code\ndone,1001\nplanned,1002\n")
    dialog = open_import(table)
    assert dialog.summary.text() == "Say which column holds the titles."
    assert not dialog.import_button.isEnabled()
    choose(dialog, qtbot, 1, "Title")
    assert dialog.summary.text() == "2 new"
    press_import(dialog, qtbot)
    assert {"1001", "1002"} <= titles(live.context.planner)


def test_a_newer_choice_takes_the_place_of_one_that_is_still_worked_on(
    open_import: Open, table: Path, qtbot: QtBot
) -> None:
    dialog = open_import(table)
    dialog.mapping.orders["mdy"].click()
    assert dialog.busy.busy
    dialog.mapping.orders["dmy"].click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert shown(dialog, 2) == ["3 Apr 2026", "5 Jun 2026"]


def test_a_table_with_the_same_headings_is_read_as_the_person_said(
    open_import: Open, table: Path, qtbot: QtBot
) -> None:
    dialog = open_import(table)
    dialog.mapping.orders["mdy"].click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    choose(dialog, qtbot, 3, "Notes")
    press_import(dialog, qtbot)
    table.write_text(TABLE.replace("parser", "lexer").replace("05/06", "07/08"))
    again = open_import(table)
    assert again.sort.text() == "Table, 2 rows; its columns are read as you said the last time"
    assert [box.currentText() for box in again.mapping.table.head.boxes] == ["Title", "Step", "Due date", "Notes"]
    assert shown(again, 2) == ["4 Mar 2026", "8 Jul 2026"]
    assert again.import_button.isEnabled()
    again.mapping.orders["dmy"].click()  # which is still the person's to change
    qtbot.waitUntil(lambda: not again.busy.busy)
    assert shown(again, 2) == ["3 Apr 2026", "7 Aug 2026"]


@pytest.mark.parametrize("told", [[], {"fields": ["title"] * 4, "unit": 1, "orders": {}}, {"fields": [[]] * 4}])
def test_nonsense_in_the_settings_changes_nothing(
    open_import: Open, live: MainWindow, table: Path, told: object
) -> None:
    key = next(iter(remembered_tables(open_import(table), live)))
    live.context.settings.change(lambda settings: settings._replace(tables={key: told}))
    again = open_import(table)
    assert [box.currentText() for box in again.mapping.table.head.boxes] == ["Title", "Step", "Due date", "Estimate"]
    assert again.sort.text() == "Table, 2 rows, shown as they will come in"


def remembered_tables(dialog: ImportDialog, window: MainWindow) -> Mapping[str, object]:
    remember(window.context.settings, dialog._previews.values())
    return window.context.settings.read().tables


def test_what_is_not_understood_says_so(open_import: Open, table: Path) -> None:
    table.write_text("Task,Due date,Owner\nA,soon,Ann\n")
    dialog = open_import(table)
    model = dialog.mapping.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(role) == "Due date: soon, Is not understood and stays out"
    assert model.index(0, 2).data(role) == "Owner: Ann, Stays out"
    assert "line 2 – “soon” is no date" in dialog.findings.toPlainText()


def test_many_remarks_are_bounded(open_import: Open, table: Path) -> None:
    table.write_text("Task,Due date\n" + "\n".join(f"A{number},soon" for number in range(900)))
    dialog = open_import(table)
    assert dialog.summary.text() == "900 new, 900 remarks"
    assert dialog.findings.toPlainText().count("and 400 more") == 2


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (("x.json", b'{"nodes": ['), "cut off"),
        (("x.json", b"[1, 2]"), "x.json"),
        (("x.csv", b""), "x.csv"),
        (("x.csv", b"\x00\x01\x02\x00\xff" * 9), "x.csv"),
        (("x.md", b"\x89PNG\r\n\x1a\n\x00\x00"), "x.md"),
        (("x.md", b""), "x.md"),
        (("x.docx", b"PK"), "of a sort that Planner does not read"),
    ],
)
def test_a_bad_file_is_one_sentence(
    open_import: Open, live: MainWindow, tmp_path: Path, bad: tuple[str, bytes], words: str
) -> None:
    before = rows(live.context.planner, Activity)
    path = tmp_path / bad[0]
    path.write_bytes(bad[1])
    dialog = open_import(path)
    assert words in dialog.summary.text()
    assert "\n" not in dialog.summary.text()
    assert dialog.findings.isHidden()
    assert dialog.mapping.isHidden()
    assert not dialog.import_button.isVisible()
    assert rows(live.context.planner, Activity) == before


def test_a_file_of_100_mb_is_not_read(open_import: Open, tmp_path: Path) -> None:
    with (tmp_path / "x.csv").open("wb") as file:
        file.truncate(100_000_000)
    assert "100 MB" in open_import(tmp_path / "x.csv").summary.text()


def test_several_files_come_in_as_one_step_and_bad_ones_stay_out(
    open_import: Open, live: MainWindow, outline: Path, table: Path, qtbot: QtBot
) -> None:
    planner = live.context.planner
    before = rows(planner, Activity)
    bad = outline.with_name("bad.json")
    bad.write_text("{")
    dialog = open_import(outline, table, bad)
    assert dialog.files.currentRow() == 1  # the one that asks comes first
    assert dialog.hint.text() == "“tasks.csv” has a question for you first."
    dialog.files.setCurrentRow(2)
    assert "cut off" in dialog.summary.text()
    dialog.files.setCurrentRow(1)
    dialog.mapping.orders["dmy"].click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.hint.text() == "5 new, 1 file not read"
    press_import(dialog, qtbot)
    assert len(rows(planner, Activity)) > len(before)
    live.undo()
    assert rows(planner, Activity) == before


def test_cancel_while_it_writes_rolls_back(
    open_import: Open, live: MainWindow, outline: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = live.context.planner
    before = rows(planner, Activity)
    dialog = open_import(outline)
    started, go_on = threading.Event(), threading.Event()

    def held(*arguments: object, **named: object) -> object:
        started.set()
        assert go_on.wait(10)
        return imports.import_files(*arguments, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(import_dialog, "import_files", held)
    dialog.import_button.click()
    assert started.wait(10)
    dialog.cancel_button.click()
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.hint.text() == "Stopped; nothing was changed."
    assert rows(planner, Activity) == before
    press_import(dialog, qtbot)
    assert "Write a parser" in titles(planner)


def test_cancel_while_it_reads_closes(
    live: MainWindow, outline: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def held(*arguments: object, **named: object) -> object:
        assert go_on.wait(10)
        return imports.import_files(*arguments, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(import_dialog, "import_files", held)
    dialog = ImportDialog(live.context, [outline], live)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.cancel_button.click()
    with qtbot.waitSignal(dialog.rejected):
        go_on.set()
    assert dialog.isHidden()


def test_a_whole_plan_tells_what_is_new(open_import: Open, live: MainWindow, tmp_path: Path) -> None:
    export(live.context.planner, tmp_path / "plan.json", "json")
    dialog = open_import(tmp_path / "plan.json")
    assert dialog.sort.text() == "Archive of a whole plan"
    assert dialog.cancel_button.text() == "Close"


def test_controls_have_names_and_a_wide_table_scrolls_with_the_focus(
    open_import: Open, table: Path, qtbot: QtBot
) -> None:
    columns = ["Task", *(f"c{number}" for number in range(40))]
    table.write_text("\n".join([",".join(columns), ",".join(columns)]))
    dialog = open_import(table)
    head = dialog.mapping.table.head
    qtbot.waitUntil(lambda: len(head.boxes) == len(columns))
    assert all(control.accessibleName() for control in dialog.mapping.controls() if control.isVisible())
    last = head.boxes[-1]
    assert last.accessibleName() == "What “c39” fills"
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    last.setFocus()
    corner = last.mapTo(dialog.mapping.table, QPoint(last.width(), 0))
    assert 0 < corner.x() <= dialog.mapping.table.width()
