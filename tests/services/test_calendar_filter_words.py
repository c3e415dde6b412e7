"""What the filter of the calendar is called."""

import pytest

from planner.domain.calendar_filter import CHOICES, EVERY_ENTRY, KINDS, STATES, CalendarFilter, CalendarPart
from planner.services import calendar_filter_words as words
from planner.services.queries.calendar_filter import FilterNames

NAMES = FilterNames({"nlp": "NLP"}, {"germany": "Germany"})
FILTER = CalendarFilter(
    words="scrum",
    kinds=frozenset({"session", "event"}),
    states=frozenset({"registered", "done"}),
    topics=frozenset({"nlp", "gone"}),
    regions=frozenset({"germany", ""}),
    formats=frozenset({"online"}),
)


def test_chips_name_the_choices_in_their_order() -> None:
    assert [words.chip_text(EVERY_ENTRY, part, NAMES) for part in CHOICES] == [
        "Kind", "Status", "Topic", "Region", "Format",
    ]  # fmt: skip
    assert [words.chip_text(FILTER, part, NAMES) for part in CHOICES] == [
        "Kind: event, study session",
        "Status: done, registered",
        "Topic: gone, NLP",
        "Region: no country, Germany",
        "Format: online",
    ]


def test_the_whole_filter_is_one_sentence() -> None:
    assert words.sentence(EVERY_ENTRY, NAMES) == "Shows every date."
    some = CalendarFilter(words="scrum", formats=frozenset({"online"}))
    assert words.sentence(some, NAMES) == "Shows dates that fit “scrum” and Format: online."
    assert words.sentence(EVERY_ENTRY, NAMES, conferences=True) == "Shows every conference."
    calls = CalendarFilter(regions=frozenset({"germany"}), open_calls=True)
    assert words.sentence(calls, NAMES, conferences=True) == "Shows conferences that fit Region: Germany and Call open."


def test_it_is_told_how_many_are_shown() -> None:
    assert words.count_text(9, 9, is_on=False) == "9 dates, nothing is hidden"
    assert words.count_text(2, 9, is_on=True) == "2 of 9 dates"
    assert words.count_text(0, 1, is_on=True) == "0 of 1 date"
    assert words.count_text(300, 300, is_on=False, conferences=True) == "300 conferences, nothing is hidden"
    assert words.count_text(12, 300, is_on=True, conferences=True) == "12 of 300 conferences"
    assert words.none_fits(300) == "None of 300 conferences fits the filter."
    assert words.none_fits(1) == "The only conference does not fit the filter."


@pytest.mark.parametrize(
    ("part", "choices"), [(CalendarPart.KINDS, KINDS), (CalendarPart.STATES, STATES)], ids=["kinds", "states"]
)
def test_every_choice_has_a_word_of_its_own(part: CalendarPart, choices: tuple[str, ...]) -> None:
    found = [words.choice_word(part, choice, NAMES) for choice in choices]
    assert all(found)
    assert len(set(found)) == len(found)
