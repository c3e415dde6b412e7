"""The exam of a certification in the inspector: what leads in each state, and every way through its dialogs."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication

from planner.domain.errors import InvalidInputError
from planner.domain.model import Certification
from planner.domain.money import Money
from planner.domain.renewal import Rule
from planner.domain.words import ActivityId, ExamId, ExamResult
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import EditDetail
from planner.services.actions.exams import BookExam, RecordResult
from planner.services.actions.renewals import PutRule
from planner.services.planner import Planner
from planner.services.queries.exams import Attempt, attempts
from planner.ui.shell.inspector.exam_dialog import ExamDialog
from planner.ui.shell.inspector.exam_section import ExamSection
from planner.ui.shell.inspector.result_dialog import ResultDialog, read_score
from tests.ui.inspector.conftest import Bench

TITLE = "AWS Certified AI Practitioner"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """23 November 2026, half past nine in the zone of the test."""
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T09:30:00Z")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def goal_id(bench: Bench) -> ActivityId:
    found = ActivityId(bench.open("certification", TITLE))
    bench.planner.run(SetState(found, "preparing"))
    return found


def part(bench: Bench) -> ExamSection:
    found = bench.view.leading.parts["exam"]
    assert isinstance(found, ExamSection)
    return found


def said(bench: Bench) -> list[str]:
    """What the part says and offers, from top to bottom."""
    section = part(bench)
    found = []
    if not section._missing_row.isHidden():
        found += [section.missing.text(), section.book_button.text()]
    if not section._when_row.isHidden():
        found += [section.when.shown, *section.when._remarks]
    if not section._reference_row.isHidden():
        found.append(section.reference.text())
    buttons: tuple[QAbstractButton, ...] = (*section.answers.values(), section.reschedule_button, section.result_button)
    found += [button.text() for button in buttons if button.isVisibleTo(section)]
    return found + [row.value.accessibleName() for row in section.past if not row.isHidden()]


def stored(planner: Planner, goal_id: int) -> tuple[Attempt, ...]:
    return planner.read(attempts, goal_id, planner.today(), "2026-11-23T09:30:00Z", planner.zone())


def dates_shown(bench: Bench) -> list[str]:
    return [row.label.text() for row in bench.view.dates.rows if not row.isHidden()]


def book_dialog(bench: Bench) -> ExamDialog:
    (dialog,) = [found for found in bench.inspector.findChildren(ExamDialog) if found.isVisible()]
    return dialog


def result_dialog(bench: Bench) -> ResultDialog:
    (dialog,) = [found for found in bench.inspector.findChildren(ResultDialog) if found.isVisible()]
    return dialog


def record(bench: Bench) -> Certification:
    found = bench.card().certification
    assert found is not None
    return found


def test_without_a_booking_there_is_one_quiet_line(bench: Bench, goal_id: ActivityId) -> None:
    assert said(bench) == ["Not booked", "Book the exam…"]
    bench.planner.run(SetState(goal_id, "considering"))
    assert said(bench) == ["Not booked", "Book the exam…"]
    bench.planner.run(SetState(goal_id, "booked"))
    assert said(bench) == ["No date yet", "Book the exam…"]
    bench.planner.run(SetState(goal_id, "dropped"))
    assert part(bench).isHidden()
    bench.open("topic")
    assert bench.view.leading.isHidden()


def test_an_exam_is_booked_in_a_dialog(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(EditDetail(goal_id, (("fee_minor", 10000), ("fee_currency", "USD"))))
    part(bench).book_button.click()
    dialog = book_dialog(bench)
    assert dialog.cost.text() == "USD 100.00"
    assert not dialog.zone.isVisibleTo(dialog)
    dialog.accept_button.click()
    assert dialog.problem.text() == "Give the day of the exam, such as 2026-12-09."
    dialog.day.setText("2026-12-09")
    bench.qtbot.keyClicks(dialog.time, "9:30")
    assert dialog.zone.isVisibleTo(dialog)
    dialog.place.setText("Pearson VUE")
    dialog.reference.setText("X-12")
    dialog.reschedule.setText("2026-12-10")
    assert dialog.reminders.minutes() == (14 * 1440, 7 * 1440, 1440)  # what is usual in the plan
    dialog.reminders.chips[7 * 24 * 60].click()
    dialog.accept_button.click()
    assert dialog.problem.text() == "The last day to reschedule lies after the exam. Correct one of the dates."
    assert bench.failures == []
    dialog.reschedule.setText("2026-12-07")
    dialog.accept_button.click()
    assert said(bench) == [
        "Wed 9 Dec, 09:30 · in 16 days",
        "Pearson VUE",
        "Reschedule by 7 Dec · in 14 days",
        "Reminds 14 days, 1 day before",
        "X-12",
        "Reschedule…",
    ]
    assert dates_shown(bench) == []  # none of it stands there twice
    assert bench.toasts == [f"“{TITLE}” is marked as booked"]
    part(bench).copy_button.click()
    assert QGuiApplication.clipboard().text() == "X-12"
    bench.planner.undo()
    assert said(bench) == ["Not booked", "Book the exam…"]


def test_a_booking_is_moved_and_removed(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(BookExam(goal_id, wall="2026-12-09T09:30:00", zone="UTC", online=True, cost=Money(1, "EUR")))
    part(bench).reschedule_button.click()
    dialog = book_dialog(bench)
    assert (dialog.day.text(), dialog.time.text(), dialog.online.isChecked()) == ("Wed 9 Dec", "09:30", True)
    dialog.time.clear()
    dialog.day.setText("2026-12-16")
    dialog.cost.setText("9 bananas")
    dialog.accept_button.click()
    assert "9 bananas" in dialog.problem.text()
    dialog.cost.setText("2 EUR")
    dialog.paid.setChecked(True)
    dialog.accept_button.click()
    assert said(bench)[:2] == ["Wed 16 Dec · in 23 days", "Online"]
    (booked,) = stored(bench.planner, goal_id)
    assert (booked.costs, booked.paid) == ((Money(200, "EUR"),), True)
    QApplication.processEvents()
    part(bench).when.click()
    dialog = book_dialog(bench)
    dialog.accept_button.click()  # nothing was changed, and nothing moves
    assert bench.planner.history().undo == f"Reschedule the exam of “{TITLE}”"
    QApplication.processEvents()
    part(bench).when.click()
    dialog = book_dialog(bench)
    dialog._remove()
    assert said(bench) == ["Not booked", "Book the exam…"]
    assert bench.toasts[-1] == f"The exam of “{TITLE}” is removed"


def test_a_moment_elsewhere_keeps_its_zone(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(BookExam(goal_id, wall="2026-12-09T09:30:00", zone="Asia/Tokyo"))
    assert said(bench)[1:2] == ["09:30 Asia/Tokyo"]
    part(bench).when.click()
    dialog = book_dialog(bench)
    assert (dialog.day.text(), dialog.time.text(), dialog.zone.zone()) == ("Wed 9 Dec", "09:30", "Asia/Tokyo")
    dialog.time.setText("10:30")
    dialog.accept_button.click()
    assert (stored(bench.planner, goal_id)[0].wall, stored(bench.planner, goal_id)[0].zone) == (
        "2026-12-09T10:30:00", "Asia/Tokyo",
    )  # fmt: skip


def test_a_day_that_is_only_noted_stays_among_the_dates_until_it_is_booked(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(PutDeadline(goal_id, "exam", on_date="2026-12-09"))
    assert said(bench) == ["Not booked", "Book the exam…"]
    assert dates_shown(bench) == ["Exam"]
    part(bench).book_button.click()
    assert book_dialog(bench).day.text() == "Wed 9 Dec"
    book_dialog(bench).accept_button.click()
    assert dates_shown(bench) == []
    assert len(stored(bench.planner, goal_id)) == 1


def test_a_booked_day_without_a_record_leads_too(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(PutDeadline(goal_id, "exam", on_date="2026-12-09"))
    bench.planner.run(SetState(goal_id, "booked"))
    assert said(bench) == ["Wed 9 Dec · in 16 days", "Reminds 14 days, 7 days, 1 day before", "Add the booking…"]
    (noted,) = stored(bench.planner, goal_id)
    bench.planner.run(PutDeadline(goal_id, "exam", noted.deadline_id, on_date="2026-11-20"))
    assert said(bench) == ["Fri 20 Nov · 3 days ago", "Passed", "Not passed", "Missed"]
    part(bench).answers[ExamResult.FAILED].click()
    assert said(bench)[-1] == "Attempt 1, 20 Nov 2026 · not passed"


@pytest.mark.parametrize(("answer", "word"), [("failed", "not passed"), ("missed", "missed")])
def test_what_was_not_passed_is_recorded_at_once(
    bench: Bench, goal_id: ActivityId, answer: str, word: str
) -> None:
    bench.planner.run(BookExam(goal_id, on_date="2026-11-20"))
    assert said(bench)[1:] == ["Passed", "Not passed", "Missed"]
    part(bench).answers[ExamResult(answer)].click()
    assert said(bench) == ["Not booked", "Book the exam…", f"Attempt 1, 20 Nov 2026 · {word}"]
    assert bench.toasts == [f"The exam of “{TITLE}” is recorded as {word}"]
    bench.planner.undo()
    assert said(bench)[1:] == ["Passed", "Not passed", "Missed"]


def test_on_its_day_an_exam_can_be_recorded(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(BookExam(goal_id, on_date="2026-11-23", reminders=()))
    assert said(bench) == ["Mon 23 Nov · today", "Reschedule…", "Record the result…"]
    part(bench).result_button.click()
    dialog = result_dialog(bench)
    dialog.outcome.set_value("missed")
    dialog.outcome.chosen.emit("missed")
    assert not dialog.score.isVisibleTo(dialog)
    dialog.accept_button.click()
    assert stored(bench.planner, goal_id)[0].result == "missed"


def test_passed_asks_for_what_the_certificate_says(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(EditDetail(goal_id, (("validity_months", 36),)))
    bench.planner.run(BookExam(goal_id, on_date="2026-11-20"))
    part(bench).answers[ExamResult.PASSED].click()
    dialog = result_dialog(bench)
    assert (dialog.issued.text(), dialog.expires.text()) == ("Fri 20 Nov", "Mon 19 Nov 2029")
    bench.qtbot.keyClicks(dialog.score, "640")
    bench.qtbot.keyClicks(dialog.maximum, "1000")
    bench.qtbot.keyClicks(dialog.pass_mark, "seven")
    dialog.accept_button.click()
    assert dialog.problem.text() == "“seven” is not a score. Type a number such as 640."
    dialog.pass_mark.setText("700")
    dialog.accept_button.click()
    assert "below the pass mark" in dialog.problem.text()
    assert record(bench).state == "booked"
    dialog.score.setText("780,5")
    dialog.issued.setText("2026-11-22")
    dialog.issued.editingFinished.emit()  # as on leaving the field
    assert dialog.expires.text() == "Wed 21 Nov 2029"
    dialog.credential_id.setText("ABC")
    dialog.accept_button.click()
    found = record(bench)
    assert (found.state, found.issued_on, found.credential_id) == ("passed", "2026-11-22", "ABC")
    assert dates_shown(bench) == ["Renewal due"]
    assert said(bench) == ["Attempt 1, 20 Nov 2026 · passed, 780.5 of 1000, 700 to pass"]
    assert [words for words, _act in part(bench).offers(bench.card())] == ["Exam booking"]
    bench.planner.undo()
    assert record(bench).state == "booked"


def test_what_does_not_expire_has_no_day(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(BookExam(goal_id, on_date="2026-11-20"))
    part(bench).answers[ExamResult.PASSED].click()
    dialog = result_dialog(bench)
    dialog.expires.setText("2026-11-19")
    dialog.accept_button.click()
    assert dialog.problem.text() == "It cannot expire before it was issued. Correct one of the dates."
    dialog.never.setChecked(True)
    assert not dialog.expires.isEnabled()
    dialog.accept_button.click()
    assert record(bench).never_expires
    assert dates_shown(bench) == []


@pytest.fixture
def passed(bench: Bench, goal_id: ActivityId) -> Callable[[], ResultDialog]:
    """A failed attempt and one that was passed; opens the newer of them."""
    for day, result in (("2026-05-12", "failed"), ("2026-06-02", "passed")):
        bench.planner.run(BookExam(goal_id, on_date=day))
        exam_id = next(attempt.exam_id for attempt in stored(bench.planner, goal_id) if attempt.is_open)
        bench.planner.run(RecordResult(ExamId(exam_id or 0), result, 640, 1000, expires_on=None))

    def open_newest() -> ResultDialog:
        part(bench).past[0].value.click()
        return result_dialog(bench)

    return open_newest


def test_a_past_attempt_is_mended(bench: Bench, goal_id: ActivityId, passed: Callable[[], ResultDialog]) -> None:
    dialog = passed()
    assert dialog.outcome.value() == "passed"
    dialog.score.clear()
    dialog.day.setText("2026-06-03")
    dialog.expires.setText("2029-06-03")
    dialog.accept_button.click()
    newest = stored(bench.planner, goal_id)[0]
    assert (newest.day.isoformat(), newest.score, newest.maximum) == ("2026-06-03", None, 1000)
    assert dates_shown(bench) == ["Renewal due"]
    bench.planner.undo()
    assert stored(bench.planner, goal_id)[0].score == 640


def test_passed_by_mistake_is_put_right(bench: Bench, goal_id: ActivityId, passed: Callable[[], ResultDialog]) -> None:
    dialog = passed()
    dialog.outcome.set_value("failed")
    dialog.outcome.chosen.emit("failed")
    assert not dialog.issued.isVisibleTo(dialog)
    dialog.accept_button.click()
    assert (record(bench).state, record(bench).issued_on) == ("preparing", None)
    bench.planner.undo()
    assert record(bench).state == "passed"


def test_an_exam_that_renews_asks_for_the_new_expiry_alone(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(PutDeadline(goal_id, "renewal", on_date="2026-12-09"))
    bench.planner.run(EditDetail(goal_id, (("issued_on", "2023-12-10"),)))
    bench.planner.run(SetState(goal_id, "passed"))
    bench.planner.run(PutRule(goal_id, Rule("fee", 36)))
    bench.planner.run(BookExam(goal_id, on_date="2026-11-20"))
    part(bench).answers[ExamResult.PASSED].click()
    dialog = result_dialog(bench)
    assert not dialog.issued.isVisibleTo(dialog)
    assert dialog.expires.text() == "Sun 9 Dec 2029"
    dialog.accept_button.click()
    assert record(bench).issued_on == "2023-12-10"
    QApplication.processEvents()
    part(bench).past[0].value.click()
    dialog = result_dialog(bench)
    assert not dialog.issued.isVisibleTo(dialog)
    assert dialog.expires.text() == "Sun 9 Dec 2029"
    dialog.outcome.set_value("failed")
    dialog.accept_button.click()
    assert (record(bench).state, record(bench).issued_on) == ("passed", "2023-12-10")


def test_an_earlier_attempt_says_nothing_of_the_certificate(
    bench: Bench, goal_id: ActivityId, passed: Callable[[], ResultDialog]
) -> None:
    part(bench).past[1].value.click()
    dialog = result_dialog(bench)
    assert not dialog.credential_id.isVisibleTo(dialog)
    bench.qtbot.keyClicks(dialog.pass_mark, "700")
    dialog.accept_button.click()
    assert stored(bench.planner, goal_id)[1].pass_mark == 700
    QApplication.processEvents()
    part(bench).past[1].value.click()
    result_dialog(bench)._remove()
    assert [attempt.result for attempt in stored(bench.planner, goal_id)] == ["passed"]
    assert record(bench).state == "passed"


@pytest.mark.parametrize("text", ["640", " 640,5 ", "0", ""])
def test_scores_are_read(text: str) -> None:
    assert read_score(text) == (float(text.replace(",", ".")) if text.strip() else None)


@pytest.mark.parametrize("text", ["1_0", "١٥", "６４０", "six", "9" * 10_000 + "x"])
def test_what_is_no_score_is_refused_in_short(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a score") as refused:
        read_score(text)
    assert len(str(refused.value)) < 110


def test_the_tab_key_goes_from_top_to_bottom(bench: Bench, goal_id: ActivityId) -> None:
    bench.planner.run(BookExam(goal_id, on_date="2026-11-20", reference="X"))
    section = part(bench)
    way = []
    bench.view.pill.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        bench.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        way.append(QApplication.focusWidget())
    assert way == [section.when, section.copy_button, *section.answers.values()]
