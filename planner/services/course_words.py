"""What is said about the pace of a course: a few words in a row of the list, one sentence where there is room.

Pure words over :mod:`planner.domain.course_pace`; no database, no clock.
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.course_pace import WEEK, Pace, course_pace, rounded
from planner.services.humanize import duration, short_date


class CourseProgress(NamedTuple):
    """How far a course is: in units where their number is known, else in minutes of study."""

    done: int
    total: int
    by_units: bool
    started: date | None
    due: date | None
    completed: date | None = None

    def pace(self, today: date) -> Pace:
        """How fast it goes."""
        return course_pace(self.done, self.total, self.started, self.due, today)

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


def course_progress(
    units: tuple[int, int | None],
    minutes: tuple[int, int | None],
    days: tuple[str | None, date | None, str | None],
) -> CourseProgress | None:
    """How far a course is, by ``units`` or else by ``minutes`` (done, total); None where neither total is known.

    ``days`` are those of the start, of its due date and of its completion.
    """
    started, due, completed = days
    done, total = units if units[1] else minutes
    if not total:
        return None
    return CourseProgress(done, total, bool(units[1]), _day(started), due, _day(completed))


def pace_words(progress: CourseProgress, today: date) -> str:
    """The pace that is needed and that so far: ``2 units a week needed, 1.5 so far``; empty where it tells nothing."""
    pace = progress.pace(today)
    if not pace.left:
        return ""
    if progress.due is None:
        return tr("{pace} so far", pace=_weekly(progress, pace.so_far)) if pace.so_far else ""
    if pace.needed is None or (progress.due - today).days < WEEK:
        return ""
    needed = _needed(progress, pace.needed)
    if pace.so_far is None:
        return needed
    return tr("{needed}, {pace} so far", needed=needed, pace=_figure(progress, pace.so_far))


def pace_sentence(progress: CourseProgress, today: date) -> str:
    """One sentence: what is needed until when, how it went so far, and when it ends at this pace. Empty for nothing."""
    pace = progress.pace(today)
    if progress.completed is not None:
        return _took(progress)
    if not pace.left:
        return tr("All units are done.") if progress.by_units else tr("The estimated time is spent.")
    end = short_date(pace.ends_on, today) if pace.ends_on is not None else ""
    if progress.due is None:
        if not pace.so_far:
            return ""
        so_far = _weekly(progress, pace.so_far)
        if not end:
            return tr("{pace} so far.", pace=so_far)
        return tr("{pace} so far: at this pace it ends on {end}.", pace=so_far, end=end)
    until, ahead = short_date(progress.due, today), (progress.due - today).days
    if ahead == 0:
        return tr("{left} left, and it is due today.", left=_left(progress, pace.left))
    if ahead < 0:
        left = _left(progress, pace.left)
        if pace.so_far and end:
            so_far = _weekly(progress, pace.so_far)
            return tr("It was due on {date} with {left} left: at {pace} it ends on {end}.",
                      date=until, left=left, pace=so_far, end=end)  # fmt: skip
        return tr("It was due on {date}, with {left} left.", date=until, left=left)
    if ahead < WEEK or pace.needed is None:
        what = tr("{left} left", left=_left(progress, pace.left))
        so_far = "" if pace.so_far is None else _weekly(progress, pace.so_far)
    else:
        what = _needed(progress, pace.needed)
        so_far = "" if pace.so_far is None else _figure(progress, pace.so_far)
    if not so_far:
        return tr("{what} until {date}.", what=what, date=until)
    if not end:
        return tr("{what} until {date}, {pace} so far.", what=what, date=until, pace=so_far)
    return tr("{what} until {date}, {pace} so far: at this pace it ends on {end}.",
              what=what, date=until, pace=so_far, end=end)  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _figure(progress: CourseProgress, amount: Fraction) -> str:
    """A pace as a bare number, of hours where minutes are counted; nothing at all is said in a word."""
    return formats.localized(rounded(amount if progress.by_units else amount / 60)) if amount else tr("none")


def _needed(progress: CourseProgress, amount: Fraction) -> str:
    figure = _figure(progress, amount)
    if not progress.by_units:
        return tr("{amount} h a week needed", amount=figure)
    return trn("{amount} unit a week needed", "{amount} units a week needed", _number(figure), amount=figure)


def _weekly(progress: CourseProgress, amount: Fraction) -> str:
    figure = _figure(progress, amount)
    if not progress.by_units:
        return tr("{amount} h a week", amount=figure)
    return trn("{amount} unit a week", "{amount} units a week", _number(figure), amount=figure)


def _number(figure: str) -> int:
    """What decides between one and many: 1.5 units, but 1 unit."""
    return int(figure) if figure.isdecimal() else 2


def _left(progress: CourseProgress, left: int) -> str:
    return trn("{n} unit", "{n} units", left) if progress.by_units else duration(left)


def _took(progress: CourseProgress) -> str:
    """How long it took, and how fast it went, once it is done."""
    if progress.started is None or progress.completed is None or progress.completed < progress.started:
        return ""
    days = (progress.completed - progress.started).days + 1
    took = trn("{n} day", "{n} days", days) if days < 2 * WEEK else trn("{n} week", "{n} weeks", round(days / WEEK))
    pace = course_pace(progress.done, progress.done, progress.started, None, progress.completed).so_far
    if not pace:
        return tr("It took {time}.", time=took)
    return tr("It took {time}, {pace}.", time=took, pace=_weekly(progress, pace))
