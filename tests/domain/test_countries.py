"""Countries under the spellings of public lists."""

import pytest

from planner.domain.calendar_filter import CalendarFilter, from_json
from planner.domain.countries import country_key, country_name


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("USA", "U.S.A.", "US", "U.S.", "usa", "United  States", "Maryland USA", "Louisiana"), "United States"),
        (("UK", "U.K.", "United Kingdom", "England"), "United Kingdom"),
        (("The Netherlands", "netherlands"), "Netherlands"),
        (("Korea", "South Korea"), "South Korea"),
        (("Czech Republic", "Czechia"), "Czechia"),
        (("UAE", "U.A.E.", "United Arab Emirates"), "United Arab Emirates"),
    ],
)  # fmt: skip
def test_spellings_of_one_country_are_one(spellings: tuple[str, ...], name: str) -> None:
    assert {country_name(each) for each in spellings} == {name}
    assert {country_key(each) for each in spellings} == {name.lower()}


def test_what_is_not_known_is_left_as_written() -> None:
    assert (country_name(" Sao  Tome "), country_key("Österreich")) == ("Sao Tome", "österreich")
    assert country_name("") == country_key("") == ""
    assert country_name("Georgia") == "Georgia"


def test_filters_that_were_kept_find_the_country_again() -> None:
    assert from_json({"regions": ["u.s.a.", "usa", "germany", ""]}) == CalendarFilter(
        regions=frozenset({"united states", "germany", ""})
    )
