"""What the built-in roadmap holds: themes, efforts, skills, certifications, and a way that leads to the role."""

from pathlib import Path

import pytest

from planner.config.resources import resource
from planner.domain.errors import NotFoundError
from planner.domain.words import Kind
from planner.exchange.template import list_templates, load_template
from planner.exchange.template_format import Template
from tests.exchange.templates import activities

Json = dict[str, object]

BUILT_IN = "ai-ml-product-leader"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "template.md"


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
