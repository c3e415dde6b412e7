"""Events that recur, with the instances that touch some days; a plan without any costs one look into an empty index."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.dates import exclusive_end, from_instant, is_date, last_day
from planner.domain.words import EventState
from planner.services.queries.sql import LIVING, WAITING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.exchange.recurrence import Instance, Series
    from planner.storage.reader import Reader

ONCE: Final = "e.rrule = '' AND e.rdate = ''"
"""The event ``e`` does not recur; what does is read here."""
RECURS: Final = "(e.rrule <> '' OR e.rdate <> '')"
"""The event ``e`` recurs: the condition of the partial index, which SQLite knows again by these very words."""
_SPANS: Final = (31, 400, 1500, 4000)
"""For so many days on either side is looked for the instance nearest to a day; a leap day may take eight years."""
_DAY: Final = timedelta(days=1)


class Asked(NamedTuple):
    """Which events come along that are not answered: those of lists, and dates of the person's own calendar."""

    with_listed: bool = False
    with_own: bool = False


ANSWERED: Final = Asked()
"""No others than those that are answered."""


class Recurring(NamedTuple):
    """An event that recurs, as it is stored."""

    activity_id: int
    event_id: int
    uid: str
    title: str
    status: str
    state: str
    hue: int | None
    city: str
    venue: str
    format: str
    starts: str
    ends: str | None
    zone: str
    start_fold: int
    end_fold: int
    rrule: str
    rdate: str
    exdate: str
    waiting: int


_SERIES: Final = f"""
SELECT a.id, e.id, a.uid, a.title, a.status, e.state, s.hue, e.city, e.venue, e.format,
       e.starts, e.ends, e.zone, e.start_fold, e.end_fold, e.rrule, e.rdate, e.exdate, {WAITING}
FROM event AS e JOIN activity AS a ON a.id = e.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE {RECURS} AND (e.starts < :high OR e.rdate <> '') AND e.starts IS NOT NULL AND {LIVING}
"""

# Whatever became of an override, in the trash or declined, its instance is not the series' any more.
_REPLACED: Final = """
SELECT series_uid, recurrence_id, zone FROM event
WHERE series_uid <> '' AND series_uid IN (SELECT value FROM json_each(?))
"""


def recurring(reader: Reader, before: date) -> list[tuple[Recurring, Series]]:
    """Every living event that recurs and begins before a day, with what its instances are made from."""
    found = [Recurring._make(row) for row in reader.rows(_SERIES, {"high": before.isoformat()})]
    if not found:
        return []
    from planner.exchange.recurrence import Series  # and with it dateutil, which plans without series never need

    replaced: dict[str, set[tuple[str, str]]] = {}
    for uid, recurrence_id, zone in reader.rows(_REPLACED, (json.dumps([row.uid for row in found]),)):
        replaced.setdefault(uid, set()).add((recurrence_id, zone))
    return [
        (
            row,
            Series(
                row.starts, row.ends, row.zone, row.start_fold, row.end_fold, row.rrule, row.rdate, row.exdate,
                frozenset(replaced.get(row.uid, ())),
            ),
        )
        for row in found
    ]  # fmt: skip


def occurrences(
    reader: Reader, first: date, after: date, asked: Asked = ANSWERED
) -> list[tuple[Recurring, Instance]]:
    """The instances that touch the days from ``first`` up to, not including, ``after``, each day in its own zone.

    Declined series are left out; those that are not answered come as they are ``asked`` for.
    """
    return [
        (row, instance)
        for row, series in recurring(reader, after)
        if row.state != EventState.DECLINED
        and (row.state != EventState.LISTED or (asked.with_listed if row.waiting else asked.with_own))
        for instance in instances_of(series, first, after)
    ]


def instances_of(series: Series, first: date, after: date) -> Sequence[Instance]:
    """The instances of one series that touch some days of its own zone."""
    from planner.exchange.recurrence import instances

    return instances(series, first, after)


def local_span(instance: Instance, given: str, zone: str) -> tuple[str, str]:
    """Start and exclusive end in ``zone`` of an instance given in another; it ends as it begins, or with its day."""
    if instance.starts_utc is not None and given != zone:
        ends_utc = instance.ends_utc or instance.starts_utc
        return from_instant(instance.starts_utc, zone)[0], from_instant(ends_utc, zone)[0]
    starts = instance.starts
    return starts, instance.ends or (exclusive_end(starts) if is_date(starts) else starts)


def nearest(series: Series, today: date, zone: str) -> Instance | None:
    """The first instance that is not over before the person's day, else the last one of all.

    None where there is none within eleven years on either side.
    """
    for days in _SPANS:
        for one in instances_of(series, today - _DAY, today + timedelta(days=days)):
            starts, ends = local_span(one, series.zone, zone)
            if starts[:10] >= today.isoformat() or last_day(ends) >= today.isoformat():
                return one
    for days in _SPANS:
        found = instances_of(series, today - timedelta(days=days), today + _DAY)
        if found:
            return found[-1]
    return None


def nearest_of(
    reader: Reader, today: date, zone: str, ids: Iterable[int] | None = None
) -> dict[int, Instance | None]:
    """For each activity that recurs, or each of those given, its instance :func:`nearest` to a day."""
    chosen = None if ids is None else set(ids)
    return {
        row.activity_id: nearest(series, today, zone)
        for row, series in recurring(reader, date.max)
        if chosen is None or row.activity_id in chosen
    }
