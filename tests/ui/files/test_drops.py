"""What is dropped on the window: files are looked at by the dialog of their sort, links and text become activities."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.services.queries.activity import activity_card
from planner.ui.board.arrangements import OUTLINE, STEPS
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.calendar.import_dialog import ImportDialog as CalendarImportDialog
from planner.ui.files.drops import DropHint, read_dropped
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.shell.window import MainWindow
from tests.ui.walk import settle


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    dropped = QDropEvent(QPoint(9, 9), either, data, buttons, keys)
    dropped.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, dropped)
    assert dropped.dropAction() == Qt.DropAction.CopyAction, "who moves a file deletes it where it was"


def test_files_that_are_dropped_on_the_window_are_looked_at(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "data.md").write_text("# Data\n\n## One\n\n- [ ] A\n")
    drop(live, tmp_path / "data.md")
    dialog = live.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.summary.text() == "1 new"
    dialog.reject()


def test_calendars_that_are_dropped_get_the_dialog_of_the_calendar(
    live: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "team.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    drop(live, tmp_path / "team.ics")
    dialog = live.findChild(CalendarImportDialog)
    assert isinstance(dialog, CalendarImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    dialog.reject()
    assert live.findChild(ImportDialog) is None


def test_calendars_among_other_files_come_in_together(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """Wherever one drops them: also on the calendar, which takes no part of them for itself."""
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n"
    (tmp_path / "team.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n", newline=""
    )
    (tmp_path / "data.csv").write_text("Title\nA\nB\n")
    live.go("calendar")
    drop(live, tmp_path / "team.ics", tmp_path / "data.csv")
    dialog = live.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert [report.file.name for report in dialog._reports.values()] == ["team.ics", "data.csv"]
    assert live.pages.current is not None
    assert not live.pages.current.acceptDrops()
    dialog.reject()


LIST = '[{"name": "DataConf", "url": "https://data.example/", "startDate": "2027-03-01", "online": true}]'


def test_a_folder_of_lists_and_a_stray_among_them_get_the_dialog_with_the_filters(
    live: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for place in ("one", "two"):
        (tmp_path / "lists" / place).mkdir(parents=True)
        (tmp_path / "lists" / place / "2027-data.json").write_text(LIST)
    (tmp_path / "lists" / "schema.yml").write_text("type: object\n")
    one, two = (tmp_path / "lists" / place / "2027-data.json" for place in ("one", "two"))
    for number, dropped in enumerate(([tmp_path / "lists"], [one, two, tmp_path / "lists" / "schema.yml"])):
        drop(live, *dropped)
        qtbot.waitUntil(lambda n=number: len(live.findChildren(CalendarImportDialog)) > n)  # type: ignore[misc]
        dialog = live.findChildren(CalendarImportDialog)[-1]
        qtbot.waitUntil(lambda one=dialog: not one.busy.busy)  # type: ignore[misc]
        assert dialog.filter.isVisible()
        assert "“schema.yml” is neither" in dialog.details.toPlainText()
        dialog.reject()
    assert live.findChild(ImportDialog) is None


def test_files_of_one_name_are_told_apart_by_their_folders(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "data.csv").write_text("Title\nA\n")
    (tmp_path / "tasks.md").write_text("# Data\n\n## One\n\n- [ ] A\n")
    drop(live, tmp_path / "one" / "data.csv", tmp_path / "two" / "data.csv", tmp_path / "tasks.md")
    dialog = live.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    spoken = [dialog.files.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert [each.split(":")[0] for each in spoken] == ["one/data.csv", "two/data.csv", "tasks.md"]
    dialog.reject()


# -- links and text

COPY, BUTTON, KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def link(url: str, title: str = "") -> QMimeData:
    """A link as a browser hands it over."""
    data = QMimeData()
    data.setUrls([QUrl(url)])
    data.setText(url)
    if title:
        data.setData("text/x-moz-url", f"{url}\n{title}".encode("utf-16-le"))
    return data


def over(window: MainWindow, data: QMimeData, at: QPoint) -> str:
    """Drag it to a place; gives what the hint says there."""
    enter = QDragEnterEvent(at, COPY, data, BUTTON, KEYS)
    QApplication.sendEvent(window, enter)
    move = QDragMoveEvent(at, COPY, data, BUTTON, KEYS)
    QApplication.sendEvent(window, move)
    assert enter.isAccepted() == move.isAccepted()
    hint = window.findChild(DropHint)
    assert isinstance(hint, DropHint)
    assert hint.isVisible() == move.isAccepted()
    return hint.label.text() if hint.isVisible() else ""


def let_go(window: MainWindow, data: QMimeData, at: QPoint) -> None:
    QApplication.sendEvent(window, QDropEvent(at, COPY, data, BUTTON, KEYS))
    hint = window.findChild(DropHint)
    assert isinstance(hint, DropHint)
    assert not hint.isVisible()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (link("https://example.org/My%20paper.pdf?q=%E2%82%AC"), "https://example.org/My%20paper.pdf?q=%E2%82%AC"),
        (link("https://example.org/a%20b", "https://example.org/a b"), "https://example.org/a%20b"),
        (link("https://example.org/a"), "https://example.org/a"),
        (link("https://example.org/a", "https://example.org/a"), "https://example.org/a"),
        (link("https://example.org/a", "A  post"), "A post https://example.org/a"),
        (link("https://example.org/a", "Issue #new: !high @friday"), "Issue \\#new: \\!high \\@friday https://example.org/a"),
    ],
)
def test_a_link_brings_its_title_and_no_sign_of_quick_add(data: QMimeData, text: str) -> None:
    assert read_dropped(data) == ((), text, "")


def test_several_links_and_plain_text_are_lines() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://a.org"), QUrl("https://b.org")])
    assert read_dropped(data).text == "https://a.org\nhttps://b.org"
    data = QMimeData()
    data.setText(" Read a book\nWrite a memo \n")
    assert read_dropped(data) == ((), "", "Read a book\nWrite a memo")
    assert read_dropped(QMimeData()) == ((), "", "")


def test_a_link_goes_into_the_step_that_it_is_dropped_on(live: MainWindow) -> None:
    live.go("board")
    board = live.pages.current
    assert isinstance(board, BoardPage)
    for arrangement in (None, STEPS, OUTLINE):
        if arrangement is not None:
            board.arrange(arrangement)
        settle()
        key = board.content.steps[1].step_id
        if arrangement == OUTLINE:
            outline = board.arrangements.outline
            branch = outline.model.branch(key)
            assert branch is not None
            outline.view.scrollTo(outline.model.index_of_branch(branch))
            view, rect = outline.view, outline.view.row_rect(outline.model.index_of_branch(branch))
            place = view.viewport().mapTo(live, rect.center())
        else:
            index = board.model.index(board.model.row_of(Part.LANE, key))
            board.view.scrollTo(index)
            rect = board.view.visualRect(index)
            place = board.view.viewport().mapTo(live, QPoint(rect.left() + 40, rect.center().y()))
        data = link("https://example.org/post", "1. A good post")
        assert over(live, data, place) == "Let go to add this to Product-management expertise"
        let_go(live, data, place)
        assert live.toasts.current is not None
        assert live.toasts.current.text == "“1. A good post” was added to Product-management expertise"
        card = board.commands.current()
        assert card is not None
        assert (card.title, card.step_id, card.links) == ("1. A good post", key, 1)
        found = live.context.planner.read(activity_card, card.id)
        assert found is not None
        assert [each.url for each in found.links] == ["https://example.org/post"]
        live.context.planner.undo()


def test_text_goes_into_the_inbox_where_there_is_no_step(live: MainWindow) -> None:
    live.go("goals")
    data = QMimeData()
    data.setText("Ask Ada about the audit @tomorrow")
    assert over(live, data, QPoint(400, 300)) == "Let go to add this to Inbox"
    let_go(live, data, QPoint(400, 300))
    assert live.toasts.current is not None
    assert live.toasts.current.text == "“Ask Ada about the audit” was added to Inbox"


def test_the_hint_names_files_and_goes_with_the_pointer(live: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.md"))])
    assert over(live, data, QPoint(400, 300)) == "Let go to see what “a.md” would bring"
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.md", "b.csv")])
    assert over(live, data, QPoint(400, 300)) == "Let go to see what 2 files would bring"
    hint = live.findChild(DropHint)
    assert isinstance(hint, DropHint)
    assert not hint.grab().isNull()
    assert live.context.theme.colour("bg").alpha() == 255, "the veil is its own colour"
    QApplication.sendEvent(live, QDragLeaveEvent())
    assert not hint.isVisible()


def test_what_is_nothing_to_take_is_refused(live: MainWindow) -> None:
    data = QMimeData()
    data.setImageData(b"")
    assert over(live, data, QPoint(400, 300)) == ""
