"""What one activity and all of them cost, as they stand in the plan; always the same number of statements."""

from planner.domain.money import Money
from planner.domain.spending import Total
from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.expenses import MoneyView, Standing, expenses_of, last_currency, money_view, price_day
from tests.services.actions.test_activities import add
from tests.services.reading import statements


def goal(planner: Planner, title: str, kind: str, state: str, fee: Money | None = None) -> ActivityId:
    row = add(planner, title, kind=kind)
    planner.run(SetState(row.id, state))
    if fee is not None:
        planner.run(EditDetail(row.id, (("fee_minor", fee.minor), ("fee_currency", fee.currency))))
    return row.id


def cost(
    planner: Planner, activity_id: ActivityId, item: str, minor: int, day: str, *, back: int | None = None
) -> None:
    """An expense in USD; with ``back``, it is paid and so much of it came back."""
    paid = back is not None
    reimbursed = Money(back, "USD") if back else None
    planner.run(PutExpense(activity_id, None, item, Money(minor, "USD"), day, paid, reimbursed))


def view(planner: Planner) -> MoneyView:
    return planner.read(money_view, planner.today(), planner.zone())


def test_the_expenses_of_one_activity_stand_by_their_days(planner: Planner) -> None:
    aws = goal(planner, "AWS", "certification", "preparing")
    cost(planner, aws, "travel", 300, "2026-12-09")
    cost(planner, aws, "exam", 200, "2026-11-02", back=50)
    cost(planner, goal(planner, "PMP", "certification", "preparing"), "exam", 100, "2026-11-01")
    found = planner.read(expenses_of, aws)
    assert [(row.item, row.minor, row.paid, row.reimbursed_minor) for row in found] == [
        ("exam", 200, True, 50),
        ("travel", 300, False, 0),
    ]
    with statements(planner) as seen:
        planner.read(expenses_of, aws)
    assert len(seen) == 1


def test_the_currency_used_last_is_remembered(planner: Planner) -> None:
    assert planner.read(last_currency) == ""
    aws = goal(planner, "AWS", "certification", "preparing")
    cost(planner, aws, "exam", 200, "2026-11-02")
    planner.run(PutExpense(aws, None, "travel", Money(5, "CHF"), "2026-01-01"))
    assert planner.read(last_currency) == "CHF"


def test_each_year_and_currency_has_a_total(planner: Planner) -> None:
    aws = goal(planner, "AWS", "certification", "preparing")
    conference = goal(planner, "NeurIPS", "event", "registered")
    cost(planner, aws, "exam", 10000, "2026-11-02", back=5000)
    cost(planner, aws, "exam", 7000, "2027-02-01")
    cost(planner, conference, "ticket", 40000, "2026-12-01")
    planner.run(PutExpense(conference, None, "stay", Money(9000, "EUR"), "2026-10-01", paid=True))
    found = view(planner)
    assert found.totals == (
        Total(2027, "USD", 7000, 0, 0),
        Total(2026, "EUR", 0, 9000, 0),
        Total(2026, "USD", 40000, 10000, 5000),
    )
    assert [(line.day, line.title, line.standing) for line in found.lines] == [
        ("2027-02-01", "AWS", Standing.PLANNED),
        ("2026-10-01", "NeurIPS", Standing.PAID),
        ("2026-11-02", "AWS", Standing.PAID),
        ("2026-12-01", "NeurIPS", Standing.PLANNED),
    ]
    assert [line.year for line in found.of_year(2026)] == [2026] * 3
    assert found.of_year(2020) == ()


def test_a_list_price_counts_until_there_is_an_expense_for_it(planner: Planner) -> None:
    aws = goal(planner, "AWS", "certification", "booked", Money(10000, "USD"))
    planner.run(PutDeadline(aws, "exam", wall="2027-01-01T00:30:00", zone="Europe/Berlin"))
    ml = goal(planner, "ML", "course", "in_progress", Money(4900, "EUR"))
    goal(planner, "Idea", "certification", "considering", Money(50000, "USD"))
    goal(planner, "Held", "certification", "passed", Money(50000, "USD"))
    found = view(planner)
    assert found.totals == (Total(2027, "USD", 10000), Total(2026, "EUR", 4900))
    assert [(line.title, line.day, line.item, line.standing, line.uid) for line in found.lines] == [
        ("AWS", "2027-01-01", "exam", Standing.LIST_PRICE, ""),
        ("ML", None, "course", Standing.LIST_PRICE, ""),
    ]
    planner.run(SetDue((ml,), "2025-12-31"))
    assert view(planner).totals[-1] == Total(2025, "EUR", 4900)
    cost(planner, aws, "travel", 3000, "2026-11-02")
    assert Total(2027, "USD", 10000) in view(planner).totals
    cost(planner, aws, "exam", 8000, "2026-11-02", back=0)
    cost(planner, ml, "course", 100, "2026-11-03")
    assert view(planner).totals == (Total(2026, "USD", 3100, 8000),)


def test_what_is_dropped_or_deleted_was_spent_but_is_not_planned(planner: Planner) -> None:
    dropped = goal(planner, "Dropped", "certification", "preparing", Money(77700, "USD"))
    deleted = goal(planner, "Deleted", "course", "enrolled", Money(88800, "USD"))
    for activity_id in (dropped, deleted):
        cost(planner, activity_id, "material", 1000, "2026-11-02", back=400)
        cost(planner, activity_id, "travel", 2000, "2026-12-09")
    assert view(planner).totals[0].planned == 77700 + 88800 + 4000
    planner.run(MoveActivities((dropped,), "skipped"))
    planner.run(TrashActivities((deleted,)))
    found = view(planner)
    assert found.totals == (Total(2026, "USD", 0, 2000, 800),)
    assert [(line.title, line.standing, line.trashed) for line in found.lines] == [
        ("Deleted", Standing.PAID, True),
        ("Dropped", Standing.PAID, False),
        ("Deleted", Standing.DROPPED, True),
        ("Dropped", Standing.DROPPED, False),
    ]


def test_the_number_of_statements_does_not_grow(planner: Planner) -> None:
    with statements(planner) as seen:
        view(planner)
    few = len(seen)
    for number in range(12):
        goal_id = goal(planner, f"Goal {number}", "certification", "preparing", Money(10000, "USD"))
        cost(planner, goal_id, "travel", 100, "2026-11-02")
    with statements(planner) as seen:
        view(planner)
    assert len(seen) == few == 5


def test_the_day_of_a_list_price(planner: Planner) -> None:
    aws = goal(planner, "AWS", "certification", "preparing", Money(10000, "USD"))
    today, zone = planner.today(), planner.zone()
    assert planner.read(price_day, aws, today, zone) is None
    planner.run(PutDeadline(aws, "exam", on_date="2026-12-09"))
    planner.run(SetDue((aws,), "2026-12-01"))
    assert str(planner.read(price_day, aws, today, zone)) == "2026-12-09"
    assert planner.read(price_day, ActivityId(999), today, zone) is None
