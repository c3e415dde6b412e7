"""The template format: what is read, and that each fault is one sentence that names its place."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain import model
from planner.domain.errors import ExchangeError
from planner.domain.words import EventType, Kind, Priority
from planner.exchange import template_format
from planner.exchange.template import MAX_BYTES, read_template
from planner.exchange.template_format import CertificationFacts, CourseFacts, EventFacts

Json = dict[str, object]

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "template.md"

SMALL = json.dumps({
    "format": "planner-template",
    "format_version": 1,
    "key": "small",
    "version": 1,
    "name": "Small",
    "checked_on": "2026-11-23",
    "default_profile": "speaker",
    "steps": [
        {
            "key": "first",
            "name": "First",
            "hue": 1,
            "activities": [
                {
                    "key": "talk",
                    "title": "Give a talk",
                    "kind": "event",
                    "priority": "high",
                    "estimate_minutes": 60,
                    "notes": "Two lines\nare *fine* here.",
                    "checklist": ["Rehearse"],
                    "links": [{"url": "https://example.org/", "title": "Example"}],
                    "tags": ["voice"],
                    "skills": [{"skill": "presence", "level": 2.5}],
                    "event": {"event_type": "meetup", "url": "https://example.org/meet"},
                },
                {
                    "key": "exam",
                    "title": "Pass",
                    "kind": "certification",
                    "cadence": {"count": 2, "minutes": 30},
                    "certification": {"issuer": "Board", "fee_minor": 100, "fee_currency": "EUR"},
                },
            ],
        }
    ],
    "categories": [{"key": "voice", "name": "Voice"}],
    "skills": [
        {"key": "presence", "category": "voice", "name": "Presence", "rubric": ["0", "1", "2", "3", "4", "5"]}
    ],
    "profiles": [
        {"key": "speaker", "name": "Speaker", "targets": [{"skill": "presence", "level": 3, "weight": 3}]}
    ],
}).encode()  # fmt: skip


def test_a_small_template_is_read_whole() -> None:
    template = read_template(SMALL, "small.json")

    talk, exam = template.steps[0].activities
    assert (talk.kind, talk.rank, talk.core, talk.cadence) == (Kind.EVENT, Priority.HIGH, True, None)
    assert talk.event == EventFacts(event_type=EventType.MEETUP, url="https://example.org/meet")
    assert talk.skills[0].level == 2.5
    assert exam.cadence is not None
    assert (exam.cadence.count, exam.cadence.minutes, exam.estimate_minutes) == (2, 30, None)
    assert exam.certification == CertificationFacts(issuer="Board", fee_minor=100, fee_currency="EUR")
    assert template.profiles[0].targets[0].weight == 3


def test_a_template_cannot_be_changed_after_reading() -> None:
    with pytest.raises(AttributeError):
        read_template(SMALL, "small.json").name = "Other"  # type: ignore[misc]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_template(b"\xef\xbb\xbf" + SMALL, "small.json").key == "small"


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        (CertificationFacts, model.Certification),
        (CourseFacts, model.Course),
        (EventFacts, model.Event),
    ],
)
def test_facts_bear_the_names_of_the_data_model(
    facts: type[CertificationFacts | CourseFacts | EventFacts],
    row: type[model.Certification | model.Course | model.Event],
) -> None:
    assert set(facts.__struct_fields__) <= set(row._fields)


def test_the_example_in_the_documentation_is_a_template() -> None:
    (example_text,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)

    assert read_template(example_text.encode(), "example").key == "public-speaking"


def test_the_documentation_names_every_field() -> None:
    text = DOCS.read_text("utf-8")
    parts = [
        part
        for part in vars(template_format).values()
        if isinstance(part, type) and issubclass(part, template_format.Node)
    ]

    assert [
        f"{part.__name__}.{field}"
        for part in parts
        for field in part.__struct_fields__
        if f"`{field}`" not in text and f'"{field}"' not in text
    ] == []


def step(document: Json) -> Json:
    steps = document["steps"]
    assert isinstance(steps, list)
    first = steps[0]
    assert isinstance(first, dict)
    return first


def activity(document: Json, number: int = 0) -> Json:
    found = step(document)["activities"]
    assert isinstance(found, list)
    one = found[number]
    assert isinstance(one, dict)
    return one


def first_of(document: Json, name: str) -> Json:
    found = document[name]
    assert isinstance(found, list)
    one = found[0]
    assert isinstance(one, dict)
    return one


def repeat_first_link(document: Json) -> None:
    links = activity(document)["links"]
    assert isinstance(links, list)
    links.append(dict(links[0]))


BROKEN: list[tuple[Callable[[Json], object], str]] = [
    (lambda d: d.update(format="other"), "format"),
    (lambda d: d.update(version=0), "version"),
    (lambda d: d.update(version=True), "version"),
    (lambda d: d.update(key="No Key"), "key"),
    (lambda d: d.update(language="English"), "language"),
    (lambda d: d.update(checked_on="20261123"), "checked_on"),
    (lambda d: d.update(default_profile="nobody"), "default_profile"),
    (lambda d: d.update(extra=1), "extra"),
    (lambda d: d.pop("name"), "name"),
    (lambda d: d.update(name="two\nlines"), "name"),
    (lambda d: d.update(name="   "), "name"),
    (lambda d: step(d).update(hue=8), "steps[0].hue"),
    (lambda d: step(d).update(key="presence"), "skills[0].key"),
    (lambda d: activity(d).update(kind="dream"), "steps[0].activities[0].kind"),
    (lambda d: activity(d).update(priority="urgent"), "steps[0].activities[0].priority"),
    (lambda d: activity(d).update(estimate_minutes=-5), "steps[0].activities[0].estimate_minutes"),
    (lambda d: activity(d).update(estimate_minutes=10**30), "steps[0].activities[0].estimate_minutes"),
    (lambda d: activity(d).update(estimate_minutes=1.5), "steps[0].activities[0].estimate_minutes"),
    (lambda d: activity(d, 1).update(estimate_minutes=5), "steps[0].activities[1].cadence"),
    (lambda d: activity(d).update(title=""), "steps[0].activities[0].title"),
    (lambda d: activity(d).update(notes="bell \x07"), "steps[0].activities[0].notes"),
    (lambda d: activity(d).update(notes="x" * 200_001), "steps[0].activities[0].notes"),
    (lambda d: activity(d).update(colour="red"), "steps[0].activities[0]"),
    (lambda d: activity(d).update(key="exam"), "steps[0].activities[1].key"),
    (lambda d: activity(d).update(tags=["Voice", "voice"]), "steps[0].activities[0].tags"),
    (lambda d: activity(d).update(course={}), "steps[0].activities[0].course"),
    (lambda d: activity(d).update(event={"starts": "2027-01-01"}), "steps[0].activities[0].event"),
    (lambda d: activity(d).update(event={"url": "file:///etc/passwd"}), "steps[0].activities[0].event.url"),
    (
        lambda d: activity(d).update(links=[{"url": "javascript:alert(1)", "title": "x"}]),
        "steps[0].activities[0].links[0].url",
    ),
    (lambda d: activity(d).update(links=[{"url": "https://", "title": "x"}]), "steps[0].activities[0].links[0].url"),
    (lambda d: activity(d).update(links=[{"url": "http://[", "title": "x"}]), "steps[0].activities[0].links[0].url"),
    (repeat_first_link, "steps[0].activities[0].links[1].url"),
    (
        lambda d: activity(d).update(skills=[{"skill": "absent", "level": 1}]),
        "steps[0].activities[0].skills[0].skill",
    ),
    (
        lambda d: activity(d).update(skills=[{"skill": "presence", "level": 1.3}]),
        "steps[0].activities[0].skills[0].level",
    ),
    (
        lambda d: activity(d, 1).update(certification={"fee_minor": 5}),
        "steps[0].activities[1].certification.fee_minor",
    ),
    (
        lambda d: activity(d, 1).update(certification={"fee_minor": 5, "fee_currency": "eur"}),
        "steps[0].activities[1].certification.fee_currency",
    ),
    (
        lambda d: activity(d, 1).update(certification={"never_expires": True, "validity_months": 12}),
        "steps[0].activities[1].certification.validity_months",
    ),
    (
        lambda d: activity(d, 1).update(certification={"facts_checked_on": "yesterday"}),
        "steps[0].activities[1].certification.facts_checked_on",
    ),
    (lambda d: first_of(d, "skills").update(category="absent"), "skills[0].category"),
    (lambda d: first_of(d, "skills").update(rubric=["only one"]), "skills[0].rubric"),
    (
        lambda d: first_of(d, "profiles").update(targets=[{"skill": "presence", "level": 6, "weight": 1}]),
        "profiles[0].targets[0].level",
    ),
    (
        lambda d: first_of(d, "profiles").update(targets=[{"skill": "presence", "level": 3, "weight": 1}] * 2),
        "profiles[0].targets[1].skill",
    ),
]


def assert_one_sentence(error: pytest.ExceptionInfo[ExchangeError], name: str) -> None:
    text = str(error.value)
    assert name in text
    assert "\n" not in text
    assert text.endswith(".")
    assert not re.search(r"\. [A-Z]", text)


@pytest.mark.parametrize(("damage", "place"), BROKEN, ids=[f"{n}-{place}" for n, (_, place) in enumerate(BROKEN)])
def test_a_fault_is_one_sentence_that_names_its_place(damage: Callable[[Json], object], place: str) -> None:
    document: Json = json.loads(SMALL)
    damage(document)

    with pytest.raises(ExchangeError) as error:
        read_template(json.dumps(document).encode(), "mine.json")

    assert_one_sentence(error, "mine.json")
    assert re.search(rf"(?:at |“){re.escape(place)}[,”]", str(error.value)), str(error.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no valid JSON"),
        (SMALL[:200], "no valid JSON"),
        (SMALL + b"x", "no valid JSON"),
        (b"[1, 2]", "object"),
        (b"null", "object"),
        (b'{"format": "\xff"}', "UTF-8"),
        (SMALL.decode().encode("utf-16"), "UTF-8"),
        (b'{"format": "planner-template", "format_version": 2, "new": {}}', "update the program"),
        (b'{"a":' + b"[" * 100_000, "nested too deeply"),
        (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_template_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=re.escape(words)) as error:
        read_template(data, "mine.json")

    assert_one_sentence(error, "mine.json")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The small template with some bytes replaced, put in or taken out."""
    data = bytearray(SMALL)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 12))] = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"\\ud800", b"1e999", b"{", b"]", b'"', b"null", b"-0"]))
        )
    return bytes(data)


@given(damaged())
@example(SMALL.replace(b"Rehearse", b"\\ud800 alone"))
@example(SMALL.replace(b"Rehearse", b"\\u0000"))
def test_no_damage_gives_anything_but_a_template_or_a_sentence(data: bytes) -> None:
    try:
        template = read_template(data, "damaged")
    except ExchangeError as error:
        assert "\n" not in str(error)  # noqa: PT017 (both ends are right here)
    else:
        repr(template).encode()  # no lone surrogate came through
