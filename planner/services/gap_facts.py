"""What a gap says about itself: the cells of its row, and what would close it. Pure words; no database, no clock."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from planner.config.text import tr, trn, within
from planner.domain.levels import next_whole
from planner.domain.words import Status
from planner.services.humanize import duration, level_text
from planner.services.queries.gaps import Closer, GapRow
from planner.services.words import status_word, weight_word


class Column(IntEnum):
    """The columns of the table; the lower-case name is what the settings remember."""

    SKILL = 0
    SELF_RATED = 1
    SHOWN = 2
    ROLE = 3
    GAP = 4
    WEIGHT = 5
    PRIORITY = 6
    PLANNED = 7


NUMBERS: Final = frozenset(Column) - {Column.SKILL}
"""What stands on the right of its column."""


def column_title(column: int) -> str:
    """The heading of a column."""
    return (
        tr("Skill"), tr("Self-rated"), tr("Shown"), tr("Role"), tr("Gap"), tr("Weight"), tr("Priority"), tr("Planned"),
    )[column]  # fmt: skip


def column_meaning(column: int) -> str:
    """What a column holds, in more words than its heading has room for."""
    return (
        tr("The skill and its category"),
        tr("The level at which you rate yourself"),
        tr("The level that your finished work shows"),
        tr("The level that the role wants"),
        tr("How far your rating lies below the role; a skill without a rating is all gap"),
        tr("How much the role needs it: 1 nice to have, 2 important, 3 essential"),
        tr("Gap times weight"),
        tr("Hours left of what is on the board and would close the gap"),
    )[column]


def cell_text(row: GapRow, column: int) -> str:
    """What stands in a cell."""
    skill = row.skill
    if column == Column.SKILL:
        return skill.name
    if column == Column.SELF_RATED:
        return tr("unknown") if skill.claimed is None else level_text(skill.claimed)
    if column == Column.SHOWN:
        return tr("none") if skill.evidenced is None else level_text(skill.evidenced)
    if column == Column.ROLE:
        return level_text(skill.target or 0.0)
    if column == Column.GAP:
        return level_text(skill.gap)
    if column == Column.WEIGHT:
        return str(skill.weight)
    if column == Column.PRIORITY:
        return level_text(row.priority)
    if not row.planned:
        return tr("none") if skill.gap else ""
    return duration(row.planned_minutes) if row.planned_minutes else tr("unknown")


def spoken_cell(row: GapRow, column: int) -> str:
    """A cell as a sentence of its own, for screen readers; the first one tells the whole row."""
    text, skill = cell_text(row, column), row.skill
    if column == Column.SKILL:
        return ", ".join(
            [tr("{name} in {category}", name=skill.name, category=row.category)]
            + [spoken_cell(row, other) for other in (Column.SELF_RATED, Column.SHOWN, Column.ROLE, Column.GAP)]
            + ([remark()] if row.stands_out else [])
        )
    if column == Column.SHOWN and skill.evidenced is None:
        text = tr("no work yet")
    elif column == Column.WEIGHT:
        text = tr("{weight}, {words}", weight=text, words=weight_word(skill.weight))
    elif column == Column.PLANNED:
        text = planned_words(row)
    return tr("{column}: {text}", column=column_title(column), text=text)


def planned_words(row: GapRow) -> str:
    """“12 h left of 2 activities”, “nothing on the board”."""
    if not row.skill.gap:
        return tr("nothing needed")
    number = len(row.planned)
    if not number:
        return tr("nothing on the board")
    if not row.planned_minutes:
        return trn("{n} activity without an estimate", "{n} activities without an estimate", number)
    hours = duration(row.planned_minutes)
    return trn("{hours} left of {n} activity", "{hours} left of {n} activities", number, hours=hours)


def remark() -> str:
    """What stands beside a rating that is more than a level above what work shows."""
    return tr("more than work shows")


def claim_words(row: GapRow) -> str:
    """What finished work says to a rating that stands out; empty where it does not."""
    shown = row.skill.evidenced
    if not row.stands_out:
        return ""
    if shown is None:
        return tr("No finished work shows that yet.")
    return tr("Finished work shows {shown}.", shown=level_text(shown))


def gap_words(row: GapRow) -> str:
    """The gap as a sentence: “You rate yourself 1.5, the role wants 3.”."""
    skill = row.skill
    wanted = level_text(skill.target or 0.0)
    if not skill.gap:
        return tr("No gap: you rate yourself {level}, the role wants {wanted}.",
                  level=level_text(skill.claimed or 0.0), wanted=wanted)  # fmt: skip
    if skill.claimed is None:
        return tr("Not rated yet; the role wants {wanted}.", wanted=wanted)
    return tr("You rate yourself {level}, the role wants {wanted}.", level=level_text(skill.claimed), wanted=wanted)


def board_level(row: GapRow) -> float:
    """The level to which what is on the board leads, 0 where there is nothing."""
    return max((closer.level for closer in row.planned), default=0.0)


def closes(row: GapRow) -> bool:
    """Whether nothing more is needed: there is no gap, or what is on the board leads as far as the role wants."""
    return not row.skill.gap or board_level(row) >= (row.skill.target or 0.0)


def reach_words(row: GapRow, *, has_ideas: bool) -> str:
    """How far what is on the board leads, and whether there is more that would."""
    if not row.skill.gap:
        return ""
    if closes(row):
        return tr("What is on the board closes the gap.")
    if row.planned:
        return tr("What is on the board leads to level {level}.", level=level_text(board_level(row)))
    if has_ideas:
        return tr("Nothing on the board would close it yet.")
    return tr("Nothing in the plan would close this gap yet.")


def closer_words(closer: Closer) -> str:
    """“level 3 · 12 h · in progress”."""
    facts = [tr("level {level}", level=level_text(closer.level))]
    if closer.minutes:
        facts.append(duration(closer.minutes))
    if closer.status == Status.IN_PROGRESS:
        facts.append(within(status_word(closer.status)))
    return " · ".join(facts)


def idea_words(level: float, minutes: int | None) -> str:
    """“level 3 · 12 h”."""
    facts = [tr("level {level}", level=level_text(level))]
    return " · ".join([*facts, duration(minutes)] if minutes else facts)


class Reach(NamedTuple):
    """Which level something leads to, by the key that names it."""

    key: object
    level: float


def enough(row: GapRow, ideas: Sequence[Reach]) -> frozenset[object]:
    """The ideas that it takes to reach what the role wants, as far as any does.

    None where the board leads there already; else the first that does, else the one that leads furthest, where it leads
    further than the board.
    """
    target, highest = row.skill.target or 0.0, board_level(row)
    if closes(row) or not ideas:
        return frozenset()
    best = next((idea for idea in ideas if idea.level >= target), None) or max(ideas, key=lambda idea: idea.level)
    return frozenset((best.key,) if best.level > highest else ())


def next_step(row: GapRow) -> float:
    """The level to which something new would lead: the next whole one, but no more than the role wants."""
    above = next_whole(row.skill.claimed)
    target = row.skill.target or 0.0
    return target if above is None else min(above, target)
