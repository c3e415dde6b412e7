"""Qt says its own words in the language of the program."""

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from planner.config.text import set_language
from planner.ui.theme.qt_words import speak, spoken_locale


def test_qt_speaks_german_with_the_program(qapp: QApplication) -> None:
    set_language("de")
    assert speak(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert spoken_locale().monthName(3) == "März"
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()


def test_english_needs_nothing(qapp: QApplication) -> None:
    set_language("en")
    assert not speak(qapp)
    assert spoken_locale().monthName(3) == "March"
