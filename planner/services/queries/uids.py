"""From UIDs to rows and back, for what speaks of things by UID: the command line and imports."""

from collections.abc import Iterable

from sqlalchemy import select

from planner.domain.errors import NotFoundError
from planner.domain.words import ActivityId
from planner.services.queries.activity import find_uid
from planner.services.queries.conditions import LIVING
from planner.storage.reader import Reader
from planner.storage.schema import activity, deadline, study_session


def activity_named(reader: Reader, text: str) -> ActivityId:
    """The living activity whose uid is or alone begins with ``text``, or whose deadline or session has this uid.

    Raises NotFoundError if there is none or more than one.
    """
    try:
        return find_uid(reader, text)
    except NotFoundError:
        for table in (deadline, study_session):
            found = reader.execute(
                select(activity.c.id).join_from(activity, table).where(table.c.uid == text, LIVING)
            ).scalar()
            if found is not None:
                return ActivityId(found)
        raise


def activity_uids(reader: Reader, ids: Iterable[int]) -> dict[int, str]:
    """The uid of each activity."""
    wanted = sorted(set(ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        rows = reader.execute(
            select(activity.c.id, activity.c.uid).where(activity.c.id.in_(wanted[start : start + 500]))
        )
        found.update((row.id, row.uid) for row in rows)
    return found
