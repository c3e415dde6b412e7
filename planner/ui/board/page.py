"""The board page: the view with its commands, the line that explains a filter, and what stands on an empty board."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.board.card_commands import CardCommands
from planner.ui.board.commands import BoardCommands
from planner.ui.board.content import BoardContent
from planner.ui.board.in_place import InPlace
from planner.ui.board.layout import MARGIN
from planner.ui.board.model import BoardModel
from planner.ui.board.sections import Part
from planner.ui.board.view import BoardView
from planner.ui.shell.page import Page
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import ElidedLabel
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction, QShowEvent
    from PySide6.QtWidgets import QMenu

    from planner.services.planner import Change
    from planner.services.queries.board import StepKey
    from planner.ui.board.limits import Limits
    from planner.ui.board.menus import BoardMenus
    from planner.ui.shell.page import PageContext

LANES: Final = "lanes"
STEPS: Final = "steps"

#: So long after it was shown, and in such steps, the page reads ahead what a filter needs.
_AHEAD_MS = 700


class BoardPage(Page):
    """Lanes by step with their cards."""

    page_id: ClassVar[str] = "board"
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "roadmap",
            "step",
            "activity",
            "certification",
            "course",
            "event",
            "deadline",
            "checklist_item",
            "study_session",
            "activity_skill",
            "skill",
            "setting",
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        theme = context.theme
        self.model = BoardModel(context.planner, self)
        self.content = BoardContent(context.planner, self.model)
        self.view = BoardView(theme, self.model, context.density)
        self.commands = BoardCommands(context, self.view, self.content)
        self.in_place = InPlace(context, self.view, self.content, self.commands)
        column = self._build()
        self.cards = CardCommands(context, self.view, self.content, self.commands, column=column, ground=self)
        self.switch = SegmentedSwitch(theme, _arrangements(), tr("Arrangement"))
        self._connect()
        add = self.commands.add_to_list
        self.add_action = add(tr("Add an activity here"), self.add, "N")
        self.rename_action = add(tr("Rename"), self.rename, "F2")
        self.step_action = add(tr("Add a step"), self.in_place.add_step)
        add(tr("Limits of the columns…"), self._offer_limits)
        self.skipped_action = add(tr("Show skipped activities"), self._toggle_skipped)
        self.skipped_action.setCheckable(True)
        self._scrolls: dict[bool, int] = {}  # how far each arrangement was scrolled
        self._ahead = QTimer(self)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)

    def _build(self) -> QVBoxLayout:
        theme = self.context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(0)
        self._strip = QWidget(self)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(MARGIN, 0, MARGIN, Space.S)
        row.setSpacing(Space.M)
        self._explanation = ElidedLabel("", "meta")
        row.addWidget(self._explanation, 1)
        self.clear_button = Button(theme, tr("Clear filter"), "link")
        self.clear_button.clicked.connect(self.clear_filter)
        row.addWidget(self.clear_button)
        self._strip.hide()
        column.addWidget(self._strip)
        self._stack = QStackedWidget(self)
        self._blank = EmptyState(
            theme,
            tr("A roadmap is a few steps towards what you want to become. Begin with the first one."),
            [(tr("Add a step"), self.in_place.add_step), (tr("Add an activity"), self.add)],
            icon="roadmap",
        )
        self._nothing = EmptyState(theme, "", [(tr("Clear filter"), self.clear_filter)], icon="search")
        for widget in (self.view, self._blank, self._nothing):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        return column

    @cached_property
    def menus(self) -> BoardMenus:
        """The menus, made when the first one is asked for."""
        from planner.ui.board.menus import BoardMenus

        return BoardMenus(
            self.context.theme,
            self.view,
            self.content,
            self.commands,
            rename=self.in_place.rename_step,
            add_step=self.in_place.add_step,
            add_card=self.in_place.add_card,
            cards=self.cards,
            limits=self.limits,
        )

    @cached_property
    def limits(self) -> Limits:
        """What shows and sets the limits of columns."""
        from planner.ui.board.limits import Limits

        return Limits(self.context, self.model, self.view)

    def _connect(self) -> None:
        view, commands = self.view, self.commands
        self.context.density_changed.connect(view.set_density)
        self.in_place.changed.connect(self._show_state)
        self.in_place.filter_dropped.connect(self.clear_filter)
        self.switch.chosen.connect(self.arrange)
        view.card_opened.connect(self.context.open_activity)
        view.done_pressed.connect(self._done_pressed)
        view.date_pressed.connect(self._date_pressed)
        view.week_pressed.connect(lambda card: commands.toggle_week((ActivityId(card),)))
        view.lane_toggled.connect(self._lane_pressed)
        view.ideas_toggled.connect(lambda key: self._fold(lambda: self.content.toggle_ideas(key)))
        view.more_pressed.connect(lambda key: self._fold(lambda: self.content.show_done(key)))
        view.add_pressed.connect(self.in_place.add_card)
        view.dropped.connect(commands.drop)
        view.card_menu.connect(lambda place: self._pop_up(self.menus.card_menu(), place))
        view.lane_menu.connect(lambda key, place: self._pop_up(self.menus.lane_menu(key), place))
        view.limit_pressed.connect(lambda column, place: self._pop_up(self.limits.menu(column, place), place))
        view.board_menu.connect(lambda place: self._pop_up(self.menus.board_menu(), place))

    # -- the page protocol

    def reload(self) -> None:
        with self.view.kept():
            self.content.reload()
        self._show_state()

    def apply_change(self, change: Change) -> None:
        if "setting" in change.tables:
            self.model.read_limits()
        with self.view.kept():
            self.content.apply(change)
        self.cards.take(change)
        self._show_state()

    def header_widgets(self) -> list[QWidget]:
        return [self.switch]

    def arrange(self, arrangement: str) -> None:
        """Let the steps lie below each other as lanes, or stand side by side as columns."""
        self.switch.set_value(arrangement)
        upright = arrangement == STEPS
        self._scrolls[self.content.upright] = self.view.verticalScrollBar().value()
        with self.view.kept():
            self.view.set_upright(upright=upright)
            self.view.delegate.upright = upright
            self.content.set_upright(upright=upright)
        self.view.verticalScrollBar().setValue(self._scrolls.get(upright, 0))
        self.view.scrollTo(self.view.currentIndex())

    def set_filter(self, text: str) -> None:
        text = "" if text.strip() == "#" else text.strip()  # the tag is about to be typed
        if text == self.content.words:
            return
        with self.view.kept():
            self.content.set_words(text)
        self.view.verticalScrollBar().setValue(0)
        self._show_state()

    def clear_filter(self) -> None:
        """Show everything again, also where the filter was typed."""
        self.set_filter("")
        self.filter_cleared.emit()
        self.view.setFocus()

    def add(self) -> None:
        self.in_place.add_card(self.view.current_lane())

    def reveal(self, table: str, row_id: int) -> bool:
        if table == "step":
            row = self.model.row_of(Part.LANE, row_id)
            if row >= 0:
                self.view.choose(self.model.index(row))
            return row >= 0
        if table != "activity":
            return False
        filtered = self.content.words
        with self.view.kept():
            found = self.content.uncover(row_id)
        if filtered and not self.content.words:
            self.filter_cleared.emit()
        self.skipped_action.setChecked(self.content.show_skipped)
        self._show_state()
        if not found or not self.view.choose_card(row_id):
            return False
        self.view.flash(row_id)
        return True

    def save_state(self) -> dict[str, object]:
        return self.content.state() | {"arrangement": self.switch.value()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        self.content.restore(state)
        if state.get("arrangement") == STEPS:
            self.arrange(STEPS)
        self.skipped_action.setChecked(self.content.show_skipped)

    def flush(self) -> None:
        self.cards.flush()
        if self.in_place.editor is not None:
            self.in_place.editor.flush()

    def actions(self) -> list[QAction]:
        return list(self.commands.list)

    def focus_content(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self._blank:
            self._blank.buttons[0].setFocus()
        elif shown is self._nothing:
            self._nothing.buttons[0].setFocus()
        else:
            self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ahead.start()

    def _read_ahead(self) -> None:
        if not self.isVisible() or not self.content.prepare_filter():
            self._ahead.stop()

    # -- what is shown

    def _fold(self, change: Callable[[], None]) -> None:
        with self.view.kept():
            change()

    def _lane_pressed(self, key: StepKey) -> None:
        if not self.content.upright:
            self._fold(lambda: self.content.toggle(key))

    def _show_state(self) -> None:
        words, found = self.content.words, self.content.found
        self._strip.setVisible(bool(words) and bool(found.shown))
        if words:
            self._explanation.setText(
                tr(
                    "{shown} of {total} cards hold “{words}”; {hidden} are hidden",
                    shown=found.shown,
                    total=found.total,
                    words=words,
                    hidden=found.total - found.shown,
                )
            )
        if words and not found.shown:
            self._nothing.set_sentence(
                tr("None of the {total} cards holds “{words}”. Try fewer letters.", total=found.total, words=words)
            )
            self._stack.setCurrentWidget(self._nothing)
        elif self.content.is_blank and self.in_place.editor is None:
            self._stack.setCurrentWidget(self._blank)
        else:
            self._stack.setCurrentWidget(self.view)

    def _toggle_skipped(self) -> None:
        with self.view.kept():
            self.content.set_show_skipped(self.skipped_action.isChecked())
        self._show_state()

    def _pop_up(self, menu: QMenu | None, place: QPoint) -> None:
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def _done_pressed(self, activity_id: int) -> None:
        from planner.domain.words import Status

        self.commands.toggle_status(Status.DONE, (ActivityId(activity_id),))

    def _date_pressed(self, activity_id: int, place: QPoint) -> None:
        self._pop_up(self.menus.date_menu(self.view, (activity_id,)), place)

    def _offer_limits(self) -> None:
        place = self.view.viewport().mapToGlobal(QPoint(MARGIN, MARGIN))
        self._pop_up(self.limits.both(place), place)

    def rename(self) -> None:
        """Edit the title of the card with the focus, in the inspector; of anything else the name of its step."""
        card = self.view.current_card()
        if card is None:
            self.in_place.rename_step(self.view.current_lane())
        else:
            self.context.edit_title(card)


def _arrangements() -> tuple[tuple[str, str], ...]:
    return (LANES, tr("Lanes")), (STEPS, tr("Steps"))
