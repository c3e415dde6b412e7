"""The record of an event in the inspector: a list of submissions, and one of the people met, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.addresses import mail_or_web
from planner.domain.words import ActivityId, Kind
from planner.services.humanize import due_text, relative_date
from planner.services.queries.event_record import EventRecord, Met, event_record
from planner.services.words import submission_word
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.opener import is_safe, open_address
from planner.ui.shell.inspector.record_editor import PersonEditor, SubmissionEditor
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.theme import Space
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from planner.domain.model import Submission
    from planner.services.action import Action
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


class _ItemRow(ValueButton):
    """One submission or person."""

    def __init__(self, section: _RecordSection) -> None:
        super().__init__(section.context.theme, section)
        self._section = section
        self.item: Any = None
        self.clicked.connect(lambda: section.edit(self.item))
        self.setAccessibleDescription(tr("Return edits, Delete removes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._section.edit(self.item)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._section.remove(self.item)
        else:
            super().keyPressEvent(event)

    def menu_of_item(self) -> Menu:
        """What can be done with the item."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Edit"), lambda: self._section.edit(self.item))
        for words, act in self._section.more(self.item):
            menu.addAction(words, act)
        menu.addAction(tr("Remove"), lambda: self._section.remove(self.item))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_of_item().popup(event.globalPos())


class _RecordSection(GoalSection):
    """A heading, a row for each item, and the editor when it is open. Subclasses say what an item is."""

    editor_type: ClassVar[type[SubmissionEditor | PersonEditor]]

    def __init__(self, context: PageContext, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._card: ActivityCard | None = None
        self.items: tuple[Any, ...] = ()
        self.rows: list[_ItemRow] = []
        self.editor: Any = self.editor_type(context, self)
        self.editor.closed.connect(self._editor_closed)
        self.editor.remove_asked.connect(self._remove_edited)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, 0)
        column.setSpacing(0)
        head = Label(heading, "section")
        head.setContentsMargins(HANG, 0, HANG, Space.XS)
        column.addWidget(head)
        column.addLayout(self._list)

    # ------------------------------------------------------------------ what an item is

    def of(self, record: EventRecord) -> tuple[Any, ...]:
        """The items of a record that it shows."""
        return ()

    def key(self, item: Any) -> int:
        """The id of the row of an item."""
        return 0

    def words(self, item: Any) -> tuple[str, tuple[str, ...]]:
        """What an item is called, and grey remarks below it."""
        return "", ()

    def removal(self, item: Any) -> Action | None:
        """What removes an item."""
        return None

    def more(self, item: Any) -> Iterable[tuple[str, Callable[[], object]]]:
        """What else can be done with an item."""
        return ()

    # ------------------------------------------------------------------ showing

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        self._card = card
        self.items = self.of(self.context.planner.read(event_record, card.activity.id))
        if fresh:
            self.editor.close_editor()
        while len(self.rows) < len(self.items):
            row = _ItemRow(self)
            self._list.addWidget(row)
            self.rows.append(row)
        for row, item in zip(self.rows, self.items, strict=False):
            row.item = item
            text, remarks = self.words(item)
            row.set_value("", text, remarks)
            row.setVisible(self.key(item) != self.editor.row_id())
        for row in self.rows[len(self.items) :]:
            row.item = None
            row.hide()
        return self._is_filled()

    def _is_filled(self) -> bool:
        return bool(self.items) or not self.editor.isHidden()

    # ------------------------------------------------------------------ doing

    def edit(self, item: Any) -> None:
        """Open the editor in the place of an item, or (None) for a new one below all."""
        if self._card is None:
            return
        self.editor.flush()
        for row in self.rows:
            row.setVisible(row.item is not None and row.item is not item)
        self._list.removeWidget(self.editor)
        self._list.insertWidget(len(self.rows) if item is None else self._place_of(self.key(item)) + 1, self.editor)
        order_tabs(self)
        self.show()
        holder = self.parentWidget()
        if holder is not None:
            holder.show()
        self.editor.open_on(self._card.activity.id, item)

    def remove(self, item: Any) -> None:
        """Remove an item."""
        action = None if item is None else self.removal(item)
        if action is not None:
            place = self._place_of(self.key(item))
            self.context.tell(self.context.run(action))
            if self.items:
                self.rows[min(place, len(self.items) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_edited(self) -> None:
        place = self._place_of(self.editor.row_id() or 0)
        action = self.removal(self.items[place]) if self.items else None
        change = None if action is None else self.context.run(action)
        if change is not None:
            self.context.tell(change)
            self.editor.close_editor()

    def _place_of(self, row_id: int) -> int:
        """The row of an item; the first for one that has none."""
        ids = [self.key(item) for item in self.items]
        return ids.index(row_id) if row_id in ids else 0

    def _editor_closed(self, edited: object) -> None:
        for row in self.rows:
            row.setVisible(row.item is not None)
        self.setVisible(self._is_filled())
        if isinstance(edited, int) and self.items:
            self.rows[self._place_of(edited)].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.editor.flush()


class SubmissionsSection(_RecordSection):
    """What the person hands in to the event."""

    editor_type = SubmissionEditor

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("My submissions"), parent)

    def of(self, record: EventRecord) -> tuple[Submission, ...]:
        return record.submissions

    def key(self, item: Submission) -> int:
        return item.id

    def words(self, item: Submission) -> tuple[str, tuple[str, ...]]:
        return item.title, (begun(submission_word(item.state)), item.notes)

    def removal(self, item: Submission) -> Action:
        from planner.services.actions.event_record import RemoveSubmission

        return RemoveSubmission(item.id)

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Submission"), lambda: self.edit(None))] if card.activity.kind == Kind.EVENT else []


class PeopleSection(_RecordSection):
    """Whom the person met at the event; the days on which to follow up are shown here."""

    editor_type = PersonEditor

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("People met"), parent)

    def of(self, record: EventRecord) -> tuple[Met, ...]:
        return record.people

    def key(self, item: Met) -> int:
        return item.person.id

    def words(self, item: Met) -> tuple[str, tuple[str, ...]]:
        return item.person.name, (item.person.reach, self._follow_up(item), item.person.notes)

    def _follow_up(self, item: Met) -> str:
        today = self.context.planner.today()
        if item.day is None:
            return ""
        if item.day < today:
            return tr("Follow up: {late}", late=due_text(item.day, today))
        return tr("Follow up {when}", when=relative_date(item.day, today))

    def removal(self, item: Met) -> Action:
        from planner.services.actions.event_record import RemovePerson

        return RemovePerson(item.person.id)

    def more(self, item: Met) -> Iterable[tuple[str, Callable[[], object]]]:
        address = mail_or_web(item.person.reach)
        if is_safe(address):
            words = tr("Write a mail") if address.startswith("mailto:") else tr("Open “{address}”", address=address)
            yield words, lambda: open_address(address)
        if item.day is not None:
            yield tr("Followed up"), lambda: self._done(item)

    def _done(self, item: Met) -> None:
        """Nothing is left to do about somebody: the day goes, the person stays."""
        from planner.services.actions.event_record import PutPerson

        if self._card is not None:
            person = item.person
            activity_id = ActivityId(self._card.activity.id)
            self.context.tell(
                self.context.run(PutPerson(activity_id, person.id, person.name, person.reach, None, person.notes))
            )

    def covers(self) -> frozenset[int]:
        return frozenset(met.follow_up.id for met in self.items if met.follow_up is not None)

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Person met"), lambda: self.edit(None))] if card.activity.kind == Kind.EVENT else []
