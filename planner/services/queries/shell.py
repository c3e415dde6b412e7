"""What the window shows around every page: the aim with its progress, and the next date."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, or_, select

from planner.domain.words import Status
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.conditions import in_plan
from planner.services.queries.settings import setting
from planner.services.queries.status import chosen_profile
from planner.storage.schema import activity, profile

AIM_UNTIL = "aim_until"
"""The setting of the plan that says when the aim should be reached, a month ``YYYY-MM``."""
_SPANS = (14, 90, 400)


class AimRow(NamedTuple):
    """The role aimed at, the month ``YYYY-MM`` by which (None if open), and core activities done of all."""

    name: str
    until: str | None
    done: int
    total: int


def aim(connection: Connection) -> AimRow | None:
    """The aim; None in a plan without roles. Practices with a cadence and skipped activities do not count."""
    role = connection.execute(select(profile.c.name).where(profile.c.id == chosen_profile(connection))).scalar()
    if role is None:
        return None
    counted = and_(
        activity.c.core.is_(True),
        activity.c.status != Status.SKIPPED,
        or_(activity.c.cadence_count.is_(None), activity.c.cadence_count == 0),
        in_plan(),
    )
    done = func.coalesce(func.sum(case((activity.c.status == Status.DONE, 1), else_=0)), 0)
    row = connection.execute(select(done, func.count()).select_from(activity).where(counted)).one()
    until = setting(connection, AIM_UNTIL)
    return AimRow(role, until if isinstance(until, str) else None, row[0], row[1])


def next_date(connection: Connection, today: date, zone: str) -> AgendaEntry | None:
    """The next thing with a date from today on, within about a year; None if there is nothing."""
    first = today
    for days in _SPANS:
        after = today + timedelta(days=days)
        upcoming = [entry for entry in agenda(connection, first, after, zone) if entry.local_day >= today.isoformat()]
        if upcoming:
            return upcoming[0]
        first = after
    return None
