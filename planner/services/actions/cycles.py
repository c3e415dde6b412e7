"""The cycles of a certification as they are written: closing the present one, and opening the last one again."""

from datetime import date

from planner.config.text import tr
from planner.domain import renewal
from planner.domain.dates import format_date, from_instant, parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Certification, Deadline, Expense, Renewal
from planner.domain.renewal import Cycle, Rule
from planner.domain.words import ActivityId, CertificationState, DeadlineKind, ExpenseItem
from planner.services.actions import common
from planner.services.actions.attempts import is_instant
from planner.services.actions.deadlines import PutDeadline, remove_deadline
from planner.services.actions.renewal_window import expiry_of
from planner.services.humanize import long_date
from planner.services.queries.renewals import Terms, entries_of, terms
from planner.storage.transaction import Transaction

_HELD = (CertificationState.PASSED, CertificationState.EXPIRED)


def terms_of(tx: Transaction, activity_id: int) -> Terms:
    """What a living certification asks, and its cycles."""
    return terms(tx.reader, [activity_id])[ActivityId(activity_id)]


def is_held(row: Activity, certification: Certification, found: Terms) -> bool:
    """Whether it was issued before and its cycle is known, even where its exam is prepared or booked again."""
    if found.cycle is None or certification.state in _HELD:
        return found.cycle is not None
    left = row.before_state.split()
    issued = certification.issued_on is not None or bool(found.past)
    return certification.state != CertificationState.RETIRED and issued and any(state in left for state in _HELD)


def has_lapsed(row: Activity, certification: Certification) -> bool:
    """Whether it had expired, or had before its exam was booked again."""
    if certification.state in _HELD:
        return certification.state == CertificationState.EXPIRED
    return CertificationState.EXPIRED in row.before_state.split()


def renews(row: Activity, certification: Certification, found: Terms, day: date, *, again: bool = False) -> bool:
    """Whether an exam that is passed on a day renews the certification; ``again``: whether it did so already."""
    if again:
        return any(cycle.renewed_on == day for cycle in found.past)
    return is_held(row, certification, found) and found.cycle is not None and day > found.cycle.starts


def following_cycle(rule: Rule, cycle: Cycle, renewed_on: date) -> Cycle | None:
    """The first cycle after the present one that ends after the renewal; None where its length is not known."""
    following = renewal.next_cycle(rule, cycle, renewed_on)
    while following is not None and following.last_day <= renewed_on:
        following = renewal.next_cycle(rule, following, renewed_on)
    return following


def close_cycle(
    tx: Transaction,
    row: Activity,
    found: Terms,
    renewed_on: date,
    *,
    starts: date | None = None,
    expires: date | None = None,
    note: str = "",
    lapsed: bool = False,
    never: bool = False,
) -> None:
    """Closes the present cycle and moves the expiry to the end of the next; what is None follows from the rule.

    ``lapsed`` is noted, so that taking it back knows that it had expired. What will ``never`` expire from then on has
    no expiry.
    """
    cycle = found.cycle
    assert cycle is not None, "the caller looks whether there is one"
    _check_day(tx, row, cycle, renewed_on)
    following = following_cycle(found.rule, cycle, renewed_on)
    if starts is None:
        starts = cycle.ends if following is None else following.starts
    if expires is None and following is not None:
        expires = following.last_day
    if not never:
        if expires is None:
            raise InvalidInputError(tr("Give the new expiry date; how long a cycle lasts is not known."))
        _check_expiry(row, cycle, renewed_on, starts, expires)
    carried = renewal.carried_over(found.rule, cycle, _entries(tx, row.id, found))
    began, ended, begins, day = map(format_date, (cycle.starts, cycle.ends, starts, renewed_on))
    note = common.one_line(note, tr("note"), limit=1000)
    tx.add(Renewal(0, tx.new_uid(), row.id, began, ended, begins, day, carried, note))
    set_expiry(tx, row, None if never or expires is None else format_date(expires), never=never)
    _note_lapsed(tx, row, lapsed=lapsed)


def _check_day(tx: Transaction, row: Activity, cycle: Cycle, renewed_on: date) -> None:
    if format_date(renewed_on) > tx.today:
        raise InvalidInputError(tr("That day lies in the future. Give the day on which it was renewed."))
    if renewed_on < cycle.starts:
        raise InvalidInputError(
            tr(
                "The present cycle of “{title}” began on {day}; it cannot be renewed before that. Correct the day.",
                title=row.title,
                day=long_date(cycle.starts),
            )
        )


def _check_expiry(row: Activity, cycle: Cycle, renewed_on: date, starts: date, expires: date) -> None:
    if expires <= cycle.last_day:
        raise InvalidInputError(
            tr("The new expiry date must lie after {day}, the present one. Correct it.", day=long_date(cycle.last_day))
        )
    if expires < renewed_on:
        raise InvalidInputError(
            tr(
                "Renewed until {day}, “{title}” would be expired already. Give a later expiry date.",
                day=long_date(expires),
                title=row.title,
            )
        )
    if expires < starts:
        raise InvalidInputError(
            tr("It cannot expire before {day}, when the next cycle begins. Correct one of the dates.",
               day=long_date(starts))
        )  # fmt: skip


def _entries(tx: Transaction, activity_id: int, found: Terms) -> list[renewal.Entry]:
    """What counts in the present cycle; planned credits do not."""
    earned, _planned = entries_of(tx.reader, [activity_id])
    return [entry for entry in earned.get(activity_id, []) if found.covering(entry.on) == found.cycle]


def _note_lapsed(tx: Transaction, row: Activity, *, lapsed: bool) -> None:
    """Keeps at the end of what the card remembers whether it had expired when it was renewed."""
    states = [state for state in row.before_state.split() if state != CertificationState.EXPIRED]
    if lapsed:
        states.append(CertificationState.EXPIRED.value)
    tx.put(row._replace(before_state=" ".join(states)))


def renewal_on(tx: Transaction, activity_id: ActivityId, day: str) -> Renewal | None:
    """The renewal of that day, the last one if there are several."""
    return max(tx.find(Renewal, activity_id=activity_id, renewed_on=day), key=lambda one: one.starts, default=None)


def reopen_cycle(tx: Transaction, row: Activity, found: Renewal) -> None:
    """Takes the last renewal back: the old expiry, the fee that was noted with it, and that it had expired.

    An expense is taken for the fee if it is the only one for a renewal on that day and looks untouched.
    """
    if any(one.starts > found.starts for one in tx.find(Renewal, activity_id=row.id)):
        raise InvalidInputError(tr("Only the last renewal can be taken back. Take the later ones back first."))
    certification = common.certification_of(tx, row)
    if expiry_of(tx, row.id) is None and not certification.never_expires:
        raise NotFoundError(tr("“{title}” has no expiry date any more. Give it one first.", title=row.title))
    tx.remove(Renewal, found.id)
    _remove_fee(tx, found)
    last_day = format_date(Cycle(parse_date(found.starts), parse_date(found.ends)).last_day)
    had_expired = CertificationState.EXPIRED in row.before_state.split() and last_day < tx.today
    if certification.state == CertificationState.PASSED and had_expired:
        certification = certification._replace(state=CertificationState.EXPIRED.value)
    tx.put(certification._replace(never_expires=False))
    set_expiry(tx, row, last_day)
    if certification.state in _HELD:
        _note_lapsed(tx, row, lapsed=False)


def _remove_fee(tx: Transaction, found: Renewal) -> None:
    item = ExpenseItem.RENEWAL.value
    fees = tx.find(Expense, activity_id=found.activity_id, item=item, on_date=found.renewed_on)
    if len(fees) == 1:
        (fee,) = fees
        if fee.paid and not fee.reimbursed_minor and not fee.note and fee.exam_id is None:
            tx.remove(Expense, fee.id)


def set_expiry(tx: Transaction, row: Activity, day: str | None, *, never: bool = False) -> None:
    """Gives the certification another last valid day: its one renewal deadline moves, so that calendars update it.

    One that was given with a time keeps that, in its zone. What ``never`` expires has none; a day of None leaves it.
    """
    if never:
        for found in tx.find(Deadline, activity_id=row.id, kind=DeadlineKind.RENEWAL.value):
            remove_deadline(tx, found.id)
        return
    if day is None:
        return
    old = expiry_of(tx, row.id)
    timed = old is not None and is_instant(old)
    wall = None
    if old is not None and timed:
        wall = f"{parse_date(day)}T{from_instant(old.at_utc or '', old.zone)[0].partition('T')[2]}"
    PutDeadline(
        row.id,
        DeadlineKind.RENEWAL.value,
        None if old is None else old.id,
        on_date=None if timed else day,
        wall=wall,
        zone=old.zone if old is not None and timed else "",
        label="" if old is None else old.label,
    ).apply(tx)
