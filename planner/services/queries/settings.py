"""Settings of the plan as plain values."""

import json
from typing import Any

from sqlalchemy import Connection, select

from planner.storage.schema import setting as setting_table


def setting(connection: Connection, key: str, default: Any = None) -> Any:
    """The value of a setting of the plan, or ``default`` where it was never set."""
    text = connection.execute(select(setting_table.c.value).where(setting_table.c.key == key)).scalar()
    return default if text is None else json.loads(text)
