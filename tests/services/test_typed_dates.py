"""Dates are typed in the words of one's language, in English, or in digits."""

from datetime import date

import pytest

from planner.config.text import set_language
from planner.domain.spoken_dates import parse_day_or_month
from planner.services.humanize import long_date
from planner.services.typed_dates import in_english

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1. Dez. 2026", date(2026, 12, 1)),
        ("3. März 2027", date(2027, 3, 3)),
        ("3 mai", date(2027, 5, 3)),
        ("Mai 2027", date(2027, 5, 1)),
        ("Freitag", date(2026, 11, 27)),
        ("nächsten Freitag", date(2026, 12, 4)),
        ("nächste Woche", date(2026, 11, 30)),
        ("in 2 Wochen", date(2026, 12, 9)),
        ("in 3 Tagen", date(2026, 11, 28)),
        ("morgen", date(2026, 11, 26)),
        ("gestern", date(2026, 11, 24)),
        ("1 dec", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
    ],
)
def test_german_words(typed: str, day: date) -> None:
    set_language("de")
    assert parse_day_or_month(in_english(typed), TODAY) == day


@pytest.mark.parametrize("month", range(1, 13))
def test_what_is_shown_reads_back(month: int) -> None:
    day = date(2027, month, 9)
    set_language("de")
    assert parse_day_or_month(in_english(long_date(day)), TODAY) == day


def test_english_stays_as_it_is() -> None:
    set_language("en")
    assert in_english("in 2 Wochen") == "in 2 Wochen"
