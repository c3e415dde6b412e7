"""Removing for good what has lain in the trash for long. It stands outside the journal, which forgets such rows too."""

from typing import Any, Final

from sqlalchemy import Connection

from planner.domain.model import ACTIVITY_PARTS
from planner.storage import blobs
from planner.storage.schema import TABLES

_GONE: Final = "(SELECT id FROM activity WHERE trashed_at < :instant)"

_FILES_OF_CREDITS: Final = f"""
(SELECT f.id FROM attachment AS f LEFT JOIN credit_claim AS m ON m.id = f.claim_id
 LEFT JOIN credit AS k ON k.id = coalesce(f.credit_id, m.credit_id)
 WHERE m.activity_id IN {_GONE} OR k.activity_id IN {_GONE})
"""


def purge_trashed_before(connection: Connection, instant: str) -> int:
    """Removes what was trashed before ``instant``, within a write transaction; gives the number of activities.

    Steps of the journal that name a row of them are dropped: their images could bring back half of what is gone.
    """
    given = {"instant": instant}
    steps = connection.exec_driver_sql(
        f"SELECT DISTINCT step_id FROM journal_row WHERE (table_name = 'activity' AND row_id IN {_GONE})"
        f" OR json_extract(coalesce(after, before), '$.activity_id') IN {_GONE}"
        f" OR (table_name = 'attachment' AND row_id IN {_FILES_OF_CREDITS})",
        given,
    ).all()
    for (step_id,) in steps:
        connection.exec_driver_sql("DELETE FROM journal_row WHERE step_id = ?", (step_id,))
        connection.exec_driver_sql("DELETE FROM journal_step WHERE id = ?", (step_id,))
    _purge_credits(connection, given)
    for part in ACTIVITY_PARTS:
        connection.exec_driver_sql(f"DELETE FROM {TABLES[part].name} WHERE activity_id IN {_GONE}", given)
    gone = connection.exec_driver_sql("DELETE FROM activity WHERE trashed_at < :instant", given).rowcount
    blobs.sweep(connection)
    return gone


def _purge_credits(connection: Connection, given: dict[str, Any]) -> None:
    """Takes the claims of these activities away; credits that count for others stay, under the activity's name."""
    claims = f"SELECT id FROM credit_claim WHERE activity_id IN {_GONE}"
    connection.exec_driver_sql(f"DELETE FROM attachment WHERE claim_id IN ({claims})", given)
    connection.exec_driver_sql(f"DELETE FROM credit_claim WHERE activity_id IN {_GONE}", given)
    connection.exec_driver_sql(
        "UPDATE credit SET title = iif(title = '', (SELECT a.title FROM activity AS a WHERE a.id = credit.activity_id),"
        f" title), activity_id = NULL WHERE activity_id IN {_GONE}",
        given,
    )
    orphans = "activity_id IS NULL AND id NOT IN (SELECT credit_id FROM credit_claim)"
    connection.exec_driver_sql(f"DELETE FROM attachment WHERE credit_id IN (SELECT id FROM credit WHERE {orphans})")
    connection.exec_driver_sql(f"DELETE FROM credit WHERE {orphans}")
