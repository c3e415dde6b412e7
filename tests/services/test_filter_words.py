"""What a filter says: its chips, one sentence, and why nothing fits."""

import pytest

from planner.domain.filters import EVERYTHING, INBOX, CardFilter, DueWindow, FilterPart
from planner.domain.words import Kind, Priority, Status
from planner.services import filter_words
from planner.services.filter_words import Names

NAMES = Names({"s1": "Foundation", "s2": "Practice"}, {"k1": "Statistics"})
COURSES = CardFilter(kinds=frozenset({Kind.COURSE}), due=frozenset({DueWindow.THIS_WEEK}))


@pytest.mark.parametrize(
    ("card_filter", "said"),
    [
        (EVERYTHING, "Shows every card."),
        (CardFilter(words="tree"), "Shows each card that holds “tree”."),
        (COURSES, "Shows each card that is a course and is due this week."),
        (CardFilter(kinds=frozenset({Kind.PROJECT, Kind.COURSE})), "Shows each card that is a course or a project."),
        (
            CardFilter(steps=frozenset({"s2", INBOX}), skills=frozenset({"k1"}), focus=True),
            "Shows each card that is in the inbox or “Practice”, shows “Statistics” and is due soon or in progress.",
        ),
        (
            CardFilter(tags=frozenset({"ml"}), priorities=frozenset({Priority.HIGH})),
            "Shows each card that has the tag #ml and has high priority.",
        ),
        (
            CardFilter(statuses=frozenset({Status.PLANNED, Status.DONE}), due=frozenset({DueWindow.NO_DATE})),
            "Shows each card that is to do or is done and has no date.",
        ),
    ],
)
def test_one_sentence_says_what_is_filtered(card_filter: CardFilter, said: str) -> None:
    assert filter_words.sentence(card_filter, NAMES) == said


def test_a_chip_shows_its_choice_and_of_many_how_many_more() -> None:
    both = CardFilter(kinds=frozenset({Kind.PROJECT, Kind.COURSE}))
    assert filter_words.chip_text(EVERYTHING, FilterPart.KINDS, NAMES) == "Kind"
    assert filter_words.chip_text(both, FilterPart.KINDS, NAMES) == "Kind: course, project"
    every = CardFilter(kinds=frozenset(Kind))
    assert filter_words.chip_text(every, FilterPart.KINDS, NAMES) == "Kind: topic, course and 7 more"
    assert "a topic, a course or 7 others" in filter_words.sentence(every, NAMES)


def test_a_step_or_skill_that_is_gone_is_said_to_be() -> None:
    gone = CardFilter(steps=frozenset({"old"}), skills=frozenset({"older"}))
    assert filter_words.chip_text(gone, FilterPart.STEPS, NAMES) == "Step: a step that is gone"
    assert filter_words.chip_text(gone, FilterPart.SKILLS, NAMES) == "Skill: a skill that is gone"


def test_why_nothing_fits_and_what_to_leave_out() -> None:
    assert filter_words.none_fits(COURSES, 140, NAMES) == "None of 140 cards is a course and is due this week."
    assert filter_words.none_fits(COURSES, 1, NAMES).startswith("The only card is not one that is a course and")
    assert filter_words.none_fits(COURSES, 0, NAMES) == "There are no cards to filter yet."
    assert filter_words.without_parts(COURSES, [FilterPart.DUE], 4, NAMES) == "Without “due this week” there are 4"
    both = filter_words.without_parts(COURSES, [FilterPart.KINDS, FilterPart.DUE], 1, NAMES)
    assert both == "Without “course” and “due this week” there is 1"


@pytest.mark.parametrize("part", FilterPart)
def test_every_part_has_words(part: FilterPart) -> None:
    full = CardFilter(
        "word", frozenset(Kind), frozenset({"s1"}), frozenset({"k1"}), frozenset({"t"}), frozenset(Status),
        frozenset(DueWindow), frozenset(Priority), True,
    )  # fmt: skip
    assert filter_words.part_word(part)
    assert filter_words.part_label(full, part, NAMES)
    assert filter_words.condition(full, part, NAMES)
