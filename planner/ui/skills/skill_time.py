"""The radar through time: reads the history once it is wanted, and shows the levels of the day that was slid to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.dates import parse_date
from planner.services.queries.skills import SkillsView, histories, view_on
from planner.ui.skills.history_bar import HistoryBar

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.evidence import SkillHistory
    from planner.ui.shell.page import PageContext
    from planner.ui.skills.radar_panel import RadarPanel

#: The history is read so long after a change: one rates again and again, and does not look back meanwhile.
_PAUSE_MS = 200
_REST_MS = 60


class SkillTime(QObject):
    """Stands between the page and its radar. ``day_changed`` carries the skills as of the day that is shown.

    ``history_read`` tells that the history was read anew.

    On a day in the past the levels are only looked at: a rating is always of today.
    """

    day_changed = Signal(object)
    history_read = Signal()

    def __init__(self, context: PageContext, radar: RadarPanel) -> None:
        super().__init__(radar)
        self._context, self._radar = context, radar
        self._view = SkillsView(None, (), ())
        self._shown: tuple[SkillsView, SkillsView | None] = (self._view, None)
        self._known: dict[int, SkillHistory] | None = None
        self.bar = HistoryBar(context.theme)
        self.bar.moved.connect(self._move)
        radar.add_history(self.bar, self.bar.choice)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self.read)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._tell)

    def show(self, view: SkillsView) -> SkillsView:
        """Show the skills of today, or as of the day in the past that is shown; gives what is shown.

        The history is read a little later, unless it is looked at.
        """
        self._view = view
        self._known = None
        self._radar.forget_notes()
        if self.bar.day is None and self.bar.compared is None:
            self._display(view, None)
            self._later.start()
        else:
            self.read()
        return self._shown[0]

    def is_past(self) -> bool:
        """Whether a day in the past is shown."""
        return self.bar.day is not None

    def read(self) -> None:
        """Read the history and tell what changed."""
        planner = self._context.planner
        self._later.stop()
        self._known = planner.read(histories, planner.today())
        days = {parse_date(day) for history in self._known.values() for day in history.turns()}
        self.bar.set_history(days, planner.today())
        self._move()
        self.history_read.emit()

    def known(self, *, read: bool = True) -> dict[int, SkillHistory] | None:
        """The history of each skill; None where it is not known yet and is not to be read now."""
        if self._known is None and read:
            self.read()
        return self._known

    def today_view(self) -> SkillsView:
        """The skills of today."""
        return self._view

    def _move(self) -> None:
        """Show the day, and the comparison, that the bar is at."""
        if self._known is None:
            self.read()
            return
        bar = self.bar
        shown = self._view if bar.day is None else view_on(self._view, self._known, bar.day)
        ghost = None if bar.compared is None else view_on(self._view, self._known, bar.compared)
        if self._display(shown, ghost) or not bar.isHidden():
            self._soon.start()

    def _tell(self) -> None:
        """Tell the list, and say what changed, once the slider rests."""
        if self._known is None:
            return
        self.day_changed.emit(self._shown[0])
        if self.bar.isHidden():
            return
        since, until = self.bar.since(), self.bar.day or self._context.planner.today()
        shown, ghost = self._shown
        other = ghost or view_on(self._view, self._known, since)
        before, after = (other, shown) if since <= until else (shown, other)
        self.bar.sentence.setText(self._told(before, after, min(since, until), max(since, until)))

    def _told(self, before: SkillsView, after: SkillsView, since: date, until: date) -> str:
        from planner.config.text import tr
        from planner.services.humanize import long_date
        from planner.services.queries.evidence import finished_between
        from planner.services.skill_changes import since_words

        planner, today = self._context.planner, self._context.planner.today()
        words = since_words(before, after, planner.read(finished_between, since, until), since, today)
        dotted = self.bar.compared
        return words if dotted is None else tr("{changes}. Dotted: {day}.", changes=words, day=long_date(dotted))

    def _display(self, shown: SkillsView, ghost: SkillsView | None) -> bool:
        """Draw the radar, unless it shows this already; tells whether it was drawn."""
        if self._shown == (shown, ghost) and self._radar.is_editable() != self.is_past():
            return False
        self._shown = (shown, ghost)
        self._radar.show_skills(shown, ghost=ghost, past=self.bar.day)
        return True
