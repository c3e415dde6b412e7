"""Each figure on Home against a plain sum over all rows, on plans that are generated."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from planner.domain.dates import format_instant, from_instant, monday
from planner.domain.exam_pace import WITHIN_DAYS, exam_pace
from planner.domain.model import (
    Activity,
    Certification,
    Deadline,
    Event,
    Exam,
    Roadmap,
    Step,
    StudySession,
)
from planner.domain.words import ActivityId
from planner.services import generate
from planner.services.actions.activities import PickForWeek
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.home import OVERDUE_READ, Home, home
from planner.services.queries.home_rest import HomeRest, home_rest
from planner.storage.library import Library, create_library
from tests.services.conftest import NOW
from tests.services.reading import rows

OPEN = ("planned", "in_progress")
HOURS = 7


class Plan(NamedTuple):
    """All rows of a plan, and what Home says of it."""

    today: date
    zone: str
    activities: dict[int, Activity]
    sessions: list[StudySession]
    deadlines: list[Deadline]
    found: Home
    rest: HomeRest
    planner: Planner

    @property
    def week(self) -> str:
        return monday(self.today).isoformat()

    def day(self, deadline: Deadline) -> date:
        return date.fromisoformat(deadline.on_date or from_instant(deadline.at_utc or "", self.zone)[0][:10])

    def logged(self) -> Counter[int]:
        sums: Counter[int] = Counter()
        for session in self.sessions:
            if not session.planned:
                sums[session.activity_id] += session.minutes
        return sums

    def this_week(self) -> list[StudySession]:
        return [
            session
            for session in self.sessions
            if not session.planned and monday(date.fromisoformat(session.starts[:10])).isoformat() == self.week
        ]

    def is_open(self, activity_id: int) -> bool:
        row = self.activities[activity_id]
        return row.status in OPEN and row.trashed_at is None and row.archived_at is None

    def left(self, activity_id: int) -> int:
        return max(0, (self.activities[activity_id].estimate_minutes or 0) - self.logged()[activity_id])


@pytest.fixture(scope="module", params=[(1, 3), (2, 11)], ids=["one year", "two years"])
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    years, seed = request.param
    path = tmp_path_factory.mktemp("plan") / "plan.db"
    create_library(path)
    planner = Planner(Library.open(path), FixedClock(NOW, "America/New_York"))
    generate.generate(planner, years, seed)
    planner.run(ChangeSetting("hours_a_week", HOURS, "hours a week"))
    everyone = rows(planner, Activity)
    practices = [row.id for row in everyone if row.cadence_count and row.status in OPEN]
    others = [row.id for row in everyone if not row.cadence_count and row.kind != "event" and row.status in OPEN]
    for number, activity_id in enumerate((*practices, *others[:40])):
        for back in range(number % 4):
            on = planner.today() - timedelta(days=2 * back)
            planner.run(LogTime(activity_id, 20 + number, on=str(on)))
    planner.run(PickForWeek(tuple(ActivityId(each) for each in (*others[3:6], *practices[:1]))))
    found = planner.read(home, planner.today(), format_instant(planner.now()), planner.zone())
    rest = planner.read(home_rest, planner.today(), format_instant(planner.now()), planner.zone())
    activities = {int(row.id): row for row in rows(planner, Activity)}
    yield Plan(
        planner.today(), planner.zone(), activities, rows(planner, StudySession), rows(planner, Deadline), found, rest,
        planner,
    )  # fmt: skip
    planner.close()


def test_hours_logged_this_week(plan: Plan) -> None:
    living = [session for session in plan.this_week() if plan.activities[session.activity_id].trashed_at is None]
    assert plan.found.hours.logged == sum(session.minutes for session in living) > 0
    assert plan.found.hours.of == HOURS * 60


def test_hours_left_of_each_step(plan: Plan) -> None:
    logged = plan.logged()
    left: Counter[int] = Counter()
    listed = {row.activity_id for row in rows(plan.planner, Event) if row.state == "listed"}
    for row in plan.activities.values():
        counts = row.core and not row.cadence_count and row.trashed_at is None and row.id not in listed
        if counts and row.status in OPEN and row.step_id is not None:
            estimate = row.estimate_minutes or 0
            left[row.step_id] += estimate - min(estimate, max(0, logged[row.id]))
    shown = {step.id: step.progress.minutes_left for step in plan.found.steps}
    assert shown == {step.id: left[step.id] for step in rows(plan.planner, Step)}
    assert any(left.values())


def test_what_is_past_its_day(plan: Plan) -> None:
    expected = []
    listed = {row.activity_id for row in rows(plan.planner, Event) if row.state == "listed"}
    picked = {row.id for row in plan.activities.values() if row.picked_week == plan.week}
    for deadline in plan.deadlines:
        row = plan.activities[deadline.activity_id]
        is_late = deadline.kind == "due" and plan.day(deadline) < plan.today
        if is_late and plan.is_open(row.id) and not row.cadence_count and row.id not in listed | picked:
            expected.append((plan.day(deadline), row.id, deadline.id))
    shown = [(one.day, one.activity_id, one.deadline_id) for one in plan.found.overdue]
    assert [one[:2] for one in shown] == [one[:2] for one in sorted(expected, reverse=True)][:OVERDUE_READ]
    assert set(shown) <= set(expected)
    assert shown


def test_practices_with_what_is_kept(plan: Plan) -> None:
    this_week: Counter[int] = Counter(session.activity_id for session in plan.this_week())
    begun = {session.activity_id for session in plan.sessions if not session.planned}
    archived = {row.id for row in rows(plan.planner, Roadmap) if row.archived}
    assert not archived
    expected = {
        row.id: this_week[row.id]
        for row in plan.activities.values()
        if row.cadence_count and plan.is_open(row.id) and (row.status == "in_progress" or row.id in begun)
    }
    picked = [pick for pick in plan.found.picks if pick.cadence_count]
    assert [pick.week_sessions for pick in picked] == [this_week[pick.id] for pick in picked]
    shown = {one.id: one.week_sessions for one in plan.found.practices}
    assert shown == {key: number for key, number in expected.items() if key not in {pick.id for pick in picked}}
    assert shown
    assert picked


def test_picks_with_what_is_logged(plan: Plan) -> None:
    logged = plan.logged()
    expected = {row.id: logged[row.id] for row in plan.activities.values() if row.picked_week == plan.week}
    assert {pick.id: pick.logged_minutes for pick in plan.found.picks} == expected
    assert len(expected) == 4


def test_exams_too_near_with_the_hours_left(plan: Plan) -> None:
    over = {row.deadline_id for row in rows(plan.planner, Exam) if row.result}
    days: dict[int, list[date]] = defaultdict(list)
    for deadline in plan.deadlines:
        day = plan.day(deadline)
        if deadline.kind == "exam" and deadline.id not in over and plan.today <= day:
            days[deadline.activity_id].append(day)
    codes: dict[int, str] = {row.activity_id: row.code for row in rows(plan.planner, Certification)}
    expected = {}
    for activity_id, found in days.items():
        row = plan.activities[activity_id]
        if row.status not in OPEN or row.trashed_at is not None:
            continue
        preparing = [
            other
            for other in plan.activities.values()
            if (_holds(other.title, row.title, words=2) or _holds(other.title, codes.get(activity_id, ""), letters=4))
            and other.kind != "certification"
            and other.status in OPEN and other.trashed_at is None and not other.cadence_count
        ]  # fmt: skip
        left = plan.left(activity_id) + sum(plan.left(other.id) for other in preparing)
        pace = exam_pace((min(found) - plan.today).days, left, HOURS * 60)
        if pace is not None:
            expected[activity_id] = pace
    assert {one.activity_id: one.pace for one in plan.rest.exams} == expected
    assert all(one.pace.days <= WITHIN_DAYS for one in plan.rest.exams)


def _holds(title: str, name: str, *, words: int = 1, letters: int = 1) -> bool:
    """Whether the words of a name stand in a title one after the other."""
    found, wanted = (re.findall(r"[^\W_]+", text.casefold()) for text in (title, name))
    runs = (found[at : at + len(wanted)] for at in range(len(found)))
    return len(wanted) >= words and len("".join(wanted)) >= letters and wanted in runs


def test_suggestions_are_open_and_not_picked(plan: Plan) -> None:
    assert len(plan.rest.best) == 3
    for one in plan.rest.best:
        row = plan.activities[one.suggestion.id]
        assert plan.is_open(row.id)
        assert row.picked_week != plan.week
        assert not row.cadence_count
        left = plan.left(row.id) if row.estimate_minutes else None
        assert (one.title, one.minutes_left) == (row.title, left)
