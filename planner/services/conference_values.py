"""What a list says of a conference, and what the plan says of the same, in one form that can be compared and kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from planner.domain.dates import exclusive_end, last_day, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.folding import fold
from planner.domain.model import Activity, Deadline, Event
from planner.exchange.conference_format import IncomingConference

Told = Mapping[str, Any]
"""Values by field, as JSON can hold them: ``days`` are a first day and the one after the last."""
YEARLY: Final = "catalogue:conferences"
"""Under this name it is remembered what the catalogue of recurring conferences said of an event."""
_PAIR: Final = 2
_OF_DEADLINE: Final = 3
_LINES: Final = ("venue", "city", "country", "url", "notes")


def values_of(conference: IncomingConference) -> dict[str, Any]:
    """All that a list says of a conference, as it is remembered; what it leaves open it does not say."""
    notes = "\n\n".join(filter(None, (conference.full_name, conference.notes)))
    days = None
    if conference.starts is not None:
        days = [conference.starts, conference.ends or exclusive_end(conference.starts)]
    position = None
    if conference.latitude is not None and conference.longitude is not None:
        position = [round(conference.latitude, 5), round(conference.longitude, 5)]
    values: dict[str, Any] = {
        "title": conference.name,
        "days": days,
        "venue": conference.venue,
        "city": conference.city,
        "country": conference.country,
        "format": conference.format,
        "url": conference.url,
        "topics": list(conference.topics),
        "position": position,
        "notes": notes,
        "deadlines": {
            f"{duty.kind}/{duty.label}": [duty.kind, duty.label, duty.on_date or f"{duty.at_utc} {duty.zone}"]
            for duty in conference.deadlines
        },
        "links": dict(conference.links),
    }
    return {name: value for name, value in values.items() if value}


def sound_values(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a list may have said, of what is remembered of it: an archive can bring anything."""
    return {name: value for name, value in told.items() if _SHAPES.get(name, _is_text)(value)}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_days(value: object) -> bool:
    if not isinstance(value, list) or not _are_texts(value) or len(value) != _PAIR:
        return False
    try:
        return parse_date(value[0]) <= parse_date(value[1])
    except InvalidInputError:
        return False


def _is_position(value: object) -> bool:
    return isinstance(value, list) and len(value) == _PAIR and all(isinstance(each, int | float) for each in value)


def _are_links(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_deadlines(value: object) -> bool:
    return isinstance(value, dict) and all(_are_texts(each) and len(each) == _OF_DEADLINE for each in value.values())


_SHAPES: Final[dict[str, Callable[[object], bool]]] = {
    "days": _are_days,
    "topics": _are_texts,
    "names": _are_texts,
    "position": _is_position,
    "links": _are_links,
    "deadlines": _are_deadlines,
}
"""What is no text of what a list says."""


def current_values(row: Activity, event: Event) -> dict[str, Any]:
    """What the plan says of the same fields."""
    days = None
    if event.starts is not None:
        first = event.starts[:10]
        days = [first, exclusive_end(max(first, last_day(event.ends) if event.ends else first))]
    position = None
    if event.latitude is not None and event.longitude is not None:
        position = [round(event.latitude, 5), round(event.longitude, 5)]
    lines = {name: row.notes if name == "notes" else getattr(event, name) for name in _LINES}
    return {"title": row.title, "days": days, "position": position, "format": event.format, **lines}


def with_taken(event: Event, taken: Told, topics: Iterable[str]) -> Event:
    """The event with the values that it takes over, and with topics besides those that it has."""
    columns = {name: value for name, value in taken.items() if name in event._fields}
    if "days" in taken:
        starts, ends = taken["days"]
        columns |= {"starts": starts, "ends": ends, "zone": "", "starts_utc": None, "ends_utc": None}
    if "position" in taken:
        columns |= {"latitude": taken["position"][0], "longitude": taken["position"][1]}
    return event._replace(**columns, topics=", ".join(filter(None, (event.topics, *topics))))


def fresh_topics(event: Event, told: Told, values: Told) -> list[str]:
    """The topics that the list never named before, and that the event does not have."""
    known = {fold(topic.strip()) for topic in event.topics.split(",")}
    known |= {fold(topic) for topic in told.get("topics", ())}
    return [topic for topic in values.get("topics", ()) if fold(topic) not in known]


def duty_of(duties: Iterable[Deadline], kind: str, label: str, wanted: int) -> Deadline | None:
    """The deadline of this kind and label; where there is but one of the kind on both sides, that one."""
    same = [duty for duty in duties if duty.kind == kind]
    named = next((duty for duty in same if fold(duty.label) == fold(label)), None)
    return named or (same[0] if len(same) == wanted == 1 else None)


def moment_of(duty: Deadline) -> str:
    """When it is: a date, or an instant and the zone that it was given in, with a blank between them."""
    return duty.on_date or f"{duty.at_utc} {duty.zone}"


def is_same_minute(moment: str, other: str) -> bool:
    """Whether two moments, as by :func:`moment_of`, differ by seconds or the zone that they were given in alone."""
    return moment[: len("2026-01-01T00:00")] == other[: len("2026-01-01T00:00")]


def moved_to(duty: Deadline, moment: str) -> Deadline:
    """The deadline at another moment, given as by :func:`moment_of`."""
    at, is_instant, zone = moment.partition(" ")
    if is_instant:
        return duty._replace(on_date=None, at_utc=at, zone=zone)
    return duty._replace(on_date=at, at_utc=None, zone="")

