"""Home: what must not be missed, this week, the next days, and the steps, in one column."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.dates import format_instant
from planner.domain.words import ActivityId
from planner.ui.home.add_panel import AddPanel
from planner.ui.home.line_list import LineList
from planner.ui.home.lines import (
    DATES_SHOWN,
    NOTICES_SHOWN,
    Line,
    date_line,
    more_line,
    notice_line,
    pick_line,
    step_line,
)
from planner.ui.shell.page import Page, PageContext
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.section_header import SectionHeader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from planner.services.queries.events_over import EventOver
    from planner.services.queries.home import Home, Pick
    from planner.ui.home.event_question import EventQuestion

_WIDTH = 760
PICKS = 5


class HomePage(Page):
    """The first page: short, calm, and every line leads to the thing itself."""

    page_id = "home"
    watches = frozenset(
        {"activity", "certification", "deadline", "event", "exam", "roadmap", "step", "study_session", "setting"}
    )
    can_filter = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._day: date | None = None
        self._told_how = False  # the person was told once how to pick on the board
        self._left_over: tuple[ActivityId, ...] = ()
        self._step_names: tuple[str, ...] = ()
        self.add_panel = AddPanel(theme, context.planner.today)
        self.add_panel.submitted.connect(self._quick_add)
        self.add_panel.closed.connect(self._close_add)
        self.add_panel.hide()
        self.notices = LineList(theme, tr("What must not be missed"))
        self.question: EventQuestion | None = None
        self.picks = LineList(theme, tr("This week"))
        self.dates = LineList(theme, tr("Next 14 days"))
        self.steps = LineList(theme, tr("Steps"))
        self.lists = (self.notices, self.picks, self.dates, self.steps)
        self._opened_from: LineList | None = None
        self._build()
        for block in self.lists:
            block.opened.connect(lambda line, block=block: self._open(line, block))
            block.unstarred.connect(self._unstar)
            block.left.connect(lambda way, block=block: self._leave(block, way))
            block.moved.connect(lambda place, block=block: self._follow(block, place))
        self._unpick = QAction(tr("Take out of this week"), self.picks)
        self._unpick.setShortcut(QKeySequence(Qt.Key.Key_W))
        self._unpick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._unpick.triggered.connect(self._unpick_current)
        self.picks.addAction(self._unpick)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        theme = self.context.theme
        self._week_head = SectionHeader(tr("This week"))
        self._offer = QWidget()
        self._offer_text = Label("", "body", "muted")
        self.keep_button = Button(theme, tr("keep them"), "link", name=tr("Keep last week's picks"))
        self.keep_button.clicked.connect(lambda: self._answer_offer(keep=True))
        self.let_go_button = Button(theme, tr("let go"), "link", name=tr("Let last week's picks go"))
        self.let_go_button.clicked.connect(lambda: self._answer_offer(keep=False))
        _row(self._offer, self._offer_text, self.keep_button, self.let_go_button)
        self._no_picks = QWidget()
        self.pick_button = Button(theme, tr("Pick from the roadmap"), "link")
        self.pick_button.clicked.connect(self._go_picking)
        _row(self._no_picks, Label(tr("Nothing picked yet. What would make this a good week?"), "body", "muted"),
             self.pick_button)  # fmt: skip
        self._dates_head = SectionHeader(tr("Next 14 days"))
        self._no_dates = QWidget()
        _row(self._no_dates, Label(tr("No dates in the next 14 days."), "body", "muted"))
        self._steps_head = SectionHeader(tr("Steps"))
        self._column = QWidget()
        self._column.setMaximumWidth(_WIDTH)
        rows = self._rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 6, 0, Space.XL)
        rows.setSpacing(0)
        rows.addWidget(self.add_panel)
        self._gap = QWidget()
        self._gap.setFixedHeight(Space.M)
        self._gap.hide()
        rows.addWidget(self._gap)
        for widget in (
            self.notices, self._week_head, self.picks, self._offer, self._no_picks,
            self._dates_head, self.dates, self._no_dates, self._steps_head, self.steps,
        ):  # fmt: skip
            if widget in (self._dates_head, self._steps_head):
                rows.addSpacing(10)
            rows.addWidget(widget)
        rows.addStretch(1)
        self._canvas = QWidget()
        self._canvas.setProperty("role", "canvas")
        middle = QHBoxLayout(self._canvas)
        middle.setContentsMargins(Space.XL, 0, Space.XL, 0)
        middle.addStretch(1)
        middle.addWidget(self._column, 1000)
        middle.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._canvas)
        self.empty = EmptyState(
            theme,
            tr("Your plan is empty. Take the built-in roadmap to AI and machine-learning product leadership,"
               " or add the first thing that you want to do."),
            [(tr("Take the built-in roadmap"), self._take_built_in), (tr("Add an activity"), self.add)],
            icon="compass",
        )  # fmt: skip
        rows.insertWidget(2, self.empty, 100)  # in the middle, as on the other pages
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._scroll)

    # ------------------------------------------------------------------ showing

    def reload(self) -> None:
        from planner.services.queries.home import home

        planner = self.context.planner
        today, zone = planner.today(), planner.zone()
        found = planner.read(home, today, format_instant(planner.now()), zone)
        self._day = today
        self._step_names = tuple(step.name for step in found.steps)
        self._left_over = tuple(ActivityId(pick.id) for pick in found.left_over)
        self.notices.set_lines([notice_line(notice, today) for notice in found.notices[:NOTICES_SHOWN]])
        if found.over or self.question is not None:
            self._ask(found.over, today)
        self.picks.set_lines([pick_line(pick, today, zone) for pick in found.picks])
        dates = [date_line(entry, today, zone) for entry in found.dates]
        if len(dates) > DATES_SHOWN:
            dates = [*dates[: DATES_SHOWN - 1], more_line(len(dates) - DATES_SHOWN + 1)]
        self.dates.set_lines(dates)
        self.steps.set_lines([step_line(step) for step in found.steps])
        self._show_heads(found)

    def _show_heads(self, found: Home) -> None:
        count = len(found.picks)
        remark = tr("{n} of {most} picks", n=count, most=PICKS) if count <= PICKS else ""
        self._week_head.set_remark((remark or trn("{n} pick", "{n} picks", count)) if count else "")
        self._no_picks.setVisible(not found.picks and not found.left_over and not found.is_empty)
        self._offer.setVisible(bool(found.left_over))
        self._offer_text.setText(trn("{n} pick from last week:", "{n} picks from last week:", len(found.left_over)))
        self._offer_text.setToolTip("\n".join(_plain_titles(found.left_over)))
        self._no_dates.setVisible(not found.dates and not found.is_empty)
        for head in (self._week_head, self._dates_head):
            head.setVisible(not found.is_empty)
        self._steps_head.setVisible(bool(found.steps))
        self.empty.setVisible(found.is_empty)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._day is not None and self._day != self.context.planner.today():
            self.reload()  # the day has changed while the page was away
        if self.window().focusWidget() is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focus_content()
            return
        super().keyPressEvent(event)

    def reveal(self, table: str, row_id: int) -> bool:
        return any(block.reveal(table, row_id) for block in self.lists)

    def focus_content(self) -> None:
        shown = [block for block in self.lists if block.isVisibleTo(self)]
        if not shown:
            self.empty.buttons[0].setFocus()
            return
        block = self._opened_from if self._opened_from in shown else shown[0]
        # Ctrl+1 brings here by keyboard; a window that opens marks no line.
        block.enter(max(block.currentIndex().row(), 0))

    def actions(self) -> list[QAction]:
        return [self._unpick]

    def save_state(self) -> dict[str, object]:
        return {"told_how_to_pick": self._told_how}

    def restore_state(self, state: Mapping[str, object]) -> None:
        self._told_how = state.get("told_how_to_pick") is True

    # ------------------------------------------------------------------ doing

    def _go_picking(self) -> None:
        self.context.go("board")
        if not self._told_how:
            self._told_how = True
            self.context.toast(tr("Press W, or click the star of a card, to pick it for this week"))

    def _open(self, line: Line, block: LineList) -> None:
        self._opened_from = block
        if line.table == "activity":
            self.context.open_activity(line.row_id)
        elif line.table == "page":
            self.context.go("calendar")
        else:
            self.context.go("board")
            self.context.reveal("step", line.row_id)

    def _unpick_current(self) -> None:
        line = self.picks.line_at(self.picks.currentIndex())
        if line is not None:
            self._unstar(line)

    def _unstar(self, line: Line) -> None:
        from planner.services.actions.activities import PickForWeek

        self.context.tell(self.context.run(PickForWeek((ActivityId(line.row_id),), picked=False)))

    def _answer_offer(self, *, keep: bool) -> None:
        from planner.services.actions.activities import PickForWeek

        if self._left_over:
            self.context.run(PickForWeek(self._left_over, picked=keep))

    def _ask(self, over: tuple[EventOver, ...], today: date) -> None:
        """Ask how an event was; the line is made for the first one."""
        if self.question is None:
            from planner.ui.home.event_question import EventQuestion

            self.question = EventQuestion(self.context.theme)
            self.question.told.connect(self._tell_event)
            self.question.declined.connect(self._leave_untold)
            self._rows.insertWidget(self._rows.indexOf(self.notices) + 1, self.question)
            buttons = (self.question.tell_button, self.question.decline_button)
            for one, next_one in pairwise((self.notices, *buttons, self.picks)):
                self.setTabOrder(one, next_one)
        self.question.ask(over, today)

    def _tell_event(self, over: EventOver) -> None:
        from planner.ui.shell.dialogs import opened
        from planner.ui.shell.how_was_dialog import HowWasDialog

        opened(HowWasDialog(self.context, over, self.window()))

    def _leave_untold(self, over: EventOver) -> None:
        from planner.services.actions.events_over import LeaveEventUntold

        self.context.tell(self.context.run(LeaveEventUntold(over.activity_id)), tr("You are not asked about it again"))

    def _take_built_in(self) -> None:
        from planner.services.actions.built_in import add_built_in

        self.context.run(add_built_in())

    def add(self) -> None:
        self._gap.show()
        self.add_panel.start(self._step_names, self._skill_names)
        self._scroll.ensureWidgetVisible(self.add_panel)

    def _skill_names(self) -> tuple[str, ...]:
        from planner.services.queries.activity import skill_choices

        return tuple(skill.name for skill in self.context.planner.read(skill_choices))

    def _quick_add(self, text: str) -> None:
        from planner.services.actions.activities import QuickAdd

        action = QuickAdd(text)
        change = self.context.run(action)
        if change is not None or self.context.is_waiting(action):
            self.add_panel.taken()
            self.context.tell(change)

    def _close_add(self) -> None:
        self.add_panel.hide()
        self._gap.hide()
        self.focus_content()

    # ------------------------------------------------------------------ moving about

    def _leave(self, block: LineList, way: int) -> None:
        """Go on with the neighbouring list when the arrow keys reach an end of this one."""
        shown = [each for each in self.lists if each.isVisibleTo(self)]
        place = shown.index(block) + way
        if 0 <= place < len(shown):
            shown[place].enter(0 if way > 0 else -1)

    def _follow(self, block: LineList, place: QRect) -> None:
        middle = block.viewport().mapTo(self._column, place.center())
        top = self._column.mapTo(self._canvas, QPoint(0, 0)).y()
        self._scroll.ensureVisible(0, top + middle.y(), 0, place.height())


def _row(holder: QWidget, *widgets: QWidget) -> None:
    row = QHBoxLayout(holder)
    row.setContentsMargins(4, Space.S, 4, Space.S)
    row.setSpacing(Space.M)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)


def _plain_titles(picks: tuple[Pick, ...]) -> list[str]:
    return [pick.title.replace("<", "‹") for pick in picks]
