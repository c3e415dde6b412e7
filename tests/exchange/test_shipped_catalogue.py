"""The catalogue that ships: its renewal rules value by value, and nothing that was not confirmed in a source."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from planner.config.resources import resource
from planner.domain.catalogue import (
    CarryOver,
    Catalogue,
    CatalogueCertification,
    CataloguePrice,
    CatalogueRenewal,
    CreditCategory,
)
from planner.domain.money import Money
from planner.exchange.catalogue import load_catalogue
from planner.exchange.template_format import Template
from tests.exchange.templates import activities

Json = dict[str, Any]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def by_key(shipped: Catalogue) -> dict[str, CatalogueCertification]:
    return {one.key: one for one in shipped.certifications}


def rule(one: CatalogueCertification) -> CatalogueRenewal:
    """The renewal without its sentences."""
    return one.renewal._replace(options=(), note="", source="")


def pdus(required: int, education: int, giving_back: int) -> dict[str, Any]:
    return {
        "method": "credits_and_fee",
        "cycle_months": 36,
        "unit": "PDU",
        "required": required,
        "categories": (
            CreditCategory("education", "Education", education, None),
            CreditCategory("giving-back", "Giving back", None, giving_back),
        ),
        "grace_days": 365,
    }


EXAM = CatalogueRenewal(method="exam", cycle_months=36, grace_days=0)
ASSESSMENT = CatalogueRenewal(
    method="online_assessment", cycle_months=12, window_days=180, grace_days=0, fee=Money(0, "USD")
)
SEUS = CatalogueRenewal(method="credits_and_fee", cycle_months=24, unit="SEU")
CPDS = CatalogueRenewal(method="credits", cycle_months=36, unit="CPD", required=6000, minimum_per_year=2000)
RULES = {
    "pmi-pmp": CatalogueRenewal(**pdus(6000, 3500, 2500), carry_over=CarryOver(2000, 12)),
    "pmi-acp": CatalogueRenewal(**pdus(3000, 1800, 1200), fee=Money(15000, "USD")),
    "scrumalliance-cspo": SEUS._replace(required=2000, fee=Money(10000, "USD")),
    "scrumalliance-a-cspo": SEUS._replace(required=3000, fee=Money(17500, "USD")),
    "iapp-aigp": CatalogueRenewal(
        method="credits_and_fee",
        cycle_months=24,
        unit="CPE",
        required=2000,
        carry_over=CarryOver(1000, 6),
        fee=Money(25000, "USD"),
    ),
    "aws-ai-practitioner": EXAM,
    "aws-ml-engineer-associate": EXAM,
    "aws-genai-developer-professional": EXAM,
    "gcp-ml-engineer": CatalogueRenewal(method="exam", cycle_months=24, window_days=60),
    "nvidia-nca-genl": CatalogueRenewal(method="exam", cycle_months=24),
    "ms-ai-103": ASSESSMENT,
    "ms-ab-100": ASSESSMENT,
    "ms-ai-901": CatalogueRenewal(method="none"),
    "itil-foundation-5": CPDS,
    "itil-4-foundation": CPDS,
    "pecb-iso42001-lead-implementer": CatalogueRenewal(method="credits_and_fee", cycle_months=36, unit="CPD"),
    "safe-popm": CatalogueRenewal(method="credits_and_fee", cycle_months=12, unit="PDU", required=1000),
    "gcp-generative-ai-leader": CatalogueRenewal(method="unknown"),
    "pmi-cpmai": CatalogueRenewal(method="unknown"),
}


@pytest.mark.parametrize("key", RULES)
def test_the_rule_of_a_renewal(by_key: dict[str, CatalogueCertification], key: str) -> None:
    assert rule(by_key[key]) == RULES[key]


def test_every_other_rule_is_unknown_or_nothing_to_do(shipped: Catalogue) -> None:
    others = [one for one in shipped.certifications if one.key not in RULES]

    assert {rule(one) for one in others} == {CatalogueRenewal(method="unknown"), CatalogueRenewal(method="none")}


def test_a_cycle_is_as_long_as_the_certification_holds(shipped: Catalogue) -> None:
    for one in shipped.certifications:
        if one.renewal.cycle_months is not None:
            assert one.renewal.cycle_months == one.validity_months, one.key


def test_the_retired_ones_lead_to_what_came_after(shipped: Catalogue) -> None:
    replaced = {one.code: (one.status, one.retired_on, one.replaced_by) for one in shipped.certifications}

    assert {code: told for code, told in replaced.items() if told[2]} == {
        "MLS-C01": ("retired", "2026-03-31", "aws-ml-engineer-associate"),
        "AI-900": ("retired", "2026-06-30", "ms-ai-901"),
        "AI-102": ("retired", "2026-06-30", "ms-ai-103"),
        "CPMAI v7": ("retired", "2025-09-30", "pmi-cpmai"),
        "ITIL 4 Foundation": ("unknown", None, "itil-foundation-5"),
    }


def test_the_file_can_be_reviewed() -> None:
    text = resource("catalogue", "goals.json").read_text("utf-8")

    assert text.endswith("}\n")
    assert "\\u" not in text
    assert max(map(len, text.splitlines())) < 300
    assert text.startswith('{\n  "format": "planner-catalogue",\n  "version": 1,\n  "checked_on": "2026-11-23",\n')


def test_each_entry_can_be_told_apart_and_says_where_it_is_from(shipped: Catalogue) -> None:
    names = [(one.issuer, one.name) for one in shipped.certifications]
    names += [(one.provider, one.name) for one in shipped.courses]

    assert len(set(names)) >= len(names) - 1  # one series of courses is a certification, too
    assert all(one.sources for one in shipped.certifications)
    assert all(one.sources for one in shipped.courses)
    for one in shipped.certifications:
        for sentence in filter(None, (one.note, one.prerequisites, one.renewal.note, *one.renewal.options)):
            assert sentence.endswith("."), one.key
        if rule(one).method not in {"unknown", "none"}:
            assert one.renewal.source in one.sources, one.key


def test_skills_are_those_of_the_built_in_roadmap(shipped: Catalogue, built_in: Template) -> None:
    nodes = {skill.key for skill in built_in.skills}
    for entries, highest in ((shipped.certifications, 3), (shipped.courses, 2)):
        for one in entries:
            assert {shown.node for shown in one.skills} <= nodes, one.key
            assert all(1 <= shown.level <= highest for shown in one.skills), one.key
            assert one.skills or one.key in {"scrumorg-pspo-2", "aipmm-cpm", "tensorflow-developer"}, one.key


def test_the_built_in_roadmap_says_the_same(shipped: Catalogue, built_in: Template) -> None:
    """Of what stands in both; the roadmap may name fewer skills and fewer facts."""
    certifications = {(one.issuer, one.code): one for one in shipped.certifications if one.code}
    courses = {(one.provider, one.url): one for one in shipped.courses if one.url}
    for one in activities(built_in):
        shown = {(each.skill, each.level) for each in one.skills}
        if (facts := one.certification) is not None:
            known = certifications[facts.issuer, facts.code]
            assert shown <= {tuple(each) for each in known.skills}, one.key
            assert facts.validity_months in {None, known.validity_months}, one.key
            assert facts.renewal_method in {"", known.renewal.method}, one.key
        elif one.course is not None and one.key != "short-course-new-technique":
            other = courses[one.course.provider, one.course.url]
            assert shown <= {tuple(each) for each in other.skills}, one.key
            assert one.estimate_minutes == other.estimate_minutes, one.key
            assert one.course.certificate == other.certificate, one.key


# -- against what was seen ---------------------------------------------------------------------------------------


def gathered(shared: Path, name: str) -> list[Json]:
    rows: list[Json] = json.loads((shared / "data" / "catalog" / f"{name}.json").read_text("utf-8"))[name]
    return rows


def pairs(shared: Path, shipped: Catalogue) -> Iterator[tuple[Json, CatalogueCertification]]:
    """Each certification of the source with the entry that is made of it."""
    entries = {(one.issuer, one.name): one for one in shipped.certifications if not one.replaced_by}
    for source in gathered(shared, "certifications"):
        yield source, entries.pop((source["issuer"], source["name"]))
    assert entries == {}


#: What has to be empty where the source doubts it. Formats of exams and their notes have no place in the catalogue.
ABSENT: dict[str, Callable[[CatalogueCertification], bool]] = {
    "code": lambda one: not one.code,
    "status": lambda one: one.status == "unknown",
    "prerequisites": lambda one: not one.prerequisites,
    "price": lambda one: one.price is None,
    "exam": lambda one: one.exam is None,
    "exam.minutes": lambda one: one.exam is None or one.exam.minutes is None,
    "exam.questions": lambda one: one.exam is None or one.exam.questions is None,
    "exam.questions_note": lambda one: True,
    "exam.format": lambda one: True,
    "exam.passing_score": lambda one: one.exam is None or one.exam.pass_mark is None,
    "validity_months": lambda one: one.validity_months is None and not one.never_expires,
    "validity_status": lambda one: one.validity_months is None and not one.never_expires,
    "prep_hours": lambda one: one.preparation_minutes is None,
    "renewal": lambda one: rule(one) == CatalogueRenewal(method="unknown"),
    "renewal.options": lambda one: not one.renewal.options,
    "renewal.credits": lambda one: one.renewal.required is None and one.renewal.method == "unknown",
    "renewal.credits.minimum_per_year": lambda one: one.renewal.minimum_per_year is None,
    "renewal.fee": lambda one: one.renewal.fee is None,
    "renewal.fee.amount": lambda one: one.renewal.fee is None,
}


@pytest.mark.shared_data
def test_nothing_ships_that_the_source_doubts(shipped: Catalogue, shared: Path) -> None:
    for source, one in pairs(shared, shipped):
        for path in source["unconfirmed"]:
            assert ABSENT[path](one), (one.key, path)
        if one.validity_months is None and not one.never_expires:
            assert one.renewal.method == "unknown", one.key


@pytest.mark.shared_data
def test_what_is_general_knowledge_ships_with_its_name_alone(shipped: Catalogue, shared: Path) -> None:
    unconfirmed = {one.key for one in shipped.certifications if not one.confirmed}

    assert unconfirmed == {
        one.key for source, one in pairs(shared, shipped) if source["confidence"] == "general knowledge"
    }


@pytest.mark.shared_data
def test_facts_are_those_of_the_source(shipped: Catalogue, shared: Path) -> None:
    for source, one in pairs(shared, shipped):
        exam, price, fee = source["exam"], source["price"], source["renewal"]["fee"] or {}
        mark = exam["passing_score"] or {"value": None, "max": None}
        hours = (source["prep_hours"]["min"] + source["prep_hours"]["max"]) / 2
        assert one.code in {"", source["code"]}, one.key
        assert one.url == (source["url"] if source["url_seen"] else ""), one.key
        assert one.status in {"unknown", source["status"]}, one.key
        if one.price is not None:
            assert one.price == CataloguePrice(price["amount"] * 100, price["currency"], price["year"]), one.key
        if one.exam is not None:
            seen = (exam["minutes"], exam["questions"], mark["value"], mark["max"])
            assert all(ours in {None, theirs} for ours, theirs in zip(one.exam, seen, strict=True)), one.key
        assert one.validity_months in {None, source["validity_months"]}, one.key
        assert not one.never_expires or source["validity_status"] == "does_not_expire", one.key
        if one.preparation_minutes is not None:
            assert one.preparation_minutes % 60 == 0, one.key
            assert abs(one.preparation_minutes / 60 - hours) <= 0.5, one.key
        assert one.renewal.method in {"unknown", source["renewal"]["method"]}, one.key
        if one.renewal.required is not None:
            units = source["renewal"]["credits"]
            told = (units["amount"] * 100, units["unit"], units["period_months"])
            assert (one.renewal.required, one.renewal.unit, one.renewal.cycle_months) == told, one.key
        if one.renewal.fee is not None:
            assert one.renewal.fee == Money(fee["amount"] * 100, fee["currency"]), one.key
        assert {each["url"] or each["title"] for each in source["sources"]} <= set(one.sources), one.key
        older = [(each["code"], each["name"], each["retired_on"]) for each in source["replaces"]]
        assert [tuple(each) for each in one.replaces] == older, one.key


@pytest.mark.shared_data
def test_the_address_of_an_issuer_is_where_one_of_its_pages_was_seen(shipped: Catalogue) -> None:
    for one in shipped.certifications:
        if one.issuer_url:
            of_issuer = [each for each in shipped.certifications if each.issuer == one.issuer]
            seen = {urlsplit(url)[:2] for each in of_issuer for url in (each.url, *each.sources)}
            assert urlsplit(one.issuer_url)[:2] in seen, one.key
            assert urlsplit(one.issuer_url)[2:] == ("/", "", ""), one.key


def numbers(value: object) -> Iterator[int]:
    """All numbers of at least two digits below ``value``, but for years."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name != "year":
                yield from numbers(one)
    elif isinstance(value, int) and not isinstance(value, bool) and value >= 10:
        yield value


@pytest.mark.shared_data
def test_sentences_repeat_neither_doubtful_numbers_nor_the_source(shipped: Catalogue, shared: Path) -> None:
    for source, one in pairs(shared, shipped):
        text = " ".join((one.note, one.prerequisites, one.renewal.note, *one.renewal.options))
        for path in source["unconfirmed"]:
            value: Any = source
            for name in path.split("."):
                value = value[name] if isinstance(value, dict) else None
            for number in numbers(value):
                assert not re.search(rf"\b{number}\b", text), (one.key, number)
        renewal = source["renewal"]
        for sentence in filter(None, (source["note"], source["prerequisites"], renewal["note"], *renewal["options"])):
            assert len(sentence) <= 20 or sentence.lower() not in text.lower(), (one.key, sentence)


@pytest.mark.shared_data
def test_courses_are_those_of_the_source(shipped: Catalogue, shared: Path) -> None:
    sources = {each["id"]: each for each in gathered(shared, "resources") if each["kind"] == "course"}

    assert [one.key for one in shipped.courses] == list(sources)
    for one in shipped.courses:
        source = sources[one.key]
        assert source["confidence"] == "seen in a source", one.key
        assert source["unconfirmed"] == [], one.key
        assert (one.name, one.provider) == (source["title"], source["by"]), one.key
        assert one.url == (source["url"] if source["url_seen"] else ""), one.key
        assert one.estimate_minutes == source["hours"] * 60, one.key
        assert one.price == (CataloguePrice(0, "USD", 2026) if source["cost"] == "free" else None), one.key
        assert {shown.node.replace("-", "_") for shown in one.skills} == set(source["skills"]), one.key
