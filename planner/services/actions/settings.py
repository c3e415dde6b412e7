"""Settings of the plan, not of the machine: chosen role, aim, hours a week, limits. Journaled like all rows."""

import json
from dataclasses import dataclass
from typing import Any

from planner.config.text import tr
from planner.domain.model import Setting
from planner.services.action import Action
from planner.services.rows import Rows
from planner.storage.transaction import Transaction


def put_setting(tx: Rows, key: str, value: Any) -> None:
    """Writes a setting; None removes it. The value must be plain JSON."""
    found = tx.one(Setting, key=key)
    if value is None:
        if found is not None:
            tx.remove(Setting, found.id)
        return
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if found is None:
        tx.add(Setting(0, key, text))
    else:
        tx.put(found._replace(value=text))


@dataclass(frozen=True, slots=True)
class ChangeSetting(Action):
    """Sets one setting of the plan; ``label`` is the person's word for it."""

    key: str
    value: Any
    label: str

    def apply(self, tx: Transaction) -> str:
        put_setting(tx, self.key, self.value)
        return tr("Change {label}", label=self.label)
