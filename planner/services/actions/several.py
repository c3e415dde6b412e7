"""Several actions as one step."""

from dataclasses import dataclass

from planner.services.action import Action
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Several(Action):
    """Does the actions in order, all or none; ``label`` names the whole (empty: the label of the only one)."""

    actions: tuple[Action, ...]
    label: str = ""

    def apply(self, tx: Transaction) -> str:
        """Applies each action to the same transaction."""
        labels = [action.apply(tx) for action in self.actions]
        return self.label if len(labels) > 1 and self.label else labels[0]
