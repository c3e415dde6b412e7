"""The parts of the inspector that only some activities have: exams, renewal, pace, an event's record, money, files.

Each is a class of its own, made when an activity that can have it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.widgets.layouts import laid_out_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


class GoalSection(QWidget):
    """One part: it reads what it shows by itself, whenever the card of the open activity is shown."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        """Show the part for this activity; False if there is nothing to show. ``fresh``: another was open before."""
        return False

    def flush(self) -> None:
        """Submit what is still being typed."""

    def covers(self) -> frozenset[int]:
        """The deadlines that it shows itself, so that they do not stand among the dates once more."""
        return frozenset()

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        """What the Add menu offers for it: words, and what to do. Asked also while the part is hidden."""
        return []


class GoalSections(QWidget):
    """Some parts below each other; one that has nothing to show takes no room."""

    def __init__(
        self, context: PageContext, kinds: dict[str, tuple[str, ...]], parent: QWidget | None = None
    ) -> None:
        """``kinds`` says for each part, by its name in :func:`make_section`, which kinds of activities can have it."""
        super().__init__(parent)
        self._context = context
        self._kinds = kinds
        self.parts: dict[str, GoalSection] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> None:
        """Show what the parts have to say about this activity."""
        shown = False
        for name, kinds in self._kinds.items():
            able = not kinds or card.activity.kind in kinds
            part = self._part(name) if able else self.parts.get(name)
            if part is not None:
                with laid_out_once(part):
                    filled = able and part.show_card(card, fresh=fresh)
                part.setVisible(filled)
                shown = shown or filled
        self.setVisible(shown)

    def flush(self) -> None:
        """Submit what is still being typed in any part."""
        for part in self.parts.values():
            part.flush()

    def covers(self) -> frozenset[int]:
        """The deadlines that the visible parts show."""
        return frozenset().union(*(part.covers() for part in self.parts.values() if not part.isHidden()))

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        """What the Add menu offers."""
        able = [name for name, kinds in self._kinds.items() if not kinds or card.activity.kind in kinds]
        return [offer for name in able for offer in self._part(name).offers(card)]

    def _part(self, name: str) -> GoalSection:
        part = self.parts.get(name)
        if part is None:
            part = self.parts[name] = make_section(name, self._context)
            places = [other for other in self._kinds if other in self.parts]
            self._column.insertWidget(places.index(name), part)
        return part


#: Which kinds of activities can have each part; none named means all. The first stand below the status, as what
#: decides about a goal, the others below the notes.
LEADING: dict[str, tuple[str, ...]] = {
    "catalogue": ("certification",),
    "renewal": ("certification",),
    "exam": ("certification",),
    "progress": ("course",),
}
TRAILING: dict[str, tuple[str, ...]] = {
    "badge": ("certification", "course"),
    "submissions": (),
    "people": (),
    "credits": (),
    "money": ("certification", "course", "event"),
    "files": (),
}


def make_section(name: str, context: PageContext) -> GoalSection:
    """The part of this name."""
    if name == "exam":
        from planner.ui.shell.inspector.exam_section import ExamSection

        return ExamSection(context)
    if name == "progress":
        from planner.ui.shell.inspector.course_section import CourseSection

        return CourseSection(context)
    if name == "catalogue":
        from planner.ui.shell.inspector.catalogue_part import CataloguePart

        return CataloguePart(context)
    if name == "renewal":
        from planner.ui.shell.renewal.part import RenewalPart

        return RenewalPart(context)
    if name == "credits":
        from planner.ui.shell.renewal.credits_part import CreditsPart

        return CreditsPart(context)
    if name == "money":
        from planner.ui.shell.inspector.money_section import MoneySection

        return MoneySection(context)
    if name == "files":
        from planner.ui.shell.inspector.files_section import FilesSection

        return FilesSection(context)
    if name == "submissions":
        from planner.ui.shell.inspector.record_section import SubmissionsSection

        return SubmissionsSection(context)
    if name == "people":
        from planner.ui.shell.inspector.record_section import PeopleSection

        return PeopleSection(context)
    if name == "badge":
        from planner.ui.shell.badges.part import BadgePart

        return BadgePart(context)
    raise KeyError(name)
