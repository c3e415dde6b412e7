"""The composition root of the window: wires library, theme, pages, inspector and commands, and runs Qt."""

from __future__ import annotations

import gc
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

# What does not need Qt comes first: once PySide6 is loaded, its import hook reads the source of every module after it.
from planner.config import formats
from planner.config.settings import Settings, SettingsFile
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services import libraries
from planner.services.temporary_copies import TemporaryCopies

# isort: split
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from planner.app.door import Door, Place
from planner.app.last_words import ToldError
from planner.app.live_file import LiveFile
from planner.ui.shell.facts import Aim, ShellFacts
from planner.ui.shell.page import Page, PageContext, PageSpec
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from planner.app.one_window import Claim
    from planner.services.planner import Planner
    from planner.ui.shell.facts import Found
    from planner.ui.shell.inspector_panel import InspectorContent

#: How long what is said at the start stands before anything else is, in milliseconds.
SAID_MS = 9000
#: How long the window waits for the lock of another program before it says so, in milliseconds.
BUSY_MS = 250

_log = logging.getLogger(__name__)


def _home(context: PageContext) -> Page:
    from planner.ui.home.page import HomePage

    return HomePage(context)


def _board(context: PageContext) -> Page:
    from planner.ui.board.page import BoardPage

    return BoardPage(context)


def _skills(context: PageContext) -> Page:
    from planner.ui.skills.page import SkillsPage

    return SkillsPage(context)


def _goals(context: PageContext) -> Page:
    from planner.ui.goals.page import GoalsPage

    return GoalsPage(context)


def _calendar(context: PageContext) -> Page:
    from planner.ui.calendar.page import CalendarPage

    return CalendarPage(context)


def _inspector(context: PageContext) -> InspectorContent:
    from planner.ui.shell.inspector.content import ActivityInspector

    return ActivityInspector(context)


def page_specs() -> tuple[PageSpec, ...]:
    """The pages in the order of the sidebar; called when the language is set."""
    return (
        PageSpec("home", tr("Home"), "home", _home),
        PageSpec("board", tr("Roadmap"), "roadmap", _board),
        PageSpec("skills", tr("Skills"), "skills", _skills),
        PageSpec("goals", tr("Goals"), "goals", _goals),
        PageSpec("calendar", tr("Calendar"), "calendar", _calendar),
    )


def shell_facts(planner: Planner) -> ShellFacts:
    """What the shell asks of the library, through queries that are imported when they are first needed."""

    def aim() -> Aim | None:
        from planner.services.queries.shell import aim as query

        row = planner.read(query)
        return None if row is None else Aim(row.name, _month(row.until), row.done / row.total if row.total else 0.0)

    def next_date() -> str:
        from planner.domain.dates import format_instant
        from planner.services.humanize import date_range
        from planner.services.queries.reminders import pressing
        from planner.services.queries.shell import next_date as query

        today, zone = planner.today(), planner.zone()
        entry = planner.read(query, today, zone)
        told = planner.read(pressing, entry, format_instant(planner.now()), zone)
        if told is not None:
            from planner.services.reminder_words import reminder_text

            return reminder_text(told, today)
        if entry is None:
            return ""
        when = date_range(entry.local_starts, entry.local_ends if entry.ends else None, today)
        return tr("Next: {what}, {when}", what=_what(entry.title, entry.what), when=when)

    def search(text: str, limit: int) -> Sequence[Found]:
        from planner.services.queries.search import find

        return planner.read(find, text, limit)

    return ShellFacts(aim, next_date, search)


def _what(title: str, what: str) -> str:
    """A deadline names its kind too: “MLSys: call for papers closes”."""
    from planner.services.words import DEADLINE_WORDS

    word = DEADLINE_WORDS.get(what)
    return tr("{title}: {what}", title=title, what=tr(word)) if word and what != "due" else title


def _month(month: str | None) -> str:
    """“June 2028” of “2028-06”."""
    from planner.domain.dates import parse_date

    if not month:
        return ""
    try:
        day: date = parse_date(f"{month}-01")
    except PlannerError:
        return ""
    from planner.services.humanize import full_month

    return tr("{month} {year}", month=full_month(day.month), year=day.year)


def application() -> QApplication:
    """The application object, made if there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    formats.use(formats_of(QLocale.system()))
    app.setApplicationName("planner")
    app.setApplicationDisplayName(tr("Planner"))
    app.setDesktopFileName("planner")
    return app


def formats_of(locale: QLocale) -> formats.Formats:
    """How dates and times are written in a place."""
    short = QLocale.FormatType.ShortFormat
    return formats.from_patterns(locale.dateFormat(short), locale.timeFormat(short))


def build_window(
    planner: Planner,
    theme: Theme,
    settings_file: SettingsFile,
    *,
    settings: Settings | None = None,
    animated: bool = True,
    copies: TemporaryCopies | None = None,
) -> MainWindow:
    """The window of an open library, not yet shown. The theme must have been applied."""
    from planner.app.file_commands import file_commands
    from planner.ui.shell.place_commands import place_commands
    from planner.ui.shell.plan_commands import plan_commands
    from planner.ui.shell.reminder_commands import reminder_commands

    context = PageContext(planner, theme, settings_file, copies=copies)
    window = MainWindow(
        context,
        page_specs(),
        settings or settings_file.read(),
        facts=shell_facts(planner),
        inspector=_inspector,
        animated=animated,
    )
    context.setParent(window)
    window.add_commands([*file_commands(window), *plan_commands(window), *reminder_commands(window)])
    window.add_commands(place_commands(window))
    return window


def run_window(
    library: Path, *, may_create: bool = True, words: Sequence[str] = (), claim: Claim | None = None
) -> int:
    """Open the window on a library and stay until it is closed; gives the exit code.

    ``may_create`` makes a missing library from the built-in roadmap. What the files that ``words`` name would bring is
    shown as soon as the window stands. ``claim`` is the right to be the window of this library; without it second
    starts open windows of their own. Raises LibraryError if the library cannot be opened. Who calls this has asked
    :mod:`planner.app.preflight` first, since importing this module loads Qt.

    Who starts it from a menu never sees what is written to a terminal, so a dialog says why, and offers what to do.
    """
    from planner.ui.shell import crash

    settings_file = SettingsFile()
    settings = settings_file.read()
    app = application()
    theme = Theme(settings.theme)
    theme.apply(app)
    code = 0
    copies = TemporaryCopies()
    wanted: Path | None = library
    place, greeting = Place(library, claim), ""
    while wanted is not None and place.move_to(wanted):
        try:
            planner = libraries.open_plan(wanted, create=may_create, busy_ms=BUSY_MS)
        except PlannerError as error:
            from planner.app.unopened import ask_instead

            wanted = ask_instead(wanted, str(error))
            if wanted is None:
                raise ToldError(str(error)) from error
            continue
        try:
            window = build_window(planner, theme, settings_file, settings=settings_file.read(), copies=copies)
            restore = crash.install(window.tell_unexpected)
            live = LiveFile(planner, window.toast, window.status.set_live)
            window.context.live_file_wanted.connect(live.begin)
            if greeting:
                window.settled.connect(partial(window.toast, greeting))
            door = Door(window, place.claim, words)
            words = ()
            window.first_painted.connect(lambda window=window: _after_first_paint(window))
            window.show()
            gc.freeze()  # what was made until here stays; from now on garbage is collected again
            gc.enable()
            code = app.exec()
            door.close()
            live.finish()
            restore()
            wanted = window.next_library
            at_the_end = window.at_the_end
            window.deleteLater()
            app.processEvents()
            gc.unfreeze()
        finally:
            planner.close()
        greeting = at_the_end()
    place.leave()
    copies.remove()
    return code


def _after_first_paint(window: MainWindow) -> None:
    """Begin what nobody waits for: first what stands around the page, then the rest."""
    gc.freeze()  # what start-up made stays; searching it for garbage would stop a frame for 60 ms
    window.settled.connect(lambda: _when_settled(window))


def _when_settled(window: MainWindow) -> None:
    """The way back to this file, the backup of the day, what the next page needs, and what is to be remembered."""
    from planner.app import warm_up
    from planner.ui.shell.place_commands import explain_later

    warm_up.begin(window)
    explain_later(window)
    window.context.copies.sweep()
    said = _look_after(window)
    if said:
        window.toast(said)
    # What was said at the start is read first: a toast takes the place of another.
    QTimer.singleShot(SAID_MS if said else 0, window, lambda: _begin_reminding(window))
    QTimer.singleShot(SAID_MS if said else 0, window, window.context.live_file_wanted.emit)


def _begin_reminding(window: MainWindow) -> None:
    from planner.ui.shell.reminder_commands import begin_reminding

    if window.isVisible():
        application().aboutToQuit.connect(begin_reminding(window).finish)


def _look_after(window: MainWindow) -> str:
    """Remember the file, back it up and empty its trash; gives a sentence where the person must hear of something."""
    planner = window.context.planner
    remember_library(window.context.settings, planner.path)
    try:
        libraries.daily_backup_if_due(planner)
        libraries.purge_old_trash(planner)
        warning = libraries.older_copy_warning(planner)
    except PlannerError as error:
        return str(error)
    return warning or ""


def remember_library(settings_file: SettingsFile, path: Path, *, count: int = 8) -> None:
    """Put a plan file on top of the list of recent ones."""
    try:
        settings_file.change(
            lambda settings: settings._replace(
                recent=(str(path), *(each for each in settings.recent if each != str(path)))[:count]
            )
        )
    except OSError as error:
        _log.info("The list of recent files was not saved: %s", error)
