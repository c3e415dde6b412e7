"""The whole card in words, under the pointer."""

from PySide6.QtTest import QTest

from planner.domain.model import Skill
from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity, MoveActivities
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import SetEventTimes
from planner.services.actions.parts import AddChecklistItem, EditChecklistItem, LogTime, PutLink, SetActivitySkill
from planner.services.actions.tags import SetTags
from planner.services.planner import Planner
from planner.services.queries.activity import activity_card
from planner.ui.board.card_tip import card_tip
from planner.ui.board.page import BoardPage
from tests.services.actions.test_activities import add
from tests.services.conftest import library_path, open_planner, patterns, planner, roadmap  # noqa: F401  # fixtures
from tests.services.reading import rows
from tests.ui.board.board_hands import cards, middle


def tip(planner: Planner, activity_id: int) -> list[str]:  # noqa: F811
    card = planner.read(activity_card, activity_id)
    return card_tip(card, planner.today(), planner.zone()).split("<br>")


def test_everything_that_has_a_value_is_told(roadmap: Planner) -> None:  # noqa: F811
    row, skill = add(roadmap, "A <b>title</b>", estimate_minutes=240, priority=3), rows(roadmap, Skill)[0]
    for action in (
        SetTags(row.id, ("ml", "work")),
        SetActivitySkill(row.id, skill.id, 2.5),
        LogTime(row.id, 90),
        AddChecklistItem(row.id, "one"),
        AddChecklistItem(row.id, "two"),
        SetDue((row.id,), "2026-11-23"),
        PutDeadline(row.id, "follow_up", on_date="2026-12-10"),
        PutLink(row.id, "https://example.org"),
        EditActivity(row.id, (("core", False),)),
    ):
        roadmap.run(action)
    item = roadmap.read(activity_card, row.id).checklist[0]
    roadmap.run(EditChecklistItem(item.id, done=True))
    assert tip(roadmap, row.id) == [
        "<b>A &lt;b&gt;title&lt;/b&gt;</b>",
        "Topic, to do, high priority, optional",
        "1.5 of 4 h logged",
        "Checklist: 1 of 2",
        "Due: 23 Nov, 2 days late",
        "Follow up: 10 Dec",
        f"Shows: {skill.name} 2.5",
        "Tags: ml, work",
        "1 link",
    ]


def test_what_has_no_value_is_left_out(planner: Planner) -> None:  # noqa: F811
    assert tip(planner, add(planner, "It").id) == ["<b>It</b>", "Topic, to do"]


def test_a_practice_an_event_and_what_is_done(planner: Planner) -> None:  # noqa: F811
    practice = add(planner, "Read")
    planner.run(EditActivity(practice.id, (("cadence_count", 3), ("cadence_minutes", 25))))
    planner.run(SetDue((practice.id,), "2026-11-01"))
    assert tip(planner, practice.id)[1:] == ["Topic, to do", "3 × a week, 25 min", "Due: 1 Nov"]
    event = add(planner, "PyData", kind="event")
    planner.run(SetEventTimes(event.id, "2026-12-01", "2026-12-04"))
    assert tip(planner, event.id)[1:] == ["Event, interested", "Takes place 1 – 3 Dec"]
    planner.run(MoveActivities((practice.id,), status="done"))
    planner.run(EditActivity(practice.id, (("outcome", "A habit"),)))
    assert tip(planner, practice.id)[-2:] == ["Completed 25 Nov", "What came of it: A habit"]


def test_the_pointer_on_a_card_gets_it(page: BoardPage) -> None:
    card = cards(page)[0]
    at = middle(page, card)
    QTest.mouseMove(page.view.viewport(), at)
    told = page.view.mouse.tip(at)
    assert told is not None
    assert told[0].startswith("<b>")
    page.context.planner.run(SetTags(ActivityId(card), ("fresh",)))
    again = page.view.mouse.tip(at)
    assert again is not None
    assert "Tags: fresh" in again[0]
