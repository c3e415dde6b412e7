"""The alarms of a foreign entry: what of them are reminders, and what is kept of those that say more."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from planner.domain.limits import REMINDER_READ_MAX
from planner.exchange.ics_event import ParsedEvent
from planner.exchange.ics_keeping import Keeping, Line
from planner.exchange.ics_kept import ALARM_TEXTS, alarm_mark, is_line, part_line
from planner.exchange.ics_text import clean_line
from planner.exchange.ics_values import (
    Duration,
    Moment,
    instant,
    minutes_of,
    parameter,
    read_duration,
    unescape,
)

_ONCE = frozenset(("ACTION", "TRIGGER", "DURATION", "REPEAT"))
_PLAIN = frozenset(("ACTION", "DESCRIPTION", "TRIGGER"))


class InnerLine(NamedTuple):
    """A content line inside a part, in pieces and as it stands."""

    name: str
    parameters: str
    value: str
    text: str


class Alarm(NamedTuple):
    """One alarm.

    ``lines`` are those inside, ``minutes`` how long before the start it rings, None where that is no reminder.
    ``by_times`` says that this follows from more than the start, ``is_read`` that its trigger is understood.
    ``length`` is the signed length that the trigger gives, None for an instant.
    """

    lines: tuple[InnerLine, ...]
    minutes: int | None
    by_times: bool = False
    is_read: bool = False
    length: tuple[int, Duration] | None = None


def read_alarm(lines: Sequence[InnerLine], start: Moment, end: Moment, moment: Callable[[Line], Moment]) -> Alarm:
    """The alarm of the lines inside a VALARM; ``moment`` reads an instant."""
    parameters, value = next((line[1:3] for line in lines if line.name == "TRIGGER"), ("", ""))
    by_times, length = False, None
    try:
        if parameter(parameters, "VALUE").upper() == "DATE-TIME" or value[:1].isdigit():
            before = instant(start) - instant(moment((parameters, value)))
            by_times = True
        else:
            length = sign, duration = read_duration(value)
            before = -sign * timedelta(minutes=minutes_of(duration))
            if parameter(parameters, "RELATED").upper() == "END":
                if end.text:
                    before -= instant(end) - instant(start)
                    by_times = True
                else:  # the event ends as it starts, and goes out with an end that was made up
                    lines = [_by_start(line) for line in lines]
    except (ValueError, OverflowError):
        return Alarm(tuple(lines), None)
    minutes = int(before.total_seconds()) // 60
    fits = 0 <= minutes <= REMINDER_READ_MAX
    return Alarm(tuple(lines), minutes if fits else None, by_times, is_read=True, length=length)


def _by_start(line: InnerLine) -> InnerLine:
    return InnerLine("TRIGGER", "", line.value, f"TRIGGER:{line.value}") if line.name == "TRIGGER" else line


def keep_alarms(alarms: Sequence[Alarm], parsed: ParsedEvent, keeping: Keeping) -> None:
    """Keeps the alarms of which the reminders do not tell all, and those that ring with them."""
    known: dict[int | None, list[Alarm]] = {}
    for alarm in alarms:
        if alarm.is_read:
            known.setdefault(alarm.minutes, []).append(alarm)
    for minutes, found in known.items():
        if minutes is not None and all(_is_told(alarm, minutes, parsed.summary) for alarm in found):
            continue
        marks: dict[bool, str] = {}
        for alarm in dict.fromkeys(found):
            by_times = alarm.by_times or minutes is None
            if by_times not in marks:
                marks[by_times] = alarm_mark(minutes, parsed if by_times else None)
            keeping.alarm(marks[by_times], part_line("VALARM", _kept_lines(alarm, parsed.summary)))


def _kept_lines(alarm: Alarm, summary: str) -> Iterator[str]:
    """The lines that programs can read, without a text that is but the title, which goes out as it then is."""
    action = next((line.value.strip().upper() for line in alarm.lines if line.name == "ACTION"), "")
    titled, depth = ALARM_TEXTS.get(action, ()), 0
    said: set[str] = set()
    for line in alarm.lines:
        depth += (line.name == "BEGIN") - (line.name == "END")
        if not depth and line.name in said:
            continue  # of what may stand once the first counts
        said.update(_ONCE.intersection((line.name,)) if not depth else ())
        is_title = not depth and line.name in titled and not line.parameters and unescape(line.value).strip() == summary
        if not is_title and _is_sound(line):
            yield line.text


def _is_told(alarm: Alarm, minutes: int, summary: str) -> bool:
    """Whether what Planner writes for the reminder says the same."""
    if alarm.length is None or alarm.by_times or len(alarm.lines) > len(_PLAIN):
        return False
    said = {line.name: line[1:3] for line in alarm.lines}
    if not said.keys() <= _PLAIN or said.get("ACTION", ("", "DISPLAY"))[1].strip().upper() != "DISPLAY":
        return False
    if said["TRIGGER"][0].upper() not in ("", ";VALUE=DURATION", ";RELATED=START"):
        return False
    if unescape(said.get("DESCRIPTION", ("", summary))[1]) != summary or said.get("DESCRIPTION", ("", ""))[0]:
        return False
    days, rest = divmod(minutes, 1440)
    return alarm.length == (-1 if minutes else alarm.length[0], Duration(days, timedelta(minutes=rest)))


def _is_sound(line: InnerLine) -> bool:
    """Whether programs that are strict can read a line."""
    name, value = line.name, line.value
    if name == "REPEAT":
        return value.strip().isdigit()
    if name == "DURATION":
        try:
            read_duration(value)
        except ValueError:
            return False
    return is_line(clean_line(line.text))
