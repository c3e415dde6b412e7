"""The rules of the iCalendar writer: cleaning, folding, options, and any text in any field."""

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_items import CANCELLED, CalendarItem
from planner.domain.errors import ExchangeError
from planner.exchange.ics_text import clean_address, clean_line, clean_text, escape, fold
from planner.exchange.ics_values import unescape
from planner.exchange.ics_writer import (
    WITH_ALARMS,
    Options,
    Stamps,
    cancelled_component,
    options_key,
    render_calendar,
    render_component,
)

STAMPS = Stamps(2, "2026-01-05T08:00:00Z", "2026-01-06T09:00:00Z")
ITEM = CalendarItem("uid-1", "event", "Title", "2026-05-06", "2026-05-08")
TIMED = ITEM._replace(starts="2026-05-06T09:00:00", ends="2026-05-06T10:00:00", zone="Europe/Berlin")

# Unlike st.text() this also gives lone surrogates and control characters.
anything = st.text(st.characters(exclude_categories=()), max_size=200)


def lines(item: CalendarItem, options: Options = WITH_ALARMS) -> list[str]:
    text = render_component(item, STAMPS, options)
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def values(item: CalendarItem, name: str) -> list[str]:
    return [line[len(name) :] for line in lines(item) if line.startswith(name) and line[len(name)] in ":;"]


# -- text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tkept", "tab\tkept"),
        ("nul\x00 bell\x07 esc\x1b del\x7f c1\x9b", "nul bell esc del c1"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("soft\u00adhyphen and 🎓", "soft\u00adhyphen and 🎓"),
    ],
)
def test_long_texts_are_cleaned(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_short_texts_are_one_line() -> None:
    assert clean_line("one\r\ntwo\tthree") == "one two three"


def test_what_has_a_meaning_in_a_text_is_escaped() -> None:
    assert escape("a\\b;c,d\ne:f") == "a\\\\b\\;c\\,d\\ne:f"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?y=1,2;z#f", "https://a.example/x?y=1,2;z#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:me@a.example", "mailto:me@a.example"),
        (" https://a.example/ü b%20c\\d ", "https://a.example/%C3%BC%20b%20c%5Cd"),
        ("https://a.example/\r\nX-EVIL:1", "https://a.example/X-EVIL:1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("a.example", ""),
    ],
)
def test_only_web_and_mail_addresses_go_out(url: str, clean: str) -> None:
    assert clean_address(url) == clean


@given(anything.map(clean_text))
def test_folding_splits_no_character_and_unfolds_to_the_same(text: str) -> None:
    pieces = fold(text.replace("\n", "")).split("\r\n ")
    assert "".join(pieces) == text.replace("\n", "")
    assert len(pieces[0].encode()) <= 75
    assert all(0 < len(piece.encode()) <= 74 for piece in pieces[1:])


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 76) == "x" * 75 + "\r\n x"
    assert fold("x" * 74 + "é") == "x" * 74 + "\r\n é"


# -- times


def test_an_all_day_event_without_an_end_lasts_its_day() -> None:
    assert values(ITEM._replace(ends=""), "DTEND") == [";VALUE=DATE:20260507"]
    assert values(ITEM._replace(ends="2026-05-06"), "DTEND") == [";VALUE=DATE:20260507"]
    assert values(ITEM._replace(ends="2026-05-01"), "DTEND") == [";VALUE=DATE:20260507"]


def test_a_moment_lasts_a_minute_and_an_unknown_length_is_an_hour() -> None:
    assert values(TIMED._replace(ends=TIMED.starts), "DTEND") == [";TZID=Europe/Berlin:20260506T090100"]
    assert values(TIMED._replace(ends=""), "DTEND") == [";TZID=Europe/Berlin:20260506T100000"]
    assert values(TIMED._replace(ends="", zone=""), "DTEND") == [":20260506T100000"]


def test_an_hour_over_the_change_of_clocks_is_an_hour() -> None:
    spring = TIMED._replace(starts="2026-03-29T01:30:00", ends="")
    assert values(spring, "DTEND") == [";TZID=Europe/Berlin:20260329T033000"]


def test_an_end_that_only_its_fold_puts_after_the_start_is_kept() -> None:
    autumn = TIMED._replace(starts="2026-10-25T02:45:00", ends="2026-10-25T02:15:00", end_fold=1)
    assert values(autumn, "DTSTART") + values(autumn, "DTEND") == [":20261025T004500Z", ":20261025T011500Z"]


def test_a_wall_time_in_the_gap_keeps_its_zone() -> None:
    gap = TIMED._replace(starts="2026-03-29T02:30:00", ends="2026-03-29T04:00:00", start_fold=1)
    assert values(gap, "DTSTART") == [";TZID=Europe/Berlin:20260329T023000"]


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        ("UTC", ":20260506T090000Z"),
        ("Etc/GMT+12", ":20260506T210000Z"),
        ("AoE", ":20260506T210000Z"),
        ("", ":20260506T090000"),
        ("Asia/Tokyo", ";TZID=Asia/Tokyo:20260506T090000"),
    ],
)
def test_only_regions_go_out_as_zones(zone: str, starts: str) -> None:
    assert values(TIMED._replace(zone=zone), "DTSTART") == [starts]


def test_instants_go_out_in_utc() -> None:
    instant = TIMED._replace(starts="2026-05-07T11:59:59Z", ends="2026-05-07T12:00:59Z", zone="Europe/Berlin")
    assert values(instant, "DTSTART") == [":20260507T115959Z"]
    assert values(instant, "DTEND") == [":20260507T120059Z"]


def test_a_fixed_offset_becomes_utc_where_its_rule_means_the_same_there() -> None:
    weekly = TIMED._replace(zone="Etc/GMT+5", starts="2026-05-04T21:00:00", ends="2026-05-04T22:00:00")
    assert values(weekly._replace(rrule="FREQ=WEEKLY"), "DTSTART") == [":20260505T020000Z"]
    by_day = weekly._replace(rrule="FREQ=WEEKLY;BYDAY=MO")
    assert values(by_day, "DTSTART") == [";TZID=Etc/GMT+5:20260504T210000"]
    assert b"TZID:Etc/GMT+5\r\n" in render_calendar([render_component(by_day, STAMPS)])


def test_an_unknown_zone_is_refused_with_a_sentence() -> None:
    text = render_component(TIMED._replace(zone="Mars/Olympus"), STAMPS)
    with pytest.raises(ExchangeError, match="Mars/Olympus"):
        render_calendar([text])


def test_listed_dates_take_one_line_each_in_the_form_of_the_start() -> None:
    series = TIMED._replace(rrule="FREQ=DAILY", exdate="20260507T090000,20260508T090000", rdate="20260601T090000Z")
    assert values(series, "EXDATE") == [";TZID=Europe/Berlin:20260507T090000", ";TZID=Europe/Berlin:20260508T090000"]
    assert values(series, "RDATE") == [":20260601T090000Z"]
    days = ITEM._replace(rrule="FREQ=YEARLY", exdate="20270506", rdate="bad,20270507\r\nX:1,20270508")
    assert values(days, "EXDATE") == [";VALUE=DATE:20270506"]
    assert values(days, "RDATE") == [";VALUE=DATE:20270508"]
    utc = TIMED._replace(zone="AoE", rrule="FREQ=DAILY", exdate="20260507T090000", rdate="20260601T090000/PT1H")
    assert values(utc, "EXDATE") == [":20260507T210000Z"]
    assert values(utc, "RDATE") == [";VALUE=PERIOD:20260601T210000Z/PT1H"]


# -- properties


def test_stamps_stand_as_given() -> None:
    text = lines(ITEM)
    assert "DTSTAMP:20260105T080000Z" in text
    assert "LAST-MODIFIED:20260106T090000Z" in text
    assert "SEQUENCE:2" in text


def test_alarms_are_before_the_start_and_can_be_left_out() -> None:
    item = ITEM._replace(reminders=(0, 30, 90, 120, 900, 1440, 10080, -5))
    assert values(item, "TRIGGER") == [":PT0S", ":-PT30M", ":-PT90M", ":-PT2H", ":-PT15H", ":-P1D", ":-P7D"]
    assert not any("ALARM" in line for line in lines(item, Options(alarms=False)))
    assert "UID:uid-1" in lines(item)
    assert sum(line.startswith("UID") for line in lines(item)) == 1


def test_a_cancelled_item_rings_no_alarm_and_leaves_the_person_free() -> None:
    text = lines(ITEM._replace(status=CANCELLED, reminders=(10,)))
    assert "STATUS:CANCELLED" in text
    assert "TRANSP:TRANSPARENT" in text
    assert "X-MICROSOFT-CDO-BUSYSTATUS:FREE" in text
    assert "BEGIN:VALARM" not in text


def test_cancelling_the_text_is_the_same_as_cancelling_the_item() -> None:
    item = TIMED._replace(
        reminders=(10, 1440), description="STATUS:CONFIRMED\n" * 20, rrule="FREQ=DAILY", categories=("a", "b")
    )
    later = Stamps(5, "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z")
    cancelled = cancelled_component(render_component(item, STAMPS), later)
    assert cancelled == render_component(item._replace(status=CANCELLED), later)
    assert cancelled_component(cancelled, later) == cancelled


def test_a_category_holds_no_comma() -> None:
    assert values(ITEM._replace(categories=("a, b", "c;d", "a b", "")), "CATEGORIES") == [":a b,c\\;d"]
    assert values(ITEM._replace(categories=(",",)), "CATEGORIES") == []


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (float("inf"), 0.0)]
)
def test_an_impossible_position_is_left_out(latitude: float, longitude: float) -> None:
    assert values(ITEM._replace(latitude=latitude, longitude=longitude), "GEO") == []


def test_foreign_lines_go_out_unless_they_are_ours_or_not_for_publishing() -> None:
    extra = "CLASS:PRIVATE\nSTATUS:TENTATIVE\nATTENDEE:mailto:x@a.example\nX-ALT-DESC:<p>\nCOMMENT;LANGUAGE=en:hello"
    text = lines(ITEM._replace(extra_ical=extra))
    assert [line for line in text if line.startswith(("CLASS", "ATTENDEE", "X-ALT", "COMMENT", "STATUS"))] == [
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "COMMENT;LANGUAGE=en:hello",
    ]


def test_a_rule_that_is_none_is_left_out() -> None:
    for rule in ("FREQ=DAILY\r\nX-EVIL:1", "no rule", "COUNT=3"):
        assert values(ITEM._replace(rrule=rule), "RRULE") == []


def test_options_have_names_of_their_own() -> None:
    assert options_key(Options()) != options_key(Options(alarms=False))


# -- the calendar


def test_a_feed_says_its_name_and_how_often_to_ask() -> None:
    text = render_calendar([render_component(ITEM, STAMPS)], name="Mine, all", colour="Teal").decode()
    for line in ("METHOD:PUBLISH", "NAME:Mine\\, all", "X-WR-CALNAME:Mine\\, all", "COLOR:teal"):
        assert f"\r\n{line}\r\n" in text
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text
    assert "\r\nX-PUBLISHED-TTL:PT12H\r\n" in text


def test_a_single_event_says_none_of_that() -> None:
    text = render_calendar([render_component(ITEM, STAMPS)], profile="event", name="Mine", colour="teal").decode()
    for name in ("METHOD", "NAME", "X-WR-CALNAME", "COLOR", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        assert f"\r\n{name}" not in text


def test_a_colour_that_is_no_name_is_left_out() -> None:
    assert b"COLOR" not in render_calendar([render_component(ITEM, STAMPS)], colour="#fff\r\nX:1")


def test_an_empty_calendar_is_refused() -> None:
    with pytest.raises(ExchangeError, match="nothing to export"):
        render_calendar([])


def test_there_is_one_calendar_with_each_zone_once() -> None:
    tokyo = TIMED._replace(zone="Asia/Tokyo")
    data = render_calendar(render_component(item, STAMPS) for item in (TIMED, tokyo, TIMED, ITEM))
    assert data.count(b"BEGIN:VCALENDAR") == 1
    assert data.count(b"TZID:Europe/Berlin\r\n") == data.count(b"TZID:Asia/Tokyo\r\n") == 1
    assert not data.startswith(b"\xef\xbb\xbf")


def test_zones_reach_back_to_the_earliest_date() -> None:
    old = TIMED._replace(starts="1999-07-01T09:00:00", ends="1999-07-01T10:00:00")
    data = render_calendar([render_component(old, STAMPS)])
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert b"DTSTART:19980329T020000\r\n" in data


# -- any text in any field


@given(
    summary=anything, description=anything, location=anything, uid=anything, url=anything, name=anything,
    extra=anything, categories=st.lists(anything, max_size=3), rule=anything, listed=anything,
)  # fmt: skip
def test_any_text_makes_a_file_that_is_read_back_the_same(  # noqa: PLR0917
    summary: str, description: str, location: str, uid: str, url: str, name: str, extra: str,
    categories: list[str], rule: str, listed: str,
) -> None:  # fmt: skip
    item = TIMED._replace(
        uid=uid, summary=summary, description=description, location=location, url=url, extra_ical=extra,
        categories=tuple(categories), rrule=rule, rdate=listed, exdate=listed, reminders=(10,),
    )  # fmt: skip
    data = render_calendar([render_component(item, STAMPS)], name=name)
    for line in data.split(b"\r\n")[:-1]:
        assert 0 < len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.events
    assert str(event["SUMMARY"]) == clean_line(summary).strip()
    assert str(event["UID"]) == clean_line(uid)
    # libical removes a text of nothing but blanks, with a complaint.
    assert str(event.get("DESCRIPTION", "")) == (clean_text(description) if clean_text(description).strip() else "")
    assert str(event.get("LOCATION", "")) == clean_line(location).strip()
    assert str(event.get("URL", "")) == clean_address(url)
    # icalendar leaves the escapes of names alone.
    assert unescape(str(calendar.get("X-WR-CALNAME", ""))) == clean_line(name).strip()
    assert len(event.subcomponents) == 1
