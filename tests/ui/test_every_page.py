"""Every page in the window: drawn in both themes and several sizes, with no window that flashes up on the way."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.trash import TrashActivities
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.scenes import PAGES, kinds_with_an_activity, page_scenes, show
from tests.ui.walk import settle, shown


class WindowWatch(QObject):
    """Notes each window of its own that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_other_window_flashes_up(foreign_window: MainWindow, qapp: QApplication) -> None:
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    show(foreign_window, (1280, 800))
    for page_id in PAGES:
        for _ in page_scenes(foreign_window, page_id):
            pass
    qapp.removeEventFilter(watch)
    assert watch.seen == ["MainWindow"]


@pytest.mark.parametrize("page_id", PAGES)
def test_it_is_drawn_in_both_themes_and_at_every_size(
    foreign_window: MainWindow,
    theme: Theme,
    page_id: str,
) -> None:
    show(foreign_window, (1280, 800))
    for _ in page_scenes(foreign_window, page_id):
        pictures = []
        for mode, size in (
            ("light", (1280, 800)),
            ("dark", (1280, 800)),
            ("dark", (760, 520)),
            ("light", (1920, 1080)),
        ):
            theme.set_mode(mode)
            foreign_window.resize(*size)
            settle()
            assert (foreign_window.width(), foreign_window.height()) == size, "a page must not widen the window"
            pictures.append(foreign_window.grab().toImage())
        assert pictures[0] != pictures[1]


@pytest.mark.parametrize("page_id", PAGES)
def test_its_models_keep_the_rules(foreign_window: MainWindow, page_id: str) -> None:
    show(foreign_window, (1280, 800))
    testers = []
    for _ in page_scenes(foreign_window, page_id):
        for view in shown(foreign_window.pages.page(page_id)):
            if isinstance(view, QAbstractItemView) and isinstance(view.model(), QAbstractItemModel):
                mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test
                testers.append(QAbstractItemModelTester(view.model(), mode))
    one, other, *_ = kinds_with_an_activity(foreign_window.context.planner).values()
    for action in (
        AddActivity("Νεο"),
        MoveActivities((ActivityId(one),), status="in_progress"),
        TrashActivities((ActivityId(other),)),
    ):
        assert foreign_window.context.run(action) is not None
    for step in (*[foreign_window.undo] * 3, *[foreign_window.redo] * 3):
        step()
        settle()
    del testers
