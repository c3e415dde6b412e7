"""The column beside the screens: the month in which the plan ends, which moves with each answer, and a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain import fitting
from planner.services.humanize import duration, level_text, long_month
from planner.ui.theme import Space
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from planner.services.first_run import Setup
    from planner.services.queries.first_run import SetupSkill

WIDTH = 264


class Side(QFrame):
    """Says where the answers lead. The rubric has a place of its own below, so that nothing jumps."""

    def __init__(self, setup: Setup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self._head = Label(tr("You finish in"), "meta")
        self.month = wrapped("", "title")
        self.sentence = wrapped("", "meta")
        self.wanted = wrapped("", "meta_strong")
        self.practice = wrapped("", "meta")
        self._line = QFrame()
        self._line.setProperty("role", "line")
        self._line.setFixedHeight(1)
        self.skill = wrapped("", "section")
        self.level = wrapped("", "meta_strong", "accent")
        self.rubric = wrapped("", "body")
        self.keys = wrapped(tr("Keys 0 to 5 rate it, Down goes to the next one, Return goes on."), "meta")
        inside = QWidget()
        inside.setProperty("role", "canvas")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.XS)
        for label in (self._head, self.month, self.sentence):
            column.addWidget(label)
        column.addSpacing(Space.XS)
        column.addWidget(self.wanted)
        column.addWidget(self.practice)
        column.addSpacing(Space.M)
        column.addWidget(self._line)
        column.addSpacing(Space.M)
        for label in (self.skill, self.level, self.rubric):
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(self.keys)
        self.show_skill(None, None)

    def refresh(self) -> None:
        """Show what follows from the answers as they are now."""
        setup = self._setup
        month, minutes = setup.finish(), setup.minutes()[1]
        self._head.setVisible(minutes > 0)
        self.month.setVisible(minutes > 0)
        self.month.setText(long_month(month) if month else tr("never"))
        self.sentence.setText(setup.work_sentence())
        wanted = setup.month_sentence()
        in_time = month is not None and setup.until_now is not None and month <= setup.until_now
        self.wanted.setText(wanted)
        self.wanted.set_tone("good" if in_time else "")
        self.wanted.setVisible(bool(wanted))
        weekly = fitting.practice_minutes(setup.candidates())
        self.practice.setVisible(weekly > 0)
        self.practice.setText(tr("Weekly practices add {time} a week.", time=duration(weekly)))

    def show_skill(self, skill: SetupSkill | None, level: float | None) -> None:
        """Show what a level of a skill means; its definition where no level is meant, nothing without a skill."""
        for label in (self._line, self.skill, self.level, self.rubric, self.keys):
            label.setVisible(skill is not None)
        if skill is None:
            return
        self.skill.setText(skill.name)
        told = skill.rubric[int(level)] if level is not None and skill.rubric else ""
        self.level.setText(tr("Level {level}", level=level_text(level)) if level is not None else tr("Not rated"))
        self.rubric.setText(told or skill.definition)
