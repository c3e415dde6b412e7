"""The history of levels that a view of the radar stands for: a line for each category, or one with its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config import formats
from planner.config.text import tr
from planner.domain.dates import format_date, parse_date
from planner.domain.evidence import SkillHistory
from planner.domain.level_series import Weighed, first_day, mean_claimed, mean_shown
from planner.domain.levels import Weighted, mean_level
from planner.services.humanize import long_date
from planner.ui.skills.axes import CATEGORIES, Spoke
from planner.ui.widgets.level_lines.shown import LevelHistory, Line
from planner.ui.widgets.level_lines.telling import marks_of, turns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.services.queries.skill_marks import SkillMarks
    from planner.services.queries.skills import SkillRow

_NOTHING = SkillHistory()


def history_of(
    spokes: Sequence[Spoke],
    chosen: str,
    name: str,
    known: Mapping[int, SkillHistory],
    *,
    marks: Mapping[int, SkillMarks],
    today: date,
) -> LevelHistory | None:
    """The history of what these axes show, None while no day of it is known.

    ``marks`` are those of the skills where they are shown one by one; else the turns of the mean take their place.
    """
    day = format_date(today)
    rows = [row for spoke in spokes for row in ((spoke.skill,) if spoke.skill else spoke.category.skills)]
    first = first_day((known.get(row.id, _NOTHING) for row in rows), day)
    if first is None:
        return None
    if chosen == CATEGORIES:
        lines = [
            Line(one.category.name, mean_claimed(_weighed(one.category.skills, known), day), one.group)
            for one in spokes
        ]
        turns = [mark for line in lines for mark in turns_of(line.name, line.series)]
        told = "; ".join(_ended(line, today) for line in lines)
        return LevelHistory(parse_date(first), today, tuple(lines), marks=tuple(turns), summary=told)
    weighed = _weighed(rows, known)
    line = Line(name, mean_claimed(weighed, day))
    found = [mark for row in rows if row.id in marks for mark in marks_of(marks[row.id], today, row.name)]
    target = mean_level(Weighted(row.target, row.weight) for row in rows)
    summary = _ended(line, today)
    if target is not None:
        summary = tr("{levels}; the role wants {target}", levels=summary, target=formats.decimal(target, 1))
    return LevelHistory(
        parse_date(first),
        today,
        (line,),
        mean_shown(weighed, day),
        tuple(found or turns_of(line.name, line.series)),
        target,
        summary,
    )


def _weighed(rows: Sequence[SkillRow], known: Mapping[int, SkillHistory]) -> list[Weighed]:
    return [Weighed(known[row.id], row.weight) for row in rows if row.id in known]


def _ended(line: Line, today: date) -> str:
    """“Product craft: from 1.5 on 1 Jan 2025 to 2.5 today”."""
    known = [(day, level) for day, level in line.series if level is not None]
    if not known:
        return tr("{name}: not rated", name=line.name)
    begin = parse_date(known[0][0]) if known[0][0] else today
    return tr(
        "{name}: from {level} on {day} to {now} today",
        name=line.name,
        level=formats.decimal(known[0][1], 1),
        day=long_date(begin),
        now=formats.decimal(known[-1][1], 1),
    )
