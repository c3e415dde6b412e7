"""Countries under the spellings of public lists: which of them are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_filter import CalendarFilter, from_json
from planner.domain.countries import country_key, country_name


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("USA", "U.S.A.", "US", "U.S.", "usa", "United  States", "The United States of America"), "United States"),
        (("Maryland USA", "Louisiana"), "United States"),
        (("UK", "U.K.", "United Kingdom", "England", "the UK"), "United Kingdom"),
        (("The Netherlands", "netherlands"), "Netherlands"),
        (("Korea", "South Korea", "Republic of Korea"), "South Korea"),
        (("Czech Republic", "Czechia"), "Czechia"),
        (("UAE", "U.A.E.", "United Arab Emirates"), "United Arab Emirates"),
        (("China", "P.R. China", "P. R. China"), "China"),
        (("Türkiye", "TÜRKIYE", "Turkey"), "Turkey"),
    ],
)
def test_spellings_of_one_country_are_one(spellings: tuple[str, ...], name: str) -> None:
    assert {country_name(each) for each in spellings} == {name}
    assert {country_key(each) for each in spellings} == {name.lower()}


def test_countries_stay_apart() -> None:
    names = ("USA", "UK", "UAE", "North Korea", "South Korea", "Niger", "Nigeria", "Guinea", "Theland", "Georgia")
    assert len({country_key(name) for name in names}) == len(names)


def test_what_is_not_known_is_left_as_written() -> None:
    assert (country_name(" Sao  Tome "), country_key("Österreich")) == ("Sao Tome", "österreich")
    assert country_name("") == country_key("") == ""
    assert country_name("Georgia") == "Georgia"


def test_filters_that_were_kept_find_the_country_again() -> None:
    assert from_json({"regions": ["u.s.a.", "usa", "germany", ""]}) == CalendarFilter(
        regions=frozenset({"united states", "germany", ""})
    )


@given(st.lists(st.sampled_from(("the", "The", "U.", "S.", "us", "é", "İ", "ß", "Korea", ".", " ", "x"))).map("".join))
def test_a_key_is_its_own_key(name: str) -> None:
    key = country_key(name)
    assert country_key(key) == key


def test_articles_without_end_take_no_time() -> None:
    assert country_name("the " * 1_000_000 + "USA") == "United States"
