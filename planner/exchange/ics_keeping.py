"""What of a foreign entry is kept beside the event that is made of it, so that it goes out again as it came in."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from planner.config.text import tr
from planner.domain import dates
from planner.domain.calendar_items import with_address, without_address
from planner.domain.limits import TITLE_MAX
from planner.domain.plain_text import shortened
from planner.exchange.ics_event import ParsedEvent
from planner.exchange.ics_kept import ALWAYS, goes_with, in_capitals, is_inert, is_line, mark, part_line
from planner.exchange.ics_rules import is_rule
from planner.exchange.ics_text import clean_address, clean_line
from planner.exchange.ics_values import Moment, content_line, parameter
from planner.exchange.recurrence_values import compact

MAX_LINE: Final = 250_000
"""How long a line that is kept may be, in characters; a whole part counts as one."""
MAX_SIZE: Final = 500_000
"""How much is kept of one entry, in characters."""

# These say nothing that an edit could contradict, but must not be taken for ours where they stand in older plans.
_ALONE = frozenset(("ATTENDEE", "REQUEST-STATUS", "ACKNOWLEDGED", "IMAGE"))
_PLACED = frozenset(
    ("SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "DTSTART", "DTEND", "RECURRENCE-ID", "RRULE")
)
_GIVEN: Final = "#"
_READ = frozenset(("TZID", "VALUE", "ENCODING", "CHARSET"))
_ONE_PARAMETER = re.compile(r';([^;:"=]+)=(?:"[^"]*"|[^;"])*')
_POSITION = re.compile(r"[+-]?\d+(?:\.\d+)?;[+-]?\d+(?:\.\d+)?\Z", re.ASCII)

Line = tuple[str, str]
"""The parameters and the value of a property."""


class Keeping:
    """Collects the lines of one entry; bounded, since files may be hostile.

    ``remark`` is told what was left out, ``zoned`` gives the moment that a line with a TZID means.
    """

    def __init__(self, remark: Callable[[str], None], zoned: Callable[[Line], Moment]) -> None:
        self._remark = remark
        self._zoned = zoned
        self._plain: list[str] = []
        self._marked: list[Line] = []
        self._size = 0

    def foreign(self, name: str, parameters: str, value: str, line: str) -> None:
        """A property that has no place in an event."""
        if name == "URL" and clean_address(value):
            return
        line = in_capitals(clean_line(line))
        if not is_line(line):
            self._remark(tr("“{line}” is not understood and was left out", line=shortened(line, 60)))
        elif not is_inert(name, parameters, value):
            self._remark(tr("“{line}” was left out, since it would run a program", line=shortened(line, 60)))
        elif name == "EXRULE" and not is_rule(value.strip().upper()):
            self._remark(tr("its repetition “{rule}” is not understood and was left out", rule=shortened(value, 60)))
        elif parameters and parameter(parameters, "TZID"):
            self.whole(goes_with(name) or ALWAYS, self._with_zone(name, parameters, value))
        elif goes_with(name) or name in _ALONE:
            self.whole(goes_with(name) or ALWAYS, line)
        elif self._fits(line):
            self._plain.append(line)

    def part(self, name: str, lines: Iterable[str]) -> None:
        """A part of the entry that is no alarm."""
        self.whole(goes_with(name) or ALWAYS, part_line(name, filter(is_line, map(clean_line, lines))))

    def whole(self, of: str, line: str) -> None:
        """A line that holds while the event says the same of something; see :func:`planner.exchange.ics_kept.mark`."""
        if self._fits(line):
            self._marked.append((of, clean_line(line)))

    def alarm(self, digest: str, line: str) -> None:
        """An alarm as one line, with the digest of :func:`planner.exchange.ics_kept.alarm_mark`."""
        self.whole(f"{_GIVEN}{digest}", line)

    def held(self, parsed: ParsedEvent, lines: dict[str, list[Line]], texts: Iterable[tuple[str, str]]) -> None:
        """What properties that have a place say beyond what it holds; ``texts`` are their texts as they stood."""
        whole = {name for name, text in texts if text and _is_altered(name, text, parsed)}
        if parsed.categories:
            listed = lines["CATEGORIES"]
            if any(map(_is_odd, parsed.categories)) or any(each and others(each) for each, _ in listed):
                whole.add("CATEGORIES")
        if _is_finer(parsed) and _POSITION.match(lines["GEO"][0][1].strip()):
            whole.add("GEO")
        for name, found in lines.items():
            if (found[0][0] or name in whole) and name in _PLACED:
                self._held(name, found, whole, parsed)
        for parameters, value in lines["RRULE"][1:] if parsed.rrule else ():
            if is_rule(value.strip().upper()):
                self.whole("RRULE", f"RRULE{parameters}:{value}")

    def extra_ical(self, parsed: ParsedEvent) -> str:
        """All that is kept, in the form of :mod:`planner.exchange.ics_kept`."""
        if not self._marked:
            return "\n".join(self._plain)
        digests = {ALWAYS: ALWAYS}
        for of, _ in self._marked:
            if of not in digests:
                digests[of] = of[1:] if of[0] == _GIVEN else mark(of, parsed)
        return "\n".join([*self._plain, *(f"={digests[of]} {line}" for of, line in self._marked)])

    def _held(self, name: str, found: list[Line], whole: set[str], parsed: ParsedEvent) -> None:
        if name in whole:
            for parameters, value in found if name == "CATEGORIES" else found[:1]:
                if not parameter(parameters, "ENCODING"):
                    self.whole(name, f"{name}{parameters}:{value}")
        elif found[0][0] and (name != "URL" or parsed.url):
            rest = others(found[0][0])
            if rest and is_inert(name, rest, ""):
                self.whole(name, f"{name}{rest}:")

    def _fits(self, line: str) -> bool:
        self._size += len(line)
        if len(line) <= MAX_LINE and self._size <= MAX_SIZE:
            return True
        name, _, _ = content_line(line[:200])
        self._remark(tr("“{name}” is too long to keep and was left out", name=shortened(name)))
        return False

    def _with_zone(self, name: str, parameters: str, value: str) -> str:
        """The line with the name of a zone that can be defined, at its end; or without zone, where it is no moment."""
        rest = others(parameters)
        try:
            moment = self._zoned((parameters, value))
        except (ValueError, OverflowError):
            return f"{name}{rest}:{value}"
        value = compact(moment.text)
        if not moment.zone or dates.is_date(moment.text):
            return f"{name}{rest}:{value}"
        if moment.zone == "UTC":
            return f"{name}{rest}:{value}Z"
        return f"{name}{rest};TZID={moment.zone}:{value}"


def others(parameters: str) -> str:
    """The parameters without those that the reading of a value has used up."""
    if parameters.startswith((";TZID=", ";VALUE=")) and parameters.count("=") == 1:
        return ""
    return "".join(each[0] for each in _ONE_PARAMETER.finditer(parameters) if each[1].strip().upper() not in _READ)


def _is_altered(name: str, text: str, parsed: ParsedEvent) -> bool:
    """Whether a text goes out otherwise than it came in, but for an address that is repeated below it."""
    if name == "SUMMARY":
        return text != parsed.summary or len(text) > TITLE_MAX
    if name == "LOCATION":
        return text != parsed.location
    if not (text[-1].isspace() or (parsed.url and parsed.url in text)):
        return False
    written = with_address(without_address(text, parsed.url), parsed.url)
    return written not in (text, f"{text}\n\n{parsed.url}")


def _is_odd(word: str) -> bool:
    """Whether a topic cannot be held as it is: topics stand in one list with commas."""
    return "," in word or word != " ".join(word.split())


def _is_finer(parsed: ParsedEvent) -> bool:
    """Whether a position has more digits than go out."""
    return any(one is not None and float(f"{one:.6f}") != one for one in (parsed.latitude, parsed.longitude))
