"""Removing for good what has lain in the trash for long. It stands outside the journal, which forgets such rows too."""

from typing import Final

from sqlalchemy import Connection

from planner.storage import bulk
from planner.storage.schema import (
    activity,
    activity_skill,
    activity_tag,
    certification,
    checklist_item,
    course,
    deadline,
    event,
    link,
    reminder,
    study_session,
)

# Children before what they hang on: a reminder may be of a deadline.
_OWNED: Final = (
    reminder,
    deadline,
    checklist_item,
    link,
    activity_tag,
    activity_skill,
    study_session,
    certification,
    course,
    event,
)


def purge_trashed_before(connection: Connection, instant: str) -> int:
    """Removes what was trashed before ``instant``, within a write transaction; gives the number of activities.

    Steps of the journal that name a row of them are dropped: their images could bring back half of what is gone.
    """
    found = connection.exec_driver_sql("SELECT id FROM activity WHERE trashed_at < ?", (instant,))
    ids = [int(row[0]) for row in found]
    if not ids:
        return 0
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS purged (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM purged")
    connection.exec_driver_sql("INSERT INTO purged VALUES (?)", [(row_id,) for row_id in ids])
    steps = connection.exec_driver_sql(
        "SELECT DISTINCT step_id FROM journal_row WHERE (table_name = 'activity' AND row_id IN (SELECT id FROM purged))"
        " OR json_extract(coalesce(after, before), '$.activity_id') IN (SELECT id FROM purged)"
    ).all()
    for (step_id,) in steps:
        connection.exec_driver_sql("DELETE FROM journal_row WHERE step_id = ?", (step_id,))
        connection.exec_driver_sql("DELETE FROM journal_step WHERE id = ?", (step_id,))
    for table in _OWNED:
        connection.exec_driver_sql(
            f"DELETE FROM {table.name} WHERE activity_id IN (SELECT id FROM purged)"
        )
    bulk.delete_ids(connection, activity, ids)
    connection.exec_driver_sql("DROP TABLE purged")
    return len(ids)
