"""Exams and courses in the inspector and their dialogs, in each state: named, reached by Tab, whole in any language."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.money import Money
from planner.domain.words import ActivityId, ExamId, ExamResult
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import SetDue
from planner.services.actions.details import EditDetail
from planner.services.actions.exams import BookExam, EditExam, RecordResult
from planner.ui.shell.inspector.exam_section import ExamSection
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene, kinds_with_an_activity, show
from tests.ui.scenes import opened as opened_by
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T09:30:00Z")


def opened(window: MainWindow, name: str, act: Callable[[], object]) -> Iterator[Scene]:
    """The dialog that an act opens; the window has the focus again afterwards."""
    yield from opened_by(window, name, act, beside=True)
    window.activateWindow()
    settle()


def exam_scenes(window: MainWindow) -> Iterator[Scene]:
    """A booking with everything, its dialogs, the question how it went, and attempts that are over."""
    planner = window.context.planner
    goal = ActivityId(kinds_with_an_activity(planner)["certification"])
    planner.run(SetState(goal, "preparing"))
    window.go("goals")
    assert window.open("activity", goal)
    settle()
    assert window.inspector is not None
    yield Scene("exam not booked", window.inspector)
    (section,) = window.inspector.findChildren(ExamSection)
    yield from opened(window, "book an exam", section.book)
    planner.run(
        BookExam(
            goal, wall="2026-12-09T09:30:00", zone="Asia/Tokyo", place="Σήμερα", online=True, reference="Ω-1",
            reschedule_by="2026-12-07", cost=Money(10000, "USD"), reminders=(60, 1440),
        )
    )  # fmt: skip
    settle()
    yield Scene("exam ahead", window.inspector)
    yield from opened(window, "edit a booking", section.book)
    assert section.lead is not None
    exam_id = section.lead.exam_id
    planner.run(EditExam(ExamId(exam_id or 0), (("reschedule_by", None),), on_date="2026-11-23"))
    settle()
    yield Scene("exam today", window.inspector)
    planner.run(EditExam(ExamId(exam_id or 0), on_date="2026-11-20"))
    settle()
    yield Scene("exam over", window.inspector)
    yield from opened(window, "exam passed", lambda: section.answer(ExamResult.PASSED))
    planner.run(RecordResult(ExamId(exam_id or 0), "failed", 640, 1000, 700))
    settle()
    yield Scene("exam not passed", window.inspector)
    yield from opened(window, "an attempt", section.past[0].value.click)


def course_scenes(window: MainWindow) -> Iterator[Scene]:
    """A course that is under way, and one whose units are all done."""
    planner = window.context.planner
    course = ActivityId(kinds_with_an_activity(planner)["course"])
    planner.run(SetState(course, "in_progress"))
    planner.run(EditDetail(course, (("units_total", 12), ("units_done", 6))))
    planner.run(SetDue((course,), "2026-12-14"))
    assert window.open("activity", course)
    settle()
    assert window.inspector is not None
    yield Scene("course under way", window.inspector)
    planner.run(EditDetail(course, (("units_done", 12),)))
    planner.run(SetDue((course,), None))
    settle()
    yield Scene("units all done", window.inspector)


def test_they_say_what_they_are_and_tab_goes_through_them(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for scenes in (exam_scenes, course_scenes):
        complain_of_names([line for scene in scenes(window) for line in (*faults([scene]), *tab_faults(scene))])


@pytest.mark.parametrize("size", [(1100, 700), (1600, 1000)])
def test_they_are_whole_in_any_language(
    foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, size)
    complain(exam_scenes(foreign_window), monkeypatch)
    complain(course_scenes(foreign_window), monkeypatch)
