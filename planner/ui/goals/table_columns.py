"""The columns of the goals' table: their headings, widths, what stands in a cell, and what it is sorted by."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import IntEnum
from typing import Any, Final

from planner.config.text import begun, mark, tr
from planner.domain.dates import parse_date
from planner.domain.states import states_of
from planner.services.goal_facts import (
    ago,
    ahead,
    credits_share,
    credits_text,
    exam_missed,
    expiry_urgent,
    has_expired,
    hours,
    units,
)
from planner.services.humanize import duration, long_date, money_text
from planner.services.queries.goals import GoalRow, Moment
from planner.services.renewal_facts import method_word
from planner.services.words import kind_word, state_word


class Column(IntEnum):
    """The columns as the model counts them; the lower-case name is what the settings remember."""

    NAME = 0
    KIND = 1
    STATE = 2
    PROVIDER = 3
    HOURS = 4
    EXAM = 5
    EXPIRY = 6
    UNITS = 7
    LEVEL = 8
    CODE = 9
    ISSUED = 10
    PRICE = 11
    LOGGED = 12
    CORE = 13
    STEP = 14
    TAGS = 15
    RENEWAL = 16
    CREDITS = 17
    DUE = 18
    COMPLETED = 19


KEYS: Final = tuple(column.name.lower() for column in Column)
NUMBERS: Final = frozenset(
    (
        Column.HOURS,
        Column.EXAM,
        Column.EXPIRY,
        Column.UNITS,
        Column.ISSUED,
        Column.PRICE,
        Column.LOGGED,
        Column.CREDITS,
        Column.DUE,
        Column.COMPLETED,
    )
)
"""What stands on the right of its column."""

DATES: Final = frozenset((Column.EXAM, Column.EXPIRY, Column.ISSUED, Column.DUE, Column.COMPLETED))
GREATEST_FIRST: Final = frozenset((Column.LOGGED, Column.ISSUED, Column.COMPLETED))
"""What is sorted downwards by the first click: here one looks for the most or the newest."""

AT_FIRST: Final = frozenset(
    (
        Column.NAME,
        Column.KIND,
        Column.STATE,
        Column.PROVIDER,
        Column.HOURS,
        Column.EXAM,
        Column.EXPIRY,
        Column.UNITS,
    )
)
"""The columns that are shown until a person chooses others."""

WIDTHS: Final[Mapping[int, tuple[int, int]]] = {
    Column.KIND: (56, 136),
    Column.STATE: (112, 124),
    Column.PROVIDER: (112, 220),
    Column.HOURS: (92, 112),
    Column.EXAM: (104, 124),
    Column.EXPIRY: (104, 124),
    Column.UNITS: (76, 92),
    Column.LEVEL: (96, 124),
    Column.CODE: (84, 108),
    Column.ISSUED: (104, 124),
    Column.PRICE: (100, 116),
    Column.LOGGED: (84, 100),
    Column.CORE: (84, 96),
    Column.STEP: (124, 200),
    Column.TAGS: (108, 180),
    Column.RENEWAL: (120, 148),
    Column.CREDITS: (92, 112),
    Column.DUE: (104, 124),
    Column.COMPLETED: (104, 124),
}
"""Column -> its least and its greatest width until a person chooses another."""

NAME_LEAST: Final = 136
NAME_GOOD: Final = 240


_TITLES: Final = (
    mark("Name"),
    mark("Kind"),
    mark("State"),
    mark("Issuer"),
    mark("Hours"),
    mark("Exam"),
    mark("Expires"),
    mark("Units"),
    mark("Level"),
    mark("Code"),
    mark("Issued"),
    mark("Price"),
    mark("Logged"),
    mark("Core"),
    mark("Step"),
    mark("Tags"),
    mark("Renewal"),
    mark("Credits"),
    mark("Due"),
    mark("Completed"),
)


def column_title(column: int) -> str:
    """The heading of a column."""
    return tr(_TITLES[column])


def cell_text(row: GoalRow, column: int) -> str:
    """What stands in a cell; empty where nothing is known or the kind has no such thing."""
    return _TEXTS[column](row)


def _capital(word: str) -> str:
    return begun(word)


def _date(moment: Moment | None) -> str:
    return "" if moment is None else long_date(moment.day)


def _day(day: str | None) -> str:
    return long_date(parse_date(day)) if day else ""


def _expiry(row: GoalRow) -> str:
    return tr("never") if row.expires is None and row.never_expires else _date(row.expires)


def _hours(row: GoalRow) -> str:
    return hours(row) if row.logged else duration(row.estimate) if row.estimate else ""


_TEXTS: Final[Mapping[int, Callable[[GoalRow], str]]] = {
    Column.NAME: lambda row: row.title,
    Column.KIND: lambda row: kind_word(row.kind),
    Column.STATE: lambda row: _capital(state_word(row.kind, row.state)),
    Column.PROVIDER: lambda row: row.provider,
    Column.HOURS: _hours,
    Column.EXAM: lambda row: _date(row.exam),
    Column.EXPIRY: _expiry,
    Column.UNITS: units,
    Column.LEVEL: lambda row: row.level,
    Column.CODE: lambda row: row.code,
    Column.ISSUED: lambda row: _day(row.issued_on),
    Column.PRICE: lambda row: "" if row.price is None else money_text(*row.price),
    Column.LOGGED: lambda row: duration(row.logged) if row.logged else "",
    Column.CORE: lambda row: tr("Core") if row.core else tr("Optional"),
    Column.STEP: lambda row: row.step,
    Column.TAGS: lambda row: " ".join(tr("#{tag}", tag=name) for name in row.tags),
    Column.RENEWAL: lambda row: _capital(method_word(row.renewal_method)) if row.renewal_method else "",
    Column.CREDITS: credits_text,
    Column.DUE: lambda row: _date(row.due),
    Column.COMPLETED: lambda row: _day(row.completed_on),
}


def warning(row: GoalRow, column: int, today: date) -> str | None:
    """The words that say why a date is red."""
    if column == Column.EXAM and exam_missed(row, today) and row.exam is not None:
        return ago(row.exam.day, today)
    if column == Column.EXPIRY and row.expires is not None and expiry_urgent(row, today):
        return ago(row.expires.day, today) if has_expired(row, today) else ahead(row.expires.day, today)
    return None


def sort_key(row: GoalRow, column: int) -> Any:
    """What a row is sorted by; None goes to the end whatever the direction."""
    key = _SORT_KEYS.get(column)
    return cell_text(row, column).casefold() or None if key is None else key(row)


def _moment(moment: Moment | None) -> Any:
    return None if moment is None else (moment.day, moment.time)


def _expiry_key(row: GoalRow) -> date | None:
    if row.expires is not None:
        return row.expires.day
    return date.max if row.never_expires else None


_SORT_KEYS: Final[Mapping[int, Callable[[GoalRow], Any]]] = {
    Column.STATE: lambda row: (row.kind, states_of(row.kind).index(row.state)),
    Column.HOURS: lambda row: (row.estimate or 0, row.logged) if row.estimate or row.logged else None,
    Column.EXAM: lambda row: _moment(row.exam),
    Column.EXPIRY: _expiry_key,
    Column.UNITS: lambda row: (
        None if row.units_total is None else (row.units_done / max(row.units_total, 1), row.units_total)
    ),
    Column.ISSUED: lambda row: row.issued_on,
    Column.PRICE: lambda row: None if row.price is None else (row.price.currency, row.price.minor),
    Column.LOGGED: lambda row: row.logged or None,
    Column.CORE: lambda row: not row.core,
    Column.CREDITS: credits_share,
    Column.DUE: lambda row: _moment(row.due),
    Column.COMPLETED: lambda row: row.completed_on,
}
"""Columns that are sorted by something else than their words."""
