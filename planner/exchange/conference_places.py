"""Places of conferences, from one line such as “Vancouver, British Columbia, Canada” or “Nantes (France) & Online”."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from planner.domain.words import AttendanceFormat
from planner.exchange.conference_dates import is_open
from planner.exchange.incoming import LINE_MAX, NAME_MAX, line_of

_NETWORK = r"(?:fully |purely )?(?:online|virtual(?:ly)?|remote|hybrid|internet|zoom)(?: (?:only|conference|event))?"
_ONLINE = re.compile(rf"\(?{_NETWORK}\)?", re.IGNORECASE)
_ALSO_ONLINE = re.compile(
    rf"\s*(?:(?:&|\+|/|,|;|\band\b|\bor\b)\s*\(?{_NETWORK}\)?|\({_NETWORK}\))\s*$"
    rf"|^\s*\(?{_NETWORK}\)?\s*(?:&|\+|/|,|;|\band\b|\bor\b)\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)")
_HALL = re.compile(
    r"\b(?:cent(?:er|re|rum)|hotel|hall|universit\w*|convention|congress\w*|expo|messe|palais|palace|campus|museum|"
    r"arena|auditorium|resort|institute|theat(?:er|re)|school|college)\b",
    re.IGNORECASE,
)
# What may stand alone in place of a city; those that are both city and country are in the second list.
_COUNTRIES: Final = frozenset(
    ("argentina", "australia", "austria", "belgium", "brazil", "bulgaria", "canada", "chile", "china", "colombia",
     "croatia", "czechia", "denmark", "egypt", "estonia", "finland", "france", "germany", "ghana", "greece",
     "hungary", "iceland", "india", "indonesia", "ireland", "israel", "italy", "japan", "kenya", "korea", "latvia",
     "lithuania", "malaysia", "mexico", "morocco", "netherlands", "nigeria", "norway", "peru", "philippines",
     "poland", "portugal", "romania", "russia", "serbia", "slovakia", "slovenia", "spain", "sweden", "switzerland",
     "taiwan", "thailand", "tunisia", "turkey", "uganda", "uk", "ukraine", "usa", "vietnam", "costa rica",
     "czech republic", "new zealand", "saudi arabia", "south africa", "south korea", "sri lanka", "the netherlands",
     "united arab emirates", "united kingdom", "united states", "u.s.a.")
)  # fmt: skip
_CITY_STATES: Final = frozenset(("singapore", "luxembourg", "monaco", "hong kong", "macau"))


class Place(NamedTuple):
    """Where a conference is; ``format`` is empty where that is not known either."""

    venue: str = ""
    city: str = ""
    country: str = ""
    format: str = ""


def place_of(text: object) -> Place:
    """A place from one line: parts by commas from the nearest to the widest, or ``City (Country)``."""
    return _place_of_line(line_of(text, LINE_MAX))


@lru_cache(maxsize=2048)
def _place_of_line(line: str) -> Place:
    if not line or is_open(line):
        return Place()
    if _ONLINE.fullmatch(line):
        hybrid = "hybrid" in line.lower()
        return Place(format=(AttendanceFormat.HYBRID if hybrid else AttendanceFormat.ONLINE).value)
    bare = _ALSO_ONLINE.sub("", line).strip()
    form = AttendanceFormat.IN_PERSON if bare == line else AttendanceFormat.HYBRID
    if found := _BRACKETS.fullmatch(bare):
        city, country = _tidy(found[1]), _tidy(found[2])
        return Place("", city or country, country, form.value)
    return _from_parts([tidy for part in bare.split(",") if (tidy := _tidy(part))])._replace(format=form.value)


def place_of_fields(venue: object, city: object, country: object, online: bool | None = None) -> Place:
    """A place from fields of their own; ``online`` says whether one can take part from afar, None: not said."""
    return _place(line_of(venue, LINE_MAX), line_of(city, NAME_MAX), line_of(country, NAME_MAX), online)


@lru_cache(maxsize=2048)
def _place(venue: str, city: str, country: str, online: bool | None) -> Place:
    place = Place(venue, "" if is_open(city) else city, "" if is_open(country) else country)
    if place.city and _ONLINE.fullmatch(place.city):
        place, online = place._replace(city=""), True
    if place.country and _ONLINE.fullmatch(place.country):
        place, online = place._replace(country=""), True
    if _ONLINE.fullmatch(place.venue):
        place, online = place._replace(venue=""), True
    if online:
        form = AttendanceFormat.HYBRID if place.city else AttendanceFormat.ONLINE
    elif place.city or place.country or place.venue:
        form = AttendanceFormat.IN_PERSON
    else:
        return place._replace(format="" if online is None else AttendanceFormat.IN_PERSON.value)
    return place._replace(format=form.value)


def _from_parts(parts: list[str]) -> Place:
    if not parts:
        return Place()
    if len(parts) == 1:
        only = parts[0]
        if only.lower() in _CITY_STATES:
            return Place(city=only, country=only)
        if only.lower() in _COUNTRIES:
            return Place(country=only)
        return Place(venue=only) if _HALL.search(only) else Place(city=only)
    venue = ""
    if _HALL.search(parts[0]):
        venue, parts = parts[0], parts[1:]
    if len(parts) == 1:
        return Place(venue, parts[0] if parts[0].lower() in _CITY_STATES else "", parts[0])
    return Place(venue, parts[0], parts[-1])


def _tidy(part: str) -> str:
    return line_of(part.strip().rstrip("."), NAME_MAX)
