"""Putting a warning of Home away for a while."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.config.text import tr
from planner.services.action import Action
from planner.services.actions.settings import put_setting
from planner.services.queries.hidden_warnings import HIDDEN, hidden_warnings
from planner.services.queries.settings import setting
from planner.storage.transaction import Transaction

NOT_NOW_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class HideWarning(Action):
    """Hides a warning, named by its key, for fourteen days; those whose time is over are forgotten."""

    key: str

    def apply(self, tx: Transaction) -> str:
        kept = {key: day for key, day in hidden_warnings(setting(tx.reader, HIDDEN)).items() if day > tx.today}
        until = date.fromisoformat(tx.today) + timedelta(days=NOT_NOW_DAYS)
        put_setting(tx, HIDDEN, {**kept, self.key: until.isoformat()})
        return tr("Not show a warning for two weeks")
