"""The filter bar of the board: a chip for each part of the filter, Focus, the saved ones, and what is hidden."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.filters import CHOICES, EVERYTHING, INBOX, CardFilter, DueWindow, FilterPart
from planner.domain.words import Kind, Priority, Status
from planner.services import filter_words
from planner.services.filter_words import Names
from planner.services.queries.board_filter import choices, saved_filters
from planner.services.words import kind_word, priority_word, status_word
from planner.ui.board.filter_menu import FilterMenu, nothing_to_choose
from planner.ui.board.layout import MARGIN
from planner.ui.shell.inspector.opener import plain_tip
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.services.queries.board_filter import Choices, SavedFilter, StepChoice
    from planner.ui.board.filter_menu import PopOver
    from planner.ui.board.sieve import Found
    from planner.ui.shell.page import PageContext

_HEIGHT: Final = 28
_WIDEST: Final = 300


class FilterChip(Chip):
    """A chip of the bar; a long choice is cut, and stands whole in the tool tip."""

    def sizeHint(self) -> QSize:
        return QSize(min(_WIDEST, super().sizeHint().width()), _HEIGHT)

    def set_words(self, text: str, *, chosen: bool) -> None:
        """Show a text, filled with the soft accent and with a cross where something is chosen."""
        shown = text.replace("&", "&&")
        if (self.text(), self.is_removable) == (shown, chosen):
            return
        self.setText(shown)
        self.setAccessibleName(text)
        self.set_removable(removable=chosen, soft=chosen)
        self.setToolTip(plain_tip(text) if super().sizeHint().width() > _WIDEST else "")


class FilterBar(QWidget):
    """Shows a filter. ``chosen`` carries another one, ``left`` comes when the keyboard is to go back to the board."""

    chosen = Signal(object)
    cleared = Signal()
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._filter = EVERYTHING
        self._choices: Choices | None = None
        self._saved: tuple[SavedFilter, ...] | None = None
        self.menu: PopOver | None = None
        self.setAccessibleName(tr("Filter"))
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, Space.S)
        column.setSpacing(6)
        holder = QWidget(self)
        flow = FlowLayout(holder)
        self.chips: dict[FilterPart, FilterChip] = {}
        for part in CHOICES:
            chip = FilterChip(theme, filter_words.part_word(part), opens=True)
            chip.clicked.connect(partial(self._open, part))
            chip.removed.connect(partial(self._drop, part))
            self.chips[part] = chip
            flow.addWidget(chip)
        self.focus_chip = FilterChip(theme, filter_words.part_word(FilterPart.FOCUS))
        self.focus_chip.setCheckable(True)
        self.focus_chip.setToolTip(tr("Only what is in progress, late, or due within 7 days"))
        self.focus_chip.clicked.connect(lambda on: self.chosen.emit(self._filter._replace(focus=on)))
        flow.addWidget(self.focus_chip)
        self.saved_chip = FilterChip(theme, tr("Saved"), opens=True)
        self.saved_chip.clicked.connect(lambda _checked=False: self.open_saved())
        flow.addWidget(self.saved_chip)
        column.addWidget(holder)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.count = ElidedLabel("", "meta")
        row.addWidget(self.count, 1)
        self.clear_button = Button(theme, tr("Clear filter"), "link")
        self.clear_button.clicked.connect(self.cleared)
        row.addWidget(self.clear_button)
        # Held open, so that the board does not move when the first choice is made.
        self.count.setFixedHeight(20)
        column.addLayout(row)

    @property
    def tab_order(self) -> list[QWidget]:
        """What the Tab key goes through."""
        return [*self.chips.values(), self.focus_chip, self.saved_chip, self.clear_button]

    # -- showing

    def show_filter(self, card_filter: CardFilter, found: Found) -> None:
        """Show a filter and how much of the board it lets through."""
        self.count.setText(count_text(card_filter, found))
        self.clear_button.setVisible(card_filter.is_on and bool(found.shown))
        same = card_filter.without(FilterPart.WORDS) == self._filter.without(FilterPart.WORDS)
        renamed = self._choices is None
        self._filter = card_filter
        self._show_saved()
        # The whole of it in one sentence, for who hovers over the bar or hears it.
        sentence = filter_words.sentence(card_filter, self.names())
        self.setAccessibleDescription(sentence)
        self.setToolTip(plain_tip(sentence) if card_filter.is_on else "")
        if same and not renamed:
            return
        names = self.names()
        for part, chip in self.chips.items():
            text = filter_words.chip_text(card_filter, part, names)
            chip.set_words(text, chosen=bool(card_filter.choices(part)))
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

    def _drop(self, part: FilterPart) -> None:
        self.chosen.emit(self._filter.without(part))

    def _open(self, part: FilterPart, _checked: bool = False) -> None:
        self._choices = None  # others may have added some
        self.names()
        name = filter_words.part_word(part)
        menu = FilterMenu(
            self._context.theme,
            name,
            self._options(part),
            self._filter.choices(part),
            empty=nothing_to_choose(part.value),
            search=_search_word(part),
            parent=self,
        )
        menu.changed.connect(lambda chosen: self.chosen.emit(self._filter.with_choices(part, chosen)))
        self._keep(menu)
        menu.open_below(self.chips[part])

    def open_saved(self) -> None:
        """Open the saved filters below their chip."""
        from planner.ui.board.saved_filters import SavedFilters

        menu = SavedFilters(self._context, self._filter, self)
        menu.chosen.connect(self.chosen)
        self._keep(menu)
        menu.open_below(self.saved_chip)
        menu.focus_first()

    def _keep(self, menu: PopOver) -> None:
        if self.menu is not None:
            self.menu.close()
        self.menu = menu
        menu.closed.connect(partial(self._forget, menu))

    def _forget(self, menu: PopOver) -> None:
        if self.menu is menu:
            self.menu = None

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _step_option(step: StepChoice) -> Option:
    return Option(step.uid, step.name, str(step.number), "flag", f"step{step.hue}" if step.hue else "faint")


def _search_word(part: FilterPart) -> str:
    return {FilterPart.STEPS: tr("Find a step"), FilterPart.SKILLS: tr("Find a skill")}.get(part, tr("Find a tag"))


def count_text(card_filter: CardFilter, found: Found) -> str:
    """How many cards are shown, and how many are hidden."""
    if not card_filter.is_on:
        return trn("{n} card, nothing is hidden", "{n} cards, nothing is hidden", found.total)
    if found.shown == found.total:
        return trn("The only card fits", "All {n} cards fit", found.total)
    hidden = found.total - found.shown
    return trn(
        "{shown} of {total} cards; {n} is hidden",
        "{shown} of {total} cards; {n} are hidden",
        hidden,
        shown=found.shown,
        total=found.total,
    )
