"""What is worth doing next as lines: which activity, and in a few words why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.config.text import tr, within
from planner.domain.next_best import Why
from planner.domain.words import DeadlineKind, Status
from planner.services.humanize import duration, level_text, relative_date, short_date
from planner.services.words import deadline_word
from planner.ui.home.lines import Line
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.next_best import Duty, GapLink
    from planner.services.queries.home_rest import Next


def best_line(one: Next, today: date) -> Line:
    """A suggestion; its mark picks it for this week."""
    return Line(
        "activity",
        one.suggestion.id,
        one.title,
        reason(one, today),
        duration(one.minutes_left) if one.minutes_left else "",
        Theme.kind_icon(one.kind),
        one.hue,
        mark="star",
        mark_tip=tr("Pick for this week (W)"),
    )


def reason(one: Next, today: date) -> str:
    """Why it is worth doing next: “largest gap: Agile 2 → 4”."""
    found = one.suggestion
    if found.duty is not None:
        return _duty(found.duty, today)
    if found.gap is not None:
        return _gap(found.gap)
    if found.why == Why.UNDER_WAY:
        return tr("under way")
    if found.why == Why.FIRST:
        return tr("first open one of step {n}", n=one.step)
    if found.why == Why.STEP:
        return tr("belongs to step {n}", n=one.step)
    if found.why == Why.PRIORITY:
        return tr("you gave it priority")
    return tr("begun, in the inbox") if one.status == Status.IN_PROGRESS else tr("waits in the inbox")


def _duty(duty: Duty, today: date) -> str:
    day = today + timedelta(days=duty.days)
    if duty.kind == DeadlineKind.DUE:
        return tr("due {when}", when=relative_date(day, today))
    if duty.kind == DeadlineKind.EXAM:
        if duty.days > 1:
            return tr("exam on {date}", date=short_date(day, today))
        return tr("exam {when}", when=relative_date(day, today))
    return tr("{what} {when}", what=within(deadline_word(duty.kind)), when=relative_date(day, today))


def _gap(gap: GapLink) -> str:
    level = level_text(gap.level)
    if gap.rated is None:
        if gap.largest:
            return tr("largest gap: {skill} to {level}", skill=gap.skill, level=level)
        return tr("closes a gap: {skill} to {level}", skill=gap.skill, level=level)
    rated = level_text(gap.rated)
    if gap.largest:
        return tr("largest gap: {skill} {rated} → {level}", skill=gap.skill, rated=rated, level=level)
    return tr("closes a gap: {skill} {rated} → {level}", skill=gap.skill, rated=rated, level=level)
