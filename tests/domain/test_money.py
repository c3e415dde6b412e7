"""Money is exact, and only known currencies count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.money import MINOR_DIGITS, Money, format_money, is_currency, parse_money


@given(st.integers(0, 10**15), st.sampled_from(sorted(MINOR_DIGITS)))
def test_money_comes_back(minor: int, currency: str) -> None:
    assert parse_money(format_money(minor, currency)) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("USD 150.00", 15000, "USD"),
        ("150 USD", 15000, "USD"),
        ("150usd", 15000, "USD"),
        ("US$150", 15000, "USD"),
        ("€ 99", 9900, "EUR"),
        ("99,90 €", 9990, "EUR"),
        ("1,500 EUR", 150000, "EUR"),
        ("1.500,50 EUR", 150050, "EUR"),
        ("1 500.5 EUR", 150050, "EUR"),
        ("1'500.00 CHF", 150000, "CHF"),
        ("1,234,567.89 USD", 123456789, "USD"),
        ("JPY 12000", 12000, "JPY"),
        ("JPY 12,000", 12000, "JPY"),
        ("KWD 1.500", 1500, "KWD"),
        ("KWD 1,500", 1500000, "KWD"),
        ("KWD 0,500", 500, "KWD"),
        ("100,000 EUR", 10000000, "EUR"),
        ("0 GBP", 0, "GBP"),
        ("150", 15000, "USD"),
    ],
)
def test_ways_to_write_money(text: str, minor: int, currency: str) -> None:
    assert parse_money(text, "USD") == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("150", "no known currency"),
        ("", "no known currency"),
        ("XYZ 150", "no known currency"),
        ("$150", "no known currency"),
        ("USD", "is not an amount"),
        ("USD -5", "is not an amount"),
        ("USD 1,50,0.00", "is not an amount"),
        ("USD 12.", "is not an amount"),
        ("USD .50", "is not an amount"),
        ("USD ١٥", "is not an amount"),
        ("USD 1e3", "is not an amount"),
        ("USD 1.5555", "too many digits after the point; USD takes 2"),
        ("USD 0.001", "too many digits after the point; USD takes 2"),
        ("0,001 USD", "too many digits after the point; USD takes 2"),
        ("0.500 EUR", "too many digits after the point; EUR takes 2"),
        ("00,100 EUR", "too many digits after the point; EUR takes 2"),
        ("0,500,000 EUR", "is not an amount"),
        ("01,500.00 EUR", "is not an amount"),
        ("JPY 0,500", "JPY takes none"),
        ("JPY 1.5", "JPY takes none"),
        ("USD 99999999999999999", "too large"),
    ],
)
def test_what_is_no_money_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        parse_money(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_money(text, "EUR")
    except InvalidInputError as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - either outcome is right


def test_formats() -> None:
    assert format_money(5, "USD") == "USD 0.05"
    assert format_money(-1234, "KWD") == "KWD -1.234"
    assert format_money(12, "JPY") == "JPY 12"
    assert format_money(1200, "") == "12.00"
    assert is_currency("EUR")
    assert not is_currency("eur")
    assert len(MINOR_DIGITS) > 140
