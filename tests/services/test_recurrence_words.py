"""How an event repeats is one short phrase where its rule is simple, and “repeats” where it is not."""

import pytest

from planner.domain.model import Event
from planner.domain.words import ActivityId
from planner.services.recurrence_words import repeats_text

START = "2026-12-07T23:30:00"  # a Monday


def phrase(rule: str, rdate: str = "", starts: str | None = START, zone: str = "Europe/Berlin") -> str:
    return repeats_text(Event(1, ActivityId(1), starts=starts, zone=zone, rrule=rule, rdate=rdate))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=1", "every 3 days, 1 time"),
        ("FREQ=DAILY;COUNT=5", "every day, 5 times"),
        ("FREQ=WEEKLY", "every week on Monday"),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270303", "every week on Monday until 3 Mar 2027"),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270302T233000Z", "every week on Monday until 3 Mar 2027"),
        ("FREQ=WEEKLY;BYDAY=WE,MO;INTERVAL=2;WKST=SU", "every 2 weeks on Mon, Wed"),
        ("FREQ=MONTHLY", "every month on day 7"),
        ("FREQ=MONTHLY;BYMONTHDAY=7;INTERVAL=2", "every 2 months on day 7"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=2TU;INTERVAL=3", "every 3 months on the second Tuesday"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7", "every year"),
        ("FREQ=YEARLY;INTERVAL=4", "every 4 years"),
        ("FREQ=YEARLY;BYMONTHDAY=7", "repeats"),
        ("FREQ=YEARLY;BYMONTH=1", "repeats"),
        ("FREQ=YEARLY;BYDAY=20MO", "repeats"),
        ("FREQ=MONTHLY;BYDAY=MO", "repeats"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "repeats"),
        ("FREQ=DAILY;BYHOUR=9,17", "repeats"),
        ("FREQ=HOURLY", "repeats"),
    ],
)
def test_the_phrase_of_a_rule(rule: str, words: str) -> None:
    assert phrase(rule) == words


def test_what_recurs_on_single_dates_repeats_and_what_cannot_be_followed_does_not() -> None:
    assert phrase("", "20261224T100000") == "repeats"
    assert phrase("FREQ=DAILY", "20261224T100000") == "repeats"
    assert phrase("FREQ=SOMETIMES") == ""
    assert phrase("") == ""
    assert phrase("FREQ=DAILY", starts=None) == ""
