"""Calendar items to iCalendar text: one VEVENT at a time, then a whole calendar (RFC 5545, 7986).

Content lines are formatted here and not by a library, for byte-exactness and speed (docs/decisions/0010). Nothing
reads the clock: every stamp is given, so equal input makes equal bytes.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from typing import Final, Literal, NamedTuple

from planner.config.text import tr
from planner.domain import dates
from planner.domain.calendar_items import CANCELLED, CalendarItem
from planner.domain.errors import ExchangeError
from planner.exchange.ics_kept import Kept
from planner.exchange.ics_people import names_invited
from planner.exchange.ics_text import clean_address, clean_line, clean_text, escape, fold, folded_lines, unfolded
from planner.exchange.recurrence_values import compact, in_utc, is_moment, written_moment, written_rule
from planner.exchange.zones import is_fixed, zone_texts

PRODUCT: Final = "-//Planner//Planner//EN"
# Raise it whenever the text of an unchanged item changes, so that kept texts of older versions are not mixed in.
WRITER_VERSION: Final = 4

Profile = Literal["feed", "event"]

_REFRESH = "PT12H"
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_COLOUR = re.compile(r"[A-Za-z]+\Z")
_USED_ZONE = re.compile(r";TZID=([^:;\r\n]+):(\d{4})")


class Stamps(NamedTuple):
    """What the export ledger says of an item: ``dtstamp`` and ``last_modified`` are instants."""

    sequence: int
    dtstamp: str
    last_modified: str


class Options(NamedTuple):
    """What the person chose for the text of each entry."""

    alarms: bool = True


WITH_ALARMS: Final = Options()

def options_key(options: Options) -> str:
    """The name under which texts rendered with these options may be kept."""
    return f"{WRITER_VERSION}:{'alarms' if options.alarms else 'silent'}"


def render_component(item: CalendarItem, stamps: Stamps, options: Options = WITH_ALARMS) -> str:
    """The VEVENT of an item, with CRLF after each line.

    :raises ExchangeError: when its time zone is not known on this computer.
    """
    summary = escape(clean_line(item.summary).strip())
    cancelled = item.status == CANCELLED
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape(clean_line(item.uid))}",
        f"DTSTAMP:{compact(stamps.dtstamp)}",
        f"LAST-MODIFIED:{compact(stamps.last_modified)}",
        f"SEQUENCE:{stamps.sequence}",
    ]
    if item.created:
        lines.append(f"CREATED:{compact(item.created)}")
    lines.append(f"SUMMARY:{summary}")
    lines += _times(item)
    lines.append(f"STATUS:{item.status}")
    lines += _free() if item.transparent or cancelled else ("TRANSP:OPAQUE",)
    description = clean_text(item.description)
    if description.strip():
        lines.append(f"DESCRIPTION:{escape(description)}")
    location = clean_line(item.location).strip()
    if location:
        lines.append(f"LOCATION:{escape(location)}")
    if item.latitude is not None and item.longitude is not None:
        lines += _geo(item.latitude, item.longitude)
    if item.url:
        address = clean_address(item.url)
        if address:
            lines.append(f"URL:{address}")
    if item.categories:
        lines += _categories(item.categories)
    kept = Kept(item, item.extra_ical) if item.extra_ical else None
    if kept is not None:
        lines = kept.applied(lines)
    if options.alarms and not cancelled:
        for minutes in item.reminders:
            lines += _alarm(minutes, summary) if kept is None else kept.alarm(minutes) or _alarm(minutes, summary)
        lines += kept.other_alarms if kept is not None else ()
    lines.append("END:VEVENT\r\n")
    return "\r\n".join([line if len(line) <= 75 and line.isascii() else fold(line) for line in lines])


def cancelled_component(rendered: str, stamps: Stamps) -> str:
    """The text with which a deleted thing goes out, made from the text that went out last.

    It says ``STATUS:CANCELLED``, leaves the person free and rings no alarm; ``stamps`` must carry a higher SEQUENCE.
    """
    replaced = {
        "DTSTAMP": compact(stamps.dtstamp),
        "LAST-MODIFIED": compact(stamps.last_modified),
        "SEQUENCE": str(stamps.sequence),
        "STATUS": CANCELLED,
    }
    lines: list[str] = []
    parts: list[str] = []
    for line in folded_lines(rendered):
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if name == "BEGIN":
            parts.append(value)
        if len(parts) != 1:
            # A part tells of itself, not of the event.
            lines += [] if "VALARM" in parts else [line]
        elif name in replaced:
            lines.append(f"{name}:{replaced[name]}")
        elif name == "TRANSP":
            lines += _free()
        elif name not in ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS"):
            lines.append(line)
        if name == "END" and parts:
            parts.pop()
    return "\r\n".join(lines)


def render_calendar(
    components: Iterable[str],
    zones: Iterable[str] | None = None,
    *,
    profile: Profile = "feed",
    name: str = "",
    colour: str = "",
) -> bytes:
    """One whole .ics file of rendered components, in the order given, as UTF-8.

    ``zones`` are the VTIMEZONEs they refer to; None works them out from the text. The feed profile carries what a
    calendar that is followed needs (method, name, how often to ask again, a CSS colour name); the event profile, for
    single entries, carries none of that, since programs would open a new calendar for it. Beside people who are invited
    there is no METHOD, since PUBLISH forbids them (RFC 5546, 3.2.1).

    :raises ExchangeError: when there is no component, since an empty calendar breaks RFC 5545.
    """
    bodies = list(components)
    if not bodies:
        raise ExchangeError(tr("There is nothing to export with this choice; widen the dates or kinds and try again."))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if profile == "feed":
        lines += [] if any(map(names_invited, bodies)) else ["METHOD:PUBLISH"]
        title = escape(clean_line(name).strip())
        if title:
            lines += [f"NAME:{title}", f"X-WR-CALNAME:{title}"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}", f"X-PUBLISHED-TTL:{_REFRESH}"]
        if _COLOUR.match(colour):
            lines.append(f"COLOR:{colour.lower()}")
    head = "".join(f"{fold(line)}\r\n" for line in lines)
    text = "".join([head, *(zones_of(bodies) if zones is None else zones), *bodies, "END:VCALENDAR\r\n"])
    return text.encode()


def zones_of(components: Iterable[str]) -> list[str]:
    """The VTIMEZONE of each zone that the components refer to, by name.

    :raises ExchangeError: when this computer does not know one of the zones.
    """
    used = chain.from_iterable(_USED_ZONE.findall(text) for text in map(unfolded, components) if ";TZID=" in text)
    return zone_texts((zone, int(year)) for zone, year in used)


# -- times -------------------------------------------------------------------------------------------------------


def _times(item: CalendarItem) -> list[str]:
    starts, ends = item.starts, item.ends
    if dates.is_date(starts):
        ends = ends[:10] if ends[:10] > starts else dates.exclusive_end(starts)
        lines = [f"DTSTART;VALUE=DATE:{compact(starts)}", f"DTEND;VALUE=DATE:{compact(ends)}"]
        return lines if not (item.rrule or item.rdate or item.recurrence_id) else lines + _recurrence(item, "")
    if starts.endswith("Z"):
        item = item._replace(zone="UTC", starts=starts[:-1], ends=ends.removesuffix("Z"))
    zone = _written_zone(item)
    start, end, end_fold = item.starts, *_end(item)
    lines = [_moment("DTSTART", start, item.start_fold, item, zone), _moment("DTEND", end, end_fold, item, zone)]
    return lines if not (item.rrule or item.rdate or item.recurrence_id) else lines + _recurrence(item, zone)


def _written_zone(item: CalendarItem) -> str:
    """The zone to write the times in: empty, UTC, or a TZID. A fixed offset becomes UTC wherever that recurs alike."""
    zone = item.zone
    if not zone or zone == "UTC" or not is_fixed(zone):
        return zone
    if item.rrule:
        same_day = dates.to_instant(item.starts, zone)[:10] == item.starts[:10]
        by_day = "BY" in item.rrule or not re.search(r"FREQ=(DAILY|WEEKLY)", item.rrule)
        if "BYHOUR" in item.rrule or (by_day and not same_day):
            return "Etc/GMT+12" if zone == dates.AOE else zone
    return "UTC"


def _end(item: CalendarItem) -> tuple[str, int]:
    """The exclusive end and its fold: an hour long where it is not known, a minute where there is no length."""
    ends = item.ends
    if dates.is_date(ends):
        ends = f"{ends}T00:00:00"
    if ends > item.starts:
        return ends, item.end_fold
    length = _MINUTE if ends else _HOUR
    if not item.zone or item.zone == "UTC":
        return dates.format_wall(dates.parse_wall(item.starts) + length), 0
    if not dates.is_zone(item.zone):
        return ends or item.starts, 0
    start = dates.to_instant(item.starts, item.zone, item.start_fold)
    if ends and dates.to_instant(ends, item.zone, item.end_fold) > start:
        return ends, item.end_fold
    return dates.from_instant(dates.format_instant(dates.parse_instant(start) + length), item.zone)


def _moment(name: str, wall: str, wall_fold: int, item: CalendarItem, written_zone: str) -> str:
    zone = item.zone
    if written_zone == "":
        return f"{name}:{compact(wall)}"
    if written_zone == "UTC":
        return f"{name}:{compact(wall if zone == 'UTC' else dates.to_instant(wall, zone)).removesuffix('Z')}Z"
    # A wall time that occurs twice means the first one by RFC 5545 (3.3.5) and the second one to ical.js and thus
    # Thunderbird, so both are written in UTC; not where it recurs, as the rule counts in wall time.
    if not item.rrule and _occurs_twice(wall, zone):
        return f"{name}:{compact(dates.to_instant(wall, zone, wall_fold))}"
    return f"{name};TZID={written_zone}:{compact(wall)}"


def _occurs_twice(wall: str, zone: str) -> bool:
    return dates.is_zone(zone) and dates.is_fold(wall, zone)


def _recurrence(item: CalendarItem, zone: str) -> list[str]:
    lines: list[str] = []
    if item.recurrence_id:
        lines += _listed("RECURRENCE-ID", item.recurrence_id, item.zone, zone)
    rule = written_rule(item.rrule, item.starts, item.zone) if item.rrule else ""
    if rule:
        lines.append(f"RRULE:{rule}")
    # One value a line: of several in one line some programs read the first only.
    for name, values in (("RDATE", item.rdate), ("EXDATE", item.exdate)):
        fitting = ",".join(written_moment(value, item.starts) for value in values.split(",") if is_moment(value))
        lines += _listed(name, fitting, item.zone, zone)
    return lines


def _listed(name: str, values: str, zone: str, written_zone: str) -> list[str]:
    lines = []
    for value in values.split(","):
        if not is_moment(value):
            continue
        kind = ";VALUE=PERIOD" if "/" in value else ""
        moment = value.partition("/")[0]
        if len(value) == 8:
            lines.append(f"{name};VALUE=DATE:{value}")
        elif moment.endswith("Z") or not written_zone:
            lines.append(f"{name}{kind}:{value}")
        elif written_zone == "UTC":
            lines.append(f"{name}{kind}:{'/'.join(in_utc(part, zone) for part in value.split('/'))}")
        else:
            lines.append(f"{name}{kind};TZID={written_zone}:{value}")
    return lines


# -- other properties --------------------------------------------------------------------------------------------


def _free() -> tuple[str, str]:
    return "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"


def _geo(latitude: float, longitude: float) -> list[str]:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return []
    return [f"GEO:{latitude:.6f};{longitude:.6f}"]


def _categories(categories: Iterable[str]) -> list[str]:
    """One line for all; a comma inside a value becomes a space, since some programs split there even if escaped."""
    words = (" ".join(clean_line(word).replace(",", " ").split()) for word in categories)
    known = ",".join(dict.fromkeys(escape(word) for word in words if word))
    return [f"CATEGORIES:{known}"] if known else []


def _alarm(minutes: int, summary: str) -> list[str]:
    """Whole days go by the calendar and the rest by the clock, as RFC 5545 reads it."""
    if minutes < 0:
        return []
    days, rest = divmod(minutes, 1440)
    clock = f"T{rest // 60}H" if rest % 60 == 0 else f"T{rest}M"
    trigger = f"-P{f'{days}D' if days else ''}{clock if rest else ''}" if minutes else "PT0S"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", f"TRIGGER:{trigger}", "END:VALARM"]
