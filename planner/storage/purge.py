"""Removing for good what has lain in the trash for long. It stands outside the journal, which forgets such rows too."""

from typing import Final

from sqlalchemy import Connection

from planner.domain.model import ACTIVITY_PARTS
from planner.storage.schema import TABLES

_GONE: Final = "(SELECT id FROM activity WHERE trashed_at < :instant)"


def purge_trashed_before(connection: Connection, instant: str) -> int:
    """Removes what was trashed before ``instant``, within a write transaction; gives the number of activities.

    Steps of the journal that name a row of them are dropped: their images could bring back half of what is gone.
    """
    given = {"instant": instant}
    steps = connection.exec_driver_sql(
        f"SELECT DISTINCT step_id FROM journal_row WHERE (table_name = 'activity' AND row_id IN {_GONE})"
        f" OR json_extract(coalesce(after, before), '$.activity_id') IN {_GONE}",
        given,
    ).all()
    for (step_id,) in steps:
        connection.exec_driver_sql("DELETE FROM journal_row WHERE step_id = ?", (step_id,))
        connection.exec_driver_sql("DELETE FROM journal_step WHERE id = ?", (step_id,))
    for part in ACTIVITY_PARTS:
        connection.exec_driver_sql(f"DELETE FROM {TABLES[part].name} WHERE activity_id IN {_GONE}", given)
    return connection.exec_driver_sql("DELETE FROM activity WHERE trashed_at < :instant", given).rowcount
