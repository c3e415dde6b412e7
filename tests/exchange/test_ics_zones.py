"""VTIMEZONE text against zoneinfo: on both sides of every change from 2024 to 2040, by two readings of the text."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from planner.domain.errors import ExchangeError
from planner.exchange.zones import Change, changes, is_fixed, vtimezone, zone_texts

YEARLY = (
    "America/Los_Angeles", "America/New_York", "America/Santiago", "Asia/Beirut", "Asia/Jerusalem",
    "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Dublin", "Europe/London",
    "Pacific/Auckland", "Pacific/Chatham",
)  # fmt: skip
STEADY = ("Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Lagos", "Asia/Kathmandu")
IRREGULAR = ("Africa/Casablanca", "Africa/Cairo", "America/Nuuk", "America/Asuncion", "Asia/Gaza", "Egypt")
SAMPLE = YEARLY + STEADY + IRREGULAR

Observance = dict[str, str]


def observances(text: str) -> list[Observance]:
    found: list[Observance] = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line in {"BEGIN:STANDARD", "BEGIN:DAYLIGHT"}:
            found.append({"kind": value})
        elif found and name != "END":
            found[-1][name] = value
    return found


def offset_of(text: str) -> timedelta:
    length = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return -length if text[0] == "-" else length


def onsets(text: str) -> list[tuple[datetime, timedelta]]:
    """All onsets in UTC up to 2042 with the offset from then on, by the letter of RFC 5545."""
    found: list[tuple[datetime, timedelta]] = []
    for each in observances(text):
        start = datetime.strptime(each["DTSTART"], "%Y%m%dT%H%M%S")
        before, after = offset_of(each["TZOFFSETFROM"]), offset_of(each["TZOFFSETTO"])
        walls = [start]
        if "RRULE" in each:
            walls = list(rrulestr(each["RRULE"], dtstart=start).between(start, datetime(2042, 1, 1), inc=True))
            assert walls[0] == start
        found += [((wall - before).replace(tzinfo=UTC), after) for wall in walls]
    return sorted(found)


def offset_at(known: list[tuple[datetime, timedelta]], at: datetime) -> timedelta:
    return [offset for onset, offset in known if onset <= at][-1]


def instants_around_changes(zone: str) -> list[datetime]:
    found = [datetime(2024, 1, 1, tzinfo=UTC), datetime(2040, 12, 31, tzinfo=UTC)]
    for change in changes(ZoneInfo(zone), 2024, 2040):
        onset = (change.onset - change.offset_before).replace(tzinfo=UTC)
        found += [onset - timedelta(seconds=1), onset, onset + timedelta(hours=3)]
    return found


def disagreements(zone: str) -> list[datetime]:
    known = onsets(vtimezone(zone))
    source = ZoneInfo(zone)
    return [at for at in instants_around_changes(zone) if offset_at(known, at) != at.astimezone(source).utcoffset()]


@pytest.mark.parametrize("zone", SAMPLE)
def test_offsets_are_those_of_zoneinfo_on_both_sides_of_each_change(zone: str) -> None:
    assert disagreements(zone) == []


def test_a_share_of_all_zones_agrees_with_zoneinfo() -> None:
    for zone in sorted(available_timezones())[::12]:
        assert disagreements(zone) == [], zone


@pytest.mark.parametrize("zone", YEARLY + STEADY)
def test_dateutil_reads_the_same_wall_times(zone: str) -> None:
    # dateutil reads a VTIMEZONE by wall time, as vobject does through it.
    there = tzical(io.StringIO(vtimezone(zone).replace("\r\n", "\n"))).get(zone)
    for at in instants_around_changes(zone):
        for hours in (-30, 30):
            wall = (at + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            assert wall.replace(tzinfo=there).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("zone", YEARLY)
def test_a_yearly_rule_gives_one_standard_and_one_daylight_part(zone: str) -> None:
    kinds = [each["kind"] for each in observances(vtimezone(zone))]
    assert sorted(kinds) == ["DAYLIGHT", "STANDARD"]
    assert vtimezone(zone).count("RRULE:FREQ=YEARLY;BYMONTH=") == 2


@pytest.mark.parametrize("zone", STEADY)
def test_a_zone_without_changes_is_one_standard_part(zone: str) -> None:
    assert [each["kind"] for each in observances(vtimezone(zone))] == ["STANDARD"]


def test_no_part_lists_dates() -> None:
    assert all("RDATE" not in vtimezone(zone) for zone in SAMPLE)


def test_the_daylight_part_has_the_greater_offset() -> None:
    for each in observances(vtimezone("Europe/Dublin")):
        assert each["TZOFFSETTO"] == ("+0100" if each["kind"] == "DAYLIGHT" else "+0000")


def test_older_years_are_covered_where_they_occur() -> None:
    known = onsets(vtimezone("America/New_York", 2005, 2040))
    source = ZoneInfo("America/New_York")
    for change in changes(source, 2005, 2010):
        onset = (change.onset - change.offset_before).replace(tzinfo=UTC)
        for at in (onset - timedelta(seconds=1), onset):
            assert offset_at(known, at) == at.astimezone(source).utcoffset()


def test_a_change_is_given_in_the_wall_time_before_it() -> None:
    hour = timedelta(hours=1)
    first, second = changes(ZoneInfo("Europe/Berlin"), 2026, 2026)
    assert first == Change(datetime(2026, 3, 29, 2), hour, 2 * hour, "CEST", True)
    assert second == Change(datetime(2026, 10, 25, 3), 2 * hour, hour, "CET", False)


def test_texts_come_once_a_zone_by_name_from_the_earliest_year() -> None:
    texts = zone_texts([("Europe/Berlin", 2026), ("Asia/Tokyo", 2030), ("Europe/Berlin", 1999)])
    assert [text.split("\r\n")[1] for text in texts] == ["TZID:Asia/Tokyo", "TZID:Europe/Berlin"]
    assert texts[1] == vtimezone("Europe/Berlin", 1999)


def test_the_same_text_every_time() -> None:
    assert vtimezone("Europe/Berlin", 2026, 2030) == vtimezone("Europe/Berlin", 2026, 2040)


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+12", "Etc/UTC", "AoE", "EST", "GMT"])
def test_mere_offsets_are_known_as_such(zone: str) -> None:
    assert is_fixed(zone)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Japan", "CET", "Asia/Tokyo"])
def test_regions_are_no_mere_offsets(zone: str) -> None:
    assert not is_fixed(zone)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "Europe", "a\x00b"])
def test_an_unknown_zone_is_refused_with_a_sentence(zone: str) -> None:
    with pytest.raises(ExchangeError, match="time zone"):
        vtimezone(zone)
