"""In which months the next edition of a conference that recurs may be held."""

from datetime import date

import pytest

from planner.domain.yearly import YearlyConference, coming_months, likely_month

TODAY = date(2026, 11, 25)
NEURIPS = YearlyConference("neurips", "NeurIPS", months=(11, 12), mostly=12)
PYDATA = YearlyConference("pydata", "PyData", often=True, months=(4, 6, 9, 11, 12))


def test_the_months_of_two_years_without_the_present_one() -> None:
    assert coming_months(NEURIPS, TODAY) == ("2026-12", "2027-11", "2027-12", "2028-11")
    assert coming_months(NEURIPS, date(2026, 12, 31)) == ("2027-11", "2027-12", "2028-11", "2028-12")
    assert coming_months(YearlyConference("new", "New"), TODAY) == ()


@pytest.mark.parametrize(
    ("known", "taken", "month"),
    [
        (NEURIPS, (), "2026-12"),
        (NEURIPS, ("2026-12",), "2027-12"),
        (NEURIPS, ("2026-11",), "2027-12"),
        (NEURIPS, ("2026-12", "2027-12"), "2028-11"),
        (NEURIPS._replace(mostly=None), (), "2026-12"),
        (NEURIPS._replace(mostly=None), ("2026-12",), "2027-11"),
        (PYDATA, (), "2026-12"),
        (PYDATA, ("2026-12",), "2027-04"),
        (YearlyConference("new", "New"), (), None),
    ],
)
def test_the_next_edition_comes_after_those_that_the_plan_has(
    known: YearlyConference, taken: tuple[str, ...], month: str | None
) -> None:
    assert likely_month(known, TODAY, taken) == month
