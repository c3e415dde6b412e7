"""Lists of conferences against a plan: what is new, what moved, what stays as the person wants it."""

from datetime import date

import pytest

from planner.domain.countries import country_key
from planner.domain.model import Activity, Deadline, Event, Link
from planner.domain.words import ActivityId, DeadlineKind, EventOrigin
from planner.exchange.conference_format import ConferenceSet, IncomingConference, IncomingDeadline
from planner.services.actions.activities import ChangeKind, EditActivity, SetState
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.actions.details import AddEvent, EditDetail
from planner.services.actions.imports import ConferenceFile, ImportFiles
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.conference_filter import ConferenceFilter, offers_of
from planner.services.conference_merge import SetTally, Wish, merge_conferences
from planner.services.planner import Planner
from tests.services.reading import rows

NOW, TODAY = "2026-11-25T09:00:00Z", date(2026, 11, 25)
AOE_12, AOE_17 = "2027-01-13T11:59:59Z", "2027-01-18T11:59:59Z"


def cfp(at: str, label: str = "") -> IncomingDeadline:
    return IncomingDeadline(DeadlineKind.CFP_CLOSES, label, at_utc=at, zone="AoE")


PYCON = IncomingConference(
    "pycon-lt-2027",
    "PyCon Lithuania",
    "2027-04-28",
    "2027-05-01",
    city="Vilnius",
    country="Lithuania",
    url="https://pycon.lt/2027/",
    topics=("Python",),
    deadlines=(cfp(AOE_12),),
    links=(("https://pycon.lt/2027/cfp", "Call for papers"),),
)


def listed(*conferences: IncomingConference, source: str = "python-deadlines") -> ConferenceSet:
    return ConferenceSet("python-deadlines", source, conferences)


def bring(planner: Planner, *sets: ConferenceSet, wish: Wish = Wish()) -> tuple[SetTally, ...]:  # noqa: B008  # frozen
    merged = planner.read(merge_conferences, sets, wish, NOW, TODAY)
    if merged.size:
        planner.run(ImportFiles((ConferenceFile("list.yml", sets, wish, NOW, TODAY, merged),)))
    return merged.tallies


def counts(tally: SetTally) -> tuple[int, int, int]:
    return tally.new, tally.changed, tally.unchanged


def only(planner: Planner) -> tuple[Activity, Event]:
    (row,), (event,) = rows(planner, Activity), rows(planner, Event)
    return row, event


def test_a_conference_comes_in_listed_with_its_call_and_its_pages(planner: Planner) -> None:
    (tally,) = bring(planner, listed(PYCON))
    assert (counts(tally), tally.titles) == ((1, 0, 0), ("PyCon Lithuania 2027",))
    row, event = only(planner)
    assert (row.title, row.kind, row.status) == ("PyCon Lithuania", "event", "planned")
    assert (event.state, event.origin, event.starts, event.ends) == ("listed", "listed", "2027-04-28", "2027-05-01")
    assert (event.city, event.country, event.url, event.topics) == (
        "Vilnius", "Lithuania", "https://pycon.lt/2027/", "Python",
    )  # fmt: skip
    (duty,) = rows(planner, Deadline)
    assert (duty.kind, duty.at_utc, duty.zone) == ("cfp_closes", AOE_12, "AoE")
    (link,) = rows(planner, Link)
    assert (link.url, link.title) == ("https://pycon.lt/2027/cfp", "Call for papers")


def test_the_same_again_writes_nothing_and_undo_forgets_it(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    merged = planner.read(merge_conferences, [listed(PYCON)], Wish(), NOW, TODAY)
    assert (counts(merged.tallies[0]), merged.size) == ((0, 0, 1), 0)
    planner.undo()
    assert rows(planner, Activity) == []
    (tally,) = bring(planner, listed(PYCON))
    assert counts(tally) == (1, 0, 0)


def test_as_ones_own(planner: Planner) -> None:
    bring(planner, listed(PYCON), wish=Wish(origin=EventOrigin.OWN))
    assert only(planner)[1].origin == "own"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (
            PYCON._replace(deadlines=(cfp(AOE_17),)),
            "call for papers closes: extended from 12 Jan 2027, anywhere on Earth to 17 Jan 2027, anywhere on Earth",
        ),
        (PYCON._replace(starts="2027-05-05", ends="2027-05-07"), "moved from 28 – 30 Apr 2027 to 5 – 6 May 2027"),
        (PYCON._replace(city="Kaunas"), "city: Kaunas instead of Vilnius"),
        (PYCON._replace(venue="Litexpo"), "venue: Litexpo"),
        (PYCON._replace(topics=("Python", "Web")), "topics: Web"),
        (PYCON._replace(format="hybrid"), "format: hybrid instead of in person"),
        (PYCON._replace(links=(*PYCON.links, ("https://pycon.lt/tickets", "Tickets"))), "links"),
        (
            PYCON._replace(deadlines=(*PYCON.deadlines, IncomingDeadline("notification", on_date="2027-02-01"))),
            "notification: 1 Feb 2027",
        ),
    ],
)
def test_what_moved_is_said_and_taken_over(planner: Planner, moved: IncomingConference, said: str) -> None:
    bring(planner, listed(PYCON))
    (tally,) = bring(planner, listed(moved))
    assert counts(tally) == (0, 1, 0)
    assert tally.differences == (("PyCon Lithuania 2027", (said,)),)
    assert all(change.taken for change in tally.changes)
    (again,) = bring(planner, listed(moved))
    assert counts(again) == (0, 0, 1)


def test_what_the_person_changed_stays_until_they_take_the_lists(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    row, event = only(planner)
    (duty,) = rows(planner, Deadline)
    planner.run(SetState(row.id, "interested"))
    planner.run(EditDetail(row.id, (("city", "Vilnius Old Town"),)))
    planner.run(PutDeadline(row.id, "cfp_closes", on_date="2027-01-10", deadline_id=duty.id))
    later = listed(PYCON._replace(city="Kaunas", deadlines=(cfp(AOE_17),), venue="Litexpo"))
    preview = planner.read(merge_conferences, [later], Wish(), NOW, TODAY).tallies[0]
    assert [(each.label, each.mine, each.theirs, each.taken) for each in preview.changes] == [
        ("city", "Vilnius Old Town", "Kaunas", False),
        ("call for papers closes", "10 Jan 2027", "17 Jan 2027, anywhere on Earth", False),
    ]
    assert preview.differences == (("PyCon Lithuania 2027", ("venue: Litexpo",)),)
    decided = {(each.key, each.field): each.label == "city" for each in preview.changes}
    (tally,) = bring(planner, later, wish=Wish(decisions=decided))
    assert counts(tally) == (0, 1, 0)
    event = only(planner)[1]
    assert (event.city, event.venue, event.state) == ("Kaunas", "Litexpo", "interested")
    assert rows(planner, Deadline)[0].on_date == "2027-01-10"


def test_a_title_of_ones_own_stays(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    planner.run(EditActivity(only(planner)[0].id, (("title", "PyCon with Ana"),)))
    (tally,) = bring(planner, listed(PYCON._replace(venue="Litexpo")))
    assert counts(tally) == (0, 1, 0)
    assert only(planner)[0].title == "PyCon with Ana"


def test_lists_that_contradict_each_other_never_take_turns(planner: Planner) -> None:
    other = PYCON._replace(
        key="x", name="Pycon Lithuania 2027", url="https://conf.example/pycon-lt", country="LT", topics=("Data",),
        deadlines=(cfp("2027-01-13T11:59:00Z"),), links=(), venue="Litexpo",
    )  # fmt: skip
    first, second = listed(PYCON), listed(other, source="confs.tech/data")
    assert [counts(tally) for tally in bring(planner, first, second)] == [(1, 0, 0), (0, 1, 0)]
    event = only(planner)[1]
    assert (event.country, event.venue, event.topics) == ("Lithuania", "Litexpo", "Python, Data")
    assert [link.url for link in rows(planner, Link)] == ["https://pycon.lt/2027/cfp", "https://conf.example/pycon-lt"]
    assert rows(planner, Deadline)[0].at_utc == AOE_12
    for _ in range(2):
        assert planner.read(merge_conferences, [first, second], Wish(), NOW, TODAY).size == 0
        assert planner.read(merge_conferences, [second, first], Wish(), NOW, TODAY).size == 0


def test_likeness_by_address_and_first_day(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    other = IncomingConference("y", "PyConLT", "2027-04-28", None, url="http://www.pycon.lt/2027", city="Vilnius")
    (tally,) = bring(planner, listed(other, source="ccfddl"))
    assert counts(tally)[0] == 0
    assert len(rows(planner, Activity)) == 1
    stranger = other._replace(key="z", name="Summit", url="https://pycon.lt/2027", starts="2027-04-29")
    (tally,) = bring(planner, listed(stranger, source="ccfddl"))
    assert counts(tally)[0] == 1


def test_a_key_that_changed_is_found_by_likeness(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    moved = PYCON._replace(key="pycon-lt-2027-kaunas", city="Kaunas")
    (tally,) = bring(planner, listed(moved))
    assert tally.differences == (("PyCon Lithuania 2027", ("city: Kaunas instead of Vilnius",)),)
    twin = PYCON._replace(key="twin", city="Kaunas", venue="Next door")
    (tally,) = bring(planner, listed(moved, twin))
    assert counts(tally) == (0, 1, 1)


def test_an_event_of_ones_own_is_filled_in_and_not_overwritten(planner: Planner) -> None:
    planner.run(AddEvent("PyCon Lithuania 2027", "2027-04-28T09:00:00", "2027-04-30T18:00:00", "Europe/Vilnius",
                         city="Vilnius", url="https://my.example"))  # fmt: skip
    (tally,) = bring(planner, listed(PYCON))
    assert counts(tally) == (0, 1, 0)
    row, event = only(planner)
    assert (row.title, event.starts, event.state) == ("PyCon Lithuania 2027", "2027-04-28T09:00:00", "interested")
    assert (event.country, event.topics, event.url) == ("Lithuania", "Python", "https://my.example")
    assert len(rows(planner, Deadline)) == 1


def test_what_was_deleted_stays_deleted(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    row_id = only(planner)[0].id
    planner.run(TrashActivities((row_id,)))
    (tally,) = bring(planner, listed(PYCON._replace(venue="Litexpo")))
    assert counts(tally) == (0, 0, 1)
    (other,) = bring(planner, listed(PYCON._replace(key="k"), source="confs.tech"))
    assert counts(other) == (0, 0, 1)
    planner.run(PurgeTrash())
    (tally,) = bring(planner, listed(PYCON))
    assert counts(tally) == (0, 0, 1)
    assert rows(planner, Activity) == []


def test_a_deadline_that_was_removed_stays_away(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    planner.run(RemoveDeadline(rows(planner, Deadline)[0].id))
    (tally,) = bring(planner, listed(PYCON._replace(deadlines=(cfp(AOE_17),))))
    assert (counts(tally), rows(planner, Deadline)) == ((0, 0, 1), [])


def test_several_rounds_are_told_apart(planner: Planner) -> None:
    rounds = PYCON._replace(deadlines=(cfp(AOE_12, "Round 1"), cfp(AOE_17, "Round 2")))
    bring(planner, listed(rounds))
    moved = rounds._replace(deadlines=(cfp(AOE_12, "Round 1"), cfp("2027-02-01T11:59:59Z", "Round 2")))
    (tally,) = bring(planner, listed(moved))
    assert tally.differences[0].fields == (
        (
            "call for papers closes (Round 2): extended from 17 Jan 2027, anywhere on Earth to 31 Jan 2027, "
            "anywhere on Earth"
        ),
    )
    assert [duty.at_utc for duty in rows(planner, Deadline)] == [AOE_12, "2027-02-01T11:59:59Z"]


@pytest.mark.parametrize(
    "same", [cfp("2027-01-13T11:59:00Z"), IncomingDeadline("cfp_closes", at_utc=AOE_12, zone="UTC")]
)
def test_the_same_minute_is_the_same_moment(planner: Planner, same: IncomingDeadline) -> None:
    bring(planner, listed(PYCON))
    (tally,) = bring(planner, listed(PYCON._replace(key="k", deadlines=(same,)), source="ccfddl"))
    assert (counts(tally), tally.changes) == ((0, 0, 1), ())


PAST = IncomingConference("old", "Old days", "2026-05-04", "2026-05-06", country="Germany", topics=("Data",))
OPEN = IncomingConference("open", "Some day", topics=("data",), deadlines=(cfp(AOE_12),))
GONE = IncomingConference("gone", "Never dated", deadlines=(cfp("2026-01-01T00:00:00Z"),))


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (ConferenceFilter(), ["PyCon Lithuania 2027", "Old days 2026", "Some day", "Never dated"]),
        (ConferenceFilter(topics=frozenset(("data",))), ["Old days 2026", "Some day"]),
        (ConferenceFilter(countries=frozenset(("germany",))), ["Old days 2026"]),
        (ConferenceFilter(upcoming=True), ["PyCon Lithuania 2027", "Some day"]),
        (ConferenceFilter(first=date(2026, 5, 5), last=date(2026, 5, 9)), ["Old days 2026"]),
        (ConferenceFilter(first=date(2026, 5, 6)), ["PyCon Lithuania 2027"]),
        (ConferenceFilter(last=date(2026, 5, 3)), []),
    ],
)
def test_only_what_is_wanted_comes_in(planner: Planner, choice: ConferenceFilter, names: list[str]) -> None:
    wanted = listed(PYCON, PAST, OPEN, GONE)
    (tally,) = bring(planner, wanted, wish=Wish(choice))
    assert (list(tally.titles), tally.left_out) == (names, 4 - len(names))
    # What was left out is not remembered: it comes in once it is wanted.
    (rest,) = bring(planner, wanted)
    assert rest.new == 4 - len(names)


def test_the_words_of_a_filter_are_those_of_the_list() -> None:
    assert offers_of([PYCON, PAST, OPEN]) == ((("Data", 2), ("Python", 1)), (("Germany", 1), ("Lithuania", 1)))


def test_a_country_is_one_however_it_is_written() -> None:
    spellings = ("USA", "U.S.A.", "Austria", "United States", "UK", "US", "U.K.", "Maryland USA", "United Kingdom")
    many = [PYCON._replace(key=str(number), country=country) for number, country in enumerate(spellings)]
    assert offers_of(many).countries == (("Austria", 1), ("United Kingdom", 3), ("United States", 5))
    choice = ConferenceFilter(countries=frozenset({country_key("usa")}))
    assert [each.country for each in many if choice.picks(each, TODAY)] == [
        "USA", "U.S.A.", "United States", "US", "Maryland USA",
    ]  # fmt: skip


def test_another_spelling_of_a_country_is_no_change(planner: Planner) -> None:
    bring(planner, listed(PYCON._replace(country="USA")))
    (tally,) = bring(planner, listed(PYCON._replace(country="U.S.A.")))
    assert (counts(tally), tally.changes) == ((0, 0, 1), ())
    (tally,) = bring(planner, listed(PYCON._replace(country="Canada")))
    assert counts(tally) == (0, 1, 0)


def test_what_became_something_else_is_left_alone(planner: Planner) -> None:
    bring(planner, listed(PYCON))
    row = only(planner)[0]
    planner.run(SetState(ActivityId(row.id), "interested"))
    planner.run(ChangeKind(row.id, "topic"))
    (tally,) = bring(planner, listed(PYCON._replace(venue="Litexpo")))
    assert counts(tally) == (0, 0, 1)
