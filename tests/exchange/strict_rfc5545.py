"""A strict reading of RFC 5545, RFC 7986 and RFC 9074: every MUST that the text of a file alone can break.

Readers forgive much, so files that they all read may still be wrong. This forgives nothing. Section numbers are those
of RFC 5545.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

_TOKEN: Final = r"[A-Za-z0-9-]+"
_CONTROL: Final = r"\x00-\x08\x0a-\x1f\x7f"
_PARAMETER_VALUE: Final = rf"(?:\"[^\"{_CONTROL}]*\"|[^\";:,{_CONTROL}]*)"
_PARAMETER: Final = rf";{_TOKEN}={_PARAMETER_VALUE}"
_LIST: Final = rf"(?:,{_PARAMETER_VALUE})*"
_LINE: Final = re.compile(rf"({_TOKEN})((?:{_PARAMETER}{_LIST})*):([^{_CONTROL}]*)")
_PARAMETERS: Final = re.compile(rf";({_TOKEN})=(\"[^\"]*\"|[^\";:,]*)({_LIST})")
_NUMBER: Final = r"[+-]?\d+(?:\.\d+)?"
_DURATION: Final = r"[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)"
_BY_DAY: Final = r"(?:[+-]?\d{1,2})?(?:SU|MO|TU|WE|TH|FR|SA)"
_RULE_PARTS: Final = {
    "FREQ": "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "COUNT": r"\d+",
    "INTERVAL": r"0*[1-9]\d*",
    "BYDAY": f"{_BY_DAY}(?:,{_BY_DAY})*",
    "WKST": "SU|MO|TU|WE|TH|FR|SA",
    **{f"BY{what}": r"[+-]?\d+(?:,[+-]?\d+)*" for what in
       ("SECOND", "MINUTE", "HOUR", "MONTHDAY", "YEARDAY", "WEEKNO", "MONTH", "SETPOS")},
}  # fmt: skip


class Property(NamedTuple):
    """A content line of section 3.1, unfolded."""

    name: str
    parameters: dict[str, str]
    value: str


class Component(NamedTuple):
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property]
    parts: list["Component"]

    def of(self, name: str) -> list[Property]:
        """Its properties of a name."""
        return [each for each in self.properties if each.name == name]


# -- values (section 3.3)


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


def _is_date(value: str) -> bool:
    return re.fullmatch(r"\d{8}", value) is not None and _exists(value, "%Y%m%d")


def _is_date_time(value: str) -> bool:
    return re.fullmatch(r"\d{8}T\d{6}Z?", value) is not None and _exists(value.rstrip("Z"), "%Y%m%dT%H%M%S")


def _exists(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True


def _is_text(value: str) -> bool:
    return re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value) is not None


def _is_rule(value: str) -> bool:
    parts = [part.partition("=") for part in value.split(";")]
    names = [name for name, _, _ in parts]
    known = all(name in _RULE_PARTS and re.fullmatch(_RULE_PARTS[name], text) for name, _, text in parts)
    return known and names.count("FREQ") == 1 and len(set(names)) == len(names) and not {"UNTIL", "COUNT"} <= set(names)


def _is_position(value: str) -> bool:
    if not re.fullmatch(f"{_NUMBER};{_NUMBER}", value):
        return False
    latitude, longitude = map(float, value.split(";"))
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _is_period(value: str) -> bool:
    begins, _, ends = value.partition("/")
    return _is_date_time(begins) and (_is_date_time(ends) or re.fullmatch(_DURATION, ends) is not None)


_VALUES: Final[dict[str, Callable[[str], bool]]] = {
    "BINARY": _matches(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
    "BOOLEAN": _matches("TRUE|FALSE"),
    "CAL-ADDRESS": _matches(r"[A-Za-z][A-Za-z0-9+.-]*:\S+"),
    "DATE": _is_date,
    "DATE-TIME": _is_date_time,
    "DURATION": _matches(_DURATION),
    "INTEGER": _matches(r"[+-]?\d+"),
    "PERIOD": _is_period,
    "POSITION": _is_position,
    "RECUR": _is_rule,
    "STATUS-CODE": _matches(r"\d+(?:\.\d+){1,2};.*"),
    "TEXT": _is_text,
    "URI": _matches(r"[A-Za-z][A-Za-z0-9+.-]*:\S+"),
    "UTC-OFFSET": _matches(r"(?!-0000)[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"),
}
_TYPES: Final = {
    **dict.fromkeys(("ATTACH", "URL", "TZURL", "IMAGE", "CONFERENCE", "SOURCE"), "URI"),
    **dict.fromkeys(("ATTENDEE", "ORGANIZER"), "CAL-ADDRESS"),
    **dict.fromkeys(
        (
            "ACKNOWLEDGED", "CREATED", "DTEND", "DTSTAMP", "DTSTART", "EXDATE", "LAST-MODIFIED", "RDATE",
            "RECURRENCE-ID",
        ),
        "DATE-TIME",
    ),
    **dict.fromkeys(("DURATION", "REFRESH-INTERVAL", "TRIGGER"), "DURATION"),
    **dict.fromkeys(("PRIORITY", "REPEAT", "SEQUENCE"), "INTEGER"),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), "UTC-OFFSET"),
    "GEO": "POSITION",
    "REQUEST-STATUS": "STATUS-CODE",
    "RRULE": "RECUR",
}
"""What a property's value is unless VALUE says otherwise; TEXT where it is not named."""
_LISTS: Final = frozenset(("CATEGORIES", "EXDATE", "RDATE", "RESOURCES"))
_WORDS: Final = {
    "ACTION": {"AUDIO", "DISPLAY", "EMAIL"},
    "CALSCALE": {"GREGORIAN"},
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "VERSION": {"2.0"},
}
_UTC_ONLY: Final = frozenset(("CREATED", "DTSTAMP", "LAST-MODIFIED"))


# -- components (section 3.6)


class Rules(NamedTuple):
    """Which properties a component must have once, may have once, may have often."""

    must: frozenset[str]
    once: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()


def _rules(must: str, once: str = "", often: str = "") -> Rules:
    return Rules(frozenset(must.split()), frozenset(once.split()), frozenset(often.split()))


_OBSERVANCE: Final = _rules("DTSTART TZOFFSETTO TZOFFSETFROM", "RRULE", "COMMENT RDATE TZNAME")
_COMPONENTS: Final = {
    "VCALENDAR": _rules(
        "PRODID VERSION",
        "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
        "NAME DESCRIPTION CATEGORIES IMAGE",
    ),
    "VEVENT": _rules(
        "DTSTAMP UID DTSTART",
        "CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY TRANSP URL"
        " RECURRENCE-ID RRULE DTEND DURATION COLOR",
        "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RELATED-TO RESOURCES RDATE IMAGE CONFERENCE",
    ),
    "VALARM": _rules(
        "ACTION TRIGGER",
        "DESCRIPTION DURATION REPEAT SUMMARY UID ACKNOWLEDGED PROXIMITY",
        "ATTACH ATTENDEE RELATED-TO",
    ),
    "VTIMEZONE": _rules("TZID", "LAST-MODIFIED TZURL"),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
}


def faults(data: bytes) -> list[str]:
    """What a file breaks, in sentences for the reader of a failing test; empty where it breaks nothing."""
    found = list(_line_faults(data))
    calendars = _components(data.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1], found)
    if len(calendars) != 1 or calendars[0].name != "VCALENDAR":
        return [*found, "not one VCALENDAR"]
    (calendar,) = calendars
    if not calendar.parts:
        found.append("a calendar without a component (3.6)")
    found += _component_faults(calendar)
    found += _zone_faults(calendar)
    found += _set_faults([part for part in calendar.parts if part.name == "VEVENT"])
    return found


def _line_faults(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n"):
        yield "the last line does not end (3.1)"
    for line in data.split(b"\r\n")[:-1]:
        if len(line) > 75:
            yield f"longer than 75 octets: {line[:20]!r} (3.1)"
        if not line.strip():
            yield "an empty line (3.1)"
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
            yield f"a control character: {line[:20]!r} (3.1)"


def _components(lines: list[str], found: list[str]) -> list[Component]:
    root = Component("", [], [])
    open_ones = [root]
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            found.append(f"no content line: {line[:40]!r} (3.1)")
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            open_ones.append(Component(value, [], []))
            open_ones[-2].parts.append(open_ones[-1])
        elif name == "END":
            if len(open_ones) == 1 or open_ones.pop().name != value:
                found.append(f"END:{value} ends nothing (3.4)")
                return root.parts
        else:
            parameters = {key.upper(): text.strip('"') + more for key, text, more in _PARAMETERS.findall(match[2])}
            open_ones[-1].properties.append(Property(name, parameters, value))
    if len(open_ones) > 1:
        found.append(f"{open_ones[-1].name} has no end (3.4)")
    return root.parts


def _component_faults(component: Component) -> Iterator[str]:
    rules = _COMPONENTS.get(component.name)
    if rules is None:
        yield f"unknown component {component.name} (3.6)"
        return
    counts = Counter(each.name for each in component.properties)
    for name in rules.must - counts.keys():
        yield f"{component.name} without {name} (3.6)"
    for name, number in counts.items():
        if number > 1 and name in rules.must | rules.once:
            yield f"{component.name} with {number} {name} (3.6)"
        if not name.startswith("X-") and name not in rules.must | rules.once | rules.often:
            yield f"{name} in {component.name} (3.6)"
    for each in component.properties:
        yield from _value_faults(each)
    yield from {"VEVENT": _event_faults, "VALARM": _alarm_faults, "VTIMEZONE": _timezone_faults}.get(
        component.name, lambda _: ()
    )(component)
    for part in component.parts:
        yield from _component_faults(part)


def _value_faults(each: Property) -> Iterator[str]:
    if each.name.startswith("X-"):
        return
    kind = each.parameters.get("VALUE", _TYPES.get(each.name, "TEXT")).upper()
    check = _VALUES.get(kind)
    if check is None:
        yield f"{each.name} has a value of the unknown type {kind} (3.2.20)"
        return
    values = [each.value]
    if each.name in _LISTS:
        values = re.split(r"(?<!\\)(?:\\\\)*,", each.value)
    for value in values:
        if not check(value):
            yield f"{each.name} is no {kind}: {value[:60]!r} (3.3)"
    if each.name in _WORDS and each.value not in _WORDS[each.name]:
        yield f"{each.name}:{each.value} (3.8)"
    if each.name in _UTC_ONLY and not each.value.endswith("Z"):
        yield f"{each.name} is not in UTC (3.8.7)"
    if "TZID" in each.parameters and (kind not in ("DATE-TIME", "PERIOD") or each.value.endswith("Z")):
        yield f"{each.name} has a zone and no local time (3.2.19)"
    if each.name == "TRIGGER" and kind == "DATE-TIME" and not each.value.endswith("Z"):
        yield "TRIGGER is not in UTC (3.8.6.3)"
    if each.name == "REFRESH-INTERVAL" and "VALUE" not in each.parameters:
        yield "REFRESH-INTERVAL without VALUE=DURATION (RFC 7986, 5.7)"


def _kind_of(each: Property) -> str:
    """What DTSTART and those that follow it must agree in: a date, or a time with, without, or in UTC."""
    if each.parameters.get("VALUE") == "DATE":
        return "date"
    if each.value.endswith("Z"):
        return "UTC"
    return "zoned" if "TZID" in each.parameters else "floating"


def _event_faults(event: Component) -> Iterator[str]:
    starts, ends, lengths = event.of("DTSTART"), event.of("DTEND"), event.of("DURATION")
    if not starts:
        return
    start = starts[0]
    kind = _kind_of(start)
    if ends and lengths:
        yield "DTEND and DURATION (3.6.1)"
    for end in ends:
        if (_kind_of(end) == "date") != (kind == "date"):
            yield "DTEND is of another type than DTSTART (3.8.2.2)"
        if (_kind_of(end) == "floating") != (kind == "floating"):
            yield "one of DTSTART and DTEND is floating (3.8.2.2)"
        if end.parameters.get("TZID") == start.parameters.get("TZID") and end.value <= start.value:
            yield "DTEND is not later than DTSTART (3.8.2.2)"
    for length in lengths:
        if kind == "date" and "T" in length.value:
            yield "DURATION of hours for a date (3.6.1)"
    for rule in event.of("RRULE"):
        yield from _until_faults(rule.value, kind)
    for each in event.of("EXDATE"):
        if (_kind_of(each) == "date") != (kind == "date"):
            yield "EXDATE is of another type than DTSTART (3.8.5.1)"


def _until_faults(rule: str, kind: str) -> Iterator[str]:
    until = dict(part.split("=", 1) for part in rule.split(";") if "=" in part).get("UNTIL")
    if until is None:
        return
    if ("T" not in until) != (kind == "date"):
        yield "UNTIL is of another type than DTSTART (3.3.10)"
    if "T" in until and until.endswith("Z") == (kind == "floating"):
        yield "UNTIL is in UTC just where DTSTART has no zone (3.3.10)"


def _alarm_faults(alarm: Component) -> Iterator[str]:
    action = _text(alarm, "ACTION")
    needs = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}.get(action, ())
    for name in needs:
        if not alarm.of(name):
            yield f"VALARM of {action} without {name} (3.6.6)"
    if bool(alarm.of("DURATION")) != bool(alarm.of("REPEAT")):
        yield "one of DURATION and REPEAT (3.6.6)"


def _timezone_faults(zone: Component) -> Iterator[str]:
    if not zone.parts:
        yield "VTIMEZONE without STANDARD and DAYLIGHT (3.6.5)"
    for part in zone.parts:
        for start in part.of("DTSTART"):
            if _kind_of(start) != "floating":
                yield "DTSTART of an observance is no local time (3.6.5)"


def _zone_faults(calendar: Component) -> Iterator[str]:
    defined = [each.value for part in calendar.parts if part.name == "VTIMEZONE" for each in part.of("TZID")]
    if len(set(defined)) != len(defined):
        yield "a VTIMEZONE twice (3.8.3.1)"
    used = {each.parameters.get("TZID", "") for part in calendar.parts for each in part.properties} - {""}
    for name in sorted(used - set(defined)):
        if not name.startswith("/"):
            yield f"TZID={name} without its VTIMEZONE (3.2.19)"


def _set_faults(events: list[Component]) -> Iterator[str]:
    starts = {_text(event, "UID"): event.of("DTSTART") for event in events if not event.of("RECURRENCE-ID")}
    instances = Counter((_text(event, "UID"), _text(event, "RECURRENCE-ID")) for event in events)
    for key, number in instances.items():
        if number > 1:
            yield f"{number} events are {key} (3.8.4.7)"
    for event in events:
        for each in event.of("RECURRENCE-ID"):
            for start in starts.get(_text(event, "UID"), ()):
                if (_kind_of(each) == "date") != (_kind_of(start) == "date"):
                    yield "RECURRENCE-ID is of another type than DTSTART of the series (3.8.4.4)"


def _text(event: Component, name: str) -> str:
    return "".join(each.value for each in event.of(name)[:1])
