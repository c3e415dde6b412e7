"""What the filter and the groups of goals are called."""

from planner.domain.goal_filter import EVERY_GOAL, LIFE, DateChoice, GoalFilter, GoalPart, Grouping
from planner.domain.words import Kind
from planner.services import goal_filter_words as words

ISSUERS = {"pmi": "PMI", "": ""}
FILTER = GoalFilter(
    words="scrum",
    kinds=frozenset({Kind.CERTIFICATION}),
    states=frozenset({"passed", "considering", "booked", "expired"}),
    issuers=frozenset({"pmi", "", "gone"}),
    tags=frozenset({"b", "a"}),
    dates=frozenset({DateChoice.NO_EXAM, DateChoice.EXAM_30}),
)


def test_chips_name_the_choices_in_their_order() -> None:
    assert [words.chip_text(EVERY_GOAL, part, {}) for part in GoalPart if part is not GoalPart.WORDS] == [
        "Kind", "State", "Issuer", "Tag", "Dates",
    ]  # fmt: skip
    assert [words.chip_text(FILTER, part, ISSUERS) for part in GoalPart if part is not GoalPart.WORDS] == [
        "Kind: certification",
        "State: considering, booked and 2 more",
        "Issuer: no issuer, gone, PMI",
        "Tag: #a, #b",
        "Dates: exam within 30 days, no exam date",
    ]


def test_the_whole_filter_is_one_sentence() -> None:
    assert words.sentence(EVERY_GOAL, {}) == "Shows every goal."
    some = FILTER._replace(states=frozenset(), issuers=frozenset(), tags=frozenset(), dates=frozenset())
    assert words.sentence(some, {}) == "Shows goals that fit “scrum” and Kind: certification."
    assert words.none_fits(some, 40, {}) == "None of 40 goals fits “scrum” and Kind: certification."
    assert words.none_fits(some, 1, {}) == "The only goal does not fit “scrum” and Kind: certification."
    assert "name, issuer, state or tags" in words.none_fits(GoalFilter(words="x"), 40, {})


def test_it_is_told_how_many_are_shown() -> None:
    assert words.count_text(12, 40, is_on=True) == "12 of 40 goals"
    assert words.count_text(40, 40, is_on=False) == "40 goals, nothing is hidden"


def test_groups_have_headings() -> None:
    assert [words.group_name(Grouping.STATE, state, {}) for state in LIFE][:5] == [
        "Considering", "Enrolled", "Preparing", "In progress", "Booked",
    ]  # fmt: skip
    assert words.group_name(Grouping.ISSUER, "pmi", ISSUERS) == "PMI"
    assert words.group_name(Grouping.ISSUER, "", ISSUERS) == "No issuer"
    assert words.group_name(Grouping.YEAR, "2027", {}) == "2027"
    assert words.group_name(Grouping.YEAR, "", {}) == "No year"
    assert [words.grouping_word(each) for each in Grouping] == [
        "Not grouped", "Grouped by state", "Grouped by issuer", "Grouped by year",
    ]  # fmt: skip
