"""The first day on which a certification can be renewed: it follows from the expiry and the rule of its renewal."""

from datetime import timedelta

from planner.domain.dates import MIN_YEAR, format_date, parse_date
from planner.domain.deadline_days import day_of
from planner.domain.model import Deadline, RenewalRule
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind
from planner.services.actions.deadline_rows import add_deadline, take_out_deadline
from planner.storage.transaction import Transaction


def keep_window(tx: Transaction, activity_id: ActivityId) -> None:
    """Makes, moves or removes the day on which the renewal window opens; moved, it keeps its row and its reminders.

    To be called whenever the expiry or the rule's ``window_days`` came, changed or went. Where the certification has no
    rule, nothing is known of a window, and a day that the person set stays as long as there is an expiry.
    """
    rule = tx.one(RenewalRule, activity_id=activity_id)
    last = expiry_of(tx, activity_id)
    expiry = None if last is None else day_of(last)
    found = tx.one(Deadline, activity_id=activity_id, kind=DeadlineKind.RENEWAL_OPENS.value)
    if rule is None and expiry is not None:
        return
    opens = None if rule is None or expiry is None else _opens(expiry, rule.window_days)
    if opens is not None and found is None:
        kind = DeadlineKind.RENEWAL_OPENS.value
        add_deadline(tx, Deadline(DeadlineId(0), "", activity_id, kind, on_date=opens))
    elif opens is not None and found is not None:
        tx.put(found._replace(on_date=opens, at_utc=None, zone=""))
    elif found is not None:
        take_out_deadline(tx, found.id)


def expiry_of(tx: Transaction, activity_id: int) -> Deadline | None:
    """The deadline that holds the last valid day: the latest renewal, by the day in the zone in which it was given."""
    found = tx.find(Deadline, activity_id=activity_id, kind=DeadlineKind.RENEWAL.value)
    return max(found, key=lambda one: (day_of(one), one.at_utc or "", one.id), default=None)


def _opens(expiry: str, window_days: int | None) -> str | None:
    """So many days before the expiry; None where that is not known, or no day that a plan takes."""
    day = parse_date(expiry)
    if window_days is None or not 0 <= window_days <= (day - day.replace(year=MIN_YEAR, month=1, day=1)).days:
        return None
    return format_date(day - timedelta(days=window_days))
