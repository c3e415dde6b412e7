"""What reminders say, alone and together, before and after their day."""

from datetime import date

import pytest

from planner.services.queries.reminders import DueReminder
from planner.services.reminder_words import (
    date_text,
    missed_text,
    notification_text,
    one_for_each,
    reminder_text,
    still_matter,
    toast_text,
)

TODAY = date(2026, 11, 25)


def due(
    what: str, starts: str, title: str = "PMP", *, number: int = 1, label: str = "", minutes: int = 0
) -> DueReminder:
    return DueReminder("2026-11-25T08:00:00Z", number, number, title, what, label, starts, minutes)


@pytest.mark.parametrize(
    ("what", "starts", "label", "text"),
    [
        ("renewal", "2026-12-02", "", "PMP expires in 7 days"),
        ("renewal", "2026-11-25", "", "PMP expires today"),
        ("renewal", "2026-11-24", "", "PMP expired yesterday"),
        ("renewal", "2026-12-02", "fee", "PMP: fee in 7 days"),
        ("renewal_opens", "2026-11-25", "", "PMP can be renewed now"),
        ("renewal_opens", "2026-11-26", "", "PMP can be renewed tomorrow"),
        ("exam", "2026-11-26T09:30:00", "", "PMP: exam tomorrow, 09:30"),
        ("exam", "2026-11-22", "", "PMP: exam 3 days ago"),
        ("due", "2026-11-26", "", "PMP is due tomorrow"),
        ("due", "2026-11-20", "", "PMP was due 5 days ago"),
        ("event", "2026-11-25T14:00:00", "", "PMP begins today, 14:00"),
        ("event", "2026-11-24", "", "PMP began yesterday"),
        ("cfp_closes", "2026-12-02", "", "PMP: call for papers closes in 7 days"),
        ("other", "2026-12-02", "visa", "PMP: visa in 7 days"),
    ],
)
def test_a_reminder_in_words(what: str, starts: str, label: str, text: str) -> None:
    assert reminder_text(due(what, starts, label=label), TODAY) == text


def test_one_notification_for_what_is_due_at_once() -> None:
    one = due("exam", "2026-11-26T09:30:00")
    assert notification_text([one], TODAY) == ("PMP: exam tomorrow, 09:30", "26 Nov, 09:30")
    assert date_text(due("renewal", "2026-12-02"), TODAY) == "2 Dec"
    many = [due("renewal", "2026-12-02", f"C{number}", number=number) for number in range(6)]
    title, text = notification_text(many, TODAY)
    assert title == "6 dates"
    assert text.splitlines() == [*(f"C{number} expires in 7 days" for number in range(3)), "and 3 more"]
    assert notification_text(many[:4], TODAY)[1].count("\n") == 3


def test_a_toast_names_what_is_nearest_and_counts_the_rest() -> None:
    found = [due("exam", "2026-11-26"), due("renewal", "2026-12-02", "CKA", number=2)]
    assert toast_text(found, TODAY) == "PMP: exam tomorrow, and 1 more date"
    assert missed_text(found[:1], TODAY) == "While Planner was closed: PMP: exam tomorrow"


def test_reminders_of_one_date_are_told_once_and_what_is_over_is_not_told() -> None:
    expired, passed, ahead = due("renewal", "2026-11-20"), due("exam", "2026-11-20", number=2), due(
        "exam", "2026-11-30", number=3, minutes=60
    )
    found = one_for_each([ahead._replace(minutes=600), expired, passed, ahead])
    assert found == (expired, passed, ahead)
    assert still_matter(found, TODAY) == (expired, ahead)
