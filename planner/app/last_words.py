"""What is said where no window comes: in a dialog, since who starts the program from a menu sees no terminal."""

import logging
import sys

from planner.config.text import tr
from planner.domain.errors import PlannerError

_log = logging.getLogger(__name__)


class ToldError(PlannerError):
    """An error that the person has been told in a dialog already."""


def say(sentence: str) -> None:
    """Show one sentence in a dialog, if there is a display and no terminal that shows it. Never raises."""
    if sys.stderr is not None and sys.stderr.isatty():
        return
    from planner.app.preflight import display_problem

    if display_problem() is not None:
        return
    try:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        from planner.app.application import application

        application()
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(tr("Planner cannot start"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.exec()
    except Exception as error:  # noqa: BLE001  it has been said on stderr, and there is no other place
        _log.info("No dialog could say it", exc_info=error)
