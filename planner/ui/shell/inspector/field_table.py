"""The plain fields that the inspector offers, one row of a table each: what they are called, read and written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.config.text import mark, tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.words import Status
from planner.services.humanize import duration, duration_of, money_text, read_money

if TYPE_CHECKING:
    from planner.services.queries.activity import ActivityCard

Values = tuple[Any, ...]


class Field(NamedTuple):
    """One plain field.

    ``record`` is ``activity`` or the kind whose record holds the ``columns``. ``editor`` is ``line``, ``text`` (many
    lines), ``address``, ``minutes``, ``count``, ``units``, ``money``, ``date``, ``choice`` or ``check``. ``only_done``
    fields are offered once the activity is done. ``empty`` is the value that means that there is none.
    """

    record: str
    columns: tuple[str, ...]
    label: str
    editor: str
    only_done: bool = False
    empty: Values = ("",)

    @property
    def key(self) -> str:
        """Names the field among all fields."""
        return f"{self.record}.{self.columns[0]}"


_ADDRESS: Final = 22
_NONE: Final[Values] = (None,)
_MONEY_EMPTY: Final[Values] = (None, "")

FIELDS: Final[tuple[Field, ...]] = (
    Field("activity", ("estimate_minutes",), mark("Time"), "minutes", empty=_NONE),
    Field("activity", ("cadence_count", "cadence_minutes"), mark("Practice"), "cadence", empty=(None, None)),
    Field("activity", ("person",), mark("Person"), "line"),
    Field("activity", ("completed_on",), mark("Done on"), "date", only_done=True, empty=_NONE),
    Field("activity", ("outcome",), mark("Outcome"), "line", only_done=True),
    Field("activity", ("outcome_url",), mark("Outcome link"), "address", only_done=True),
    Field("activity", ("priority",), mark("Priority"), "choice", empty=(0,)),
    Field("certification", ("issuer",), mark("Issuer"), "line"),
    Field("certification", ("code",), mark("Code"), "line"),
    Field("certification", ("level",), mark("Level"), "line"),
    Field("certification", ("url",), mark("Web page"), "address"),
    Field("certification", ("issuer_url",), mark("Issuer’s page"), "address"),
    Field("certification", ("prerequisites",), mark("Needs before"), "text"),
    Field("certification", ("fee_minor", "fee_currency"), mark("Fee"), "money", empty=_MONEY_EMPTY),
    Field("certification", ("issued_on",), mark("Issued on"), "date", empty=_NONE),
    Field("certification", ("never_expires",), mark("Never expires"), "check", empty=(False,)),
    Field("certification", ("validity_months",), mark("Valid, months"), "count", empty=_NONE),
    Field("certification", ("credential_id",), mark("Credential id"), "line"),
    Field("certification", ("credential_url",), mark("Credential"), "address"),
    Field("course", ("provider",), mark("Provider"), "line"),
    Field("course", ("url",), mark("Web page"), "address"),
    Field("course", ("format",), mark("Format"), "choice"),
    Field("course", ("certificate",), mark("Certificate"), "check", empty=(False,)),
    Field("course", ("fee_minor", "fee_currency"), mark("Fee"), "money", empty=_MONEY_EMPTY),
    Field("event", ("event_type",), mark("Type"), "choice", empty=()),
    Field("event", ("format",), mark("Format"), "choice", empty=()),
    Field("event", ("venue",), mark("Venue"), "line"),
    Field("event", ("city",), mark("City"), "line"),
    Field("event", ("country",), mark("Country"), "line"),
    Field("event", ("organiser",), mark("Organiser"), "line"),
    Field("event", ("url",), mark("Web page"), "address"),
    Field("event", ("topics",), mark("Topics"), "line"),
)

#: Not among the others: it stands in the part that says how far a course is, with its buttons.
UNITS: Final = Field("course", ("units_done", "units_total"), mark("Units"), "units", empty=(0, None))


def values_of(field: Field, card: ActivityCard) -> Values | None:
    """The present values, None if the activity has no such record."""
    record = {
        "activity": card.activity,
        "certification": card.certification,
        "course": card.course,
        "event": card.event,
    }[field.record]
    return None if record is None else tuple(getattr(record, column) for column in field.columns)


def has_value(field: Field, card: ActivityCard) -> bool:
    """Whether there is something to show."""
    values = values_of(field, card)
    if values is None:
        return False
    if field.editor == "minutes":
        return values != field.empty or card.logged_minutes > 0
    return values != field.empty


def is_offered(field: Field, card: ActivityCard) -> bool:
    """Whether the field makes sense for this activity as it stands."""
    if values_of(field, card) is None:
        return False
    return not field.only_done or card.activity.status == Status.DONE


def text_of(field: Field, values: Values) -> str:
    """The values as a person edits them in a line."""
    first = values[0]
    if field.editor == "money":
        return "" if first is None else money_text(first, values[1])
    if field.editor == "units":
        done, total = values
        return "" if not done and total is None else str(done) if total is None else f"{done} / {total}"
    if field.editor == "cadence":
        count, minutes = values
        if not count:
            return ""
        often = tr("{n} × a week", n=count)
        return tr("{often}, {time}", often=often, time=_typed_minutes(minutes)) if minutes else often
    if field.editor == "minutes":
        return "" if first is None else _typed_minutes(first)
    return "" if first is None else str(first)


def display_of(field: Field, values: Values, card: ActivityCard) -> str | None:
    """How the values are shown while nobody edits them, where that differs."""
    if field.editor == "minutes" and card.logged_minutes:
        estimate = values[0]
        return (
            duration_of(card.logged_minutes, estimate)
            if estimate
            else tr("{time} logged", time=duration(card.logged_minutes))
        )
    if field.editor == "address":
        return short_address(values[0])
    if field.editor == "units" and values[1] is not None:
        return tr("{done} of {total}", done=values[0], total=values[1])
    return None


def short_address(address: str) -> str:
    """An address without its scheme, cut to what fits into the row."""
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return bare if len(bare) <= _ADDRESS else f"{bare[: _ADDRESS - 1]}…"


def read_text(field: Field, text: str, currency: str = "") -> Values:
    """What was typed, as values of the columns; ``currency`` is that of an amount without one.

    Raises InvalidInputError with one sentence.
    """
    text = text.strip()
    if field.editor == "money":
        return _MONEY_EMPTY if not text else tuple(read_money(text, currency))
    if field.editor == "minutes":
        return (read_minutes(text),)
    if field.editor == "count":
        return (_number(text),)
    if field.editor == "units":
        return _units(text)
    if field.editor == "cadence":
        return _cadence(text)
    return (text,)


def _typed_minutes(minutes: int) -> str:
    """Minutes as text that reads back to exactly the same: ``45 min``, ``6 h``, ``1 h 20``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} min", n=rest)
    return tr("{n} h", n=hours) if not rest else tr("{n} h {rest}", n=hours, rest=rest)


_DURATION = re.compile(
    r"(?:(?P<hours>[0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(?:h|hours?|hrs?)?)?\s*"
    r"(?:(?P<minutes>[0-9]{1,5})\s*(?:m|min|minutes?)?)?",
    re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(r"([0-9]{1,5})\s*(?:m|min|minutes?)", re.IGNORECASE)


def read_minutes(text: str) -> int | None:
    """Minutes of “6h”, “90 min”, “1.5 h”, “1h30” or a bare number of hours; None of nothing.

    Raises InvalidInputError for anything else.
    """
    text = text.strip()
    if not text:
        return None
    only = _ONLY_MINUTES.fullmatch(text)
    if only is not None:
        return int(only[1])
    match = _DURATION.fullmatch(text)
    if match is None or match["hours"] is None:
        raise InvalidInputError(
            tr("“{text}” is not a length of time. Write it such as 6 h, 90 min or 1h30.", text=shortened(text))
        )
    return round(float(match["hours"].replace(",", ".")) * 60) + int(match["minutes"] or 0)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise InvalidInputError(tr("“{text}” is not a whole number. Write it in digits.", text=shortened(text)))
    return int(text)


def _units(text: str) -> Values:
    found = re.fullmatch(r"([0-9]{1,6})(?:\s*\D{1,4}\s*([0-9]{1,6}))?", text)
    if text and found is None:
        raise InvalidInputError(
            tr("“{text}” is not a number of units. Write it such as 6 of 12.", text=shortened(text))
        )
    if found is None:
        return (0, None)
    return (int(found[1]), None if found[2] is None else int(found[2]))


def _cadence(text: str) -> Values:
    found = re.fullmatch(r"([0-9]{1,2})\s*(?:x|×|times)?[^\d,]*(?:,\s*(.+))?", text, re.IGNORECASE)
    if text and found is None:
        raise InvalidInputError(
            tr("“{text}” does not say how often a week. Write it such as 3 × a week, 25 min.", text=shortened(text))
        )
    if found is None or int(found[1]) == 0:
        return (None, None)
    return (int(found[1]), read_minutes(found[2] or ""))
