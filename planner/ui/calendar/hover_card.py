"""The hover card of a dated thing: what has no room in a bar of the month, for who rests the pointer on it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from planner.config.text import tr
from planner.domain.plain_text import shortened
from planner.services.queries.entry_card import EntryCard, entry_card
from planner.ui.calendar.card_facts import card_facts, card_kind, card_sums
from planner.ui.calendar.conference_columns import Conference, Here
from planner.ui.calendar.entry_text import dotted, entry_answer, entry_dates, entry_line, entry_times, entry_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.services.planner import Planner
    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.theme import Theme

_WIDTH: Final = 300
_MOST_NOTES: Final = 160


class HoverCards:
    """Makes the cards; each is read when it is asked for, which is once for a rest of the pointer."""

    def __init__(self, theme: Theme, planner: Planner, zone: str) -> None:
        self._theme = theme
        self._planner = planner
        self._zone = zone

    def html(self, entry: CalendarEntry) -> str:
        """The card of an entry as rich text."""
        today = self._planner.today()
        card = self._planner.read(entry_card, entry.activity_id, today, self._zone)
        lines = card_lines_of(entry, card, today, self._zone)
        notes = shortened(" ".join(card.notes.split()), _MOST_NOTES)
        return card_html(lines, notes, self._theme.colour("muted").name())


def card_html(lines: Sequence[str], notes: str = "", muted: str = "") -> str:
    """A card as rich text: the first line bold, and the notes below the others in another colour."""
    head, *others = map(escape, filter(None, lines))
    below = [f"<span style='color:{muted}'>{escape(notes)}</span>"] if notes else []
    # A table, since nothing else in a tool tip keeps to a width.
    return f"<table width='{_WIDTH}'><tr><td>{'<br>'.join([f'<b>{head}</b>', *others, *below])}</td></tr></table>"


def card_lines_of(entry: CalendarEntry, card: EntryCard, today: date, zone: str) -> list[str]:
    """The lines of a card, the title first."""
    if card.conference is None:
        return [entry_title(entry), entry_dates(entry, today), entry_line(entry, today, zone, roomy=True)]
    here = Here(today, zone)
    if not entry.is_event:
        # Of what is due for an event, when and where that takes place belongs to it.
        dates, *others = card_facts(Conference(card.conference, card.facts), here)
        place = [fact.text for fact in others if fact.icon == "pin"]
        about = ", ".join([card.conference.title, dates.text, *place])
        return [entry_title(entry), entry_dates(entry, today), entry_line(entry, today, zone, roomy=True), about]
    one = Conference(card.conference._replace(first=entry.first, last=entry.last), card.facts)
    dates, *facts = card_facts(one, here)
    told = [
        tr("Topics: {topics}", topics=fact.text) if fact.icon == "tag" else dotted(fact.text, fact.more)
        for fact in facts
    ]
    return [
        entry_title(entry),
        dotted(card_kind(one), entry_answer(entry)),
        dotted(dates.text, entry_times(entry, zone)),
        *told,
        card_sums(one),
    ]
