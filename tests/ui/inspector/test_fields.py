"""Every plain field, edited through its widget, ends in the library, and one visit to it is one undo step."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity, MoveActivities
from planner.ui.shell.inspector.field_rows import CheckRow, ChoiceRow, DateRow, LineRow
from planner.ui.shell.inspector.field_table import FIELDS, Field, read_minutes, text_of, values_of
from tests.ui.inspector.conftest import Bench

if TYPE_CHECKING:
    from planner.services.queries.activity import ActivityCard

TYPED: list[tuple[str, str, str, tuple[Any, ...]]] = [
    ("topic", "activity.estimate_minutes", "1h30", (90,)),
    ("reading", "activity.cadence_count", "3 × a week, 25 min", (3, 25)),
    ("mentoring", "activity.person", "Amina", ("Amina",)),
    ("certification", "certification.issuer", "PMI <b>", ("PMI <b>",)),
    ("certification", "certification.code", "ACP-1", ("ACP-1",)),
    ("certification", "certification.url", "example.org/exam", ("https://example.org/exam",)),
    ("certification", "certification.fee_minor", "150 USD", (15000, "USD")),
    ("certification", "certification.validity_months", "24", (24,)),
    ("certification", "certification.credential_id", "A-77", ("A-77",)),
    ("certification", "certification.credential_url", "https://e.org/b", ("https://e.org/b",)),
    ("course", "course.provider", "Deep School", ("Deep School",)),
    ("course", "course.units_done", "6 of 12", (6, 12)),
    ("course", "course.url", "https://e.org/c", ("https://e.org/c",)),
    ("course", "course.fee_minor", "49 EUR", (4900, "EUR")),
    ("event", "event.venue", "Hall 4", ("Hall 4",)),
    ("event", "event.city", "Lyon", ("Lyon",)),
    ("event", "event.country", "France", ("France",)),
    ("event", "event.organiser", "ACM", ("ACM",)),
    ("event", "event.url", "https://e.org/e", ("https://e.org/e",)),
    ("event", "event.topics", "ml, ux", ("ml, ux",)),
]


def field_of(key: str) -> Field:
    return next(field for field in FIELDS if field.key == key)


def present(bench: Bench, key: str) -> tuple[Any, ...] | None:
    return values_of(field_of(key), bench.card())


def retype(bench: Bench, editor: QLineEdit, text: str) -> None:
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)


@pytest.mark.parametrize(("kind", "key", "typed", "expected"), TYPED, ids=[row[1] for row in TYPED])
def test_a_line_is_written_and_is_one_step(
    bench: Bench, kind: str, key: str, typed: str, expected: tuple[Any, ...]
) -> None:
    bench.open(kind)
    before = present(bench, key)
    bench.view.reveal(key)
    row = bench.view.fields[key]
    assert isinstance(row, LineRow)
    if key not in {"activity.cadence_count", "certification.url", "course.units_done"}:
        retype(bench, row.editor, typed)
        row.editor.visit.submit()  # a pause in typing, in the middle of the visit
    retype(bench, row.editor, typed)
    row.editor.visit.end()
    assert present(bench, key) == expected
    assert row.editor.visit.text == text_of(row.field, expected)
    assert row.editor.visit.pending is False
    assert bench.failures == []
    bench.planner.undo()
    assert present(bench, key) == before
    bench.planner.redo()
    assert present(bench, key) == expected


def test_every_field_of_the_table_is_tried_here() -> None:
    tried = {row[1] for row in TYPED}
    others = {field.key for field in FIELDS if field.editor in {"date", "choice", "check"} or field.only_done}
    assert tried | others == {field.key for field in FIELDS}


@pytest.mark.parametrize("key", ["activity.priority", "event.event_type", "event.format"])
def test_a_choice_is_written(bench: Bench, key: str) -> None:
    bench.open("event")
    before = present(bench, key)
    row = bench.view.fields[key]
    assert isinstance(row, ChoiceRow)
    row.show_card(bench.card(), fresh=True)
    other = next(
        row.editor.itemData(place) for place in range(row.editor.count()) if (row.editor.itemData(place),) != before
    )
    row.editor.set_value(other)
    row.editor.chosen.emit(other)
    assert present(bench, key) == (other,)
    bench.planner.undo()
    assert present(bench, key) == before
    assert (row.editor.value(),) == before


@pytest.mark.parametrize(
    ("kind", "key"), [("certification", "certification.never_expires"), ("course", "course.certificate")]
)
def test_a_check_is_written(bench: Bench, kind: str, key: str) -> None:
    bench.open(kind)
    before = present(bench, key)
    assert before is not None
    bench.view.reveal(key)
    row = bench.view.fields[key]
    assert isinstance(row, CheckRow)
    row.editor.click()
    assert present(bench, key) == (not before[0],)
    bench.planner.undo()
    assert present(bench, key) == before


def test_a_date_is_written(bench: Bench) -> None:
    bench.open("certification")
    bench.view.reveal("certification.issued_on")
    row = bench.view.fields["certification.issued_on"]
    assert isinstance(row, DateRow)
    retype(bench, row.editor, "2025-03-04")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert present(bench, "certification.issued_on") == ("2025-03-04",)
    bench.planner.undo()
    assert present(bench, "certification.issued_on") == (None,)


def test_what_came_of_it_is_asked_once_it_is_done(bench: Bench) -> None:
    activity_id = bench.open("topic")
    assert bench.view.fields["activity.outcome"].isHidden()
    bench.planner.run(MoveActivities((bench.card().activity.id,), "done"))
    for key, typed in (("activity.outcome", "A page"), ("activity.outcome_url", "https://e.org/p")):
        row = bench.view.fields[key]
        bench.view.reveal(key)
        assert isinstance(row, LineRow)
        retype(bench, row.editor, typed)
        row.editor.visit.end()
    done_on = bench.view.fields["activity.completed_on"]
    assert isinstance(done_on, DateRow)
    assert not done_on.isHidden()
    retype(bench, done_on.editor, "2025-01-02")
    bench.qtbot.keyClick(done_on.editor, Qt.Key.Key_Return)
    row_of = bench.card().activity
    assert (row_of.id, row_of.outcome, row_of.outcome_url) == (activity_id, "A page", "https://e.org/p")
    assert row_of.completed_on == "2025-01-02"


@pytest.mark.parametrize(
    ("kind", "key", "typed"),
    [
        ("topic", "activity.estimate_minutes", "soon"),
        ("course", "course.units_done", "some"),
        ("course", "course.units_done", "13 of 12"),
        ("course", "course.fee_minor", "9 bananas"),
        ("certification", "certification.validity_months", "-2"),
        ("event", "event.url", "javascript:alert(1)"),
        ("reading", "activity.cadence_count", "often"),
    ],
)
def test_what_cannot_be_read_stays_in_the_field_with_one_sentence(
    bench: Bench, kind: str, key: str, typed: str
) -> None:
    bench.open(kind)
    before = present(bench, key)
    bench.view.reveal(key)
    row = bench.view.fields[key]
    assert isinstance(row, LineRow)
    retype(bench, row.editor, typed)
    row.editor.visit.end()
    assert row.editor.text() == typed
    assert row.editor.property("invalid") is True
    assert len(bench.failures) == 1
    assert bench.failures[0].endswith(".")
    assert present(bench, key) == before
    row.editor.visit.reset("")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", None),
        ("6h", 360),
        ("6", 360),
        ("90 min", 90),
        ("1.5 h", 90),
        ("1,5h", 90),
        ("1h30", 90),
        ("1 h 20", 80),
    ],
)
def test_lengths_of_time(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["h", "six", "6 x", "-3h", "1h30x"])
def test_lengths_of_time_that_are_none(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_minutes(text)


@pytest.mark.parametrize("minutes", [1, 45, 60, 80, 90, 360, 6000, 17])
def test_an_estimate_reads_back_to_itself(minutes: int) -> None:
    field = field_of("activity.estimate_minutes")
    assert read_minutes(text_of(field, (minutes,))) == minutes


def test_only_what_has_a_value_is_shown(bench: Bench) -> None:
    bench.open("event")
    card: ActivityCard = bench.card()
    shown = {key for key, row in bench.view.fields.items() if not row.isHidden()}
    assert "event.event_type" in shown
    assert not any(key.startswith(("certification.", "course.")) for key in shown)
    for field in FIELDS:
        values = values_of(field, card)
        if values is not None and values == field.empty:
            assert field.key not in shown


def test_a_title_that_is_to_be_edited_has_the_focus_and_is_selected(bench: Bench) -> None:
    activity_id = bench.open()
    bench.inspector.context.activity_opened.connect(lambda row_id: bench.inspector.open("activity", row_id))
    bench.inspector.context.edit_title(activity_id)
    assert bench.view.title.hasFocus()
    bench.qtbot.keyClicks(bench.view.title, "Named anew")
    bench.inspector.flush()
    assert bench.card().activity.title == "Named anew"


def test_a_long_title_scrolls_with_the_rows_instead_of_lying_over_them(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    bench.planner.run(EditActivity(activity_id, (("title", "Pneumono" * 60),)))
    bench.inspector.resize(340, 460)
    bench.inspector.grab()
    view = bench.view
    shown = [view.title, view._status_row, *(row for row in view.fields.values() if not row.isHidden())]
    places = [(each.mapTo(view, each.rect().topLeft()).y(), each.height()) for each in shown]
    assert all(top + height <= after for (top, height), (after, _height) in pairwise(places))
    assert view.scroller.verticalScrollBar().maximum() > 0
    assert view.scroller.height() > 300
