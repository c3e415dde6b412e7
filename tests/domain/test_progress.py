"""Progress by count and by time, and practices that are kept."""

from datetime import date

import pytest

from planner.domain.progress import (
    NOTHING,
    Effort,
    Kept,
    Progress,
    cadence_kept,
    is_overdue,
    minutes_left,
    progress_of,
)

TODAY = date(2026, 5, 13)  # a Wednesday; its Monday is 11 May
WEEKS = ["2026-05-11", "2026-05-04", "2026-04-27", "2026-04-20", "2026-04-13"]


def test_only_core_activities_with_an_end_count() -> None:
    progress = progress_of(
        [
            Effort("done", estimate_minutes=120),
            Effort("in_progress", estimate_minutes=60, logged_minutes=45),
            Effort("in_progress", estimate_minutes=60, logged_minutes=90),
            Effort("planned"),
            Effort("skipped", estimate_minutes=600),
            Effort("planned", core=False, estimate_minutes=600),
            Effort("in_progress", cadence_count=3, estimate_minutes=600),
        ]
    )
    assert progress == Progress(total=4, done=1, minutes_total=240, minutes_done=225, minutes_left=15,
                                estimated=3, done_estimated=1)  # fmt: skip
    assert progress.share == 0.25
    assert progress.share_of_time == 225 / 320  # the one without an estimate counts as 80 minutes
    assert progress.plus(NOTHING) == progress


def test_nothing_is_no_progress() -> None:
    assert progress_of([]) == NOTHING
    assert NOTHING.share == NOTHING.share_of_time == 0
    assert Progress(2, 1, 0, 0, 0).share_of_time == 0.5


def test_what_has_no_estimate_counts_as_the_mean_of_what_has_one() -> None:
    """Done work without an estimate beside open work with one is not nothing."""
    efforts = [Effort("done"), Effort("planned", estimate_minutes=120), Effort("planned", estimate_minutes=60)]
    assert progress_of(efforts).share_of_time == pytest.approx(90 / 270)
    assert progress_of([Effort("done"), Effort("done", estimate_minutes=60)]).share_of_time == 1
    assert progress_of([Effort("planned"), Effort("done", estimate_minutes=60)]).share_of_time == 0.5


def test_minutes_left() -> None:
    assert minutes_left("planned", 60, 20) == 40
    assert minutes_left("planned", 60, 90) == 0
    assert minutes_left("planned", None, 0) == 0
    assert minutes_left("done", 60, 0) == 0


@pytest.mark.parametrize(
    ("status", "due", "cadence", "late"),
    [
        ("planned", "2026-05-12", None, True),
        ("planned", "2026-05-13", None, False),
        ("planned", "2026-05-12T23:00:00Z", None, True),
        ("planned", None, None, False),
        ("done", "2026-05-12", None, False),
        ("skipped", "2026-05-12", None, False),
        ("in_progress", "2026-05-12", 3, False),
    ],
)
def test_overdue(status: str, due: str | None, cadence: int | None, late: bool) -> None:
    assert is_overdue(status, due, "2026-05-13", cadence) is late


@pytest.mark.parametrize(
    ("counts", "since", "kept"),
    [
        ([0, 3, 3, 2, 3], None, Kept(3, 4)),  # the current week is still running
        ([3, 3, 3, 2, 3], None, Kept(3, 4)),  # it is kept, so it is one of the four
        ([0, 0, 0, 0, 0], None, Kept(0, 4)),
        ([1, 3, 0, 0, 0], "2026-05-04", Kept(1, 1)),
        ([1, 1, 0, 0, 0], "2026-05-07", Kept(0, 0)),  # it began in the middle of a week
        ([1, 3, 1, 0, 0], "2026-04-30T10:00:00Z", Kept(1, 1)),
        ([3, 0, 0, 0, 0], "2026-05-13", Kept(1, 1)),
        ([0, 0, 0, 0, 0], "2026-05-13", Kept(0, 0)),
    ],
)
def test_practices_are_kept_by_the_week(counts: list[int], since: str | None, kept: Kept) -> None:
    assert cadence_kept(dict(zip(WEEKS, counts, strict=True)), 3, TODAY, since) == kept


def test_the_first_weeks_of_the_calendar_do_not_crash() -> None:
    assert cadence_kept({}, 1, date(1, 1, 10)) == Kept(0, 1)
