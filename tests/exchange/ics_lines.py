"""Calendar files in a few lines, for the tests of the reader."""

from planner.exchange.ics_event import ParsedEvent
from planner.exchange.ics_reader import read_ics


def calendar(*lines: str, before: str = "") -> bytes:
    body = "\r\n".join(lines)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}{body}\r\nEND:VCALENDAR\r\n".encode()


def event(*lines: str, before: str = "", start: str = "DTSTART:20260506T090000Z") -> ParsedEvent:
    data = calendar("BEGIN:VEVENT", "UID:1", *([start] if start else []), *lines, "END:VEVENT", before=before)
    parsed = read_ics(data, "a.ics")
    assert not parsed.skipped, parsed.skipped
    return parsed.events[0]


def simple(uid: str, *more: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTART:20260506T090000Z", f"SUMMARY:Event {uid}", *more, "END:VEVENT"]
