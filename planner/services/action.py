"""What a person can do: the base of every action. One file a topic stands in :mod:`planner.services.actions`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Action(ABC):
    """One thing a person does, named verb + noun. Only the forward direction is ever written."""

    @abstractmethod
    def apply(self, tx: "Transaction") -> str:
        """Writes through ``tx`` and gives the label of the step, such as “Move ‘Model evaluation’ to Done”.

        Raises a PlannerError to refuse: then nothing at all is written.
        """

    @property
    def merge_key(self) -> str | None:
        """Consecutive actions of the same key join one undo step (a drag, one visit to a text field)."""
        return None
