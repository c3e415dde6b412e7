"""Events from lists that wait for an answer: which of them comes next."""

from collections.abc import Collection
from datetime import date

from planner.domain.words import ActivityId
from planner.services.queries.sql import WAITING, any_of
from planner.storage.reader import Reader


def next_waiting(reader: Reader, activity_ids: Collection[int], today: date) -> ActivityId | None:
    """Of these activities, the event that came from a list, is not answered yet, and comes next; None if there is none.

    What is ahead comes before what has no date, and that before what is over.
    """
    found = reader.value(
        f"""SELECT e.activity_id FROM event e
        WHERE {WAITING} AND e.activity_id IN {any_of(activity_ids)}
        ORDER BY CASE WHEN e.starts >= :today THEN 0 WHEN e.starts IS NULL THEN 1 ELSE 2 END,
            CASE WHEN e.starts >= :today THEN e.starts END, e.starts DESC, e.activity_id
        LIMIT 1""",
        {"today": today.isoformat()},
    )
    return None if found is None else ActivityId(found)
