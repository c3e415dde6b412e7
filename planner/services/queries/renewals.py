"""Renewals as the pages and the command line show them: each certification's terms, what it has, and its ledger."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from planner.domain import renewal
from planner.domain.dates import parse_date
from planner.domain.money import Money
from planner.domain.renewal import Category, Cycle, Entry, Forecast, PastCycle, Rule, Tally, YearSum
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services.queries.evidence import day_of
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader


class Terms(NamedTuple):
    """What a certification asks, the cycle that it is in (None: its dates do not tell) and those before."""

    rule: Rule
    cycle: Cycle | None
    past: tuple[PastCycle, ...] = ()
    fee: Money | None = None
    note: str = ""

    def covering(self, day: date) -> Cycle | None:
        """The cycle in which a credit of that day counts."""
        return renewal.covering(day, self.cycle, self.past, self.rule.grace_days)


class Standing(NamedTuple):
    """How a held certification stands in its present cycle.

    ``forecast`` reckons with the pace so far and with what is planned, ``unaided`` with the pace alone.
    ``planned`` is what activities that are not done yet would bring, ``added`` what of that would count. ``outside`` is
    what counts in no cycle, because a date of the certification was changed later. Hundredths of the rule's unit.
    """

    terms: Terms
    tally: Tally
    forecast: Forecast | None
    unaided: Forecast | None = None
    years: tuple[YearSum, ...] = ()
    planned: int = 0
    added: int = 0
    outside: int = 0


class LedgerLine(NamedTuple):
    """A credit as one certification counts it.

    ``amount`` is in the unit of the certification's rule; ``earned`` in ``unit`` is what the credit itself says.
    ``planned`` credits are of an activity that is not done yet. ``cycle`` is None where it counts in none. ``also`` are
    the other certifications that it counts for, ``files`` how many files are attached to it or its report.
    """

    claim_id: ClaimId
    credit_id: CreditId
    on: date
    amount: int
    category: str
    earned: int
    unit: str
    title: str
    activity_id: ActivityId | None
    planned: bool
    reported_on: str | None
    note: str
    evidence_url: str
    files: int
    also: tuple[str, ...]
    cycle: Cycle | None


class PastSum(NamedTuple):
    """A cycle that was renewed, with what it had."""

    renewal_id: int
    cycle: PastCycle
    tally: Tally
    note: str = ""


class Ledger(NamedTuple):
    """The whole ledger of one certification: the newest lines and cycles first."""

    standing: Standing
    lines: tuple[LedgerLine, ...]
    past: tuple[PastSum, ...]

    @property
    def present(self) -> tuple[LedgerLine, ...]:
        """The lines of the cycle that it is in, with those that count in none."""
        return tuple(line for line in self.lines if line.cycle in (None, self.standing.terms.cycle))

    def of(self, past: PastSum) -> tuple[LedgerLine, ...]:
        """The lines of a cycle that was renewed."""
        return tuple(line for line in self.lines if line.cycle == Cycle(past.cycle.starts, past.cycle.ends))


HELD: Final = "c.state IN ('passed', 'expired')"

_TERMS: Final = f"""
SELECT c.activity_id, c.renewal_method, c.validity_months, coalesce(c.issued_on, a.completed_on),
       (SELECT coalesce(d.on_date, d.at_utc || ' ' || d.zone) FROM deadline AS d
        WHERE d.activity_id = c.activity_id AND d.kind = 'renewal' AND NOT c.never_expires
        ORDER BY coalesce(d.on_date, d.at_utc) DESC LIMIT 1),
       c.never_expires, r.unit, r.required, r.minimum_per_year, r.window_days, r.grace_days, r.carry_maximum,
       r.carry_months, r.fee_minor, r.fee_currency, r.note
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
LEFT JOIN renewal_rule AS r ON r.activity_id = c.activity_id
WHERE {{chosen}} AND {LIVING}
"""
_CATEGORIES: Final = """
SELECT c.activity_id, c.name, c.minimum, c.maximum FROM rule_category AS c WHERE {chosen} ORDER BY c.position, c.id
"""
_RENEWALS: Final = """
SELECT c.activity_id, c.id, c.starts, c.ends, c.renewed_on, c.next_starts, c.carried, c.note FROM renewal AS c
WHERE {chosen} ORDER BY c.starts, c.id
"""
# A credit of an activity that is not done is planned; of one that was skipped or deleted it counts for nothing. What
# was done sooner than planned has earned its credits by then.
_DAY: Final = "iif(a.status = 'done' AND a.completed_on < k.on_date, a.completed_on, k.on_date)"
_ENTRIES: Final = f"""
SELECT c.activity_id, {_DAY}, coalesce(c.amount, k.amount),
       iif(c.category = '', k.category, c.category), c.reported_on IS NOT NULL,
       a.id IS NOT NULL AND a.status <> 'done'
FROM credit_claim AS c JOIN credit AS k ON k.id = c.credit_id LEFT JOIN activity AS a ON a.id = k.activity_id
WHERE {{chosen}} AND (a.id IS NULL OR a.trashed_at IS NULL AND a.status <> 'skipped')
"""


def terms(reader: Reader, ids: Collection[int] | None = None) -> dict[ActivityId, Terms]:
    """The terms of these certifications, or of all that are held; three statements."""
    return _terms(reader, _chosen(ids), f"({_chosen(ids)} AND {HELD})" if ids is None else _chosen(ids))


def _chosen(ids: Collection[int] | None) -> str:
    return "1" if ids is None else f"c.activity_id IN {any_of(ids)}"


def _terms(reader: Reader, chosen: str, certifications: str) -> dict[ActivityId, Terms]:
    categories: dict[int, list[Category]] = {}
    for key, *category in reader.rows(_CATEGORIES.format(chosen=chosen)):
        categories.setdefault(key, []).append(Category(*category))
    past: dict[int, list[PastCycle]] = {}
    for key, _id, starts, ends, renewed, then, carried, _note in reader.rows(_RENEWALS.format(chosen=chosen)):
        began, ended, day, next_began = map(parse_date, (starts, ends, renewed, then))
        past.setdefault(key, []).append(PastCycle(began, ended, day, next_began, carried))
    found = {}
    for row in reader.rows(_TERMS.format(chosen=certifications)):
        key, method, months, issued, expires, never, unit, required, a_year, window, *rest = row
        grace, carry_maximum, carry_months, fee, currency, note = rest
        rule = Rule(
            method,
            months,
            unit or "",
            required,
            tuple(categories.get(key, ())),
            a_year,
            window,
            grace or 0,
            carry_maximum or 0,
            carry_months or 0,
        )
        before = tuple(past.get(key, ()))
        cycle = None
        if not never:
            begun = parse_date(issued) if issued else None
            last = parse_date(day_of(expires)) if expires else None
            cycle = renewal.present_cycle(begun, last, months, before)
        price = None if fee is None else Money(fee, currency)
        found[ActivityId(key)] = Terms(rule, cycle, before, price, note or "")
    return found


def standings(reader: Reader, today: date, ids: Collection[int] | None = None) -> dict[ActivityId, Standing]:
    """How these certifications stand, or all that are held; four statements."""
    earned, planned = entries_of(reader, ids)
    return {
        key: _standing(found, earned.get(key, ()), planned.get(key, ()), today)
        for key, found in terms(reader, ids).items()
    }


def entries_of(
    reader: Reader, ids: Collection[int] | None = None
) -> tuple[dict[int, list[Entry]], dict[int, list[Entry]]]:
    """The entries of each of these certifications, or of all: those that are earned, and those that are planned."""
    earned: dict[int, list[Entry]] = {}
    planned: dict[int, list[Entry]] = {}
    known: dict[str, date] = {}
    for key, on, amount, category, reported, is_planned in reader.rows(_ENTRIES.format(chosen=_chosen(ids))):
        day = known.get(on)
        if day is None:
            day = known[on] = parse_date(on)
        group = planned if is_planned else earned
        group.setdefault(key, []).append(Entry(day, amount, category, bool(reported)))
    return earned, planned


def _standing(terms: Terms, earned: Iterable[Entry], planned: Iterable[Entry], today: date) -> Standing:
    rule, cycle = terms.rule, terms.cycle
    if cycle is None:
        return Standing(terms, renewal.tally(rule, ()), None, outside=sum(entry.amount for entry in earned))
    inside: list[Entry] = []
    outside = 0
    starts, ends = (cycle.starts, cycle.ends) if not terms.past else (date.max, date.max)
    for entry in earned:
        if starts <= entry.on < ends:  # as most are: no look at the cycles before
            inside.append(entry)
            continue
        covering = terms.covering(entry.on)
        if covering == cycle:
            inside.append(entry)
        elif covering is None:
            outside += entry.amount
    ahead = [entry for entry in planned if terms.covering(entry.on) == cycle]
    forecast = renewal.forecast(rule, cycle, inside, ahead, today) if rule.asks_credits else None
    return Standing(
        terms,
        renewal.tally(rule, inside, cycle.carried),
        forecast,
        renewal.forecast(rule, cycle, inside, (), today) if ahead and forecast is not None else forecast,
        renewal.years(rule, cycle, inside),
        sum(entry.amount for entry in ahead),
        renewal.added_by(rule, cycle, inside, ahead),
        outside,
    )


def reports_to(reader: Reader, activity_id: int) -> str:
    """Who gets the reports of credits: the issuer, or the name of the certification where that is not known."""
    return str(reader.value(_REPORTS_TO, (activity_id,)) or "")


_REPORTS_TO: Final = """
SELECT iif(c.issuer = '', a.title, c.issuer) FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE a.id = ?
"""


class HeldRow(NamedTuple):
    """A held certification and how it stands."""

    uid: str
    title: str
    issuer: str
    never_expires: bool
    standing: Standing


_HELD_ROWS: Final = f"""
SELECT a.id, a.uid, a.title, c.issuer, c.never_expires
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE {HELD} AND {LIVING}
"""


def held_rows(reader: Reader, today: date) -> tuple[HeldRow, ...]:
    """Every held certification, the one that ends first on top; those without an end last. Five statements."""
    found = standings(reader, today)
    rows = [
        HeldRow(uid, title, issuer, bool(never), found[ActivityId(key)])
        for key, uid, title, issuer, never in reader.rows(_HELD_ROWS)
    ]

    def order(row: HeldRow) -> tuple[date, str]:
        cycle = row.standing.terms.cycle
        return (date.max if cycle is None else cycle.ends, row.title)

    return tuple(sorted(rows, key=order))


_LINES: Final = f"""
SELECT c.id, k.id, {_DAY}, coalesce(c.amount, k.amount), iif(c.category = '', k.category, c.category),
       k.amount, k.unit, iif(k.title = '', coalesce(a.title, ''), k.title), a.id,
       a.id IS NOT NULL AND a.status <> 'done', c.reported_on, k.note, k.evidence_url,
       (SELECT count(*) FROM attachment AS f WHERE f.credit_id = k.id OR f.claim_id = c.id),
       (SELECT json_group_array(iif(o.code = '', b.title, o.code)) FROM credit_claim AS m
        JOIN activity AS b ON b.id = m.activity_id JOIN certification AS o ON o.activity_id = b.id
        WHERE m.credit_id = k.id AND m.id <> c.id AND b.trashed_at IS NULL)
FROM credit_claim AS c JOIN credit AS k ON k.id = c.credit_id LEFT JOIN activity AS a ON a.id = k.activity_id
WHERE c.activity_id = :id AND (a.id IS NULL OR a.trashed_at IS NULL AND a.status <> 'skipped')
ORDER BY 3 DESC, k.id DESC
"""


def ledger(reader: Reader, activity_id: int, today: date) -> Ledger | None:
    """The ledger of a certification; None if it is none, or in the trash. Six statements."""
    import json

    standing = standings(reader, today, [activity_id]).get(ActivityId(activity_id))
    if standing is None:
        return None
    found = standing.terms
    lines = []
    for row in reader.rows(_LINES, {"id": activity_id}):
        claim, credit, on, *middle, also = row
        day = parse_date(on)
        made: list[Any] = [ClaimId(claim), CreditId(credit), day, *middle, tuple(json.loads(also)), found.covering(day)]
        made[9] = bool(made[9])
        lines.append(LedgerLine._make(made))
    past = []
    rows = reader.rows(_RENEWALS.format(chosen=_chosen([activity_id])))
    carried = 0
    for cycle, (_key, renewal_id, *_rest, note) in zip(found.past, rows, strict=True):
        own = [
            Entry(line.on, line.amount, line.category, line.reported_on is not None)
            for line in lines
            if not line.planned and line.cycle == Cycle(cycle.starts, cycle.ends)
        ]
        past.append(PastSum(renewal_id, cycle, renewal.tally(found.rule, own, carried), note))
        carried = cycle.carried
    return Ledger(standing, tuple(lines), tuple(reversed(past)))
