"""What the filter of the calendar is called: parts, choices, chips, one sentence, and how much it lets through."""

from typing import Final

from planner.config.text import mark, tr, trn, within
from planner.domain.calendar_filter import EVENT, FORMATS, KINDS, SESSION, STATES, CalendarFilter, CalendarPart
from planner.domain.words import Status
from planner.services.filter_words import chip_words, joined
from planner.services.queries.calendar_filter import FilterNames
from planner.services.words import deadline_word, format_word, state_word, status_word

PART_WORDS: Final = {
    CalendarPart.WORDS: mark("Words"),
    CalendarPart.KINDS: mark("Kind"),
    CalendarPart.STATES: mark("Status"),
    CalendarPart.TOPICS: mark("Topic"),
    CalendarPart.REGIONS: mark("Region"),
    CalendarPart.FORMATS: mark("Format"),
    CalendarPart.OPEN_CALLS: mark("Call open"),
}
NO_NAMES: Final = FilterNames({}, {})


def part_word(part: CalendarPart) -> str:
    """What a part is called: the word on its chip."""
    return tr(PART_WORDS[part])


def choice_word(part: CalendarPart, choice: str, names: FilterNames) -> str:
    """One choice of a part in words; ``names`` are those of the folded topics and regions."""
    match part:
        case CalendarPart.KINDS:
            return _kind(choice)
        case CalendarPart.STATES:
            return within(status_word(choice)) if choice in set(Status) else state_word("event", choice)
        case CalendarPart.TOPICS:
            return names.topics.get(choice, choice)
        case CalendarPart.REGIONS:
            return names.regions.get(choice, choice) or tr("no country")
        case _:
            return format_word(choice)


def _kind(what: str) -> str:
    if what == EVENT:
        return tr("event")
    return tr("study session") if what == SESSION else deadline_word(what)


def choice_words(wanted: CalendarFilter, part: CalendarPart, names: FilterNames) -> tuple[str, ...]:
    """The choices of a part in words, in the order in which they are offered."""
    chosen = wanted.choices(part)
    offered = {CalendarPart.KINDS: KINDS, CalendarPart.STATES: STATES, CalendarPart.FORMATS: FORMATS}
    order = [each for each in offered.get(part, tuple(sorted(chosen))) if each in chosen]
    return tuple(choice_word(part, each, names) for each in order)


def chip_text(wanted: CalendarFilter, part: CalendarPart, names: FilterNames) -> str:
    """The text of a chip: “Region”, and with choices “Region: Germany”."""
    return chip_words(part_word(part), choice_words(wanted, part, names))


def sentence(wanted: CalendarFilter, names: FilterNames, *, conferences: bool = False) -> str:
    """What the filter lets through of the dates, or of the ``conferences``, for who hovers over the bar or hears it."""
    if not wanted.is_on:
        return tr("Shows every conference.") if conferences else tr("Shows every date.")
    if conferences:
        return tr("Shows conferences that fit {parts}.", parts=_parts(wanted, names))
    return tr("Shows dates that fit {parts}.", parts=_parts(wanted, names))


def _parts(wanted: CalendarFilter, names: FilterNames) -> str:
    said = []
    for part in wanted.parts:
        if part is CalendarPart.WORDS:
            said.append(tr("“{words}”", words=wanted.words))
        elif part is CalendarPart.OPEN_CALLS:
            said.append(part_word(part))
        else:
            said.append(chip_text(wanted, part, names))
    return joined(said)


def count_text(shown: int, total: int, *, is_on: bool, conferences: bool = False) -> str:
    """How many of the dates of the view are shown, or of the ``conferences``."""
    if conferences:
        if not is_on:
            return trn("{n} conference, nothing is hidden", "{n} conferences, nothing is hidden", total)
        return trn("{shown} of {n} conference", "{shown} of {n} conferences", total, shown=shown)
    if not is_on:
        return trn("{n} date, nothing is hidden", "{n} dates, nothing is hidden", total)
    return trn("{shown} of {n} date", "{shown} of {n} dates", total, shown=shown)


def none_fits(total: int) -> str:
    """The sentence for a filter that none of the conferences fits."""
    return trn("The only conference does not fit the filter.", "None of {n} conferences fits the filter.", total)
