"""Skills as JSON: what goes out comes back, trees become flat, and each fault is one sentence with its place."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange import skills_json
from planner.exchange.json_kinds import json_kind
from planner.exchange.skill_set import MAX_BYTES, SkillSet
from planner.exchange.skills_json import read_skills_json, write_skills_json
from tests.exchange.skill_sets import said, skill_sets

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "skills.md"

SMALL: dict[str, Any] = {
    "format": "planner-skills",
    "format_version": 1,
    "categories": [
        {"name": "People"},
        {"name": "Leading", "parent": "people", "uid": "c-1"},
        {"name": "Craft"},
    ],
    "skills": [
        {
            "name": "Feedback",
            "category": "leading",
            "uid": "s-1",
            "definition": "Says what helps.\nAnd when.",
            "rubric": {"3": "Gives it.", "0": "Avoids it."},
        },
        {"name": "Writing", "category": "Craft"},
        {"name": "Writing", "category": "Leading"},
    ],
    "roles": [
        {
            "name": "Team lead",
            "uid": "r-1",
            "summary": "Leads a team.",
            "targets": [
                {"skill": "Writing", "category": "Leading", "level": 2},
                {"skill": "feedback", "level": 3.5, "weight": 3},
            ],
        }
    ],
}


def small() -> Any:
    return json.loads(json.dumps(SMALL))


def read(document: object) -> SkillSet:
    return read_skills_json(json.dumps(document).encode(), "mine.json")


def sentence(data: bytes) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(ExchangeError) as error:
        read_skills_json(data, "mine.json")
    text = str(error.value)
    assert text.startswith("“mine.json”")
    assert text.endswith(".")
    assert "\n" not in text
    assert not re.search(r"\. [A-Z]", text)
    return text


def test_a_small_file_is_read_whole() -> None:
    found = read(SMALL)
    assert [(each.name, each.uid) for each in found.categories] == [("Leading", "c-1"), ("Craft", "")]
    feedback, craft, leading = found.skills
    assert (feedback.name, feedback.category, feedback.uid) == ("Feedback", 0, "s-1")
    assert feedback.definition == "Says what helps.\nAnd when."
    assert feedback.rubric == ((0, "Avoids it."), (3, "Gives it."))
    assert (craft.category, leading.category, leading.rubric, leading.definition) == (1, 0, (), "")
    (role,) = found.roles
    assert (role.name, role.summary, role.uid) == ("Team lead", "Leads a team.", "r-1")
    assert [tuple(target) for target in role.targets] == [(0, 3.5, 3), (2, 2.0, None)]


@given(skill_sets())
def test_what_goes_out_comes_back(skills: SkillSet) -> None:
    data = write_skills_json(skills)
    found = read_skills_json(data, "any")
    assert said(found) == said(skills)
    assert write_skills_json(found) == data
    assert json_kind(data, "any") == "skills-json"


def test_numbers_have_no_needless_digits() -> None:
    text = write_skills_json(read(SMALL)).decode()
    assert re.findall(r'"level": (.*?),?\n', text) == ["3.5", "2"]


def test_the_example_in_the_documentation_is_such_a_file() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    found = read_skills_json(example.encode(), "example")
    assert write_skills_json(found).decode().count("Public speaking") == 2


def test_the_documentation_names_every_field() -> None:
    text = DOCS.read_text("utf-8")
    parts = [
        part
        for part in vars(skills_json).values()
        if isinstance(part, type) and issubclass(part, skills_json.Part) and part is not skills_json.Part
    ]
    assert len(parts) == 5
    assert [name for part in parts for name in part.__struct_fields__ if f"`{name}`" not in text] == []


def test_a_tree_becomes_flat_by_the_nearest_category() -> None:
    document = small()
    document["categories"] = [
        {"name": "Leaf", "parent": "Branch"},
        {"name": "Branch", "parent": "Root"},
        {"name": "Root", "parent": None},
        {"name": "Leading", "parent": "Root"},
        {"name": "Craft", "parent": "Leading"},
        {"name": "Empty", "parent": "Branch"},
    ]
    document["skills"].append({"name": "Deep", "category": "Leaf"})
    found = read(document)
    assert [each.name for each in found.categories] == ["Leaf", "Leading", "Craft", "Empty"]
    assert [found.categories[each.category or 0].name for each in found.skills] == [
        "Leading",
        "Craft",
        "Leading",
        "Leaf",
    ]


def test_a_very_deep_tree_is_no_deep_recursion() -> None:
    document = small()
    document["categories"] += [{"name": f"C{n}", "parent": f"C{n + 1}"} for n in range(1_900)] + [{"name": "C1900"}]
    assert [each.name for each in read(document).categories] == ["Leading", "Craft", "C0"]


def set_category(number: int, **fields: object) -> Callable[[Any], object]:
    return lambda d: d["categories"][number].update(fields)


def set_skill(number: int, **fields: object) -> Callable[[Any], object]:
    return lambda d: d["skills"][number].update(fields)


def set_role(**fields: object) -> Callable[[Any], object]:
    return lambda d: d["roles"][0].update(fields)


def set_target(number: int, **fields: object) -> Callable[[Any], object]:
    return lambda d: d["roles"][0]["targets"][number].update(fields)


BROKEN: list[tuple[Callable[[Any], object], str, str]] = [
    (lambda d: d.update(extra=1), "the top", "“extra” is not known"),
    (lambda d: d.update(skills={}), "skills", "not object"),
    (lambda d: d.update(format_version="1"), "format_version", "not str"),
    (lambda d: d.update(format_version=0.5), "format_version", "int"),
    (lambda d: d.pop("format_version"), "the top", "“format_version” is missing"),
    (set_category(0, name=""), "categories[0].name", "no name"),
    (set_category(0, name=" \u200b\n"), "categories[0].name", "no name"),
    (set_category(0, name=5), "categories[0].name", "not int"),
    (set_category(0, name="LEADING"), "categories[1].name", "“Leading” stands there a second time"),
    (set_category(0, uid="c-1"), "categories[1].uid", "“c-1” stands there a second time"),
    (set_category(0, uid="x" * 256), "categories[0].uid", "255"),
    (set_category(0, uid="two\nlines"), "categories[0].uid", "one line"),
    (set_category(0, parent="Nobody"), "categories[0].parent", "no category “Nobody”"),
    (set_category(0, parent=7), "categories[0].parent", "not int"),
    (set_category(0, parent="People"), "categories[0].parent", "“People” lead back to itself"),
    (set_category(0, parent="Leading"), "categories[0].parent", "“People” lead back to itself"),
    (set_skill(0, name="x" * 201), "skills[0].name", "201 characters"),
    (set_skill(0, category="Nobody"), "skills[0].category", "no category “Nobody”"),
    (set_skill(0, category=None), "skills[0].category", "not null"),
    (lambda d: d["skills"][0].pop("category"), "skills[0]", "“category” is missing"),
    (set_skill(1, category="Leading"), "skills[2].name", "“Writing” stands a second time in the category “Leading”"),
    (set_skill(1, name="wRiting", category="Leading"), "skills[2].name", "a second time"),
    (set_skill(1, uid="s-1"), "skills[1].uid", "“s-1” stands there a second time"),
    (set_skill(0, definition="x" * 10_001), "skills[0].definition", "10001 characters"),
    (set_skill(0, definition=["x"]), "skills[0].definition", "not array"),
    (set_skill(0, rubric={"6": "Too much."}), "skills[0].rubric", "“6” is not a whole level from 0 to 5"),
    (set_skill(0, rubric={"2.5": "Half."}), "skills[0].rubric", "“2.5” is not a whole level from 0 to 5"),
    (set_skill(0, rubric={"-1": "Less."}), "skills[0].rubric", "“-1” is not a whole level"),
    (set_skill(0, rubric={"1": 1}), "skills[0].rubric[...]", "not int"),
    (set_skill(0, rubric=["none"]), "skills[0].rubric", "not array"),
    (set_skill(0, rubric={"1": "x" * 10_001}), "skills[0].rubric.1", "10001 characters"),
    (set_skill(0, level=3), "skills[0]", "“level” is not known"),
    (set_role(name=""), "roles[0].name", "no name"),
    (set_role(summary=1), "roles[0].summary", "not int"),
    (lambda d: d["roles"].append({"name": "TEAM LEAD"}), "roles[1].name", "“TEAM LEAD” stands there a second time"),
    (set_target(0, skill="Nothing"), "roles[0].targets[0].skill", "no skill “Nothing”"),
    (set_target(0, category="People"), "roles[0].targets[0].skill", "no skill “Writing”"),
    (lambda d: d["roles"][0]["targets"][0].pop("category"), "roles[0].targets[0].skill", "several skills"),
    (set_target(0, skill="Feedback", category=""), "roles[0].targets[1].skill", "“Feedback” stands there a second"),
    (set_target(1, level=5.5), "roles[0].targets[1].level", "5.5 is not a whole or a half from 0 to 5"),
    (set_target(1, level=-1), "roles[0].targets[1].level", "-1 is not"),
    (set_target(1, level=3.3), "roles[0].targets[1].level", "3.3 is not a whole or a half"),
    (set_target(1, level=10**300), "roles[0].targets[1].level", "1e+300 is not"),
    (set_target(1, level="3"), "roles[0].targets[1].level", "not str"),
    (set_target(1, level=True), "roles[0].targets[1].level", "not bool"),
    (set_target(1, weight=0), "roles[0].targets[1].weight", "0 is not a weight of 1, 2 or 3"),
    (set_target(1, weight=4), "roles[0].targets[1].weight", "4 is not a weight of 1, 2 or 3"),
    (set_target(1, weight=1.5), "roles[0].targets[1].weight", "not float"),
    (set_target(1, weight=10**30), "roles[0].targets[1].weight", ""),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "place", "why"), BROKEN, ids=[f"{n}-{each[1]}" for n, each in enumerate(BROKEN)])
def test_a_fault_is_one_sentence_with_its_place(damage: Callable[[Any], object], place: str, why: str) -> None:
    document = small()
    damage(document)
    text = sentence(json.dumps(document).encode())
    assert f" at {place}: " in text
    assert why in text
    assert "import the file again" in text


WHOLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b" \n", "is empty"),
    "cut off": (json.dumps(SMALL).encode()[:200], "cut off"),
    "no JSON": (b'{"format": "planner-skills", format_version: 1}', "not readable as JSON"),
    "Latin-1": (json.dumps(SMALL).replace("Craft", "Mühe").encode("latin-1"), "not UTF-8"),
    "UTF-16": (json.dumps(SMALL).encode("utf-16"), "not UTF-8"),
    "a list": (b"[1, 2]", "“planner-skills”"),
    "another format": (json.dumps({**SMALL, "format": "planner-template"}).encode(), "“planner-skills”"),
    "newer": (json.dumps({**SMALL, "format_version": 2}).encode(), "version 2 of the format, but this Planner reads"),
    "older": (json.dumps({**SMALL, "format_version": 0}).encode(), "version 0"),
    "deep": (b'{"format": "planner-skills", "skills": ' + b"[" * 100_000, ""),
    "deep and whole": (b'{"format": "planner-skills", "x": ' + b"[" * 99_999 + b"]" * 99_999 + b"}", "too deeply"),
    "too many skills": (
        json.dumps({
            **SMALL,
            "skills": [{"name": f"Skill {n}", "category": "Craft"} for n in range(10_000)],
        }).encode(),
        "more than 2000 skills",
    ),
    "too many roles": (
        json.dumps({**SMALL, "roles": [{"name": f"Role {n}"} for n in range(201)]}).encode(), "more than 200 roles"
    ),
    "too many categories": (
        json.dumps({**SMALL, "categories": [{"name": f"C {n}"} for n in range(2_001)]}).encode(),
        "more than 2000 categories",
    ),
    "too many targets": (
        json.dumps({**SMALL, "roles": [{"name": "A", "targets": [{"skill": "x", "level": 1}] * 50_001}]}).encode(),
        "more than 50000 targets",
    ),
    "too large": (b" " * (MAX_BYTES + 1), "20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_of_no_use_is_one_sentence(name: str) -> None:
    data, why = WHOLE[name]
    assert why in sentence(data)


def test_a_file_that_is_cut_off_is_still_told_by_its_first_line() -> None:
    assert json_kind(json.dumps(SMALL).encode()[:200], "x.json") == "skills-json"


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda junk: b'{"format": "planner-skills", ' + junk))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with suppress(ExchangeError):
        read_skills_json(data, "any")


@given(st.integers(0, 1_200), st.binary(min_size=1, max_size=3))
def test_no_damaged_file_brings_the_reader_down(place: int, junk: bytes) -> None:
    data = json.dumps(SMALL).encode()
    with suppress(ExchangeError):
        read_skills_json(data[:place] + junk + data[place + len(junk) :], "any")
