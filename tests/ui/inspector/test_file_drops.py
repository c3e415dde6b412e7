"""What is dropped on the inspector: files are attached to what is open, all else goes on to the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.window import MainWindow
from planner.ui.widgets.drop_hint import DropHint
from tests.ui.inspector.conftest import Bench
from tests.ui.inspector.files_hands import done, names
from tests.ui.walk import settle

COPY, BUTTON, KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_file_that_is_dropped_on_the_inspector_is_attached(bench: Bench, certificate: Path) -> None:
    bench.open("certification", "PMI Agile Certified Practitioner")
    data = files(certificate)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(QPoint(50, 50), COPY | Qt.DropAction.MoveAction, data, BUTTON, KEYS)
        QApplication.sendEvent(bench.view, event)
        assert event.isAccepted()
    hint = bench.view.findChild(DropHint)
    assert isinstance(hint, DropHint)
    assert hint.isVisible()
    assert hint.label.text() == "Let go to attach “Zertifikat.pdf” to “PMI Agile Certified Practitioner”"
    QApplication.sendEvent(bench.view, QDragLeaveEvent())
    assert not hint.isVisible()
    QApplication.sendEvent(bench.view, QDragEnterEvent(QPoint(50, 50), COPY, data, BUTTON, KEYS))
    drop = QDropEvent(QPoint(50, 50), COPY | Qt.DropAction.MoveAction, data, BUTTON, KEYS)
    drop.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(bench.view, drop)
    assert drop.dropAction() == COPY, "who moves a file deletes it where it was"
    done(bench)
    assert names(bench) == ["Zertifikat.pdf"]
    data = files(certificate, certificate)
    QApplication.sendEvent(bench.view, QDragEnterEvent(QPoint(50, 50), COPY, data, BUTTON, KEYS))
    assert hint.label.text() == "Let go to attach 2 files to “PMI Agile Certified Practitioner”"
    assert not hint.grab().isNull()


def test_links_and_text_go_on_to_what_lies_behind(bench: Bench) -> None:
    bench.open("topic")
    link = QMimeData()
    link.setUrls([QUrl("https://example.org")])
    mixed = QMimeData()
    mixed.setUrls([QUrl("https://example.org"), QUrl.fromLocalFile("/tmp")])
    text = QMimeData()
    text.setText("words")
    for data in (link, mixed, text):
        event = QDragEnterEvent(QPoint(50, 50), COPY, data, BUTTON, KEYS)
        event.accept()
        QApplication.sendEvent(bench.view, event)
        assert not event.isAccepted()


def test_a_file_that_is_dropped_on_a_title_is_attached_too(bench: Bench, certificate: Path) -> None:
    bench.open("topic")
    title = bench.view.title
    before = title.toPlainText()
    data = files(certificate)
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, BUTTON, KEYS)
    QApplication.sendEvent(title.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(bench.view, QDropEvent(QPoint(5, 5), COPY, data, BUTTON, KEYS))
    done(bench)
    assert title.toPlainText() == before
    assert names(bench) == ["Zertifikat.pdf"]
    text = QMimeData()
    text.setText("words")
    assert title.canInsertFromMimeData(text)


def test_in_the_window_the_inspector_takes_files_and_the_rest_goes_to_the_import(
    window: MainWindow, certificate: Path
) -> None:
    window.remembers = False
    window.show()
    settle()
    activity_id = window.context.planner.read(lambda reader: reader.value("SELECT min(id) FROM activity"))
    window.open("activity", activity_id)
    settle()
    view = window.inspector
    assert isinstance(view, ActivityInspector)
    data = files(certificate)
    enter = QDragEnterEvent(QPoint(50, 50), COPY, data, BUTTON, KEYS)
    QApplication.sendEvent(view.activity_view, enter)
    assert enter.isAccepted()
    hints = [hint for hint in window.findChildren(DropHint) if hint.isVisible()]
    assert [hint.label.text()[:18] for hint in hints] == ["Let go to attach “"]
    QApplication.sendEvent(view.activity_view, QDragLeaveEvent())
    link = QMimeData()
    link.setUrls([QUrl("https://example.org")])
    QApplication.sendEvent(view.activity_view, QDragEnterEvent(QPoint(50, 50), COPY, link, BUTTON, KEYS))
    hints = [hint for hint in window.findChildren(DropHint) if hint.isVisible()]
    assert [hint.label.text() for hint in hints] == ["Let go to add this to Inbox"]
    QApplication.sendEvent(window, QDragLeaveEvent())
