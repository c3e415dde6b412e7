"""Tells what is to be remembered while the window is open, and at the start what was missed while it was closed.

One timer goes to the next reminder, but looks at the clock at least each minute, since timers stand still while a
computer sleeps and know nothing of a clock that is set; a change of the plan makes it look again. A reminder is told
once: until when all were told is kept by this machine. Those that were put off are told when their time has come.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from planner.domain.dates import format_instant, parse_instant
from planner.domain.errors import PlannerError
from planner.services.queries.reminders import DueReminder, next_moment, reminders_between
from planner.services.reminder_marks import note_told, told_until
from planner.services.reminder_words import missed_text, notification_text, one_for_each, still_matter, toast_text
from planner.services.snoozing import next_snooze, take_snoozed

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.config.settings import SettingsFile
    from planner.services.planner import Change, Planner
    from planner.ui.shell.notifying import Notifier

#: So far ahead the next reminder is looked for.
HORIZON: Final = timedelta(hours=1)
#: After this time at the latest the clock is looked at.
TICK: Final = timedelta(minutes=1)
#: Time without a change after which reminders are looked for anew, in milliseconds.
PAUSE_MS: Final = 500
#: What was missed longer ago than this is not told.
_PATIENCE: Final = timedelta(days=400)

_log = logging.getLogger(__name__)


class Reminding(QObject):
    """Follows the plan and the clock from :meth:`begin` to :meth:`finish`.

    ``notifier`` shows a notification of the desktop; ``say`` a toast, with a press of its button; ``show_activity``
    opens what a reminder is about, ``show_missed`` the list of several that were missed. ``told`` comes after something
    was told. Switched off in the settings of the machine, it tells nothing, and nothing later.
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
        show_missed: Callable[[tuple[DueReminder, ...]], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._planner = planner
        self._settings = settings
        self._notifier = notifier
        self._say = say
        self._show_activity = show_activity
        self._show_missed = show_missed
        self._until = ""
        self._kept = ""
        #: When the plan is looked at next.
        self.next_look = planner.now()
        self._seen = self.next_look
        self._unsubscribe: Callable[[], None] | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be minutes early at an hour
        self.timer.timeout.connect(self.tick)

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
            self._say(missed_text(missed, today), self._opener(missed, all_of_them=True))
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

    def tick(self) -> None:
        """Look at the clock, and at the plan if it is time or the clock was set back."""
        now = self._planner.now()
        if now >= self.next_look or now < self._seen:
            self.look()
        else:
            self._wait(now)

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
        found: tuple[DueReminder, ...] = ()
        try:
            if now > self._until:
                found = self._planner.read(reminders_between, self._until, now, self._planner.zone())
            found += take_snoozed(self._planner, self._settings, now)
        except PlannerError as error:
            _log.info("Reminders were not read: %s", error)
            return ()
        self._until = max(self._until, now)
        return one_for_each(found) if self._settings.read().notifications else ()

    def _arm(self) -> None:
        now = self._planner.now()
        after = max(self._until, format_instant(now))
        horizon = now + HORIZON
        try:
            moment = self._planner.read(next_moment, after, format_instant(horizon), self._planner.zone())
            put_off = next_snooze(self._planner, self._settings)
            moment = min((each for each in (moment, put_off) if each is not None), default=None)
        except PlannerError as error:
            _log.info("The next reminder was not read: %s", error)
            moment = None
        self.next_look = horizon if moment is None else min(parse_instant(moment), horizon)
        self._wait(now)

    def _wait(self, now: datetime) -> None:
        self._seen = now
        wait = min(self.next_look - now, TICK)
        self.timer.start(max(1, -(-wait // timedelta(milliseconds=1))))

    def _keep(self) -> None:
        try:
            note_told(self._planner, self._settings, self._until)
        except PlannerError as error:
            _log.info("Until when reminders were told was not saved: %s", error)
        self._kept = self._until

    def _opener(self, due: tuple[DueReminder, ...], *, all_of_them: bool = False) -> Callable[[], object]:
        """Opens what is named first, or the list ``all_of_them`` where there are several."""
        show_missed = self._show_missed
        if all_of_them and len(due) > 1 and show_missed is not None:
            return lambda: show_missed(due)
        return lambda: self._show_activity(due[0].activity_id)

    def look_soon(self) -> None:
        """Look once changes pause: of the plan, or of what was put off."""
        self.next_look = self._planner.now()
        self.timer.start(PAUSE_MS)

    def _changed(self, _change: Change) -> None:
        self.look_soon()

    def _woken(self, state: Qt.ApplicationState) -> None:
        """The person came back, maybe after the computer slept, while timers stand still."""
        if state == Qt.ApplicationState.ApplicationActive and self._unsubscribe is not None:
            self.look_soon()
