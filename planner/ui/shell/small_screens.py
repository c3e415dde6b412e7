"""What every dialog gets when it is shown: no more room than its screen has, and an eye on how it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFrame, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from planner.ui.widgets.focus_visible import watch_window

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_AROUND: Final = QSize(8, 44)
"""What the frame and the title of a window take."""

_BAR: Final = 12
"""So wide is a scroll bar."""


def fit_dialogs(app: QApplication) -> None:
    """Have every dialog fit into its screen as soon as it is shown, and notice whether it is used by the keyboard."""
    app.focusWindowChanged.connect(_fit_shown)


def fit_window(window: QWidget) -> None:
    """Let a window that is about to be shown be no larger than its screen, as after the text was enlarged."""
    place = window.screen().availableGeometry()
    if window.width() > place.width() or window.height() > place.height():
        window.resize(window.size().boundedTo(place.size()))
        window.move(place.topLeft())


def _fit_shown(window: QWindow | None) -> None:
    if window is None:
        return
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.windowHandle() is window:
            watch_window(window)
            fit(widget, widget.screen().availableSize() - _AROUND)


def fit(dialog: QDialog, room: QSize) -> None:
    """Let a dialog be no larger than ``room``: what is higher or wider scrolls."""
    if isinstance(dialog, QMessageBox | QFileDialog):
        return  # Qt fits these itself
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if least.width() > room.width() or least.height() > room.height():
        _let_scroll(dialog, room.width() - _BAR)
    if dialog.width() > room.width() or dialog.height() > room.height():
        dialog.setMaximumSize(room)  # also for those that make themselves as large as what they hold
        dialog.resize(dialog.size().boundedTo(room))


def _let_scroll(dialog: QDialog, width: int) -> None:
    """Put what a dialog holds into an area that scrolls, no wider than ``width`` where it can be narrower."""
    layout = dialog.layout()
    if layout is None:
        return
    canvas = QWidget()
    canvas.setProperty("role", "canvas")
    canvas.setMinimumWidth(min(dialog.minimumWidth(), width))
    focused = dialog.focusWidget()
    canvas.setLayout(layout)  # which takes along what it holds
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(canvas)
    dialog.setMinimumSize(0, 0)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    if focused is not None:
        focused.setFocus()
        QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(focused))  # once it is laid out
