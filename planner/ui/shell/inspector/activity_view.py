"""An activity in the inspector: title, status, the fields that have a value, notes, checklist, links and tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import begun, tr, within
from planner.domain.words import ActivityId, DeadlineKind, EventState, Kind, Status
from planner.services.words import deadline_word, kind_word, state_word, status_word
from planner.ui.shell.inspector.checklist import ChecklistSection
from planner.ui.shell.inspector.chips import SkillChips, TagsSection
from planner.ui.shell.inspector.dates_section import DatesSection
from planner.ui.shell.inspector.field_rows import HANG, FieldRow, LineRow, Row, TimeRow, field_row
from planner.ui.shell.inspector.field_table import FIELDS, has_value, is_offered
from planner.ui.shell.inspector.file_drops import FileDrops
from planner.ui.shell.inspector.goal_sections import LEADING, TRAILING, GoalSections
from planner.ui.shell.inspector.links import LinksSection
from planner.ui.shell.inspector.log_panel import LogPanel
from planner.ui.shell.inspector.menus import fill_more, fill_status
from planner.ui.shell.inspector.notes import NotesSection
from planner.ui.shell.inspector.tab_order import has_focus_inside, order_tabs
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.label import ElidedLabel, Line
from planner.ui.widgets.layouts import laid_out_once
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.action import Action
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

MARGIN = 20
CHIP_HEIGHT = 24
CROSS = 44  # the panel's cross lies over the right end of the first row

#: Dates that a kind has, offered by name in the Add menu besides “Another date”.
_KIND_DATES = {
    Kind.CERTIFICATION: (DeadlineKind.RENEWAL,),
    Kind.EVENT: (DeadlineKind.CFP_CLOSES, DeadlineKind.EARLY_BIRD, DeadlineKind.REGISTRATION),
}


class ActivityView(QWidget):
    """Built once and re-used for every activity. ``deleted`` comes after the person deleted it."""

    deleted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.card: ActivityCard | None = None
        self._revealed: set[str] = set()
        self._built = 0
        theme = context.theme
        self.place = ElidedLabel("", "meta")
        self.more_button = Button(theme, variant="icon", icon="more", name=tr("More for this activity"))
        self.more_button.clicked.connect(self._open_more)
        self.title = GrowingField(tr("Title"), self._rename, role="heading", one_line=True)
        self.pill = Chip(theme, "", soft=True)
        self.pill.setFixedHeight(CHIP_HEIGHT)
        self.pill.clicked.connect(self._open_status)
        self.dates = DatesSection(context)
        self.log_panel = LogPanel(context)
        self.skills = SkillChips(context)
        self.fields: dict[str, FieldRow] = {field.key: field_row(context, field) for field in FIELDS}
        self.leading = GoalSections(context, LEADING)
        self.trailing = GoalSections(context, TRAILING)
        self.notes = NotesSection(context)
        self.checklist = ChecklistSection(context)
        self.links = LinksSection(context)
        self.tags = TagsSection(context)
        self.notes.emptied.connect(lambda: self._forget("notes", self.notes))
        self.links.closed.connect(self._links_closed)
        self.add_button = Button(theme, tr("Add…"), "plain", name=tr("Add to this activity"))
        self.add_button.clicked.connect(self._open_add)
        self.dates.left.connect(lambda: self.add_button.setFocus(Qt.FocusReason.OtherFocusReason))
        self._build()
        FileDrops(self)
        log = QShortcut(QKeySequence(Qt.Key.Key_L), self)
        log.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        log.activated.connect(self.log_time)
        done = QShortcut(QKeySequence("Ctrl+Return"), self)
        done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done.activated.connect(self._finish)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, Space.S, CROSS + Space.XS, 0)
        head.addWidget(self.place, 1)
        head.addWidget(self.more_button)
        pill_holder = QWidget()
        pill_row = QHBoxLayout(pill_holder)
        pill_row.setContentsMargins(HANG - 1, 3, 0, 3)
        pill_row.addWidget(self.pill)
        pill_row.addStretch(1)
        self._status_row = Row(tr("Status"), pill_holder)
        self._skills_row = Row(tr("Shows"), self.skills)
        form = QVBoxLayout()
        form.setSpacing(0)
        form.addWidget(self._status_row)
        form.addWidget(self.leading)
        form.addWidget(self.dates)
        for key, row in self.fields.items():
            form.addWidget(row)
            if isinstance(row, TimeRow):
                row.log_requested.connect(self.log_time)
                form.addWidget(self.log_panel)
            if key == "activity.cadence_count":
                form.addWidget(self._skills_row)
        outcome = self.fields["activity.outcome"]
        if isinstance(outcome, LineRow):
            outcome.editor.setPlaceholderText(tr("What came of it?"))
        body = self._body = QWidget()
        body.setProperty("role", "canvas")
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN - HANG, 0, MARGIN - HANG, Space.L)
        column.setSpacing(0)
        column.addWidget(self.title)  # scrolls too: a long one leaves no room for the rest in a small window
        column.addSpacing(Space.XS)
        column.addLayout(form)
        for section in (self.notes, self.checklist, self.links, self.tags):
            hang = 0 if section is self.notes else HANG
            section.layout().setContentsMargins(hang, Space.L, hang, 0)  # type: ignore[union-attr]
            column.addWidget(section)
        column.addWidget(self.trailing)
        column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(body)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, Space.S, MARGIN, Space.L)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(self._foot_line())
        whole.addLayout(foot)

    def _foot_line(self) -> Line:
        """Divides what scrolls from the foot; hidden, but in its place, while everything is shown."""
        line = Line()
        policy = line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        line.setSizePolicy(policy)
        line.hide()
        self.scroller.verticalScrollBar().rangeChanged.connect(lambda _least, most: line.setVisible(most > 0))
        return line

    # ------------------------------------------------------------------ showing

    def show_card(self, card: ActivityCard) -> None:
        """Show an activity; the same one again keeps focus, open editors and what is being typed."""
        fresh = self.card is None or self.card.activity.id != card.activity.id
        self.card = card
        row = card.activity
        if fresh:
            if has_focus_inside(self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # not into the next field, when an editor goes away
            self._revealed.clear()
            self.title.visit.reset(row.title)
            self.scroller.verticalScrollBar().setValue(0)
        else:
            self.title.visit.show(row.title)
        with laid_out_once(self._body, self.leading, self.dates, self.trailing):
            self._show_parts(card, fresh=fresh)
        self._order_tabs()

    def _show_parts(self, card: ActivityCard, *, fresh: bool) -> None:
        row = card.activity
        unanswered = card.event is not None and card.event.state == EventState.LISTED
        place = card.step or ("" if unanswered else tr("Inbox"))  # what is not answered is on no board
        parts = [*filter(None, (place,)), within(kind_word(row.kind))]
        if not row.core:
            parts.append(tr("optional"))
        self.place.setText(" · ".join(parts))
        self._show_status(card)
        self.leading.show_card(card, fresh=fresh)
        self.trailing.show_card(card, fresh=fresh)
        self.dates.show_card(card, fresh=fresh, without=self.leading.covers() | self.trailing.covers())
        for key, field in self.fields.items():
            offered = is_offered(field.field, card)
            wanted = has_value(field.field, card) or key in self._revealed or (key == "activity.outcome" and offered)
            if not fresh and not field.isHidden() and offered:
                wanted = True  # a row that was just emptied stays until something else is opened
            if offered and wanted:
                field.show_card(card, fresh=fresh or field.isHidden())
            field.setVisible(offered and wanted)
        self.log_panel.show_sessions(row, card.sessions, fresh=fresh)
        self.skills.show_skills(row.id, card.skills)
        self._skills_row.setVisible(bool(card.skills))
        self._show_sections(card, fresh=fresh)

    def _show_status(self, card: ActivityCard) -> None:
        row = card.activity
        detail = card.certification or card.course or card.event
        word = begun(state_word(row.kind, detail.state)) if detail is not None else status_word(row.status)
        label = tr("My answer") if card.event is not None else tr("Status")
        self._status_row.label.setText(label)
        self.pill.setText(word)
        self.pill.setAccessibleName(tr("{label}: {word}", label=label, word=word))
        self.pill.updateGeometry()

    def _show_sections(self, card: ActivityCard, *, fresh: bool) -> None:
        row = card.activity
        self.notes.show_notes(row.id, row.notes, fresh=fresh)
        self.checklist.show_items(row.id, card.checklist, fresh=fresh)
        self.links.show_links(row.id, card.links, fresh=fresh)
        self.tags.show_tags(row.id, card.tags, fresh=fresh)
        for key, section, filled in (
            ("notes", self.notes, bool(row.notes)),
            ("checklist", self.checklist, bool(card.checklist)),
            ("links", self.links, bool(card.links)),
            ("tags", self.tags, bool(card.tags)),
        ):
            stays = not fresh and not section.isHidden()
            section.setVisible(filled or key in self._revealed or stays)

    def _order_tabs(self) -> None:
        """Widgets made later than others must not come last for the Tab key."""
        built = len(self.dates.rows) + len(self.checklist.rows) + len(self.links.rows)
        built += len(self.tags.chips) + len(self.skills.chips)
        built += len(self.findChildren(QAbstractButton))
        if built != self._built:
            self._built = built
            order_tabs(self)

    # ------------------------------------------------------------------ doing

    def run(self, action: Action) -> bool:
        """Do something with the activity; what is being typed is written first."""
        self.flush()
        return self.context.run(action) is not None

    def _rename(self, text: str, visit: str) -> bool:
        from planner.services.actions.activities import EditActivity

        if self.card is None:
            return True
        return self.context.run(EditActivity(self.card.activity.id, (("title", text),), visit)) is not None

    def log_time(self) -> None:
        """Open the line that logs time."""
        self.reveal("activity.estimate_minutes", focus=False)
        self.log_panel.start()
        self.scroller.ensureWidgetVisible(self.log_panel)

    def _finish(self) -> None:
        """Ctrl+Enter: end the notes that are being typed, else mark the activity as done."""
        from planner.services.actions.activities import MoveActivities

        if self.notes.editing:
            self.notes.finish()
            return
        card = self.card
        if card is not None and card.activity.status != Status.DONE:
            self.flush()
            change = self.context.run(MoveActivities((card.activity.id,), Status.DONE.value))
            if change is not None:
                self.context.tell(change)

    def _delete(self) -> None:
        from planner.services.actions.trash import TrashActivities

        if self.card is None:
            return
        self.flush()
        change = self.context.run(TrashActivities((ActivityId(self.card.activity.id),)))
        if change is not None:
            self.deleted.emit()
            self.context.tell(change)

    def flush(self) -> None:
        """Submit everything that is still being typed."""
        self.title.visit.submit()
        self.dates.flush()
        self.log_panel.flush()
        for field in self.fields.values():
            if not field.isHidden():
                field.flush()
        for section in (self.leading, self.notes, self.checklist, self.links, self.tags, self.trailing):
            section.flush()

    # ------------------------------------------------------------------ menus

    def status_menu(self) -> QMenu:
        """The menu of the pill."""
        menu = self._menu()
        if self.card is not None:
            fill_status(menu, self.card, self.run)
        return menu

    def more_menu(self) -> QMenu:
        """The menu behind the three dots."""
        menu = self._menu()
        if self.card is not None:
            fill_more(menu, self.card, self.context, self.run, self._delete)
        return menu

    def add_menu(self) -> QMenu:
        """The menu of everything that has no value yet."""
        menu = self._menu()
        card = self.card
        if card is None:
            return menu
        kinds = {duty.deadline.kind for duty in card.duties}
        for kind in (DeadlineKind.DUE, *_KIND_DATES.get(Kind(card.activity.kind), ())):
            if kind not in kinds:
                word = tr("Due date") if kind == DeadlineKind.DUE else begun(deadline_word(kind))
                menu.addAction(word, partial(self.dates.edit, None, kind.value))
        menu.addAction(tr("Another date"), lambda: self.dates.edit(None, DeadlineKind.OTHER.value))
        menu.addSeparator()
        for words, act in (*self.leading.offers(card), *self.trailing.offers(card)):
            menu.addAction(words, act)
        for key, text, section, start in self._sections():
            if section.isHidden():
                menu.addAction(text, partial(self._reveal_section, key, start))
        if not self.links.isHidden():
            menu.addAction(tr("Link"), lambda: self.links.edit(None))
        self.skills.choose(submenu(menu, tr("Skill")))
        menu.addSeparator()
        for field in FIELDS:
            if is_offered(field, card) and self.fields[field.key].isHidden():
                text = tr("Estimate") if field.editor == "minutes" else tr(field.label)
                menu.addAction(text, partial(self.reveal, field.key))
        menu.addAction(tr("Time spent"), self.log_time)
        return menu

    def _sections(self) -> tuple[tuple[str, str, QWidget, Callable[[], object]], ...]:
        return (
            ("notes", tr("Notes"), self.notes, self.notes.edit),
            ("checklist", tr("Checklist"), self.checklist, self.checklist.start_adding),
            ("links", tr("Link"), self.links, lambda: self.links.edit(None)),
            ("tags", tr("Tag"), self.tags, self.tags.start_adding),
        )

    def reveal(self, key: str, *, focus: bool = True) -> None:
        """Show the row of a field that has no value yet, and edit it."""
        if self.card is None:
            return
        row = self.fields[key]
        if row.isHidden():
            self._revealed.add(key)
            row.show_card(self.card, fresh=True)
            row.show()
        if focus:
            row.edit()
            self.scroller.ensureWidgetVisible(row)

    def _reveal_section(self, key: str, start: Callable[[], object]) -> None:
        self._revealed.add(key)
        section = next(section for name, _text, section, _start in self._sections() if name == key)
        section.show()
        start()
        self.scroller.ensureWidgetVisible(section)

    def _forget(self, key: str, section: QWidget) -> None:
        """A section that was left empty goes behind “Add…” again."""
        self._revealed.discard(key)
        section.hide()

    def _links_closed(self) -> None:
        if self.card is not None and not self.card.links:
            self._forget("links", self.links)

    def _menu(self) -> QMenu:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_status(self) -> None:
        self.status_menu().popup(self.pill.mapToGlobal(QPoint(0, self.pill.height() + 2)))

    def _open_more(self) -> None:
        menu = self.more_menu()
        corner = self.more_button.mapToGlobal(QPoint(self.more_button.width(), self.more_button.height() + 2))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _open_add(self) -> None:
        menu = self.add_menu()
        menu.popup(self.add_button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))
