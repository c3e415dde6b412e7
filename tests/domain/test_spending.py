"""What an expense must be, and the totals of a year and currency against a sum that is made by hand."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.money import LARGEST, Money
from planner.domain.spending import (
    BudgetStanding,
    Outlay,
    PricedGoal,
    Total,
    budget_standing,
    check_expense,
    list_price,
    totals,
)
from planner.domain.words import CertificationState, CourseState, EventState, ExpenseItem

TODAY = date(2026, 11, 25)
COST = Money(15000, "USD")

YEARS = st.integers(2024, 2028)
CURRENCIES = st.sampled_from(["EUR", "JPY", "USD"])


@st.composite
def outlays(draw: st.DrawFn) -> Outlay:
    minor = draw(st.integers(1, LARGEST))
    paid = draw(st.booleans())
    back = draw(st.integers(0, minor))
    return Outlay(draw(YEARS), draw(CURRENCIES), minor, paid, back, draw(st.booleans()))


@given(st.lists(outlays(), max_size=30))
def test_totals_are_what_one_gets_by_summing_up(given_outlays: list[Outlay]) -> None:
    expected = []
    for year, currency in product(range(2028, 2023, -1), ("EUR", "JPY", "USD")):
        mine = [one for one in given_outlays if (one.year, one.currency) == (year, currency)]
        planned = sum(one.minor for one in mine if not one.paid and not one.dropped)
        spent = sum(one.minor for one in mine if one.paid)
        back = sum(one.reimbursed_minor for one in mine if one.paid)
        if planned or spent:
            expected.append(Total(year, currency, planned, spent, back))
    assert list(totals(given_outlays)) == expected


@given(st.lists(outlays(), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_expenses_does_not_matter(given_outlays: list[Outlay], random: object) -> None:
    mixed = list(given_outlays)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    assert totals(mixed) == totals(given_outlays)


@given(st.lists(outlays(), max_size=12))
def test_net_is_never_more_than_spent_and_never_less_than_nothing(given_outlays: list[Outlay]) -> None:
    assert all(0 <= total.net == total.spent - total.reimbursed <= total.spent for total in totals(given_outlays))


@given(st.integers(1, LARGEST), CURRENCIES, st.lists(outlays(), max_size=12))
def test_a_budget_has_left_what_is_neither_spent_nor_planned_in_its_currency(
    minor: int, currency: str, given_outlays: list[Outlay]
) -> None:
    counted = [one for one in given_outlays if one.paid or not one.dropped]
    mine = [one for one in counted if one.currency == currency]
    left = minor - sum(one.minor - (one.reimbursed_minor if one.paid else 0) for one in mine)
    assert budget_standing(Money(minor, currency), given_outlays) == (left, bool(mine), len(mine) < len(counted))


@pytest.mark.parametrize(
    ("outlay", "standing"),
    [
        (Outlay(2026, "EUR", 900), BudgetStanding(300, counted=True)),
        (Outlay(2026, "EUR", 1350, paid=True), BudgetStanding(-150, counted=True)),
        (Outlay(2026, "EUR", 1350, True, 1350), BudgetStanding(1200, counted=True)),
        (Outlay(2026, "EUR", 900, dropped=True), BudgetStanding(1200)),
        (Outlay(2026, "EUR", 900, paid=True, dropped=True), BudgetStanding(300, counted=True)),
        (Outlay(2026, "USD", 900), BudgetStanding(1200, others=True)),
        (Outlay(2026, "USD", 900, dropped=True), BudgetStanding(1200)),
    ],
)
def test_what_counts_against_a_budget(outlay: Outlay, standing: BudgetStanding) -> None:
    assert budget_standing(Money(1200, "EUR"), [outlay]) == standing


GOALS = [("certification", state.value) for state in CertificationState]
GOALS += [("course", state.value) for state in CourseState]


@given(
    st.sampled_from(GOALS),
    st.integers(0, 10**6),
    st.sampled_from(["USD", "", "QQQ"]),
    st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.frozensets(st.sampled_from([item.value for item in ExpenseItem])),
)
def test_a_list_price_counts_for_what_one_is_at_and_has_no_expense_of(
    goal: tuple[str, str], minor: int, currency: str, day: date | None, items: frozenset[str]
) -> None:
    kind, state = goal
    ahead = {("certification", "preparing"), ("certification", "booked"), ("course", "enrolled"),
             ("course", "in_progress")}  # fmt: skip
    own = "exam" if kind == "certification" else "course"
    found = list_price(PricedGoal(kind, state, minor, currency, day, items), 2026)
    if goal in ahead and minor > 0 and currency == "USD" and own not in items:
        assert found == Outlay(day.year if day else 2026, "USD", minor)
        assert found.is_planned
    else:
        assert found is None


def test_an_event_has_no_list_price() -> None:
    assert list_price(PricedGoal("event", EventState.REGISTERED, 100, "EUR"), 2026) is None


@pytest.mark.parametrize(
    ("money", "day", "paid", "reimbursed"),
    [
        (COST, "2026-11-25", True, Money(15000, "USD")),
        (COST, "2026-11-25", True, Money(0, "")),
        (COST, "2027-03-01", False, None),
        (COST, "2020-02-29", False, Money(0, "USD")),
        (Money(1, "JPY"), "2026-01-01", True, None),
        (Money(LARGEST, "KWD"), "2026-01-01", False, None),
    ],
)
def test_what_an_expense_may_be(money: Money, day: str, paid: bool, reimbursed: Money | None) -> None:
    check_expense(money, day, TODAY, paid=paid, reimbursed=reimbursed)


@pytest.mark.parametrize(
    ("money", "day", "paid", "reimbursed", "sentence"),
    [
        (Money(0, "USD"), "2026-11-25", True, None, "An expense is more than zero."),
        (Money(-5, "USD"), "2026-11-25", True, None, "An expense is more than zero."),
        (Money(LARGEST + 1, "USD"), "2026-11-25", True, None, "is too large"),
        (Money(100, "usd"), "2026-11-25", True, None, "“usd” is not a currency."),
        (Money(100, ""), "2026-11-25", True, None, "“” is not a currency."),
        (COST, "2026-02-30", False, None, "“2026-02-30” is not a date"),
        (COST, "2026-11-26", True, None, "2026-11-26 lies in the future."),
        (COST, "2026-11-25", True, Money(15001, "USD"), "USD 150.01 is more than the USD 150.00 that it cost."),
        (COST, "2026-11-25", True, Money(100, "EUR"), "What was paid in USD cannot be reimbursed in another currency."),
        (COST, "2026-11-25", True, Money(100, ""), "Give in USD what came back."),
        (COST, "2026-11-25", True, Money(-1, "USD"), "What was reimbursed is less than zero."),
        (COST, "2026-11-25", False, Money(1, "USD"), "What is not paid yet cannot be reimbursed."),
    ],
)
def test_what_an_expense_cannot_be(
    money: Money, day: str, paid: bool, reimbursed: Money | None, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_expense(money, day, TODAY, paid=paid, reimbursed=reimbursed)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
