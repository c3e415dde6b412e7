"""Conferences that recur: looked up, picked, marked where the plan has them, and met by a list that has the dates."""

from datetime import date

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Event, Link
from planner.domain.words import ActivityId
from planner.domain.yearly import UsualCall, YearlyConference
from planner.exchange.conference_format import ConferenceSet, IncomingConference
from planner.services.actions.activities import EditActivity, SetState
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.details import AddEvent, EditDetail, SetEventTimes
from planner.services.actions.imports import ConferenceFile, ImportFiles
from planner.services.actions.trash import TrashActivities
from planner.services.actions.yearly import PickYearly
from planner.services.conference_merge import SetTally, Wish, merge_conferences
from planner.services.conference_text import conference_dates
from planner.services.planner import Planner
from planner.services.queries.calendar import conferences
from planner.services.queries.yearly import YearlyRow, yearly_rows
from planner.services.yearly import edition_words, matching_rows, row_words, second_line, told_of, yearly
from tests.services.reading import everything, only, rows

NOW, TODAY = "2026-11-25T09:00:00Z", date(2026, 11, 25)
DAYS = YearlyConference(
    "days",
    "Speakers’ Days",
    ("SpeakDays",),
    "https://example.org/",
    months=(11, 12),
    mostly=12,
    place="Leipzig",
    format="hybrid",
    topics=("speaking", "writing"),
    call=UsualCall("talks", 6.5),
    sources=("a list",),
)
CALL = "Its call for talks usually closes 6.5 months before."
LISTED = IncomingConference(
    "days-2027", "Speakers’ Days 2027", "2027-12-06", "2027-12-09", city="Halle", format="in_person",
    url="https://example.org/2027", topics=("speaking", "reading"),
)  # fmt: skip


def pick(planner: Planner, month: str | None = "2027-12", known: YearlyConference = DAYS) -> ActivityId:
    return ActivityId(planner.run(PickYearly(known, month, "2026-11-23")).added("activity")[0])


def row_of(planner: Planner, known: YearlyConference = DAYS) -> YearlyRow:
    (row,) = planner.read(yearly_rows, [known], TODAY)
    return row


def bring(planner: Planner, *given: IncomingConference) -> SetTally:
    sets = (ConferenceSet("python-deadlines", "python-deadlines", given),)
    merged = planner.read(merge_conferences, sets, Wish(), NOW, TODAY)
    if merged.size:
        planner.run(ImportFiles((ConferenceFile("list.yml", sets, Wish(), NOW, TODAY, merged),)))
    return merged.tallies[0]


# -- picking -----------------------------------------------------------------------------------------------------


def test_what_is_picked_is_expected_and_one_step(planner: Planner) -> None:
    before = everything(planner)
    pick(planner)
    row, event = only(planner, Activity), only(planner, Event)
    assert (row.title, row.kind, row.status, row.step_id) == ("Speakers’ Days", "event", "planned", None)
    assert (event.state, event.origin, event.starts, event.expected) == ("interested", "own", None, "2027-12")
    assert (event.city, event.format, event.url) == ("Leipzig", "hybrid", "https://example.org/")
    assert event.topics == "speaking, writing"
    planner.undo()
    assert everything(planner) == before
    planner.redo()
    assert only(planner, Event) == event


@pytest.mark.parametrize(("month", "words"), [("2026-10", "is over"), ("2027-13", "is not a month"), ("", "month")])
def test_a_month_that_cannot_be_expected(planner: Planner, month: str, words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        pick(planner, month)
    assert rows(planner, Activity) == []


def test_without_a_confirmed_month_there_is_none(planner: Planner) -> None:
    pick(planner, None, YearlyConference("new", "New"))
    event = only(planner, Event)
    assert (event.expected, event.city, event.format) == (None, "", "in_person")


def test_it_stands_among_the_conferences_by_its_month(planner: Planner) -> None:
    planner.run(AddEvent("Later", "2028-01-10", "2028-01-12"))
    planner.run(AddEvent("Sooner", "2027-11-10", "2027-11-12"))
    planner.run(AddEvent("Some day", None, None))
    key = pick(planner)
    found = planner.read(conferences, TODAY, "Europe/Berlin")
    assert [row.title for row in found] == ["Sooner", "Speakers’ Days", "Later", "Some day"]
    assert [conference_dates(row, TODAY) for row in found][1::2] == ["expected in Dec 2027", "no date yet"]
    assert conference_dates(found[1], date(2028, 1, 1)) == "was expected in Dec 2027"
    planner.run(SetEventTimes(key, "2027-12-06", "2027-12-09"))
    row = planner.read(conferences, TODAY, "Europe/Berlin")[1]
    assert (row.title, row.expected, conference_dates(row, TODAY)) == ("Speakers’ Days", None, "6 – 8 Dec 2027")


def test_a_copy_of_an_edition_that_is_over_expects_nothing(planner: Planner) -> None:
    key = pick(planner)
    planner.run(SetEventTimes(key, "2026-10-06", "2026-10-09"))
    planner.run(DuplicateActivities((key,)))
    found = [(event.starts, event.expected) for event in rows(planner, Event)]
    assert found == [("2026-10-06", "2027-12"), (None, None)]


# -- what the plan has -------------------------------------------------------------------------------------------


def test_the_next_edition_is_marked_and_another_one_offered(planner: Planner) -> None:
    assert row_of(planner) == YearlyRow(DAYS, None, "2026-12")
    key = ActivityId(planner.run(AddEvent("speakDays 2026", "2026-12-07", "2026-12-10")).added("activity")[0])
    row = row_of(planner)
    assert row.edition is not None
    assert (row.edition.activity_id, row.month) == (key, "2027-12")
    assert edition_words(row.edition, TODAY) == "in your calendar: 7 – 9 Dec"
    assert second_line(row, TODAY) == "in your calendar: 7 – 9 Dec · Leipzig · speaking, writing"
    words = row_words(row, TODAY)
    assert (words.name, words.mark, words.kind) == ("Speakers’ Days", "Nov or Dec", "event")
    assert words.spoken == "Speakers’ Days, Nov or Dec, in your calendar: 7 – 9 Dec, Leipzig, speaking, writing"
    planner.run(SetState(key, "declined"))
    assert row_of(planner) == YearlyRow(DAYS, None, "2027-12")
    planner.run(TrashActivities((key,)))
    assert row_of(planner) == YearlyRow(DAYS, None, "2026-12")


def test_one_that_is_expected_is_marked_within_a_year(planner: Planner) -> None:
    pick(planner, "2027-12")
    assert row_of(planner) == YearlyRow(DAYS, None, "2026-12")
    pick(planner, "2026-12")
    row = row_of(planner)
    assert row.edition is not None
    assert edition_words(row.edition, TODAY) == "in your calendar: expected in December 2026"
    assert row.month == "2028-11"


def test_what_is_over_is_not_in_the_calendar(planner: Planner) -> None:
    planner.run(AddEvent("Speakers’ Days", "2026-11-20", "2026-11-24"))
    assert row_of(planner).edition is None


# -- looking it up and saying it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("neurips", {"NeurIPS"}),
        ("kdd", {"ACM SIGKDD (KDD)"}),
        ("product london", {"#mtpcon London (Mind the Product)"}),
        ("python july", {"EuroPython"}),
        ("rope dancing", set()),
    ],
)
def test_words_are_looked_for_in_names_topics_places_and_months(planner: Planner, words: str, names: set[str]) -> None:
    found = matching_rows(planner.read(yearly_rows, yearly().conferences, TODAY), words)
    assert {row.known.name for row in found} == names


def test_names_come_before_the_rest(planner: Planner) -> None:
    found = matching_rows(planner.read(yearly_rows, yearly().conferences, TODAY), "ai")
    assert found[0].known.name.startswith(("AI", "Ai", "The AI"))
    assert len(matching_rows(planner.read(yearly_rows, yearly().conferences, TODAY), "")) == len(yearly().conferences)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            DAYS,
            f"Usually in Nov or Dec, mostly in Dec, in Leipzig, hybrid. {CALL} ",
        ),
        (
            YearlyConference("a", "A", often=True, months=(2,), moves=True, call=UsualCall("papers"), note="Sung."),
            "Held several times a year, such as in Feb, it moves from place to place. It calls for papers. Sung. ",
        ),
        (YearlyConference("b", "B", months=(7,)), "Usually in Jul. "),
        (YearlyConference("c", "C"), "In which months it is held was not confirmed. "),
    ],
)
def test_what_is_told_says_as_of_when(known: YearlyConference, told: str) -> None:
    assert told_of(known, "2026-11-23") == f"{told}As of 23 Nov 2026; take the dates from its own page."


# -- lists that have the dates -------------------------------------------------------------------------------------


def test_a_list_gives_it_the_dates_and_corrects_what_was_only_usual(planner: Planner) -> None:
    pick(planner)
    tally = bring(planner, LISTED)
    assert (tally.new, tally.changed, tally.titles) == (0, 1, ())
    event = only(planner, Event)
    assert (event.starts, event.ends, event.state) == ("2027-12-06", "2027-12-09", "interested")
    assert (event.city, event.format, event.topics) == ("Halle", "in_person", "speaking, writing, reading")
    assert event.url == "https://example.org/"
    assert [link.url for link in rows(planner, Link)] == ["https://example.org/2027"]
    assert only(planner, Activity).title == "Speakers’ Days"
    again = bring(planner, LISTED)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_what_the_person_changed_stays(planner: Planner) -> None:
    key = pick(planner)
    planner.run(EditDetail(key, (("city", "Leipzig-Plagwitz"),)))
    tally = bring(planner, LISTED)
    assert {change.label: change.taken for change in tally.changes} == {"city": False, "format": True}
    assert only(planner, Event).city == "Leipzig-Plagwitz"


@pytest.mark.parametrize("name", ["SpeakDays", "SPEAKDAYS '27", "Speakers’ Days"])
def test_other_names_are_known(planner: Planner, name: str) -> None:
    pick(planner)
    assert bring(planner, LISTED._replace(name=name)).new == 0


def test_a_renamed_one_is_known_by_both(planner: Planner) -> None:
    planner.run(EditActivity(pick(planner), (("title", "My days"),)))
    assert bring(planner, LISTED).new == 0
    assert only(planner, Activity).title == "My days"


@pytest.mark.parametrize(("day", "new"), [("2027-10-01", 0), ("2028-02-29", 0), ("2027-09-30", 1), ("2028-03-01", 1)])
def test_two_months_are_near(planner: Planner, day: str, new: int) -> None:
    pick(planner)
    assert bring(planner, LISTED._replace(starts=day, ends=None)).new == new


def test_of_two_editions_each_gets_its_own_dates(planner: Planner) -> None:
    pick(planner, "2026-12")
    pick(planner, "2027-12")
    other = LISTED._replace(key="days-2026", starts="2026-12-01", ends="2026-12-03")
    assert bring(planner, LISTED, other).new == 0
    found = {event.expected: event.starts for event in rows(planner, Event)}
    assert found == {"2026-12": "2026-12-01", "2027-12": "2027-12-06"}


def test_one_expectation_is_met_once(planner: Planner) -> None:
    pick(planner)
    winter = LISTED._replace(key="winter", starts="2028-01-10", ends="2028-01-12")
    tally = bring(planner, LISTED, winter)
    assert (tally.new, tally.changed) == (1, 1)


def test_what_was_thrown_away_waits_for_nothing(planner: Planner) -> None:
    planner.run(TrashActivities((pick(planner),)))
    assert bring(planner, LISTED).new == 1
