"""What each line of Home says: rows of the library turned into texts, icons and the place they lead to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.domain.words import DeadlineKind, Status
from planner.services.humanize import (
    clock_time,
    date_range,
    due_text,
    duration,
    duration_of,
    kept_text,
    relative_date,
    short_date,
    weekday_name,
)
from planner.services.queries.week import USUAL_MINUTES
from planner.services.words import duty_word
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.services.queries.agenda import AgendaEntry
    from planner.services.queries.home import Pick, StepLine
    from planner.services.queries.week import Overdue, Practice

DATES_SHOWN = 12
OVERDUE_SHOWN = 3
PRACTICES_SHOWN = 4


class Line(NamedTuple):
    """One line of a list.

    ``table`` and ``row_id`` are where it leads: an activity, a step, a skill, ("page", 0) for the calendar and
    ("page", 1) for the board, or ("more", 0) for the rest of the same block. ``below`` is a second, grey line.
    ``share`` draws a bar in the hue.
    ``mark`` is the icon of what can be done with it at its right end, told by ``mark_tip``. ``tone`` is that of a
    warning: ``danger``, ``quiet`` for a calm one, or empty for any other line; its ``key`` names it to be hidden for a
    while. ``minutes`` are those of one session of a practice, which a press of the text on the right logs.
    """

    table: str
    row_id: int
    title: str
    remark: str = ""
    right: str = ""
    icon: str = ""
    hue: int | None = None
    below: str = ""
    tip: str = ""
    share: float | None = None
    mark: str = ""
    mark_tip: str = ""
    done: bool = False
    tone: str = ""
    key: str = ""
    minutes: int = 0

    @property
    def to_log(self) -> Line:
        """The same line with logging as its mark."""
        return self._replace(mark="plus", mark_tip=log_tip(self.minutes))

    @property
    def can_log(self) -> bool:
        """Whether a session can be logged beside what its mark does."""
        return bool(self.minutes)

    @property
    def is_notice(self) -> bool:
        """Whether it is a warning."""
        return bool(self.tone)

    @property
    def is_quiet(self) -> bool:
        """Whether it only leads to more of the same."""
        return self.table in ("page", "more")

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        share = tr("{percent} % done", percent=round(100 * self.share)) if self.share is not None else ""
        state = tr("done") if self.done else ""
        return ", ".join(part for part in (self.title, self.remark, state, share, self.right, self.below) if part)


def pick_line(pick: Pick, today: date, zone: str) -> Line:
    """A picked activity: how much of it is done, and when it is due, or what a press logs of a practice."""
    is_done = pick.status == Status.DONE
    minutes = (pick.cadence_minutes or USUAL_MINUTES) if pick.cadence_count and not is_done else 0
    due = "" if pick.due is None or is_done else _due(pick.due, today, zone)
    return Line(
        "activity",
        pick.id,
        pick.title,
        _effort(pick),
        duration(minutes) if minutes else due,
        Theme.kind_icon(pick.kind),
        pick.hue,
        mark="star-filled",
        mark_tip=tr("Take out of this week (W)"),
        done=is_done,
        minutes=minutes,
    )


def _effort(pick: Pick) -> str:
    if pick.cadence_count:
        return sessions_text(pick.week_sessions, pick.cadence_count)
    if pick.logged_minutes and pick.estimate_minutes:
        return duration_of(pick.logged_minutes, pick.estimate_minutes)
    minutes = pick.estimate_minutes or pick.logged_minutes
    return duration(minutes) if minutes else ""


def sessions_text(done: int, count: int) -> str:
    """How much of its week a practice has: “1 of 3 this week”."""
    if done > count:
        return trn("{n} this week", "{n} this week", done)
    return tr("{done} of {count} this week", done=done, count=count)


def log_tip(minutes: int) -> str:
    """What the mark of a practice does."""
    return tr("Log {time} for today (L)", time=duration(minutes))


def practice_line(practice: Practice) -> Line:
    """A practice of the week: what is kept of it, and what a press logs; its mark picks it."""
    minutes = practice.usual_minutes
    return Line(
        "activity",
        practice.id,
        practice.title,
        sessions_text(practice.week_sessions, practice.cadence_count),
        duration(minutes),
        Theme.kind_icon(practice.kind),
        practice.hue,
        mark="star",
        mark_tip=tr("Pick for this week (W)"),
        done=practice.is_kept,
        minutes=minutes,
    )


def overdue_line(one: Overdue, today: date) -> Line:
    """What was due before today, told plainly."""
    return Line("activity", one.activity_id, one.title, tr("due"), due_text(one.day, today), "flag", one.hue)


def unfold_line(text: str) -> Line:
    """Where the rest of a block is folded away."""
    return Line("more", 0, text, icon="chevron-down")


def _due(due: str, today: date, zone: str) -> str:
    from planner.domain.dates import from_instant

    wall = due if len(due) == len("2026-12-01") else from_instant(due, zone)[0]
    day = parse_date(wall[:10])
    text = due_text(day, today) if day < today else _day(day, today)
    return tr("{day} {time}", day=text, time=clock_time(wall)) if len(wall) > len("2026-12-01") else text


def _day(day: date, today: date) -> str:
    """“Today”, “Tomorrow”, “Wed” within a week, “Wed 9 Dec” beyond."""
    ahead = (day - today).days
    if ahead == 0:
        return tr("Today")
    if ahead == 1:
        return tr("Tomorrow")
    name = weekday_name(day.weekday())
    return name if 0 < ahead < 7 else tr("{weekday} {date}", weekday=name, date=short_date(day, today))


def date_line(entry: AgendaEntry, today: date, zone: str) -> Line:
    """A dated thing of the next days, in the person's time."""
    return Line(
        "activity",
        entry.activity_id,
        _what(entry),
        _circumstances(entry, zone),
        _when(entry, today),
        _icon(entry),
        entry.hue,
    )


def _what(entry: AgendaEntry) -> str:
    if entry.what in ("event", "session", DeadlineKind.DUE):
        return entry.title
    return tr("{title}: {what}", title=entry.title, what=duty_word(entry.what, entry.label))


def _circumstances(entry: AgendaEntry, zone: str) -> str:
    time = ""
    if len(entry.local_starts) > len("2026-12-01"):
        time = clock_time(entry.local_starts)
        if entry.zone not in ("", zone):
            time = tr("{time} your time", time=time)
    place = tr("online") if entry.place == "online" else entry.place
    kind = tr("due") if entry.what == DeadlineKind.DUE else ""
    return ", ".join(part for part in (place, kind, time) if part)


def _when(entry: AgendaEntry, today: date) -> str:
    first = parse_date(entry.local_day)
    if entry.what == "event" and first < today:
        last = date_range(entry.local_starts, entry.local_ends, today)
        return tr("Now, {dates}", dates=last)
    if entry.ends is not None and entry.what == "event":
        is_one_day = parse_date(entry.local_ends[:10]) <= first + timedelta(days=1)
        if not is_one_day or (not entry.all_day and parse_date(entry.local_ends[:10]) > first):
            return date_range(entry.local_starts, entry.local_ends, today)
    ahead = (first - today).days
    if ahead <= 1:
        return _day(first, today)
    return tr("{weekday} {date}", weekday=weekday_name(first.weekday()), date=short_date(first, today))


def _icon(entry: AgendaEntry) -> str:
    if entry.what == "event":
        return "calendar"
    if entry.what == "session":
        return "clock"
    goal = (DeadlineKind.EXAM, DeadlineKind.RENEWAL, DeadlineKind.RENEWAL_OPENS)
    return "goals" if entry.what in goal else "flag"


def more_line(count: int) -> Line:
    """Where the rest of the dates is."""
    return Line("page", 0, trn("{n} more in the calendar", "{n} more in the calendar", count), icon="chevron-right")


def older_line() -> Line:
    """Where those are that passed their day before all that stand here."""
    return Line("page", 1, tr("Older ones are on the roadmap: filter by “overdue”"), icon="chevron-right")


def step_line(step: StepLine) -> Line:
    """A step: how far it is, and what is left; its practices where it has no end, or where they have begun."""
    progress = step.progress
    parts = []
    if progress.total:
        if progress.done == progress.total:
            parts.append(tr("done"))
        elif progress.minutes_left:
            parts.append(tr("{time} left", time=_hours_left(progress.minutes_left)))
        else:
            parts.append(tr("{done} of {total} done", done=progress.done, total=progress.total))
    if step.kept is not None:
        parts.append(kept_text(step.kept))
    elif not progress.total and step.practices:
        parts.append(trn("{n} practice", "{n} practices", step.practices))
    return Line(
        "step",
        step.id,
        step.name,
        right=" · ".join(parts),
        hue=step.hue,
        below=step.ready_when if step.current else "",
        tip=step.ready_when,
        share=progress.share_of_time if progress.total else None,
    )


def _hours_left(minutes: int) -> str:
    """What a step still takes, in whole hours once there are ten of them: a sum of estimates is no more exact."""
    return duration(minutes if minutes < 600 else -(-minutes // 60) * 60)


def on_day(day: date, today: date) -> str:
    """When a day was: “yesterday”, “3 days ago”, “on 12 Nov”."""
    ago = (today - day).days
    return relative_date(day, today) if ago <= 7 else tr("on {date}", date=short_date(day, today))
