"""No action stores what an archive of the same plan would refuse: days, currencies, switches, counts."""

from typing import Any

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Certification, Course
from planner.services.action import Action
from planner.services.actions.activities import EditActivity, MoveActivities, SetState
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from tests.services.actions.test_activities import add
from tests.services.reading import everything, only


@pytest.mark.parametrize("on", ["yesterday", "2026-02-30", "2026-12-01T10:00:00", "9999-12-31"])
def test_a_day_of_completion_is_a_date(planner: Planner, on: str) -> None:
    row = add(planner, "PMP", kind="certification")
    before = everything(planner)
    for action in (
        MoveActivities((row.id,), status="done", on=on),
        SetState(row.id, "passed", on=on),
        LogTime(row.id, 30, on),
    ):
        with pytest.raises(InvalidInputError):
            planner.run(action)
    assert everything(planner) == before


def test_a_given_day_of_completion_is_kept(planner: Planner) -> None:
    row = add(planner, "It")
    planner.run(MoveActivities((row.id,), status="done", on="2026-11-20"))
    assert only(planner, Activity).completed_on == "2026-11-20"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fee_currency", "dollars"),
        ("fee_currency", "QQQ"),
        ("never_expires", "no"),
        ("never_expires", 1),
        ("never_expires", None),
        ("validity_months", "36"),
        ("validity_months", True),
        ("validity_months", 0),
        ("validity_months", 1201),
        ("validity_months", -(10**9)),
        ("fee_minor", 15_000),
        ("fee_minor", 1.5),
    ],
)
def test_details_of_another_sort_are_refused(planner: Planner, name: str, value: Any) -> None:
    row = add(planner, "PMP", kind="certification")
    before = everything(planner)
    with pytest.raises(InvalidInputError):
        planner.run(EditDetail(row.id, ((name, value),)))
    assert everything(planner) == before


def test_a_currency_is_kept_in_capitals_and_may_be_cleared(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    planner.run(EditDetail(row.id, (("fee_minor", 55_500), ("fee_currency", "usd"), ("never_expires", True))))
    kept = only(planner, Certification)
    assert (kept.fee_minor, kept.fee_currency, kept.never_expires) == (55_500, "USD", True)
    with pytest.raises(InvalidInputError, match="A fee needs its currency"):
        planner.run(EditDetail(row.id, (("fee_currency", ""),)))
    planner.run(EditDetail(row.id, (("fee_minor", None), ("fee_currency", ""))))
    assert only(planner, Certification).fee_currency == ""


def test_a_term_of_validity_is_in_its_range_or_unknown(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    for months in (1, 1200, None):
        planner.run(EditDetail(row.id, (("validity_months", months),)))
        assert only(planner, Certification).validity_months == months
    with pytest.raises(InvalidInputError, match="A certification is valid for 1 to 1200 months"):
        planner.run(EditDetail(row.id, (("validity_months", 5000),)))


def test_cleared_units_are_none_done(planner: Planner) -> None:
    row = add(planner, "Course", kind="course")
    planner.run(EditDetail(row.id, (("units_total", 8), ("units_done", 3), ("certificate", True))))
    planner.run(EditDetail(row.id, (("units_done", None),)))
    assert only(planner, Course)[5:8] == (0, 8, True)


@pytest.mark.parametrize(
    "action",
    [
        EditActivity(1, (("core", "no"),)),  # type: ignore[arg-type]
        EditActivity(1, (("estimate_minutes", "90"),)),  # type: ignore[arg-type]
        EditActivity(1, (("cadence_count", 2.5),)),  # type: ignore[arg-type]
        AddGoal("PMP", "certification", estimate_minutes=600_001),
        AddGoal("PMP", "certification", estimate_minutes=-1),
    ],
)
def test_activities_of_another_sort_are_refused(planner: Planner, action: Action) -> None:
    add(planner, "It")
    before = everything(planner)
    with pytest.raises(InvalidInputError):
        planner.run(action)
    assert everything(planner) == before
