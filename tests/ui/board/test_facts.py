"""The grey line of a card, and what lanes say of their progress."""

from datetime import date

import pytest

from planner.domain.progress import Kept, Progress
from planner.services.queries.board import LaneRow
from planner.services.queries.board_cards import CardRow
from planner.ui.board import facts

TODAY = date(2026, 11, 25)

CARD = CardRow(
    id=1,
    title="Card",
    kind="topic",
    status="planned",
    step_id=1,
    core=True,
    priority=0,
    picked=False,
    estimate=None,
    cadence_count=None,
    cadence_minutes=None,
    completed_on=None,
    outcome="",
    state="",
    units_done=0,
    units_total=None,
    starts=None,
    ends=None,
    items_done=0,
    items_total=0,
    logged=0,
    week_sessions=0,
)
LANE = LaneRow(1, "u", 1, 1, "Step", 1, "", "", {}, Progress(0, 0, 0, 0, 0), None)


def said(card: CardRow) -> str:
    return " · ".join(fact.text for fact in facts.facts(card, TODAY))


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (CARD, ""),
        (CARD._replace(estimate=900, units_total=12), "15 h · 0 of 12 units"),
        (CARD._replace(estimate=240, shows="Model evaluation", level=2.0), "4 h · shows Model evaluation 2"),
        (CARD._replace(estimate=240, items_total=4), "4 h"),
        (CARD._replace(tags=("ml", "nlp")), "#ml #nlp"),
        (CARD._replace(tags=("ml",), due="2026-12-24", due_kind="due"), "#ml · 24 Dec"),
        (CARD._replace(estimate=240, shows="Evaluation", level=2.0, tags=("ml",)), "4 h · shows Evaluation 2"),
        (CARD._replace(status="in_progress", estimate=360, logged=180, items_done=2, items_total=5), "3 of 6 h · 2/5"),
        (CARD._replace(due="2026-12-24", due_kind="due"), "24 Dec"),
        (CARD._replace(due="2026-11-26", due_kind="due"), "tomorrow"),
        (CARD._replace(due="2026-12-10", due_kind="exam"), "exam 10 Dec"),
        (CARD._replace(status="done", completed_on="2026-10-28"), "28 Oct"),
        (
            CARD._replace(status="done", completed_on="2026-11-12", outcome="now tells them apart"),
            "12 Nov · now tells them apart",
        ),
        (CARD._replace(cadence_count=3, cadence_minutes=25, week_sessions=2), "2 of 3 this week · 25 min"),
        (
            CARD._replace(cadence_count=3, cadence_minutes=25, week_sessions=2, kept=Kept(3, 4)),
            "2 of 3 this week · kept 3 of 4 weeks",
        ),
        (
            CARD._replace(cadence_count=3, cadence_minutes=25, week_sessions=2, kept=Kept(0, 0)),
            "2 of 3 this week · 25 min",
        ),
        (CARD._replace(cadence_count=3, due="2026-11-01", due_kind="due"), "0 of 3 this week"),
        (CARD._replace(kind="event", starts="2026-12-01", ends="2026-12-04"), "1 – 3 Dec"),
        (CARD._replace(status="skipped", estimate=60), "Skipped · 1 h"),
    ],
)
def test_a_card_says_what_matters_now(card: CardRow, text: str) -> None:
    assert said(card) == text


@pytest.mark.parametrize("priority", [0, 1, 2])
def test_what_is_no_high_priority_is_not_said(priority: int) -> None:
    assert said(CARD._replace(priority=priority, estimate=240)) == "4 h"


def test_a_high_priority_is_the_first_word_and_strong() -> None:
    high = CARD._replace(priority=3, estimate=240, units_total=12, due="2026-12-24", due_kind="due")
    assert said(high) == "high · 4 h · 24 Dec"
    assert [fact.strong for fact in facts.facts(high, TODAY)] == [True, False, False]
    assert facts.card_name(high, TODAY) == "Card, To do, high priority, 4 h, 24 Dec"
    assert said(high._replace(status="skipped")) == "Skipped · 4 h"


def test_late_is_a_word_and_marked_as_such() -> None:
    late = CARD._replace(
        status="in_progress", estimate=360, logged=180, items_done=2, items_total=5, due="2026-11-23", due_kind="due"
    )
    assert said(late) == "3 of 6 h · 2/5 · 2 days late"
    assert [fact.late for fact in facts.facts(late, TODAY)] == [False, False, True]


def test_of_four_facts_the_date_stays() -> None:
    full = CARD._replace(
        status="in_progress",
        estimate=360,
        units_total=12,
        items_done=1,
        items_total=5,
        due="2026-12-24",
        due_kind="due",
    )
    assert said(full) == "6 h · 0 of 12 units · 24 Dec"


def test_the_name_for_a_screen_reader() -> None:
    card = CARD._replace(status="in_progress", due="2026-11-23", due_kind="due", picked=True)
    assert facts.card_name(card, TODAY) == "Card, In progress, 2 days late, in this week"
    assert facts.card_name(CARD._replace(status="skipped"), TODAY) == "Card, Skipped"


@pytest.mark.parametrize(
    ("lane", "text"),
    [
        (LANE, ""),
        (LANE._replace(counts={"planned": 1}), "1 card"),
        (LANE._replace(progress=Progress(9, 3, 3600, 1740, 1860)), "31 h left"),
        (LANE._replace(progress=Progress(9, 3, 300, 145, 155)), "2.5 h left"),
        (LANE._replace(progress=Progress(9, 3, 0, 0, 0)), "6 left"),
        (LANE._replace(progress=Progress(9, 9, 60, 60, 0)), "all done"),
        (LANE._replace(kept=Kept(3, 4)), "kept 3 of 4 weeks"),
    ],
)
def test_what_is_left_of_a_lane(lane: LaneRow, text: str) -> None:
    assert facts.remainder(lane) == text


@pytest.mark.parametrize("status", ["planned", "in_progress", "done", "skipped"])
@pytest.mark.parametrize("kind", ["due", "exam", "renewal"])
def test_a_practice_is_never_late(status: str, kind: str) -> None:
    card = CARD._replace(status=status, cadence_count=3, due="2026-11-01", due_kind=kind, completed_on="2026-11-02")
    assert not any(fact.late for fact in facts.facts(card, TODAY))
    assert "late" not in facts.card_name(card, TODAY)


def test_the_inbox_says_how_many_are_open_and_nothing_of_progress() -> None:
    counts = {"planned": 2, "ideas": 1, "in_progress": 1, "done": 9, "skipped": 3}
    inbox = LANE._replace(step_id=None, number=0, counts=counts, progress=Progress(12, 9, 100, 80, 20), kept=Kept(1, 4))
    assert facts.percent(inbox) == ""
    assert facts.remainder(inbox) == "4 cards"
    assert facts.remainder(inbox._replace(counts={"planned": 1})) == "1 card"
    assert facts.remainder(inbox._replace(counts={"done": 3})) == ""
    assert facts.lane_name(inbox, opened=False) == "Inbox, 4 cards, folded"
