"""Calendar items from domain rows: what is said, when it starts and ends, and when its digest moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_items import ENGLISH, CalendarItem, deadline_item, digest, event_item, session_item
from planner.domain.model import Activity, Deadline, Event, Reminder, StudySession, Tag
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, EventState, TagId

ACTIVITY = Activity(ActivityId(1), "activity-uid", "NeurIPS 2026", kind="event", created_at="2026-01-04T07:00:00Z")
EVENT = Event(1, ActivityId(1), starts="2026-12-06", ends="2026-12-13")


def of(event: Event, *tags: Tag) -> CalendarItem:
    item = event_item(ACTIVITY, event, tags)
    assert item is not None
    return item


def due(
    kind: str = "due", on_date: str | None = None, at_utc: str | None = None, zone: str = "", label: str = ""
) -> CalendarItem:
    row = Deadline(DeadlineId(1), "deadline-uid", ActivityId(1), kind, on_date, at_utc, zone, label)
    item = deadline_item(ACTIVITY, row)
    assert item is not None
    return item


def session(starts: str, minutes: int, zone: str = "") -> CalendarItem:
    return session_item(ACTIVITY, StudySession(1, "session-uid", ActivityId(1), starts, minutes, zone=zone))


def test_an_event_without_a_date_is_no_item() -> None:
    assert event_item(ACTIVITY, EVENT._replace(starts=None, ends=None)) is None


def test_an_event_takes_the_identity_of_its_activity() -> None:
    item = of(EVENT)
    assert (item.uid, item.what, item.summary, item.created) == (
        "activity-uid", "event", "NeurIPS 2026", "2026-01-04T07:00:00Z",
    )  # fmt: skip
    override = event_item(ACTIVITY, EVENT._replace(recurrence_id="20261206"), uid="series-uid")
    assert override is not None
    assert (override.uid, override.recurrence_id) == ("series-uid", "20261206")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (EventState.LISTED, "TENTATIVE"),
        (EventState.INTERESTED, "TENTATIVE"),
        (EventState.APPLIED, "TENTATIVE"),
        (EventState.REGISTERED, "CONFIRMED"),
        (EventState.ATTENDING, "CONFIRMED"),
        (EventState.ATTENDED, "CONFIRMED"),
        (EventState.DECLINED, "CANCELLED"),
    ],
)
def test_the_answer_decides_the_status(state: EventState, status: str) -> None:
    assert of(EVENT._replace(state=state, origin="listed")).status == status


def test_an_unanswered_event_of_an_own_file_keeps_what_it_said() -> None:
    own = EVENT._replace(state="listed", origin="own")
    assert of(own).status == "CONFIRMED"
    kept = of(own._replace(extra_ical="X-A:1\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT"))
    assert (kept.status, kept.transparent) == ("TENTATIVE", True)
    assert of(own._replace(state="registered", extra_ical="STATUS:TENTATIVE")).status == "CONFIRMED"


def test_the_place_is_named_once_and_from_the_door_to_the_country() -> None:
    item = of(EVENT._replace(venue="Hall 1", city="Singapore", country="Singapore"))
    assert item.location == "Hall 1, Singapore"
    assert of(EVENT._replace(format="online")).location == "Online"


def test_the_address_stands_in_the_description_too_but_once() -> None:
    notes = ACTIVITY._replace(notes="See https://a.example/ soon.")
    with_address = event_item(notes, EVENT._replace(url="https://a.example/"))
    assert with_address is not None
    assert with_address.description == notes.notes
    assert of(EVENT._replace(url="https://a.example/")).description == "https://a.example/"
    assert of(EVENT._replace(url="javascript:alert(1)")).description == ""


def test_tags_and_topics_are_categories() -> None:
    tags = [Tag(TagId(1), "t1", "ml"), Tag(TagId(2), "t2", "travel")]
    assert of(EVENT._replace(topics="data, ml,"), *tags).categories == ("ml", "travel", "data")


def test_reminders_come_nearest_first_and_never_after_the_start() -> None:
    rows = [Reminder(at, f"r{at}", ActivityId(1), None, minutes) for at, minutes in enumerate((1440, 10, -5, 10), 1)]
    item = event_item(ACTIVITY, EVENT, (), rows)
    assert item is not None
    assert item.reminders == (10, 1440)


def test_a_deadline_without_a_time_is_no_item() -> None:
    assert deadline_item(ACTIVITY, Deadline(DeadlineId(1), "u", ActivityId(1))) is None


def test_a_deadline_anywhere_on_earth_starts_at_its_instant_and_says_how_it_was_given() -> None:
    item = due("cfp_closes", at_utc="2026-05-07T11:59:59Z", zone="AoE")
    assert (item.uid, item.what) == ("deadline-uid", "deadline")
    assert item.summary == "Call for papers closes: NeurIPS 2026"
    assert (item.starts, item.ends, item.zone) == ("2026-05-07T11:59:59Z", "2026-05-07T12:00:59Z", "UTC")
    assert item.description == "Given as 2026-05-06 23:59:59, anywhere on Earth (UTC-12)."
    assert item.transparent


def test_a_deadline_in_utc_needs_no_such_sentence() -> None:
    assert due(at_utc="2026-05-07T11:59:59Z").description == ""
    assert due(at_utc="2026-05-07T11:59:59Z", zone="UTC").description == ""
    assert due(at_utc="2026-05-07T11:59:59Z", zone="Mars/Olympus").description == ""
    assert "13:59:59, Europe/Berlin" in due(at_utc="2026-05-07T11:59:59Z", zone="Europe/Berlin").description


def test_a_date_is_all_day_and_leaves_the_person_free() -> None:
    item = due(on_date="2026-12-31")
    assert (item.starts, item.ends, item.transparent) == ("2026-12-31", "2027-01-01", True)
    assert due("exam", on_date="2026-12-31").transparent


def test_an_exam_at_a_time_makes_the_person_busy_for_an_hour() -> None:
    item = due("exam", at_utc="2026-11-14T08:00:00Z")
    assert (item.what, item.ends, item.transparent) == ("exam", "2026-11-14T09:00:00Z", False)
    assert due("renewal", on_date="2026-12-31").what == "renewal"


def test_a_label_says_more_or_stands_for_the_kind() -> None:
    assert due("cfp_closes", on_date="2026-05-01", label="workshops").summary == (
        "Call for papers closes (workshops): NeurIPS 2026"
    )
    assert due("other", on_date="2026-05-01", label="Visa papers").summary == "Visa papers: NeurIPS 2026"
    assert due(on_date="2026-05-01", label="{braces}").summary == "Due ({braces}): NeurIPS 2026"


def test_every_kind_of_deadline_has_a_word() -> None:
    assert set(ENGLISH.deadline_kinds) == set(DeadlineKind)


def test_a_session_lasts_its_real_minutes() -> None:
    assert session("2026-05-06T19:00:00", 45).ends == "2026-05-06T19:45:00"
    assert session("2026-03-29T01:30:00", 60, "Europe/Berlin").ends == "2026-03-29T03:30:00"
    autumn = session("2026-10-25T02:30:00", 60, "Europe/Berlin")
    assert (autumn.ends, autumn.end_fold) == ("2026-10-25T02:30:00", 1)
    assert session("2026-05-06T19:00:00", 0).ends == "2026-05-06T19:01:00"


def test_a_session_on_a_day_leaves_the_person_free() -> None:
    item = session("2026-05-06", 45, "Europe/Berlin")
    assert (item.starts, item.ends, item.zone, item.transparent) == ("2026-05-06", "2026-05-07", "", True)


def test_the_digest_is_the_same_on_every_machine() -> None:
    item = CalendarItem("u", "event", "Ünï \ud800 \U0001f393", "2026-01-01", latitude=1.5, categories=("a",))
    assert digest(item) == "2f6d63b566e2a627318681c8b6deb5ca"


@given(st.sampled_from(CalendarItem._fields), st.text(min_size=1))
def test_the_digest_moves_with_every_field(field: str, text: str) -> None:
    item = CalendarItem("u", "event", "Title", "2026-01-01")
    value: object = text
    if isinstance(getattr(item, field), tuple):
        value = (text,)
    moved = item._replace(**{field: value})  # type: ignore[arg-type]
    assert (digest(moved) == digest(item)) == (moved == item)
