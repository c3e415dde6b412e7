"""Hostile texts are shown as they stand, nothing is loaded, and only web and mail addresses open."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.tags import SetTags
from planner.ui.shell.inspector import notes as notes_module
from planner.ui.shell.inspector.notes import safe_document
from planner.ui.shell.inspector.opener import is_safe, open_address, plain_tip
from planner.ui.theme import Theme
from tests.ui.inspector.conftest import Bench

HOSTILE = '<img src="file:///etc/passwd"><b>x</b> <script>alert(1)</script>'
MARKDOWN = (
    f"{HOSTILE}\n\n![local](file:///etc/hostname) ![far](http://example.org/x.png) ![bare](/etc/hostname)\n\n"
    "[run](file:///bin/sh) [js](javascript:alert(1)) [web](https://example.org) [mail](mailto:a@b.org)"
)


def test_notes_load_nothing_and_html_stays_text(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(_self: QTextDocument, _kind: int, name: QUrl | str) -> object:
        asked.append(str(name))
        return QByteArray()

    monkeypatch.setattr(notes_module._ClosedDocument, "loadResource", note)
    activity_id = ActivityId(bench.open("topic"))
    bench.planner.run(EditActivity(activity_id, (("notes", MARKDOWN), ("title", HOSTILE))))
    bench.inspector.grab()
    text = bench.view.notes.view.toPlainText()
    assert '<img src="file:///etc/passwd"><b>x</b>' in text
    assert "[picture: local]" in text
    assert "[picture: far]" in text
    assert asked == []
    assert bench.view.notes.view.loadResource(2, QUrl("file:///etc/hostname")) is None
    assert bench.view.title.toPlainText() == HOSTILE


def test_a_document_holds_no_picture(qapp: QApplication) -> None:
    holder = QWidget()
    document = safe_document(MARKDOWN, holder)
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            assert not fragments.fragment().charFormat().isImageFormat()
            fragments += 1
        block = block.next()


def test_only_safe_links_of_notes_open(bench: Bench, opened: list[str]) -> None:
    bench.open("topic")
    for address in ("file:///bin/sh", "javascript:alert(1)", "https://example.org", "mailto:a@b.org", "relative"):
        bench.view.notes.view.anchorClicked.emit(QUrl(address))
    assert opened == ["https://example.org", "mailto:a@b.org"]


@pytest.mark.parametrize(
    "address",
    ["", "x", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://e.org", "http:", "https:///x",
     "vscode://x", "smb://host/x", " ", "mailto:", "//e.org", "C:\\x"],
)  # fmt: skip
def test_addresses_that_never_open(address: str, opened: list[str]) -> None:
    assert not is_safe(address)
    assert not open_address(address)
    assert opened == []


@pytest.mark.parametrize("address", ["http://e.org", "HTTPS://e.org/a?b#c", "mailto:a@b.org"])
def test_addresses_that_open(address: str, opened: list[str]) -> None:
    assert open_address(address)
    assert len(opened) == 1


def test_labels_and_tips_are_plain_text(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    bench.planner.run(PutDeadline(activity_id, "other", on_date="2031-01-01", label=HOSTILE))
    bench.planner.run(SetTags(activity_id, (HOSTILE,)))
    for label in bench.inspector.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for widget in bench.inspector.findChildren(QWidget):
        assert "<script>" not in widget.toolTip()
    assert plain_tip("<b>") == "<span>&lt;b&gt;</span>"


@pytest.mark.parametrize("kind", ["topic", "certification", "course", "event"])
def test_every_control_has_a_name_and_a_role(bench: Bench, kind: str) -> None:
    bench.open(kind)
    if kind == "event":
        bench.view.dates.edit_times()
    else:
        bench.view.dates.edit(None)
    bench.view.log_time()
    nameless = []
    for widget in bench.inspector.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not spoken.text(QAccessible.Text.Name) or spoken.role() in (
                QAccessible.Role.NoRole,
                QAccessible.Role.Client,
            ):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []
    bench.view.dates.editor.close_editor()


def test_tab_goes_in_reading_order(bench: Bench) -> None:
    bench.inspector.resize(340, 1600)  # so that nothing is scrolled below the foot
    bench.open("topic")
    bench.inspector.grab()
    order: list[QWidget] = []
    widget = bench.view.more_button.nextInFocusChain()
    while widget is not None and widget is not bench.view.more_button:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    inside = [each for each in order if bench.view.isAncestorOf(each)]
    places = [each.mapTo(bench.inspector, each.rect().center()).y() for each in inside]
    assert all(after > before - 4 for before, after in pairwise(places))  # beside each other is in order too
    assert order[0] is bench.view.title


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_both_themes_draw(bench: Bench, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    for kind in ("topic", "certification", "course", "event"):
        bench.open(kind)
        assert not bench.inspector.grab().isNull()
    assert bench.inspector.open("skill", 1)
    assert not bench.inspector.grab().isNull()
