"""Names of countries: which of them are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.countries import country_key


@pytest.mark.parametrize(
    "names",
    [
        ("USA", "U.S.A.", "U.S.", "us", "United States", "The United States of America", " united  states "),
        ("UK", "U.K.", "United Kingdom", "the UK"),
        ("Netherlands", "The Netherlands", "netherlands"),
        ("South Korea", "Korea", "Republic of Korea"),
        ("Czechia", "Czech Republic"),
        ("China", "P.R. China", "P. R. China"),
        ("Türkiye", "TÜRKIYE", "Turkey"),
        ("St. Lucia", "St Lucia"),
    ],
)
def test_several_names_are_one_country(names: tuple[str, ...]) -> None:
    assert len({country_key(name) for name in names}) == 1


def test_countries_stay_apart() -> None:
    names = ("USA", "UK", "UAE", "North Korea", "South Korea", "Niger", "Nigeria", "Guinea", "Theland", "Maryland USA")
    assert len({country_key(name) for name in names}) == len(names)


@given(st.lists(st.sampled_from(("the", "The", "U.", "S.", "us", "é", "İ", "ß", "Korea", ".", " ", "x"))).map("".join))
def test_a_key_is_its_own_key(name: str) -> None:
    key = country_key(name)
    assert country_key(key) == key
    assert bool(key) == bool(name.replace(".", " ").split())
