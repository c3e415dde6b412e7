"""Values of a badge as its JSON holds them: loose and perhaps hostile, to plain texts, dates and addresses.

JSON-LD lets one value stand alone or in a list, and a text alone or as ``{"@value": ...}`` (Open Badges 2.0, the notes
of *Examples*; Open Badges 3.0, *Compacted document form*): both are read everywhere.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

from planner.config.text import tr
from planner.domain.dates import MAX_YEAR, MIN_YEAR, format_date
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.limits import TITLE_MAX
from planner.domain.plain_text import clean_text
from planner.exchange.badge_record import Recipient
from planner.exchange.incoming import NAME_MAX, address_of, line_of

Loose = Any
"""A value of a hostile file: looked at before it is used."""
Fields = Mapping[str, Loose]

TEXT_MAX: Final = 20_000
"""The longest criteria or description, in characters; the rest is cut off."""
MAX_SKILLS: Final = 100
"""The most skills that are taken of one badge."""
MAX_LISTED: Final = 1_000
"""How much of one list is looked at."""
MAX_RECIPIENTS: Final = 20
_IDENTITY_MAX: Final = 2_000
_SHOWN_MAX: Final = 100

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_MAX: Final = 200_000_000_000  # beyond the years that can be counted; milliseconds are more
_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d-?\d)(?=[T ]|$)", re.ASCII)
_NUMBER = re.compile(r"-?\d{9,12}(?:\.\d{1,9})?", re.ASCII)
_MIDNIGHT = re.compile(r"(?<=[T ])24(?=(?::?00){1,2}(?:[.,]0+)?(?:Z|[+-]|$))")
_LEAP_SECOND = re.compile(r"(?<=[T ]\d\d:\d\d:)60", re.ASCII)
_HASH = re.compile(r"(?:md5\$[0-9a-f]{32}|sha256\$[0-9a-f]{64})", re.IGNORECASE)
_STEERS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def refused(where: str, why: str) -> ExchangeError:
    """The error that refuses a file as a badge: one sentence with the reason."""
    return ExchangeError(
        tr(
            "“{where}” was not read as a badge, because {why}; get it from its issuer again and import that.",
            where=where,
            why=why,
        )
    )


def listed(value: Loose) -> list[Loose]:
    """The value as a list: what stands alone counts as a list of one, nothing as an empty one."""
    if value is None:
        return []
    return value[:MAX_LISTED] if isinstance(value, list) else [value]


def objects(value: Loose) -> list[Fields]:
    """The objects among the values."""
    return [each for each in listed(value) if isinstance(each, dict)]


def only(value: Loose) -> Loose:
    """The one value that is meant: itself, or the first of a list."""
    found = listed(value)
    return found[0] if found else None


def named(fields: Fields, *names: str) -> Loose:
    """The first of these fields that holds anything."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [])), None)


def text_of(value: Loose) -> str:
    """The text as it stands; of several the first, of anything else nothing."""
    value = only(value)
    if isinstance(value, dict):
        value = only(value.get("@value"))
    return value if isinstance(value, str) else ""


def line(value: Loose, limit: int = TITLE_MAX) -> str:
    """A text as one tidy line."""
    return line_of(text_of(value), limit)


def block(value: Loose) -> str:
    """A text of several lines, tidy and not too long."""
    return clean_text(text_of(value)[: TEXT_MAX * 2])[:TEXT_MAX].strip()


def shown(value: object) -> str:
    """A value of the file as an error may repeat it: one short line, of a list or an object nothing."""
    text = line_of(str(value)[:1_000], _SHOWN_MAX + 1) if isinstance(value, str | int | float) else "…"
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX].rstrip()}…"


def web_address(value: Loose) -> str:
    """An http or https address, else nothing; of an object its identifier."""
    value = only(value)
    if isinstance(value, dict):
        value = named(value, "id", "@id", "@value")
    url = address_of(value)
    return "" if url[:7].lower() == "mailto:" else url


def identifier(fields: Fields) -> str:
    """What names an object, as one line."""
    return line(named(fields, "id", "@id"), _IDENTITY_MAX)


def types_of(fields: Fields) -> frozenset[str]:
    """The types of an object by their last word, so that full and shortened ones are the same."""
    found = listed(named(fields, "type", "@type"))
    return frozenset(re.split(r"[/#:]", each[-200:])[-1] for each in found if isinstance(each, str))


def contexts_of(fields: Fields) -> str:
    """The addresses of the vocabularies that the object names, as one text."""
    found = listed(fields.get("@context"))
    return " ".join(each[:_IDENTITY_MAX] for each in found[:50] if isinstance(each, str))


def day_of(value: Loose, field: str, where: str) -> str | None:
    """The date in UTC of a point in time by ISO 8601, or of seconds since 1970 as in version 1 and in signed badges.

    A time without a zone counts as it stands. A year that a plan does not take, such as the 9999 of badges that never
    expire, is no date. Raises ExchangeError for anything else, since a lost date would be worse than a refused file.
    """
    value = only(value)
    if isinstance(value, dict) and "@value" in value:
        value = only(value["@value"])
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _no_date(value, field, where)
    try:
        moment = _moment(value.strip() if isinstance(value, str) else value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    except ValueError:
        raise _no_date(value, field, where) from None
    return format_date(moment) if MIN_YEAR <= moment.year <= MAX_YEAR else None


def _moment(value: str | float) -> datetime:
    """Raises ValueError for what is no point in time, OverflowError for one that cannot be counted."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    if not isinstance(value, str):
        if abs(value) >= _SECONDS_MAX:
            raise ValueError(value)
        return _EPOCH + timedelta(seconds=value)
    text = value.upper()
    day = _DAY.match(text)
    if day is None or len(text) > 60:
        if re.fullmatch(r"\d{4}-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)", text, re.ASCII):
            return datetime.fromisoformat(text[:10])  # a date of XML Schema, with the zone that it was written in
        raise ValueError(text)
    late = _MIDNIGHT.sub("00", text)
    return datetime.fromisoformat(_LEAP_SECOND.sub("59", late)) + timedelta(days=late != text)


def _no_date(value: object, field: str, where: str) -> ExchangeError:
    return refused(where, tr("its “{field}” is no date (“{value}”)", field=field, value=shown(value)))


def check_order(issued: str | None, expires: str | None, where: str) -> None:
    """Refuses a badge that expired before there was any. Raises ExchangeError."""
    if issued is not None and expires is not None and expires < issued:
        raise refused(
            where,
            tr("it expires on {expires}, before it was issued on {issued}", expires=expires, issued=issued),
        )


def skills_of(names: Iterable[str]) -> tuple[str, ...]:
    """The names of skills, each once without regard to case, up to the bound."""
    found: dict[str, str] = {}
    for name in names:
        tidy = line_of(name, NAME_MAX)
        if tidy:
            found.setdefault(fold(tidy), tidy)
        if len(found) == MAX_SKILLS:
            break
    return tuple(found.values())


def recipient_of(identity: Loose, *, hashed: Loose, salt: Loose, identity_type: Loose) -> Recipient | None:
    """Who is meant, by an IdentityObject of version 2.0 or 3.0; None where the text can be nobody's.

    A hash that is not called one is one all the same. Identity and salt stay as they are, because the hash is of both.
    """
    who, grain, kind = text_of(identity), text_of(salt), line(identity_type, NAME_MAX)
    if not who or max(len(who), len(grain)) > _IDENTITY_MAX or _STEERS.search(who) or _STEERS.search(grain):
        return None
    if hashed in (True, "true") or _HASH.fullmatch(who):
        return Recipient("hashed", who.strip(), grain, kind)
    return Recipient("plain", clean_text(who).strip(), "", kind)


def recipients_of(found: Iterable[Recipient | None]) -> tuple[Recipient, ...]:
    """Those that can be somebody, up to the bound."""
    return tuple(islice((each for each in found if each is not None), MAX_RECIPIENTS))
