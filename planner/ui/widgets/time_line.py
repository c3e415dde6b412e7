"""The one line for a length of time: “45”, “1h 30”, “1.5 h”, “0:45”."""

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.time_spent import read_time_spent


class TimeLine(QLineEdit):
    """Takes a length of time as it is typed; ``name`` is what a screen reader says."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("25 min, 1h 30, 0:45"))
        self.setMaxLength(40)

    def minutes(self) -> int:
        """What it says. Raises InvalidInputError, with a sentence, where it says nothing that can be logged."""
        return read_time_spent(self.text())

    def readable(self) -> int | None:
        """What it says; None while it cannot be read."""
        try:
            return self.minutes()
        except PlannerError:
            return None

    def set_minutes(self, minutes: int | None) -> None:
        """Show a length of time, all of it chosen so that typing replaces it; None empties the line."""
        self.setText(tr("{n} min", n=minutes) if minutes else "")
        self.selectAll()
