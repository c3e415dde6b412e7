"""The way of the Tab key, which follows the layouts, not the order in which widgets were made; and where it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Every widget below ``widget`` that takes the Tab key, in the order of its layouts."""
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from in_reading_order(content)
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from in_reading_order(widget)
        elif inner is not None:
            yield from _of_layout(inner)


def order_tabs(widget: QWidget) -> None:
    """Let the Tab key go through everything below ``widget`` in reading order."""
    widgets = list(in_reading_order(widget))
    for one, next_one in pairwise(widgets):
        QWidget.setTabOrder(one, next_one)


def has_focus_inside(widget: QWidget) -> bool:
    """Whether the keyboard focus is on the widget or below it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
