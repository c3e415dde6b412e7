"""Small pages for tests of the shell: they record what the window asks of them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from planner.services.planner import Change
from planner.ui.shell.inspector_panel import InspectorContent
from planner.ui.shell.page import Page, PageContext, PageSpec
from planner.ui.widgets.segmented import SegmentedSwitch


class SamplePage(Page):
    """Watches activities; everything asked of it is noted in ``heard``."""

    watches = frozenset({"activity"})

    def __init__(self, context: PageContext, name: str, shows: tuple[str, ...] = ()) -> None:
        self.page_id = name  # type: ignore[misc]  # one class stands for several pages here
        super().__init__(context)
        self.heard: list[str] = []
        self.shows = shows
        self.list = QListWidget(self)
        self.list.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        pick = QAction("Pick for this week", self.list)
        pick.setShortcut("W")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(lambda: self.heard.append("pick"))
        self.list.addAction(pick)
        self._pick = pick

    def reload(self) -> None:
        self.heard.append("reload")

    def apply_change(self, change: Change) -> None:
        self.heard.append(f"change {change.kind}")

    def header_widgets(self) -> list[QWidget]:
        self.heard.append("header")
        return [SegmentedSwitch(self.context.theme, [("a", "Lanes"), ("b", "Steps")], "View")]

    def set_filter(self, text: str) -> None:
        self.heard.append(f"filter {text}")

    def add(self) -> None:
        self.heard.append("add")

    def reveal(self, table: str, row_id: int) -> bool:
        if table in self.shows:
            self.heard.append(f"reveal {table}")
            return True
        return False

    def save_state(self) -> dict[str, object]:
        return {"view": "lanes"}

    def restore_state(self, state: Mapping[str, object]) -> None:
        self.heard.append(f"restore {state.get('view')}")

    def actions(self) -> list[QAction]:
        return [self._pick]

    def flush(self) -> None:
        self.heard.append("flush")

    def focus_content(self) -> None:
        self.list.setFocus()


class SampleInspector(InspectorContent):
    """Opens whatever is asked for, but nothing with a negative id."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.changes: list[Change] = []
        self.flushed = 0

    def open(self, table: str, row_id: int) -> bool:
        if row_id < 0:
            return False
        self.subject = (table, row_id)
        return True

    def apply_change(self, change: Change) -> None:
        self.changes.append(change)

    def flush(self) -> None:
        self.flushed += 1


def sample_specs() -> tuple[PageSpec, ...]:
    """Three pages; activities are shown on the second, skills on the third."""
    return (
        PageSpec("one", "One", "home", lambda context: SamplePage(context, "one")),
        PageSpec("two", "Two", "roadmap", lambda context: SamplePage(context, "two", ("activity",))),
        PageSpec("three", "Three", "skills", lambda context: SamplePage(context, "three", ("skill",))),
    )
