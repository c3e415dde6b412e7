"""What every control for the level of a skill is: a slider of half levels with one place more for unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from planner.config import formats
from planner.config.text import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from planner.ui.theme import Theme

#: Value of the slider that stands for "unknown"; the others are halves of a level, 0 to 10.
_UNKNOWN: Final = -1


def level_words(level: float | None) -> str:
    """“2.5 of 5”, or “unknown”."""
    if level is None:
        return tr("unknown")
    return tr("{level} of 5", level=formats.decimal(level))


class LevelSlider(QAbstractSlider):
    """Holds a level, 0 to 5 in halves, or none. A slider, so that a screen reader knows its value."""

    def __init__(self, theme: Theme, name: str, level: float | None, parent: QWidget | None, *, step: int) -> None:
        """``step`` is how many halves a key of the screen reader moves it by."""
        super().__init__(parent)
        self._theme = theme
        self.setRange(_UNKNOWN, 10)
        self.setSingleStep(step)
        self.setPageStep(2)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_level(level)
        theme.changed.connect(self.update)

    def level(self) -> float | None:
        """The level; None is unknown."""
        return None if self.value() == _UNKNOWN else self.value() / 2

    def set_level(self, level: float | None) -> None:
        """Show a level without telling."""
        self.setValue(_UNKNOWN if level is None else round(level * 2))
        self.setAccessibleDescription(level_words(level))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must never change a value on the way
