"""Our events as a reader of calendar files sees them after an export."""

from collections.abc import Iterable, Iterator

from planner.domain.calendar_items import CalendarItem, event_item
from planner.exchange.ics_reader import ParsedEvent, read_ics
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.services.queries.known_events import Key, KnownEvent


def as_exported(known: Iterable[KnownEvent]) -> dict[Key, ParsedEvent]:
    """Events as they come back from an export, so that no mere way of writing looks like a difference."""
    stamps = Stamps(0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")
    components = [render_component(item, stamps) for item in _items(known)]
    if not components:
        return {}
    return {(e.uid, e.recurrence_id): e for e in read_ics(render_calendar(components), "").events}


def _items(known: Iterable[KnownEvent]) -> Iterator[CalendarItem]:
    for one in known:
        item = event_item(one.activity, one.event, one.tags, one.reminders, uid=one.event.series_uid)
        if item is not None:
            # A cancelled entry rings no alarm, which must not count as a difference.
            yield item._replace(status="CONFIRMED")
