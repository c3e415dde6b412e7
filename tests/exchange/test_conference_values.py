"""Values in lists of conferences: dates in words, zones, places, notes and keys."""

import pytest

from planner.exchange.conference_dates import day_of, day_of_epoch, is_open, span_of
from planner.exchange.conference_deadlines import DeadlineList, kind_of
from planner.exchange.conference_format import MAX_DEADLINES
from planner.exchange.conference_keys import KEY_MAX, key_of, without_year
from planner.exchange.conference_notes import notes_of
from planner.exchange.conference_places import Place, place_of
from planner.exchange.conference_zones import known_zone
from planner.exchange.incoming import Remarks


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("November 28-December 9, 2022", "2022-11-28", "2022-12-10"),
        ("May 01-05, 2026", "2026-05-01", "2026-05-06"),
        ("April 25-29, 2022", "2022-04-25", "2022-04-30"),
        ("2026, June 3 - 5", "2026-06-03", "2026-06-06"),
        ("December 9-December 15, 2024", "2024-12-09", "2024-12-16"),
        ("January 20 - 27, 2026", "2026-01-20", "2026-01-28"),
        ("Dec. 30, 2025 – Jan. 2, 2026", "2025-12-30", "2026-01-03"),
        ("December 30 - January 2, 2026", "2025-12-30", "2026-01-03"),
        ("3rd to 5th of June 2026", "2026-06-03", "2026-06-06"),
        ("Mon 1 Sept 2025", "2025-09-01", "2025-09-02"),
        ("16-March-2026", "2026-03-16", "2026-03-17"),
        ("2026-05-01 - 2026-05-05", "2026-05-01", "2026-05-06"),
        ("June 3-5", "2027-06-03", "2027-06-06"),
        ("December 30 - January 2", "2027-12-30", "2028-01-03"),
    ],
)
def test_dates_in_words(text: str, starts: str, ends: str) -> None:
    assert span_of(text, 2027) == (starts, ends, None)


@pytest.mark.parametrize(
    "text",
    ["", "Spring 2026", "May 2026", "2026", "May 5-1, 2026", "February 30, 2026", "May 1, 12345", "30-Jum-2026",
     "30-Maz-2026", "May 1-2-3, 2026", "1/2/2026", "2026-13-45", "9" * 5_000, "May 1, 0000", "May 1, 9999"],
)  # fmt: skip
def test_dates_that_cannot_be_read(text: str) -> None:
    assert span_of(text, 2027) is None


@pytest.mark.parametrize(
    ("text", "starts", "month"),
    [("30-Aprol-2022", "2022-04-30", "April"), ("Febuary 3, 2026", "2026-02-03", "February"),
     ("3 Auguts 2026", "2026-08-03", "August"), ("10-Avr-2022", "2022-04-10", "April")],
)  # fmt: skip
def test_a_month_with_one_wrong_letter_is_read_where_only_one_is_meant(text: str, starts: str, month: str) -> None:
    found = span_of(text)
    assert found is not None
    assert (found.starts, found.guessed and found.guessed[1]) == (starts, month)


def test_words_for_no_date() -> None:
    assert all(map(is_open, ("TBD", "tba", "T.B.A.", "N/A", "(TBD)", "to be announced", "None", "-", "??", "")))
    assert not any(map(is_open, ("2026", "TBD 2026", "May")))


def test_counts_of_milliseconds_are_days_in_utc() -> None:
    assert day_of_epoch(1795478400000) == "2026-11-24"
    assert day_of_epoch(1795478400000 + 86_399_999) == "2026-11-24"
    assert day_of_epoch(-1) == "1969-12-31"
    impossible: tuple[object, ...] = (None, True, "1", 10**30, -(10**17), float("nan"), [])
    assert [day_of_epoch(each) for each in impossible] == [None] * 7


def test_a_date_may_have_a_time_behind_it() -> None:
    assert day_of("2026-5-1") == day_of("2026-05-01 23:59:00") == day_of("2026-05-01T00:00:00.000Z") == "2026-05-01"
    assert day_of("2026-02-30") is day_of("9999-12-31") is day_of("0001-01-01") is day_of("20260501") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("AoE", "AoE"), ("aoe", "AoE"), ("UTC-12", "AoE"), ("UTC", "UTC"), ("UTC+0", "UTC"), ("GMT", "UTC"),
     ("UTC+8", "Etc/GMT-8"), ("UTC-08:00", "Etc/GMT+8"), ("PT", "America/Los_Angeles"),
     ("PST", "America/Los_Angeles"), ("PDT", "America/Los_Angeles"), ("Europe/Warsaw", "Europe/Warsaw"),
     ("europe/warsaw", "Europe/Warsaw"), ("UTC+5:30", "UTC")],
)  # fmt: skip
def test_zones(text: str, name: str) -> None:
    found = known_zone(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "CST", "Mars/Olympus", "UTC+99", "UTC-13", "../../etc/passwd", "Europe", "A\0/b"])
def test_zones_that_are_not_known(text: str) -> None:
    assert known_zone(text) is None


def deadline(value: object, zone: object = None) -> tuple[str | None, str | None, str, list[str]]:
    remarks = Remarks("a.yml")
    found = DeadlineList(remarks, "a.yml, line 1")
    found.add("cfp_closes", value, zone)
    each = found.whole()[0] if found.whole() else None
    why = [remark.why for remark in remarks.all]
    return (each.on_date, each.at_utc, each.zone, why) if each else (None, None, "", why)


def test_deadlines_are_instants_in_their_zone() -> None:
    assert deadline("2026-05-06 23:59:59", "AoE") == (None, "2026-05-07T11:59:59Z", "AoE", [])
    assert deadline("2026-07-06 23:59", "PT") == (None, "2026-07-07T06:59:00Z", "America/Los_Angeles", [])
    assert deadline("2026-07-06 23:59", "UTC+5:30") == (None, "2026-07-06T18:29:00Z", "UTC", [])
    assert deadline("2026-07-06T23:59:00+02:00", "AoE") == (None, "2026-07-06T21:59:00Z", "UTC", [])
    assert deadline("2026-07-06 24:00:00", "UTC") == (None, "2026-07-07T00:00:00Z", "UTC", [])
    assert deadline("2026-07-06", "UTC") == ("2026-07-06", None, "", [])
    assert deadline("July 6, 2026", "UTC") == ("2026-07-06", None, "", [])


def test_a_deadline_in_a_zone_that_is_not_known_keeps_its_date_alone() -> None:
    why = "the time zone “CST” is not known, so that of “2026-07-06 23:59:00” the date alone is kept"
    assert deadline("2026-07-06 23:59:00", "CST") == ("2026-07-06", None, "", [why])


@pytest.mark.parametrize("value", ["2026-13-45", "2026-05-06 25:00:00", "July 6-8, 2026", "soon", "9999-12-31 23:59"])
def test_a_deadline_that_is_no_date_is_left_out_with_a_remark(value: str) -> None:
    assert deadline(value) == (
        None, None, "", [f"the deadline “cfp_closes” is left out, because “{value}” is not a date"]
    )  # fmt: skip


def test_no_deadline_yet_is_no_remark() -> None:
    assert [deadline(value) for value in ("TBD", "TBA", "N/A", None, "")] == [(None, None, "", [])] * 5


def test_deadlines_of_one_kind_have_different_labels_and_a_bound() -> None:
    remarks = Remarks("a.yml")
    found = DeadlineList(remarks, "a.yml")
    for _ in range(2):
        for day in range(1, 29):
            for month in ("01", "02", "03"):
                found.add("other", f"2026-{month}-{day:02}", label="Round")
    assert len(found.whole()) == MAX_DEADLINES
    assert len({each.label for each in found.whole()}) == MAX_DEADLINES
    assert [each.why for each in remarks.all] == ["only the first 50 deadlines are read"]


def test_words_for_deadlines() -> None:
    for word, kind in (("submission", "cfp_closes"), ("Paper", "cfp_closes"), ("camera-ready", "camera_ready"),
                       ("notification", "notification"), ("registration", "registration"), ("abstract", "abstract"),
                       ("reviewer_registration", "other"), ("rebuttal_start", "other"), (None, "other")):  # fmt: skip
        assert kind_of(word) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kigali, Rwanda", Place("", "Kigali", "Rwanda", "in_person")),
        ("Vancouver, British Columbia, Canada.", Place("", "Vancouver", "Canada", "in_person")),
        ("Messe Wien Exhibition Congress Center, Vienna, Austria",
         Place("Messe Wien Exhibition Congress Center", "Vienna", "Austria", "in_person")),
        ("San Diego Convention Center, USA", Place("San Diego Convention Center", "", "USA", "in_person")),
        ("Singapore", Place("", "Singapore", "Singapore", "in_person")),
        ("Brazil", Place("", "", "Brazil", "in_person")),
        ("Ghent", Place("", "Ghent", "", "in_person")),
        ("Virtual conference", Place(format="online")),
        ("Online", Place(format="online")),
        ("Nantes (France) & Online", Place("", "Nantes", "France", "hybrid")),
        ("Ghent, Belgium and online", Place("", "Ghent", "Belgium", "hybrid")),
        ("Online & Ghent, Belgium", Place("", "Ghent", "Belgium", "hybrid")),
        ("Ghent, Belgium (hybrid)", Place("", "Ghent", "Belgium", "hybrid")),
        ("TBD", Place()),
        ("", Place()),
    ],
)  # fmt: skip
def test_places(text: str, place: Place) -> None:
    assert place_of(text) == place


def test_notes_are_plain_text_with_links_apart() -> None:
    text, links = notes_of(
        "More <a class='x' href='https://a.example/?a=1&amp;b=2'>in <b>detail</b></a>,<br>or <a href=javascript:x>not"
        "</a> &lt;here&gt;: 1 < 2 > 0<!-- secret --><p>End"
    )
    assert text == "More in detail,\nor not <here>: 1 < 2 > 0\nEnd"
    assert links == (("https://a.example/?a=1&b=2", "in detail"),)
    assert notes_of(["x"]) == ("", ())


def test_keys() -> None:
    assert key_of("PyCon Lithuania 2027", 2027) == key_of("pycon  lithuania", 2027) == "pycon lithuania:2027"
    assert key_of("C++ Day", 2027) != key_of("C# Day", 2027)
    assert key_of("DevFest", 2026, "Nantes") == "devfest:2026:nantes"
    assert [without_year(name, 2027) for name in ("2027", "X (2027)", "X'27", "X - 2027", "RomHack2027", "X 2028")] == [
        "2027", "X", "X", "X", "RomHack", "X 2028"
    ]  # fmt: skip
    assert len(key_of("x" * 500, 2027)) == KEY_MAX
    assert key_of("x" * 499, 2027) != key_of("x" * 500, 2027)
