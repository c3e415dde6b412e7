"""Home alone, without a window around it, on a morning that stands still."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.ui.home.page import HomePage
from planner.ui.shell.page import PageContext


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday, 25 November 2026."""
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:00:00Z")


@pytest.fixture
def home_page(morning: None, context: PageContext, qtbot: QtBot) -> Iterator[HomePage]:
    """The page, told of each change at once; what is read later is there as well."""
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(900, 900)

    def take(change: object) -> None:
        made.apply_change(change)  # type: ignore[arg-type]  # the feed gives changes
        made.later.read()

    unsubscribe = context.planner.subscribe(take)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    made.later.read()
    yield made
    unsubscribe()
