"""What a chart of levels over time says: of each mark, of marks that lie on one another, and of the whole."""

from collections.abc import Sequence
from datetime import date

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.dates import format_date, parse_date
from planner.domain.evidence import Proof, shown_on
from planner.domain.level_series import LevelFrom, claimed_series, first_day, is_dated, shown_series
from planner.services.humanize import level_text, long_date
from planner.services.queries.skill_marks import SkillMarks
from planner.ui.widgets.level_lines.placing import Spot
from planner.ui.widgets.level_lines.shown import LevelHistory, Line, Mark, Sort
from planner.ui.widgets.radar.note import Note

_NAMED = 4


def skill_history(marks: SkillMarks, target: float | None, today: date) -> LevelHistory | None:
    """The history of one skill, None while no day of it is known."""
    day = format_date(today)
    history = marks.history
    first = first_day([history], day)
    if first is None:
        return None
    return LevelHistory(
        parse_date(first),
        today,
        (Line("", claimed_series(history, day)),),
        shown_series(history, day),
        marks_of(marks, today),
        target,
        _summary(marks, target, day),
    )


def marks_of(marks: SkillMarks, today: date, skill: str = "") -> tuple[Mark, ...]:
    """A mark for each rating and each proof whose day is known; ``skill`` names it where there are several."""
    day = format_date(today)
    found = [
        Mark(date.fromisoformat(one.day), one.level, Sort.RATING, skill, one) for one in marks.rated if one.day <= day
    ]
    found += [
        Mark(date.fromisoformat(one.proof.since), one.proof.level, Sort.WORK, skill, worked=one)
        for one in marks.worked
        if is_dated(one.proof, day)
    ]
    return tuple(found)


def day_and_level(day: date, level: str) -> str:
    """“12 Sep 2026 · 2.5”."""
    return tr("{day} · {level}", day=long_date(day), level=level)


def proof_figures(proof: Proof, today: str) -> str:
    """“12 Sep 2026 · level 3 · until 1 May 2027”."""
    parts = [long_date(parse_date(proof.since)), tr("level {level}", level=level_text(proof.level))]
    if proof.until == "":
        parts.append(tr("expired"))
    elif proof.until is not None:
        parts.append(tr("until {day}", day=long_date(parse_date(proof.until))))
    elif not proof.is_fresh_on(today):
        parts.append(tr("faded"))
    return " · ".join(parts)


def turns_of(name: str, series: Sequence[LevelFrom]) -> list[Mark]:
    """A mark without a shape for each day from which a mean is another one."""
    return [Mark(date.fromisoformat(day), level, Sort.TURN, name) for day, level in series if day and level is not None]


def _note(mark: Mark, today: date) -> Note:
    if mark.worked is not None:
        figures = proof_figures(mark.worked.proof, format_date(today))
        return Note(mark.worked.title, figures, more=(mark.name,) if mark.name else ())
    figures = day_and_level(mark.day, formats.decimal(mark.level, 1 if mark.sort is Sort.TURN else None))
    text = mark.rated.note if mark.rated is not None else ""
    return Note(mark.name, figures, text) if mark.name else Note(figures, text=text)


def _spoken(mark: Mark, today: date) -> str:
    """The same in one line."""
    note = _note(mark, today)
    return ": ".join(filter(None, (note.title, note.figures, note.text)))


def note_of(spot: Spot, today: date) -> Note:
    """What is said beside a mark; of several at one place, each in a line."""
    if len(spot.marks) == 1:
        return _note(spot.marks[0], today)
    lines = [_spoken(mark, today) for mark in spot.marks[:_NAMED]]
    rest = len(spot.marks) - _NAMED
    if rest > 0:
        lines.append(trn("and {n} more", "and {n} more", rest))
    return Note(_together(spot), more=tuple(lines))


def spoken_of(spot: Spot, today: date) -> str:
    """The same in one line."""
    if len(spot.marks) == 1:
        return _spoken(spot.marks[0], today)
    return "; ".join((_together(spot), *note_of(spot, today).more))


def _together(spot: Spot) -> str:
    number = len(spot.marks)
    if spot.sort is Sort.RATING:
        return trn("{n} rating", "{n} ratings", number)
    if spot.sort is Sort.WORK:
        return trn("{n} activity", "{n} activities", number)
    return trn("{n} change", "{n} changes", number)


def _summary(marks: SkillMarks, target: float | None, today: str) -> str:
    rated = [one for one in marks.rated if one.day <= today]
    sentences = []
    if len(rated) == 1:
        day = long_date(parse_date(rated[0].day))
        sentences.append(tr("Rated {level} on {day}.", level=level_text(rated[0].level), day=day))
    elif rated:
        sentences.append(
            trn(
                "Rated {n} time, from {first} on {first_day} to {last} on {last_day}.",
                "Rated {n} times, from {first} on {first_day} to {last} on {last_day}.",
                len(rated),
                first=level_text(rated[0].level),
                first_day=long_date(parse_date(rated[0].day)),
                last=level_text(rated[-1].level),
                last_day=long_date(parse_date(rated[-1].day)),
            )
        )
    shown = shown_on((one.proof for one in marks.worked), today)
    if shown.level is None:
        sentences.append(tr("No finished work shows it."))
    else:
        words = tr("Finished work shows {level}.", level=level_text(shown.level))
        faded = tr("Finished work shows {level}, faded.", level=level_text(shown.level))
        sentences.append(faded if shown.fresh is None else words)
    if target is not None:
        sentences.append(tr("The role wants {level}.", level=level_text(target)))
    return " ".join(sentences)
