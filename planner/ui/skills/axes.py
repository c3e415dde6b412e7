"""What the radar says of a category and of a skill: the figures beside an axis, and its note."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.config import formats
from planner.config.text import tr
from planner.domain.dates import format_date
from planner.domain.words import CategoryId
from planner.services.humanize import level_text, long_date
from planner.services.queries.skill_card import SkillCard
from planner.services.queries.skills import CategoryRow, SkillRow, SkillsView
from planner.services.words import level_name
from planner.ui.skills.skill_list import evidence_words, rated_words
from planner.ui.widgets.level_slider import level_words
from planner.ui.widgets.radar.axes import Axis
from planner.ui.widgets.radar.note import Note

CATEGORIES = "categories"
SKILLS = "skills"
ROLE = "role"


class Spoke(NamedTuple):
    """What an axis stands for: a category, or a skill of one. ``group`` is the category's number."""

    category: CategoryRow
    skill: SkillRow | None
    group: int


def view_of_category(category_id: CategoryId) -> str:
    """The name of the view that shows the skills of one category."""
    return f"category {category_id}"


def spokes(view: SkillsView, chosen: str) -> list[Spoke]:
    """The axes of a view of the radar: all categories, all skills, those of the role, those of one category."""
    if chosen == CATEGORIES:
        return [Spoke(row, None, group) for group, row in enumerate(view.categories)]
    return [
        Spoke(row, skill, group)
        for group, row in enumerate(view.categories)
        for skill in row.skills
        if chosen == SKILLS or (chosen == ROLE and skill.target is not None) or chosen == view_of_category(row.id)
    ]


def axes_of(now: Sequence[Spoke], ghosts: Sequence[Spoke] | None = None) -> list[Axis]:
    """The axes of these spokes; ``ghosts`` are the same ones on another day."""
    axes = []
    for number, spoke in enumerate(now):
        row = spoke.skill or spoke.category
        ghost = None
        if ghosts is not None:
            ghost = (ghosts[number].skill or ghosts[number].category).claimed
        axes.append(Axis(row.name, _remark(spoke), row.target, row.claimed, row.shown, spoke.group, ghost))
    return axes


def _remark(spoke: Spoke) -> str:
    row = spoke.skill or spoke.category
    if row.claimed is None:
        remark = tr("not rated yet")
    elif row.target is None:
        remark = formats.decimal(row.claimed, 1)
    else:
        remark = tr("{level} of {target}", level=formats.decimal(row.claimed, 1), target=formats.decimal(row.target, 1))
    if spoke.skill is None and 0 < spoke.category.rated < len(spoke.category.skills):
        # The mean leaves unrated skills out, which the figure alone would hide.
        return f"{remark}\n{rated_words(spoke.category)}"
    return remark


def category_note(row: CategoryRow) -> Note:
    """What is said of a category under the pointer."""
    shown = "" if row.evidenced is None else tr("shown by work {level}", level=formats.decimal(row.evidenced, 1))
    claimed = "" if row.claimed is None else tr("self-rated {level}", level=formats.decimal(row.claimed, 1))
    role = "" if row.target is None else tr("role {level}", level=formats.decimal(row.target, 1))
    figures = " · ".join(filter(None, (claimed, role, shown)))
    return Note(row.name, figures, more=(rated_words(row), tr("Click to see its skills")))


def skill_note(row: SkillRow, card: SkillCard, level: float | None, day: date) -> Note:
    """What is said of a skill on a day: under the pointer (``level`` None), or of a level that it is dragged to."""
    texts = {rung.level: rung.text for rung in card.rubric}
    meant = row.claimed if level is None else level
    text = "" if meant is None else texts.get(int(meant), "")
    if level is not None:
        whole = int(level)
        title = level_name(whole) if level == whole else tr("past {name}", name=level_name(whole))
        return Note(row.name, f"{level_text(level)} · {title}", text)
    figures = [tr("self-rated {level}", level=level_words(row.claimed))]
    if row.target is not None:
        figures.append(tr("role {level}", level=level_text(row.target)))
    figures.append(evidence_words(row.evidenced))
    more = []
    if card.assessments and row.claimed_on:
        more.append(tr("Last rated {day}", day=long_date(date.fromisoformat(row.claimed_on))))
    best = max(
        (one for one in card.showing if one.is_done and one.proof.holds_on(format_date(day))),
        key=lambda one: (one.proof.level, one.proof.since),
        default=None,
    )
    if best is not None:
        more.append(tr("Shown by “{title}”", title=best.title))
    return Note(row.name, " · ".join(figures), text, tuple(more))
