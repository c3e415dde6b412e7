"""The conferences of the Calendar page: reads them, says what is shown, and writes the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.domain.words import ActivityId
from planner.services.queries.conference_facts import conferences_with_facts
from planner.ui.calendar.conference_model import ConferenceModel
from planner.ui.calendar.conference_view import ConferenceView
from planner.ui.calendar.entry_text import conferences_title, no_conferences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.ui.shell.page import PageContext


class ConferencePart(QObject):
    """Model and view of the conferences; :attr:`past` says whether those that are over are shown."""

    def __init__(self, context: PageContext, zone: str) -> None:
        super().__init__()
        self._context = context
        self._zone = zone
        self._words: tuple[str, ...] = ()
        self.past = False
        self.model = ConferenceModel(zone)
        self.view = ConferenceView(context.theme, self.model)
        self.view.entry_opened.connect(context.open_activity)
        self.view.answered.connect(self._answer)

    def read(self, today: date) -> None:
        """Show what the plan holds; the keyboard stays on its conference."""
        kept = self.view.current_activity()
        rows, facts = self._context.planner.read(conferences_with_facts, today, self._zone, past=self.past)
        self.model.show(rows, today, facts)
        if kept is not None:
            self.view.show_activity(kept)

    def set_words(self, words: Sequence[str]) -> None:
        """Show what holds all of the (casefolded) words."""
        self._words = tuple(words)
        self.model.set_words(self._words)

    def title(self) -> str:
        """“14 conferences”."""
        return conferences_title(len(self.model.rows), past=self.past)

    def sentence(self) -> str:
        """What to do while none is shown."""
        if self.model.rows:
            return ""
        return no_conferences(past=self.past, filtered=bool(self._words and self.model.total))

    @property
    def invites(self) -> bool:
        """Whether one can be added where none is shown: not while some are hidden."""
        return not (self._words or self.past)

    def _answer(self, activity_id: int, state: str) -> None:
        from planner.services.actions.activities import SetState

        self._context.run(SetState(ActivityId(activity_id), state))
