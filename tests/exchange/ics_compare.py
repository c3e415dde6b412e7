"""What calendar files say, property by property, as icalendar reads them, without what differs by design."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from planner.domain.calendar_items import without_address

Key = tuple[str, str]
Told = dict[str, Any]

#: When a file was written and what was changed since is a matter of the ledger, not of the event.
STAMPS = ("DTSTAMP", "LAST-MODIFIED")
#: What is said where a file says nothing, with the value that means the same.
ADDED = {"SEQUENCE": "0", "STATUS": "CONFIRMED", "TRANSP": "OPAQUE"}
#: How a time is written down is free: in another zone of the same rules, or in UTC.
WRITING = ("TZID", "VALUE")


def told(data: bytes) -> dict[Key, Told]:
    """What each event of a file says, by UID and RECURRENCE-ID."""
    calendar: Any = icalendar.Calendar.from_ical(data)
    found: dict[Key, Told] = {}
    for event in calendar.walk("VEVENT"):
        says = properties(event)
        says["VALARM"] = sorted({repr(sorted(properties(alarm).items())) for alarm in event.walk("VALARM")})
        others = [part for part in event.subcomponents if part.name != "VALARM"]
        says["PARTS"] = sorted((part.name, repr(sorted(properties(part).items()))) for part in others)
        key = (str(event.get("UID")), repr(says.get("RECURRENCE-ID", "")))
        found.setdefault(key, _by_design(_with_alarms(_with_end(says, event)), event))
    return found


def _with_alarms(says: Told) -> Told:
    """With alarms by the start where there is no end, as it is at the start then (RFC 5545, 3.6.1)."""
    if "DTEND" not in says:
        says["VALARM"] = sorted({alarm.replace("(('RELATED', 'END'),)", "()") for alarm in says["VALARM"]})
    return says


def _by_design(says: Told, event: Any) -> Told:
    """Without what is added on purpose: the day of the first import, that a free entry is free, the address as text."""
    says.pop("CREATED", None)
    says["STATUS"] = [(value.upper(), parameters) for value, parameters in says["STATUS"]]
    if says["TRANSP"][0][0] == "TRANSPARENT" or says["STATUS"][0][0] == "CANCELLED":
        says["TRANSP"] = [("TRANSPARENT", ())]
        says.setdefault("X-MICROSOFT-CDO-BUSYSTATUS", [("FREE", ())])
    address = str(event.get("URL", ""))
    if address.startswith(("http", "mailto")):
        [(text, parameters)] = says.get("DESCRIPTION", [("", ())])
        says["DESCRIPTION"] = [(without_address(text, address), parameters)]
    says.setdefault("SUMMARY", [("Untitled event", ())])
    return {name: values for name, values in says.items() if values not in ([], [("", ())])}


def properties(component: Any) -> Told:
    """All that a component says itself: values with their parameters, in no order."""
    says: Told = {}
    for name, value in component.property_items(recursive=False):
        if name in ("BEGIN", "END", *STAMPS):
            continue
        values = [(_plain(each), _parameters(value)) for each in _values(name, value)]
        says[name] = sorted([*says.get(name, []), *values], key=repr)
    for name, usual in ADDED.items():
        if component.name == "VEVENT":
            says.setdefault(name, [(usual, ())])
    return says


def _values(name: str, value: Any) -> list[Any]:
    if name in ("EXDATE", "RDATE"):
        return [each.dt for each in value.dts]
    return list(value.cats) if name == "CATEGORIES" else [value]


def _parameters(value: Any) -> tuple[tuple[str, str], ...]:
    params = getattr(value, "params", {})
    return tuple(sorted((name, str(params[name])) for name in params if name not in WRITING))


def _plain(value: Any) -> Any:
    value = getattr(value, "dt", value)
    if isinstance(value, tuple):
        begin, end = value
        return _plain(begin), _plain(begin + end if isinstance(end, timedelta) else end)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.timestamp()
    if isinstance(value, date | timedelta):
        return str(value)
    if isinstance(value, str) or not hasattr(value, "to_ical"):
        return str(value).replace('\\"', '"')  # no escape of RFC 5545, but of many programs
    written = value.to_ical()
    return written.decode() if isinstance(written, bytes) else written


def _with_end(says: Told, event: Any) -> Told:
    """With the end that a length gives, and a day for what has neither (RFC 5545, 3.6.1)."""
    begin = event["DTSTART"].dt
    length = says.pop("DURATION", None)
    if length is not None:
        says["DTEND"] = [(_plain(begin + event["DURATION"].dt), ())]
    if says.get("DTEND") == says["DTSTART"]:
        del says["DTEND"]
    if "DTEND" not in says and not isinstance(begin, datetime):
        says["DTEND"] = [(_plain(begin + timedelta(days=1)), ())]
    return says
