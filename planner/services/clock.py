"""The time that the program goes by, so that tests can hold it still."""

import os
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol

from planner.config.text import tr
from planner.domain.errors import InvalidInputError


class Clock(Protocol):
    """Tells the present instant and the person's time zone."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    @property
    def zone(self) -> str:
        """The person's IANA time zone."""


class SystemClock:
    """The machine's clock; the variable PLANNER_NOW (an ISO 8601 instant) holds it still for tests of processes."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC. Raises InvalidInputError if PLANNER_NOW is none."""
        fixed = os.environ.get("PLANNER_NOW")
        if not fixed:
            return datetime.now(UTC)
        try:
            return datetime.fromisoformat(fixed).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise InvalidInputError(
                tr("PLANNER_NOW is “{text}”, which is no instant such as 2026-11-25T09:00:00Z. Correct it.", text=fixed)
            ) from error

    @cached_property
    def zone(self) -> str:
        """The machine's IANA time zone; UTC if it cannot be told."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        import tzlocal

        try:
            name = tzlocal.get_localzone_name()
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return "UTC"
        return name


class FixedClock:
    """A clock that stands still, for tests."""

    def __init__(self, now: datetime, zone: str = "UTC") -> None:
        self._now = now
        self.zone = zone

    def now(self) -> datetime:
        """The instant it was made with."""
        return self._now


def local_date(clock: Clock) -> date:
    """Today's date where the person is."""
    if clock.zone == "UTC":
        return clock.now().date()
    from zoneinfo import ZoneInfo

    return clock.now().astimezone(ZoneInfo(clock.zone)).date()
