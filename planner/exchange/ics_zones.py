"""Zone names of foreign .ics files to IANA names: Windows names, prefixes, offsets, and a file's own definitions."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from planner.config.text import tr
from planner.domain.plain_text import shortened
from planner.exchange.ics_values import content_line

_OFFSET = re.compile(r"^\(?(?:UTC|GMT|Z)?\s*([+-])(\d{1,2})(?:[:.]?(\d{2}))?\)?", re.IGNORECASE)
_LIC_LOCATION = re.compile(r"^X-LIC-LOCATION:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
_UTC_NAMES: Final = frozenset(("utc", "gmt", "z", "zulu", "etc/utc", "tzone://microsoft/utc", "etc/gmt", "universal"))
_AOE_NAMES: Final = frozenset(("aoe", "anywhere on earth"))
_FIRST_SAMPLE, _SAMPLES = datetime(2023, 1, 1, 12, tzinfo=UTC), 96
_MAX_DEFINITION, _MAX_DEFINITIONS = 100_000, 200
# What real zones consist of. Other rules (every second, interval 0) would keep a computer busy without end.
_HARMLESS_RULE = re.compile(r"FREQ=YEARLY(?:;(?:BYMONTH|BYMONTHDAY|BYDAY|UNTIL|COUNT|WKST|INTERVAL=1)[=A-Z0-9,+-]*)*\Z")


class ResolvedZone(NamedTuple):
    """What a zone name means.

    ``zone`` is an IANA name or ``UTC``; where ``offset`` is set, times are first taken to UTC with it. Both empty
    means that the name is not understood. ``remark`` says what was guessed.
    """

    zone: str
    offset: timedelta | None = None
    remark: str = ""


class ZoneTable:
    """The zone names of one file, each resolved once."""

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions
        self._known: dict[str, ResolvedZone] = {}
        self._evaluated = 0

    def resolve(self, tzid: str) -> ResolvedZone:
        """The meaning of a TZID; never raises."""
        known = self._known.get(tzid)
        if known is None:
            known = self._known[tzid] = self._resolved(tzid.strip())
        return known

    def _resolved(self, tzid: str) -> ResolvedZone:
        definition = self._definitions.get(tzid, "")
        if tzid.lower() in _UTC_NAMES:
            return ResolvedZone("UTC")
        if tzid.lower() in _AOE_NAMES:
            return ResolvedZone("Etc/GMT+12")
        named = _by_name(tzid)
        if named and ("/" in tzid or not definition):
            return ResolvedZone(named)
        located = _LIC_LOCATION.search(definition)
        named = (located and _iana(located[1])) or WINDOWS_TO_OLSON.get(tzid, "") or ""
        if named:
            return ResolvedZone(named)
        if definition and self._evaluated < _MAX_DEFINITIONS:
            self._evaluated += 1
            return _by_definition(tzid, definition)
        offset = _OFFSET.match(tzid)
        if offset:
            return _fixed(tzid, _signed(offset))
        return _unknown(tr("the time zone “{zone}” is not known; its times stay without zone", zone=shortened(tzid)))


def _unknown(remark: str) -> ResolvedZone:
    return ResolvedZone("", None, remark)


def _by_name(tzid: str) -> str:
    """The IANA name that a TZID is or ends in, as in ``/mozilla.org/20070129_1/Europe/Berlin``."""
    parts = tzid.strip("/").split("/")
    for at in range(max(0, len(parts) - 3), len(parts)):
        named = _iana("/".join(parts[at:]))
        if named and (at == 0 or "/" in named):
            return named
    return ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _iana(name: str) -> str:
    return _names().get(name.lower(), "")


def _signed(found: re.Match[str]) -> timedelta:
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -length if found[1] == "-" else length


def _fixed(tzid: str, offset: timedelta) -> ResolvedZone:
    """A mere offset: the Etc zone where there is one, so that the wall time stays the truth, else UTC."""
    hours, rest = divmod(offset, timedelta(hours=1))
    if abs(offset) > timedelta(hours=14):
        return _unknown(tr("the time zone “{zone}” is impossible; its times stay without zone", zone=shortened(tzid)))
    if offset == timedelta():
        return ResolvedZone("UTC")
    if not rest and hours >= -12:
        return ResolvedZone(f"Etc/GMT{-hours:+d}")
    return ResolvedZone("UTC", offset)


def _by_definition(tzid: str, definition: str) -> ResolvedZone:
    """The IANA zone whose offsets of recent years are those that the file defines."""
    spoken = shortened(tzid)
    why = tr("the time zone “{zone}” is defined in no known way; its times stay without zone", zone=spoken)
    unknown = _unknown(why)
    offsets = _defined_offsets(definition)
    if not offsets:
        return unknown
    if len(set(offsets)) == 1:
        return _fixed(tzid, offsets[0])
    named = _matching(offsets)
    if not named:
        return unknown
    return ResolvedZone(named, None, tr("the time zone “{zone}” was taken for {name}", zone=spoken, name=named))


def _defined_offsets(definition: str) -> tuple[timedelta, ...]:
    """The offsets that a VTIMEZONE gives at the sample instants, or nothing where it cannot be read."""
    if len(definition) > _MAX_DEFINITION:
        return ()
    lines = [content_line(line) for line in definition.split("\n")]
    offsets = {_utc_offset(value) for name, _, value in lines if name == "TZOFFSETTO"}
    if len(offsets) == 1 and (only := offsets.pop()) is not None:
        return (only,)
    rules = (value.strip().upper().rstrip(";") for name, _, value in lines if name == "RRULE")
    if not all(_HARMLESS_RULE.match(_ordered(rule)) for rule in rules):
        return ()
    try:
        # icalendar raises whatever the damage leads to, from KeyError to OverflowError.
        component = Timezone.from_ical(definition.replace("\n", "\r\n"))
        if not isinstance(component, Timezone):
            return ()
        return _sampled(component.to_tz(lookup_tzid=False))
    except Exception:  # noqa: BLE001
        return ()


def _ordered(rule: str) -> str:
    """The rule with its frequency first."""
    return ";".join(sorted(rule.split(";"), key=lambda part: not part.startswith("FREQ=")))


def _utc_offset(value: str) -> timedelta | None:
    found = re.match(r"([+-])(\d{2})(\d{2})(\d{2})?\s*\Z", value)
    if not found:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def _sampled(zone: tzinfo) -> tuple[timedelta, ...]:
    instants = (_FIRST_SAMPLE + timedelta(days=15 * step) for step in range(_SAMPLES))
    return tuple(at.astimezone(zone).utcoffset() or timedelta() for at in instants)


@lru_cache(maxsize=64)
def _matching(offsets: tuple[timedelta, ...]) -> str:
    """The first IANA zone with these offsets; the well-known ones, which Windows names stand for, come first."""
    for name in dict.fromkeys([*WINDOWS_TO_OLSON.values(), *sorted(available_timezones())]):
        try:
            if _sampled(ZoneInfo(name)) == offsets:
                return name
        except (ValueError, OSError, KeyError):
            continue
    return ""
