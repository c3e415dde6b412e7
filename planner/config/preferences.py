"""The one table of what a person can prefer: what each preference means, takes, and where it is kept.

The page of the window, the command line and docs/preferences.md are made from it. Most preferences are settings of this
machine (:mod:`planner.config.settings`); those of the plan lie in the plan file, so they are undone and travel with it.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from planner.config.settings import (
    CLOCKS,
    DATE_ORDERS,
    DENSITIES,
    MOTIONS,
    OPENINGS,
    THEMES,
    WEEK_STARTS,
    Settings,
)
from planner.config.text import mark

Value = str | int | bool | tuple[int, ...] | None
"""What a preference may be: None is “not set”, a tuple holds the minutes of reminders, the longest time first."""

_DAY: Final = 24 * 60


class Kind(StrEnum):
    """What values a preference takes, and so by what it is chosen."""

    CHOICE = "choice"
    LANGUAGE = "language"
    NUMBER = "number"
    FLAG = "flag"
    FOLDER = "folder"
    CALENDAR_FILE = "calendar file"
    CURRENCY = "currency"
    REMINDERS = "reminders"


class Place(StrEnum):
    """Where a preference is kept: for all plans of this machine, or in the plan file."""

    MACHINE = "machine"
    PLAN = "plan"


class Option(NamedTuple):
    """A value that can be chosen, and what it is called."""

    value: str
    words: str


class Bounds(NamedTuple):
    """The numbers that a preference takes; where ``may_be_none``, also no number. ``unit`` is said after it."""

    least: int
    most: int
    step: int = 1
    unit: str = ""
    may_be_none: bool = False


class Preference(NamedTuple):
    """One preference. Texts are messages to be looked up by ``tr``.

    ``key`` names it on the command line. ``stored`` is the field of :class:`~planner.config.settings.Settings`, or the
    key of the setting of the plan; ``part`` is the entry in that setting where it holds several. ``none`` says what it
    means that nothing is set. ``at_once`` is False for what acts when the program starts again.
    """

    key: str
    section: str
    title: str
    sentence: str
    kind: Kind
    default: Value
    stored: str
    place: Place = Place.MACHINE
    options: tuple[Option, ...] = ()
    bounds: Bounds | None = None
    part: str = ""
    none: str = ""
    at_once: bool = True


LOOK: Final = "look"
LANGUAGE: Final = "language"
CALENDAR: Final = "calendar"
REMINDERS: Final = "reminders"
PLAN: Final = "plan"
FILES: Final = "files"

SECTIONS: Final[dict[str, str]] = {
    LOOK: mark("Look"),
    LANGUAGE: mark("Language and formats"),
    CALENDAR: mark("Calendar"),
    REMINDERS: mark("Reminders"),
    PLAN: mark("Plan"),
    FILES: mark("Files and backups"),
}
"""The sections and what they are called, in the order in which they stand."""


def _options(values: tuple[str, ...], *words: str) -> tuple[Option, ...]:
    return tuple(Option(value, word) for value, word in zip(values, words, strict=True))


def _reminders(part: str, title: str, sentence: str, *days: int) -> Preference:
    """How long before a group of dates one is reminded; the groups are those of the plan's usual reminders."""
    return Preference(
        f"reminders-{part.replace('_', '-')}",
        REMINDERS,
        title,
        sentence,
        Kind.REMINDERS,
        tuple(day * _DAY for day in days),
        "default_reminders",
        Place.PLAN,
        part=part,
        none=mark("No reminder"),
    )


TEXT_SIZES: Final = Bounds(100, 200, 5, mark("%"))
"""The size of texts, in per cent; with them grows everything."""
_USUAL: Final = Settings()

PREFERENCES: Final[tuple[Preference, ...]] = (
    Preference(
        "theme",
        LOOK,
        mark("Theme"),
        mark("Light, dark, or whatever the desktop has."),
        Kind.CHOICE,
        _USUAL.theme,
        "theme",
        options=_options(THEMES, mark("As the desktop"), mark("Light"), mark("Dark")),
    ),
    Preference(
        "density",
        LOOK,
        mark("Cards"),
        mark("How much room the cards of the roadmap take."),
        Kind.CHOICE,
        _USUAL.density,
        "density",
        options=_options(DENSITIES, mark("Comfortable"), mark("Compact")),
    ),
    Preference(
        "text-size",
        LOOK,
        mark("Text size"),
        mark("Enlarges texts, and with them everything in the window, so that nothing is cut."),
        Kind.NUMBER,
        100,
        "text_scale",
        bounds=TEXT_SIZES,
        at_once=False,
    ),
    Preference(
        "motion",
        LOOK,
        mark("Motion"),
        mark("Whether panels slide into place, or are simply there."),
        Kind.CHOICE,
        _USUAL.motion,
        "motion",
        options=_options(MOTIONS, mark("As the desktop"), mark("Reduced")),
    ),
    Preference(
        "opens",
        LOOK,
        mark("Opens with"),
        mark("The page that is shown when Planner starts."),
        Kind.CHOICE,
        _USUAL.opens,
        "opens",
        options=_options(OPENINGS, mark("The page that was shown last"), mark("Home")),
        at_once=False,
    ),
    Preference(
        "language",
        LANGUAGE,
        mark("Language"),
        mark("The language of every text that is not your own."),
        Kind.LANGUAGE,
        _USUAL.language,
        "language",
        options=(Option("system", mark("As the desktop")),),
        at_once=False,
    ),
    Preference(
        "dates",
        LANGUAGE,
        mark("Dates"),
        mark("Whether the day or the month comes first: 1 Dec or Dec 1."),
        Kind.CHOICE,
        _USUAL.date_order,
        "date_order",
        options=_options(DATE_ORDERS, mark("As the desktop"), mark("Day first"), mark("Month first")),
    ),
    Preference(
        "clock",
        LANGUAGE,
        mark("Time"),
        mark("A clock of 24 hours, or of 12 with AM and PM."),
        Kind.CHOICE,
        _USUAL.clock,
        "clock",
        options=_options(CLOCKS, mark("As the desktop"), mark("24 hours"), mark("12 hours")),
    ),
    Preference(
        "currency",
        LANGUAGE,
        mark("Usual currency"),
        mark("That of an amount which is typed without one."),
        Kind.CURRENCY,
        _USUAL.currency,
        "currency",
        none=mark("That of the last expense"),
    ),
    Preference(
        "week-start",
        CALENDAR,
        mark("First day of the week"),
        mark("The first column of the month and of small calendars; what you pick for a week runs from Monday."),
        Kind.CHOICE,
        _USUAL.week_start,
        "week_start",
        options=_options(WEEK_STARTS, mark("As the desktop"), mark("Monday"), mark("Sunday"), mark("Saturday")),
    ),
    Preference(
        "live-file",
        CALENDAR,
        mark("Live calendar file"),
        mark("A calendar file that Planner rewrites after each change, for apps that follow a file or an address."),
        Kind.CALENDAR_FILE,
        _USUAL.live_file,
        "live_file",
        none=mark("None"),
    ),
    Preference(
        "notifications",
        REMINDERS,
        mark("Notifications"),
        mark("Tells reminders at their time while Planner runs, and at its start what was missed meanwhile."),
        Kind.FLAG,
        _USUAL.notifications,
        "notifications",
    ),
    _reminders("renewal", mark("Expiry"), mark("Before a certification expires."), 180, 90, 30, 7),
    _reminders("renewal_opens", mark("Renewal window"), mark("Before a certification can be renewed."), 0),
    _reminders("exam", mark("Exams"), mark("Before the day of an exam."), 14, 7, 1),
    _reminders("cfp_closes", mark("Calls for papers"), mark("Before a call for papers closes.")),
    _reminders("other", mark("Other dates"), mark("Before every other date.")),
    Preference(
        "hours-a-week",
        PLAN,
        mark("Hours a week"),
        mark("How much time you mean to give to your development."),
        Kind.NUMBER,
        None,
        "hours_a_week",
        Place.PLAN,
        bounds=Bounds(1, 80, unit=mark("h"), may_be_none=True),
        none=mark("Not said"),
    ),
    Preference(
        "limit-to-do",
        PLAN,
        mark("Limit of “To do”"),
        mark("How many cards this column of a step is meant to hold."),
        Kind.NUMBER,
        None,
        "limits",
        Place.PLAN,
        bounds=Bounds(1, 99, may_be_none=True),
        part="planned",
        none=mark("No limit"),
    ),
    Preference(
        "limit-in-progress",
        PLAN,
        mark("Limit of “In progress”"),
        mark("How many cards this column of a step is meant to hold."),
        Kind.NUMBER,
        5,
        "limits",
        Place.PLAN,
        bounds=Bounds(1, 99, may_be_none=True),
        part="in_progress",
        none=mark("No limit"),
    ),
    Preference(
        "backup-folder",
        FILES,
        mark("Backups go to"),
        mark("A folder, best on another disk. Backups that exist stay where they are."),
        Kind.FOLDER,
        _USUAL.backup_folder,
        "backup_folder",
        none=mark("Beside the plan file"),
    ),
    Preference(
        "backup-days",
        FILES,
        mark("Daily backups"),
        mark("For so many days the backup of each day is kept."),
        Kind.NUMBER,
        _USUAL.backup_days,
        "backup_days",
        bounds=Bounds(1, 90, unit=mark("days")),
    ),
    Preference(
        "backup-weeks",
        FILES,
        mark("Weekly backups"),
        mark("For so many weeks one backup of each week is kept."),
        Kind.NUMBER,
        _USUAL.backup_weeks,
        "backup_weeks",
        bounds=Bounds(0, 52, unit=mark("weeks")),
    ),
    Preference(
        "backup-months",
        FILES,
        mark("Monthly backups"),
        mark("For so many months one backup of each month is kept."),
        Kind.NUMBER,
        _USUAL.backup_months,
        "backup_months",
        bounds=Bounds(0, 120, unit=mark("months")),
    ),
)
"""Every preference, in the order in which they stand."""

BY_KEY: Final[dict[str, Preference]] = {each.key: each for each in PREFERENCES}
