"""What the card of a conference says: the lines that fit on it, and all that is known for its tip and for the ear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config.text import begun, tr, trn
from planner.services.conference_text import conference_dates
from planner.services.humanize import money_text, relative_date, short_date
from planner.services.renewal_facts import credits_text
from planner.services.words import event_type_word, format_word
from planner.ui.calendar.conference_columns import Column, Conference, Here, cell_lines, column_title, topics_of
from planner.ui.calendar.entry_text import call_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from planner.services.queries.calendar import ConferenceRow

#: The columns that a card has in its tip, in this order, where they hold something.
_TOLD: Final = (
    Column.DATES,
    Column.PLACE,
    Column.FORMAT,
    Column.CALL,
    Column.CLASHES,
    Column.GAPS,
    Column.TOPICS,
    Column.CREDITS,
    Column.COST,
    Column.ANSWER,
)


class Fact(NamedTuple):
    """One line of a card under an icon; ``more`` follows it muted, on the next line where there is no room.

    ``short`` stands in place of both where there is no next line either.
    """

    icon: str
    text: str
    more: str = ""
    quiet: bool = False
    short: str = ""


class Line(NamedTuple):
    """What stands on one line of a card; a line without an icon goes on with the fact above it."""

    icon: str
    text: str
    more: str
    quiet: bool


def card_kind(one: Conference) -> str:
    """What it is and how one takes part: “Conference · hybrid”."""
    row = one.row
    return tr("{kind} · {format}", kind=event_type_word(row.event_type), format=format_word(row.format))


def card_facts(one: Conference, here: Here) -> list[Fact]:
    """The facts of a conference that have a value, what matters most first."""
    row, facts = one.row, one.facts
    found = [Fact("calendar", _begun(conference_dates(row, here.today)))]
    place = ", ".join(filter(None, (row.city, row.country))) or row.venue
    if place:
        found.append(Fact("pin", place))
    if row.call_day is not None:
        found.append(_call(row, row.call_day, here))
    if facts.clashes:
        found.append(Fact("warning", _clash(facts.clashes), quiet=True))
    if facts.gaps:
        names = ", ".join(facts.gaps)
        found.append(Fact("skills", trn("Skill gap: {names}", "Skill gaps: {names}", len(facts.gaps), names=names)))
    topics = topics_of(row)
    if topics:
        found.append(Fact("tag", ", ".join(topics), quiet=True))
    return found


def _call(row: ConferenceRow, day: date, here: Here) -> Fact:
    closes, moment = call_lines(row, here.today, here.zone)
    text = tr("Call {closes}", closes=closes)
    is_near = relative_date(day, here.today) != short_date(day, here.today)
    short = tr("Call closes {moment}", moment=moment) if moment and is_near else ""
    return Fact("flag", text, moment, quiet=day < here.today, short=short)


def _begun(text: str) -> str:
    return begun(text)


def _clash(titles: Sequence[str]) -> str:
    if len(titles) == 1:
        return tr("Clashes with {title}", title=titles[0])
    return trn("{n} clash: {titles}", "{n} clashes: {titles}", len(titles), titles=", ".join(titles))


def card_sums(one: Conference) -> str:
    """The credits that it brings and what it costs: “12 PDU · USD 400.00”."""
    facts = one.facts
    return " · ".join([credits_text(*each) for each in facts.credits] + [money_text(*each) for each in facts.costs])


def card_lines(facts: Sequence[Fact], room: int, fits: Callable[[Fact], bool]) -> list[Line]:
    """The facts on at most ``room`` lines; ``fits`` tells whether all of a fact has room on one.

    What ``more`` says goes below only where that pushes no fact out.
    """
    facts = facts[:room]
    spare = room - len(facts)
    found = []
    for fact in facts:
        if fact.more and spare > 0 and not fits(fact):
            spare -= 1
            found += [Line(fact.icon, fact.text, "", fact.quiet), Line("", "", fact.more, quiet=True)]
        elif fact.short and not fits(fact):
            found.append(Line(fact.icon, fact.short, "", fact.quiet))
        else:
            found.append(Line(fact.icon, fact.text, fact.more, fact.quiet))
    return found


def card_told(one: Conference, here: Here) -> list[str]:
    """All that is known of a conference, each in a phrase of its own, the name first."""
    told = [one.row.title, event_type_word(one.row.event_type)]
    for column in _TOLD:
        text = ", ".join(filter(None, told_by(one, column, here)))
        if text:
            told.append(tr("{heading}: {text}", heading=column_title(column), text=text))
    return told


def told_by(one: Conference, column: int, here: Here) -> tuple[str, str]:
    """What a cell says; the dates without what else lies on them, which has a column of its own."""
    first, second = cell_lines(one, column, here)
    return (first, "") if column == Column.DATES else (first, second)
