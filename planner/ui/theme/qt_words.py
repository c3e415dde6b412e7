"""Qt's own words in the person's language: its file dialog, the menus of text fields, the names of keys."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from planner.config.text import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, language


def speak(app: QApplication) -> bool:
    """Let Qt speak the language in force; tells whether it does. What Qt does not know stays English."""
    if language() in {SOURCE_LANGUAGE, PSEUDO_LANGUAGE}:
        return False
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(QLocale(language()), "qtbase", "_", folder) and app.installTranslator(words)


def spoken_locale() -> QLocale:
    """Where Qt names months and weekdays itself: those of the language in force."""
    return QLocale() if language() == PSEUDO_LANGUAGE else QLocale(language())
