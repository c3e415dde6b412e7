"""What the filter and the groups of the goals are called: parts, choices, chips, one sentence, headings."""

from collections.abc import Mapping
from typing import Any, Final

from planner.config.text import begun, mark, tr, trn, within
from planner.domain.goal_filter import LIFE, DateChoice, GoalFilter, GoalPart, Grouping
from planner.domain.states import states_of
from planner.domain.words import Kind
from planner.services.filter_words import chip_words, joined
from planner.services.words import kind_word, state_word

PART_WORDS: Final = {
    GoalPart.WORDS: mark("Words"),
    GoalPart.KINDS: mark("Kind"),
    GoalPart.STATES: mark("State"),
    GoalPart.ISSUERS: mark("Issuer"),
    GoalPart.TAGS: mark("Tag"),
    GoalPart.DATES: mark("Dates"),
}
DATE_WORDS: Final = {
    DateChoice.EXAM_30: mark("exam within 30 days"),
    DateChoice.NO_EXAM: mark("no exam date"),
    DateChoice.EXPIRES_30: mark("expires within 30 days"),
    DateChoice.EXPIRES_90: mark("expires within 90 days"),
    DateChoice.EXPIRES_180: mark("expires within 180 days"),
    DateChoice.NO_EXPIRY: mark("no expiry date"),
}
GROUPING_WORDS: Final = {
    Grouping.NONE: mark("Not grouped"),
    Grouping.STATE: mark("Grouped by state"),
    Grouping.ISSUER: mark("Grouped by issuer"),
    Grouping.YEAR: mark("Grouped by year"),
}


def part_word(part: GoalPart) -> str:
    """What a part is called: the word on its chip."""
    return tr(PART_WORDS[part])


def state_of_any(state: str) -> str:
    """The word for a state of certifications or courses; both have the same one where they share it."""
    kind = Kind.CERTIFICATION if state in states_of(Kind.CERTIFICATION) else Kind.COURSE
    return state_word(kind, state)


def choice_word(part: GoalPart, choice: Any, issuers: Mapping[str, str]) -> str:
    """One choice of a part in words; ``issuers`` are the names of the folded ones."""
    match part:
        case GoalPart.KINDS:
            return within(kind_word(choice))
        case GoalPart.STATES:
            return state_of_any(choice)
        case GoalPart.ISSUERS:
            return issuers.get(choice, choice) or tr("no issuer")
        case GoalPart.TAGS:
            return tr("#{tag}", tag=choice)
        case _:
            return tr(DATE_WORDS[choice])


def choice_words(goal_filter: GoalFilter, part: GoalPart, issuers: Mapping[str, str]) -> tuple[str, ...]:
    """The choices of a part in words, in the order in which they are offered."""
    chosen = goal_filter.choices(part)
    offered: dict[GoalPart, list[Any]] = {
        GoalPart.KINDS: list(Kind),
        GoalPart.STATES: list(LIFE),
        GoalPart.DATES: list(DateChoice),
    }
    order = [each for each in offered.get(part, sorted(chosen)) if each in chosen]
    return tuple(choice_word(part, each, issuers) for each in order)


def chip_text(goal_filter: GoalFilter, part: GoalPart, issuers: Mapping[str, str]) -> str:
    """The text of a chip: “Kind”, and with choices “Kind: course”."""
    return chip_words(part_word(part), choice_words(goal_filter, part, issuers))


def sentence(goal_filter: GoalFilter, issuers: Mapping[str, str]) -> str:
    """What the filter lets through, for who hovers over the bar or hears it."""
    if not goal_filter.is_on:
        return tr("Shows every goal.")
    return tr("Shows goals that fit {parts}.", parts=_parts(goal_filter, issuers))


def none_fits(goal_filter: GoalFilter, total: int, issuers: Mapping[str, str]) -> str:
    """The sentence for a filter that none of the goals fits."""
    if goal_filter.parts == (GoalPart.WORDS,):
        return tr("No goal has “{words}” in its name, issuer, state or tags.", words=goal_filter.words)
    return trn(
        "The only goal does not fit {parts}.",
        "None of {n} goals fits {parts}.",
        total,
        parts=_parts(goal_filter, issuers),
    )


def _parts(goal_filter: GoalFilter, issuers: Mapping[str, str]) -> str:
    said = []
    for part in goal_filter.parts:
        if part is GoalPart.WORDS:
            said.append(tr("“{words}”", words=goal_filter.words))
        else:
            said.append(chip_text(goal_filter, part, issuers))
    return joined(said)


def count_text(shown: int, total: int, *, is_on: bool) -> str:
    """How many of the goals are shown."""
    if not is_on:
        return trn("{n} goal, nothing is hidden", "{n} goals, nothing is hidden", total)
    return trn("{shown} of {n} goal", "{shown} of {n} goals", total, shown=shown)


def grouping_word(grouping: Grouping) -> str:
    """What a grouping is called in the list of them."""
    return tr(GROUPING_WORDS[grouping])


def group_name(grouping: Grouping, key: str, issuers: Mapping[str, str]) -> str:
    """The heading of a group."""
    match grouping:
        case Grouping.STATE:
            word = state_of_any(key)
            return begun(word)
        case Grouping.ISSUER:
            return issuers.get(key, key) or tr("No issuer")
        case _:
            return key or tr("No year")
