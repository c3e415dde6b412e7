"""iCalendar text to events in the terms of the domain; what cannot be held is kept as lines or remarked, never lost.

Lines are read one by one, so that a broken line costs only itself; recurrence rules and zone definitions are parsed by
icalendar (docs/decisions/0013). Nothing but ExchangeError leaves this module.
"""

import re
from collections.abc import Sequence
from quopri import decodestring
from typing import Final

from planner.config.text import tr
from planner.domain import dates
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.plain_text import shortened
from planner.exchange.ics_alarms import Alarm, InnerLine, keep_alarms, read_alarm
from planner.exchange.ics_event import IcsFile, ParsedEvent
from planner.exchange.ics_keeping import Keeping
from planner.exchange.ics_rules import is_rule
from planner.exchange.ics_split import MAX_REMARKS, RawComponent, Skipped, split_file
from planner.exchange.ics_text import clean_address, clean_line, clean_text
from planner.exchange.ics_values import (
    Moment,
    after,
    content_line,
    in_zone,
    instant,
    parameter,
    read_duration,
    read_moment,
    split_list,
    unescape,
)
from planner.exchange.ics_zones import ZoneTable
from planner.exchange.recurrence_values import compact

__all__ = ["IcsFile", "ParsedEvent", "parse_component", "read_ics"]

_MAX_TEXT: Final = 200_000
_MAX_LISTED: Final = 10_000
_MAX_LOOKED_AT: Final = 50_000  # so many values, for those that are damaged or said twice
_STATUSES: Final = frozenset(("CONFIRMED", "TENTATIVE", "CANCELLED"))
# Kept only in the fields of ParsedEvent; STATUS and TRANSP stay as lines too, since an event row has no place for them.
_HELD: Final = frozenset(
    (
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "CREATED", "RECURRENCE-ID", "SUMMARY", "DTSTART", "DTEND",
        "DURATION", "RRULE", "RDATE", "EXDATE", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", "BEGIN", "END",
    )
)
_TEXTS: Final = ("SUMMARY", "DESCRIPTION", "LOCATION")
_BAD_VALUE = (ValueError, OverflowError, InvalidInputError)

_Line = tuple[str, str]


def read_ics(data: bytes, where: str) -> IcsFile:
    """Read a whole .ics file; ``where`` is its name, for messages.

    :raises ExchangeError: when it is too large, no calendar, or has too many entries.
    """
    split = split_file(data, where)
    zones = ZoneTable(split.zones)
    events: list[ParsedEvent] = []
    skipped = list(split.skipped)
    for raw in split.components:
        try:
            events.append(parse_component(raw, zones, split.method))
        except ExchangeError as error:
            skipped.append(Skipped(tr("{where}, line {line}", where=where, line=raw.line), str(error)))
    return IcsFile(split.name, tuple(events), tuple(skipped), split.remarks)


def parse_component(raw: RawComponent, zones: ZoneTable, method: str = "") -> ParsedEvent:
    """Parse one VEVENT; ``method`` is the calendar's METHOD, of which CANCEL cancels what is in it.

    :raises ExchangeError: when it has no usable start; the message is one clause on why.
    """
    try:
        return _Reading(raw, zones).event(method)
    except _BAD_VALUE as error:
        raise ExchangeError(tr("it cannot be understood ({why})", why=shortened(str(error), 100))) from error


class _Reading:
    """The reading of one component: its lines by name, and the remarks made on the way."""

    def __init__(self, raw: RawComponent, zones: ZoneTable) -> None:
        self.raw = raw
        self.zones = zones
        self.remarks: dict[str, None] = dict.fromkeys(raw.remarks)
        self.lines: dict[str, list[_Line]] = {}
        self.alarms: list[list[InnerLine]] = []
        self.keeping = Keeping(self.remark, self._moment)
        self._sort()

    def remark(self, text: str) -> None:
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.setdefault(text)

    def event(self, method: str) -> ParsedEvent:
        start = self._start()
        end = self._end(start)
        latitude, longitude = self._geo()
        status = self._text("STATUS").upper()
        if method == "CANCEL":
            status = "CANCELLED"
        recurrence_id = self._recurrence_id(start)
        alarms = [read_alarm(lines, start, end, self._moment) for lines in self.alarms]
        summary, description, location = map(self._text, _TEXTS)
        parsed = ParsedEvent(
            line=self.raw.line,
            uid=clean_line(self.raw.uid),
            recurrence_id=recurrence_id,
            summary=clean_line(summary).strip(),
            starts=start.text,
            ends=end.text,
            zone=start.zone,
            start_fold=start.fold,
            end_fold=end.fold,
            status=status if status in _STATUSES else "CONFIRMED",
            transparent=self._text("TRANSP").upper() == "TRANSPARENT",
            description=clean_text(description),
            location=clean_line(location).strip(),
            latitude=latitude,
            longitude=longitude,
            url=self._url(),
            categories=self._categories(),
            sequence=self._sequence(),
            reminders=self._reminders(alarms),
            rrule=self._rule(),
            rdate=self._listed("RDATE", start),
            exdate=self._listed("EXDATE", start),
            extra_ical="",
            created=self._created(),
            digest=self.raw.digest,
            remarks=(),
        )
        self.keeping.held(parsed, self.lines, zip(_TEXTS, (summary, description, location), strict=True))
        if alarms:
            keep_alarms(alarms, parsed, self.keeping)
        return parsed._replace(extra_ical=self.keeping.extra_ical(parsed), remarks=tuple(self.remarks))

    # -- lines

    def _sort(self) -> None:
        part = ""
        inside: list[InnerLine] | None = None
        depth = 0
        for line in self.raw.text.split("\n")[1:-2]:
            name, parameters, value = content_line(line)
            if name == "BEGIN":
                depth += 1
            if inside is not None:
                depth -= name == "END"
                if depth:
                    inside.append(InnerLine(name, parameters, value, line))
                else:
                    self._part(part, inside)
                    inside = None
            elif name == "BEGIN":
                part, inside = value.strip().upper(), []
            elif not name:
                self.remark(tr("“{line}” is not understood and was left out", line=shortened(line, 60)))
            else:
                self.lines.setdefault(name, []).append((parameters, value))
                if name not in _HELD:
                    self.keeping.foreign(name, parameters, value, line)

    def _part(self, name: str, lines: list[InnerLine]) -> None:
        if name == "VALARM":
            self.alarms.append(lines)
        else:
            self.keeping.part(name, (line.text for line in lines))

    def _first(self, name: str) -> _Line | None:
        found = self.lines.get(name)
        if not found:
            return None
        if len(found) > 1 and name in _HELD and any(line != found[0] for line in found):
            self.remark(tr("it says {name} more than once; the first counts", name=name))
        return found[0]

    def _text(self, name: str) -> str:
        found = self._first(name)
        if found is None:
            return ""
        parameters, value = found
        if parameter(parameters, "ENCODING").upper() == "QUOTED-PRINTABLE":
            value = decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
        if len(value) > _MAX_TEXT:
            self.remark(tr("{name} was cut at {limit} characters", name=name, limit=_MAX_TEXT))
            value = value[:_MAX_TEXT]
        return unescape(value)

    # -- times

    def _moment(self, line: _Line) -> Moment:
        parameters, value = line
        zone, offset = "", None
        if parameters and ":" in value:
            # A colon in an unquoted zone name, as in TZID=(UTC+01:00) Berlin: the value is what follows the last one.
            head, _, value = value.rpartition(":")
            parameters = f"{parameters}:{head}"
        tzid = parameter(parameters, "TZID")
        if tzid and not value.rstrip().upper().endswith("Z"):
            resolved = self.zones.resolve(tzid)
            zone, offset = resolved.zone, resolved.offset
            if resolved.remark:
                self.remark(resolved.remark)
        moment = read_moment(value.upper(), zone)
        if dates.is_date(moment.text):
            return moment
        if parameter(parameters, "VALUE").upper() == "DATE" and value.strip()[8:15].upper() in ("T000000", "T000000Z"):
            return Moment(moment.text[:10])
        if offset is not None and moment.zone == "UTC":
            wall = dates.parse_wall(moment.text) - offset
            return Moment(dates.format_wall(wall), "UTC")
        return moment

    def _start(self) -> Moment:
        line = self._first("DTSTART")
        if line is None:
            raise ExchangeError(tr("it has no start"))
        try:
            start = self._moment(line)
        except _BAD_VALUE:
            raise ExchangeError(
                tr("its start “{value}” is not a date", value=shortened(line[1], 40))
            ) from None
        # A mere offset keeps its wall time only where a rule counts in it.
        if start.zone.startswith("Etc/") and "RRULE" not in self.lines and "RECURRENCE-ID" not in self.lines:
            return in_zone(instant(start), "UTC")
        return start

    def _end(self, start: Moment) -> Moment:
        end = self._given_end(start)
        if dates.is_date(start.text):
            if end is not None and end.text[:10] > start.text:
                return Moment(end.text[:10])
            if end is not None and end.text[:10] < start.text:
                self.remark(tr("its end lies before its start and was left out"))
            return Moment(dates.exclusive_end(start.text))
        if end is None:
            return Moment("")
        if dates.is_date(end.text):
            end = Moment(f"{end.text}T00:00:00", start.zone)
        if end.zone != start.zone:
            if not (end.zone and start.zone):
                self.remark(tr("its end has another kind of time than its start and was read in the start’s zone"))
                end = Moment(end.text, start.zone)
            else:
                given, end = end, in_zone(instant(end), start.zone)
                if instant(end) > instant(start):
                    self._keep_zone(given)
        if instant(end) > instant(start):
            return end
        if instant(end) < instant(start):
            self.remark(tr("its end lies before its start and was left out"))
        return Moment("")

    def _keep_zone(self, end: Moment) -> None:
        """Keeps the end in a zone of its own, as flights have it, unless that hour comes twice there."""
        named = end.zone != "UTC" and not end.zone.startswith("Etc/")
        if named and "DTEND" in self.lines and not dates.is_fold(end.text, end.zone):
            self.keeping.whole("DTEND", f"DTEND;TZID={end.zone}:{compact(end.text)}")

    def _given_end(self, start: Moment) -> Moment | None:
        line = self._first("DTEND")
        try:
            if line is not None:
                return self._moment(line)
            line = self._first("DURATION")
            if line is not None:
                sign, length = read_duration(line[1])
                return after(start, length) if sign > 0 else None
        except _BAD_VALUE:
            assert line is not None
            self.remark(tr("its end “{value}” is not understood and was left out", value=shortened(line[1], 40)))
        return None

    def _recurrence_id(self, start: Moment) -> str:
        line = self._first("RECURRENCE-ID")
        if line is None:
            return ""
        if parameter(line[0], "RANGE"):
            self.remark(tr("it changes later dates too; only this one was taken"))
        try:
            return self._compact(self._moment(line), start)
        except _BAD_VALUE:
            raise ExchangeError(
                tr("the date “{value}” that it replaces is not a date", value=shortened(line[1], 40))
            ) from None

    def _listed(self, name: str, start: Moment) -> str:
        """The values of all RDATE or EXDATE lines in one list, in the start’s zone."""
        values: dict[str, None] = {}
        looked_at = 0
        for parameters, value in self.lines.get(name, ()):
            for one in value.split(",", _MAX_LISTED + 1)[: _MAX_LISTED + 1]:
                if not one.strip() or len(values) > _MAX_LISTED or looked_at == _MAX_LOOKED_AT:
                    continue
                looked_at += 1
                begin, slash, rest = one.partition("/")
                try:
                    text = self._compact(self._moment((parameters, begin)), start)
                    if slash:
                        text += "/" + self._period_end(parameters, rest, start)
                    values[text] = None
                except _BAD_VALUE:
                    self.remark(
                        tr("{name} “{value}” is not a date and was left out", name=name, value=shortened(one, 40))
                    )
        if len(values) > _MAX_LISTED or looked_at == _MAX_LOOKED_AT:
            self.remark(tr("of {name} only {limit} dates were taken", name=name, limit=_MAX_LISTED))
        return ",".join(list(values)[:_MAX_LISTED])

    def _period_end(self, parameters: str, text: str, start: Moment) -> str:
        if text.strip().upper().startswith("P"):
            read_duration(text)
            return text.strip().upper()
        return self._compact(self._moment((parameters, text)), start)

    def _compact(self, moment: Moment, start: Moment) -> str:
        """A moment as an RFC 5545 value: a wall time where it shares the start’s zone, else in UTC.

        Midnight in a zone stands for its date where whole days recur, as Exchange writes it.
        """
        if dates.is_date(start.text) and moment.zone != "UTC" and moment.text.endswith("T00:00:00"):
            moment = Moment(moment.text[:10])
        if moment.zone and moment.zone != start.zone:
            moment = in_zone(instant(moment), "UTC")
        text = compact(moment.text)
        return f"{text}Z" if moment.zone == "UTC" else text

    def _rule(self) -> str:
        line = self._first("RRULE")
        if line is None:
            return ""
        rule = line[1].strip().upper()
        if not is_rule(rule):
            self.remark(
                tr("its repetition “{rule}” is not understood; only its first date came in", rule=shortened(rule, 60))
            )
            return ""
        return rule

    def _created(self) -> str:
        line = self._first("CREATED")
        try:
            return "" if line is None else f"{read_moment(line[1].upper()).text}Z" if "T" in line[1].upper() else ""
        except _BAD_VALUE:
            return ""

    # -- alarms

    def _reminders(self, alarms: Sequence[Alarm]) -> tuple[int, ...]:
        found = {alarm.minutes for alarm in alarms}
        if None in found:
            self.remark(tr("a reminder that does not come before the start is kept for other programs only"))
        return tuple(sorted(minutes for minutes in found if minutes is not None))

    # -- the rest

    def _geo(self) -> tuple[float | None, float | None]:
        line = self._first("GEO")
        if line is None:
            return None, None
        try:
            latitude, longitude = (float(part) for part in re.split(r"\\?[;,]", line[1].strip()))
        except ValueError:
            latitude = longitude = float("nan")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.remark(tr("its position “{value}” is not understood and was left out", value=shortened(line[1], 40)))
            return None, None
        return latitude, longitude

    def _url(self) -> str:
        line = self._first("URL")
        return "" if line is None else clean_address(line[1])

    def _categories(self) -> tuple[str, ...]:
        words: dict[str, None] = {}
        room = _MAX_TEXT
        for _, value in self.lines.get("CATEGORIES", ()):
            if room < len(value):
                self.remark(tr("{name} was cut at {limit} characters", name="CATEGORIES", limit=_MAX_TEXT))
            for word in split_list(value[:room]) if room else ():
                words.setdefault(clean_line(word).strip())
            room = max(0, room - len(value))
        return tuple(word for word in words if word)

    def _sequence(self) -> int:
        line = self._first("SEQUENCE")
        value = "" if line is None else line[1].strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
