"""The filter bar of the board: a chip for each part of the filter, Focus, the saved ones, and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from planner.config.text import tr, trn
from planner.domain.filters import CHOICES, EVERYTHING, INBOX, CardFilter, DueWindow, FilterPart
from planner.domain.words import Kind, Priority, Status
from planner.services import filter_words
from planner.services.filter_words import Names
from planner.services.queries.board_filter import choices, saved_filters
from planner.services.words import kind_word, priority_word, status_word
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import ChipBar, FilterChip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.services.queries.board_filter import Choices, SavedFilter, StepChoice
    from planner.ui.board.sieve import Found
    from planner.ui.shell.page import PageContext


class FilterBar(ChipBar):
    """Shows a filter. ``chosen`` carries another one."""

    chosen = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(theme, {part: filter_words.part_word(part) for part in CHOICES}, parent)
        self._context = context
        self._filter = EVERYTHING
        self._choices: Choices | None = None
        self._saved: tuple[SavedFilter, ...] | None = None
        self.focus_chip = FilterChip(theme, filter_words.part_word(FilterPart.FOCUS))
        self.focus_chip.setCheckable(True)
        self.focus_chip.setToolTip(tr("Only what is in progress, late, or due within 7 days"))
        self.focus_chip.clicked.connect(lambda on: self.chosen.emit(self._filter._replace(focus=on)))
        self.add_chip(self.focus_chip)
        self.saved_chip = FilterChip(theme, tr("Saved"), opens=True)
        self.saved_chip.clicked.connect(lambda _checked=False: self.open_saved())
        self.add_chip(self.saved_chip)

    # -- showing

    def show_filter(self, card_filter: CardFilter, found: Found) -> None:
        """Show a filter and how much of the board it lets through."""
        self.count.setText(count_text(card_filter, found))
        self.clear_button.setVisible(card_filter.is_on and bool(found.shown))
        same = card_filter.without(FilterPart.WORDS) == self._filter.without(FilterPart.WORDS)
        renamed = self._choices is None
        self._filter = card_filter
        self._show_saved()
        self.tell(filter_words.sentence(card_filter, self.names()), is_on=card_filter.is_on)
        if same and not renamed:
            return
        names = self.names()
        for part in CHOICES:
            text = filter_words.chip_text(card_filter, part, names)
            self.chips[part].set_words(text, chosen=bool(card_filter.choices(part)))
        self.focus_chip.setChecked(card_filter.focus)

    def _show_saved(self) -> None:
        """The name of the saved filter that is shown, else just what the menu holds."""
        if self._saved is None:
            self._saved = self._context.planner.read(saved_filters)
        name = next((each.name for each in self._saved if each.filter == self._filter), "")
        self.saved_chip.set_words(tr("Saved: {name}", name=name) if name else tr("Saved"), chosen=False)

    def refresh(self) -> None:
        """Names and saved filters may have changed."""
        self._choices = self._saved = None
        if self.menu is not None:
            self.menu.refresh()

    def names(self) -> Names:
        """The names of steps and skills, in the order in which they are offered."""
        if self._choices is None:
            self._choices = self._context.planner.read(choices)
        return Names(
            {step.uid: step.name for step in self._choices.steps},
            {skill.uid: skill.name for skill in self._choices.skills},
        )

    # -- choosing

    def drop_part(self, part: str) -> None:
        self.chosen.emit(self._filter.without(FilterPart(part)))

    def open_part(self, part: str) -> None:
        which = FilterPart(part)
        self._choices = None  # others may have added some
        self.names()
        self.offer(
            which,
            self._options(which),
            self._filter.choices(which),
            lambda chosen: self.chosen.emit(self._filter.with_choices(which, chosen)),
            name=filter_words.part_word(which),
            empty=_nothing_to_choose(which),
            search=_search_word(which),
        )

    def open_saved(self) -> None:
        """Open the saved filters below their chip."""
        from planner.ui.board.saved_filters import SavedFilters

        menu = SavedFilters(self._context, self._filter, self)
        menu.chosen.connect(self.chosen)
        self.keep(menu)
        menu.open_below(self.saved_chip)
        menu.focus_first()

    def _options(self, part: FilterPart) -> list[Option]:
        theme, plan = self._context.theme, self._choices
        assert plan is not None
        match part:
            case FilterPart.KINDS:
                return [Option(kind, kind_word(kind), icon=theme.kind_icon(kind)) for kind in Kind]
            case FilterPart.STEPS:
                return [Option(INBOX, tr("Inbox"), icon="inbox"), *map(_step_option, plan.steps)]
            case FilterPart.SKILLS:
                return [Option(skill.uid, skill.name, skill.category) for skill in plan.skills]
            case FilterPart.TAGS:
                return [Option(tag, tr("#{tag}", tag=tag)) for tag in plan.tags]
            case FilterPart.STATUSES:
                return [Option(status, status_word(status)) for status in Status]
            case FilterPart.DUE:
                return [Option(window, filter_words.window_word(window)) for window in DueWindow]
            case _:
                return [Option(priority, priority_word(priority)) for priority in reversed(Priority)]


def _step_option(step: StepChoice) -> Option:
    return Option(step.uid, step.name, str(step.number), "flag", f"step{step.hue}" if step.hue else "faint")


def _search_word(part: FilterPart) -> str:
    return {FilterPart.STEPS: tr("Find a step"), FilterPart.SKILLS: tr("Find a skill")}.get(part, tr("Find a tag"))


def _nothing_to_choose(part: FilterPart) -> str:
    """What stands in the menu of a part that the plan has nothing of yet."""
    return {
        FilterPart.STEPS: tr("There is no step yet."),
        FilterPart.SKILLS: tr("There is no skill yet."),
        FilterPart.TAGS: tr("No activity has a tag yet. Give it one in its details, or type #tag when you add it."),
    }.get(part, "")


def count_text(card_filter: CardFilter, found: Found) -> str:
    """How many cards are shown, and how many are hidden."""
    if not card_filter.is_on:
        return trn("{n} card, nothing is hidden", "{n} cards, nothing is hidden", found.total)
    if found.shown == found.total:
        return trn("The only card fits", "All {n} cards fit", found.total)
    hidden = found.total - found.shown
    return tr(
        "{shown}; {hidden}",
        shown=trn("{shown} of {n} card", "{shown} of {n} cards", found.total, shown=found.shown),
        hidden=trn("{n} is hidden", "{n} are hidden", hidden),
    )
