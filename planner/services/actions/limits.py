"""Setting how many cards a column of a step is meant to hold."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.column_limits import HIGHEST, LIMITED, USUAL, is_limit
from planner.domain.errors import InvalidInputError
from planner.services.action import Action
from planner.services.actions.settings import put_setting
from planner.services.queries.limits import LIMITS
from planner.services.queries.settings import setting
from planner.services.words import status_word
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SetLimit(Action):
    """Limits a column (``planned`` or ``in_progress``) to so many cards in each step; None takes the limit away."""

    column: str
    limit: int | None

    def apply(self, tx: Transaction) -> str:
        if self.column not in LIMITED:
            raise InvalidInputError(tr("Only “To do” and “In progress” can have a limit. Choose one of them."))
        if not is_limit(self.limit):
            raise InvalidInputError(tr("A limit is a number from 1 to {most}. Give one in that range.", most=HIGHEST))
        stored = setting(tx.reader, LIMITS)
        given = dict(stored) if isinstance(stored, dict) else {}
        given[self.column] = self.limit
        put_setting(tx, LIMITS, None if all(given.get(name) == USUAL.get(name) for name in given) else given)
        word = status_word(self.column)
        if self.limit is None:
            return tr("Take away the limit of “{column}”", column=word)
        return tr("Limit “{column}” to {n}", column=word, n=self.limit)
