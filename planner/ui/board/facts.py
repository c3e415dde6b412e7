"""What a card and a lane say in words: the grey line of at most three facts, and sentences for a screen reader."""

from datetime import date
from typing import NamedTuple

from planner.config.text import tr, trn, within
from planner.domain.dates import parse_date
from planner.domain.progress import Progress, is_overdue
from planner.domain.words import Priority, Status
from planner.services import humanize
from planner.services.humanize import level_text
from planner.services.queries.board import DONE, SKIPPED, LaneRow
from planner.services.queries.board_cards import CardRow
from planner.services.words import deadline_word, kind_word, priority_word, status_word

MOST_FACTS = 3


class Fact(NamedTuple):
    """One short text of the grey line; ``late`` ones are drawn in the colour of danger, ``strong`` ones as text.

    Where there is no room for all, those before a ``dated`` one give way to it.
    """

    text: str
    late: bool = False
    strong: bool = False
    dated: bool = False


def facts(card: CardRow, today: date) -> tuple[Fact, ...]:
    """At most three facts that matter now: when it was done, how well it is kept, or what is left and by when.

    Of an open card a high priority is the first of them; the others are what is usual, and said by nothing.
    """
    if card.status == Status.DONE:
        found = [_completed(card, today), Fact(card.outcome)]
    elif card.status == Status.SKIPPED:
        found = [Fact(status_word(SKIPPED)), _effort(card)]
    elif card.cadence_count:
        found = [_rhythm(card), _kept(card), _due(card, today)]
    else:
        found = [_span(card, today), _effort(card), _units(card), _checklist(card), _due(card, today)]
        for more in (_shows(card), _tags(card)):
            if sum(bool(fact.text) for fact in found) < 2:
                found.insert(-1, more)  # in front of the date
    said = [fact for fact in found if fact.text]
    if card.priority == Priority.HIGH and card.status in (Status.PLANNED, Status.IN_PROGRESS):
        said.insert(0, Fact(within(priority_word(Priority.HIGH)), strong=True))
    if len(said) > MOST_FACTS and said[-1] == _due(card, today):
        said = [*said[: MOST_FACTS - 1], said[-1]]  # the date matters more than the third count
    return tuple(said[:MOST_FACTS])


def _completed(card: CardRow, today: date) -> Fact:
    return Fact(humanize.short_date(parse_date(card.completed_on), today) if card.completed_on else "")


def _rhythm(card: CardRow) -> Fact:
    return Fact(tr("{done} of {count} this week", done=card.week_sessions, count=card.cadence_count))


def _kept(card: CardRow) -> Fact:
    """How well a practice was kept; before there is a week to count, how long it takes each time."""
    if card.kept is not None and card.kept.of:
        return Fact(humanize.kept_text(card.kept))
    return Fact(humanize.duration(card.cadence_minutes)) if card.cadence_minutes else _checklist(card)


def _span(card: CardRow, today: date) -> Fact:
    return Fact(humanize.date_range(card.starts, card.ends, today) if card.starts else "")


def _effort(card: CardRow) -> Fact:
    if not card.estimate:
        return Fact(tr("{time} done", time=humanize.duration(card.logged)) if card.logged else "")
    if not card.logged:
        return Fact(humanize.duration(card.estimate))
    return Fact(humanize.duration_of(card.logged, card.estimate))


def _units(card: CardRow) -> Fact:
    if not card.units_total:
        return Fact("")
    return Fact(trn("{done} of {n} unit", "{done} of {n} units", card.units_total, done=card.units_done))


def _checklist(card: CardRow) -> Fact:
    """The ticked lines, once there is one: “0/4” on every card that was not begun says nothing."""
    if not card.items_done and card.status == Status.PLANNED:
        return Fact("")
    return Fact(tr("{done}/{total}", done=card.items_done, total=card.items_total) if card.items_total else "")


def _due(card: CardRow, today: date) -> Fact:
    if card.due is None:
        return Fact("")
    day = parse_date(card.due)
    if is_overdue(card.status, card.due, today.isoformat(), card.cadence_count):
        return Fact(humanize.due_text(day, today), late=True, dated=True)
    if day < today:  # a practice is never late
        return Fact("")
    days = (day - today).days
    when = humanize.relative_date(day, today) if days < 7 else humanize.short_date(day, today)
    if card.due_kind == "due":
        return Fact(when, dated=True)
    return Fact(tr("{what} {when}", what=deadline_word(card.due_kind), when=when), dated=True)


def _shows(card: CardRow) -> Fact:
    if not card.shows or card.level is None:
        return Fact("")
    return Fact(tr("shows {skill} {level}", skill=card.shows, level=level_text(card.level)))


def _tags(card: CardRow) -> Fact:
    return Fact(" ".join(f"#{tag}" for tag in card.tags))


def card_name(card: CardRow, today: date) -> str:
    """The card in one line for a screen reader: title, status, facts, and whether it is picked for this week."""
    parts = [card.title, status_word(card.status)]
    for fact in facts(card, today):
        if fact.strong:
            parts.append(tr("{word} priority", word=fact.text))
        elif fact.text != parts[1]:
            parts.append(fact.text)
    if card.picked:
        parts.append(tr("in this week"))
    return ", ".join(parts)


def card_description(card: CardRow) -> str:
    """What the icon of the card says."""
    return kind_word(card.kind)


def percent(lane: LaneRow) -> str:
    """The share of the lane's progress as a text, empty where there is nothing to finish, as in the inbox."""
    if lane.step_id is None or not lane.progress.total:
        return ""
    return tr("{n} %", n=round(100 * lane.progress.share_of_time))


def remainder(lane: LaneRow) -> str:
    """What stands at the right end of a lane: “31 h left”, “kept 3 of 4 weeks”, or how many cards there are.

    Of the inbox it is how many are open: it is to be emptied, not to be worked through.
    """
    if lane.step_id is None:
        return trn("{n} card", "{n} cards", lane.open) if lane.open else ""
    progress = lane.progress
    if progress.total:
        if progress.done == progress.total:
            return tr("all done")
        if progress.minutes_left >= 1:
            return tr("{time} left", time=humanize.duration(_rounded(progress.minutes_left)))
        return trn("{n} left", "{n} left", progress.total - progress.done)
    if lane.kept is not None:
        return humanize.kept_text(lane.kept)
    return trn("{n} card", "{n} cards", lane.total) if lane.total else ""


def done_of(progress: Progress) -> tuple[str, ...]:
    """How far a step or a roadmap is: by count, and by hours where any were estimated. Empty where nothing counts."""
    if not progress.total:
        return ()
    said = [trn("{done} of {n} activity", "{done} of {n} activities", progress.total, done=progress.done)]
    if progress.minutes_total:
        hours = (round(progress.minutes_done / 60), round(progress.minutes_total / 60))
        said.append(tr("{done} of {total} h", done=hours[0], total=hours[1]))
    return tuple(said)


def _rounded(minutes: int) -> int:
    """From ten hours on whole hours, below to the half: a sum of estimates is no more exact than that."""
    if minutes < 60:
        return minutes
    return round(minutes / 60) * 60 if minutes >= 600 else round(minutes / 30) * 30


def lane_title(lane: LaneRow) -> str:
    """The name of a step, or of the inbox."""
    return lane.name if lane.step_id is not None else tr("Inbox")


def lane_name(lane: LaneRow, *, opened: bool) -> str:
    """The lane in one line for a screen reader."""
    return ", ".join((lane_sentence(lane), tr("unfolded") if opened else tr("folded")))


def lane_sentence(lane: LaneRow) -> str:
    """The same where whatever shows the lane tells itself whether it is folded."""
    parts = [lane_title(lane)]
    if lane.number:
        parts.append(tr("step {n}", n=lane.number))
    parts += [part for part in (percent(lane), remainder(lane)) if part]
    return ", ".join(parts)


def head_count(column: str, shown: int, total: int, limit: int | None = None) -> str:
    """How many cards a column has: “6”, of Done “5 of 9” while some are not shown, “2 of 5” where 5 is the limit."""
    if column == DONE and shown < total:
        return tr("{shown} of {total}", shown=shown, total=total)
    if limit is not None:
        return tr("{n} of {limit}", n=total, limit=limit)
    return tr("{n}", n=total)


def over_limit() -> str:
    """What stands beside the number of a column that holds more than it is meant to."""
    return tr("over the limit")


def limit_tip(count: int, limit: int | None) -> str:
    """What the number of a column means, and what to do about it."""
    if limit is None:
        return tr("Press to limit how many cards stand here")
    if count > limit:
        return trn(
            "{n} more than the limit of {limit}. Finish one or move it back before you begin another; press to change "
            "the limit.",
            "{n} more than the limit of {limit}. Finish some or move them back before you begin another; press to "
            "change the limit.",
            count - limit,
            limit=limit,
        )
    return tr("The limit of this column in each step is {limit}; press to change it", limit=limit)


def more_ideas(number: int, *, opened: bool) -> str:
    """The line that folds and unfolds optional activities."""
    if opened:
        return trn("{n} idea", "{n} ideas", number)
    return trn("{n} more idea", "{n} more ideas", number)


def show_all(number: int) -> str:
    """The line that shows all that is done."""
    return tr("Show all {n}", n=number)
