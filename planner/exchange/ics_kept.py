"""What a foreign entry says beyond what Planner holds: kept as lines with the event, and written back as it stood.

Each kept line is either a content line, or ``=DIGEST LINE``: a content line that holds only while the event says what
it said when it came, by the digest of the words that it stands for or goes with (:func:`mark`; ``-`` for a line that
goes with nothing). So an edit by the person silences what would contradict it, such as an HTML copy of the
description, and taking the edit back lets it speak again. A line with a name and parameters and no value lends its
parameters to what Planner writes itself; ``BEGIN:`` is followed by a whole part, such as an alarm, as escaped text.

Nothing here is ever interpreted or opened, and :class:`Kept` lets nothing out that could end the entry or begin
another.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final, TypeAlias

from planner.domain import dates
from planner.domain.calendar_items import CANCELLED, CalendarItem, without_address
from planner.domain.errors import InvalidInputError
from planner.domain.limits import TITLE_MAX
from planner.exchange.ics_event import ParsedEvent
from planner.exchange.ics_text import clean_line, escape
from planner.exchange.ics_values import content_line, unescape
from planner.exchange.recurrence_values import compact, in_utc

ALWAYS: Final = "-"
ALARM_TEXTS: Final = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY")}
"""What alarms must say by their action (RFC 5545, 3.6.6): the title, if nothing else is kept."""

_MARKED = re.compile(r"=([0-9a-f]{16}|-) (.*)\Z")
# A content line (RFC 5545, 3.1) up to its value; for what is none strict programs refuse the whole file.
_VALUE_OF_PARAMETER = r'(?:"[^"]*"|[^";:,]*)'
_LINE = re.compile(rf"([A-Za-z0-9-]+)(?:;[A-Za-z0-9-]+={_VALUE_OF_PARAMETER}(?:,{_VALUE_OF_PARAMETER})*)*:")
_RULE = re.compile(r"(?=.*\bFREQ=)[A-Z0-9=;,+:\-]+\Z", re.ASCII | re.IGNORECASE)
_POSITION = re.compile(r"[+-]?\d+(?:\.\d+)?;[+-]?\d+(?:\.\d+)?\Z", re.ASCII)
_SHAPES: Final = {"RRULE": _RULE, "EXRULE": _RULE, "GEO": _POSITION}
_ZONED = re.compile(r';TZID=([^":;,]+):(\d{8}T\d{6})\Z', re.ASCII)
_OF_VALUES = re.compile(r";(?:TZID|VALUE|ENCODING|CHARSET)=", re.IGNORECASE)
_RUNS = re.compile(r'(?:\A|altrep=?"?)(?:javascript|vbscript)', re.IGNORECASE)
_NAME = re.compile(r"[A-Z0-9-]+\Z")
_BLANK = re.compile(r'[\s\\"]')
_BLANKS, _FIRST = ' \t\\"', frozenset("jJvVdD")

# Structure, and what tells which entry it is and when it was written: never taken over in any form.
# The last two lines are what RFC 5545 knows, and allows in other components only.
_NEVER = frozenset(
    (
        "BEGIN", "END", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "CREATED", "METHOD",
        "ACTION", "CALSCALE", "COMPLETED", "DUE", "FREEBUSY", "PERCENT-COMPLETE", "PRODID", "REPEAT", "TRIGGER", "TZID",
        "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "TZURL", "VERSION",
    )
)  # fmt: skip
# What Planner writes itself, so that a plain line of that name says nothing; those kept with a digest may.
_WRITTEN = frozenset(
    (
        "RECURRENCE-ID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "STATUS",
        "TRANSP", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "X-MICROSOFT-CDO-BUSYSTATUS",
        "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-INTENDEDSTATUS", "ATTENDEE", "REQUEST-STATUS",
        "ACKNOWLEDGED", "IMAGE", "STYLED-DESCRIPTION", "X-ALT-DESC",
    )
)  # fmt: skip
# Two of these in one entry contradict each other, so that not even a kept line with a digest says one.
_OURS_ALONE = frozenset(("STATUS", "TRANSP", "DURATION", "RDATE", "EXDATE"))
# Those of them of which a kept line takes the place of ours; the others stand beside it.
_IN_PLACE = frozenset(
    (
        "RECURRENCE-ID", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "RRULE",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    )
)  # fmt: skip
_TIMES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID"))
_GOES_WITH: Final = {
    "X-ALT-DESC": "DESCRIPTION", "STYLED-DESCRIPTION": "DESCRIPTION", "EXRULE": "RRULE", "RRULE": "RRULE",
    "X-MICROSOFT-CDO-INSTTYPE": "RRULE", "X-MICROSOFT-CDO-BUSYSTATUS": "TRANSP",
    "X-MICROSOFT-CDO-INTENDEDSTATUS": "TRANSP", "X-MICROSOFT-CDO-ALLDAYEVENT": "DTSTART",
    "X-FUNAMBOL-ALLDAY": "DTSTART", "X-ALLDAY": "DTSTART", "X-MS-OLK-ORIGINALSTART": "DTSTART",
    "X-MS-OLK-ORIGINALEND": "DTSTART", "VLOCATION": "PLACE",
}  # fmt: skip
_PARTS_NEVER = frozenset(
    ("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY", "STANDARD", "DAYLIGHT")
)
_MAX_PART_DEPTH: Final = 8


Said: TypeAlias = CalendarItem | ParsedEvent
"""What an event says, be it about to be written or read from a file."""


def goes_with(name: str) -> str:
    """What a property or part says again in other words, or the empty string for one that stands alone."""
    found = _GOES_WITH.get(name, "")
    if found or not name.startswith("X-"):
        return found
    if "DESC" in name:
        return "DESCRIPTION"
    if "LOCATION" in name:
        return "PLACE"
    return "SUMMARY" if "SUMMARY" in name else ""


def mark(of: str, said: Said) -> str:
    """The digest of what an event says of something: of a property, or of its ``PLACE``."""
    return _digest(of, _words(of, said))


def alarm_mark(minutes: int | None, said: Said | None) -> str:
    """The digest that alarms so many minutes before the start bear; with ``said``, alarms that go by other times too.

    None stands for alarms that Planner cannot hold: they speak while nothing was changed in the others.
    """
    times = "" if said is None else _words("TIMES", said)
    if minutes is None:
        assert said is not None
        return _digest("VALARM", f"{sorted(said.reminders)} {times}")
    return _digest("VALARM", f"{minutes} {times}")


def is_inert(name: str, parameters: str, value: str) -> bool:
    """Whether a foreign line may go out again: no address in it is a program that a click would run."""
    if value.lstrip(_BLANKS)[:1] in _FIRST:
        start = _BLANK.sub("", value[:200])
        if _RUNS.match(start) or (name in ("URL", "CONFERENCE") and start[:5].lower() == "data:"):
            return False
    return not (parameters and _RUNS.search(_BLANK.sub("", parameters)))


def is_line(line: str) -> bool:
    """Whether a text has the form of a content line (RFC 5545, 3.1), parameters included."""
    return _LINE.match(line) is not None


def in_capitals(line: str) -> str:
    """A content line with its name in capitals, as those who look for it expect it, and as two files agree on it."""
    found = _LINE.match(line)
    return line if found is None else f"{found[1].upper()}{line[found.end(1) :]}"


def part_line(name: str, lines: Iterable[str]) -> str:
    """One line that holds a whole part of an entry, such as an alarm; ``lines`` are those inside."""
    return "BEGIN:" + escape("\n".join([name, *(in_capitals(clean_line(line)) for line in lines), f"END:{name}"]))


def without_marks(extra_ical: str) -> Iterator[str]:
    """The kept content lines alone, to compare what two files say."""
    for kept in extra_ical.split("\n"):
        found = _MARKED.match(kept)
        line = found[2] if found else kept
        if line:
            yield line


class Kept:
    """The kept lines that hold for an event as it is now.

    ``in_place`` has, by property, the lines that take the place of ours, and ``parameters`` what only adds to ours;
    ``beside`` are whole lines and parts to add. :meth:`alarm` gives the alarms for some minutes before the start, which
    take the place of ours; ``other_alarms`` are the lines of those that Planner cannot hold.
    """

    def __init__(self, said: Said, extra_ical: str) -> None:
        self.in_place: dict[str, list[str]] = {}
        self.parameters: dict[str, str] = {}
        self.beside: list[str] = []
        self.other_alarms: list[str] = []
        self._alarms: dict[int, list[str]] = {}
        self._said = said
        self._marks: dict[str, str] = {}
        self._minutes: dict[str, int | None] | None = None
        for kept in extra_ical.split("\n"):
            found = _MARKED.match(kept)
            if found:
                self._take_marked(found[1], clean_line(found[2]))
            elif kept:
                self._take(clean_line(kept))

    def applied(self, lines: Iterable[str]) -> list[str]:
        """Our lines, each replaced or completed by what is kept of its property, then those that stand beside them."""
        if not self.in_place and not self.parameters:
            return [*lines, *self.beside]
        written: list[str] = []
        left = dict(self.in_place)
        for line in lines:
            name = line.partition(":")[0].partition(";")[0]
            if name in self.in_place:
                written += left.pop(name, ())
            elif name in self.parameters:
                written.append(f"{name}{self.parameters[name]}{line[len(name) :]}")
            else:
                written.append(line)
        for each in left.values():
            written += each
        return written + self.beside

    def alarm(self, minutes: int) -> list[str]:
        """The lines of the kept alarms so many minutes before the start."""
        return self._alarms.get(minutes, [])

    def _take(self, line: str) -> None:
        found = _LINE.match(line)
        if not found:
            return
        name = found[1].upper()
        stands = name == "URL" and not self._said.url
        if not stands and (name in _NEVER or name in _WRITTEN):
            return
        parameters, value = _parts(line)
        says_nothing = not value.strip() and not name.startswith("X-")
        if says_nothing or ";TZID=" in parameters.upper() or not is_inert(name, parameters, value):
            return
        line = in_capitals(line)
        if stands:
            self.in_place[name] = [line]
        else:
            self.beside.append(line)

    def _take_marked(self, digest: str, line: str) -> None:
        found = _LINE.match(line)
        if not found:
            return
        name = found[1].upper()
        if name == "BEGIN":
            self._take_part(digest, unescape(line[6:]))
            return
        parameters, value = _parts(line)
        if name in _NEVER or name in _OURS_ALONE or not is_inert(name, parameters, value) or not _has_known_zone(line):
            return
        if value and name in _TIMES and not (name == "DTEND" and self._is_end(line)):
            return
        if (value and name in _SHAPES and not _SHAPES[name].match(value)) or (not value and _OF_VALUES.search(line)):
            return
        line = in_capitals(line)
        of = goes_with(name) or name
        if digest != (ALWAYS if not goes_with(name) and name not in _IN_PLACE else self._mark(of)):
            return
        if name not in _IN_PLACE or (name == "RRULE" and value):
            self.beside.append(line)
        elif value:
            self.in_place.setdefault(name, []).append(line)
        else:
            self.parameters[name] = parameters

    def _take_part(self, digest: str, text: str) -> None:
        lines = _part(text)
        if lines is None:
            return
        name = lines[0][6:]
        if name == "VALARM":
            lines = _whole_alarm(lines, self._said.summary)
            if self._minutes is None:
                self._minutes = self._alarm_marks()
            if lines and digest in self._minutes:
                minutes = self._minutes[digest]
                if minutes is None:
                    self.other_alarms += lines
                else:
                    self._alarms.setdefault(minutes, []).extend(lines)
        elif digest == (self._mark(goes_with(name)) if goes_with(name) else ALWAYS):
            self.beside += lines

    def _is_end(self, line: str) -> bool:
        """Whether a line says in a zone of its own when the event ends, and says the same as the event."""
        found, said = _ZONED.search(line), self._said
        if found is None or not said.ends or not said.zone or dates.is_date(said.ends):
            return False
        try:
            return in_utc(found[2], found[1]) == compact(dates.to_instant(said.ends, said.zone, said.end_fold))
        except InvalidInputError:
            return False

    def _alarm_marks(self) -> dict[str, int | None]:
        said = self._said
        marks: dict[str, int | None] = {alarm_mark(None, said): None}
        for minutes in said.reminders:
            marks[alarm_mark(minutes, None)] = marks[alarm_mark(minutes, said)] = minutes
        return marks

    def _mark(self, of: str) -> str:
        if of not in self._marks:
            self._marks[of] = mark(of, self._said)
        return self._marks[of]


def _digest(of: str, words: str) -> str:
    return blake2b(f"{of}\x1f{words}".encode("utf-8", "replace"), digest_size=8).hexdigest()


def _words(of: str, said: Said) -> str:
    if of == "SUMMARY":
        return said.summary[:TITLE_MAX].strip()
    if of == "DESCRIPTION":
        return without_address(said.description, said.url)
    if of in ("DTSTART", "DTEND", "TIMES"):
        return f"{said.starts} {said.ends} {said.zone} {said.start_fold} {said.end_fold}"
    if of == "GEO":
        return f"{said.latitude} {said.longitude}"
    if of == "PLACE":
        return f"{said.location} {said.latitude} {said.longitude}"
    if of == "CATEGORIES":
        return "\n".join(sorted(" ".join(word.replace(",", " ").split()) for word in said.categories))
    if of == "RRULE":
        return " ".join((said.rrule, *sorted(said.rdate.split(",")), *sorted(said.exdate.split(","))))
    if of == "TRANSP":
        return str(said.transparent or said.status == CANCELLED)
    plain = {"LOCATION": said.location, "URL": said.url, "RECURRENCE-ID": said.recurrence_id}
    return plain[of]


def _parts(line: str) -> tuple[str, str]:
    """Parameters from the semicolon on, and value."""
    _, parameters, value = content_line(line)
    return parameters, value


def _has_known_zone(line: str) -> bool:
    """Whether a line names no zone, or one at its end that this computer knows, so that a definition can go with it."""
    if "TZID=" not in line.upper():
        return True
    found = _ZONED.search(line)
    return found is not None and line.upper().count("TZID=") == 1 and dates.is_zone(found[1])


def _whole_alarm(lines: list[str], summary: str) -> list[str]:
    """The lines of an alarm with the text that it must show (RFC 5545, 3.6.6); none where it cannot be completed."""
    values: dict[str, str] = {}
    depth = 0
    for line in lines:
        name, _, value = line.partition(":")
        depth += (name == "BEGIN") - (name == "END")
        if depth == 1:
            values.setdefault(name.partition(";")[0], value.strip().upper())
    action = values.get("ACTION", "")
    if not action or "TRIGGER" not in values or (action == "EMAIL" and "ATTENDEE" not in values):
        return []
    texts = (f"{name}:{escape(clean_line(summary))}" for name in ALARM_TEXTS.get(action, ()) if name not in values)
    return [lines[0], *texts, *lines[1:]]


def _part(text: str) -> list[str] | None:
    """The cleaned lines of a kept part, or None unless it is one whole part and nothing that a calendar consists of."""
    first, *inside = text.split("\n")
    lines: list[str] = []
    names: list[str] = []
    for line in (f"BEGIN:{first}", *map(clean_line, inside)):
        found = _LINE.match(line)
        if not found or (lines and not names):
            return None
        name, value = found[1].upper(), line[found.end() :].strip().upper()
        if name == "BEGIN":
            if not _NAME.match(value) or value in _PARTS_NEVER or len(names) == _MAX_PART_DEPTH:
                return None
            names.append(value)
        elif name == "END":
            if names.pop() != value:
                return None
        elif ";TZID=" in line.upper() or not is_inert(name, *_parts(line)):
            return None
        lines.append(f"{name}:{value}" if name in ("BEGIN", "END") else in_capitals(line))
    return None if names else lines
