"""The lossless JSON archive of a library: rows to bytes and back (docs/formats/archive.md)."""

import re
from functools import reduce

import msgspec

from planner.config.text import mark, tr
from planner.domain.errors import ExchangeError
from planner.exchange.archive_checks import faults
from planner.exchange.archive_format import FORMAT, FORMAT_VERSION, ArchivedLibrary
from planner.exchange.archive_rows import LibraryRows, SequenceRow
from planner.exchange.archive_tree import NextId, to_rows, to_tree
from planner.exchange.strict_json import no_json

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "MAX_BYTES",
    "ArchivedLibrary",
    "LibraryRows",
    "NextId",
    "SequenceRow",
    "check_size",
    "read_archive",
    "to_rows",
    "write_archive",
]

MAX_BYTES = 200_000_000
"""The largest archive that is read, in bytes."""

_BOM = b"\xef\xbb\xbf"
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<key>key in )?\$\.?(?P<place>[^`]*)`)?$", re.DOTALL)
_EXPECTED = re.compile(r"^Expected `(?P<wanted>[^`]*)`(?P<bound>[^,`]*)(?:, got `(?P<got>[^`]*)`)?$")
_WORDS = {
    "int": mark("a whole number"),
    "float": mark("a number"),
    "str": mark("a text"),
    "bool": mark("true or false"),
    "null": mark("null"),
    "array": mark("a list"),
    "object": mark("an object"),
}


class _Head(msgspec.Struct):
    """What tells an archive from any other JSON file."""

    format: str = ""
    format_version: int = 0


def write_archive(rows: LibraryRows) -> bytes:
    """Write the archive of a library: UTF-8 JSON, two blanks a level, the same bytes for the same library.

    :raises ExchangeError: when the rows do not hang together.
    """
    return msgspec.json.format(msgspec.json.encode(to_tree(rows)), indent=2) + b"\n"


def check_size(size: int, where: str) -> None:
    """Refuse a file by its size in bytes, before it is read.

    :param where: the name of the file, for the sentence.
    :raises ExchangeError: when it is larger than :data:`MAX_BYTES`.
    """
    if size > MAX_BYTES:
        raise ExchangeError(
            tr(
                "“{where}” has {size} MB, but archives of up to {limit} MB are read; choose another file.",
                where=where,
                size=-(-size // 1_000_000),
                limit=MAX_BYTES // 1_000_000,
            )
        )


def read_archive(data: bytes, where: str) -> ArchivedLibrary:
    """Read and check a whole archive; nothing is taken from one with any fault.

    :param where: the name of the file, for the sentences.
    :raises ExchangeError: when it is no archive, too large, cut off, of a newer program, or wrong in any place.
    """
    check_size(len(data), where)
    content = data.removeprefix(_BOM)
    _check_head(content, where)
    try:
        library = msgspec.json.decode(content, type=ArchivedLibrary)
    except msgspec.ValidationError as error:
        raise _wrong_place(error, where) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(error, where) from None
    fault = next(faults(library), None)
    if fault is not None:
        raise _fault(where, fault.place, fault.problem)
    return library


def _check_head(content: bytes, where: str) -> None:
    try:
        head = msgspec.json.decode(content, type=_Head)
    except msgspec.ValidationError:
        head = _Head()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(error, where) from None
    if head.format != FORMAT or head.format_version < 1:
        raise ExchangeError(
            tr(
                "“{where}” is not an archive of Planner; choose a file that Planner exported as JSON, a template, or a "
                "roadmap from roadmap.sh.",
                where=where,
            )
        )
    if head.format_version > FORMAT_VERSION:
        raise ExchangeError(
            tr(
                "“{where}” is of archive version {version}, but this Planner reads up to version {known}; "
                "update Planner and import it again.",
                where=where,
                version=head.format_version,
                known=FORMAT_VERSION,
            )
        )


def _no_json(error: Exception, where: str) -> ExchangeError:
    if "truncated" in str(error):
        return ExchangeError(
            tr("“{where}” ends in the middle, so it was cut off; get a whole copy and import that.", where=where)
        )
    return ExchangeError(
        tr(
            "“{where}” is not readable as JSON ({why}); choose a file that Planner exported.",
            where=where,
            why=no_json(error),
        )
    )


def _fault(where: str, place: str, problem: str) -> ExchangeError:
    return ExchangeError(
        tr(
            "“{where}” was not imported, because at {place}: {problem}; mend that place or get another copy.",
            where=where,
            place=place,
            problem=problem,
        )
    )


def _wrong_place(error: msgspec.ValidationError, where: str) -> ExchangeError:
    match = _PLACE.match(str(error))
    what = match["what"] if match else str(error)
    place = (match["place"] if match else "") or tr("the top")
    expected = _EXPECTED.match(what)
    if expected is None:
        return _fault(where, place, _plain(what))
    wanted = _spoken(expected["wanted"]) + expected["bound"]
    if expected["got"] is None:
        return _fault(where, place, tr("{wanted} is expected", wanted=wanted))
    return _fault(where, place, tr("{wanted} is expected, not {got}", wanted=wanted, got=_spoken(expected["got"])))


def _spoken(types: str) -> str:
    """Say the names of JSON types, such as ``int | null``, in words."""
    words = (tr(_WORDS[name]) if name in _WORDS else name for name in types.split(" | "))
    return reduce(lambda one, other: tr("{one} or {other}", one=one, other=other), words)


def _plain(what: str) -> str:
    """Say the other messages of the decoder in words."""
    for pattern, words in (
        (r"Object missing required field `(.*)`", mark("the field “{name}” is missing")),
        (r"Object contains unknown field `(.*)`", mark("the field “{name}” is unknown")),
        (r"Invalid enum value '(.*)'", mark("“{name}” is not one of the known words")),
        (r"Invalid base64 encoded string()", mark("this is no content in base64")),
        (r"(?:Number|Integer value) out of range()", mark("the number is too large")),
    ):
        match = re.fullmatch(pattern, what, re.DOTALL)
        if match:
            return tr(words, name=match[1])
    return tr("this is not what is expected")
