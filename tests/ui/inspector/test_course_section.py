"""How far a course is in the inspector: counting units, the sentence, the days, and the fields beside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity, SetState
from planner.services.actions.deadlines import SetDue
from planner.services.actions.details import EditDetail
from planner.services.actions.parts import LogTime
from planner.ui.shell.inspector.course_section import CourseSection
from planner.ui.shell.inspector.field_rows import ChoiceRow, TextRow
from tests.ui.inspector.conftest import Bench


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T09:30:00Z")


@pytest.fixture
def course_id(bench: Bench) -> ActivityId:
    """A course that goes too slowly: 6 of 12 units in four weeks, due in three."""
    found = ActivityId(bench.open("course"))
    for action in (
        SetState(found, "in_progress"),
        EditDetail(found, (("units_total", 12), ("units_done", 6))),
        EditActivity(found, (("started_on", "2026-10-27"), ("estimate_minutes", None))),
        SetDue((found,), "2026-12-14"),
    ):
        bench.planner.run(action)
    return found


def part(bench: Bench) -> CourseSection:
    found = bench.view.leading.parts["progress"]
    assert isinstance(found, CourseSection)
    return found


def units(bench: Bench) -> tuple[int, int | None]:
    course = bench.card().course
    assert course is not None
    return course.units_done, course.units_total


def test_the_pace_is_one_sentence(bench: Bench, course_id: ActivityId) -> None:
    section = part(bench)
    assert section.units.editor.text() == "6 of 12"
    assert section.bar.value() == 50
    assert section.sentence.text() == (
        "2 units a week needed until 14 Dec, 1.5 so far: at this pace it ends on 21 Dec."
    )
    assert section.started.editor.text() == "Tue 27 Oct"
    assert section.due.isVisibleTo(section) is False  # it stands among the dates
    assert not section.complete_button.isVisibleTo(section)
    bench.planner.run(SetDue((course_id,), None))
    assert section.sentence.text() == "1.5 units a week so far: at this pace it ends on 21 Dec."
    section.due.setFocus()
    bench.qtbot.keyClicks(section.due, "2026-12-28")
    bench.qtbot.keyClick(section.due, Qt.Key.Key_Return)
    assert bench.card().due == "2026-12-28"
    assert not section.due.isVisibleTo(section)


def test_one_visit_to_the_buttons_is_one_step(bench: Bench, course_id: ActivityId) -> None:
    section = part(bench)
    section.units.more.setFocus()
    for button in (section.units.more, section.units.more, section.units.less):
        button.click()
    assert units(bench) == (7, 12)
    section.started.editor.setFocus()
    section.units.more.setFocus()
    section.units.more.click()
    assert units(bench) == (8, 12)
    bench.planner.undo()
    assert units(bench) == (7, 12)
    bench.planner.undo()
    assert units(bench) == (6, 12)


def test_when_all_units_are_done_it_can_be_completed(bench: Bench, course_id: ActivityId) -> None:
    section = part(bench)
    bench.planner.run(EditDetail(course_id, (("units_done", 11),)))
    section.units.more.setFocus()
    section.units.more.click()
    assert section.sentence.text() == "All units are done."
    assert not section.units.more.isEnabled()
    assert section.units.less.hasFocus()
    section.complete_button.click()
    assert bench.card().activity.status == "done"
    assert not section.complete_button.isVisibleTo(section)
    assert section.sentence.text() == "It took 4 weeks, 3 units a week."
    assert bench.toasts[0].endswith("is marked as completed")


def test_units_are_typed_and_what_cannot_be_is_told(bench: Bench, course_id: ActivityId) -> None:
    editor = part(bench).units.editor
    for typed, problem in (("some", "number of units"), ("13 of 12", "13 of 12 units")):
        editor.setFocus()
        editor.selectAll()
        bench.qtbot.keyClicks(editor, typed)
        editor.visit.end()
        assert editor.property("invalid") is True
        assert problem in bench.failures[-1]
    editor.selectAll()
    bench.qtbot.keyClicks(editor, "7 of 10")
    editor.visit.end()
    assert units(bench) == (7, 10)
    assert editor.text() == "7 of 10"
    bench.planner.undo()
    assert units(bench) == (6, 12)


def test_hours_tell_it_where_units_are_not_known(bench: Bench, course_id: ActivityId) -> None:
    bench.planner.run(EditDetail(course_id, (("units_total", None), ("units_done", 0))))
    bench.planner.run(EditActivity(course_id, (("estimate_minutes", 720),)))
    bench.planner.run(LogTime(course_id, 360))
    section = part(bench)
    assert section.hours.text() == "50 %"
    assert section.sentence.text() == "2 h a week needed until 14 Dec, 1.5 so far: at this pace it ends on 21 Dec."
    assert not section.units.isVisibleTo(section)
    assert [words for words, _act in section.offers(bench.card())] == ["Units"]


def test_an_idea_shows_nothing_until_its_units_are_wanted(bench: Bench) -> None:
    course_id = ActivityId(bench.open("course"))
    bench.planner.run(EditDetail(course_id, (("units_total", None), ("units_done", 0))))
    bench.planner.run(SetState(course_id, "considering"))
    section = part(bench)
    assert section.isHidden()
    menu = bench.view.add_menu()
    next(action for action in menu.actions() if action.text() == "Units").trigger()
    assert section.isVisible()
    assert QApplication.focusWidget() is section.units.editor
    bench.qtbot.keyClicks(section.units.editor, "0 of 9")
    section.units.editor.visit.end()
    assert units(bench) == (0, 9)
    section.units.more.click()
    assert bench.card().activity.status == "in_progress"
    menu.close()


def test_how_a_course_is_taught(bench: Bench, course_id: ActivityId) -> None:
    bench.view.reveal("course.format", focus=False)
    row = bench.view.fields["course.format"]
    assert isinstance(row, ChoiceRow)
    assert [row.editor.itemText(place) for place in range(row.editor.count())] == [
        "Not known", "Self-paced", "Live online", "In person",
    ]  # fmt: skip
    row.editor.chosen.emit("live_online")
    course = bench.card().course
    assert course is not None
    assert course.format == "live_online"


def test_what_a_certification_asks_before_takes_many_lines(bench: Bench) -> None:
    bench.open("certification")
    bench.view.reveal("certification.prerequisites")
    row = bench.view.fields["certification.prerequisites"]
    assert isinstance(row, TextRow)
    before = bench.card().certification
    assert before is not None
    row.editor.selectAll()
    bench.qtbot.keyClicks(row.editor, "Two years")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    bench.qtbot.keyClicks(row.editor, "A course")
    row.flush()
    after = bench.card().certification
    assert after is not None
    assert after.prerequisites == "Two years\nA course"
    bench.planner.undo()
    assert bench.card().certification == before
