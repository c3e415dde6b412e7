"""What a filter of the board lets through, against a slow and plain model on random plans."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain import dates
from planner.domain.filters import EVERYTHING, INBOX, CardFilter, DueWindow
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Category,
    Deadline,
    Roadmap,
    Row,
    Skill,
    Step,
    Tag,
)
from planner.domain.ordering import spread
from planner.domain.words import (
    ActivityId,
    CategoryId,
    DeadlineId,
    Kind,
    Priority,
    RoadmapId,
    SkillId,
    Status,
    StepId,
    TagId,
)
from planner.services.action import Action
from planner.services.actions.roadmaps import AddRoadmap, AddStep
from planner.services.planner import Planner
from planner.services.queries import board_cards, board_filter
from planner.storage.transaction import Transaction
from tests.services.reading import rows, statements

ZONE = "Europe/Berlin"
COUNT = 60
PLACES = spread(COUNT)


@dataclass(frozen=True, slots=True)
class Put(Action):
    """Adds rows as they are."""

    rows: tuple[Row, ...]

    def apply(self, tx: Transaction) -> str:
        for row in self.rows:
            tx.add(row)
        return "put"


def fill(planner: Planner, seed: int) -> None:
    """Cards of all kinds and statuses, and dates around every border of every window, also at instants near it."""
    chance = random.Random(seed)
    today = planner.today()
    put: list[Row] = [Roadmap(RoadmapId(0), "r", "Way", "V"), Category(CategoryId(0), "c", "Data", "V")]
    put += [Step(StepId(0), f"s{n}", RoadmapId(1), f"Step {n}", key) for n, key in enumerate(spread(3))]
    put += [Skill(SkillId(0), f"k{n}", CategoryId(1), f"Skill {n}", key) for n, key in enumerate(spread(3))]
    put += [Tag(TagId(0), f"t{n}", name) for n, name in enumerate(("ml", "École", "data"))]
    for n in range(COUNT):
        put.append(
            Activity(
                ActivityId(0),
                f"a{n}",
                chance.choice(["Tree", "Treehouse", "Forest"]),
                kind=chance.choice([*Kind]).value,
                status=chance.choice([*Status]).value,
                step_id=chance.choice([None, StepId(1), StepId(2), StepId(3)]),
                position=PLACES[n],
                priority=chance.choice([*Priority]).value,
                cadence_count=chance.choice([None, None, 0, 3]),
                created_at="2026-01-01T00:00:00Z",
            )
        )
    planner.run(Put(tuple(put)))
    put = []
    kinds = ("due", "exam", "cfp_closes", "renewal", "due")
    for n in range(COUNT * 2):
        day = today + timedelta(days=chance.choice([-9, -3, -2, -1, 0, 1, 4, 5, 6, 7, 8, 13, 14, 15, 29, 30, 31, 90]))
        activity = ActivityId(chance.randint(1, COUNT))
        kind = chance.choice(kinds)
        if chance.random() < 0.5:
            put.append(Deadline(DeadlineId(0), f"d{n}", activity, kind, on_date=day.isoformat()))
        else:  # just after midnight where the person is, it is still the day before in UTC
            wall = chance.choice(["T00:00:00", "T00:30:00", "T12:00:00", "T23:59:59"])
            instant = dates.to_instant(f"{day.isoformat()}{wall}", ZONE)
            put.append(Deadline(DeadlineId(0), f"d{n}", activity, kind, at_utc=instant, zone=ZONE))
    pairs = {(chance.randint(1, COUNT), chance.randint(1, 3)) for _ in range(COUNT)}
    put += [ActivitySkill(0, ActivityId(one), SkillId(other), 2.0) for one, other in sorted(pairs)]
    pairs = {(chance.randint(1, COUNT), chance.randint(1, 3)) for _ in range(COUNT)}
    put += [ActivityTag(0, ActivityId(one), TagId(other)) for one, other in sorted(pairs)]
    planner.run(Put(tuple(put)))


class Model:
    """What the plan holds, read as a whole; each card is asked by itself."""

    def __init__(self, planner: Planner) -> None:
        self.today = planner.today()
        self.rows = {int(row.id): row for row in rows(planner, Activity)}
        ids = list(self.rows)
        self.cards = planner.read(board_cards.cards, ids, self.today, ZONE)
        self.steps = {row.id: row.uid for row in rows(planner, Step)}
        skills = {row.id: row.uid for row in rows(planner, Skill)}
        tags = {row.id: row.name.casefold() for row in rows(planner, Tag)}
        self.skills: dict[int, set[str]] = {}
        for shown in rows(planner, ActivitySkill):
            self.skills.setdefault(shown.activity_id, set()).add(skills[shown.skill_id])
        self.tags: dict[int, set[str]] = {}
        for worn in rows(planner, ActivityTag):
            self.tags.setdefault(worn.activity_id, set()).add(tags[worn.tag_id])

    def matching(self, wanted: CardFilter) -> set[int]:
        return {each for each in self.rows if self.fits(each, wanted)}

    def fits(self, each: int, wanted: CardFilter) -> bool:
        row = self.rows[each]
        step = INBOX if row.step_id is None else self.steps[row.step_id]
        tags = {name.casefold() for name in wanted.tags}
        return all(
            (
                row.title.casefold().startswith(wanted.words.casefold()),
                not wanted.kinds or row.kind in wanted.kinds,
                not wanted.steps or step in wanted.steps,
                not wanted.skills or bool(wanted.skills & self.skills.get(each, set())),
                not tags or bool(tags & self.tags.get(each, set())),
                not wanted.statuses or row.status in wanted.statuses,
                not wanted.priorities or row.priority in wanted.priorities,
                not wanted.due or any(self.is_due(each, window) for window in wanted.due),
                not wanted.focus or self.in_focus(each),
            )
        )

    def shown(self, each: int) -> date | None:
        """The date on the card; a practice shows none that is past."""
        card = self.cards[each]
        day = None if card.due is None else dates.parse_date(card.due)
        return None if day is not None and card.cadence_count and day < self.today else day

    def is_due(self, each: int, window: DueWindow) -> bool:
        if self.rows[each].status not in {"planned", "in_progress"}:
            return False
        day = self.shown(each)
        if day is None or window is DueWindow.NO_DATE:
            return day is None and window is DueWindow.NO_DATE
        monday = self.today - timedelta(days=self.today.weekday())
        first, end = {
            DueWindow.OVERDUE: (date.min, self.today),
            DueWindow.THIS_WEEK: (monday, monday + timedelta(days=7)),
            DueWindow.NEXT_14_DAYS: (self.today, self.today + timedelta(days=14)),
            DueWindow.NEXT_30_DAYS: (self.today, self.today + timedelta(days=30)),
        }[window]
        return first <= day < end

    def in_focus(self, each: int) -> bool:
        if self.rows[each].status != Status.PLANNED:
            return self.rows[each].status == Status.IN_PROGRESS
        day = self.shown(each)
        return day is not None and day < self.today + timedelta(days=7)


FILTERS = st.builds(
    CardFilter,
    words=st.sampled_from(["", "", "tree", "for"]),
    kinds=st.frozensets(st.sampled_from(Kind), max_size=6),
    steps=st.frozensets(st.sampled_from(["s0", "s1", "s2", INBOX, "gone"]), max_size=3),
    skills=st.frozensets(st.sampled_from(["k0", "k1", "k2", "gone"]), max_size=2),
    tags=st.frozensets(st.sampled_from(["ML", "école", "data", "gone"]), max_size=2),
    statuses=st.frozensets(st.sampled_from(Status), max_size=3),
    due=st.frozensets(st.sampled_from(DueWindow), max_size=3),
    priorities=st.frozensets(st.sampled_from(Priority), max_size=3),
    focus=st.booleans(),
)


@pytest.fixture
def random_plan(planner: Planner) -> Planner:
    """A plan of random cards without anything of the built-in roadmap."""
    fill(planner, 7)
    return planner


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_on_random_plans_it_lets_through_what_the_model_does(random_plan: Planner, data: st.DataObject) -> None:
    model = Model(random_plan)
    wanted = data.draw(FILTERS)
    found = random_plan.read(board_filter.matching, wanted, model.today, ZONE)
    assert found == (model.matching(wanted) if wanted.is_on else None)
    for part in wanted.parts:
        alone = EVERYTHING._replace(**{part.value: getattr(wanted, part.value)})
        ids = random_plan.read(board_filter.part_ids, wanted, part, model.today, ZONE)
        assert ids == model.matching(alone)


@pytest.mark.parametrize("seed", range(4))
def test_every_window_and_focus_hold_what_the_cards_show(planner: Planner, seed: int) -> None:
    fill(planner, seed)
    model = Model(planner)
    for window in DueWindow:
        wanted = CardFilter(due=frozenset({window}))
        found = planner.read(board_filter.matching, wanted, model.today, ZONE)
        assert found == model.matching(wanted), window
        assert found
    focus = CardFilter(focus=True)
    assert planner.read(board_filter.matching, focus, model.today, ZONE) == model.matching(focus)


def test_the_number_of_statements_does_not_depend_on_the_number_of_cards(planner: Planner) -> None:
    full = CardFilter(
        "tree", frozenset(Kind), frozenset({"s1", INBOX}), frozenset({"k1"}), frozenset({"ml"}), frozenset(Status),
        frozenset(DueWindow), frozenset(Priority), True,
    )  # fmt: skip

    def count() -> int:
        with statements(planner) as seen:
            planner.read(board_filter.matching, full, planner.today(), ZONE)
        return len(seen)

    count()  # the search index reads what it is made of once
    before = count()
    fill(planner, 1)
    assert count() == before < 20
    with statements(planner) as seen:
        planner.read(board_filter.choices)
        planner.read(board_filter.saved_filters)
    assert len(seen) == 4


def test_the_choices_are_what_the_plan_has(roadmap: Planner) -> None:
    found = roadmap.read(board_filter.choices)
    assert [step.number for step in found.steps] == list(range(1, 8))
    assert found.steps[0].name == "Technical foundation"
    assert found.skills
    assert len({skill.category for skill in found.skills}) == 6
    assert list(found.tags) == sorted(found.tags, key=str.casefold)
    own = roadmap.run(AddRoadmap("Own")).added("roadmap")[0]
    roadmap.run(AddStep(RoadmapId(own), "First"))
    assert [step.number for step in roadmap.read(board_filter.choices).steps] == [*range(1, 8), 1]


def test_malformed_saved_filters_are_left_out() -> None:
    good = {"name": "Courses", "filter": {"kinds": ["course"]}}
    values: list[Any] = [None, 3, "x", {}, [None, 3, [], {}, {"name": 3}, {"name": "a"}, {"name": " ", "filter": {}}]]
    assert [board_filter.read_saved(value) for value in values] == [()] * 5
    found = board_filter.read_saved([{"name": "courses", "filter": {"focus": True}}, good, {"name": "b", "filter": 7}])
    assert [each.name for each in found] == ["courses"]
