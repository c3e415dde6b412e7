"""Back after weeks: one quiet panel in place of a pile. What lapsed, did you go, and what becomes of passed dates."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.absence import later_date
from planner.services.humanize import short_date
from planner.ui.home.line_list import LineList
from planner.ui.home.lines import Line, on_day, unfold_line
from planner.ui.theme import Radius, Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from planner.services.queries.away import Away, Lapsed
    from planner.services.queries.events_over import EventOver

SHOWN = 3
_LISTED = 60
_GAP = 12


class WelcomePanel(QWidget):
    """Shows an :class:`~planner.services.queries.away.Away`.

    ``opened`` carries a line that was pressed, ``answered`` the ids of events and whether one was there; ``moved``,
    ``cleared`` and ``left`` are about the dates that passed, ``closed`` leaves everything as it is.
    """

    opened = Signal(object)
    answered = Signal(object, bool)
    moved = Signal()
    cleared = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all_lapsed = False
        self._answers: list[Button] = []
        self._away: Away | None = None
        self._today: date | None = None
        self._heading = Label(tr("Welcome back"), "heading")
        self._since = Label("", "body", "muted")
        self.close_button = Button(theme, variant="icon", icon="close", name=tr("Close, and leave everything as it is"))
        self.close_button.clicked.connect(self.closed)
        self.lapsed = LineList(theme, tr("What lapsed meanwhile"))
        self.lapsed.opened.connect(self._open)
        self.events = QWidget()
        self._event_rows = _column(self.events)
        self.dates = QWidget()
        self._passed = wrapped("", "body")
        self.move_button = Button(theme, "", "plain")
        self.move_button.clicked.connect(self.moved)
        self.clear_button = Button(theme, tr("Clear them"), "link", name=tr("Clear the dates that passed"))
        self.clear_button.clicked.connect(self.cleared)
        self.leave_button = Button(theme, tr("Leave them"), "link", name=tr("Leave the dates that passed"))
        self.leave_button.clicked.connect(self.left)
        self.show_button = Button(theme, "", "link")
        self.show_button.clicked.connect(self._fold)
        self.list = LineList(theme, tr("Dates that passed"))
        self.list.opened.connect(self.opened)
        self._build()
        theme.changed.connect(self.update)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.L, Space.M, Space.M, Space.M + _GAP)
        rows.setSpacing(Space.S)
        rows.addLayout(_row(self._heading, self._since, None, self.close_button))
        rows.addWidget(self.lapsed)
        rows.addWidget(self.events)
        column = _column(self.dates)
        line = _row(self._passed, self.show_button)
        line.setStretch(0, 1)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addLayout(line)
        column.addLayout(_row(self.move_button, self.clear_button, self.leave_button, None))
        rows.addWidget(self.dates)
        rows.addWidget(self.list)
        self.list.hide()

    def tell(self, away: Away, today: date, *, with_dates: bool) -> None:
        """Show what happened; ``with_dates`` False leaves out the dates that the person left."""
        self._away, self._today = away, today
        weeks = trn("{n} week", "{n} weeks", away.absence.weeks)
        since = short_date(away.absence.since, today)
        self._since.setText(tr("You were away for {weeks}, since {date}.", weeks=weeks, date=since))
        self.setAccessibleName(tr("Welcome back"))
        self._show_lapsed()
        self._show_events(away.over, today)
        count = len(away.passed) if with_dates else 0
        self.dates.setVisible(bool(count))
        self._passed.setText(trn("{n} date passed meanwhile.", "{n} dates passed meanwhile.", count))
        self.move_button.setText(
            trn("Move it by {weeks}", "Move them by {weeks}", count, weeks=weeks) if count else weeks
        )
        self.move_button.setAccessibleName(
            trn("Move the date that passed by {weeks}", "Move the dates that passed by {weeks}", count, weeks=weeks)
        )
        self._show_dates(shown=bool(count) and not self.list.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        # A border on the ground of the page: the lines inside bring that ground along.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line_strong"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5 - _GAP)
        painter.drawRoundedRect(frame, Radius.CARD, Radius.CARD)

    def _show_lapsed(self) -> None:
        assert self._away is not None
        assert self._today is not None
        lines = [_lapsed_line(one, self._today) for one in self._away.lapsed]
        more = len(lines) - SHOWN
        if more > 0 and not self._all_lapsed:
            lines = [*lines[:SHOWN], unfold_line(trn("and {n} more", "and {n} more", more))]
        self.lapsed.set_lines(lines)

    def _open(self, line: Line) -> None:
        if line.table == "more":
            self._all_lapsed = True
            self._show_lapsed()
        else:
            self.opened.emit(line)

    # ------------------------------------------------------------------ events

    def _show_events(self, over: Sequence[EventOver], today: date) -> None:
        had_focus = any(button.hasFocus() for button in self._answers)
        self._answers = []
        while (item := self._event_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.events.setVisible(bool(over))
        for one in over[:SHOWN]:
            text = tr("Did you go to “{title}”?", title=one.title)
            self._event_rows.addWidget(self._question(text, on_day(one.day, today), [one]))
        if len(over) > 1:
            text = tr("Did you go to all of them?")
            self._event_rows.addWidget(self._question(text, "", over))
        in_order: tuple[QWidget, ...] = (
            self.close_button, self.lapsed, *self._answers, self.show_button, self.move_button, self.clear_button,
            self.leave_button, self.list,
        )  # fmt: skip
        for before, after in pairwise(in_order):
            self.setTabOrder(before, after)
        if had_focus:
            (self._answers or [self.close_button])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _question(self, text: str, remark: str, events: Sequence[EventOver]) -> QWidget:
        holder = QWidget()
        question = ElidedLabel(text, "strong")
        yes = Button(self._theme, tr("Yes"), "link", name=tr("{question} Yes", question=text))
        no = Button(self._theme, tr("No"), "link", name=tr("{question} No", question=text))
        ids = tuple(one.activity_id for one in events)
        self._answers += [yes, no]
        for button, attended in ((yes, True), (no, False)):
            button.clicked.connect(lambda _checked=False, attended=attended: self.answered.emit(ids, attended))
        row = _row(question, Label(remark, "meta", "muted"), yes, no)
        row.setStretch(0, 1)
        holder.setLayout(row)
        return holder

    # ------------------------------------------------------------------ dates

    def _fold(self) -> None:
        self._show_dates(shown=self.list.isHidden())

    def _show_dates(self, *, shown: bool) -> None:
        """The dates with the day on which each would be."""
        assert self._away is not None
        assert self._today is not None
        self.show_button.setText(tr("Hide them") if shown else tr("Show them"))
        self.show_button.setAccessibleName(
            tr("Hide the dates that passed") if shown else tr("Show the dates that passed")
        )
        lines = []
        if shown:
            weeks, today = self._away.absence.weeks, self._today
            for one in self._away.passed[:_LISTED]:
                later = later_date(one.day, weeks)
                days = tr("{day} → {later}", day=short_date(one.day, today), later=short_date(later, today))
                lines.append(Line("activity", one.activity_id, one.title, "", days, Theme.kind_icon(one.kind), one.hue))
        self.list.set_lines(lines)


def _lapsed_line(one: Lapsed, today: date) -> Line:
    when = on_day(one.day, today)
    if one.what == "exam":
        text, icon = tr("the exam was {when}: how did it go?", when=when), "goals"
    elif one.what == "expired":
        text, icon = tr("expired {when}", when=when), "warning"
    else:
        text, icon = tr("the call for papers closed {when}", when=when), "flag"
    return Line("activity", one.activity_id, one.title, text, icon=icon)


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    return column


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is where the room that is left goes."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
