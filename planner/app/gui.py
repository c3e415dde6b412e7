"""The composition root of the window: wires library, theme, pages, inspector and commands, and runs Qt."""

from __future__ import annotations

import gc
import logging
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

# What does not need Qt comes first: once PySide6 is loaded, its import hook reads the source of every module after it.
from planner.config.settings import Settings, SettingsFile
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services import first_start, libraries
from planner.services.sample_place import is_sample
from planner.services.temporary_copies import TemporaryCopies

# isort: split
from PySide6.QtCore import QTimer

from planner.app.again import Again
from planner.app.again import start as begin_anew
from planner.app.application import application
from planner.app.door import Door, Place
from planner.app.ending import Ending
from planner.app.last_words import ToldError
from planner.app.live_file import LiveFile
from planner.app.safety import DamageWatch, LookingAfter
from planner.ui.shell.facts import Aim, ShellFacts
from planner.ui.shell.page import Page, PageContext, PageSpec
from planner.ui.shell.small_screens import fit_window
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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


def _at_start(settings: Settings) -> Settings:
    """With the page that the person wants to see first."""
    return settings._replace(last_page="home") if settings.opens == "home" else settings


def build_window(
    planner: Planner,
    theme: Theme,
    settings_file: SettingsFile,
    *,
    settings: Settings | None = None,
    animated: bool = True,
    copies: TemporaryCopies | None = None,
    start_again: Callable[[MainWindow], object] | None = None,
) -> MainWindow:
    """The window of an open library, not yet shown. The theme must have been applied.

    ``start_again`` starts the program again, where that is possible.
    """
    from planner.app.file_commands import file_commands
    from planner.app.safety import safety_commands
    from planner.ui.shell.help_commands import help_commands
    from planner.ui.shell.place_commands import place_commands
    from planner.ui.shell.plan_commands import plan_commands
    from planner.ui.shell.preference_commands import preference_commands
    from planner.ui.shell.reminder_commands import reminder_commands
    from planner.ui.shell.start_commands import start_commands
    from planner.ui.shell.time_commands import time_commands

    context = PageContext(planner, theme, settings_file, copies=copies)
    window = MainWindow(
        context,
        page_specs(),
        _at_start(settings or settings_file.read()),
        facts=shell_facts(planner),
        inspector=_inspector,
        animated=animated,
    )
    context.setParent(window)
    window.add_commands([
        *file_commands(window), *place_commands(window), *safety_commands(window), *start_commands(window),
        *plan_commands(window), *reminder_commands(window), *time_commands(window), *help_commands(window),
        *preference_commands(window, start_again),
    ])  # fmt: skip
    return window


def run_window(
    library: Path,
    *,
    may_create: bool = True,
    words: Sequence[str] = (),
    claim: Claim | None = None,
    may_start_again: bool = True,
) -> int:
    """Open the window on a library and stay until it is closed; gives the exit code.

    ``may_create`` makes a missing library from the built-in roadmap. What the files that ``words`` name would bring is
    shown as soon as the window stands. ``claim`` is the right to be the window of this library; without it second
    starts open windows of their own. Raises LibraryError if the library cannot be opened. Who calls this has asked
    :mod:`planner.app.preflight` first, since importing this module loads Qt.

    Who starts it from a menu never sees what is written to a terminal, so a dialog says why, and offers what to do.
    """
    settings_file = SettingsFile()
    settings = settings_file.read()
    app = application(settings)
    theme = Theme(settings.theme)
    theme.apply(app)
    copies = TemporaryCopies()
    wanted: Path | None = library
    code = 0
    again = Again()
    place, greeting = Place(library, claim), ""
    while wanted is not None and place.move_to(wanted):
        if may_create and first_start.is_to_be_made(wanted):
            first_start.note_made(settings_file, wanted)
        try:
            planner = libraries.open_plan(wanted, create=may_create, busy_ms=BUSY_MS)
        except PlannerError as error:
            from planner.app.unopened import ask_instead

            wanted = ask_instead(wanted, error, theme)
            if wanted is None:
                raise ToldError(str(error)) from error
            continue
        try:
            settings = settings_file.read()
            window = build_window(
                planner,
                theme,
                settings_file,
                settings=settings,
                copies=copies,
                start_again=again.begin if may_start_again else None,
            )
            if greeting:
                window.settled.connect(partial(window.toast, greeting))
            if first_start.is_waiting(settings, wanted):
                window.settled.connect(partial(_set_up, window))
            ended = _until_closed(window, Door(window, place.claim, words))
        finally:
            planner.close()
        code, wanted, words = ended.code, ended.next_library, ()
        if wanted is not None and ended.trouble is not None:
            from planner.app.unopened import ask_instead

            wanted = ask_instead(wanted, ended.trouble, theme)
        greeting = ended.at_the_end()
    place.leave()
    copies.remove()
    if again.wanted:
        begin_anew(planner.path)
    return code


class _Ended(NamedTuple):
    """How the window of one library ended: which one comes next, and why that cannot simply be opened, if so.

    ``at_the_end`` is called once the library is closed, and gives what the next window says first.
    """

    code: int
    next_library: Path | None
    trouble: PlannerError | None
    at_the_end: Callable[[], str]


def _until_closed(window: MainWindow, door: Door) -> _Ended:
    """Show a window, with all that works beside it, until it is closed."""
    from planner.ui.shell import crash

    app = application()
    restore = crash.install(window.tell_unexpected)
    live = LiveFile(window.context.planner, window.toast, window.status.set_live)
    window.context.live_file_wanted.connect(live.begin)
    watch = DamageWatch(window)
    ending = Ending(window)
    window.first_painted.connect(partial(_after_first_paint, window))
    fit_window(window)
    window.show()
    gc.freeze()  # what was made until here stays; from now on garbage is collected again
    gc.enable()
    code = app.exec()
    door.close()
    live.finish()
    watch.finish()
    ending.finish()
    restore()
    ended = _Ended(code, window.next_library, watch.trouble, window.at_the_end)
    window.deleteLater()
    app.processEvents()
    gc.unfreeze()
    return ended


def _after_first_paint(window: MainWindow) -> None:
    """Begin what nobody waits for: first what stands around the page, then the rest."""
    gc.freeze()  # what start-up made stays; searching it for garbage would stop a frame for 60 ms
    window.settled.connect(lambda: _when_settled(window))


def _when_settled(window: MainWindow) -> None:
    """The way back to this file, the backup of the day, what the next page needs, and what is to be remembered."""
    from planner.app import warm_up
    from planner.ui.shell.help_commands import tell_news
    from planner.ui.shell.place_commands import explain_later
    from planner.ui.shell.presence import Presence
    from planner.ui.theme.app_icon import app_icon

    application().setWindowIcon(app_icon())
    warm_up.begin(window)
    window.context.copies.sweep()
    if is_sample(window.context.planner.path):
        return  # nothing of it is kept or remembered, and it reminds nobody
    Presence(window.context, window)
    explain_later(window)
    said = _look_after(window)
    if said:
        window.toast(said)
    else:
        tell_news(window)
    # What was said at the start is read first: a toast takes the place of another.
    QTimer.singleShot(SAID_MS if said else 0, window, lambda: _begin_reminding(window))
    QTimer.singleShot(SAID_MS if said else 0, window, window.context.live_file_wanted.emit)
    looking = LookingAfter(window)
    application().aboutToQuit.connect(looking.finish)
    QTimer.singleShot(SAID_MS if said else 0, looking, looking.begin)


def _set_up(window: MainWindow) -> None:
    from planner.ui.shell.start_commands import set_up

    set_up(window)


def _begin_reminding(window: MainWindow) -> None:
    from planner.ui.shell.reminder_commands import begin_reminding

    if window.isVisible():
        application().aboutToQuit.connect(begin_reminding(window).finish)


def _look_after(window: MainWindow) -> str:
    """Remember the file; gives a sentence where the person must hear of something."""
    planner = window.context.planner
    remember_library(window.context.settings, planner.path)
    try:
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
