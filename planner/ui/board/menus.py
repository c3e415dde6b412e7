"""The menus of a card, a lane and the empty board, and the small menu of dates."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup, QCursor

from planner.config.text import tr, trn
from planner.domain.dates import add_months, monday, parse_date
from planner.domain.words import Priority
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO
from planner.services.words import priority_word, status_word
from planner.ui.board.facts import lane_title
from planner.ui.board.popup import Popup
from planner.ui.widgets.date_field import DateField, weekday_date
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

    from planner.services.queries.board import StepKey
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.card_commands import CardCommands
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.limits import Limits
    from planner.ui.board.view import BoardView
    from planner.ui.theme import Theme

HUES = 7


class BoardMenus:
    """Makes the menus; ``rename``, ``add_step``, ``add_card``, ``cards`` and ``limits`` are what the page does."""

    def __init__(
        self,
        theme: Theme,
        view: BoardView,
        content: BoardContent,
        commands: BoardCommands,
        *,
        rename: Callable[[StepKey], object],
        add_step: Callable[[], object],
        add_card: Callable[[StepKey], object],
        cards: CardCommands,
        limits: Limits,
    ) -> None:
        self._theme = theme
        self._view = view
        self._content = content
        self._commands = commands
        self._rename = rename
        self._add_step = add_step
        self._add_card = add_card
        self._cards = cards
        self._limits = limits

    def _entry(self, menu: QMenu, text: str, run: Callable[[], object], icon: str = "", role: str = "muted") -> QAction:
        action = menu.addAction(text)
        if icon:
            action.setIcon(self._theme.icon(icon, role, 16))
        action.triggered.connect(lambda _checked: run())
        return action

    # -- cards

    def card_menu(self) -> QMenu | None:
        """The menu of the selected cards; None without any."""
        cards = self._commands.cards()
        if not cards:
            return None
        menu = Menu(self._commands.shown.widget)
        commands = self._commands
        if len(cards) == 1:
            menu.addAction(commands.open)
            self._links(menu, cards[0].id)
        else:
            number = len(cards)
            text = trn("Edit {n} activity…", "Edit {n} activities…", number)
            edit = self._cards.many.edit_action
            self._entry(menu, text, edit.trigger).setShortcuts(edit.shortcuts())
        menu.addSeparator()
        self._statuses(menu, cards)
        menu.addSeparator()
        week = self._entry(menu, commands.week.text(), commands.toggle_week)
        week.setShortcuts(commands.week.shortcuts())
        week.setCheckable(True)
        week.setChecked(all(card.picked for card in cards))
        menu.addMenu(self._steps(menu, cards))
        menu.addMenu(self.date_menu(menu))
        menu.addMenu(self.priority_menu(menu))
        if len(cards) == 1:
            menu.addAction(self._cards.log)
        columns = {self._commands.shown.column_of(card.id) for card in cards}
        if columns == {IDEAS}:
            self._entry(menu, tr("Take on"), lambda: commands.set_core(True))
        elif columns == {TO_DO}:
            self._entry(menu, tr("Fold under ideas"), lambda: commands.set_core(False))
        menu.addSeparator()
        for action in (self._cards.cut, self._cards.copy, self._cards.duplicate):
            menu.addAction(action)
        menu.addSeparator()
        if all(card.status == DONE for card in cards):
            self._entry(menu, tr("Archive"), commands.archive, "inbox")
        menu.addAction(commands.delete)
        return menu

    def _links(self, menu: QMenu, activity_id: int) -> None:
        """The links of a card: one by itself, several in a menu of their own."""
        addresses = self._cards.addresses(activity_id)
        if len(addresses) == 1:
            menu.addAction(self._cards.visit)
        elif addresses:
            from planner.ui.shell.inspector.opener import open_address

            several = submenu(menu, tr("Open a link"))
            for place, (title, url) in enumerate(addresses):
                entry = self._entry(several, _plain(title), partial(open_address, url))
                if not place:
                    entry.setShortcuts(self._cards.visit.shortcuts())

    def _statuses(self, menu: QMenu, cards: list[CardRow]) -> None:
        group = QActionGroup(menu)
        for status in (TO_DO, DOING, DONE, SKIPPED):
            entry = self._entry(menu, status_word(status), partial(self._commands.set_status, status))
            entry.setCheckable(True)
            entry.setChecked(all(card.status == status for card in cards))
            group.addAction(entry)
            if status in (DONE, SKIPPED):
                entry.setShortcuts((self._commands.done if status == DONE else self._commands.skip).shortcuts())

    def _steps(self, parent: QMenu, cards: list[CardRow]) -> QMenu:
        menu = Menu(tr("Move to step"), parent)
        inbox = self._entry(menu, tr("Inbox"), lambda: self._commands.move_to_step(None), "inbox")
        inbox.setEnabled(any(card.step_id is not None for card in cards))
        several = len({row.roadmap_id for row in self._content.steps}) > 1
        roadmap = 0
        for row in self._content.steps:
            if several and row.roadmap_id != roadmap:
                menu.addSeparator()
            roadmap = row.roadmap_id
            text = tr("{number}  {name}", number=row.number, name=_plain(lane_title(row)))
            entry = self._entry(menu, text, partial(self._commands.move_to_step, row.step_id))
            entry.setEnabled(any(card.step_id != row.step_id for card in cards))
        menu.addSeparator()
        menu.addAction(self._cards.move_to)
        return menu

    def date_menu(self, parent: QWidget, ids: tuple[int, ...] | None = None) -> QMenu:
        """The days that are set most, a field for any other, and none. ``ids`` None are the selected cards."""
        from planner.domain.words import ActivityId

        menu = Menu(tr("Set date"), parent)
        menu.setIcon(self._theme.icon("calendar", "muted", 16))
        today = self._view.board.today
        chosen = self._commands.shown.selected() if ids is None else ids
        wanted = tuple(ActivityId(each) for each in chosen)
        days = (
            (tr("Today"), today),
            (tr("Tomorrow"), today + timedelta(days=1)),
            (tr("Next Monday"), monday(today) + timedelta(days=7)),
            (tr("In a month"), add_months(today, 1)),
        )
        first = {day: text for text, day in reversed(days)}  # on a Sunday, tomorrow is next Monday
        for day, text in sorted(first.items()):
            label = tr("{when}\t{date}", when=text, date=weekday_date(day, today))
            self._entry(menu, label, partial(self._commands.set_date, day, wanted))
        menu.addSeparator()
        self._entry(menu, tr("Other date…"), lambda: self._pick(wanted))
        none = self._entry(menu, tr("No date"), lambda: self._commands.set_date(None, wanted))
        cards = [card for each in chosen if (card := self._commands.shown.card(each)) is not None]
        none.setEnabled(any(card.due_kind == "due" for card in cards))
        return menu

    def offer_dates(self) -> None:
        """Open the menu of dates below the card with the focus."""
        self._offer(self.date_menu)

    def offer_priorities(self) -> None:
        """Open the menu of priorities below the card with the focus."""
        self._offer(self.priority_menu)

    def _offer(self, make: Callable[[QWidget], QMenu]) -> None:
        card, shown = self._commands.current(), self._commands.shown
        if card is None:
            return
        shown.show_current()
        menu = make(shown.widget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(shown.widget.viewport().mapToGlobal(shown.rect(card.id).bottomLeft()))

    def priority_menu(self, parent: QWidget) -> QMenu:
        """All priorities, the one that the selected cards have in common checked."""
        menu = Menu(tr("Set priority"), parent)
        group = QActionGroup(menu)
        cards = self._commands.cards()
        for priority in reversed(Priority):
            entry = self._entry(menu, priority_word(priority), partial(self._commands.set_priority, priority))
            entry.setCheckable(True)
            entry.setChecked(all(card.priority == priority for card in cards))
            group.addAction(entry)
            if entry.isChecked():
                menu.setActiveAction(entry)
        return menu

    def _pick(self, ids: tuple[int, ...]) -> None:
        from planner.domain.words import ActivityId

        card = self._commands.shown.card(ids[0]) if ids else None
        if card is None:
            return
        view, rect = self._commands.shown.widget, self._commands.shown.rect(card.id)
        value = parse_date(card.due) if card.due and card.due_kind == "due" else None
        popup = DatePopup(self._theme, view, lambda: self._view.board.today, value)
        wanted = tuple(ActivityId(each) for each in ids)
        popup.field.date_changed.connect(lambda day: self._commands.set_date(day, wanted))
        popup.show_at(view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 5)))
        popup.field.setFocus()
        popup.field.selectAll()

    # -- lanes

    def lane_menu(self, key: StepKey) -> QMenu:
        """The menu of a lane; the inbox has only some of it."""
        menu = Menu(self._commands.shown.widget)
        self._entry(menu, tr("Add an activity"), lambda: self._add_card(key), "plus")
        menu.addAction(self._cards.paste)
        row = self._content.lane(key)
        if row is not None and row.counts.get(DONE):
            self._entry(menu, tr("Archive what is done"), lambda: self._commands.archive_done(key), "inbox")
        if row is None or key is None:
            menu.addSeparator()
            self._entry(menu, tr("Add a step…"), self._add_step)
            return menu
        menu.addSeparator()
        self._entry(menu, tr("Rename step…"), lambda: self._rename(key), "edit")
        self._entry(menu, tr("Why and ready when…"), lambda: self.describe_step(key))
        menu.addMenu(self._colours(menu, key, row.hue))
        menu.addMenu(self._limits.both(QCursor.pos(), menu))
        menu.addSeparator()
        order = self._content.steps_beside(key)
        up = self._entry(menu, tr("Move up"), lambda: self._commands.move_step(key, -1), "chevron-up")
        up.setEnabled(order[0] != key)
        down = self._entry(menu, tr("Move down"), lambda: self._commands.move_step(key, 1), "chevron-down")
        down.setEnabled(order[-1] != key)
        menu.addSeparator()
        self._entry(menu, tr("Add a step…"), self._add_step)
        text = tr("Remove step…") if row.counts else tr("Remove step")
        self._entry(menu, text, lambda: self.remove_step(key), "trash", "danger")
        return menu

    def remove_step(self, key: StepKey) -> None:
        """Remove a step; where it holds anything, ask what becomes of that."""
        from planner.ui.board.remove_step_dialog import RemoveStepDialog

        row = self._content.lane(key)
        if row is None or not row.counts:
            self._commands.remove_step(key)
            return
        others = [each for each in self._content.steps if each.step_id != key]
        dialog = RemoveStepDialog(self._theme, row, others, self._view)
        dialog.accepted.connect(lambda: self._commands.remove_step(key, dialog.into, trash=dialog.trash))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def describe_step(self, key: StepKey) -> None:
        """Edit the two sentences of a step."""
        from planner.ui.board.step_dialog import StepDialog

        row = self._content.lane(key)
        if row is None:
            return
        dialog = StepDialog(self._theme, row, self._commands.shown.widget)
        dialog.accepted.connect(
            lambda: self._commands.edit_step(key, why=dialog.why.text(), ready_when=dialog.ready_when.text())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _colours(self, parent: QMenu, key: StepKey, present: int | None) -> QMenu:
        menu = Menu(tr("Colour"), parent)
        group = QActionGroup(menu)
        names = (
            tr("Blue"),
            tr("Teal"),
            tr("Olive"),
            tr("Amber"),
            tr("Brick"),
            tr("Violet"),
            tr("Slate blue"),
        )
        for hue, name in enumerate(names[:HUES], start=1):
            entry = self._entry(menu, name, partial(self._commands.edit_step, key, hue=hue), "flag", f"step{hue}")
            entry.setCheckable(True)
            entry.setChecked(hue == present)
            group.addAction(entry)
        return menu

    def board_menu(self) -> QMenu:
        """The menu of the empty ground."""
        menu = Menu(self._commands.shown.widget)
        self._entry(menu, tr("Add an activity"), lambda: self._add_card(self._commands.shown.lane()), "plus")
        self._entry(menu, tr("Add a step…"), self._add_step)
        menu.addAction(self._cards.paste)
        return menu


class DatePopup(Popup):
    """A date field that closes once a date was chosen."""

    def __init__(self, theme: Theme, parent: QWidget, today: Callable[[], date], value: date | None) -> None:
        super().__init__(theme, parent)
        self.field = DateField(theme, tr("Due date"), today, value)
        self.field.setMinimumWidth(220)
        self.field.date_changed.connect(lambda _: self.close())
        self.rows.addWidget(self.field)


def _plain(text: str) -> str:
    """A name in a menu, where & would be taken for a mnemonic."""
    return text.replace("&", "&&")
