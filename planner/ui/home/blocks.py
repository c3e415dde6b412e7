"""The blocks of Home as lines: what stands in each of them, and what is folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr, trn
from planner.ui.home.lines import (
    DATES_SHOWN,
    OVERDUE_SHOWN,
    PRACTICES_SHOWN,
    Line,
    date_line,
    more_line,
    older_line,
    overdue_line,
    pick_line,
    practice_line,
    step_line,
    unfold_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.services.queries.away import Away
    from planner.services.queries.home import Home
    from planner.services.queries.home_rest import HomeRest


class Blocks:
    """Makes the lines of what was read. ``unfolded`` holds the names of the blocks that show all they have."""

    def __init__(self) -> None:
        self.unfolded: set[str] = set()
        self._found: Home | None = None

    def take(self, found: Home, rest: HomeRest | None, away: Away | None, today: date, zone: str) -> None:
        """Make lines of these from now on; ``rest`` is None before it was read, ``away`` where nobody came back."""
        self._found, self._rest, self._away = found, rest, away
        self._today, self._zone = today, zone

    @property
    def found(self) -> Home:
        """What the page shows."""
        assert self._found is not None
        return self._found

    def warnings(self) -> list[Line]:
        """What must not be missed; what the panel after an absence tells is not told twice."""
        if not self.found.notices and self._rest is None:
            return []  # as in most plans at the first paint, which then loads nothing for it
        from planner.ui.home.warning_lines import shown_lines, warning_lines

        told = () if self._away is None else tuple(one.activity_id for one in self._away.lapsed)
        lines = warning_lines(self.found.notices, self._rest, self._today, told)
        return shown_lines(lines, unfolded="notices" in self.unfolded)

    def week(self) -> list[Line]:
        """The picks, and the practices that have begun; those that are kept this week are folded away."""
        picks = [pick_line(pick, self._today, self._zone) for pick in self.found.picks]
        practices = [practice_line(practice) for practice in self.found.practices]
        asked = sum(not practice.is_kept for practice in self.found.practices)
        shown = min(asked, PRACTICES_SHOWN)
        more = max(1, len(practices) - shown)
        text = trn("{n} more practice", "{n} more practices", more)
        if asked == shown:
            text = trn("{n} practice kept this week", "{n} practices kept this week", more)
        return [*picks, *self._folded("picks", practices, shown, text)]

    def best(self, most_picks: int) -> list[Line]:
        """What is worth doing next; folded away where the week has enough."""
        if self._rest is None or self.found.is_empty:
            return []
        from planner.ui.home.best_lines import best_line

        lines = [best_line(one, self._today) for one in self._rest.best]
        text = trn("{n} more worth doing next", "{n} more worth doing next", max(1, len(lines)))
        is_full = len(self.found.picks) >= most_picks
        if is_full and lines and "best" not in self.unfolded:
            return [unfold_line(text)]
        return lines

    def dates(self) -> list[Line]:
        """What is past its day and still open, the newest first, then what is coming."""
        late: list[Line] = []
        if self._away is None:
            from planner.services.queries.home import OVERDUE_READ

            overdue = self.found.overdue
            most = None if "dates" in self.unfolded else OVERDUE_SHOWN + 2  # two more ask for a fold
            late = [overdue_line(one, self._today) for one in overdue[:most]]
            more = max(1, len(overdue) - OVERDUE_SHOWN)
            text = trn("{n} more past its day", "{n} more past their day", more)
            if len(overdue) >= OVERDUE_READ:
                text = tr("At least {n} more past their day", n=more)
                late += [older_line()] if most is None else []
            late = self._folded("dates", late, OVERDUE_SHOWN, text)
        count = len(self.found.dates)
        shown = DATES_SHOWN - 1 if count > DATES_SHOWN else count
        coming = [date_line(entry, self._today, self._zone) for entry in self.found.dates[:shown]]
        return [*late, *coming, *([more_line(count - shown)] if shown < count else [])]

    def steps(self) -> list[Line]:
        """Every step."""
        return [step_line(step) for step in self.found.steps]

    def _folded(self, name: str, lines: Sequence[Line], shown: int, text: str) -> list[Line]:
        if name in self.unfolded or len(lines) <= shown + 1:  # one more takes no more room than the fold
            return list(lines)
        return [*lines[:shown], unfold_line(text)]
