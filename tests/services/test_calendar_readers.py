"""What is said of how calendar apps read a file: only what concerns this very file, the chosen app first."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_items import CalendarItem
from planner.exchange.ics_writer import Options, Stamps, render_component
from planner.services import export
from planner.services.actions.deadlines import SetReminders
from planner.services.actions.trash import TrashActivities
from planner.services.calendar_apps import ways
from planner.services.calendar_choice import Choice
from planner.services.calendar_readers import (
    APPS,
    GOOGLE_MAX,
    App,
    FileFacts,
    facts_of,
    file_facts,
    readings,
    size_text,
)
from planner.services.planner import Planner
from planner.storage import ledger
from tests.services.exporting import add_event, clock, closed, entries, plan

__all__ = ["clock", "closed", "plan"]

STAMPS = Stamps(0, "2026-11-25T09:00:00Z", "2026-11-25T09:00:00Z")


def said(facts: FileFacts, app: App) -> str:
    return " ".join(next(reading for reading in readings(facts) if reading.app == app).sentences)


def facts(*items: CalendarItem, alarms: bool = True, followed: bool = True) -> FileFacts:
    texts = [render_component(item, STAMPS, Options(alarms=alarms)) for item in items]
    return facts_of(texts, sum(map(len, texts)), followed=followed)


def item(**more: object) -> CalendarItem:
    whole = CalendarItem("a@b", "event", "Talk", "2026-12-01", "2026-12-02")
    return whole._replace(**more)  # type: ignore[arg-type]


def test_a_plain_entry_has_nothing_that_is_lost() -> None:
    plain = facts(item(), followed=False)
    assert plain == FileFacts(size=plain.size, entries=1)
    assert [reading.app for reading in readings(plain)] == ["thunderbird", "google", "apple", "outlook"]
    assert [len(reading.sentences) for reading in readings(plain)] == [1, 0, 0, 0]
    assert "never updates an entry" in said(plain, "thunderbird")


def test_reminders() -> None:
    two = facts(item(reminders=(60, 1440)), item(reminders=(0,)), item())
    assert (two.alarms, two.several) == (3, 1)
    assert "Google drops the 3 reminders in it" in said(two, "google")
    assert "Outlook takes one reminder an entry; 1 entry has more" in said(two, "outlook")
    silent = facts(item(reminders=(60, 1440)), alarms=False)
    assert "reminder" not in " ".join(sentence for each in readings(silent) for sentence in each.sentences)


def test_times_without_a_zone() -> None:
    floating = item(starts="2026-12-01T10:00:00", ends="2026-12-01T11:00:00")
    zoned = floating._replace(zone="Europe/Berlin")
    found = facts(floating, zoned, floating._replace(zone="UTC"), item())
    assert found.floating == 1
    assert "the time of 1 entry that has no time zone" in said(found, "google")


def test_what_is_kept_of_foreign_files() -> None:
    found = facts(
        item(url="https://example.org/a", extra_ical="COLOR:red\nCONFERENCE;VALUE=URI:https://example.org/meet"),
        item(transparent=True, description="COLOR:\\nURL:https://no.example"),
        item(status="CANCELLED"),
    )
    assert found[5:] == (2, 1, 1, 1, 1, True)
    for app in ("thunderbird", "google", "apple"):
        assert "ignores the colour that 1 entry has" in said(found, app)
    assert "video meeting" in said(found, "thunderbird")
    assert "web address of 1 entry" in said(found, "thunderbird")
    assert "the 1 entry that was called off may stay" in said(found, "google")
    assert "the 2 entries that leave you free" in said(found, "outlook")
    assert "opens a new calendar" in said(found, "outlook")
    assert "opens a new calendar" not in said(found._replace(followed=False), "outlook")


@pytest.mark.parametrize("size", [GOOGLE_MAX, GOOGLE_MAX + 1, 1_440_000])
def test_the_size_that_google_refuses(size: int) -> None:
    assert ("refuses files over about 1 MB" in said(FileFacts(size, 9), "google")) == (size > GOOGLE_MAX)
    assert "refuses" not in said(FileFacts(size, 9), "apple")


def test_sizes_as_people_read_them() -> None:
    assert [size_text(size) for size in (0, 61_400, 99_999, 140_000, 1_440_000)] == [
        "1 KB", "61 KB", "100 KB", "0.1 MB", "1.4 MB",
    ]


@given(
    st.builds(FileFacts, *[st.integers(0, 3_000_000)] * 10, st.booleans()),
    st.sampled_from(APPS),
)
def test_every_app_is_told_of_once_the_chosen_one_first(found: FileFacts, chosen: App) -> None:
    told = readings(found, chosen)
    assert sorted(reading.app for reading in told) == ["apple", "google", "outlook", "thunderbird"]
    assert chosen == "other" or told[0].app == chosen
    for reading in told:
        assert all(sentence.endswith(".") for sentence in reading.sentences)
        assert len(set(reading.sentences)) == len(reading.sentences)


def test_looking_writes_nothing_and_counts_what_the_export_writes(plan: Planner) -> None:
    assert file_facts(plan, Choice()) == FileFacts(followed=True)
    talk = add_event(plan, cfp_date="2027-01-05")
    plan.run(SetReminders(talk, None, (60, 1440)))
    found = file_facts(plan, Choice())
    with plan.library.write() as connection:
        assert ledger.entries(connection) == {}
    content, number, _ = export.calendar_bytes(plan)
    assert (found.size, found.entries) == (len(content), number)
    assert found.alarms == content.count(b"BEGIN:VALARM") > 1
    assert found == file_facts(plan, Choice())
    assert not file_facts(plan, Choice(profile="event")).followed
    plan.run(TrashActivities((talk,)))
    assert file_facts(plan, Choice()).cancelled == len(entries(plan)) == 2


@pytest.mark.parametrize("app", get_args(App))
def test_the_way_into_each_app_is_short(app: App) -> None:
    found = ways(app)
    assert len(found) == 2
    assert any(way.live for way in found)
    assert all(1 <= len(way.steps) <= 3 for way in found)
    if app == "google":
        assert "drops all reminders, refuses files over about 1 MB" in found[0].remark
    if app == "thunderbird":
        assert found[0].live
