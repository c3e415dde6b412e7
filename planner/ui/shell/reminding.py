"""Tells what is to be remembered while the window is open, and at the start what was missed while it was closed.

One timer goes to the next reminder, but never further than an hour, so that a computer that slept or a clock that was
set does no harm; a change of the plan makes it look again. A reminder is told once: until when all were told is kept by
this machine.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from planner.domain.dates import format_instant, parse_instant
from planner.domain.errors import PlannerError
from planner.services.queries.reminders import DueReminder, next_moment, reminders_between
from planner.services.reminder_marks import note_told, told_until
from planner.services.reminder_words import missed_text, notification_text, one_for_each, still_matter, toast_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.config.settings import SettingsFile
    from planner.services.planner import Change, Planner
    from planner.ui.shell.notifying import Notifier

#: So far ahead the timer goes at the most.
HORIZON: Final = timedelta(hours=1)
#: Time without a change after which reminders are looked for anew, in milliseconds.
PAUSE_MS: Final = 500
#: What was missed longer ago than this is not told.
_PATIENCE: Final = timedelta(days=400)

_log = logging.getLogger(__name__)


class Reminding(QObject):
    """Follows the plan and the clock from :meth:`begin` to :meth:`finish`.

    ``notifier`` shows a notification of the desktop; ``say`` a toast, with a press of its button; ``show_activity``
    opens what a reminder is about. ``told`` comes after something was told. Switched off in the settings of the
    machine, it tells nothing, and nothing later.
    """

    told = Signal()

    def __init__(
        self,
        planner: Planner,
        settings: SettingsFile,
        notifier: Notifier,
        parent: QObject | None = None,
        *,
        say: Callable[[str, Callable[[], object]], object],
        show_activity: Callable[[int], object],
    ) -> None:
        super().__init__(parent)
        self._planner = planner
        self._settings = settings
        self._notifier = notifier
        self._say = say
        self._show_activity = show_activity
        self._until = ""
        self._kept = ""
        self._unsubscribe: Callable[[], None] | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be minutes early at an hour
        self.timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Tell what was missed, and begin to follow."""
        try:
            self._until = told_until(self._planner, self._settings)
        except PlannerError as error:
            _log.info("Until when reminders were told was not read: %s", error)
            self._until = format_instant(self._planner.now())
        oldest = format_instant(self._planner.now() - _PATIENCE)
        self._until = max(self._until, oldest)
        today = self._planner.today()
        missed = still_matter(self._take(), today)
        self._keep()
        if missed:
            self._say(missed_text(missed, today), self._opener(missed))
        self._unsubscribe = self._planner.subscribe(self._changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._woken)
        self._arm()

    def finish(self) -> None:
        """Stop, and keep until when reminders were told."""
        self.timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
            self._keep()
        self._notifier.close()

    def look(self) -> None:
        """Tell what came since the last look, and wait for what comes next."""
        if self._unsubscribe is None:
            return
        due = self._take()
        hour_ago = format_instant(self._planner.now() - HORIZON)
        if due or self._kept <= hour_ago:
            self._keep()  # before it is told: rather once too little than at each start
        if due:
            today = self._planner.today()
            title, text = notification_text(due, today)
            opener = self._opener(due)

            def in_the_window() -> None:
                if self._unsubscribe is not None:
                    self._say(toast_text(due, today), opener)

            self._notifier.notify(title, text, opener, in_the_window)
            self.told.emit()
        self._arm()

    def _take(self) -> tuple[DueReminder, ...]:
        """The reminders that came since the last look, one for each date; none while it is switched off."""
        now = format_instant(self._planner.now())
        if now <= self._until:
            return ()
        try:
            found = self._planner.read(reminders_between, self._until, now, self._planner.zone())
        except PlannerError as error:
            _log.info("Reminders were not read: %s", error)
            return ()
        self._until = now
        return one_for_each(found) if self._settings.read().notifications else ()

    def _arm(self) -> None:
        now = self._planner.now()
        after = max(self._until, format_instant(now))
        horizon = now + HORIZON
        try:
            moment = self._planner.read(next_moment, after, format_instant(horizon), self._planner.zone())
        except PlannerError as error:
            _log.info("The next reminder was not read: %s", error)
            moment = None
        wait = (horizon if moment is None else parse_instant(moment)) - now
        self.timer.start(max(1, -(-wait // timedelta(milliseconds=1))))

    def _keep(self) -> None:
        try:
            note_told(self._planner, self._settings, self._until)
        except PlannerError as error:
            _log.info("Until when reminders were told was not saved: %s", error)
        self._kept = self._until

    def _opener(self, due: Sequence[DueReminder]) -> Callable[[], object]:
        """Opens what is named first."""
        return lambda: self._show_activity(due[0].activity_id)

    def _changed(self, _change: Change) -> None:
        self.timer.start(PAUSE_MS)

    def _woken(self, state: Qt.ApplicationState) -> None:
        """The person came back, maybe after the computer slept, while timers stand still."""
        if state == Qt.ApplicationState.ApplicationActive and self._unsubscribe is not None:
            self.timer.start(PAUSE_MS)
