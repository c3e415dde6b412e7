"""Keeping a certification valid: its cycles, which credits count in them, and when enough of them are there.

All amounts are whole hundredths of a unit, so that 0.25 of a credit is exact; all spans are half-open.

A *cycle* runs from the day a certification was issued or renewed to the day after its last valid day. An *entry* is a
credit as one certification counts it. Credits in a category count up to its maximum; what a category asks at least is
part of the total. How it goes on is reckoned by the pace so far: every category goes on growing by what it has earned
on an average day of the cycle, and what is planned comes on its day.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from planner.domain.dates import add_months
from planner.domain.words import RenewalMethod

UNIT: Final = 100
"""How many hundredths one credit has."""

_DAY: Final = timedelta(days=1)
_SHORTEST_MONTH: Final = 28
_ASK_CREDITS: Final = frozenset({RenewalMethod.CREDITS, RenewalMethod.CREDITS_AND_FEE})


class Category(NamedTuple):
    """A category of credits: at least ``minimum`` of them must be there, at the most ``maximum`` count."""

    name: str
    minimum: int | None = None
    maximum: int | None = None


class Rule(NamedTuple):
    """What an issuer asks of the holder in each cycle of ``months``.

    ``required`` is the total, ``minimum_per_year`` what each year of the cycle must bring. Renewing is possible from
    ``window_days`` before the last valid day on (None: not known), and until ``grace_days`` after it; credits earned
    in the grace still count. What is over the total goes into the next cycle, up to ``carry_maximum``, if it was earned
    in the last ``carry_months`` (0: at any time).
    """

    method: str = ""
    months: int | None = None
    unit: str = ""
    required: int | None = None
    categories: tuple[Category, ...] = ()
    minimum_per_year: int | None = None
    window_days: int | None = None
    grace_days: int = 0
    carry_maximum: int = 0
    carry_months: int = 0

    @property
    def asks_credits(self) -> bool:
        """Whether credits are to be collected."""
        return self.method in _ASK_CREDITS


class Cycle(NamedTuple):
    """From ``starts`` to the exclusive ``ends``: the last valid day is the one before. ``carried`` came into it."""

    starts: date
    ends: date
    carried: int = 0

    @property
    def last_day(self) -> date:
        """The last day on which the certification is valid."""
        return self.ends - _DAY


class PastCycle(NamedTuple):
    """A cycle that was renewed on a day; the next one began on ``next_starts`` with ``carried`` from this one."""

    starts: date
    ends: date
    renewed_on: date
    next_starts: date
    carried: int = 0


class Entry(NamedTuple):
    """A credit as one certification counts it: ``amount`` in ``category`` (empty: in none), earned ``on`` a day."""

    on: date
    amount: int
    category: str = ""
    reported: bool = False


class CategorySum(NamedTuple):
    """What a category has: ``earned`` of which ``counted`` count, and ``missing`` for its minimum."""

    category: Category
    earned: int
    counted: int
    reported: int

    @property
    def missing(self) -> int:
        """How much is missing for the minimum."""
        return max(0, (self.category.minimum or 0) - self.counted)


class Tally(NamedTuple):
    """What has been collected: ``counted`` and ``reported`` are under the caps and hold what was carried over.

    ``missing`` is the least amount of further credits with which total and minimums are met; 0 where nothing is asked.
    """

    counted: int
    reported: int
    required: int
    missing: int
    categories: tuple[CategorySum, ...]
    other: int

    @property
    def is_met(self) -> bool:
        """Whether total and minimums are there."""
        return self.missing == 0


class YearSum(NamedTuple):
    """One year of a cycle, from ``starts`` to the exclusive ``ends``: what it has, and what it must have."""

    starts: date
    ends: date
    earned: int
    required: int

    @property
    def missing(self) -> int:
        """How much is missing in that year."""
        return max(0, self.required - self.earned)


class Forecast(NamedTuple):
    """How a cycle goes on: ``met_on`` is the day on which enough is there; None: ``short`` is missing at its end."""

    met_on: date | None
    short: int


def present_cycle(
    issued: date | None, expires: date | None, months: int | None, past: Sequence[PastCycle] = ()
) -> Cycle | None:
    """The cycle that the certification is in; None where its dates do not tell.

    ``expires`` is the last valid day. Without it the cycle lasts ``months``; without a day of issue it began so many
    months before its end.
    """
    last = max(past, key=lambda cycle: cycle.next_starts, default=None)
    starts = last.next_starts if last is not None else issued
    ends = None if expires is None else days_later(expires, 1)
    if ends is None and starts is not None and months:
        ends = _months_later(starts, months)
    if ends is not None and (starts is None or starts >= ends):
        starts = _months_later(ends, -months) if months else None
    if starts is None or ends is None:
        return None
    return Cycle(starts, ends, 0 if last is None else last.carried)


def days_later(day: date, days: int) -> date:
    """So many days later, or the last day that there is."""
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max


def _months_later(day: date, months: int) -> date | None:
    """So many months later; None where no date can say that."""
    try:
        return add_months(day, months)
    except (OverflowError, ValueError):
        return None


def covering(day: date, cycle: Cycle | None, past: Sequence[PastCycle], grace_days: int = 0) -> Cycle | None:
    """The one cycle in which a credit of that day counts; None if it lies outside of all.

    A cycle that was renewed in its grace holds the days up to its renewal; the present one its grace as well.
    """
    for one in sorted(past, key=lambda cycle: cycle.starts) if past else ():
        late = min(days_later(one.renewed_on, 1), days_later(one.ends, grace_days))
        if one.starts <= day < max(min(one.ends, one.next_starts), late):
            return Cycle(one.starts, one.ends)
    if cycle is not None and cycle.starts <= day < days_later(cycle.ends, grace_days):
        return cycle
    return None


def tally(rule: Rule, entries: Iterable[Entry], carried: int = 0) -> Tally:
    """What these entries of one cycle come to under the rule."""
    earned: dict[str, int] = {}
    reported: dict[str, int] = {}
    for entry in entries:
        earned[entry.category] = earned.get(entry.category, 0) + entry.amount
        if entry.reported:
            reported[entry.category] = reported.get(entry.category, 0) + entry.amount
    sums = tuple(
        CategorySum(
            category,
            earned.get(category.name, 0),
            _capped(earned.pop(category.name, 0), category.maximum),
            _capped(reported.pop(category.name, 0), category.maximum),
        )
        for category in rule.categories
    )
    other = sum(earned.values())
    counted = carried + other + sum(found.counted for found in sums)
    required = rule.required or 0
    return Tally(
        counted,
        carried + sum(reported.values()) + sum(found.reported for found in sums),
        required,
        max(required - counted, sum(found.missing for found in sums), 0),
        sums,
        other,
    )


def _capped(amount: int, maximum: int | None) -> int:
    return amount if maximum is None else min(amount, maximum)


def years(rule: Rule, cycle: Cycle, entries: Sequence[Entry]) -> tuple[YearSum, ...]:
    """The years of a cycle with what each has, empty where a year need not have any; the grace belongs to the last.

    A rest of less than a month is no year of its own: a term of three years ends on the day on which it began.
    """
    if not rule.minimum_per_year:
        return ()
    found = []
    starts, number = cycle.starts, 1
    while starts < cycle.ends:
        ends = _months_later(cycle.starts, 12 * number) or cycle.ends
        if (cycle.ends - ends).days < _SHORTEST_MONTH:
            ends = cycle.ends
        is_last = ends == cycle.ends
        earned = sum(entry.amount for entry in entries if entry.on >= starts and (is_last or entry.on < ends))
        found.append(YearSum(starts, ends, earned, rule.minimum_per_year))
        starts, number = ends, number + 1
    return tuple(found)


def forecast(
    rule: Rule, cycle: Cycle, entries: Sequence[Entry], planned: Sequence[Entry], today: date
) -> Forecast:
    """The day on which total and minimums will be met, or what will be missing on the last valid day.

    The pace is that of the days from the start of the cycle up to and with ``today``; ``planned`` entries come on
    their day. What is asked for each year is not part of it, see :func:`years`.
    """
    now = [entry for entry in entries if entry.on <= today]
    if tally(rule, now, cycle.carried).is_met:
        return Forecast(today, 0)
    coming = [*(entry for entry in entries if entry.on > today), *planned]
    course = _Course(rule, cycle, now, coming, today)
    first, last = today, cycle.last_day
    short = course.missing_on(max(last, today))
    if short:
        return Forecast(None, -(-short // course.elapsed))
    if last <= today:
        return Forecast(today, 0)
    while (last - first).days > 1:  # what is missing never grows from day to day
        middle = first + timedelta(days=(last - first).days // 2)
        if course.missing_on(middle):
            first = middle
        else:
            last = middle
    return Forecast(last, 0)


class _Course:
    """How a cycle goes on at its pace, in whole numbers: everything is multiplied by the days that have ``elapsed``."""

    def __init__(
        self, rule: Rule, cycle: Cycle, now: Iterable[Entry], coming: Sequence[Entry], today: date
    ) -> None:
        self.elapsed = max(1, (today - cycle.starts).days + 1)
        self._rule, self._carried, self._coming, self._today = rule, cycle.carried, coming, today
        self._sums: dict[str, int] = {}
        for entry in now:
            self._sums[entry.category] = self._sums.get(entry.category, 0) + entry.amount

    def missing_on(self, day: date) -> int:
        """What is missing at the end of a day, times the days elapsed."""
        times, days = self.elapsed, self.elapsed + (day - self._today).days
        sums = {name: amount * days for name, amount in self._sums.items()}
        for entry in self._coming:
            if entry.on <= day:
                sums[entry.category] = sums.get(entry.category, 0) + entry.amount * times
        total, short = self._carried * times, 0
        for category in self._rule.categories:
            amount = sums.pop(category.name, 0)
            if category.maximum is not None:
                amount = min(amount, category.maximum * times)
            total += amount
            short += max(0, (category.minimum or 0) * times - amount)
        return max((self._rule.required or 0) * times - total - sum(sums.values()), short, 0)


def added_by(rule: Rule, cycle: Cycle, entries: Sequence[Entry], planned: Sequence[Entry]) -> int:
    """How much more counts at the end of the cycle through what is planned: less than its sum where a cap holds."""
    within = [entry for entry in planned if entry.on < cycle.ends]
    if not within:
        return 0
    without = tally(rule, entries, cycle.carried)
    return tally(rule, [*entries, *within], cycle.carried).counted - without.counted


def pace_needed(missing: int, cycle: Cycle, today: date) -> Fraction | None:
    """The hundredths a month that bring what is missing by the last valid day; None when that is past.

    A month is the twelfth part of 365.25 days. Before the cycle has begun its own days count.
    """
    days = (cycle.ends - max(today, cycle.starts)).days
    return None if days <= 0 else Fraction(missing) * Fraction(487, 16) / days


def carried_over(rule: Rule, cycle: Cycle, entries: Sequence[Entry]) -> int:
    """What goes into the next cycle: what is over the total, as far as it is recent and the rule lets it."""
    if not rule.carry_maximum or not rule.required:
        return 0
    over = tally(rule, entries, cycle.carried).counted - rule.required
    since = _months_later(cycle.ends, -rule.carry_months) if rule.carry_months else cycle.starts
    since = cycle.starts if since is None else since
    recent = [entry for entry in entries if entry.on >= since]
    return max(0, min(over, tally(rule, recent).counted, rule.carry_maximum))


def window_opens(rule: Rule, cycle: Cycle) -> date | None:
    """The first day on which it can be renewed; None where that is not known."""
    if rule.window_days is None:
        return None
    return cycle.last_day - timedelta(days=min(rule.window_days, (cycle.last_day - cycle.starts).days))


def last_chance(rule: Rule, cycle: Cycle) -> date:
    """The last day on which it can be renewed, with the grace."""
    return days_later(cycle.last_day, rule.grace_days)


def next_cycle(rule: Rule, cycle: Cycle, renewed_on: date) -> Cycle | None:
    """The cycle that a renewal opens; None where its length is not known.

    One that comes from passing the exam again begins on that day; any other goes on where the last one ended.
    """
    if not rule.months:
        return None
    starts = renewed_on if rule.method == RenewalMethod.EXAM else cycle.ends
    ends = _months_later(starts, rule.months)
    return None if ends is None else Cycle(starts, ends)
