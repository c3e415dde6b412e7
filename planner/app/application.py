"""The application object of Qt, made once for the process, as the settings of this machine want it."""

import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from planner.app.enlarged import enlarged
from planner.config import formats
from planner.config.settings import Settings
from planner.config.text import tr
from planner.ui.shell.small_screens import fit_dialogs
from planner.ui.theme.formats import formats_of
from planner.ui.theme.qt_words import speak


def application(settings: Settings | None = None) -> QApplication:
    """The application object, made if there is none, as large as the settings say."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    with enlarged(1.0 if settings is None else settings.text_scale):
        app = QApplication(sys.argv[:1])
    formats.use(formats.preferred(formats_of(QLocale.system()), settings or Settings()))
    fit_dialogs(app)
    speak(app)
    app.setApplicationName("planner")
    app.setApplicationDisplayName(tr("Planner"))
    app.setDesktopFileName("planner-desktop")  # the name of its desktop entry, by which a dock knows the window
    return app
