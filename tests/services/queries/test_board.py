"""The board's queries: lanes, order, cards; what stays off the board; sums in SQL against the rules of the domain."""

import random
from dataclasses import dataclass

from sqlalchemy import select

from planner.domain.model import Activity, ChecklistItem, Course, Deadline, Event, Roadmap, Step, StudySession
from planner.domain.ordering import spread
from planner.domain.progress import Effort, Kept, progress_of
from planner.domain.words import ActivityId, DeadlineId, RoadmapId, StepId
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek, QuickAdd
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries import board, board_cards, board_order
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO, Place
from planner.services.queries.search import find
from planner.storage.schema import activity, study_session
from planner.storage.transaction import Transaction
from tests.services.reading import statements


@dataclass(frozen=True, slots=True)
class Put(Action):
    """Adds rows as they are."""

    rows: tuple[Activity | Course | Event | Deadline | StudySession | ChecklistItem | Step | Roadmap, ...]

    def apply(self, tx: Transaction) -> str:
        for row in self.rows:
            tx.add(row)
        return "put"


def add(planner: Planner, title: str = "Card", **fields: object) -> int:
    return planner.run(AddActivity(title, **fields)).added("activity")[0]  # type: ignore[arg-type]


def fill(planner: Planner, count: int, seed: int = 1) -> None:
    """Activities of every status, with estimates, practices and sessions, in three steps and the inbox."""
    chance = random.Random(seed)
    rows: list[Activity | StudySession | Step | Roadmap] = [Roadmap(RoadmapId(0), "r", "Way", "V")]
    rows += [Step(StepId(0), f"s{n}", RoadmapId(1), f"Step {n}", key, hue=n + 1) for n, key in enumerate(spread(3))]
    for n, key in enumerate(spread(count)):
        status = chance.choice([TO_DO, TO_DO, DOING, DONE, SKIPPED])
        rows.append(
            Activity(
                ActivityId(0),
                f"a{n}",
                f"Card {n}",
                status=status,
                step_id=chance.choice([None, StepId(1), StepId(2), StepId(3)]),
                position=key,
                core=chance.random() < 0.6,
                estimate_minutes=chance.choice([None, 0, 45, 600]),
                cadence_count=chance.choice([None, None, None, 2]),
                completed_on=f"2026-{chance.randint(1, 11):02}-10" if status == DONE else None,
                created_at="2026-01-01T00:00:00Z",
            )
        )
    planner.run(Put(tuple(rows)))
    sessions = [
        StudySession(
            0, f"t{n}", ActivityId(chance.randint(1, count)), "2026-11-20", chance.choice([30, 90]), n % 5 == 0
        )
        for n in range(count)
    ]
    planner.run(Put(tuple(sessions)))


def test_the_roadmap_has_an_inbox_and_its_steps_in_order(roadmap: Planner) -> None:
    inbox, *steps = roadmap.read(board.lanes, roadmap.today())
    assert inbox.step_id is None
    assert inbox.total == 0
    assert [row.number for row in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert steps[0].name == "Technical foundation"
    assert steps[0].why
    assert steps[0].ready_when
    assert all(row.counts[TO_DO] and row.counts[IDEAS] for row in steps)


def test_progress_summed_in_sql_is_the_progress_of_the_domain(planner: Planner) -> None:
    fill(planner, 300)
    logged: dict[int, int] = {}
    for activity_id, minutes in planner.read(
        lambda reader: reader.execute(
            select(study_session.c.activity_id, study_session.c.minutes).where(~study_session.c.planned)
        ).all()
    ):
        logged[activity_id] = logged.get(activity_id, 0) + minutes
    rows = planner.read(lambda reader: reader.execute(select(activity)).all())
    lanes = planner.read(board.lanes, planner.today())
    assert len(lanes) == 4
    for lane in lanes:
        mine = [row for row in rows if row.step_id == lane.step_id]
        assert lane.progress == progress_of(
            Effort(row.status, row.core, row.cadence_count, row.estimate_minutes, logged.get(row.id, 0)) for row in mine
        )
        assert lane.total == sum(row.status != SKIPPED for row in mine)


def test_the_number_of_statements_does_not_depend_on_the_number_of_activities(planner: Planner) -> None:
    def count() -> list[int]:
        made = []
        ids = planner.read(lambda reader: list(reader.scalars(select(activity.c.id))))
        for read in (
            lambda: planner.read(board.lanes, planner.today()),
            lambda: planner.read(board_order.keys, planner.today(), [None, 1, 2, 3]),
            lambda: planner.read(board_cards.cards, ids, planner.today(), "Europe/Berlin"),
            lambda: planner.read(board_order.places, ids, planner.today()),
            lambda: planner.read(board.standings, ids),
            lambda: planner.read(board_order.matching, "card"),
        ):
            with statements(planner) as seen:
                read()
            made.append(len(seen))
        return made

    fill(planner, 5)
    few = count()
    for n in range(40):
        add(planner, f"More {n}", step_id=StepId(1))
    assert count() == few
    assert max(few) <= 7


def test_some_lanes_read_alone_are_as_among_all(planner: Planner) -> None:
    fill(planner, 80)
    everything = {row.step_id: row for row in planner.read(board.lanes, planner.today())}
    some = planner.read(board.lanes, planner.today(), {None, 2})
    assert [row.step_id for row in some] == [None, 2]
    assert all(row == everything[row.step_id] for row in some)


def test_cards_stand_by_position_and_done_ones_newest_first(planner: Planner) -> None:
    one, two, three = (add(planner, title) for title in "abc")
    planner.run(MoveActivities((ActivityId(three),), before=ActivityId(one)))
    read = planner.read(board_order.keys, planner.today(), [None])
    assert read.keys == {Place(None, TO_DO): [three, one, two]}
    for day, each in (("2026-11-03", one), ("2026-11-20", two), ("2026-11-20", three)):
        planner.run(MoveActivities((ActivityId(each),), status=DONE, on=day))
    assert planner.read(board_order.keys, planner.today(), [None]).keys == {Place(None, DONE): [three, two, one]}


def test_only_the_newest_done_ones_unless_all_are_wanted(planner: Planner) -> None:
    ids = [add(planner, f"Card {n}", status=DONE) for n in range(8)]
    today = planner.today()
    assert planner.read(board_order.keys, today, [None]).keys[Place(None, DONE)] == ids[:2:-1]
    assert planner.read(board_order.keys, today, [None], [None]).keys[Place(None, DONE)] == ids[::-1]


def test_skipped_ones_come_on_request_only(planner: Planner) -> None:
    card = add(planner, status=SKIPPED)
    assert planner.read(board_order.keys, planner.today(), [None]).keys == {}
    assert planner.read(board_order.keys, planner.today(), [None], skipped=True).keys == {Place(None, SKIPPED): [card]}


def test_an_idea_that_is_picked_for_this_week_stands_in_to_do(planner: Planner) -> None:
    idea = ActivityId(add(planner, core=False))
    today = planner.today()
    assert planner.read(board_order.places, [idea], today) == {idea: Place(None, IDEAS)}
    planner.run(PickForWeek((idea,)))
    assert planner.read(board_order.places, [idea], today) == {idea: Place(None, TO_DO)}
    planner.run(MoveActivities((idea,), status=DOING))
    assert planner.read(board_order.places, [idea], today) == {idea: Place(None, DOING)}


def test_column_and_order_in_python_are_those_of_sql(planner: Planner) -> None:
    fill(planner, 120)
    today = planner.today()
    rows = {row.id: row for row in planner.read(lambda reader: reader.execute(select(activity)).all())}
    read = planner.read(board_order.keys, today, [None, 1, 2, 3], [None, 1, 2, 3], skipped=True)
    assert sum(map(len, read.keys.values())) == 120
    for place, ids in read.keys.items():
        for each in ids:
            row = rows[each]
            week = board.week_of(today)
            assert place.column == board.column_of(row.status, core=row.core, picked_week=row.picked_week, week=week)
            assert read.sort[each] == board_order.sort_key(row.status, row.completed_on, row.position, each)
        ordered = sorted(ids, key=lambda each: read.sort[each], reverse=place.column == DONE)
        assert ids == ordered


def test_listed_events_and_the_trash_are_not_on_the_board(planner: Planner) -> None:
    listed = add(planner, "Far away conference", kind="event")
    kept = add(planner, "Near conference", kind="event")
    thrown = add(planner, "Old idea")
    planner.run(TrashActivities((ActivityId(thrown),)))

    @dataclass(frozen=True, slots=True)
    class Unanswer(Action):
        def apply(self, tx: Transaction) -> str:
            row = tx.one(Event, activity_id=listed)
            assert row is not None
            tx.put(row._replace(state="listed"))
            return "list"

    planner.run(Unanswer())
    today = planner.today()
    assert planner.read(board_order.keys, today, [None], skipped=True).keys == {Place(None, TO_DO): [kept]}
    assert planner.read(board.lanes, today)[0].counts == {TO_DO: 1}
    assert planner.read(board_order.places, [listed, thrown], today) == {}
    assert planner.read(board.standings, [listed, kept]) == {
        listed: board.Standing(0, listed=True),
        kept: board.Standing(0, listed=False),
    }


def test_words_match_as_prefixes_and_signs_match_nothing(planner: Planner) -> None:
    tree = add(planner, "Rebuild a decision tree", notes="with pruning")
    add(planner, "Something else")
    assert planner.read(board_order.matching, "deci tre") == {tree}
    assert planner.read(board_order.matching, "PRUN") == {tree}
    assert planner.read(board_order.matching, '"*') == set()
    assert planner.read(board_order.matching, "nowhere") == set()


def test_a_word_that_begins_with_a_number_sign_matches_only_tags(planner: Planner) -> None:
    change = planner.run(QuickAdd("Read a book #ml #deep-learning", None))
    tagged = change.added("activity")[0]
    titled = add(planner, "An ml course", notes="deep and learning")
    assert planner.read(board_order.matching, "ml") == {tagged, titled}
    assert planner.read(board_order.matching, "#ml") == {tagged}
    assert planner.read(board_order.matching, "#m boo") == {tagged}
    assert planner.read(board_order.matching, "course #ml") == set()
    assert planner.read(board_order.matching, "#deep-learn") == {tagged}
    assert planner.read(board_order.matching, "#learning-deep") == set()
    assert planner.read(board_order.matching, "# ml") == {tagged, titled}
    assert planner.read(board_order.matching, "#") == set()
    assert planner.read(board_order.matching, '#"ml" OR #x') == set()
    assert [hit.id for hit in planner.read(find, "#ml")] == [tagged]


def test_a_card_tells_all_that_it_shows(planner: Planner) -> None:
    course = add(planner, "Course", kind="course", estimate_minutes=600, due="2026-12-01")
    planner.run(PickForWeek((ActivityId(course),)))

    @dataclass(frozen=True, slots=True)
    class Detail(Action):
        def apply(self, tx: Transaction) -> str:
            row = tx.one(Course, activity_id=course)
            assert row is not None
            tx.put(row._replace(units_done=3, units_total=12))
            tx.add(ChecklistItem(0, "c1", ActivityId(course), "one", True, "V"))
            tx.add(ChecklistItem(0, "c2", ActivityId(course), "two", False, "W"))
            tx.add(StudySession(0, "s1", ActivityId(course), "2026-11-23T18:00:00", 90))
            tx.add(StudySession(0, "s2", ActivityId(course), "2026-11-22", 30))
            tx.add(StudySession(0, "s3", ActivityId(course), "2026-11-26", 60, planned=True))
            return "detail"

    planner.run(Detail())
    card = planner.read(board_cards.cards, [course], planner.today())[course]
    assert (card.units_done, card.units_total, card.items_done, card.items_total) == (3, 12, 1, 2)
    assert (card.logged, card.week_sessions, card.picked, card.state) == (120, 1, True, "considering")
    assert (card.due, card.due_kind) == ("2026-12-01", "due")


def test_the_date_on_a_card_is_the_next_one_that_matters(planner: Planner) -> None:
    talk = ActivityId(add(planner, "Talk", kind="event"))
    dates = (
        Deadline(DeadlineId(0), "d1", talk, "cfp_closes", on_date="2026-11-01"),  # past and gone
        Deadline(DeadlineId(0), "d2", talk, "camera_ready", on_date="2027-02-01"),
        Deadline(DeadlineId(0), "d3", talk, "notification", at_utc="2026-12-31T23:30:00Z", zone="UTC"),
    )
    planner.run(Put(dates))
    card = planner.read(board_cards.cards, [talk], planner.today(), "Europe/Berlin")[talk]
    assert (card.due, card.due_kind) == ("2027-01-01", "notification")
    planner.run(Put((Deadline(DeadlineId(0), "d4", talk, "due", on_date="2026-11-20"),)))
    card = planner.read(board_cards.cards, [talk], planner.today(), "Europe/Berlin")[talk]
    assert (card.due, card.due_kind) == ("2026-11-20", "due")


def test_a_lane_tells_how_its_least_kept_practice_is_kept(planner: Planner) -> None:
    often, seldom = (ActivityId(add(planner, title)) for title in ("Often", "Seldom"))
    for each in (often, seldom):
        planner.run(EditActivity(each, (("cadence_count", 1), ("started_on", "2026-09-01"))))
    weeks = ("2026-11-24", "2026-11-16", "2026-11-09", "2026-11-02")
    planner.run(Put(tuple(StudySession(0, f"o{n}", often, day, 30) for n, day in enumerate(weeks))))
    planner.run(Put(tuple(StudySession(0, f"s{n}", seldom, day, 30) for n, day in enumerate(weeks[1:3]))))
    inbox = planner.read(board.lanes, planner.today())[0]
    assert inbox.kept == Kept(2, 4)
    assert inbox.progress.total == 0


def test_an_archived_roadmap_is_not_shown(planner: Planner) -> None:
    planner.run(Put((Roadmap(RoadmapId(0), "r", "Old", "V", archived=True),)))
    planner.run(Put((Step(StepId(0), "s", RoadmapId(1), "Step", "V"),)))
    assert [row.step_id for row in planner.read(board.lanes, planner.today())] == [None]
