"""Adding, editing, moving, picking and deleting activities, each undone and redone."""

from collections.abc import Callable

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.model import Activity, ActivityTag, Certification, Course, Deadline, Event, Tag
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions.activities import (
    AddActivity,
    ChangeKind,
    EditActivity,
    MoveActivities,
    PickForWeek,
    QuickAdd,
    SetState,
)
from planner.services.actions.tags import SetTags
from planner.services.actions.trash import PurgeTrash, RestoreActivities, TrashActivities
from planner.services.planner import Planner
from tests.services.reading import everything, only, rows, titles


def add(planner: Planner, title: str, **fields: object) -> Activity:
    change = planner.run(AddActivity(title, **fields))  # type: ignore[arg-type]  # fields of AddActivity
    return only(planner, Activity, id=change.added("activity")[0])


def state_of(planner: Planner, kind: str) -> str:
    if kind == "certification":
        return only(planner, Certification).state
    return only(planner, Course).state if kind == "course" else only(planner, Event).state


def round_trip(planner: Planner, action: Action) -> str:
    """Runs an action, takes it back and brings it again: all rows must be as before and as after."""
    before = everything(planner)
    label = planner.run(action).label
    after = everything(planner)
    planner.undo()
    assert everything(planner) == before
    planner.redo()
    assert everything(planner) == after
    return label


def test_quick_add_reads_every_sign(roadmap: Planner) -> None:
    label = round_trip(roadmap, QuickAdd("Finish ML course !high #ml #week @2026-12-01 ~6h *course /Network"))
    assert label == "Add “Finish ML course”"
    row = only(roadmap, Activity, title="Finish ML course")
    assert (row.kind, row.priority, row.estimate_minutes, row.status) == ("course", 3, 360, "planned")
    assert row.step_id is not None
    assert only(roadmap, Deadline, activity_id=row.id).on_date == "2026-12-01"
    assert only(roadmap, Course, activity_id=row.id).state == "considering"
    names = {tag.name for tag in rows(roadmap, Tag)}
    assert {"ml", "week"} <= names


def test_quick_add_of_a_hackathon_is_an_event_of_that_type(planner: Planner) -> None:
    planner.run(QuickAdd("Climate data *hackathon"))
    assert only(planner, Event).event_type == "hackathon"


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "@2026-02-30 impossible", "x" * 501])
def test_quick_add_refuses_with_one_sentence_and_writes_nothing(planner: Planner, text: str) -> None:
    with pytest.raises(PlannerError) as caught:
        planner.run(QuickAdd(text))
    assert str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)
    assert rows(planner, Activity) == []
    assert planner.history().undo is None


@pytest.mark.parametrize(
    ("kind", "status", "state"),
    [
        ("certification", "planned", "considering"),
        ("certification", "in_progress", "preparing"),
        ("certification", "done", "passed"),
        ("certification", "skipped", "dropped"),
        ("course", "planned", "considering"),
        ("course", "in_progress", "in_progress"),
        ("course", "done", "completed"),
        ("course", "skipped", "dropped"),
        ("event", "planned", "interested"),
        ("event", "in_progress", "attending"),
        ("event", "done", "attended"),
        ("event", "skipped", "declined"),
    ],
)
def test_a_move_sets_the_state_in_the_same_step(planner: Planner, kind: str, status: str, state: str) -> None:
    elsewhere = "done" if status == "planned" else "planned"
    row = add(planner, "It", kind=kind, status=elsewhere)
    round_trip(planner, MoveActivities((row.id,), status=status))
    moved = only(planner, Activity)
    assert moved.status == status
    assert state_of(planner, kind) == state
    assert (moved.completed_on is not None) == (status == "done")


@pytest.mark.parametrize(
    ("kind", "state"),
    [("certification", "booked"), ("course", "enrolled"), ("event", "registered"), ("event", "applied")],
)
def test_a_move_back_restores_the_state_before(planner: Planner, kind: str, state: str) -> None:
    row = add(planner, "It", kind=kind)
    planner.run(SetState(row.id, state))
    status = only(planner, Activity).status
    planner.run(MoveActivities((row.id,), status="done"))
    planner.run(MoveActivities((row.id,), status=status))
    assert state_of(planner, kind) == state
    assert only(planner, Activity).completed_on is None


def test_a_way_back_over_several_columns_restores_each_state(planner: Planner) -> None:
    row = add(planner, "It", kind="event")
    planner.run(SetState(row.id, "registered"))
    for status in ("in_progress", "done", "in_progress", "planned"):
        round_trip(planner, MoveActivities((row.id,), status=status))
    assert state_of(planner, "event") == "registered"


def test_setting_a_state_derives_the_status(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    assert round_trip(planner, SetState(row.id, "passed", on="2026-11-20")) == "Mark “PMP” as passed"
    after = only(planner, Activity)
    assert (after.status, after.completed_on) == ("done", "2026-11-20")
    with pytest.raises(InvalidInputError):
        planner.run(SetState(row.id, "attending"))


def test_cards_move_in_front_of_others_and_a_move_writes_one_row(planner: Planner) -> None:
    cards = {name: add(planner, name).id for name in "abcde"}
    change = planner.run(MoveActivities((cards["e"],), before=cards["b"]))
    assert titles(planner, "planned") == ["a", "e", "b", "c", "d"]
    assert [row.table for row in change.rows] == ["activity"]
    planner.run(MoveActivities((cards["a"], cards["c"]), before=cards["d"]))
    assert titles(planner, "planned") == ["e", "b", "a", "c", "d"]
    planner.run(MoveActivities((cards["e"],)))
    assert titles(planner, "planned") == ["b", "a", "c", "d", "e"]
    while planner.undo():
        pass
    assert rows(planner, Activity) == []


def test_cards_with_equal_keys_can_still_be_ordered(planner: Planner) -> None:
    ids = [add(planner, name).id for name in "abc"]
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE activity SET position = 'V'")
    planner.run(MoveActivities((ids[2],), before=ids[1]))
    assert titles(planner, "planned") == ["a", "c", "b"]


def test_a_move_to_a_step_that_is_gone_changes_nothing(planner: Planner) -> None:
    row = add(planner, "It")
    before = everything(planner)
    with pytest.raises(NotFoundError):
        planner.run(MoveActivities((row.id,), to_step=True, step_id=99))  # type: ignore[arg-type]
    assert everything(planner) == before


def test_one_visit_to_a_field_is_one_undo_step(planner: Planner) -> None:
    row = add(planner, "First")
    for title in ("F", "Fi", "Final"):
        planner.run(EditActivity(row.id, (("title", title),), visit="1"))
    planner.run(EditActivity(row.id, (("title", "Other"),), visit="2"))
    planner.undo()
    assert only(planner, Activity).title == "Final"
    planner.undo()
    assert only(planner, Activity).title == "First"


def test_typing_a_text_back_leaves_no_step(planner: Planner) -> None:
    row = add(planner, "First")
    planner.run(EditActivity(row.id, (("title", "X"),), visit="1"))
    planner.run(EditActivity(row.id, (("title", "First"),), visit="1"))
    assert planner.history().undo == "Add “First”"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 501),
        ("notes", "x" * 200_001),
        ("estimate_minutes", -1),
        ("cadence_count", 0),
        ("started_on", "2026-02-30"),
        ("uid", "other"),
        ("id", 4),
    ],
)
def test_an_impossible_edit_is_refused_whole(planner: Planner, name: str, value: object) -> None:
    row = add(planner, "It")
    with pytest.raises(PlannerError):
        planner.run(EditActivity(row.id, (("person", "Amina"), (name, value))))
    assert only(planner, Activity) == row


def test_hostile_text_is_stored_as_plain_text(planner: Planner) -> None:
    row = add(planner, "<b>A</b>\x00\x07\nB \ud800")
    assert row.title == "<b>A</b> B"
    planner.run(EditActivity(row.id, (("notes", "a\r\nb\x00c"),)))
    assert only(planner, Activity).notes == "a\nbc"


@pytest.mark.parametrize(
    "text",
    ["👩\u200d🔬 lab", "می\u200cخواهم", "10\u00a0000\u202f€", "日本\u3000語", "new \U0001fae9 emoji", "क्\u200dष"],
)
def test_text_is_stored_as_it_was_typed(planner: Planner, text: str) -> None:
    row = add(planner, text)
    planner.run(EditActivity(row.id, (("notes", f"{text}\r\n\t{text}"),)))
    planner.run(QuickAdd(text))
    assert [found.title for found in rows(planner, Activity)] == [text, text]
    assert rows(planner, Activity)[0].notes == f"{text}\n\t{text}"


def test_a_title_that_shows_nothing_is_refused(planner: Planner) -> None:
    for text in ("\u200b\u200d", "\u3000\u00a0", "\u202e"):
        with pytest.raises(InvalidInputError, match="is empty"):
            planner.run(AddActivity(text))


def test_one_largest_estimate_wherever_it_is_typed(planner: Planner) -> None:
    planner.run(QuickAdd("Learn ~5000h"))
    planner.run(AddActivity("Read", estimate_minutes=300_000))
    assert [row.estimate_minutes for row in rows(planner, Activity)] == [300_000, 300_000]


def test_changing_the_kind_swaps_the_record(planner: Planner) -> None:
    row = add(planner, "It", kind="course", status="in_progress")
    round_trip(planner, ChangeKind(row.id, "certification"))
    assert rows(planner, Course) == []
    assert only(planner, Certification).state == "preparing"


def test_picks_are_for_the_present_week(planner: Planner) -> None:
    row = add(planner, "It")
    round_trip(planner, PickForWeek((row.id,)))
    assert only(planner, Activity).picked_week == "2026-11-23"
    planner.run(PickForWeek((row.id,), picked=False))
    assert only(planner, Activity).picked_week is None


def test_editing_a_listed_event_marks_it_interested(planner: Planner) -> None:
    row = add(planner, "PyData", kind="event")
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET state = 'listed'")
    round_trip(planner, EditActivity(row.id, (("notes", "with Amina"),)))
    assert only(planner, Event).state == "interested"


def test_trash_and_restore_and_purge(planner: Planner) -> None:
    row = add(planner, "It", kind="course", tags=("ml",), due="2026-12-01")
    planner.run(PickForWeek((row.id,)))
    picked = only(planner, Activity)
    round_trip(planner, TrashActivities((row.id,)))
    assert only(planner, Activity).trashed_at is not None
    with pytest.raises(NotFoundError):
        planner.run(EditActivity(row.id, (("title", "Other"),)))
    round_trip(planner, RestoreActivities((row.id,)))
    assert only(planner, Activity) == picked, "in the week that it was in, too"
    planner.run(TrashActivities((row.id,)))
    round_trip(planner, PurgeTrash())
    assert [rows(planner, kind) for kind in (Activity, Course, Deadline, ActivityTag)] == [[], [], [], []]


def test_tags_are_one_whatever_their_case_and_go_with_their_last_use(planner: Planner) -> None:
    first, second = add(planner, "A", tags=("ML", "x")), add(planner, "B", tags=("ml",))
    assert [tag.name for tag in rows(planner, Tag)] == ["ML", "x"]
    planner.run(SetTags(first.id, ("#ml",)))
    assert [tag.name for tag in rows(planner, Tag)] == ["ML"]
    planner.run(SetTags(second.id, ()))
    planner.run(SetTags(first.id, ()))
    assert rows(planner, Tag) == []


def test_undo_survives_a_restart(planner: Planner, open_planner: Callable[[], Planner]) -> None:
    add(planner, "It")
    planner.run(EditActivity(ActivityId(1), (("title", "Other"),)))
    planner.close()
    again = open_planner()
    assert again.history().undo == "Rename “Other”"
    again.undo()
    assert only(again, Activity).title == "It"
    assert again.history().redo == "Rename “Other”"


def test_addresses_in_quick_add_become_links_in_their_order(planner: Planner) -> None:
    change = planner.run(QuickAdd("Read [the post](https://example.org/b) and https://example.org/a ~1h"))
    rows = {row.table: [each.after for each in change.rows if each.table == row.table] for row in change.rows}
    assert [row["title"] for row in rows["activity"] if row] == ["Read the post and"]
    links = sorted((row["position"], row["url"]) for row in rows["link"] if row)
    assert [url for _place, url in links] == ["https://example.org/b", "https://example.org/a"]
