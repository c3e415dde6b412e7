"""Decoding JSON into a strict shape, with one sentence for whatever is wrong and where."""

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError

T = TypeVar("T")


def decoded(
    data: bytes, decoder: msgspec.json.Decoder[T], refusal: Callable[[str, str], ExchangeError]
) -> T:
    """What ``data`` says in the shape of ``decoder``.

    Raises what ``refusal`` makes of the place in the document (empty: all of it) and of the problem.
    """
    try:
        return decoder.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refusal("", tr("byte {n} is not UTF-8", n=error.start)) from error
    except msgspec.ValidationError as error:
        detail, _, place = str(error).partition(" - at `$")
        raise refusal(place.rstrip("`").lstrip("."), in_words(detail)) from error
    except msgspec.DecodeError as error:
        raise refusal("", tr("it is no valid JSON ({detail})", detail=str(error))) from error
    except RecursionError as error:
        raise refusal("", tr("it is nested too deeply")) from error


def no_json(error: Exception) -> str:
    """Why bytes are not readable as JSON, for a person: of an error of msgspec, or of what it called."""
    if isinstance(error, RecursionError):
        return tr("it is nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return tr("it is not in UTF-8")
    found = re.search(r"\(byte (\d+)\)$", str(error))
    return tr("it is damaged") if found is None else tr("it goes wrong at byte {n}", n=int(found[1]) + 1)


def in_words(detail: str) -> str:
    """What msgspec found wrong, for a person."""
    if found := re.fullmatch(r"Object missing required field `(.+)`", detail):
        return tr("the field “{name}” is missing", name=found[1])
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", detail, re.DOTALL):
        return tr("the field “{name}” is not known", name=found[1][:60])
    if found := re.fullmatch(r"Invalid enum value (.*)", detail, re.DOTALL):
        return tr("{value} is not one of the allowed words or numbers", value=found[1][:60])
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", detail):
        return tr("a value of the type {wanted} is wanted, not {found}", wanted=found[1], found=found[2])
    if found := re.fullmatch(r"Expected `(?:str|array)` of length (.+)", detail):
        return tr("the length has to be {bound}", bound=found[1])
    if found := re.fullmatch(r"Expected `(?:int|float)` (.+)", detail):
        return tr("the number has to be {bound}", bound=found[1])
    return tr("the value cannot be used")
