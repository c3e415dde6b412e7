"""What is said about the pace of a course, in one sentence and in a row."""

from datetime import date

import pytest

from planner.services.course_words import CourseProgress, course_progress, pace_sentence, pace_words

TODAY = date(2026, 11, 23)


def course(
    done: int, total: int, started: date | None = None, due: date | None = None, *, by_units: bool = True
) -> CourseProgress:
    return CourseProgress(done, total, by_units, started, due)


@pytest.mark.parametrize(
    ("progress", "sentence", "words"),
    [
        (
            course(6, 12, date(2026, 10, 27), date(2026, 12, 14)),
            "2 units a week needed until 14 Dec, 1.5 so far: at this pace it ends on 21 Dec.",
            "2 units a week needed, 1.5 so far",
        ),
        (
            course(10, 12, date(2026, 10, 20), date(2026, 12, 7)),
            "1 unit a week needed until 7 Dec, 2 so far: at this pace it ends on 30 Nov.",
            "1 unit a week needed, 2 so far",
        ),
        (
            course(0, 12, date(2026, 10, 27), date(2026, 12, 14)),
            "4 units a week needed until 14 Dec, none so far.",
            "4 units a week needed, none so far",
        ),
        (
            course(3, 12, date(2026, 11, 20), date(2027, 1, 25)),
            "1 unit a week needed until 25 Jan 2027.",
            "1 unit a week needed",
        ),
        (
            course(6, 12, date(2026, 10, 27), date(2026, 11, 28)),
            "6 units left until 28 Nov, 1.5 units a week so far: at this pace it ends on 21 Dec.",
            "",
        ),
        (course(6, 7, None, date(2026, 11, 28)), "1 unit left until 28 Nov.", ""),
        (course(6, 12, date(2026, 10, 27), TODAY), "6 units left, and it is due today.", ""),
        (
            course(6, 12, date(2026, 10, 27), date(2026, 11, 20)),
            "It was due on 20 Nov with 6 units left: at 1.5 units a week it ends on 21 Dec.",
            "",
        ),
        (course(6, 12, None, date(2026, 11, 20)), "It was due on 20 Nov, with 6 units left.", ""),
        (
            course(6, 12, date(2026, 10, 27)),
            "1.5 units a week so far: at this pace it ends on 21 Dec.",
            "1.5 units a week so far",
        ),
        (course(6, 12), "", ""),
        (course(12, 12, date(2026, 10, 27), date(2026, 12, 14)), "All units are done.", ""),
        (
            course(360, 720, date(2026, 10, 27), date(2026, 12, 14), by_units=False),
            "2 h a week needed until 14 Dec, 1.5 so far: at this pace it ends on 21 Dec.",
            "2 h a week needed, 1.5 so far",
        ),
        (course(900, 720, by_units=False), "The estimated time is spent.", ""),
        (course(600, 690, due=date(2026, 11, 25), by_units=False), "1.5 h left until 25 Nov.", ""),
        (
            course(1, 100_000, date(2026, 10, 27)),
            "0.3 units a week so far.",
            "0.3 units a week so far",
        ),
    ],
)
def test_a_course_says_how_it_goes(progress: CourseProgress, sentence: str, words: str) -> None:
    assert pace_sentence(progress, TODAY) == sentence
    assert pace_words(progress, TODAY) == words


def test_a_completed_course_says_how_long_it_took() -> None:
    done = course(12, 12, date(2026, 9, 15))._replace(completed=date(2026, 11, 23))
    assert pace_sentence(done, TODAY) == "It took 10 weeks, 1.2 units a week."
    assert pace_sentence(done._replace(completed=date(2026, 9, 17)), TODAY) == "It took 3 days."
    assert pace_sentence(done._replace(started=None), TODAY) == ""


def test_units_count_before_hours_and_nothing_is_nothing() -> None:
    days = ("2026-10-27", None, None)
    assert course_progress((6, 12), (60, 600), days) == CourseProgress(6, 12, True, date(2026, 10, 27), None)
    by_hours = course_progress((6, None), (60, 600), days)
    assert by_hours is not None
    assert (by_hours.by_units, by_hours.share) == (False, 0.1)
    assert course_progress((6, None), (60, None), days) is None
