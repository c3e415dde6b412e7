"""Walks what a window shows: texts of widgets and models, texts that are painted, and what has no room."""

import platform
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from planner.domain.money import MINOR_DIGITS

#: Rows of a model that are looked at: enough to meet every kind of row, few enough to be quick.
_ROWS = 150
_SPOKEN_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)
#: Two letters of the source language in a row: the pseudo language accents every letter, addresses stay as they are.
_PLAIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(
    r"(https?://|mailto:)\S*|\b[\w.-]+\.(com|org|net|io|dev|ai|edu|gov|info|db|ics|json|png|csv|md)\b\S*|[\w.+-]+@\S+"
)
_CURRENCY = re.compile(rf"\b({'|'.join(MINOR_DIGITS)})\b")
_ZONE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+\b|\bUTC\b|\bAoE\b")
#: Keys are named by Qt's own catalogue.
_KEYS = re.compile(
    r"\b(Ctrl|Shift|Alt|Meta|Return|Enter|Backspace|Del|Space|Esc|Left|Right|Up|Down|PgUp|PgDown|Home|End|F\d+)\b"
)
_PATH = re.compile(r"(?<!\w)/\w\S*")
_SYSTEM = re.compile(rf"PySide6|{platform.system()}|{platform.machine()}")
_NOT_WORDS = (re.compile(r"<[^>]*>|&[a-z]+;"), _ADDRESS, _CURRENCY, _ZONE, _KEYS, _PATH, _SYSTEM)


class Text(NamedTuple):
    """A text and where it stands."""

    where: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.text!r}"


def settle() -> None:
    """Let layouts, posted events and deletions happen."""
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # A timer may have fired last of all; what it changed is laid out as well, a level of the tree at a time.
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def shown(root: QWidget) -> list[QWidget]:
    """The widget and all in it that can be seen, windows of their own left out."""
    inside = [each for each in root.findChildren(QWidget) if each.isVisibleTo(root) and each.window() is root.window()]
    return [root, *inside]


def place_of(widget: QWidget) -> str:
    """“GoalsPage > GoalTable > QHeaderView”: the way to a widget, without what Qt puts between."""
    names: list[str] = []
    step: QWidget | None = widget
    while step is not None and len(names) < 3:
        name = type(step).__name__
        if type(step) is not QWidget or not names:
            names.append(name)
        step = step.parentWidget()
    return " > ".join(reversed(names))


def texts(root: QWidget) -> list[Text]:
    """Every text that a person could read or hear of what is shown under ``root``."""
    return [found for widget in shown(root) for found in _texts_of(widget) if found.text.strip()]


def _texts_of(widget: QWidget) -> Iterator[Text]:
    where = place_of(widget)
    yield Text(where, "tool tip", widget.toolTip())
    yield Text(where, "status tip", widget.statusTip())
    yield Text(where, "accessible name", widget.accessibleName())
    yield Text(where, "accessible description", widget.accessibleDescription())
    yield Text(where, "window title", widget.windowTitle())
    yield from _own_texts(widget, where)
    for action in widget.actions():
        if not action.isSeparator() and not _is_of_qt(widget):
            yield Text(where, "action", action.text())


def _own_texts(widget: QWidget, where: str) -> Iterator[Text]:
    match widget:
        case QLabel() | QAbstractButton():
            if not _is_of_qt(widget):
                yield Text(where, "text", widget.text())
        case QComboBox():
            for index in range(widget.count()):
                yield Text(where, "entry", widget.itemText(index))
        case QTabBar():
            for index in range(widget.count()):
                yield Text(where, "tab", widget.tabText(index))
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            yield Text(where, "placeholder", widget.placeholderText())
        case QMenu():
            yield Text(where, "title", widget.title())
        case QAbstractItemView():
            yield from _texts_of_model(widget, where)


def _is_of_qt(widget: QWidget) -> bool:
    """A button of Qt's own, such as Cancel: Qt's catalogue translates it. Its text fields have menus of their own."""
    parent = widget.parentWidget()
    if isinstance(parent, QDialogButtonBox) and isinstance(widget, QAbstractButton):
        standard = parent.standardButton(widget) != QDialogButtonBox.StandardButton.NoButton
        return standard or "..." in widget.text()  # Qt's "Show Details..."
    return isinstance(parent, QMessageBox | QLineEdit)


def _texts_of_model(view: QAbstractItemView, where: str) -> Iterator[Text]:
    model = cast("QAbstractItemModel | None", view.model())
    if model is None:
        return
    if isinstance(view, QTableView) and view.horizontalHeader().isVisible():
        for column in range(model.columnCount()):
            yield Text(where, "header", str(model.headerData(column, Qt.Orientation.Horizontal) or ""))
    for index in indexes(model, view.rootIndex()):
        for role in _SPOKEN_ROLES:
            value = index.data(role)
            if isinstance(value, str):
                yield Text(where, f"row {index.row()}, {role.name}", value)


def indexes(model: QAbstractItemModel, parent: QModelIndex | QPersistentModelIndex) -> Iterator[QModelIndex]:
    """The first rows of a model with all their columns, and the rows below them."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield index
            if not isinstance(model, QAbstractListModel | QAbstractTableModel):
                yield from indexes(model, index)


def untranslated(found: Iterator[Text] | list[Text]) -> list[str]:
    """Those with a word in the source language; the plan's own words are in another script."""
    plain = []
    for each in found:
        rest = each.text
        for known in _NOT_WORDS:
            rest = known.sub("", rest)
        if _PLAIN_WORD.search(rest):
            plain.append(str(each))
    return list(dict.fromkeys(plain))


# ------------------------------------------------------------------ what is painted


class Painted(NamedTuple):
    """A text that was painted, and the room that it was given; None where no rectangle said it.

    ``box`` is where it lies in the picture, empty where no rectangle said it or the text went into a kept picture.
    """

    where: str
    text: str
    needs: int
    room: int | None
    colour: QColor
    box: QRect

    def as_text(self) -> Text:
        return Text(self.where, "painted", self.text)


@contextmanager
def spied_paint(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Painted]]:
    """Collects every text that our own code paints meanwhile."""
    seen: list[Painted] = []
    paint, paint_static = QPainter.drawText, QPainter.drawStaticText

    def place() -> str:
        frame = sys._getframe(2)
        return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"

    def spy(painter: QPainter, *arguments: object) -> object:
        text = next((each for each in arguments if isinstance(each, str)), "")
        if text.strip():
            needs = max(painter.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
            colour, box = painter.pen().color(), _box(painter, arguments, text)
            seen.append(Painted(place(), text, needs, _room(arguments), colour, box))
        return paint(painter, *arguments)  # type: ignore[call-overload]

    def spy_static(painter: QPainter, *arguments: object) -> object:
        where, static = arguments[0], arguments[-1]
        if isinstance(static, QStaticText) and isinstance(where, QPoint | QPointF):
            lies = QRectF(where, static.size()).toAlignedRect()
            box = QRect() if _is_kept(painter) else painter.deviceTransform().mapRect(lies)
            seen.append(Painted(place(), static.text(), lies.width(), None, painter.pen().color(), box))
        return paint_static(painter, *arguments)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", spy)
        patch.setattr(QPainter, "drawStaticText", spy_static)
        yield seen


def _is_kept(painter: QPainter) -> bool:
    """Whether it paints a picture that is copied to the screen later, to a place that it does not know."""
    return isinstance(painter.device(), QPixmap)


def _room(arguments: tuple[object, ...]) -> int | None:
    """The width of the rectangle of one line that the text was painted into."""
    first, flags = arguments[0], arguments[1]
    value = flags if isinstance(flags, int) else getattr(flags, "value", 0)
    unbound = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextDontClip.value
    return None if not isinstance(first, QRect | QRectF) or value & unbound else int(first.width())


def _box(painter: QPainter, arguments: tuple[object, ...], text: str) -> QRect:
    first, flags = arguments[0], arguments[1]
    if not isinstance(first, QRect | QRectF) or _is_kept(painter):
        return QRect()
    value = flags if isinstance(flags, int) else getattr(flags, "value", 0)
    room = first if isinstance(first, QRect) else first.toAlignedRect()
    lies = painter.fontMetrics().boundingRect(room, value, text).intersected(room)
    return painter.deviceTransform().mapRect(lies)


def painted(root: QWidget, monkeypatch: pytest.MonkeyPatch) -> list[Painted]:
    """What our own code paints when the window is drawn."""
    return picture_of(root, monkeypatch)[1]


def picture_of(root: QWidget, monkeypatch: pytest.MonkeyPatch) -> tuple[QImage, list[Painted]]:
    """The window as a picture, and what our own code painted into it."""
    picture = QImage(root.size(), QImage.Format.Format_RGB32)
    with spied_paint(monkeypatch) as seen:
        root.render(picture)
    return picture, seen


def cut_when_painted(seen: list[Painted]) -> list[str]:
    """Painted texts wider than their rectangle; what was shortened with an ellipsis fits."""
    return list(
        dict.fromkeys(
            f"{each.where}: {each.text!r} needs {each.needs}, has {each.room}"
            for each in seen
            if each.room is not None and each.needs > each.room + 1
        )
    )


# ------------------------------------------------------------------ what has no room


def cut(root: QWidget) -> list[str]:
    """Labels and buttons whose text has no room, in themselves or in what holds them."""
    found = []
    for widget in shown(root):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.text().strip() or _shows_an_icon_only(widget):
            continue
        needs = widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                found.append(f"{place_of(widget)}: {widget.text()!r} is {widget.height()} high of "
                             f"{widget.heightForWidth(widget.width())}")  # fmt: skip
        elif needs.width() > widget.width() + 1:
            found.append(f"{place_of(widget)}: {widget.text()!r} is {widget.width()} wide of {needs.width()}")
        elif _sticks_out(widget):
            found.append(f"{place_of(widget)}: {widget.text()!r} sticks out of what holds it")
    return list(dict.fromkeys(found))


def _shows_an_icon_only(widget: QWidget) -> bool:
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def _sticks_out(widget: QWidget) -> bool:
    """Outside of a widget that holds it, unless one can scroll there."""
    step = widget
    while not step.isWindow():
        parent = step.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QScrollArea):
            return False
        corner = widget.mapTo(parent, QPoint(0, 0))
        if corner.x() < -1 or corner.x() + widget.width() > parent.width() + 1:
            return True
        step = parent
    return False


def windows_besides(root: QWidget) -> list[QWidget]:
    """Dialogs, menus and panels that are open beside the window."""
    return [each for each in QApplication.topLevelWidgets() if each is not root and each.isVisible()]
