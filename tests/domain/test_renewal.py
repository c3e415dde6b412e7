"""Renewal rules: ledgers worked out by hand, and the arithmetic against models that count day by day."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.renewal import (
    Category,
    Cycle,
    Entry,
    Forecast,
    PastCycle,
    Rule,
    added_by,
    carried_over,
    covering,
    forecast,
    last_chance,
    next_cycle,
    pace_needed,
    present_cycle,
    tally,
    window_opens,
    years,
)

START = date(2024, 7, 1)
PMP = Rule(
    "credits_and_fee",
    36,
    "PDU",
    6000,
    (Category("Education", minimum=3500), Category("Giving back", maximum=2500)),
    carry_maximum=2000,
    carry_months=12,
)
PMP_CYCLE = Cycle(START, date(2027, 7, 1))
CSPO = Rule("credits_and_fee", 24, "SEU", 2000)


def entry(on: date, amount: float, category: str = "", *, reported: bool = False) -> Entry:
    return Entry(on, round(amount * 100), category, reported)


def test_pmp_counts_by_category() -> None:
    entries = [
        entry(date(2024, 9, 1), 20, "Education", reported=True),
        entry(date(2025, 3, 1), 6, "Education"),
        entry(date(2025, 4, 1), 30, "Giving back", reported=True),
    ]
    found = tally(PMP, entries)
    # 26 of education and 25 of the 30 that gave back; 9 of the 60 are missing, all of them education (35 - 26).
    assert (found.counted, found.reported, found.missing) == (5100, 4500, 900)
    education, giving = found.categories
    assert (education.earned, education.counted, education.reported, education.missing) == (2600, 2600, 2000, 900)
    assert (giving.earned, giving.counted, giving.reported, giving.missing) == (3000, 2500, 2500, 0)
    full = tally(PMP, [*entries, entry(date(2026, 1, 1), 9, "Education")])
    assert (full.counted, full.missing, full.is_met) == (6000, 0, True)


def test_the_minimum_can_ask_for_more_than_the_total() -> None:
    entries = [entry(START, 25, "Giving back"), entry(START, 30, "Education"), entry(START, 10, "No such category")]
    found = tally(PMP, entries)
    assert (found.counted, found.other, found.missing) == (6500, 1000, 500)


def test_a_credit_of_no_category_counts_for_the_total_only() -> None:
    assert tally(CSPO, [entry(START, 12.25)]).missing == 775


def test_what_was_carried_over_counts_and_is_reported() -> None:
    found = tally(PMP, [], carried=800)
    assert (found.counted, found.reported, found.missing) == (800, 800, 5200)


def test_a_pace_so_far_goes_on() -> None:
    today = START + timedelta(days=99)  # the hundredth day
    entries = [entry(START, 10, "Education")]
    # A tenth of a credit a day: 60 are there 500 days later, 35 of education long before.
    assert forecast(PMP, PMP_CYCLE, entries, [], today) == Forecast(today + timedelta(days=500), 0)
    slower = [entry(START, 5, "Education")]
    # 5 on the hundredth day, and 995 days to the last valid one, at a twentieth a day: 54.75 at the end.
    assert forecast(PMP, PMP_CYCLE, slower, [], today) == Forecast(None, 525)
    planned = [entry(date(2026, 1, 10), 5.25, "Giving back")]
    assert forecast(PMP, PMP_CYCLE, slower, planned, today) == Forecast(date(2027, 6, 30), 0)


def test_an_expired_cycle_is_short_by_what_is_missing() -> None:
    assert forecast(CSPO, Cycle(START, date(2026, 7, 1)), [entry(START, 12)], [], date(2026, 8, 1)) == Forecast(
        None, 800
    )


def test_planned_credits_add_no_more_than_the_cap_lets_them() -> None:
    entries = [entry(START, 20, "Giving back")]
    planned = [entry(date(2025, 1, 1), 10, "Giving back"), entry(date(2027, 7, 1), 9, "Education")]
    assert added_by(PMP, PMP_CYCLE, entries, planned) == 500


def test_a_year_may_ask_for_a_minimum() -> None:
    rule = Rule("credits", 36, "CPD", 6000, minimum_per_year=2000)
    entries = [entry(date(2024, 7, 1), 15), entry(date(2025, 6, 30), 6), entry(date(2025, 7, 1), 3)]
    first, second, third = years(rule, PMP_CYCLE, entries)
    assert (first.starts, first.ends, first.earned, first.missing) == (START, date(2025, 7, 1), 2100, 0)
    assert (second.earned, second.missing, third.missing) == (300, 1700, 2000)
    assert years(CSPO, PMP_CYCLE, entries) == ()


def test_pmp_carries_what_was_earned_in_the_last_year() -> None:
    early = [entry(date(2024, 8, 1), 70, "Education")]
    assert carried_over(PMP, PMP_CYCLE, early) == 0
    late = [entry(date(2024, 8, 1), 55, "Education"), entry(date(2026, 7, 1), 12, "Education")]
    assert carried_over(PMP, PMP_CYCLE, late) == 700
    many = [entry(date(2024, 8, 1), 60, "Education"), entry(date(2027, 1, 1), 40, "Education")]
    assert carried_over(PMP, PMP_CYCLE, many) == 2000
    assert carried_over(CSPO, PMP_CYCLE, many) == 0


def test_cycles_follow_from_issue_expiry_and_renewals() -> None:
    assert present_cycle(date(2024, 7, 1), date(2027, 6, 30), 36) == PMP_CYCLE
    assert present_cycle(date(2024, 7, 1), None, 36) == PMP_CYCLE
    assert present_cycle(None, date(2027, 6, 30), 36) == PMP_CYCLE
    assert present_cycle(date(2028, 1, 1), date(2027, 6, 30), 36) == PMP_CYCLE
    assert present_cycle(None, date(2027, 6, 30), None) is None
    assert present_cycle(date(2024, 7, 1), None, None) is None
    past = [PastCycle(date(2021, 7, 1), START, date(2024, 6, 1), START, 500)]
    assert present_cycle(date(2021, 7, 1), date(2027, 6, 30), 36, past) == PMP_CYCLE._replace(carried=500)


def test_a_day_belongs_to_one_cycle() -> None:
    past = [PastCycle(date(2021, 7, 1), START, date(2024, 7, 20), START)]
    former = Cycle(date(2021, 7, 1), START)
    for day, grace, expected in (
        (date(2021, 6, 30), 0, None),
        (date(2021, 7, 1), 0, former),
        (date(2024, 6, 30), 0, former),
        (date(2024, 7, 1), 0, PMP_CYCLE),
        (date(2024, 7, 20), 30, former),
        (date(2024, 7, 21), 30, PMP_CYCLE),
        (date(2027, 6, 30), 0, PMP_CYCLE),
        (date(2027, 7, 1), 0, None),
        (date(2027, 7, 30), 30, PMP_CYCLE),
        (date(2027, 7, 31), 30, None),
    ):
        assert covering(day, PMP_CYCLE, past, grace) == expected, day


def test_an_exam_begins_a_new_cycle_and_credits_go_on() -> None:
    aws = Rule("exam", 36, window_days=180, grace_days=0)
    cycle = Cycle(date(2024, 3, 2), date(2027, 3, 2))
    assert next_cycle(aws, cycle, date(2027, 1, 15)) == Cycle(date(2027, 1, 15), date(2030, 1, 15))
    assert next_cycle(CSPO, PMP_CYCLE, date(2027, 6, 1)) == Cycle(date(2027, 7, 1), date(2029, 7, 1))
    assert next_cycle(Rule("fee"), cycle, date(2027, 1, 15)) is None
    assert window_opens(aws, cycle) == date(2026, 9, 2)
    assert window_opens(CSPO, cycle) is None
    assert last_chance(aws._replace(grace_days=30), cycle) == date(2027, 3, 31)


def test_a_term_ends_on_the_day_on_which_it_began() -> None:
    rule = Rule("credits", 36, "CPE", 6000, minimum_per_year=2000, grace_days=30)
    cycle = Cycle(date(2023, 11, 25), date(2026, 11, 26))
    late = [entry(date(2026, 11, 25), 5), entry(date(2026, 12, 10), 7)]
    assert [(year.starts, year.ends, year.earned) for year in years(rule, cycle, late)] == [
        (date(2023, 11, 25), date(2024, 11, 25), 0),
        (date(2024, 11, 25), date(2025, 11, 25), 0),
        (date(2025, 11, 25), date(2026, 11, 26), 1200),
    ]


def test_numbers_beyond_all_dates_are_no_dates() -> None:
    assert present_cycle(date(2024, 7, 1), None, 10**9) is None
    assert present_cycle(None, date(2027, 6, 30), 10**9) is None
    assert present_cycle(date(2024, 7, 1), date.max, 36) == Cycle(date(2024, 7, 1), date.max)
    wild = Rule("credits", 10**9, "PDU", 6000, minimum_per_year=100, window_days=10**9, grace_days=10**12)
    assert covering(date(9999, 1, 1), PMP_CYCLE, [], wild.grace_days) == PMP_CYCLE
    assert window_opens(wild, PMP_CYCLE) == START
    assert last_chance(wild, PMP_CYCLE) == date.max
    assert next_cycle(wild, PMP_CYCLE, START) is None
    assert len(years(wild, Cycle(date(9990, 1, 1), date.max), [])) == 10
    assert carried_over(wild._replace(carry_maximum=100, carry_months=10**9), PMP_CYCLE, [entry(START, 61)]) == 100


def test_a_carry_without_months_takes_the_whole_cycle() -> None:
    rule = PMP._replace(carry_months=0)
    assert carried_over(rule, PMP_CYCLE, [entry(START, 61, "Education")]) == 100
    # What came over counts for the total, and is not earned anew for the next carry.
    full = PMP_CYCLE._replace(carried=1500)
    assert carried_over(PMP, full, [entry(date(2027, 1, 1), 50, "Education")]) == 500


def test_an_exam_passed_early_begins_its_cycle_at_once() -> None:
    past = [PastCycle(date(2023, 12, 11), date(2026, 12, 11), date(2026, 11, 20), date(2026, 11, 20))]
    cycle = Cycle(date(2026, 11, 20), date(2029, 11, 21))
    former = Cycle(date(2023, 12, 11), date(2026, 12, 11))
    assert covering(date(2026, 11, 20), cycle, past) == former
    assert covering(date(2026, 11, 21), cycle, past) == cycle


def test_on_the_last_day_what_is_planned_may_still_be_enough() -> None:
    cycle = Cycle(START, date(2026, 7, 1))
    today = cycle.last_day
    assert forecast(CSPO, cycle, [entry(START, 12)], [entry(today, 8)], today) == Forecast(today, 0)


def test_the_pace_needed() -> None:
    assert pace_needed(2000, Cycle(START, date(2026, 7, 1)), date(2026, 7, 1)) is None
    twenty_in_a_year = pace_needed(2000, Cycle(START, date(2026, 7, 1)), date(2025, 7, 1))
    assert twenty_in_a_year is not None
    assert round(twenty_in_a_year) == 167
    assert pace_needed(6000, PMP_CYCLE, date(2023, 7, 1)) == pace_needed(6000, PMP_CYCLE, START)


NAMES = ("", "A", "B", "C")
AMOUNTS = st.integers(1, 3000)
MAYBE = st.none() | st.integers(0, 3000)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    categories = []
    for name in draw(st.sets(st.sampled_from(NAMES[1:]))):
        least, most = draw(MAYBE), draw(MAYBE)
        if least is not None and most is not None and least > most:
            least, most = most, least
        categories.append(Category(name, least, most))
    return Rule("credits", 24, "PDU", draw(MAYBE), tuple(sorted(categories)), minimum_per_year=draw(MAYBE))


def entries_in(first: int, last: int) -> st.SearchStrategy[list[Entry]]:
    days = st.integers(first, last).map(lambda number: START + timedelta(days=number))
    return st.lists(st.builds(Entry, days, AMOUNTS, st.sampled_from(NAMES), st.booleans()), max_size=8)


@given(rules(), entries_in(0, 700), st.integers(0, 500))
def test_caps_hold_and_the_missing_is_just_enough(rule: Rule, entries: list[Entry], carried: int) -> None:
    found = tally(rule, entries, carried)
    by_name = {name: sum(one.amount for one in entries if one.category == name) for name in NAMES}
    limits = {category.name: category for category in rule.categories}
    expected = carried
    for name, amount in by_name.items():
        most = limits[name].maximum if name in limits else None
        expected += amount if most is None else min(amount, most)
    assert found.counted == expected
    assert found.reported <= found.counted
    lacking = {name: max(0, (limits[name].minimum or 0) - by_name[name]) for name in limits}
    assert found.missing == max((rule.required or 0) - expected, sum(lacking.values()), 0)
    # With what the minimums lack, and the rest of no category, it is met; with one hundredth less it is not.
    further = [Entry(START, amount, name) for name, amount in lacking.items() if amount]
    rest = found.missing - sum(lacking.values())
    if rest:
        further.append(Entry(START, rest, ""))
    assert tally(rule, [*entries, *further], carried).is_met
    if found.missing:
        last = further[-1]
        less = [*further[:-1], *([last._replace(amount=last.amount - 1)] if last.amount > 1 else [])]
        assert not tally(rule, [*entries, *less], carried).is_met


@given(
    rules(),
    entries_in(0, 60),
    entries_in(0, 90),
    st.tuples(st.integers(0, 60), st.integers(-5, 60), st.integers(0, 300)),
)
def test_the_forecast_is_that_of_a_simulation_by_day(
    rule: Rule, entries: list[Entry], planned: list[Entry], numbers: tuple[int, int, int]
) -> None:
    passed, left, carried = numbers
    today = START + timedelta(days=passed)
    cycle = Cycle(START, max(today + timedelta(days=left), START + timedelta(days=1)), carried)
    assert forecast(rule, cycle, entries, planned, today) == simulated(rule, cycle, entries, planned, today)


def simulated(rule: Rule, cycle: Cycle, entries: list[Entry], planned: list[Entry], today: date) -> Forecast:
    """Goes from day to day and adds to each category what a day brings."""
    sums = {name: Fraction(sum(one.amount for one in entries if one.category == name and one.on <= today))
            for name in NAMES}  # fmt: skip
    a_day = {name: amount / ((today - cycle.starts).days + 1) for name, amount in sums.items()}
    early = [one for one in planned if one.on <= today]
    later = [*(one for one in planned if one.on > today), *(one for one in entries if one.on > today)]

    def missing() -> Fraction:
        total, short = Fraction(cycle.carried), Fraction(0)
        limits = {category.name: category for category in rule.categories}
        for name, amount in sums.items():
            counted = amount
            if name in limits:
                most, least = limits[name].maximum, limits[name].minimum
                counted = amount if most is None else min(amount, Fraction(most))
                short += max(Fraction(0), (least or 0) - counted)
            total += counted
        return max((rule.required or 0) - total, short, Fraction(0))

    if not missing():
        return Forecast(today, 0)
    for one in early:
        sums[one.category] += one.amount
    day = today
    if day >= cycle.last_day and not missing():
        return Forecast(today, 0)
    while day < cycle.last_day:
        day += timedelta(days=1)
        for name, amount in a_day.items():
            sums[name] += amount
        for one in later:
            if one.on == day:
                sums[one.category] += one.amount
        if not missing():
            return Forecast(day, 0)
    short = missing()
    return Forecast(None, -(-short.numerator // short.denominator))


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=6),
    st.integers(0, 20),
    st.integers(-50, 400),
)
def test_no_day_belongs_to_two_cycles(lengths: list[int], grace: int, number: int) -> None:
    past, starts = [], START
    for length in lengths[:-1]:
        ends = starts + timedelta(days=length)
        past.append(PastCycle(starts, ends, ends + timedelta(days=min(grace, length) - 1), ends))
        starts = ends
    cycle = Cycle(starts, starts + timedelta(days=lengths[-1]))
    day = START + timedelta(days=number)
    found = covering(day, cycle, past, grace)
    whole = START <= day < cycle.ends + timedelta(days=grace)
    assert (found is not None) == whole
    if found is not None:
        assert found.starts <= day < found.ends + timedelta(days=grace)
