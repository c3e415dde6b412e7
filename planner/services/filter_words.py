"""What a filter of the board says in words: its parts, one sentence, and why nothing fits it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from planner.config.text import mark, tr, trn, within
from planner.domain.filters import INBOX, CardFilter, DueWindow, FilterPart
from planner.domain.words import Kind, Priority, Status
from planner.services.words import kind_word, priority_word, status_word

#: More choices than this are told as a number.
_TOLD = 3

PART_WORDS: Final = {
    FilterPart.WORDS: mark("Words"),
    FilterPart.KINDS: mark("Kind"),
    FilterPart.STEPS: mark("Step"),
    FilterPart.SKILLS: mark("Skill"),
    FilterPart.TAGS: mark("Tag"),
    FilterPart.STATUSES: mark("Status"),
    FilterPart.DUE: mark("Due"),
    FilterPart.PRIORITIES: mark("Priority"),
    FilterPart.FOCUS: mark("Focus"),
}
WINDOW_WORDS: Final = {
    DueWindow.OVERDUE: mark("Overdue"),
    DueWindow.THIS_WEEK: mark("This week"),
    DueWindow.NEXT_14_DAYS: mark("Next 14 days"),
    DueWindow.NEXT_30_DAYS: mark("Next 30 days"),
    DueWindow.NO_DATE: mark("No date"),
}
_KINDS: Final = {
    Kind.TOPIC: mark("a topic"),
    Kind.COURSE: mark("a course"),
    Kind.CERTIFICATION: mark("a certification"),
    Kind.PROJECT: mark("a project"),
    Kind.EVENT: mark("an event"),
    Kind.READING: mark("something to read"),
    Kind.COMMUNITY: mark("community work"),
    Kind.MENTORING: mark("mentoring"),
    Kind.EXPERIMENT: mark("an experiment"),
}
_WINDOWS: Final = {
    DueWindow.OVERDUE: mark("is overdue"),
    DueWindow.THIS_WEEK: mark("is due this week"),
    DueWindow.NEXT_14_DAYS: mark("is due in the next 14 days"),
    DueWindow.NEXT_30_DAYS: mark("is due in the next 30 days"),
    DueWindow.NO_DATE: mark("has no date"),
}
_WINDOW_LABELS: Final = {
    DueWindow.OVERDUE: mark("overdue"),
    DueWindow.THIS_WEEK: mark("due this week"),
    DueWindow.NEXT_14_DAYS: mark("due in the next 14 days"),
    DueWindow.NEXT_30_DAYS: mark("due in the next 30 days"),
    DueWindow.NO_DATE: mark("no date"),
}
_STATUSES: Final = {
    Status.PLANNED: mark("is to do"),
    Status.IN_PROGRESS: mark("is in progress"),
    Status.DONE: mark("is done"),
    Status.SKIPPED: mark("is skipped"),
}
_PRIORITIES: Final = {
    Priority.NONE: mark("has no priority"),
    Priority.LOW: mark("has low priority"),
    Priority.MEDIUM: mark("has medium priority"),
    Priority.HIGH: mark("has high priority"),
}

_PRIORITY_LABELS: Final = {
    Priority.NONE: mark("no priority"),
    Priority.LOW: mark("low priority"),
    Priority.MEDIUM: mark("medium priority"),
    Priority.HIGH: mark("high priority"),
}


class Names(NamedTuple):
    """The names of steps and skills by their uid."""

    steps: Mapping[str, str] = {}
    skills: Mapping[str, str] = {}


def part_word(part: FilterPart) -> str:
    """What a part is called: the word on its chip."""
    return tr(PART_WORDS[part])


def window_word(window: DueWindow) -> str:
    """What a due window is called in a list of them."""
    return tr(WINDOW_WORDS[window])


def choice_word(part: FilterPart, choice: Any, names: Names) -> str:
    """One choice of a part in words."""
    match part:
        case FilterPart.KINDS:
            return within(kind_word(choice))
        case FilterPart.STEPS:
            return _step(choice, names)
        case FilterPart.SKILLS:
            return names.skills.get(choice) or tr("a skill that is gone")
        case FilterPart.TAGS:
            return tr("#{tag}", tag=choice)
        case FilterPart.STATUSES:
            return within(status_word(choice))
        case FilterPart.DUE:
            return within(window_word(choice))
        case _:
            return tr("no priority") if choice == Priority.NONE else within(priority_word(choice))


def choice_words(card_filter: CardFilter, part: FilterPart, names: Names) -> tuple[str, ...]:
    """The choices of a part in words, in the order in which they are offered."""
    return tuple(choice_word(part, choice, names) for choice in _ordered(card_filter, part, names))


def _ordered(card_filter: CardFilter, part: FilterPart, names: Names) -> list[Any]:
    chosen = card_filter.choices(part)
    vocabularies: dict[FilterPart, Sequence[Any]] = {
        FilterPart.KINDS: list(Kind),
        FilterPart.STATUSES: list(Status),
        FilterPart.DUE: list(DueWindow),
        FilterPart.PRIORITIES: list(Priority),
        FilterPart.STEPS: [INBOX, *names.steps],
        FilterPart.SKILLS: list(names.skills),
    }
    known = [each for each in vocabularies.get(part, ()) if each in chosen]
    return [*known, *sorted(chosen - set(known))]


def _step(uid: str, names: Names) -> str:
    return tr("inbox") if uid == INBOX else names.steps.get(uid) or tr("a step that is gone")


def chip_text(card_filter: CardFilter, part: FilterPart, names: Names) -> str:
    """The text of a chip: “Kind”, and with choices “Kind: course, project”."""
    return chip_words(part_word(part), choice_words(card_filter, part, names))


def chip_words(part: str, words: Sequence[str]) -> str:
    """The text of a chip for a part of that name with choices in these words; of many, a number."""
    if not words:
        return part
    if len(words) > _TOLD:
        return trn(
            "{part}: {choices} and {n} more",
            "{part}: {choices} and {n} more",
            len(words) - _TOLD + 1,
            part=part,
            choices=_listed(words[: _TOLD - 1]),
        )
    return tr("{part}: {choices}", part=part, choices=_listed(words))


def part_label(card_filter: CardFilter, part: FilterPart, names: Names) -> str:
    """A part in a few words, to be named in a sentence: “due this week”."""
    match part:
        case FilterPart.WORDS:
            return card_filter.words
        case FilterPart.FOCUS:
            return part_word(part)
        case FilterPart.DUE:
            return _either([tr(_WINDOW_LABELS[each]) for each in _ordered(card_filter, part, names)])
        case FilterPart.PRIORITIES:
            return _either([tr(_PRIORITY_LABELS[each]) for each in _ordered(card_filter, part, names)])
        case _:
            return _either(choice_words(card_filter, part, names))


def condition(card_filter: CardFilter, part: FilterPart, names: Names) -> str:
    """What a part asks of a card: “is a course or a project”."""
    chosen = _ordered(card_filter, part, names) if part not in (FilterPart.WORDS, FilterPart.FOCUS) else []
    match part:
        case FilterPart.WORDS:
            return tr("holds “{words}”", words=card_filter.words)
        case FilterPart.KINDS:
            return tr("is {kinds}", kinds=_either([tr(_KINDS[each]) for each in chosen]))
        case FilterPart.STEPS:
            return tr("is in {steps}", steps=_either([_place(each, names) for each in chosen]))
        case FilterPart.SKILLS:
            words = choice_words(card_filter, part, names)
            return tr("shows {skills}", skills=_either([tr("“{name}”", name=each) for each in words]))
        case FilterPart.TAGS:
            return tr("has the tag {tags}", tags=_either(choice_words(card_filter, part, names)))
        case FilterPart.STATUSES:
            return _either([tr(_STATUSES[each]) for each in chosen])
        case FilterPart.DUE:
            return _either([tr(_WINDOWS[each]) for each in chosen])
        case FilterPart.PRIORITIES:
            return _either([tr(_PRIORITIES[each]) for each in chosen])
        case FilterPart.FOCUS:
            return tr("is due soon or in progress")


def _place(uid: str, names: Names) -> str:
    return tr("the inbox") if uid == INBOX else tr("“{name}”", name=_step(uid, names))


def sentence(card_filter: CardFilter, names: Names) -> str:
    """What the filter does, in one sentence."""
    if not card_filter.is_on:
        return tr("Shows every card.")
    return tr("Shows each card that {conditions}.", conditions=_conditions(card_filter, names))


def none_fits(card_filter: CardFilter, total: int, names: Names) -> str:
    """The sentence for a filter that none of the cards fits."""
    if not total:
        return tr("There are no cards to filter yet.")
    return trn(
        "The only card is not one that {conditions}.",
        "None of {n} cards {conditions}.",
        total,
        conditions=_conditions(card_filter, names),
    )


def without_parts(card_filter: CardFilter, parts: Sequence[FilterPart], number: int, names: Names) -> str:
    """How many cards there would be without some parts."""
    labels = [tr("“{name}”", name=part_label(card_filter, part, names)) for part in parts]
    return trn("Without {parts} there is {n}", "Without {parts} there are {n}", number, parts=_joined(labels, _and))


def _conditions(card_filter: CardFilter, names: Names) -> str:
    return _joined([condition(card_filter, part, names) for part in card_filter.parts], _and)


def _listed(words: Sequence[str]) -> str:
    return _joined(words, _comma)


def _either(words: Sequence[str]) -> str:
    """“a, b or c”; of many the first ones and a number."""
    if len(words) > _TOLD:
        rest = len(words) - _TOLD + 1
        words = [*words[: _TOLD - 1], trn("{n} other", "{n} others", rest)]
    return _joined(words, _or)


def joined(words: Sequence[str]) -> str:
    """“a, b and c”."""
    return _joined(words, _and)


def _joined(words: Sequence[str], last: Callable[[str, str], str]) -> str:
    if len(words) < 2:
        return "".join(words)
    text = words[0]
    for word in words[1:-1]:
        text = _comma(text, word)
    return last(text, words[-1])


def _comma(before: str, after: str) -> str:
    return tr("{before}, {after}", before=before, after=after)


def _and(before: str, after: str) -> str:
    return tr("{before} and {after}", before=before, after=after)


def _or(before: str, after: str) -> str:
    return tr("{before} or {after}", before=before, after=after)
