"""Setting how much finished work of a kind may show of a skill."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.evidence import USUAL_CAPS, caps_of
from planner.domain.levels import check_level
from planner.services.action import Action
from planner.services.actions.settings import put_setting
from planner.services.humanize import level_text
from planner.services.queries.evidence import CAPS
from planner.services.queries.settings import setting
from planner.services.words import kind_word
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SetCap(Action):
    """Sets the highest level that a done activity of a kind shows; the usual one takes the entry away."""

    kind: str
    level: float
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        if self.kind not in USUAL_CAPS:
            raise InvalidInputError(tr("“{kind}” is no kind of activity. Choose one of the list.", kind=self.kind))
        level = check_level(self.level)
        held = {**caps_of(setting(tx.reader, CAPS)), self.kind: level}
        other = {kind: cap for kind, cap in held.items() if cap != USUAL_CAPS[kind]}
        put_setting(tx, CAPS, other or None)
        return tr("Let “{kind}” show at most level {level}", kind=kind_word(self.kind), level=level_text(level))

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"cap:{self.kind}:{self.visit}"
