"""The board page: the view with its commands, the line that explains a filter, and what stands on an empty board."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.board.arrangements import Arrangements
from planner.ui.board.card_commands import CardCommands
from planner.ui.board.commands import BoardCommands
from planner.ui.board.content import BoardContent
from planner.ui.board.filtering import BoardFiltering
from planner.ui.board.in_place import InPlace
from planner.ui.board.layout import MARGIN
from planner.ui.board.model import BoardModel
from planner.ui.board.view import BoardView
from planner.ui.shell.page import Page
from planner.ui.theme import Space
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction, QShowEvent
    from PySide6.QtWidgets import QMenu

    from planner.services.planner import Change
    from planner.services.queries.board import StepKey
    from planner.ui.board.limits import Limits
    from planner.ui.board.menus import BoardMenus
    from planner.ui.board.outline.panel import OutlinePanel
    from planner.ui.shell.page import PageContext

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
            "exam",
            "checklist_item",
            "link",
            "study_session",
            "activity_skill",
            "activity_tag",
            "skill",
            "tag",
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
        self.arrangements = Arrangements(context, self.view, self.content, self.commands, self.in_place)
        self.switch = self.arrangements.switch
        column = self._build()
        self.cards = CardCommands(context, self.view, self.content, self.commands, column=column, ground=self)
        self.roadmaps = DropDown(theme, tr("Roadmap"))
        self.roadmaps.setMaximumWidth(200)  # a long name must not take the room of the search
        self.roadmaps.hide()
        self._connect()
        add = self.commands.add_to_list
        self.add_action = add(tr("Add an activity here"), self.add, "N")
        self.rename_action = add(tr("Rename"), self.rename, "F2")
        self.date_action = add(tr("Set date"), self._offer_dates, "T")
        self.priority_action = add(tr("Set priority"), self._offer_priorities, "P")
        self.roadmaps_action = add(tr("Roadmaps…"), self.manage_roadmaps)
        self.step_action = add(tr("Add a step"), self.add_step)
        add(tr("Limits of the columns…"), self._offer_limits)
        self.skipped_action = add(tr("Show skipped activities"), self._toggle_skipped)
        self.skipped_action.setCheckable(True)
        self.focus_action = add(tr("Focus on what is due or in progress"), self.filtering.toggle_focus, "F")
        self.focus_action.setCheckable(True)
        self.saved_action = add(tr("Saved filters"), self.filtering.open_saved)
        self.clear_action = add(tr("Clear filter"), self.clear_filter)
        self._ahead = QTimer(self)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)

    def _build(self) -> QVBoxLayout:
        theme = self.context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget(self)
        self._blank = EmptyState(
            theme,
            tr("A roadmap is a few steps to what you want to become. Take the built-in one, or add a first."),
            [(tr("Take the built-in roadmap"), lambda: self.context.run_command("edit.roadmap")),
             (tr("Add a step"), self.add_step), (tr("Add an activity"), self.add)],
            icon="roadmap",
        )  # fmt: skip
        # The key of the command is the view's, which is not there yet.
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("N"), self._blank, self.add, context=context)
        for widget in (self.view, self._blank):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.filtering = BoardFiltering(self.context, self.view, self.content, column, self._stack)
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
            rename=self.rename_step,
            add_step=self.add_step,
            add_card=self.add_card,
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
        self.filtering.changed.connect(self._show_filtered)
        self.filtering.told.connect(self.filter_set)
        self.filtering.emptied.connect(self._filter_emptied)
        self.switch.chosen.connect(self.arrange)
        self.arrangements.outline_made.connect(self._connect_outline)
        self.roadmaps.chosen.connect(self._roadmap_chosen)
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

    def _connect_outline(self, outline: OutlinePanel) -> None:
        outline.adding.changed.connect(self._show_state)
        outline.adding.filter_dropped.connect(self.clear_filter)
        outline.view.card_opened.connect(self.context.open_activity)
        outline.view.card_menu.connect(lambda place: self._pop_up(self.menus.card_menu(), place))
        outline.view.lane_menu.connect(lambda key, place: self._pop_up(self.menus.lane_menu(key), place))
        outline.view.ground_menu.connect(lambda place: self._pop_up(self.menus.board_menu(), place))

    # -- the page protocol

    def reload(self) -> None:
        with self.view.kept():
            self.content.reload()
        self.arrangements.follow(anew=True)
        self._offer_roadmaps()
        self._show_state()

    def apply_change(self, change: Change) -> None:
        if "setting" in change.tables:
            self.model.read_limits()
        with self.view.kept():
            self.content.apply(change)
        self.arrangements.follow(change)
        self.filtering.take(change)
        self.cards.take(change)
        if "roadmap" in change.tables or change.everything:
            self._offer_roadmaps()
        self._show_state()

    def header_widgets(self) -> list[QWidget]:
        return [self.switch, self.roadmaps]

    def arrange(self, arrangement: str) -> None:
        """Show the steps as lanes, as columns, or as an outline."""
        self.arrangements.choose(arrangement)
        self.setFocusProxy(self.arrangements.main)
        self._show_state()

    def _offer_roadmaps(self) -> None:
        """The list of roadmaps stands in the header once there are several."""
        names = self.content.roadmaps.names
        offered = [(tr("All roadmaps"), ""), *((roadmap.name, roadmap.uid) for roadmap in names)]
        self.roadmaps.set_items([*offered, (tr("Roadmaps…"), None)])
        self.roadmaps.set_value(self.content.roadmaps.uid)
        self.roadmaps.setVisible(len(names) > 1)

    def _roadmap_chosen(self, uid: object) -> None:
        if not isinstance(uid, str):
            self.roadmaps.set_value(self.content.roadmaps.uid)
            self.manage_roadmaps()
            return
        with self.view.kept():
            self.content.set_roadmap(uid)
        self.arrangements.follow()
        self.arrangements.to_top()
        self._show_state()

    def manage_roadmaps(self) -> None:
        """Open the dialog of the roadmaps."""
        from planner.ui.board.roadmaps_dialog import RoadmapsDialog
        from planner.ui.shell.dialogs import opened

        opened(RoadmapsDialog(self.context, self))

    def set_filter(self, text: str) -> None:
        self.filtering.type(text)

    def show_filter(self, *, shown: bool) -> None:
        self.filtering.show_bar(shown=shown)

    def filter_text(self) -> str:
        return self.content.filter.words

    def is_filtered(self) -> bool:
        return self.content.is_filtered

    def clear_filter(self) -> None:
        """Show everything again, also where the filter was typed."""
        self.filtering.clear()

    def _show_filtered(self) -> None:
        self.arrangements.follow()
        self.arrangements.to_top()
        self._show_state()

    def _filter_emptied(self) -> None:
        self.filter_cleared.emit()
        self.arrangements.main.setFocus()

    def add(self) -> None:
        self.add_card(self.commands.shown.lane())

    def add_card(self, key: StepKey) -> None:
        """Open quick add for a step."""
        self.arrangements.typing.add_card(key)

    def add_step(self) -> None:
        """Open a line for the name of a new step."""
        self.arrangements.typing.add_step()

    def rename_step(self, key: StepKey) -> None:
        """Open a line over the name of a step."""
        self.arrangements.typing.rename_step(key)

    def reveal(self, table: str, row_id: int) -> bool:
        if table == "step":
            return self.arrangements.reveal_step(row_id)
        if table != "activity":
            return False
        filtered = self.content.is_filtered
        with self.view.kept():
            found = self.content.uncover(row_id)
        if filtered and not self.content.is_filtered:
            self.filter_cleared.emit()
        self.skipped_action.setChecked(self.content.show_skipped)
        self.arrangements.follow()
        self.roadmaps.set_value(self.content.roadmaps.uid)
        self._show_state()
        if found and self.arrangements.outlining:
            return self.arrangements.outline.reveal_card(row_id)
        shown = found and self.view.choose_card(row_id)
        if shown:
            self.view.flash(row_id)
        return shown

    def step_at(self, at: QPoint) -> tuple[StepKey, str] | None:
        return self.arrangements.step_at(at)

    def save_state(self) -> dict[str, object]:
        return self.content.state() | self.filtering.state() | self.arrangements.state()

    def restore_state(self, state: Mapping[str, object]) -> None:
        self.content.restore(state)
        self.filtering.restore(state)
        self.arrangements.restore(state)
        self.setFocusProxy(self.arrangements.main)
        self.skipped_action.setChecked(self.content.show_skipped)

    def flush(self) -> None:
        self.arrangements.flush()
        self.cards.flush()

    def actions(self) -> list[QAction]:
        return list(self.commands.list)

    def focus_content(self) -> None:
        self._content_shown().setFocus()

    def _content_shown(self) -> QWidget:
        shown = self._stack.currentWidget()
        if shown is self._blank:
            return self._blank.buttons[0]
        return self.arrangements.main if shown is self.arrangements.main else self.filtering.nothing.buttons[0]

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
        self.filtering.show()
        self.focus_action.setChecked(self.content.filter.focus)
        self.clear_action.setEnabled(self.content.is_filtered)
        if self.content.is_filtered and not self.content.found.shown:
            self._stack.setCurrentWidget(self.filtering.explain())
        elif self.content.is_blank and self.arrangements.typing.editor is None:
            self._stack.setCurrentWidget(self._blank)
        else:
            self.arrangements.show_in(self._stack)
        if self.focusProxy() is not None:
            self.setFocusProxy(self._content_shown())  # Tab ends in what is hidden

    def _toggle_skipped(self) -> None:
        with self.view.kept():
            self.content.set_show_skipped(self.skipped_action.isChecked())
        self.arrangements.follow()
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
        place = self.arrangements.main.mapToGlobal(QPoint(MARGIN, MARGIN))
        self._pop_up(self.limits.both(place), place)

    def _offer_dates(self) -> None:
        self.menus.offer_dates()

    def _offer_priorities(self) -> None:
        self.menus.offer_priorities()

    def rename(self) -> None:
        """Edit the title of the card with the focus, in the inspector; of anything else the name of its step.

        The outline has room for either where it stands.
        """
        card = self.view.current_card()
        if self.arrangements.outlining:
            self.arrangements.outline.view.rename()
        elif card is None:
            self.in_place.rename_step(self.view.current_lane())
        else:
            self.context.edit_title(card)
