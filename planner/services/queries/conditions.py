"""What several queries mean by the same words: living activities, the plan without listed events, core work."""

from sqlalchemy import ColumnElement, and_, exists, not_, select

from planner.domain.words import EventState, Kind
from planner.storage.schema import activity, event

LIVING = activity.c.trashed_at.is_(None)
"""Not in the trash."""


def in_plan() -> ColumnElement[bool]:
    """Living, and not an event that the person has not answered yet."""
    listed = exists(select(1).where(event.c.activity_id == activity.c.id, event.c.state == EventState.LISTED))
    return and_(LIVING, not_(and_(activity.c.kind == Kind.EVENT, listed)))
