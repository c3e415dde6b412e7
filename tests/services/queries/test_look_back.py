"""A look back against sums made by hand over every row of generated plans."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest

from planner.domain.event_rows import Submission
from planner.domain.goal_rows import Credit, CreditClaim, Expense, Renewal, RenewalRule
from planner.domain.model import Activity, Certification, Deadline, Event, StudySession
from planner.domain.periods import Period, calendar_year, since_day, twelve_months
from planner.domain.words import ActivityId, SkillId
from planner.domain.year_picks import YearPick
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.skills import Assess
from planner.services.actions.trash import TrashActivities
from planner.services.actions.year_picks import PickForYear
from planner.services.planner import Planner
from planner.services.queries.level_changes import level_changes
from planner.services.queries.look_back import LookBack, look_back, without_outcome
from tests.services.queries.past_plan import TODAY, FillWithPast
from tests.services.reading import rows, statements


class Plain:
    """Every row of a plan, and whether a day lies in the period and is not after today."""

    def __init__(self, planner: Planner, period: Period) -> None:
        self.period = period
        self.activities = {row.id: row for row in rows(planner, Activity)}
        self.living = {key: row for key, row in self.activities.items() if row.trashed_at is None}
        self.planner = planner

    def within(self, day: str | None) -> bool:
        text = str(day)[:10]
        return bool(day) and str(self.period.since) <= text < str(self.period.until) and text <= str(TODAY)

    def renewal(self, key: ActivityId) -> str | None:
        days = [row.on_date for row in rows(self.planner, Deadline, activity_id=key) if row.kind == "renewal"]
        return max((day for day in days if day), default=None)

    def closes(self, key: ActivityId) -> str | None:
        days = [row.on_date for row in rows(self.planner, Deadline, activity_id=key) if row.kind == "cfp_closes"]
        return max((day for day in days if day), default=None)


def check_done_and_time(found: LookBack, plain: Plain) -> None:
    done = {row.id for row in plain.living.values() if row.status == "done" and plain.within(row.completed_on)}
    assert {row.id for row in found.done} == done
    assert [row.day for row in found.done] == sorted(row.day for row in found.done)
    assert len(found.finished) == sum(plain.living[key].kind != "event" for key in done)
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for session in rows(plain.planner, StudySession):
        if session.activity_id in plain.living and not session.planned and plain.within(session.starts):
            sums[session.starts[:7], plain.living[session.activity_id].step_id or 0] += session.minutes
    assert {(row.month, row.step_id): row.minutes for row in found.time} == sums
    assert found.minutes == sum(sums.values())


def check_certifications(found: LookBack, plain: Plain) -> None:
    expected = []
    for held in rows(plain.planner, Certification):
        row = plain.living.get(held.activity_id)
        if row is None:
            continue
        expected += [
            (row.id, "renewed", each.renewed_on)
            for each in rows(plain.planner, Renewal, activity_id=row.id)
            if plain.within(each.renewed_on)
        ]
        if held.state not in ("passed", "expired", "retired"):
            continue
        issued = held.issued_on or row.completed_on
        if plain.within(issued):
            expected.append((row.id, "passed", str(issued)))
        ended = plain.renewal(row.id)
        if ended and not held.never_expires and plain.within(ended) and ended < str(TODAY):
            expected.append((row.id, "expired", ended))
    assert sorted((row.id, row.what, row.day) for row in found.certifications) == sorted(expected)


def check_credits(found: LookBack, plain: Plain) -> None:
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    held = {row.activity_id: row for row in rows(plain.planner, Certification)}
    for credit in rows(plain.planner, Credit):
        day = credit.on_date
        if credit.activity_id is not None:
            owner = plain.living.get(credit.activity_id)
            if owner is None or owner.status != "done":
                continue
            day = min(day, owner.completed_on or day)
        if not plain.within(day):
            continue
        claims = [
            row for row in rows(plain.planner, CreditClaim, credit_id=credit.id) if row.activity_id in plain.living
        ]
        for claim in claims:
            rules = rows(plain.planner, RenewalRule, activity_id=claim.activity_id)
            unit = rules[0].unit if rules and rules[0].unit else credit.unit  # as in the ledger
            name = held[claim.activity_id].code or plain.living[claim.activity_id].title
            sums[name, unit, claim.category or credit.category] += claim.amount or credit.amount
        if not claims:
            sums["", credit.unit, credit.category] += credit.amount
    assert {(row.certification, row.unit, row.category): row.amount for row in found.credits} == sums


def check_events(found: LookBack, plain: Plain) -> None:
    attended, given, answered = set(), set(), set()
    for event in rows(plain.planner, Event):
        row = plain.living.get(event.activity_id)
        if row is None:
            continue
        began = event.starts or row.completed_on
        if event.state == "attended" and plain.within(began):
            attended.add((row.id, event.event_type))
        for each in rows(plain.planner, Submission, activity_id=row.id):
            if each.state == "draft":
                continue
            if each.state == "accepted" and event.state == "attended" and plain.within(began):
                given.add((row.id, each.title))
            if plain.within(plain.closes(row.id) or began):
                answered.add((row.id, each.title))
    assert {(row.id, row.event_type) for row in found.events} == attended
    assert len(found.conferences) == sum(sort == "conference" for _, sort in attended)
    assert {(row.event_id, row.title) for row in found.talks} == given
    assert {(row.event_id, row.title) for row in found.submissions if row.answered} == answered


def check_money(found: LookBack, plain: Plain) -> None:
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for expense in rows(plain.planner, Expense):
        if expense.paid and plain.within(expense.on_date):
            sums[expense.currency, expense.item][0] += expense.minor
            sums[expense.currency, expense.item][1] += expense.reimbursed_minor
    assert {(row.currency, row.item): [row.spent, row.reimbursed] for row in found.spent} == sums


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_is_the_plain_sum(planner: Planner, seed: int) -> None:
    planner.run(FillWithPast(seed))
    random = Random(seed)
    since = since_day(TODAY - timedelta(days=random.randrange(1, 900)), TODAY)
    for period in (twelve_months(TODAY), calendar_year(2026), calendar_year(2025), since):
        found = planner.read(look_back, period, TODAY)
        plain = Plain(planner, period)
        for check in (check_done_and_time, check_certifications, check_credits, check_events, check_money):
            check(found, plain)


def test_the_number_of_statements_is_fixed(planner: Planner) -> None:
    numbers = set()
    for seed in (1, 2):
        with statements(planner) as seen:
            planner.read(look_back, twelve_months(TODAY), TODAY)
        numbers.add(len(seen))
        planner.run(FillWithPast(seed))
    assert numbers == {10}


def test_nothing_happened(planner: Planner) -> None:
    assert planner.read(look_back, twelve_months(TODAY), TODAY).is_empty
    planner.run(FillWithPast(1))
    assert not planner.read(look_back, twelve_months(TODAY), TODAY).is_empty


def test_what_says_nothing_yet_is_found_by_its_month(planner: Planner) -> None:
    ids = [ActivityId(planner.run(AddActivity(name)).added("activity")[0]) for name in ("A", "B", "C")]
    for key, day in zip(ids, ("2026-10-31", "2026-11-01", "2026-11-02"), strict=True):
        planner.run(MoveActivities((key,), "done", on=day))
    period = twelve_months(TODAY)
    assert [row.title for row in planner.read(without_outcome, period, TODAY, "2026-11")] == ["B", "C"]
    planner.run(RecordOutcome(ids[1], "It works."))
    assert [row.title for row in planner.read(without_outcome, period, TODAY, "2026-11")] == ["C"]


def test_picks_come_back_a_year_later_as_done_or_open(planner: Planner) -> None:
    key, gone = (ActivityId(planner.run(AddActivity(name)).added("activity")[0]) for name in ("Lead it", "Gone"))
    uids = {row.id: row.uid for row in rows(planner, Activity)}
    picks = (YearPick("", uids[key]), YearPick("Gone", uids[gone]), YearPick(" Give  a talk ", done=True))
    assert planner.run(PickForYear(2026, picks)).label == "Choose what 2026 is for"
    planner.run(TrashActivities((gone,)))
    planner.run(MoveActivities((key,), "done"))
    found = planner.read(look_back, calendar_year(2026), TODAY)
    assert found.picks == ()
    assert [(row.text, row.id, row.done) for row in found.picked] == [
        ("Lead it", key, True), ("Gone", None, False), ("Give a talk", None, True),
    ]  # fmt: skip
    before = planner.read(look_back, calendar_year(2025), TODAY)
    assert before.picks == found.picked
    for _ in range(3):
        planner.undo()
    assert planner.read(look_back, calendar_year(2026), TODAY).picked == ()


def test_levels_are_those_of_the_day_before_and_of_the_last_day(roadmap: Planner) -> None:
    period = calendar_year(2025)
    skill = SkillId(1)
    for day, level in (("2024-12-31", 1.0), ("2025-01-01", 2.0), ("2025-12-31", 3.5), ("2026-01-01", 5.0)):
        roadmap.run(Assess(skill, level, on=day))
    found = roadmap.read(level_changes, period, TODAY)
    (moved,) = found.skills
    assert (moved.before, moved.after) == (1.0, 3.5)
    assert (found.before, found.after) == (date(2024, 12, 31), date(2025, 12, 31))
    assert len(found.axes) == 6
    assert found.is_known
    assert not roadmap.read(level_changes, calendar_year(2020), TODAY).is_known
