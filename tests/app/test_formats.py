"""Dates and times are written as where the person lives, by what Qt knows of the place."""

import pytest
from PySide6.QtCore import QLocale

from planner.config.formats import Formats
from planner.ui.theme.formats import formats_of


@pytest.mark.parametrize(
    ("place", "formats"),
    [
        ("en_US", Formats(month_first=True, twelve_hours=True, first_weekday=6)),
        ("en_GB", Formats()),
        ("en_IN", Formats(twelve_hours=True, first_weekday=6)),
        ("de_DE", Formats(point=",", group=".")),
        ("sv_SE", Formats(point=",", group="\u00a0")),
        ("fa_IR", Formats(first_weekday=5)),
        ("C", Formats()),
    ],
)
def test_formats_of_places(place: str, formats: Formats) -> None:
    assert formats_of(QLocale(place)) == formats
