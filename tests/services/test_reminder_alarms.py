"""Reminders that came by themselves go out as alarms, at the moment at which the program itself would remind."""

import re

from planner.domain.default_reminders import DAY
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.default_reminders import SetDefaultReminders
from planner.services.actions.details import AddGoal
from planner.services.planner import Planner
from tests.services.exporting import clock, closed, entries, plan

__all__ = ["clock", "closed", "plan"]


def triggers(plan: Planner, summary: str) -> list[str]:
    return re.findall(r"TRIGGER:(\S+)", entries(plan)[summary].text)


def test_an_expiry_rings_at_nine_and_its_window_as_the_day_begins(plan: Planner) -> None:
    plan.run(AddGoal("PMP", "certification", held=True, issued_on="2025-01-01", expires_on="2028-01-01"))
    assert triggers(plan, "Renewal due: PMP") == ["-P6DT15H", "-P29DT15H", "-P89DT15H", "-P179DT15H"]
    row = ActivityId(plan.run(AddActivity("AZ-900", kind="certification")).added("activity")[0])
    plan.run(PutDeadline(row, "renewal_opens", on_date="2027-01-01"))
    assert triggers(plan, "Renewal opens: AZ-900") == ["PT0S"]


def test_an_exam_at_a_time_rings_whole_days_before(plan: Planner) -> None:
    row = ActivityId(plan.run(AddActivity("CKA", kind="certification")).added("activity")[0])
    plan.run(PutDeadline(row, "exam", wall="2027-02-01T10:00:00", zone="Europe/Berlin"))
    assert triggers(plan, "Exam: CKA") == ["-P1D", "-P7D", "-P14D"]


def test_new_usual_reminders_for_dates_ahead_raise_the_sequence(plan: Planner) -> None:
    plan.run(AddGoal("CKA", "certification", exam_on="2027-02-01"))
    assert triggers(plan, "Exam: CKA") == ["-PT15H", "-P6DT15H", "-P13DT15H"]
    plan.run(SetDefaultReminders({"exam": (2 * DAY,)}, dates_ahead=True))
    entry = entries(plan)["Exam: CKA"]
    assert (entry.sequence, triggers(plan, "Exam: CKA")) == (1, ["-P1DT15H"])
