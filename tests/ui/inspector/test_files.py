"""Files in the inspector: attached, opened, saved, renamed and removed through the widgets, each undone once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from planner.services.queries.attachments import files_of, kept_file
from planner.services.temporary_copies import TemporaryCopies, not_opened
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.inspector.file_row import icon_of
from planner.ui.shell.page import PageContext
from tests.ui.inspector.conftest import Bench
from tests.ui.inspector.files_hands import PDF, done, keep, names, section, shown
from tests.ui.inspector.test_parts import choose

TOO_LARGE = (
    "“talk.mp4” has 200 MB; a plan keeps files of up to 20 MB each. Attach a smaller version of it, or add a link to "
    "where it lies."
)


@pytest.fixture(autouse=True)
def copies(context: PageContext, tmp_path: Path) -> Iterator[Path]:
    """Where the copies for other programs lie in these tests."""
    folder = tmp_path / "copies"
    folder.mkdir()
    context._copies = TemporaryCopies(folder)
    yield folder
    context.copies.remove()


def test_a_chosen_file_is_attached_and_undone(
    bench: Bench, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def chosen(_parent: object, title: str, *_rest: object) -> tuple[list[str], str]:
        titles.append(title)
        return [str(certificate)], ""

    monkeypatch.setattr(FileDialog, "getOpenFileNames", chosen)
    activity_id = bench.open("certification")
    assert names(bench) == []
    choose(bench.view.add_menu(), "Attach a file…")
    done(bench)
    assert names(bench) == ["Zertifikat.pdf"]
    assert titles == ["Attach files: Up to 20 MB each, 100 MB in all"]
    assert bench.toasts == ["“Zertifikat.pdf” is attached."]
    (kept,) = bench.planner.read(files_of, activity_id=activity_id)
    assert bench.planner.read(kept_file, kept.id).data == PDF
    bench.planner.undo()
    assert names(bench) == []
    bench.planner.redo()
    assert names(bench) == ["Zertifikat.pdf"]
    assert bench.planner.read(kept_file, kept.id).data == PDF


def test_nothing_chosen_does_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_: ([], ""))
    bench.open("course")
    choose(bench.view.add_menu(), "Attach a file…")
    assert not section(bench).files.work.busy
    assert bench.planner.history().undo is None


def test_of_several_files_those_that_fit_are_one_step(bench: Bench, certificate: Path, tmp_path: Path) -> None:
    with (tmp_path / "talk.mp4").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "again.txt").write_text("x")
    bench.open("certification")
    section(bench).attach([certificate, tmp_path / "talk.mp4", tmp_path / "notes.txt", tmp_path / "again.txt"])
    done(bench)
    assert names(bench) == ["Zertifikat.pdf", "notes.txt"]
    assert bench.toasts == [f"2 files are attached. {TOO_LARGE} 1 other file was refused, too."]
    assert bench.planner.history().undo == "Attach 2 files"
    bench.planner.undo()
    assert names(bench) == []
    assert bench.planner.history().undo is None


def test_a_file_that_is_too_large_is_one_sentence(bench: Bench, tmp_path: Path) -> None:
    with (tmp_path / "talk.mp4").open("wb") as file:
        file.truncate(200_000_000)
    bench.open("topic")
    section(bench).attach([tmp_path / "talk.mp4"])
    done(bench)
    assert bench.failures == [TOO_LARGE]
    assert bench.planner.history().undo is None
    assert names(bench) == []


def test_the_same_file_again_is_refused(bench: Bench, certificate: Path) -> None:
    bench.open("certification")
    for _ in range(2):
        section(bench).attach([certificate])
        done(bench)
    assert bench.failures == ["“Zertifikat.pdf” is attached here already."]
    assert names(bench) == ["Zertifikat.pdf"]


def test_a_file_goes_to_what_was_open_when_it_was_chosen(bench: Bench, certificate: Path) -> None:
    first = bench.open("certification")
    section(bench).attach([certificate])
    bench.open("course")
    done(bench)
    assert names(bench) == []
    assert [row.name for row in bench.planner.read(files_of, activity_id=first)] == ["Zertifikat.pdf"]


def test_a_file_is_opened_as_a_private_copy(bench: Bench, opened: list[str], copies: Path) -> None:
    (row,) = keep(bench, "Zertifikat.PDF")
    bench.qtbot.mouseClick(row.face, Qt.MouseButton.LeftButton)
    done(bench)
    (address,) = opened
    path = Path(QUrl(address).toLocalFile())
    assert path.is_relative_to(copies)
    assert path.name == "Zertifikat.pdf"
    assert path.read_bytes() == PDF + b"\0"
    assert path.stat().st_mode & 0o777 == 0o400
    assert {each.stat().st_mode & 0o777 for each in (path.parent, path.parent.parent)} == {0o700}
    row.face.setFocus()
    bench.qtbot.keyClick(row.face, Qt.Key.Key_Return)
    done(bench)
    choose(row.menu(), "Open")
    done(bench)
    assert opened == [address] * 3
    assert bench.failures == []


def test_what_could_run_is_not_opened(bench: Bench, opened: list[str], copies: Path) -> None:
    (row,) = keep(bench, "invoice.pdf.desktop", data=b"[Desktop Entry]")
    row.face.click()
    done(bench)
    assert bench.failures == [not_opened("invoice.pdf.desktop")]
    assert opened == []
    assert list(copies.iterdir()) == []
    menu = row.menu()
    assert {action.text(): action.isEnabled() for action in menu.actions()} == {
        "Open": False, "Save a copy…": True, "Rename": True, "Remove": True,
    }  # fmt: skip
    assert "save a copy instead" in row.face.toolTip()
    assert "the menu saves a copy" in row.face.accessibleDescription()


def test_no_program_for_it_is_one_sentence(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    (row,) = keep(bench, "a.pdf")
    row.face.click()
    done(bench)
    assert bench.failures == ["No program on this machine opens “a.pdf”. Save a copy instead."]


def test_a_copy_is_saved_where_one_says(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = keep(bench, "run.sh", data=b"#!/bin/sh")
    proposed: list[str] = []

    def place(_parent: object, _title: str, start: str, *_rest: object) -> tuple[str, str]:
        proposed.append(Path(start).name)
        return str(tmp_path / "copy.sh"), ""

    monkeypatch.setattr(FileDialog, "getSaveFileName", place)
    (tmp_path / "copy.sh").write_bytes(b"the dialog has asked whether this may go")
    choose(row.menu(), "Save a copy…")
    done(bench)
    assert proposed == ["run.sh"]
    assert (tmp_path / "copy.sh").read_bytes() == b"#!/bin/sh\0"
    assert bench.toasts == ["Saved a copy as “copy.sh”."]
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "x"), ""))
    row.save_button.click()
    done(bench)
    assert len(bench.failures) == 1
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: ("", ""))
    row.save_button.click()
    assert not section(bench).files.work.busy


def test_no_place_outside_of_the_documents_is_proposed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = keep(bench, "a.txt", data=b"x")
    proposed: list[Path] = []

    def place(_parent: object, _title: str, start: str, *_rest: object) -> tuple[str, str]:
        proposed.append(Path(start))
        return "", ""

    monkeypatch.setattr(FileDialog, "getSaveFileName", place)
    assert row.kept is not None
    for name in ("/etc/cron.d/evil.txt", "../../.bashrc", ""):
        section(bench).files.save(row.kept._replace(name=name))
    assert proposed == [documents() / name for name in ("-etc-cron.d-evil.txt", "..-..-.bashrc", "File")]


def test_a_name_is_edited_in_place(bench: Bench) -> None:
    (row,) = keep(bench, "日本 👩‍🔬.pdf")
    row.face.setFocus()
    bench.qtbot.keyClick(row.face, Qt.Key.Key_F2)
    assert row.editor is not None
    assert row.editor.textCursor().selectedText() == "日本 👩‍🔬"
    bench.qtbot.keyClicks(row.editor, "Certificate")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert names(bench) == ["Certificate.pdf"]
    assert row.face.isVisible()
    assert not row.editor.isVisible()
    bench.planner.undo()
    assert names(bench) == ["日本 👩‍🔬.pdf"]


def test_a_name_that_is_none_is_refused_and_stays_in_its_field(bench: Bench) -> None:
    (row,) = keep(bench, "a.pdf")
    choose(row.menu(), "Rename")
    assert row.editor is not None
    row.editor.selectAll()
    bench.qtbot.keyClicks(row.editor, "a/b")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert bench.failures == ["The name of a file has no / and no \\. Leave them out of “a/b”."]
    assert row.editor.isVisible()
    row.editor.selectAll()
    bench.qtbot.keyClicks(row.editor, "b.pdf")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Escape)
    assert names(bench) == ["b.pdf"]
    assert row.face.isVisible()


def test_a_name_that_is_typed_is_written_when_something_else_is_opened(bench: Bench) -> None:
    (row,) = keep(bench, "a.pdf")
    row.rename()
    assert row.editor is not None
    bench.qtbot.keyClicks(row.editor, "b")
    first = bench.card().activity.id
    bench.open("course")
    assert [file.name for file in bench.planner.read(files_of, activity_id=first)] == ["b.pdf"]
    assert names(bench) == []


def test_delete_removes_and_goes_on_with_the_next(bench: Bench) -> None:
    first, _second, third = keep(bench, "a.pdf", "b.pdf", "c.pdf")
    first.face.setFocus()
    bench.qtbot.keyClick(first.face, Qt.Key.Key_Delete)
    assert names(bench) == ["b.pdf", "c.pdf"]
    assert bench.toasts == ["“a.pdf” is removed"]
    assert first.face.hasFocus()
    shown(bench)[1].remove_button.click()
    choose(shown(bench)[0].menu(), "Remove")
    assert names(bench) == []
    assert not third.isVisible()
    for _ in range(3):
        bench.planner.undo()
    assert names(bench) == ["a.pdf", "b.pdf", "c.pdf"]


def test_badges_stand_elsewhere(bench: Bench) -> None:
    assert keep(bench, "badge.png", purpose="badge") == []


def test_a_row_says_what_it_is(bench: Bench) -> None:
    rows = keep(bench, "x.pdf", "A very long name of a certificate of attendance 2026 (final).pdf")
    assert rows[0].face.accessibleName() == "x.pdf, 10 B"
    assert rows[0].face.accessibleDescription().startswith("Return opens it, F2 renames it, Delete removes it")
    assert rows[0].face.toolTip() == ""
    assert rows[1].face.shown.startswith("A very")
    assert rows[1].face.shown.endswith("(final).pdf")
    assert "…" in rows[1].face.shown
    assert "certificate of attendance" in rows[1].face.toolTip()
    assert section(bench).remark.text() == "20 B"
    assert not section(bench).grab().isNull()


@pytest.mark.parametrize(
    ("name", "media_type", "icon"),
    [
        ("a.pdf", "application/pdf", "note"),
        ("a.jpg", "image/jpeg", "image"),
        ("a.xlsx", "application/x", "table"),
        ("a.ics", "text/calendar", "calendar"),
        ("a.zip", "application/zip", "file"),
    ],
)
def test_each_type_has_its_picture(name: str, media_type: str, icon: str) -> None:
    assert icon_of(name, media_type) == icon


def test_the_buttons_of_a_row_show_under_the_pointer(bench: Bench) -> None:
    (row,) = keep(bench, "a.pdf")
    assert not row.save_button.isVisible()
    row.enterEvent(None)
    assert row.save_button.isVisible()
    assert row.remove_button.geometry().right() < row.width()
    row.leaveEvent(None)
    assert not row.remove_button.isVisible()
