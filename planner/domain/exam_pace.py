"""Whether the hours that are left before an exam fit into the weeks until it."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from planner.domain.folding import fold

WITHIN_DAYS: Final = 90
"""Of an exam further away nothing is said yet."""
MOST_A_WEEK: Final = 20 * 60
"""The minutes a week that are thought possible where the person said nothing about their week."""
_SHORTEST_CODE: Final = 4
"""A code shorter than this, in letters and digits, is in too many titles to name a certification."""


class ExamPace(NamedTuple):
    """What an exam asks of the weeks until it; all times are minutes.

    ``left`` is what is still to be done, ``needed`` what each week would have to give, rounded up to whole hours,
    ``week`` what a week has, None where that is not known, and ``more`` what each week lacks, in whole hours.
    """

    days: int
    left: int
    needed: int
    week: int | None
    more: int


def exam_pace(days: int, left: int, week: int | None) -> ExamPace | None:
    """Return how the hours that are left before an exam miss the weeks until it; None where they fit.

    The day of the exam itself gives no time. On that day, and where the exam is more than :data:`WITHIN_DAYS` away,
    there is nothing to be said.

    :param days: from today to the day of the exam.
    :param left: minutes still to be done.
    :param week: minutes that a week has, None where the person did not say; then :data:`MOST_A_WEEK` counts.
    """
    if not 0 < days <= WITHIN_DAYS or left <= 0:
        return None
    room = MOST_A_WEEK if week is None else week
    if left * 7 <= room * days:
        return None
    needed = _whole_hours(-(-left * 7 // days))
    return ExamPace(days, left, needed, week, _whole_hours(-(-left * 7 // days) - room))


def _whole_hours(minutes: int) -> int:
    return -(-minutes // 60) * 60


def names_of(title: str, code: str) -> tuple[str, ...]:
    """Return what names a certification in the title of something that prepares it: its title and its code, folded.

    A title of one word is a word like others; nor does a code of very few letters name anything.
    """
    whole, short = _plain(title), _plain(code)
    names = (whole if " " in whole else "", short if len(short.replace(" ", "")) >= _SHORTEST_CODE else "")
    return tuple(filter(None, names))


def prepares(title: str, names: Iterable[str]) -> bool:
    """Tell whether a title names the certification whole: “Practice tests for AIF-C01” prepares AIF-C01."""
    words = f" {_plain(title)} "
    return any(f" {name} " in words for name in names)


def _plain(text: str) -> str:
    """Letters and digits in words, without accents or case."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
