"""An inspector on the built-in roadmap that hears of changes as in the window, and questions about the library."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from planner.services.planner import Planner
from planner.services.queries.activity import ActivityCard, activity_card
from planner.ui.shell.inspector.activity_view import ActivityView
from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.page import PageContext


class Bench(NamedTuple):
    """The inspector, its library, and what it asked the window for."""

    inspector: ActivityInspector
    planner: Planner
    failures: list[str]
    toasts: list[str]
    qtbot: QtBot

    @property
    def view(self) -> ActivityView:
        return self.inspector.activity_view

    def open(self, kind: str = "topic", title: str = "") -> int:
        """Open the first activity of a kind, or the one of a title; gives its id."""
        sql = "SELECT min(id) FROM activity WHERE kind = ? AND (title = ? OR ? = '')"
        found = self.planner.read(lambda reader: reader.value(sql, (kind, title, title)))
        assert isinstance(found, int)
        assert self.inspector.open("activity", found)
        return found

    def card(self) -> ActivityCard:
        """What the library holds of the activity that is open."""
        subject = self.inspector.subject
        assert subject is not None
        return self.planner.read(activity_card, subject[1])


@pytest.fixture
def bench(context: PageContext, qtbot: QtBot) -> Iterator[Bench]:
    inspector = ActivityInspector(context)
    qtbot.addWidget(inspector)
    inspector.resize(340, 700)
    failures: list[str] = []
    toasts: list[str] = []
    context.failed.connect(lambda sentence, _action: failures.append(sentence))
    context.toast_requested.connect(lambda text, _undo: toasts.append(text))
    unsubscribe = context.planner.subscribe(inspector.apply_change)
    inspector.show()
    qtbot.waitExposed(inspector)
    yield Bench(inspector, context.planner, failures, toasts, qtbot)
    unsubscribe()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "Zertifikat.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path
