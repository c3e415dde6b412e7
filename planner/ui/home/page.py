"""Home: what must not be missed, this week and what is next, the coming days, and the steps, in one column."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.dates import format_instant
from planner.domain.words import ActivityId
from planner.ui.home.add_panel import AddPanel
from planner.ui.home.arrival import Arrival
from planner.ui.home.blocks import Blocks
from planner.ui.home.later import LaterRead
from planner.ui.home.line_list import LineList
from planner.ui.home.marks import mark_action, press_mark
from planner.ui.home.week_hours import WeekHoursLabel
from planner.ui.shell.page import Page, PageContext
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.section_header import SectionHeader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QAction, QKeyEvent, QShowEvent

    from planner.services.planner import Change
    from planner.services.queries.events_over import EventOver
    from planner.services.queries.home import Home, Pick
    from planner.ui.home.event_question import EventQuestion
    from planner.ui.home.lines import Line
    from planner.ui.home.welcome_panel import WelcomePanel

_WIDTH = 760
PICKS = 5


class HomePage(Page):
    """The first page: short, calm, and every line leads to the thing itself."""

    page_id = "home"
    watches = frozenset(
        {
            "activity", "certification", "deadline", "event", "exam", "roadmap", "step", "study_session", "setting",
            "activity_skill", "assessment", "category", "credit", "credit_claim", "profile", "profile_target",
            "renewal", "renewal_rule", "rule_category", "skill",
        }
    )  # fmt: skip
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
        self.best = LineList(theme, tr("Next best"))
        self.dates = LineList(theme, tr("Next 14 days"))
        self.steps = LineList(theme, tr("Steps"))
        self.lists = (self.notices, self.picks, self.best, self.dates, self.steps)
        self._opened_from: LineList | None = None
        self._build()
        self.arrival = Arrival(context, self)
        self.arrival.made.connect(self._take_panel)
        self.arrival.changed.connect(self.reload)
        self.later = LaterRead(context.planner, self._canvas)
        self.later.came.connect(self._show)
        self.blocks = Blocks()
        self._found: Home | None = None
        for block in self.lists:
            block.opened.connect(lambda line, block=block: self._open(line, block))
            block.marked.connect(lambda line: press_mark(context, line))
            block.left.connect(lambda way, block=block: self._leave(block, way))
            block.moved.connect(lambda place, block=block: self._follow(block, place))
        self._actions = [
            mark_action((self.picks, self.best), tr("In this week"), Qt.Key.Key_W, ("star-filled", "star")),
            mark_action((self.picks,), tr("Log the usual time"), Qt.Key.Key_L, ("plus",)),
            mark_action((self.notices,), tr("Not now"), Qt.Key.Key_Delete, ("close",)),
        ]

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        theme = self.context.theme
        self._week_head = SectionHeader(tr("This week"))
        self.hours = WeekHoursLabel(theme)
        self._week_head.add_widget(self.hours)
        self._offer = QWidget()
        self._offer_text = Label("", "body", "muted")
        self.keep_button = Button(theme, tr("keep them"), "link", name=tr("Keep last week’s picks"))
        self.keep_button.clicked.connect(lambda: self._answer_offer(keep=True))
        self.let_go_button = Button(theme, tr("let go"), "link", name=tr("Let last week’s picks go"))
        self.let_go_button.clicked.connect(lambda: self._answer_offer(keep=False))
        _row(self._offer, self._offer_text, self.keep_button, self.let_go_button)
        self._no_picks = QWidget()
        self.pick_button = Button(theme, tr("Pick from the roadmap"), "link")
        self.pick_button.clicked.connect(self._go_picking)
        self._no_picks_text = Label("", "body", "muted")
        _row(self._no_picks, self._no_picks_text, self.pick_button)
        self._best_head = SectionHeader(tr("Next best"))
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
            self.notices, self._week_head, self.picks, self._offer, self._no_picks, self._best_head, self.best,
            self._dates_head, self.dates, self._no_dates, self._steps_head, self.steps,
        ):  # fmt: skip
            if widget in (self._best_head, self._dates_head, self._steps_head):
                widget.setContentsMargins(0, 10, 0, 0)
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
            tr("Home shows what is due, your picks for the week and how far each step is. Begin with the built-in"
               " roadmap, or with the first thing that you want to do."),
            [(tr("Take the built-in roadmap"), self._take_built_in), (tr("Add an activity"), self.add),
             (tr("Set up my plan…"), lambda: self.context.run_command("edit.set_up"))],
            icon="compass",
        )  # fmt: skip
        rows.insertWidget(2, self.empty, 100)  # in the middle, as on the other pages
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._scroll)

    # ------------------------------------------------------------------ showing

    def reload(self) -> None:
        self._read()
        self.later.after_paint()

    def apply_change(self, change: Change) -> None:
        self._read()
        self.later.after_pause()

    def _read(self) -> None:
        from planner.services.queries.home import home

        planner = self.context.planner
        self._day = planner.today()
        self._found = planner.read(home, self._day, format_instant(planner.now()), planner.zone())
        self._step_names = tuple(step.name for step in self._found.steps)
        self._left_over = tuple(ActivityId(pick.id) for pick in self._found.left_over)
        self.arrival.read()
        self._show()

    def _show(self) -> None:
        """Show what was read, with what came later as far as it is there."""
        found, today = self._found, self._day
        if found is None or today is None:
            return
        blocks, zone = self.blocks, self.context.planner.zone()
        blocks.take(found, self.later.found, self.arrival.away, today, zone)
        self.notices.set_lines(blocks.warnings())
        over = () if self.arrival.is_shown else found.over
        if over or self.question is not None:
            self._ask(over, today)
        self.picks.set_lines(blocks.week())
        self.best.set_lines(blocks.best(most_picks=PICKS))
        self.dates.set_lines(blocks.dates())
        self.steps.set_lines(blocks.steps())
        self.hours.tell(found.hours)
        self._show_heads(found)

    def _show_heads(self, found: Home) -> None:
        count = len(found.picks)
        remark = tr("{n} of {most} picks", n=count, most=PICKS) if count <= PICKS else ""
        self._week_head.set_remark((remark or trn("{n} pick", "{n} picks", count)) if count else "")
        self._no_picks.setVisible(not found.picks and not found.left_over and not found.is_empty)
        is_done = bool(found.steps) and all(step.progress.done == step.progress.total for step in found.steps)
        text = tr("Every step is done. What comes next?")
        self._no_picks_text.setText(text if is_done else tr("Nothing picked yet. What would make this a good week?"))
        self._week_head.setContentsMargins(0, Space.S if self.notices.lines_model.rowCount() else 0, 0, 0)
        self._offer.setVisible(bool(found.left_over))
        self._offer_text.setText(trn("{n} pick from last week:", "{n} picks from last week:", len(found.left_over)))
        self._offer_text.setToolTip("\n".join(_plain_titles(found.left_over)))
        self._no_dates.setVisible(not self.dates.lines_model.rowCount() and not found.is_empty)
        self._best_head.setVisible(any(not line.is_quiet for line in self.best.lines_model.lines()))
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
        return self._actions

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

    def _open(self, line: Line, block: LineList | None = None) -> None:
        self._opened_from = block
        if line.table == "activity":
            self.context.open_activity(line.row_id)
        elif line.table == "more":
            self._unfold(block)
        elif line.table == "page":
            self.context.go("board" if line.row_id else "calendar")
        else:
            self.context.go("skills" if line.table == "skill" else "board")
            self.context.reveal(line.table, line.row_id)

    def _unfold(self, block: LineList | None) -> None:
        """Show the rest of a block, for as long as the window is open."""
        for name in ("notices", "picks", "best", "dates"):
            if block is getattr(self, name):
                self.blocks.unfolded.add(name)
        self._show()

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

    def _take_panel(self, panel: WelcomePanel) -> None:
        self._rows.insertWidget(self._rows.indexOf(self.notices), panel)
        before = self.notices.previousInFocusChain()
        if before is not None:
            self.setTabOrder(before, panel.close_button)
        panel.opened.connect(self._open)
        for block in (panel.lapsed, panel.list):
            block.moved.connect(lambda place, block=block: self._follow(block, place))

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
