"""Saying what a year is for: at most three activities or intentions."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity
from planner.domain.year_picks import MOST, SETTING, YearPick, with_picks
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.settings import put_setting
from planner.services.queries.settings import setting
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PickForYear(Action):
    """Sets what a year is for, in order; what has neither text nor an activity is left out."""

    year: int
    picks: tuple[YearPick, ...]

    def apply(self, tx: Transaction) -> str:
        stored = setting(tx.reader, SETTING)
        chosen = []
        for pick in self.picks:
            text = common.one_line(pick.text, tr("pick"))
            if pick.uid:
                row = tx.one(Activity, uid=pick.uid)
                text = row.title if row is not None else text
            if text:
                chosen.append(pick._replace(text=text))
        if len(chosen) > MOST:
            raise InvalidInputError(tr("Three picks are the most for a year. Take one away first."))
        put_setting(tx, SETTING, with_picks(stored, self.year, chosen))
        return tr("Choose what {year} is for", year=self.year)
