"""The tool tips of the outline: the whole of what was cut."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QToolTip

from planner.ui.board.outline.branches import NOTE
from planner.ui.board.outline.columns import NUMBERS, Column
from planner.ui.board.outline.painter import SIGN_ROOM
from planner.ui.widgets.column_header import PAD

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent

    from planner.ui.board.outline.view import OutlineView


def show_tip(view: OutlineView, event: QHelpEvent) -> None:
    """Show the text at the pointer as it stands, if its cell is too narrow for it; and what an icon means."""
    found = _tip(view, event.pos())
    text, place = found if found is not None else ("", QRect())
    # Qt would guess that some titles are rich text.
    QToolTip.showText(event.globalPos(), f"<span>{escape(text)}</span>" if text else "", view.viewport(), place)


def _tip(view: OutlineView, at: QPoint) -> tuple[str, QRect] | None:
    index = view.indexAt(at)
    outline, painter = view.outline, view.painter_of_rows
    if not index.isValid():
        return None
    activity_id = outline.activity_of(index)
    if not activity_id:
        room = view.title_room(index) if activity_id is None else view.row_rect(index).adjusted(80, 0, 0, 0)
        text = str(index.siblingAtColumn(0).data() or "")
        role = "body" if activity_id == NOTE else "section"
        return (text, room) if painter.width_of(role, text) > room.width() else None
    text = str(index.data() or "")
    if index.column() == Column.TITLE:
        room = view.title_room(index)
        if at.x() < room.left():
            row = outline.row(activity_id)
            kind = "" if row is None else str(index.siblingAtColumn(Column.KIND).data() or "")
            return kind, QRect(room.left() - 28, room.top(), 28, room.height())
        room.setRight(room.right() - PAD)
    else:
        room = view.visualRect(index).adjusted(PAD + (SIGN_ROOM if index.column() == Column.STATUS else 0), 0, -PAD, 0)
    role = "figure" if index.column() in NUMBERS else "body"
    return (text, room) if painter.width_of(role, text) > room.width() else None
