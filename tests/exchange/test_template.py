import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.config.resources import resource
from planner.domain import model
from planner.domain.errors import ExchangeError, NotFoundError
from planner.domain.words import EventType, Kind, Priority
from planner.exchange import template as template_module
from planner.exchange.template import (
    MAX_BYTES,
    CertificationFacts,
    CourseFacts,
    EventFacts,
    Template,
    TemplateActivity,
    list_templates,
    load_template,
    read_template,
)

Json = dict[str, object]

BUILT_IN = "ai-ml-product-leader"
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


@pytest.fixture(scope="module")
def built_in() -> Template:
    return load_template(BUILT_IN)


def activities(template: Template) -> list[TemplateActivity]:
    return [activity for step in template.steps for activity in step.activities]


def addresses(activity: TemplateActivity) -> Iterator[str]:
    yield from (link.url for link in activity.links)
    for facts in (activity.certification, activity.course, activity.event):
        if facts is not None and facts.url:
            yield facts.url


# ------------------------------------------------------------------------------------------------ the format


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
        for part in vars(template_module).values()
        if isinstance(part, type) and issubclass(part, template_module.Node)
    ]

    assert [
        f"{part.__name__}.{field}"
        for part in parts
        for field in part.__struct_fields__
        if f"`{field}`" not in text and f'"{field}"' not in text
    ] == []


# ------------------------------------------------------------------------------------------------ bad input


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
    (lambda d: activity(d).update(notes="x" * 20_001), "steps[0].activities[0].notes"),
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
@settings(max_examples=300, deadline=None)
def test_no_damage_gives_anything_but_a_template_or_a_sentence(data: bytes) -> None:
    try:
        template = read_template(data, "damaged")
    except ExchangeError as error:
        assert "\n" not in str(error)  # noqa: PT017 (both ends are right here)
    else:
        repr(template).encode()  # no lone surrogate came through


# ------------------------------------------------------------------------------------------------ what ships


def test_both_templates_ship_and_are_named_after_their_files() -> None:
    assert list_templates() == (BUILT_IN, "blank")
    assert [load_template(name).key for name in list_templates()] == list(list_templates())


@pytest.mark.parametrize("name", ["absent", "", "../templates/blank", "blank.json"])
def test_an_unknown_template_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(NotFoundError, match="ai-ml-product-leader, blank"):
        load_template(name)


@pytest.mark.parametrize("name", [BUILT_IN, "blank"])
def test_the_shipped_files_can_be_reviewed(name: str) -> None:
    text = resource("templates", f"{name}.json").read_text("utf-8")

    assert text.endswith("}\n")
    assert "\\u" not in text
    assert max(len(line) for line in text.splitlines()) < 500
    assert text.startswith('{\n  "format": "planner-template",\n  "format_version": 1,\n  "key": ')


def test_blank_is_one_empty_roadmap() -> None:
    blank = load_template("blank")

    assert blank.name == "My roadmap"
    assert [len(step.activities) for step in blank.steps] == [0]
    assert (blank.categories, blank.skills, blank.profiles, blank.default_profile) == ((), (), (), "")


def test_the_steps_stand_in_order(built_in: Template) -> None:
    assert [step.name for step in built_in.steps] == [
        "Technical foundation",
        "Product-management expertise",
        "Hands-on experience",
        "Domain expertise",
        "Network",
        "Continuous upskilling",
        "Staying up to date",
    ]
    assert [step.hue for step in built_in.steps] == [1, 2, 3, 4, 5, 6, 7]


def test_each_step_says_why_and_when_one_is_ready(built_in: Template) -> None:
    for step in built_in.steps:
        assert 0 < len(step.why) <= 110, step.key
        assert len(step.ready_when) <= 140, step.key
        assert step.ready_when.startswith("You are ready when "), step.key
        assert step.why.endswith(".")
        assert step.ready_when.endswith(".")


def test_there_is_enough_to_do_in_a_time_that_one_has(built_in: Template) -> None:
    core = [one for one in activities(built_in) if one.core]
    hours = sum(one.estimate_minutes or 0 for one in core) / 60

    assert len(activities(built_in)) >= 80
    assert 250 <= hours <= 400
    assert sum(one.cadence.count * one.cadence.minutes for one in core if one.cadence) <= 6 * 60
    for step in built_in.steps:
        assert any(one.core for one in step.activities), step.key
        assert sum(not one.core for one in step.activities) >= 5, step.key


def test_each_activity_has_an_effort_a_note_and_a_skill(built_in: Template) -> None:
    for one in activities(built_in):
        assert (one.estimate_minutes is None) != (one.cadence is None), one.key
        assert one.notes.endswith((".", "?")), one.key
        assert one.skills, one.key
        assert one.tags, one.key
        assert len(one.title) <= 70, one.key
        assert not one.title.endswith("."), one.key
        assert one.person == "", one.key
        assert len(one.checklist) in {0, *range(3, 7)}, one.key


def test_titles_and_names_are_unique(built_in: Template) -> None:
    for names in (
        [one.title for one in activities(built_in)],
        [step.name for step in built_in.steps],
        [one.name for one in built_in.skills],
        [one.name for one in built_in.profiles],
    ):
        assert len({name.casefold() for name in names}) == len(names)


def test_tags_are_written_one_way(built_in: Template) -> None:
    tags = {tag for one in activities(built_in) for tag in one.tags}

    assert len({tag.casefold() for tag in tags}) == len(tags)


def test_practices_have_a_cadence(built_in: Template) -> None:
    practices = {one.key for one in activities(built_in) if one.cadence is not None}

    assert practices >= {
        "industry-publications",
        "mentor-talks",
        "community-answers",
        "newsletters",
        "follow-up-contacts",
        "learning-hours",
        "weekly-experiment",
        "weekly-paper",
        "innovation-log",
    }


def test_reading_about_a_thing_shows_less_than_doing_it(built_in: Template) -> None:
    highest = {Kind.TOPIC: 2, Kind.READING: 2, Kind.COURSE: 2, Kind.CERTIFICATION: 3}

    for one in activities(built_in):
        for shown in one.skills:
            assert 1 <= shown.level <= highest.get(one.kind, 4), (one.key, shown.skill)


def test_certifications_and_courses_carry_their_facts(built_in: Template) -> None:
    for one in activities(built_in):
        assert (one.certification is not None) == (one.kind is Kind.CERTIFICATION), one.key
        assert (one.course is not None) == (one.kind is Kind.COURSE), one.key
        if one.certification is not None:
            assert one.certification.issuer, one.key
            assert one.certification.facts_checked_on == built_in.checked_on, one.key
        if one.course is not None:
            assert one.course.provider, one.key
            assert one.course.url, one.key
            assert one.course.url not in {link.url for link in one.links}, one.key


def test_twenty_skills_in_six_categories_with_a_rubric_each(built_in: Template) -> None:
    assert len(built_in.skills) == 20
    assert len(built_in.categories) == 6
    assert {skill.category for skill in built_in.skills} == {category.key for category in built_in.categories}
    for skill in built_in.skills:
        assert skill.definition.endswith("."), skill.key
        assert len(set(skill.rubric)) == 6, skill.key
        assert all(text.endswith(".") for text in skill.rubric), skill.key


def test_each_skill_is_shown_and_wanted(built_in: Template) -> None:
    keys = {skill.key for skill in built_in.skills}
    for key in keys:
        assert sum(shown.skill == key for one in activities(built_in) for shown in one.skills) >= 2, key
    assert [profile.name for profile in built_in.profiles] == [
        "AI product manager",
        "Senior AI product manager",
        "Head of AI product",
    ]
    for profile in built_in.profiles:
        assert {target.skill for target in profile.targets} == keys, profile.key
        assert profile.summary.endswith("."), profile.key


def reached(template: Template, *, core_only: bool) -> dict[str, float]:
    levels: dict[str, float] = {}
    for one in activities(template):
        if one.core or not core_only:
            for shown in one.skills:
                levels[shown.skill] = max(shown.level, levels.get(shown.skill, 0))
    return levels


@pytest.mark.parametrize(("number", "core_only"), [(0, True), (1, False)])
def test_the_way_leads_to_the_role(built_in: Template, number: int, core_only: bool) -> None:
    levels = reached(built_in, core_only=core_only)

    assert [
        (target.skill, target.level)
        for target in built_in.profiles[number].targets
        if levels.get(target.skill, 0) < target.level
    ] == []
    assert built_in.default_profile == built_in.profiles[0].key


THEMES = {
    "supervised learning": "supervised-unsupervised ml-first-course",
    "unsupervised learning": "supervised-unsupervised clustering-notebook",
    "regression": "regression-notebook",
    "trees": "decision-tree-notebook",
    "neural networks": "neural-network-overfit",
    "preprocessing": "preprocessing-pipeline",
    "features": "feature-engineering",
    "natural language": "nlp-text-classifier",
    "vision": "vision-image-classifier",
    "prediction": "forecast-baseline",
    "recommenders": "recommender-sketch",
    "data types": "data-types-map",
    "data quality": "data-quality-review",
    "accuracy, precision, recall, F1": "metrics-explained threshold-from-cost",
    "tools": "notebook-setup",
    "platforms": "platform-first-deploy",
    "cloud AI services": "cloud-ai-comparison",
    "strategy": "strategy-one-page",
    "roadmapping": "outcome-roadmap",
    "UX": "ux-when-unsure pair-guidebook",
    "Scrum": "scrum-basics scrum-two-sprints",
    "Kanban": "kanban-month",
    "stakeholders": "stakeholder-map decision-meeting",
    "business acumen": "how-we-earn-money ai-business-case",
    "internship, freelance": "real-assignment-search real-assignment-delivery",
    "personal project": "own-ai-prototype",
    "portfolio": "portfolio-case-studies",
    "hackathons": "hackathon",
    "competitions": "competition",
    "open source": "first-open-source",
    "data scientists": "shadow-data-scientist modelling-plan-review",
    "engineers": "ship-with-engineers",
    "choose your industry": "choose-industry",
    "industry trends": "industry-trends-brief",
    "industry events": "industry-event",
    "industry publications": "industry-publications",
    "industry mentors": "industry-mentor",
    "healthcare": "healthcare-course healthcare-decision",
    "finance": "finance-course finance-conference",
    "retail": "retail-forecast retail-event",
    "manufacturing": "manufacturing-line-walk manufacturing-fair",
    "another industry": "another-industry",
    "mentoring": "find-a-mentor mentor-talks",
    "conferences": "conference-of-the-year",
    "meetups": "local-meetup",
    "online communities": "join-community community-answers",
    "newsletters and publications": "newsletters",
    "certifications": "aws-ai-practitioner iapp-aigp cspo",
    "training": "short-course-new-technique learning-hours",
    "experiments": "weekly-experiment llm-comparison",
    "reading": "weekly-paper",
    "advanced courses": "hf-agents-course",
    "ethical AI": "harm-review fairness-test model-card",
    "innovation habit": "innovation-log trend-radar",
}
OPTIONAL_THEMES = {"competitions", "healthcare", "finance", "retail", "manufacturing", "another industry"}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_its_activities(built_in: Template, theme: str) -> None:
    by_key = {one.key: one for one in activities(built_in)}
    found = [by_key[key] for key in THEMES[theme].split()]

    assert any(one.core for one in found) or theme in OPTIONAL_THEMES


def test_the_mentor_is_a_person_with_a_next_talk(built_in: Template) -> None:
    talks = next(one for one in activities(built_in) if one.key == "mentor-talks")

    assert talks.kind is Kind.MENTORING
    assert any("name" in line for line in talks.checklist)
    assert any("next talk" in line for line in talks.checklist)


# ------------------------------------------------------------------------------------------------ facts


def catalogue(shared: Path, name: str) -> list[Json]:
    document = json.loads((shared / "data" / "catalog" / name).read_text("utf-8"))
    return [entry for rows in document.values() if isinstance(rows, list) for entry in rows if isinstance(entry, dict)]


def everything(shared: Path) -> list[Json]:
    return [
        entry
        for name in ("resources.json", "certifications.json", "conferences.json")
        for entry in catalogue(shared, name)
    ]


def doubtful(entry: Json) -> list[str]:
    found = entry["unconfirmed"]
    assert isinstance(found, list)
    return [str(one) for one in found]


def numbers(value: object) -> Iterator[int]:
    """All numbers of at least two digits below ``value``."""
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, int) and not isinstance(value, bool) and value >= 10:
        yield value


def doubtful_numbers(entry: Json) -> set[int]:
    found: set[int] = set()
    for path in doubtful(entry):
        value: object = entry
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        found |= set(numbers(value))
    return found


@pytest.mark.shared_data
def test_each_address_was_seen_in_a_source(built_in: Template, shared: Path) -> None:
    seen = {
        entry["url"]
        for entry in everything(shared)
        if entry["url_seen"] is True and entry["confidence"] == "seen in a source" and "url" not in doubtful(entry)
    }

    assert [(one.key, url) for one in activities(built_in) for url in addresses(one) if url not in seen] == []


@pytest.mark.shared_data
def test_certifications_state_only_what_was_confirmed(built_in: Template, shared: Path) -> None:
    entries = {(entry["issuer"], entry["name"]): entry for entry in catalogue(shared, "certifications.json")}
    for one in activities(built_in):
        facts = one.certification
        if facts is None:
            continue
        entry = entries[(facts.issuer, one.title)]
        doubts = {path.split(".")[0] for path in doubtful(entry)}
        validity_known = not doubts & {"validity_months", "validity_status"}
        price, renewal = entry["price"], entry["renewal"]
        assert isinstance(price, dict)
        assert isinstance(renewal, dict)

        assert entry["status"] == "active", one.key
        assert not doubts & {"status", "name", "issuer"}, one.key
        assert not facts.code or (facts.code == entry["code"] and "code" not in doubts), one.key
        assert facts.never_expires == (validity_known and entry["validity_status"] == "does_not_expire"), one.key
        if facts.validity_months is not None:
            assert validity_known, one.key
            assert facts.validity_months == entry["validity_months"], one.key
        if facts.renewal_method:
            assert "renewal" not in doubts, one.key
            assert facts.renewal_method == renewal["method"], one.key
        if facts.fee_minor is not None:
            assert "price" not in doubts, one.key
            assert str(price["year"]) == str(built_in.checked_on)[:4], one.key
            assert (facts.fee_minor, facts.fee_currency) == (price["amount"] * 100, price["currency"]), one.key
        for number in doubtful_numbers(entry):
            assert not re.search(rf"\b{number}\b", one.notes), (one.key, number)


@pytest.mark.shared_data
def test_notes_repeat_no_doubtful_number_of_what_they_link(built_in: Template, shared: Path) -> None:
    by_address: dict[object, list[Json]] = {}
    for entry in everything(shared):
        by_address.setdefault(entry["url"], []).append(entry)
    for one in activities(built_in):
        text = " ".join((one.title, one.notes, *one.checklist))
        for url in addresses(one):
            for entry in by_address[url]:
                for number in doubtful_numbers(entry):
                    assert not re.search(rf"\b{number}\b", text), (one.key, number)


@pytest.mark.shared_data
def test_sentences_are_not_those_of_the_catalogue(built_in: Template, shared: Path) -> None:
    notes = {str(entry["note"]) for entry in everything(shared) if entry.get("note")}

    assert [
        one.key for one in activities(built_in) if any(len(note) > 20 and note in one.notes for note in notes)
    ] == []
