"""The one dialog on unexpected errors: what is saved, and that the program goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.ui.shell.crash_details import details
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from planner.ui.shell.crash import Crash
    from planner.ui.shell.page import PageContext
    from planner.ui.shell.window import MainWindow

_log = logging.getLogger(__name__)
#: The details of so many different errors are kept for one dialog.
_KEPT = 5


def tell(window: MainWindow, crash: Crash) -> None:
    """Tell of an error, once for each kind and place: in the dialog that is open, or in a new one.

    Nothing that goes wrong here is told: that would have no end.
    """
    try:
        open_ones = [each for each in window.findChildren(CrashDialog) if each.isVisible()]
        if open_ones:
            open_ones[0].add(crash)
        elif crash.number == 1 and window.isVisible():
            dialog = CrashDialog(window.context, crash, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
    except Exception as error:  # noqa: BLE001  see above
        _log.info("The dialog on an error failed itself", exc_info=error)


def what_is_saved(context: PageContext) -> str:
    """One or two sentences: up to which step all is saved, and what is not."""
    from planner.domain.dates import instant_to_zone
    from planner.services.humanize import clock
    from planner.services.last_saved import last_saved

    planner = context.planner
    try:
        newest = last_saved(planner)
    except PlannerError as error:
        return tr("Whether the last change is saved cannot be read: {reason}", reason=error)
    number = len(context.waiting)
    if newest is None:
        saved = tr("Everything before is saved.") if number else tr("Everything in your plan is saved.")
    else:
        time = clock(instant_to_zone(newest.made_at, planner.zone()).strftime("%H:%M"))
        saved = tr("All changes up to this one, made at {time}, are saved: {label}.", label=newest.label, time=time)
    if not number:
        return saved
    waiting = "; ".join(context.waiting.labels()) or trn("{n} change", "{n} changes", number)
    return f"{tr('Not saved yet: {what}.', what=waiting)} {saved}"


def log_file() -> Path | None:
    """The log, where there is one."""
    from planner.config.log import FILE_NAME
    from planner.config.paths import log_dir

    try:
        path = log_dir() / FILE_NAME
    except OSError:
        return None
    return path if path.is_file() else None


class CrashDialog(TellingDialog):
    """Tells of the first error, and counts those that come while it is open."""

    def __init__(self, context: PageContext, crash: Crash, parent: MainWindow) -> None:
        super().__init__(tr("Something went wrong"), parent)
        theme, column, foot = context.theme, self.column, self.foot
        self._details = [details(crash.error)]
        self._more = 0
        column.addWidget(wrapped(tr("Something unexpected went wrong"), "heading"))
        column.addWidget(wrapped(tr("What you did last may not have worked. Planner goes on, and you can try again.")))
        self.saved = wrapped(what_is_saved(context))
        column.addWidget(self.saved)
        self.count = wrapped("", "body", "muted")
        self.count.hide()
        column.addWidget(self.count)
        self.copy_button = Button(theme, tr("Copy details"))
        self.copy_button.setToolTip(tr("Versions and where it happened; nothing of what you wrote"))
        self.copy_button.clicked.connect(self._copy)
        foot.addWidget(self.copy_button)
        self.log_button = Button(theme, tr("Open the log"))
        self.log_button.clicked.connect(_open_log)
        self.log_button.setVisible(log_file() is not None)
        foot.addWidget(self.log_button)
        foot.addStretch(1)
        self.go_on = Button(theme, tr("Go on"), "filled")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        foot.addWidget(self.go_on)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, crash: Crash) -> None:
        """Another error came, or the same again."""
        self._more += 1
        if crash.number == 1 and len(self._details) < _KEPT:
            self._details.append(details(crash.error))
        if self._more in {1, 2, 5} or self._more % 10 == 0:  # an error of every frame would write every frame
            said = trn("It happened {n} more time since.", "It happened {n} more times since.", self._more)
            self.count.setText(said)
            if self.count.isHidden():
                self.count.show()
                self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._details))
        self.copy_button.setText(tr("Copied"))


def _open_log() -> None:
    path = log_file()
    if path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
