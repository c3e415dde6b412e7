"""How long something took, as a person types it."""

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.time_spent import read_time_spent


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25), ("25 min", 25), ("25m", 25), ("90 minutes", 90), ("1h", 60), ("1h 30", 90), ("1h30", 90),
        ("1 h 30 min", 90), ("1.5 h", 90), ("1,5h", 90), ("2 hours", 120), ("0:45", 45), ("1:30", 90),
        (" 24:00 ", 1440),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, minutes: int) -> None:
    assert read_time_spent(text) == minutes


@pytest.mark.parametrize(
    "text", ["", " ", "0", "0:00", "1:75", "long", "25 days", "25h", "1500", "-5", "1h 3 4", "h", "٢٥", "２５ min"]
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_time_spent(text)
