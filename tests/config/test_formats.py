"""How a place writes dates and times, as told from its patterns."""

import pytest

from planner.config.formats import Formats, from_patterns


@pytest.mark.parametrize(
    ("date", "time", "formats"),
    [
        ("M/d/yy", "h:mm AP", Formats(month_first=True, twelve_hours=True)),
        ("dd/MM/yyyy", "h:mm ap", Formats(month_first=False, twelve_hours=True)),
        ("dd.MM.yy", "HH:mm", Formats()),
        ("d MMM yyyy", "HH:mm:ss", Formats()),
        ("yyyy-MM-dd", "HH:mm", Formats()),
        ("MM-dd-yyyy", "HH:mm", Formats(month_first=True)),
        ("", "", Formats()),
    ],
)
def test_patterns_of_places(date: str, time: str, formats: Formats) -> None:
    assert from_patterns(date, time) == formats
