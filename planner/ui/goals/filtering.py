"""How the goals are filtered by hand: the bar with its chips, beside the field of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from planner.config.text import begun, tr
from planner.domain.goal_filter import (
    CHOICES,
    EVERY_GOAL,
    GOAL_KINDS,
    LIFE,
    DateChoice,
    GoalFilter,
    GoalPart,
    fits,
    from_json,
    to_json,
)
from planner.services import goal_filter_words as words
from planner.services.words import kind_word
from planner.ui.widgets.bar_filtering import BarFiltering
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import ChipBar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from planner.ui.goals.list_model import Goal
    from planner.ui.theme import Theme


class GoalFilterBar(ChipBar):
    """Shows a filter. ``chosen`` carries another one; ``goals`` are all that the choices are made of."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, {part: words.part_word(part) for part in CHOICES}, parent)
        self._theme = theme
        self._filter = EVERY_GOAL
        self.goals: Sequence[Goal] = ()
        self.issuers: Mapping[str, str] = {}

    def show_filter(self, goal_filter: GoalFilter, shown: int, total: int) -> None:
        """Show a filter, and that it lets so many of all goals through."""
        self._filter = goal_filter
        self.count.setText(words.count_text(shown, total, is_on=goal_filter.is_on))
        self.clear_button.setVisible(goal_filter.is_on and bool(shown))
        self.tell(words.sentence(goal_filter, self.issuers), is_on=goal_filter.is_on)
        for part in CHOICES:
            text = words.chip_text(goal_filter, part, self.issuers)
            self.chips[part].set_words(text, chosen=bool(goal_filter.choices(part)))

    def drop_part(self, part: str) -> None:
        self.chosen.emit(self._filter.with_choices(GoalPart(part), ()))

    def open_part(self, part: str) -> None:
        which = GoalPart(part)
        self.offer(
            which,
            self._options(which),
            self._filter.choices(which),
            lambda chosen: self.chosen.emit(self._filter.with_choices(which, chosen)),
            name=words.part_word(which),
            empty=tr("No goal has a tag yet. Select some and press E to give them one."),
            search=tr("Find an issuer") if which is GoalPart.ISSUERS else tr("Find a tag"),
        )

    def _options(self, part: GoalPart) -> list[Option]:
        def option(value: str) -> Option:
            text = words.choice_word(part, value, self.issuers)
            return Option(value, begun(text))

        match part:
            case GoalPart.KINDS:
                return [Option(kind, kind_word(kind), icon=self._theme.kind_icon(kind)) for kind in GOAL_KINDS]
            case GoalPart.STATES:
                return [option(state) for state in LIFE]
            case GoalPart.DATES:
                return [option(choice) for choice in DateChoice]
            case GoalPart.TAGS:
                tags = {tag for goal in self.goals for tag in goal.row.tags}
                return [Option(tag, words.choice_word(part, tag, {})) for tag in sorted(tags, key=str.casefold)]
            case _:
                return [Option(each, words.choice_word(part, each, self.issuers)) for each in sorted(self.issuers)]


class GoalFiltering(BarFiltering[GoalFilterBar]):
    """Holds the filter of the page."""

    def __init__(self, theme: Theme, page: QWidget, column: QVBoxLayout, leave: Callable[[], object]) -> None:
        super().__init__(page, column, lambda: GoalFilterBar(theme, page), leave, EVERY_GOAL)
        self._shown = False
        self.filter = EVERY_GOAL

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self.filter.is_on

    def matching(self, goals: Sequence[Goal], today: date) -> set[int]:
        """The ids of the goals that the filter lets through."""
        return {goal.row.id for goal in goals if fits(self.filter, goal.traits, today)}

    def present(self) -> GoalFilter:
        return self.filter

    def apply(self, wanted: GoalFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self.changed.emit()

    # -- what is shown of it

    @property
    def is_shown(self) -> bool:
        """Whether the bar is open."""
        return self._shown

    def show_bar(self, *, shown: bool) -> None:
        """Open the bar, or put it away with what was chosen in it."""
        if shown == self._shown:
            return
        self._shown = shown
        if shown:
            self.changed.emit()
            self.bar.show()
        else:
            self.bar.hide()
            self.apply(EVERY_GOAL)

    def show(self, goals: Sequence[Goal], issuers: Mapping[str, str], shown: int, total: int) -> None:
        """Bring the bar up to date: ``goals`` are all, ``shown`` of ``total`` are in sight."""
        if self.is_on and not self._shown:
            self._shown = True
            self.bar.show()
        if self._shown:
            self.bar.goals, self.bar.issuers = goals, issuers
            self.bar.show_filter(self.filter, shown, total)

    # -- what this machine remembers

    def state(self) -> dict[str, object]:
        """The present filter."""
        return to_json(self.filter)

    def restore(self, state: object) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        self.filter = from_json(state)
