"""Removing for good what has lain in the trash for long. It stands outside the journal, which forgets such rows too."""

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from planner.domain.model import ACTIVITY_PARTS
from planner.storage import blobs
from planner.storage.core import driver_of
from planner.storage.forgetting import Key, forget_unreachable
from planner.storage.schema import TABLES

_GONE: Final = "(SELECT value FROM json_each(:gone))"
_THESE: Final = "(SELECT value FROM json_each(:these))"

_CREDITS_LOST: Final = f"""
SELECT id FROM credit
WHERE (activity_id IN {_GONE}
 OR activity_id IS NULL AND id IN (SELECT credit_id FROM credit_claim WHERE activity_id IN {_GONE}))
AND id NOT IN (SELECT credit_id FROM credit_claim WHERE activity_id NOT IN {_GONE})
"""
"""What these activities earned, and what counts for them without an activity, unless it counts for others too."""

_CLAIMS: Final = f"SELECT id FROM credit_claim WHERE activity_id IN {_GONE}"


def purge_trashed_before(connection: Connection, instant: str) -> int:
    """Removes what was trashed before ``instant``, within a write transaction; gives the number of activities.

    Credits that count for others stay, under the activity's name. Steps of the journal are dropped that name a row of
    what is gone: their images could bring back half of it.
    """
    ids = driver_of(connection).execute("SELECT id FROM activity WHERE trashed_at < ?", (instant,))
    gone = [row_id for (row_id,) in ids]
    lost = _ids(connection, _CREDITS_LOST, gone=gone)
    doomed: list[tuple[str, list[int]]] = [
        ("attachment", _ids(connection, f"SELECT id FROM attachment WHERE claim_id IN ({_CLAIMS})", gone=gone)),
        ("attachment", _ids(connection, f"SELECT id FROM attachment WHERE credit_id IN {_THESE}", these=lost)),
        ("credit_claim", _ids(connection, _CLAIMS, gone=gone)),
        ("credit", lost),
    ]
    for part in ACTIVITY_PARTS:
        table = TABLES[part].name
        doomed.append((table, _ids(connection, f"SELECT id FROM {table} WHERE activity_id IN {_GONE}", gone=gone)))
    doomed.append(("activity", gone))
    kept: list[Key] = [("credit", row_id) for row_id in _keep_credits(connection, gone, lost)]
    for table, row_ids in doomed:
        _run(connection, f"DELETE FROM {table} WHERE id IN {_THESE}", these=row_ids)
    forget_unreachable(connection, [(table, row_id) for table, row_ids in doomed for row_id in row_ids], kept)
    blobs.sweep(connection)
    return len(gone)


def _keep_credits(connection: Connection, gone: list[int], lost: list[int]) -> list[int]:
    """Takes those credits from these activities that stay, and gives them their names; gives the ids."""
    earned = _ids(connection, f"SELECT id FROM credit WHERE activity_id IN {_GONE}", gone=gone)
    kept = sorted(set(earned) - set(lost))
    _run(
        connection,
        "UPDATE credit SET title = iif(title = '', (SELECT a.title FROM activity AS a WHERE a.id = credit.activity_id),"
        f" title), activity_id = NULL WHERE id IN {_THESE}",
        these=kept,
    )
    return kept


def _ids(connection: Connection, sql: str, **lists: Iterable[int]) -> list[int]:
    return [row_id for (row_id,) in driver_of(connection).execute(sql, _as_json(lists))]


def _run(connection: Connection, sql: str, **lists: Iterable[int]) -> None:
    driver_of(connection).execute(sql, _as_json(lists))


def _as_json(lists: dict[str, Iterable[int]]) -> dict[str, str]:
    return {name: json.dumps(list(ids)) for name, ids in lists.items()}
