"""Dialogs on a screen that is smaller than they are, as with large text on a laptop: they scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFrame, QMessageBox, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_AROUND: Final = QSize(8, 44)
"""What the frame and the title of a window take."""


def fit_dialogs(app: QApplication) -> None:
    """Have every dialog fit into its screen as soon as it is shown."""
    app.focusWindowChanged.connect(_fit_shown)


def _fit_shown(window: QWindow | None) -> None:
    if window is None:
        return
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.windowHandle() is window:
            fit(widget, widget.screen().availableSize() - _AROUND)


def fit(dialog: QDialog, room: QSize) -> None:
    """Let a dialog be no larger than ``room``: what is higher or wider scrolls."""
    if isinstance(dialog, QMessageBox | QFileDialog):
        return  # Qt fits these itself
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if least.width() > room.width() or least.height() > room.height():
        _let_scroll(dialog)
    if dialog.width() > room.width() or dialog.height() > room.height():
        dialog.setMaximumSize(room)  # also for those that make themselves as large as what they hold
        dialog.resize(dialog.size().boundedTo(room))


def _let_scroll(dialog: QDialog) -> None:
    layout = dialog.layout()
    if layout is None:
        return
    canvas = QWidget()
    canvas.setProperty("role", "canvas")
    canvas.setMinimumWidth(dialog.minimumWidth())
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
