"""What changed in one's skills between two days, in a sentence. Pure words over two views; no database, no clock."""

from collections.abc import Mapping
from datetime import date

from planner.config.text import tr, trn
from planner.domain.words import Kind
from planner.services.humanize import short_date
from planner.services.queries.skills import SkillRow, SkillsView

_NAMED = 2


def since_words(before: SkillsView, after: SkillsView, finished: Mapping[str, int], since: date, today: date) -> str:
    """“Since 1 June: +1.0 Model evaluation, 2 skills rated for the first time, 3 certifications”.

    ``before`` and ``after`` show the same skills on two days; ``finished`` counts what was done between them by kind.
    The largest changes of what one claims come first, and at most two of them.
    """
    pairs = list(zip(_skills(before), _skills(after), strict=True))
    moved = [
        (new.claimed - old.claimed, new.name)
        for old, new in pairs
        if old.claimed is not None and new.claimed is not None and new.claimed != old.claimed
    ]
    moved.sort(key=lambda change: (-abs(change[0]), change[1]))
    parts = [f"{by:+.1f} {name}" for by, name in moved[:_NAMED]]
    if moved[_NAMED:]:
        parts.append(trn("{n} more skill moved", "{n} more skills moved", len(moved) - _NAMED))
    first = sum(old.claimed is None and new.claimed is not None for old, new in pairs)
    if first:
        parts.append(trn("{n} skill rated for the first time", "{n} skills rated for the first time", first))
    parts += _finished(finished)
    day = short_date(since, today)
    if not parts:
        return tr("Since {day}: nothing changed", day=day)
    return tr("Since {day}: {changes}", day=day, changes=", ".join(parts))


def _skills(view: SkillsView) -> list[SkillRow]:
    return [row for category in view.categories for row in category.skills]


def _finished(counts: Mapping[str, int]) -> list[str]:
    """The kinds that stand for more than an evening first; the others as one number."""
    parts = []
    named = 0
    for kind, words in (
        (Kind.CERTIFICATION, trn("{n} certification", "{n} certifications", counts.get(Kind.CERTIFICATION, 0))),
        (Kind.COURSE, trn("{n} course", "{n} courses", counts.get(Kind.COURSE, 0))),
        (Kind.PROJECT, trn("{n} project", "{n} projects", counts.get(Kind.PROJECT, 0))),
    ):
        number = counts.get(kind, 0)
        named += number
        if number:
            parts.append(words)
    rest = sum(counts.values()) - named
    if rest:
        parts.append(
            trn("{n} other activity done", "{n} other activities done", rest)
            if named
            else trn("{n} activity done", "{n} activities done", rest)
        )
    return parts
