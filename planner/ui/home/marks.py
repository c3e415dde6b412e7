"""What the marks at the end of lines do: pick, let go, log a session, hide a warning for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.humanize import duration

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from planner.ui.home.line_list import LineList
    from planner.ui.home.lines import Line
    from planner.ui.shell.page import PageContext


def press_mark(context: PageContext, line: Line) -> None:
    """Do what the mark of a line stands for, and say so with an Undo."""
    if line.mark == "plus":
        from planner.services.actions.parts import LogTime

        told = tr("{time} logged on “{title}”", time=duration(line.minutes), title=line.title)
        context.tell(context.run(LogTime(ActivityId(line.row_id), line.minutes)), told)
    elif line.mark == "close":
        from planner.services.actions.warnings import HideWarning

        context.tell(context.run(HideWarning(line.key)), tr("Hidden for two weeks"))
    else:
        from planner.services.actions.activities import PickForWeek

        context.tell(context.run(PickForWeek((ActivityId(line.row_id),), picked=line.mark == "star")))


def mark_action(blocks: Sequence[LineList], text: str, key: Qt.Key, marks: Collection[str]) -> QAction:
    """A key of blocks that presses the mark of the current line of the one with the focus, where it is one of these."""
    action = QAction(text, blocks[0])
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def press() -> None:
        block = next((each for each in blocks if each.hasFocus()), blocks[0])
        line = block.line_at(block.currentIndex())
        if line is not None and "plus" in marks and line.can_log:
            line = line.to_log
        if line is not None and line.mark in marks:
            block.marked.emit(line)

    action.triggered.connect(press)
    for block in blocks:
        block.addAction(action)
    return action
