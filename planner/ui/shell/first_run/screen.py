"""What the three screens of the set-up have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Space
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from planner.services.first_run import Setup
    from planner.services.queries.first_run import SetupSkill


class Screen(QWidget):
    """One screen. ``answered`` tells of a changed answer, ``skill_pointed`` which skill is looked at and its level."""

    #: What the set-up calls the answers of this screen where they are left out.
    part: ClassVar[str] = ""
    answered = Signal()
    skill_pointed = Signal(object, object)

    def __init__(self, setup: Setup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setup = setup
        self.setProperty("role", "canvas")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, Space.M, Space.S)
        self.column.setSpacing(Space.S)

    def title(self) -> str:
        """What it asks, in two or three words."""
        return ""

    def told(self) -> str:
        """One sentence below the title."""
        return ""

    def enter(self) -> None:
        """It is shown now; what it shows may follow from the screens before."""

    def first_control(self) -> QWidget | None:
        """What has the focus first."""
        return None

    def problem(self) -> str:
        """What is wrong with an answer, in one sentence; empty lets one go on."""
        return ""

    def skill_of(self, key: str) -> SetupSkill | None:
        """A skill by its key."""
        return next((skill for skill in self.setup.plan.skills() if skill.key == key), None)

    def head(self, text: str) -> Label:
        """Add the head of a block."""
        label = Label(text, "section")
        if self.column.count():
            self.column.addSpacing(Space.M)
        self.column.addWidget(label)
        return label

    def note(self, text: str) -> Label:
        """Add a quiet line."""
        label = wrapped(text, "meta")
        self.column.addWidget(label)
        return label
