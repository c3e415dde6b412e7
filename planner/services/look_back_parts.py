"""The parts of a look back that are lists and sums: certifications, credits, conferences, money, time."""

from datetime import date
from itertools import groupby
from typing import Final

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.domain.document import Bar, Bars, Block, Entry, Subheading, Table, Target
from planner.services.humanize import date_range, long_date, long_month, money_text
from planner.services.queries.look_back import EventRow, LookBack, SubmissionRow
from planner.services.renewal_facts import credits_text
from planner.services.words import event_type_word, expense_word, format_word, submission_word

_BARS: Final = 24
"""Beyond so many months their time is told by year."""
_STEPS: Final = 10


def certification_blocks(look: LookBack) -> list[Block]:
    """What was passed, renewed and expired, in the order of its days."""
    words = {
        "passed": lambda day: tr("passed on {day}", day=day),
        "renewed": lambda day: tr("renewed on {day}", day=day),
        "expired": lambda day: tr("expired on {day}", day=day),
    }
    return [
        Entry(row.title, note=words[row.what](long_date(parse_date(row.day))), target=_activity(row.id))
        for row in look.certifications
    ]


def _activity(activity_id: int) -> Target:
    return Target("activity", str(activity_id))


def credit_blocks(look: LookBack) -> list[Block]:
    """Credits by certification and category, with what each came to in all where it has several lines."""
    rows: list[tuple[str, ...]] = []
    for (name, unit), group in groupby(look.credits, key=lambda row: (row.certification, row.unit)):
        lines = list(group)
        shown = name or tr("Not counted for a certification")
        rows += [
            (shown if first else "", line.category or tr("No category"), credits_text(line.amount, unit))
            for first, line in ((place == 0, line) for place, line in enumerate(lines))
        ]
        if len(lines) > 1:
            rows.append(("", tr("Total"), credits_text(sum(line.amount for line in lines), unit)))
    if not rows:
        return []
    heads = (tr("Certification"), tr("Category"), tr("Credits"))
    return [Table(heads, tuple(rows), frozenset({2}))]


def conference_blocks(look: LookBack) -> list[Block]:
    """What was attended, with the talks given there, and what was handed in."""
    talks: dict[int, list[SubmissionRow]] = {}
    for row in look.talks:
        talks.setdefault(row.event_id, []).append(row)
    blocks: list[Block] = [_event(row, talks.get(row.id, [])) for row in look.events]
    answered = [row for row in look.submissions if row.answered]
    if answered:
        blocks.append(Subheading(tr("Calls for papers answered")))
        blocks += [
            Entry(
                tr("“{talk}” for {event}", talk=row.title, event=row.event),
                note=submission_word(row.state),
                target=_activity(row.event_id),
            )
            for row in answered
        ]
    return blocks


def _event(row: EventRow, talks: list[SubmissionRow]) -> Entry:
    where = row.city or (format_word(row.format) if row.format == "online" else "")
    sort = "" if row.event_type == "conference" else event_type_word(row.event_type)
    title = ", ".join(filter(None, (row.title, sort, where)))
    given = ", ".join(f"“{talk.title}”" for talk in talks)
    said = trn("You gave {talks}.", "You gave {talks}.", len(talks), talks=given) if talks else ""
    return Entry(title, said, date_range(row.starts, row.ends, date.min), target=_activity(row.id))


def money_blocks(look: LookBack) -> list[Block]:
    """What was paid, by currency and sort; amounts of different currencies are never added up."""
    rows: list[tuple[str, ...]] = []
    for currency, group in groupby(look.spent, key=lambda row: row.currency):
        lines = list(group)
        for line in lines:
            back = money_text(line.reimbursed, currency) if line.reimbursed else "–"
            rows.append((expense_word(line.item), money_text(line.spent, currency), back))
        if len(lines) > 1:
            spent, came = sum(line.spent for line in lines), sum(line.reimbursed for line in lines)
            back = money_text(came, currency) if came else "–"
            rows.append((tr("Total in {currency}", currency=currency), money_text(spent, currency), back))
    if not rows:
        return []
    return [Table((tr("For"), tr("Spent"), tr("Reimbursed")), tuple(rows), frozenset({1, 2}))]


def hours_text(minutes: int) -> str:
    """Hours to a tenth, so that they stand in a column: “34.8 h”; a dash for nothing."""
    return tr("{n} h", n=formats.decimal(minutes / 60, 1)) if minutes else "–"


def time_blocks(look: LookBack) -> list[Block]:
    """Logged time by month (by year in a long period) and by step."""
    if not look.time:
        return []
    by_month: dict[str, int] = {}
    by_step: dict[int, tuple[str, int | None, int]] = {}
    for row in look.time:
        by_month[row.month] = by_month.get(row.month, 0) + row.minutes
        _, _, known = by_step.get(row.step_id, ("", None, 0))
        by_step[row.step_id] = (row.step, row.hue, known + row.minutes)
    blocks: list[Block] = []
    months = list(look.period.months())
    if len(months) > _BARS:
        years = {month[:4]: 0 for month in months}
        for month, minutes in by_month.items():
            years[month[:4]] += minutes
        blocks.append(Bars(tr("Logged by year"), tuple(Bar(y, m, hours_text(m)) for y, m in years.items())))
    elif len(months) > 1:
        began = min(by_month)  # before it there is nothing to be compared with
        bars = [(month, by_month.get(month, 0)) for month in months if month >= began]
        blocks.append(
            Bars(tr("Logged by month"), tuple(Bar(long_month(m), n, hours_text(n)) for m, n in bars))
        )
    steps = sorted(by_step.values(), key=lambda step: (-step[2], step[0]))
    shown = [Bar(name or tr("Inbox"), minutes, hours_text(minutes), hue) for name, hue, minutes in steps[:_STEPS]]
    if steps[_STEPS:]:
        rest = sum(minutes for _, _, minutes in steps[_STEPS:])
        shown.append(Bar(tr("Other steps"), rest, hours_text(rest)))
    blocks.append(Bars(tr("Logged by step"), tuple(shown)))
    return blocks
