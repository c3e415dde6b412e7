"""Deadlines of conferences: words of lists to kinds, times in their zones to instants, and what cannot be read."""

import re
from datetime import timedelta, timezone
from typing import Final

from planner.config.text import tr
from planner.domain.dates import AOE, format_instant, format_wall, kept_instant, last_day, parse_wall, to_instant
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.words import DeadlineKind
from planner.exchange.conference_dates import FIRST_YEAR, LAST_YEAR, day_of, is_open, span_of
from planner.exchange.conference_fields import word_of
from planner.exchange.conference_format import MAX_DEADLINES, IncomingDeadline
from planner.exchange.conference_zones import KnownZone, known_zone
from planner.exchange.incoming import NAME_MAX, Remarks, line_of

_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T| {1,3})(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_KINDS: Final = {
    **dict.fromkeys(
        ("cfp", "cfp_closes", "submission", "paper", "paper_submission", "full_paper", "deadline"),
        DeadlineKind.CFP_CLOSES,
    ),
    **dict.fromkeys(("abstract", "abstract_submission", "abstract_deadline"), DeadlineKind.ABSTRACT),
    **dict.fromkeys(("notification", "author_notification", "final_decision", "decision"), DeadlineKind.NOTIFICATION),
    **dict.fromkeys(("camera_ready", "camera_ready_deadline"), DeadlineKind.CAMERA_READY),
    **dict.fromkeys(("registration", "registration_deadline"), DeadlineKind.REGISTRATION),
    **dict.fromkeys(("early_bird", "early_registration"), DeadlineKind.EARLY_BIRD),
    "cfp_opens": DeadlineKind.CFP_OPENS,
}


def kind_of(word: object) -> str:
    """The kind of deadline that a list's word means; what no kind of ours stands for is ``other``."""
    name = re.sub(r"[\s-]+", "_", line_of(word, NAME_MAX).lower())
    return _KINDS.get(name, DeadlineKind.OTHER).value


class DeadlineList:
    """Collects the deadlines of one conference; what cannot be read becomes a remark at ``where``."""

    def __init__(self, remarks: Remarks, where: str) -> None:
        self._remarks = remarks
        self._where = where
        self._found: list[IncomingDeadline] = []
        self._labels: set[tuple[str, str]] = set()
        self._full = False

    def add(self, kind: str, value: object, zone: object = None, label: str = "", where: str = "") -> bool:
        """Add a deadline from a date or a time in a zone (AoE without one); tell whether it was read.

        A time in a zone that is not known keeps its date alone, since any instant would be made up.
        """
        if value is None or (isinstance(value, str) and is_open(line_of(value))):
            return False
        text = word_of(value)
        label = line_of(label, NAME_MAX)
        made = self._read(text, word_of(zone, 200), where or self._where)
        if made is None:
            self._remarks.add(
                where or self._where,
                tr(
                    "the deadline “{name}” is left out, because “{text}” is not a date",
                    name=shortened(label or kind),
                    text=shortened(text),
                ),
            )
            return False
        self.take(made._replace(kind=kind, label=label), where)
        return True

    def take(self, deadline: IncomingDeadline, where: str = "") -> None:
        """Add a deadline as it is; one of the same kind and label gets another label, the very same is left out."""
        if any(each[:4] == deadline[:4] for each in self._found):
            return
        if len(self._found) >= MAX_DEADLINES:
            if not self._full:
                self._remarks.add(
                    where or self._where, tr("only the first {n} deadlines are read", n=MAX_DEADLINES)
                )
            self._full = True
            return
        label, number = deadline.label, 2
        while (deadline.kind, label) in self._labels:
            # Not translated: labels are what tells deadlines apart when the list is read again.
            label = f"{deadline.label[: NAME_MAX - 10] or 'Round'} {number}"
            number += 1
        self._labels.add((deadline.kind, label))
        self._found.append(deadline._replace(label=label))

    def says(self, kind: str, value: object, zone: object) -> bool:
        """Whether there is a deadline of this kind at the date or time already, whatever its label."""
        text = word_of(value)
        made = _moment(text, known_zone(word_of(zone, 200) or AOE))
        return made is not None and any(each.kind == kind and each.at_utc == made.at_utc for each in self._found)

    def whole(self) -> tuple[IncomingDeadline, ...]:
        """All of them, in the order of the list."""
        return tuple(self._found)

    def _read(self, text: str, named: str, where: str) -> IncomingDeadline | None:
        if _MOMENT.fullmatch(text):
            zone = known_zone(named or AOE)
            if made := _moment(text, zone):
                return made
            day = day_of(text)
            if day and zone is None:
                self._remarks.add(
                    where,
                    tr(
                        "the time zone “{zone}” is not known, so that of “{text}” the date alone is kept",
                        zone=shortened(named),
                        text=shortened(text),
                    ),
                )
                return IncomingDeadline("", on_date=day)
            return None
        if day := day_of(text):
            return IncomingDeadline("", on_date=day)
        span = span_of(text)
        if span is None or (span.guessed is None and span.starts != last_day(span.ends)):
            return None
        if span.guessed:
            self._remarks.add(where, guess_remark(span.guessed))
        return IncomingDeadline("", on_date=last_day(span.ends))


def guess_remark(guessed: tuple[str, str]) -> str:
    """The sentence on a mistyped month."""
    return tr("“{given}” is read as {month}", given=shortened(guessed[0]), month=guessed[1])


def _moment(text: str, zone: KnownZone | None) -> IncomingDeadline | None:
    """The instant of a time in a zone, or in the offset that the text itself has; None where there is none."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        whole_day = timedelta()
        if (hour, minute, second) == (24, 0, 0):  # ISO 8601 says the end of a day so
            hour, whole_day = 0, timedelta(days=1)
        wall = parse_wall(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}") + whole_day
        offset = timezone(zone.offset) if zone and zone.offset is not None else None
        if found[7]:
            offset = _offset(found[7])
        if offset is not None:
            instant = format_instant(wall.replace(tzinfo=offset))
        elif zone is not None:
            instant = to_instant(format_wall(wall), zone.name)
        else:
            return None
        return IncomingDeadline("", at_utc=kept_instant(instant), zone="UTC" if offset or zone is None else zone.name)
    except (ValueError, OverflowError, InvalidInputError):
        return None


def _offset(text: str) -> timezone:
    if text in "Zz":
        return timezone(timedelta())
    length = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-length if text[0] == "-" else length)
