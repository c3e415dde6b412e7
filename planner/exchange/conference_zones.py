"""Zones as lists of conferences write them: AoE, UTC-12, UTC+8, PT, Europe/Warsaw."""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from planner.domain.dates import AOE, is_zone

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\u2212-])\s?(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_IANA = re.compile(r"[A-Za-z][A-Za-z_]{1,20}(?:/[A-Za-z0-9_+-]{1,30}){1,2}")
# By what a place says in winter, in summer or all year: lists write PST in summer, too, and mean the clocks there.
# CST, IST and BST are missing, since each of them means several zones.
_SPOKEN: Final = {
    **dict.fromkeys(("aoe", "anywhere on earth", "anywhere on earth (aoe)", "utc-12 (aoe)", "aoe (utc-12)"), AOE),
    **dict.fromkeys(("utc", "gmt", "z", "zulu", "etc/utc", "utc+-0", "utc\u00b10"), "UTC"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific", "pacific time", "us/pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain time", "us/mountain"), "America/Denver"),
    **dict.fromkeys(("et", "est", "edt", "eastern", "eastern time", "us/eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "cdt", "central time", "us/central"), "America/Chicago"),
    **dict.fromkeys(("cet", "cest"), "Europe/Brussels"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"),
    "wet": "Europe/Lisbon",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
}


class KnownZone(NamedTuple):
    """A zone: ``name`` is one that :func:`planner.domain.dates.zone_of` knows.

    Where ``offset`` is set, a time is first taken to UTC with it, because no named zone has just that offset.
    """

    name: str
    offset: timedelta | None = None


@lru_cache(maxsize=512)
def known_zone(text: str) -> KnownZone | None:
    """The zone that a short text names; None for one that is not known.

    UTC-12 is taken for AoE: nobody lives there, and lists write it to say “anywhere on Earth”.
    """
    text = " ".join(text.split())
    if len(text) > 60:
        return None
    if name := _SPOKEN.get(text.lower()):
        return KnownZone(name)
    if found := _OFFSET.fullmatch(text):
        return _by_offset(found)
    if not _IANA.fullmatch(text):
        return None
    if is_zone(text):
        return KnownZone(text)
    from zoneinfo import available_timezones

    lower = text.lower()
    return next((KnownZone(name) for name in sorted(available_timezones()) if name.lower() == lower), None)


def _by_offset(found: re.Match[str]) -> KnownZone | None:
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if found[1] != "+":
        offset = -offset
    hours, rest = divmod(offset, timedelta(hours=1))
    if not -12 <= hours <= 14 or (hours == 14 and rest):
        return None
    if not offset:
        return KnownZone("UTC")
    if hours == -12 and not rest:
        return KnownZone(AOE)
    return KnownZone("UTC", offset) if rest else KnownZone(f"Etc/GMT{-hours:+d}")
