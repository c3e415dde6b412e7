"""The whole card in words, for who rests the pointer on it: what has no room on the card, or stands there in short."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from planner.config.text import begun, tr, trn, within
from planner.domain.dates import instant_to_zone, parse_date
from planner.domain.words import Priority, Status
from planner.services import humanize
from planner.services.humanize import level_text
from planner.services.words import duty_word, kind_word, priority_word, state_word, status_word

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.model import Deadline
    from planner.services.queries.activity import ActivityCard

_MOST_DATES = 5


def card_tip(card: ActivityCard, today: date, zone: str) -> str:
    """Plain lines, made so that Qt does not take a title for rich text."""
    head, *rest = [line for line in _lines(card, today, zone) if line]
    return "<br>".join([f"<b>{escape(head)}</b>", *map(escape, rest)])


def _lines(card: ActivityCard, today: date, zone: str) -> list[str]:
    row = card.activity
    return [
        row.title,
        _standing(card),
        _time(card),
        tr("Checklist: {done} of {total}", done=sum(item.done for item in card.checklist), total=len(card.checklist))
        if card.checklist
        else "",
        *_dates(card, today, zone),
        tr("Shows: {skills}", skills=", ".join(f"{each.name} {level_text(each.level)}" for each in card.skills))
        if card.skills
        else "",
        tr("Tags: {tags}", tags=", ".join(card.tags)) if card.tags else "",
        trn("{n} link", "{n} links", len(card.links)) if card.links else "",
        tr("What came of it: {outcome}", outcome=row.outcome) if row.outcome else "",
    ]


def _standing(card: ActivityCard) -> str:
    """“Course, enrolled, high priority”."""
    row = card.activity
    detail = card.certification or card.course or card.event
    parts = [kind_word(row.kind), state_word(row.kind, detail.state) if detail else within(status_word(row.status))]
    if row.priority:
        parts.append(tr("{word} priority", word=within(priority_word(Priority(row.priority)))))
    if not row.core:
        parts.append(tr("optional"))
    return ", ".join(parts)


def _time(card: ActivityCard) -> str:
    row, logged = card.activity, card.logged_minutes
    if row.cadence_count:
        often = humanize.cadence_text(row.cadence_count, row.cadence_minutes)
        return tr("{often}; {time} logged", often=often, time=humanize.duration(logged)) if logged else often
    if row.estimate_minutes and logged:
        return tr("{sum} logged", sum=humanize.duration_of(logged, row.estimate_minutes))
    if row.estimate_minutes:
        return tr("{time} estimated", time=humanize.duration(row.estimate_minutes))
    return tr("{time} logged", time=humanize.duration(logged)) if logged else ""


def _dates(card: ActivityCard, today: date, zone: str) -> list[str]:
    row = card.activity
    found = []
    if card.event is not None and card.event.starts is not None:
        found.append(tr("Takes place {days}", days=humanize.date_range(card.event.starts, card.event.ends, today)))
    elif card.event is not None and card.event.expected is not None:
        found.append(tr("Expected in {month}", month=humanize.long_month(card.event.expected)))
    for duty in card.duties[:_MOST_DATES]:
        day = _day(duty.deadline, zone)
        what = duty_word(duty.deadline.kind, duty.deadline.label)
        open_due = row.status in (Status.PLANNED, Status.IN_PROGRESS) and not row.cadence_count
        when = humanize.due_text(day, today) if open_due and duty.deadline.kind == "due" else ""
        text = tr("{what}: {date}", what=begun(what), date=humanize.short_date(day, today))
        if when and when != humanize.short_date(day, today):
            text = tr("{text}, {when}", text=text, when=when)
        found.append(text)
    if row.started_on:
        found.append(tr("Started {date}", date=humanize.short_date(parse_date(row.started_on), today)))
    if row.completed_on:
        found.append(tr("Completed {date}", date=humanize.short_date(parse_date(row.completed_on), today)))
    return found


def _day(deadline: Deadline, zone: str) -> date:
    if deadline.on_date is not None:
        return parse_date(deadline.on_date)
    return instant_to_zone(deadline.at_utc or "", zone).date()
