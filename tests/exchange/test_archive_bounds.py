"""An archive holds no more, and nothing longer, than the program itself writes."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from planner.domain.errors import ExchangeError
from planner.domain.limits import EXAMS_MAX, REMINDER_READ_MAX, RULE_CATEGORIES_MAX
from planner.exchange.archive import read_archive, write_archive
from tests.exchange.archive_samples import full_library

Document = dict[str, Any]


def changed(change: Callable[[Document], object]) -> bytes:
    """The sample's archive with something changed in it."""
    document = json.loads(write_archive(full_library()))
    change(document)
    return json.dumps(document).encode()


def exams(count: int) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        held = document["activities"][2]
        held["deadlines"] += [{"uid": f"n{n}", "kind": "exam", "on_date": "2026-12-21"} for n in range(count - 1)]
        held["exams"] += [{"uid": f"y{n}", "deadline": f"n{n}", "result": "failed"} for n in range(count - 1)]

    return change


def categories(count: int) -> Callable[[Document], object]:
    names = [{"name": f"Category {n}", "position": "V"} for n in range(count)]
    return lambda document: document["activities"][2].update(rule_categories=names)


def of_held(part: str, /, **fields: Any) -> Callable[[Document], object]:
    return lambda document: document["activities"][2][part][0].update(fields)


def of_claim(**fields: Any) -> Callable[[Document], object]:
    return lambda document: document["credits"][1]["claims"][0].update(fields)


@pytest.mark.parametrize(
    ("change", "place", "problem"),
    [
        (of_claim(certification="a1"), "credits[1].claims[0].certification", "“a1” is not a certification"),
        (of_claim(certification="a4"), "credits[1].claims[0].certification", "“a4” is not a certification"),
        (of_claim(amount=0), "credits[1].claims[0].amount", "0 is not between 1 and 1000000"),
        (of_claim(category="L" * 101), "credits[1].claims[0].category", "it has 101 characters; 100 is the most"),
        (lambda d: d["credits"][0].update(category="L" * 101), "credits[0].category", "it has 101 characters"),
        (lambda d: d["credits"][0].update(title="L" * 501), "credits[0].title", "500 is the most"),
        (lambda d: d["credits"][0].update(note="L" * 1001), "credits[0].note", "1000 is the most"),
        (of_held("rule_categories", name=" "), "activities[2].rule_categories[0].name", "there is no name"),
        (of_held("rule_categories", name="L" * 200_000), "activities[2].rule_categories[0].name", "100 is the most"),
        (
            of_held("rule_categories", minimum=500, maximum=499),
            "activities[2].rule_categories[0].minimum",
            "it asks for more than its maximum lets count",
        ),
        (categories(101), "activities[2].rule_categories", "there are 101 of them; 100 is the most"),
        (exams(201), "activities[2].exams", "there are 201 of them; 200 is the most"),
        (of_held("exams", place="p" * 1001), "activities[2].exams[0].place", "1000 is the most"),
        (of_held("exams", reference="p" * 201), "activities[2].exams[0].reference", "200 is the most"),
        (of_held("exams", score=1e308), "activities[2].exams[0].score", "1e+308 is not between 0 and 1000000000"),
        (of_held("exams", pass_mark=-1.0), "activities[2].exams[0].pass_mark", "-1.0 is not between 0 and"),
        (lambda d: d["activities"][1].update(estimate_minutes=600_001), "activities[1].estimate_minutes", "600000"),
        (lambda d: d["activities"][1].update(cadence_minutes=2**60), "activities[1].cadence_minutes", "600000"),
        (
            lambda d: d["activities"][1]["sessions"][0].update(minutes=2**60),
            "activities[1].sessions[0].minutes",
            "1152921504606846976 is not between 0 and 1440",
        ),
        (of_held("expenses", note="p" * 1001), "activities[2].expenses[0].note", "1000 is the most"),
        (
            lambda d: d["activities"][1].update(submissions=d["activities"][1]["submissions"] * 101),
            "activities[1].submissions",
            "there are 202 of them; 200 is the most",
        ),
        (
            lambda d: d["activities"][1].update(people=d["activities"][1]["people"] * 501),
            "activities[1].people",
            "there are 1002 of them; 1000 is the most",
        ),
        (
            lambda d: d["activities"][1]["people"][0].update(reach="r" * 1001),
            "activities[1].people[0].reach",
            "1000 is the most",
        ),
        (
            lambda d: d["activities"][1]["reminders"][0].update(minutes_before=-1),
            "activities[1].reminders[0].minutes_before",
            "-1 is not between 0 and 2628000",
        ),
        (
            lambda d: d["activities"][1]["deadlines"][0]["reminders"][0].update(minutes_before=10**10),
            "activities[1].deadlines[0].reminders[0].minutes_before",
            "10000000000 is not between 0 and 2628000",
        ),
    ],
)
def test_what_the_program_does_not_write_is_refused_with_its_place(
    change: Callable[[Document], object], place: str, problem: str
) -> None:
    with pytest.raises(ExchangeError) as refused:
        read_archive(changed(change), "plan.json")
    assert f"because at {place}: " in str(refused.value)
    assert problem in str(refused.value)


def in_kiritimati(at_utc: str) -> Callable[[Document], object]:
    expiry = {"uid": "d4", "kind": "renewal", "at_utc": at_utc, "zone": "Pacific/Kiritimati"}
    return lambda document: document["activities"][2]["deadlines"].__setitem__(1, expiry)


def begins(starts: str, zone: str) -> Callable[[Document], object]:
    event = {"starts": starts, "zone": zone, "state": "attended"}
    return lambda document: document["activities"][1].update(event=event)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (in_kiritimati("9998-12-31T23:59:59Z"), "activities[2].deadlines[1].at_utc"),
        (in_kiritimati("9998-12-31T00:00:00Z"), "activities[2].deadlines[1].at_utc"),
        (in_kiritimati("0002-01-01T23:59:59Z"), "activities[2].deadlines[1].at_utc"),
        (begins("9998-12-31T09:00:00", "UTC"), "activities[1].event.starts"),
        (begins("9998-12-31T23:59:59", "AoE"), "activities[1].event.starts"),
        (
            lambda d: d["activities"][1]["sessions"][0].update(starts="9998-12-31T12:00:00", zone=""),
            "activities[1].sessions[0].starts",
        ),
    ],
)
def test_an_instant_whose_day_elsewhere_no_plan_takes_is_refused(
    change: Callable[[Document], object], place: str
) -> None:
    with pytest.raises(ExchangeError) as refused:
        read_archive(changed(change), "plan.json")
    assert f"because at {place}: " in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        in_kiritimati("9998-12-30T23:59:59Z"),
        exams(EXAMS_MAX),
        categories(RULE_CATEGORIES_MAX),
        of_held("rule_categories", name="L" * 100, minimum=500, maximum=500),
        lambda d: d["activities"][1]["reminders"][0].update(minutes_before=REMINDER_READ_MAX),
        lambda d: d["activities"][1]["reminders"][0].update(minutes_before=0),
    ],
)
def test_what_it_writes_at_the_most_is_read(change: Callable[[Document], object]) -> None:
    read_archive(changed(change), "plan.json")
