"""A look back as a document: the one place for its words, which page, Markdown and PDF all show. No database."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.document import (
    Block,
    Document,
    Entry,
    Figure,
    Figures,
    Level,
    Radar,
    Section,
    Subheading,
    Table,
    Target,
    Text,
)
from planner.domain.periods import Period
from planner.domain.words import Kind
from planner.services.humanize import duration, full_month, level_text, long_month
from planner.services.look_back_parts import (
    certification_blocks,
    conference_blocks,
    credit_blocks,
    money_blocks,
    time_blocks,
)
from planner.services.queries.level_changes import LevelChanges
from planner.services.queries.look_back import DoneRow, LookBack, PickRow

_NAMED: Final = 12
"""So many titles without an outcome are named in a month."""
_RISES: Final = 4
_WHOLE_HOURS: Final = 20 * 60


def long_day(day: date) -> str:
    """“1 December 2025”."""
    return tr("{day} {month} {year}", day=day.day, month=full_month(day.month), year=day.year)


def title_of(period: Period) -> str:
    """What the whole is called."""
    return tr("Looking back on {year}", year=period.since.year) if period.is_year else tr("Looking back")


def document(
    look: LookBack, levels: LevelChanges | None, today: date, *, interactive: bool = False
) -> Document:
    """The whole of it. Without ``levels`` the radar is left out, as it is where nothing was ever rated.

    ``interactive`` adds the sentences that ask for something, which lead on by their targets.
    """
    period, ending = look.period, look.period.coming_year - 1
    days = tr("{first} to {last}", first=long_day(period.since), last=long_day(period.last))
    sections = [Section("figures", "", _headline(look, period, today))]
    for key, heading, blocks in (
        ("outcomes", tr("What came of it"), _outcomes(look, interactive=interactive)),
        ("levels", tr("How your skills moved"), _levels(levels) if levels is not None else []),
        ("certifications", tr("Certifications"), certification_blocks(look)),
        ("credits", tr("Credits"), credit_blocks(look)),
        ("conferences", tr("Conferences and other events"), conference_blocks(look)),
        ("money", tr("Money"), money_blocks(look)),
        ("time", tr("Time"), time_blocks(look)),
        ("picked", tr("What {year} was for", year=ending), _picked(look.picked, ending)),
        (
            "picks",
            tr("Three picks for {year}", year=period.coming_year),
            _picks(look.picks, period.coming_year, interactive=interactive),
        ),
    ):
        if blocks:
            sections.append(Section(key, heading, tuple(blocks)))
    return Document(title_of(period), days, tuple(sections))


def headline(look: LookBack) -> tuple[Figure, ...]:
    """The few numbers that stand first; what is nothing is left out."""
    finished, talks = len(look.finished), len(look.talks)
    passed, conferences = len(look.certified("passed")), len(look.conferences)
    found = (
        (look.minutes, _hours(look.minutes), tr("of study logged")),
        (finished, str(finished), trn("activity finished", "activities finished", finished)),
        (passed, str(passed), trn("certification passed", "certifications passed", passed)),
        (conferences, str(conferences), trn("conference attended", "conferences attended", conferences)),
        (talks, str(talks), trn("talk given", "talks given", talks)),
    )
    return tuple(Figure(value, words) for number, value, words in found if number)


def _hours(minutes: int) -> str:
    """A sum of a year in whole hours, a smaller one as everywhere."""
    return tr("{n} h", n=round(minutes / 60)) if minutes >= _WHOLE_HOURS else duration(minutes)


def _headline(look: LookBack, period: Period, today: date) -> tuple[Block, ...]:
    figures = headline(look)
    if figures:
        parts = [tr("{value} {words}", value=figure.value, words=figure.words) for figure in figures]
        return (Figures(figures, tr("{parts}.", parts=", ".join(parts))),)
    if not look.is_empty:
        return ()
    if period.since > today:
        return (Text(tr("This time is still to come.")),)
    return (
        Text(
            tr(
                "Nothing is written down for this time yet. What you finish, log, pass and attend will stand here,"
                " month by month and in your own words."
            )
        ),
    )


# ---------------------------------------------------------------------- outcomes


def _outcomes(look: LookBack, *, interactive: bool) -> list[Block]:
    months: dict[str, list[DoneRow]] = {}
    for row in look.done:
        months.setdefault(row.day[:7], []).append(row)
    blocks: list[Block] = []
    for month, rows in months.items():
        told = [row for row in rows if row.outcome or row.url]
        # An event that says nothing stands among the events.
        untold = [row for row in rows if not (row.outcome or row.url or row.kind == Kind.EVENT)]
        if not told and not untold:
            continue
        blocks.append(Subheading(long_month(month)))
        blocks += [
            Entry(row.title, row.outcome, "", row.url, Target("activity", str(row.id)), is_quote=bool(row.outcome))
            for row in told
        ]
        if untold:
            blocks.append(Text(_untold(untold, has_more=bool(told)), is_quiet=True, target=Target("outcomes", month)))
            if interactive:
                blocks.append(Text(_asking(len(untold)), is_quiet=True, target=Target("outcomes", month)))
    return blocks


def _untold(rows: Sequence[DoneRow], *, has_more: bool) -> str:
    titles = ", ".join(row.title for row in rows[:_NAMED])
    beyond = len(rows) - _NAMED
    if beyond > 0:
        titles = trn("{titles} and {n} more", "{titles} and {n} more", beyond, titles=titles)
    return tr("Also done: {titles}", titles=titles) if has_more else tr("Done: {titles}", titles=titles)


def _asking(number: int) -> str:
    return trn("Say what came of it…", "Say what came of them…", number)


# ---------------------------------------------------------------------- levels


def _levels(levels: LevelChanges) -> list[Block]:
    if not levels.is_known:
        return []
    before, after = long_day(levels.before), long_day(levels.after)
    rows = tuple((level.name, _mean(level.before), _mean(level.after), _change(level)) for level in levels.axes)
    heads = (tr("Self-rated"), tr("At the beginning"), tr("At the end"), tr("Change"))
    table = Table(heads, rows, frozenset({1, 2, 3}))
    return [Text(risen(levels)), Radar(levels.axes, before, after, table)]


def _change(level: Level) -> str:
    if level.before is None or level.after is None:
        return ""
    change = f"{level.after - level.before:+.1f}"
    return "" if change in ("+0.0", "-0.0") else change


def _mean(level: float | None) -> str:
    return level_text(None) if level is None else formats.decimal(level, 1)


def risen(levels: LevelChanges) -> str:
    """What rose most, what was rated for the first time, what went down: in words."""
    moves = [
        (level.after - level.before, level)
        for level in levels.skills
        if level.before is not None and level.after is not None and level.after != level.before
    ]
    up = sorted((move for move in moves if move[0] > 0), key=lambda move: (-move[0], move[1].name))
    down = [move for move in moves if move[0] < 0]
    first = sum(level.before is None and level.after is not None for level in levels.skills)
    sentences = []
    if up:
        named = [
            tr("{skill} from {before} to {after}", skill=level.name, before=level_text(level.before),
               after=level_text(level.after))
            for _, level in up[:_RISES]
        ]  # fmt: skip
        words = tr("What rose most: {skills}.", skills=", ".join(named))
        beyond = len(up) - _RISES
        if beyond > 0:
            words = tr("{sentence} {more}", sentence=words, more=trn(
                "{n} more skill rose.", "{n} more skills rose.", beyond
            ))  # fmt: skip
        sentences.append(words)
    if first:
        sentences.append(
            trn("{n} skill was rated for the first time.", "{n} skills were rated for the first time.", first)
        )
    if down:
        sentences.append(trn("{n} skill is rated lower now.", "{n} skills are rated lower now.", len(down)))
    return " ".join(sentences) if sentences else tr("Your ratings stayed as they were.")


# ---------------------------------------------------------------------- picks


def _picked(rows: Iterable[PickRow], year: int) -> list[Block]:
    blocks: list[Block] = []
    for row in rows:
        state = tr("done") if row.done else tr("dropped") if row.dropped else tr("open")
        target = Target("picks", str(year)) if row.id is None else Target("activity", str(row.id))
        blocks.append(Entry(tr("You picked “{title}”", title=row.text), note=state, target=target))
    return blocks


def _picks(rows: Sequence[PickRow], year: int, *, interactive: bool) -> list[Block]:
    target = Target("picks", str(year))
    blocks: list[Block] = [Entry(row.text, note=tr("done") if row.done else "", target=target) for row in rows]
    if interactive:
        asked = tr("Change the picks…") if rows else tr("Choose what {year} is for…", year=year)
        if not rows:
            blocks.append(Text(tr("Three things are enough for a year. What are yours?"), is_quiet=True))
        blocks.append(Text(asked, is_quiet=True, target=target))
    return blocks
