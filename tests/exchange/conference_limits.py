"""What holds of every list of conferences that was read, whatever the file was."""

import json

from planner.domain.addresses import is_address
from planner.domain.dates import days_between, kept_instant, parse_date, zone_of
from planner.domain.limits import TEXT_MAX, TITLE_MAX
from planner.domain.words import AttendanceFormat, DeadlineKind
from planner.exchange.conference_dates import GIVEN_MAX
from planner.exchange.conference_fields import MAX_LINKS, TOPIC_MAX
from planner.exchange.conference_format import MAX_CONFERENCES, MAX_DEADLINES, MAX_TOPICS, ConferenceSet
from planner.exchange.conference_keys import KEY_MAX
from planner.exchange.incoming import LINE_MAX, MAX_REMARKS, NAME_MAX


def check(found: ConferenceSet) -> None:
    """Everything is within its limits and can be kept."""
    assert len(found.conferences) <= MAX_CONFERENCES
    assert len(found.skipped) <= MAX_REMARKS + 1
    assert len({each.key for each in found.conferences}) == len(found.conferences)
    for each in found.conferences:
        lines = ((each.name, TITLE_MAX), (each.full_name, TITLE_MAX), (each.venue, LINE_MAX), (each.city, NAME_MAX),
                 (each.country, NAME_MAX), (each.given_dates, GIVEN_MAX), (each.key, KEY_MAX))  # fmt: skip
        assert all(len(line) <= most and "\n" not in line for line, most in lines)
        assert each.name
        assert len(each.notes) <= TEXT_MAX
        assert each.format in ("", *(form.value for form in AttendanceFormat))
        assert all(not url or is_address(url) for url in (each.url, *(url for url, _ in each.links)))
        assert len(each.links) <= MAX_LINKS
        assert len(each.topics) <= MAX_TOPICS
        assert all(topic and len(topic) <= TOPIC_MAX and "," not in topic for topic in each.topics)
        assert (each.starts is None) == (each.ends is None)
        if each.starts and each.ends:
            assert parse_date(each.starts) < parse_date(each.ends)
            assert days_between(each.starts, each.ends) <= 367
        assert (each.latitude is None) == (each.longitude is None)
        if each.latitude is not None and each.longitude is not None:
            assert abs(each.latitude) <= 90
            assert abs(each.longitude) <= 180
        assert len(each.deadlines) <= MAX_DEADLINES
        assert len({(one.kind, one.label) for one in each.deadlines}) == len(each.deadlines)
        for one in each.deadlines:
            assert one.kind in list(DeadlineKind)
            assert (one.on_date is None) != (one.at_utc is None)
            assert len(one.label) <= NAME_MAX
            if one.on_date:
                parse_date(one.on_date)
            if one.at_utc:
                kept_instant(one.at_utc)
                zone_of(one.zone)
        json.dumps(each).encode()
