"""Numbers are written as the place writes them, and read in either form."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config import formats
from planner.config.formats import Formats, decimal, grouped, localized, with_separators
from planner.domain.levels import parse_level
from planner.domain.money import LARGEST, MINOR_DIGITS, Money
from planner.services.humanize import duration, level_text, money_text, read_money

GERMAN = Formats(point=",", group=".")
PLACES = [Formats(), GERMAN, Formats(point=",", group="\u202f"), Formats(point=".", group="’")]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = formats.current()
    yield
    formats.use(before)


def test_german_numbers() -> None:
    formats.use(GERMAN)
    assert [decimal(4.5), decimal(4), decimal(4, 1), grouped(1250), localized("0.25")] == [
        "4,5", "4", "4,0", "1.250", "0,25",
    ]  # fmt: skip
    assert [duration(90), level_text(2.5), money_text(125000, "EUR")] == ["1,5 h", "2,5", "EUR 1.250,00"]


@pytest.mark.parametrize(
    ("point", "group", "expected"),
    [
        (".", ",", (".", ",")),
        (",", ".", (",", ".")),
        (",", "", (",", "\u202f")),
        (".", "", (".", ",")),
        (",", ",", (",", "\u202f")),
        ("٫", "٬", (".", ",")),
    ],
)
def test_what_a_place_leaves_open_is_mended(point: str, group: str, expected: tuple[str, str]) -> None:
    found = with_separators(Formats(), point, group)
    assert (found.point, found.group) == expected


@given(st.integers(0, LARGEST), st.sampled_from(sorted(MINOR_DIGITS)), st.sampled_from(PLACES))
def test_what_is_shown_of_money_reads_back(minor: int, currency: str, place: Formats) -> None:
    formats.use(place)
    assert read_money(money_text(minor, currency)) == Money(minor, currency)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["1250.50 EUR", "1250,50 EUR", "1,250.50 EUR", "1.250,50 EUR", "1 250,50 €"])
def test_money_is_read_in_either_form(text: str, place: Formats) -> None:
    formats.use(place)
    assert read_money(text) == Money(125050, "EUR")


@given(st.integers(0, 10), st.sampled_from(PLACES))
def test_what_is_shown_of_a_level_reads_back(halves: int, place: Formats) -> None:
    formats.use(place)
    assert parse_level(level_text(halves / 2)) == halves / 2


def test_the_environment_names_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert formats.from_environment() == Formats()
    monkeypatch.setenv("LC_ALL", "xx_NOWHERE.UTF-8")
    assert formats.from_environment() == Formats()
