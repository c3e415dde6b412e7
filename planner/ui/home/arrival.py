"""What Home does when the person comes back after weeks: finds the absence once a day, and carries out the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.domain.dates import format_instant
from planner.services.last_seen import note_told, present_absence

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.absence import Absence
    from planner.domain.words import ActivityId
    from planner.services.action import Action
    from planner.services.queries.away import Away
    from planner.ui.home.welcome_panel import WelcomePanel
    from planner.ui.shell.page import PageContext


class Arrival(QObject):
    """``made`` carries the panel when it is first needed; ``changed`` asks for the page to be read anew."""

    made = Signal(object)
    changed = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._day: date | None = None
        self._absence: Absence | None = None
        self._with_dates = True
        self.away: Away | None = None
        self.panel: WelcomePanel | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the panel has something to say."""
        return self.away is not None

    def read(self) -> None:
        """Read what an absence left behind, if there was one, and show it; the panel goes when nothing is left."""
        planner = self._context.planner
        today = planner.today()
        if today != self._day:
            self._day = today
            self._absence = present_absence(planner, self._context.settings)
        self.away = None
        if self._absence is not None:
            from planner.services.queries.away import away

            now, zone = format_instant(planner.now()), planner.zone()
            found = planner.read(away, self._absence, today, now, zone)
            if found.lapsed or found.over or (found.passed and self._with_dates):
                self.away = found
        if self.away is not None:
            self._shown_panel().tell(self.away, today, with_dates=self._with_dates)
        if self.panel is not None:
            self.panel.setVisible(self.away is not None)

    def _shown_panel(self) -> WelcomePanel:
        if self.panel is None:
            from planner.ui.home.welcome_panel import WelcomePanel

            panel = self.panel = WelcomePanel(self._context.theme)
            panel.answered.connect(self._answer)
            panel.moved.connect(self._move)
            panel.cleared.connect(self._clear)
            panel.left.connect(self._leave)
            panel.closed.connect(self._close)
            self.made.emit(panel)
        return self.panel

    def _run(self, action: Action) -> None:
        self._context.tell(self._context.run(action))

    def _answer(self, ids: tuple[ActivityId, ...], attended: bool) -> None:
        from planner.services.actions.away import AnswerEvents

        self._run(AnswerEvents(ids, attended))

    def _move(self) -> None:
        from planner.services.actions.away import MoveDueDates

        if self.away is not None:
            ids = tuple(one.deadline_id for one in self.away.passed)
            self._run(MoveDueDates(ids, self.away.absence.weeks))

    def _clear(self) -> None:
        from planner.services.actions.away import ClearDueDates

        if self.away is not None:
            self._run(ClearDueDates(tuple(one.deadline_id for one in self.away.passed)))

    def _leave(self) -> None:
        self._with_dates = False
        self.changed.emit()

    def _close(self) -> None:
        note_told(self._context.planner, self._context.settings)
        self._absence = None
        self.changed.emit()
