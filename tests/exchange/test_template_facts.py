"""The facts of the built-in roadmap are those that were confirmed in a source."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.exchange.template_format import Template, TemplateActivity
from tests.exchange.templates import activities

Json = dict[str, object]

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "template.md"


def addresses(activity: TemplateActivity) -> Iterator[str]:
    yield from (link.url for link in activity.links)
    for facts in (activity.certification, activity.course, activity.event):
        if facts is not None and facts.url:
            yield facts.url


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
