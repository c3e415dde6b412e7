"""What the shipped files of facts share: opening one, its head, and the sentence for whatever is wrong in it."""

from functools import partial
from typing import Final, TypeVar

import msgspec

from planner.config.resources import resource
from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange.strict_json import decoded

T = TypeVar("T")

FORMAT_VERSION: Final = 1
MAX_BYTES: Final = 5_000_000
_FOLDER: Final = "catalogue"


class _Head(msgspec.Struct):
    """What says whether the rest can be understood at all."""

    format: str = ""
    version: int = 0


_HEAD = msgspec.json.Decoder(_Head)


def shipped(name: str) -> bytes:
    """The bytes of a file of facts that ships with the program.

    Raises:
        ExchangeError: the installation's own file is missing or damaged.
    """
    path = resource(_FOLDER, name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            tr(
                "The catalogue {where} cannot be opened ({why}); install the program again.",
                where=path.name,
                why=error.strerror or type(error).__name__,
            )
        ) from error


def document_of(data: bytes, where: str, name: str, decoder: msgspec.json.Decoder[T]) -> T:
    """What ``data`` says in the shape of ``decoder``; ``name`` is what such a document calls its format.

    Raises:
        ExchangeError: it is too large, no JSON, of another format, or of a newer one.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            tr(
                "The catalogue {where} is larger than {n} MB and was not read; choose another file.",
                where=where,
                n=MAX_BYTES // 1_000_000,
            )
        )
    refusal = partial(unusable, where)
    head = decoded(data, _HEAD, refusal)
    if head.format == name and head.version > FORMAT_VERSION:
        raise ExchangeError(
            tr("The catalogue {where} was made for a newer Planner; update the program to use it.", where=where)
        )
    return decoded(data, decoder, refusal)


def unusable(where: str, place: str, problem: str) -> ExchangeError:
    """The refusal of the catalogue ``where``, because of a problem at a place of it (empty: all of it)."""
    if place:
        return ExchangeError(
            tr(
                "The catalogue {where} cannot be used: at {place}, {problem}; correct the file and try again.",
                where=where,
                place=place,
                problem=problem,
            )
        )
    return ExchangeError(
        tr(
            "The catalogue {where} cannot be used: {problem}; correct the file and try again.",
            where=where,
            problem=problem,
        )
    )
