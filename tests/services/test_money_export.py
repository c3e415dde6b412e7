"""Exporting what activities cost: what stands in the file, and when there is nothing to write."""

import csv
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError, InvalidInputError, LibraryError
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.money_export import export_money, money_bytes
from planner.services.planner import Planner
from planner.services.queries.expenses import MoneyView, money_view

AWKWARD = '=1+1, "so"'


def spend(planner: Planner) -> MoneyView:
    ids = [ActivityId(planner.run(AddActivity(title, kind=kind)).added("activity")[0])
           for title, kind in ((AWKWARD, "certification"), ("ML", "course"))]  # fmt: skip
    planner.run(PutExpense(ids[0], None, "exam", Money(125000, "USD"), "2026-11-20", True, Money(5000, "USD"), "-2 %"))
    planner.run(SetState(ids[1], "enrolled"))
    planner.run(EditDetail(ids[1], (("fee_minor", 4900), ("fee_currency", "JPY"))))
    return planner.read(money_view, planner.today(), planner.zone())


def test_the_table_holds_every_line(planner: Planner, tmp_path: Path) -> None:
    view = spend(planner)
    path = export_money(planner, tmp_path / "money.csv", view.of_year(2026))
    assert path.read_bytes().count(b"\r\n") == 3
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert read == [
        {
            "year": "2026", "day": "2026-11-20", "activity": f"'{AWKWARD}", "item": "exam", "currency": "USD",
            "amount": "1250.00", "standing": "paid", "reimbursed": "50.00", "note": "'-2 %",
        },
        {
            "year": "2026", "day": "", "activity": "ML", "item": "course", "currency": "JPY", "amount": "4900",
            "standing": "list_price", "reimbursed": "0", "note": "",
        },
    ]  # fmt: skip
    assert path.read_bytes() == money_bytes(view.of_year(2026))


def test_nothing_is_written_where_nothing_can_be(planner: Planner, tmp_path: Path) -> None:
    view = spend(planner)
    with pytest.raises(InvalidInputError, match=r"The ending of “money\.xlsx” is not \.csv\."):
        export_money(planner, tmp_path / "money.xlsx", view.lines)
    with pytest.raises(ExchangeError, match="No money is written down yet"):
        export_money(planner, tmp_path / "money.csv", ())
    assert planner.path is not None
    with pytest.raises(LibraryError):
        export_money(planner, planner.path.rename(tmp_path / "plan.csv"), view.lines)
    assert not (tmp_path / "money.csv").exists()
