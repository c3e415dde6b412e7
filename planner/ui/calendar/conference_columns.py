"""The columns of the Conferences view: headings, widths, what stands in a cell, and what it is sorted by."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.config.text import begun, mark, tr, trn
from planner.domain.dates import AOE
from planner.domain.states import states_of
from planner.services.conference_text import conference_dates, place_lines
from planner.services.humanize import money_text
from planner.services.queries.calendar import ConferenceRow
from planner.services.queries.conference_facts import NO_FACTS, ConferenceFacts
from planner.services.renewal_facts import credits_text
from planner.services.words import event_type_word, format_word, state_word
from planner.ui.calendar.entry_text import call_lines
from planner.ui.widgets.painting import text_width

if TYPE_CHECKING:
    from planner.ui.theme import Theme


class Column(IntEnum):
    """The columns as the model counts them; the lower-case name is what the settings remember."""

    NAME = 0
    PLACE = 1
    DATES = 2
    CALL = 3
    FORMAT = 4
    TOPICS = 5
    GAPS = 6
    CREDITS = 7
    COST = 8
    CLASHES = 9
    ANSWER = 10


KEYS: Final = tuple(column.name.lower() for column in Column)
AT_FIRST: Final = frozenset((Column.NAME, Column.PLACE, Column.DATES, Column.CALL, Column.ANSWER))
"""The columns that are shown until a person chooses others."""
GREATEST_FIRST: Final = frozenset((Column.GAPS, Column.CREDITS))
"""What is sorted downwards by the first click: here one looks for the most."""
WIDTHS: Final[Mapping[int, tuple[int, int]]] = {
    Column.PLACE: (124, 190),
    Column.DATES: (142, 260),
    Column.CALL: (178, 200),
    Column.FORMAT: (92, 110),
    Column.TOPICS: (120, 200),
    Column.GAPS: (130, 220),
    Column.CREDITS: (92, 120),
    Column.COST: (104, 130),
    Column.CLASHES: (130, 200),
    Column.ANSWER: (128, 136),
}
"""Column -> its least and its greatest width until a person chooses another; see :func:`widths`."""
_AS_WRITTEN: Final = frozenset((Column.NAME, Column.TOPICS, Column.GAPS, Column.CLASHES))
"""Columns whose words are the person's, or a list's."""
_AROUND_TEXT: Final = 16
NAME_LEAST: Final = 140
NAME_GOOD: Final = 240

_TITLES: Final = (
    mark("Name"),
    mark("Place"),
    mark("Dates"),
    mark("Call for papers"),
    mark("Format"),
    mark("Topics"),
    mark("Skill gaps"),
    mark("Credits"),
    mark("Cost"),
    mark("Clashes"),
    mark("My answer"),
)


class Conference(NamedTuple):
    """A conference with what speaks for it and against it."""

    row: ConferenceRow
    facts: ConferenceFacts = NO_FACTS


class Here(NamedTuple):
    """The person's day and zone, which dates are told by."""

    today: date
    zone: str


def widths(theme: "Theme") -> dict[int, tuple[int, int]]:
    """:data:`WIDTHS`, with room for the longest moment of a call for papers as the person writes dates and times."""
    call = ConferenceRow(
        0, "", None, None, None, None, all_day=True, venue="", city="", country="", format="", event_type="", topics="",
        state="", hue=None, cfp_at="2028-12-27T22:58:00", cfp_zone=AOE,
    )  # fmt: skip
    needed = text_width(theme, "meta_figure", call_lines(call, date(2026, 1, 1), "UTC")[1]) + _AROUND_TEXT
    return {**WIDTHS, Column.CALL: (max(WIDTHS[Column.CALL][0], needed), max(WIDTHS[Column.CALL][1], needed))}


def column_title(column: int) -> str:
    """The heading of a column."""
    return tr(_TITLES[column])


def cell_lines(conference: Conference, column: int, here: Here) -> tuple[str, str]:
    """What a cell says, and the grey line below it."""
    first, second = _LINES[column](conference, here)
    return (first if column in _AS_WRITTEN else begun(first)), second


def _name(conference: Conference, _here: Here) -> tuple[str, str]:
    row = conference.row
    return row.title, " · ".join([event_type_word(row.event_type), *topics_of(row)[:3]])


def topics_of(row: ConferenceRow) -> list[str]:
    """The topics of a conference, as they are written."""
    return [topic.strip() for topic in row.topics.split(",") if topic.strip()]


def _dates(conference: Conference, here: Here) -> tuple[str, str]:
    clashes = conference.facts.clashes
    told = ""
    if clashes:
        told = tr("also {title}", title=clashes[0])
        if len(clashes) > 1:
            told = trn("also {title} and {n} more", "also {title} and {n} more", len(clashes) - 1, title=clashes[0])
    return conference_dates(conference.row, here.today), told


def _several(words: tuple[str, ...] | list[str]) -> tuple[str, str]:
    return (words[0], ", ".join(words[1:])) if words else ("", "")


_LINES: Final[Mapping[int, Callable[[Conference, Here], tuple[str, str]]]] = {
    Column.NAME: _name,
    Column.PLACE: lambda one, _here: place_lines(one.row),
    Column.DATES: _dates,
    Column.CALL: lambda one, here: call_lines(one.row, here.today, here.zone),
    Column.FORMAT: lambda one, _here: (format_word(one.row.format), ""),
    Column.TOPICS: lambda one, _here: _several(topics_of(one.row)),
    Column.GAPS: lambda one, _here: _several(one.facts.gaps),
    Column.CREDITS: lambda one, _here: _several([credits_text(*each) for each in one.facts.credits]),
    Column.COST: lambda one, _here: _several([money_text(*each) for each in one.facts.costs]),
    Column.CLASHES: lambda one, _here: _several(one.facts.clashes),
    Column.ANSWER: lambda one, _here: (state_word("event", one.row.state), ""),
}


def sort_key(conference: Conference, column: int) -> Any:
    """What a row is sorted by; None goes to the end whatever the direction."""
    return _SORT_KEYS[column](conference)


_SORT_KEYS: Final[Mapping[int, Callable[[Conference], Any]]] = {
    Column.NAME: lambda one: one.row.title.casefold(),
    Column.PLACE: lambda one: ", ".join(filter(None, place_lines(one.row))).casefold() or None,
    Column.DATES: lambda one: one.row.day,
    Column.CALL: lambda one: one.row.cfp_at or one.row.cfp_on,
    Column.FORMAT: lambda one: format_word(one.row.format),
    Column.TOPICS: lambda one: [topic.casefold() for topic in topics_of(one.row)] or None,
    Column.GAPS: lambda one: len(one.facts.gaps) or None,
    Column.CREDITS: lambda one: sum(amount for amount, _ in one.facts.credits) or None,
    Column.COST: lambda one: (one.facts.costs[0].currency, one.facts.costs[0].minor) if one.facts.costs else None,
    Column.CLASHES: lambda one: len(one.facts.clashes) or None,
    Column.ANSWER: lambda one: states_of("event").index(one.row.state),
}
