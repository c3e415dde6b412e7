"""The words for renewals: amounts, balances, forecasts, windows and years."""

from datetime import date

import pytest

from planner.domain import renewal
from planner.domain.errors import InvalidInputError
from planner.domain.renewal import Category, CategorySum, Cycle, Entry, Rule
from planner.services.queries.renewals import Standing, Terms, _standing
from planner.services.renewal_facts import (
    amount_text,
    category_text,
    credits_text,
    is_short,
    method_word,
    read_amount,
    remark,
    sentences,
    window_sentence,
    with_reported,
)

CYCLE = Cycle(date(2024, 7, 1), date(2027, 7, 1))
RULE = Rule("credits_and_fee", 36, "PDU", 6000, (Category("Education", 3500), Category("Giving back", maximum=2500)))
TODAY = date(2026, 11, 25)


def standing(
    rule: Rule = RULE,
    earned: tuple[Entry, ...] = (),
    planned: tuple[Entry, ...] = (),
    cycle: Cycle | None = CYCLE,
    today: date = TODAY,
) -> Standing:
    return _standing(Terms(rule, cycle), earned, planned, today)


def entry(day: str, amount: int, category: str = "Education", *, reported: bool = False) -> Entry:
    return Entry(date.fromisoformat(day), amount, category, reported)


@pytest.mark.parametrize(
    ("text", "amount"), [("6", 600), ("0.25", 25), ("7,5", 750), (" 12.05 ", 1205), ("99999", 9_999_900)]
)
def test_amounts_are_read_as_they_are_written(text: str, amount: int) -> None:
    assert read_amount(text) == amount
    assert read_amount(amount_text(amount)) == amount


@pytest.mark.parametrize("text", ["", "0", "0.00", "-1", "six", "1.234", "1e3", "100000", "½", "٣"])
def test_other_texts_are_no_amounts(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not an amount of credits" if text else "Type how many credits"):
        read_amount(text)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (100, "PDU", "1 PDU"),
        (600, "SEU", "6 SEUs"),
        (50, "CPE", "0.5 CPEs"),
        (2000, "CPD", "20 CPD"),
        (100, "", "1 credit"),
        (150, "", "1.5 credits"),
    ],
)
def test_units_have_their_plural(amount: int, unit: str, text: str) -> None:
    assert credits_text(amount, unit) == text


def test_a_balance_with_what_was_reported() -> None:
    some = (entry("2026-01-01", 3000, reported=True), entry("2026-02-01", 1100))
    assert with_reported(standing(earned=some)) == "41 of 60 PDUs, reported 30"
    assert with_reported(standing(earned=some[:1])) == "30 of 60 PDUs, all reported"
    assert with_reported(standing()) == "0 of 60 PDUs"
    assert with_reported(standing(RULE._replace(required=None, categories=()), some)) == "41 PDUs, reported 30"


def test_a_forecast_in_a_few_words() -> None:
    fast = (entry("2026-01-01", 5000),)
    assert remark(standing(earned=fast), TODAY) == "enough by May at this pace"
    slow = (entry("2026-01-01", 1200),)
    assert remark(standing(earned=slow), TODAY) == "46 short on 30 Jun 2027"
    assert is_short(standing(earned=slow), TODAY)
    planned = (entry("2027-01-10", 5000),)
    assert remark(standing(earned=slow, planned=planned), TODAY) == "enough by January, with what you plan"
    assert remark(standing(earned=(entry("2026-01-01", 6000),)), TODAY) == "enough; renew it when the time comes"
    assert remark(standing(cycle=None), TODAY) == ""
    assert remark(standing(Rule("exam", 36)), TODAY) == ""
    late = standing(earned=slow, today=date(2027, 7, 2))
    assert remark(late, date(2027, 7, 2)) == "48 short"


def test_a_young_cycle_has_no_pace_yet() -> None:
    young = date(2024, 7, 20)
    found = standing(earned=(entry("2024-07-02", 100),), today=young)
    assert remark(found, young) == "59 to go"
    assert not is_short(found, young)
    assert sentences(found, young) == ("59 PDUs missing, 34 of them Education: 1.7 a month.",)


def test_the_story_of_a_cycle() -> None:
    found = standing(
        earned=(entry("2026-01-01", 1200),), planned=(entry("2027-01-10", 3000, "Giving back"),)
    )
    assert sentences(found, TODAY) == (
        "48 PDUs missing, 23 of them Education: 6.8 a month.",
        "As you went so far, you would be 21 PDUs short on 30 Jun 2027.",
        "What you plan brings 30 PDUs, of which 25 would count.",
    )
    done = standing(earned=(entry("2026-01-01", 6000), entry("2030-01-01", 600)))
    assert sentences(done, TODAY) == (
        "You have enough for this cycle.",
        "6 PDUs lie outside every cycle and count for nothing; the dates of the certification decide that.",
    )
    near = date(2027, 6, 20)
    assert sentences(standing(earned=(entry("2026-01-01", 5900),), today=near), near)[0] == (
        "1 PDU missing; 11 days left."
    )


def test_each_year_may_ask() -> None:
    rule = Rule("credits", 36, "CPD", 6000, minimum_per_year=2000)
    found = standing(rule, (entry("2024-08-01", 1500, ""), entry("2026-08-01", 6000, "")))
    assert remark(found, TODAY) == "enough; renew it when the time comes"
    assert "The year up to 30 Jun 2025 lacks 5 CPD." in sentences(found, TODAY)
    this = standing(rule, (entry("2024-08-01", 6000, ""), entry("2025-08-01", 2000, ""), entry("2026-08-01", 500, "")))
    assert remark(this, TODAY) == "15 short this year, by 30 Jun 2027"
    assert "This year, up to 30 Jun 2027, asks for 15 CPD more." in sentences(this, TODAY)


def test_when_it_can_be_renewed() -> None:
    rule = Rule("exam", 36, window_days=90, grace_days=30)
    for day, words in (
        (TODAY, "It can be renewed from 1 Apr 2027 on."),
        (date(2027, 4, 1), "It can be renewed now, until 30 Jun 2027."),
        (date(2027, 7, 1), "It can still be renewed until 30 Jul 2027."),
        (date(2027, 7, 31), "It could be renewed until 30 Jul 2027."),
    ):
        assert window_sentence(standing(rule, today=day), day) == words
    assert window_sentence(standing(), TODAY) == ""
    assert window_sentence(standing(cycle=None), TODAY) == ""


def test_a_category_says_what_counts_of_it() -> None:
    def text(category: Category, earned: int) -> str:
        (found,) = renewal.tally(Rule(categories=(category,)), [entry("2026-01-01", earned, "A")]).categories
        assert isinstance(found, CategorySum)
        return category_text(found)

    assert text(Category("A", 3500), 2600) == "26 of at least 35"
    assert text(Category("A", None, 2500), 3000) == "25 of at most 25 (30 earned)"
    assert text(Category("A", 500, 2500), 1000) == "10 of 5 to 25"
    assert text(Category("A"), 1000) == "10"


def test_every_way_has_its_words() -> None:
    assert method_word("exam") == "pass an exam again"
    assert method_word("60 PDUs, I think") == "not known"
