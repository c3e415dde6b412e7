"""The entries of a JSON list one by one, so that a damaged one takes no other away and memory has a bound.

The decoder of the standard library reads one value at a place of a text, which msgspec cannot do.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange.conference_fields import Fields
from planner.exchange.conference_format import MAX_CONFERENCES
from planner.exchange.incoming import Remarks

MAX_DAMAGED: Final = 200
"""After so many damaged entries the rest of a list is given up."""

_BLANKS = re.compile(r"[ \t\n\r]*")
_NEXT_ENTRY = re.compile(r"\}[ \t\n\r]*,[ \t\n\r]*(?=\{)")
_DIGITS_MAX: Final = 18


def _whole_number(text: str) -> int | None:
    """The number; one of more digits than any value here can have is none, since reading it takes long."""
    return int(text) if len(text) <= _DIGITS_MAX else None


def _no_number(_name: str) -> None:
    """What NaN and Infinity are, which JSON does not know."""
    return


_DECODER = json.JSONDecoder(parse_int=_whole_number, parse_constant=_no_number, strict=False)


def json_entries(text: str, where: str, remarks: Remarks) -> Iterator[Fields]:
    """The objects of a list, with their numbers; what is none, or is damaged, becomes a remark.

    Raises ExchangeError for what is no list, and for one that is damaged before its first entry.
    """
    at = _BLANKS.match(text).end()  # type: ignore[union-attr]  # matches the empty text
    if text[at : at + 1] != "[":
        raise ExchangeError(tr("“{where}” holds no list of conferences; download it again.", where=where))
    at = _BLANKS.match(text, at + 1).end()  # type: ignore[union-attr]  # matches the empty text
    number = damaged = 0
    while text[at : at + 1] != "]":
        if number >= MAX_CONFERENCES:
            remarks.add(where, tr("only the first {n} conferences are read", n=MAX_CONFERENCES))
            return
        number += 1
        entry = Fields(number=number)
        try:
            value, at = _DECODER.raw_decode(text, at)
            at, ended = _after(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            damaged += 1
            line, why = _reason(text, error)
            following = _NEXT_ENTRY.search(text, max(error.pos if isinstance(error, json.JSONDecodeError) else 0, at))
            if number == damaged and following is None:
                raise ExchangeError(
                    tr(
                        "“{where}” is not readable as JSON: {why}; download it again.",
                        where=tr("{where}, line {line}", where=where, line=line) if line else where,
                        why=why,
                    )
                ) from None
            remarks.add(entry.place(where), tr("it is damaged and was left out: {why}", why=why))
            if following is None or damaged >= MAX_DAMAGED:
                remarks.add(where, tr("what follows after entry {n} could not be read", n=number))
                return
            at = following.end()
            continue
        if isinstance(value, dict):
            entry.update(value)
            yield entry
        else:
            remarks.add(entry.place(where), tr("it is no conference and was left out"))
        if ended:
            return


def _after(text: str, at: int) -> tuple[int, bool]:
    """Where the next entry begins, and whether there is none. Raises JSONDecodeError for anything else."""
    at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # matches the empty text
    if text[at : at + 1] == "]":
        return at, True
    if text[at : at + 1] != ",":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return _BLANKS.match(text, at + 1).end(), False  # type: ignore[union-attr]  # matches the empty text


def _reason(text: str, error: Exception) -> tuple[int, str]:
    """The line, from 1 (0: not known), and why it is not readable, for a person."""
    if not isinstance(error, json.JSONDecodeError):
        return 0, tr("it is nested too deeply")
    if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg:
        return error.lineno, tr("it ends in the middle")
    return error.lineno, tr("it goes wrong at line {line}, column {column}", line=error.lineno, column=error.colno)


def looks_listed(text: str) -> bool:
    """Whether a text begins as a JSON list of objects."""
    return re.match(r"\s*\[\s*\{", text) is not None


def keys_in(text: str) -> set[str]:
    """What stands in the place of names of members in a piece of JSON, even of damaged or cut JSON."""
    return set(re.findall(r'"([A-Za-z_]{1,40})"\s{0,10}:', text))
