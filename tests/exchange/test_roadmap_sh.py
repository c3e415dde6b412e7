"""Roadmaps of roadmap.sh: what becomes a step or an activity, what was done, and files that are not what they say."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange.incoming import Incoming, IncomingActivity
from planner.exchange.json_kinds import json_kind
from planner.exchange.roadmap_sh import MAX_NODES, read_roadmap_sh
from tests.exchange.roadmap_sh_files import edge, node, pottery, written


def steps(found: Incoming) -> dict[str, list[str]]:
    return {step.name: [each.values["title"] for each in step.activities] for step in found.roadmaps[0].steps}


def activities(found: Incoming) -> dict[str, IncomingActivity]:
    return {each.values["title"]: each for step in found.roadmaps[0].steps for each in step.activities}


def test_a_whole_roadmap_from_top_to_bottom() -> None:
    found = read_roadmap_sh(pottery(), "pottery.json")
    assert found.roadmaps[0].name == "Pottery"
    assert list(steps(found)) == [f"Stage {number}" for number in range(10)]
    assert steps(found)["Stage 3"] == [f"Skill 3.{inner}" for inner in range(12)]
    assert found.skipped == ()
    assert all(each.values["kind"] == "topic" and "status" not in each.values for each in activities(found).values())


def test_keys_come_from_the_nodes_and_not_from_order_or_file_name() -> None:
    first = read_roadmap_sh(pottery(), "pottery.json")
    again = read_roadmap_sh(written(json.loads(pottery())["nodes"][::-1], json.loads(pottery())["edges"]), "p (1).json")
    assert first.roadmaps[0] == again.roadmaps[0]


def test_a_main_topic_without_subtopics_is_its_own_activity() -> None:
    nodes = [node("a", "topic", 0, 0, "Clay"), node("b", "topic", 0, 100, "Glaze"), node("c", "subtopic", 9, 0, "Red")]
    found = read_roadmap_sh(written(nodes, [edge("a", "b", "solid"), edge("a", "c")]), "x.json")
    assert steps(found) == {"Clay": ["Red"], "Glaze": ["Glaze"]}


def test_a_topic_beside_the_line_belongs_to_the_step_that_a_line_leads_to() -> None:
    nodes = [
        node("a", "topic", 0, 0, "Clay"),
        node("b", "topic", 0, 100, "Glaze"),
        node("side", "topic", 400, 90, "Slip"),
        node("c", "subtopic", 300, 0, "Red"),
    ]
    found = read_roadmap_sh(written(nodes, [edge("a", "b", "solid"), edge("a", "c"), edge("a", "side")]), "x.json")
    assert steps(found) == {"Clay": ["Red", "Slip"], "Glaze": ["Glaze"]}


def test_subtopics_without_lines_belong_to_their_section_or_to_the_topic_above() -> None:
    nodes = [
        node("a", "topic", 0, 0, "Clay"),
        node("b", "topic", 0, 500, "Glaze"),
        {**node("box", "section", 300, 0), "width": 200, "height": 900},
        node("in", "subtopic", 320, 700, "In the box"),
        node("out", "subtopic", 900, 520, "Beside nothing"),
        {**node("named", "section", 1200, 0, "Tools"), "width": 200, "height": 900},
        node("wheel", "subtopic", 1220, 10, "Wheel"),
    ]
    found = read_roadmap_sh(written(nodes, [edge("a", "b", "solid"), edge("a", "box")]), "x.json")
    assert steps(found) == {"Clay": ["In the box"], "Tools": ["Wheel"], "Glaze": ["Beside nothing"]}


def test_dashes_of_older_files_lead_aside_too() -> None:
    nodes = [node("a", "topic", 0, 0, "Clay"), node("b", "topic", 0, 9, "Glaze"), node("s", "topic", 400, 0, "Slip")]
    aside: Any = {"source": "a", "target": "s", "style": {"strokeDasharray": "0.8 8"}}
    main: Any = {"source": "a", "target": "b", "style": {"strokeDasharray": "0"}}
    found = read_roadmap_sh(written(nodes, [aside, main]), "x.json")
    assert steps(found) == {"Clay": ["Slip"], "Glaze": ["Glaze"]}


def test_subtopics_alone_are_one_step() -> None:
    found = read_roadmap_sh(written([node("a", "subtopic", 0, 9, "B"), node("b", "subtopic", 0, 1, "A")]), "x.json")
    assert steps(found) == {"A": ["A", "B"]}


def test_cycles_do_no_harm() -> None:
    nodes = [node("a", "topic", 0, 0, "Clay"), node("b", "subtopic", 1, 1, "Red"), node("c", "subtopic", 1, 2, "White")]
    edges = [edge("a", "b"), edge("b", "c"), edge("c", "b"), edge("c", "a"), edge("b", "b"), edge("gone", "a")]
    assert steps(read_roadmap_sh(written(nodes, edges), "x.json")) == {"Clay": ["Red", "White"]}


def test_links_checklists_and_legends_are_kept() -> None:
    nodes = [
        node("a", "topic", 0, 0, "Clay", links=[{"title": "Book", "url": "https://example.org/b"}, {"url": "x:y"}]),
        node("b", "subtopic", 1, 1, "Red", legend={"label": "Alternative option"}, href="https://example.org/red"),
        node("l", "linksgroup", 0, 900, "See also", links=[{"label": "More", "url": "https://example.org/more"}]),
        node("t", "button", 0, 950, "Bad", href="file:///etc/passwd"),
        node("k", "checklist", 0, 960, "Before you start", checklists=[{"id": "1", "label": "Buy clay"}, "Apron"]),
    ]
    found = read_roadmap_sh(written(nodes, [edge("a", "b")]), "x.json")
    made = activities(found)
    assert made["Clay"].values["links"] == {"https://example.org/b": "Book"}  # a step that says more is a card too
    assert made["Red"].values["links"] == {"https://example.org/red": ""}
    assert made["Red"].values["core"] is False
    assert made["More to read"].values["links"] == {"https://example.org/more": "More"}
    assert made["Before you start"].values["checklist"] == ["Buy clay", "Apron"]
    assert "passwd" not in repr(found)


@pytest.mark.parametrize("nested", [True, False])
def test_progress(nested: bool) -> None:
    lists = {
        "done": ["Sub_00_00", "pottery@Sub_00_01"],
        "learning": ["Sub_00_02"],
        "skipped": ["Sub_00_03", 7, None],
        "pending": ["Sub_00_04"],
    }
    found = read_roadmap_sh(pottery(2, 6, **({"progress": lists} if nested else lists)), "pottery.json")
    states = [each.values["status"] for each in found.roadmaps[0].steps[0].activities]
    assert states == ["done", "done", "in_progress", "skipped", "planned", "planned"]


def test_progress_on_a_step_is_not_lost() -> None:
    found = read_roadmap_sh(pottery(2, 1, done=["Topic_01"]), "pottery.json")
    assert steps(found)["Stage 1"] == ["Stage 1", "Skill 1.0"]
    assert activities(found)["Stage 1"].values["status"] == "done"


def test_what_is_damaged_is_reported_by_node_and_the_rest_comes_in() -> None:
    nodes: list[Any] = [
        node("a", "topic", 0, 0, "Clay"),
        node("a", "topic", 0, 50, "Clay again"),
        node("b", "subtopic", 0, 60, "  \u200b "),
        {"type": "topic"},
        "text",
        node("c", "spaceship", 0, 70, "What?"),
        {**node("d", "subtopic", 0, 80, "Red"), "position": {"x": "left", "y": 0}},
        node("e", "subtopic", 0, 90, "White\x00\x1b[31m\u202e"),
    ]
    found = read_roadmap_sh(written(nodes, [{"source": 1}, edge("a", "e")]), "x.json")
    assert steps(found) == {"Clay": ["White[31m"]}
    assert [one.where for one in found.skipped] == [f"x.json, node {number}" for number in (2, 3, 4, 5, 6, 7)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "JSON"),
        (b"<html>", "JSON"),
        (b'{"nodes": 3}', "no list of nodes"),
        (b'{"edges": []}', "no list of nodes"),
        (b"[1]", "no list of nodes"),
        (b'{"nodes": []}', "no topic"),
        (b'{"nodes": [' + b"[" * 100_000, "JSON"),
        (b'{"nodes": [], "progress": ' + b'{"a":' * 100_000, "JSON"),
        (written([node(str(number), "topic", 0, 0, "x") for number in range(MAX_NODES + 1)]), "more than"),
        (b'{"nodes": "' + b"x" * 20_000_001 + b'"}', "21 MB"),
    ],
)
def test_files_that_make_no_sense_are_refused_with_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        read_roadmap_sh(data, "x.json")


def test_json_files_are_told_apart_by_their_content() -> None:
    assert json_kind(pottery(1, 1), "x.json") == "roadmap-sh"
    assert json_kind(b'\xef\xbb\xbf{"format": "planner-template"}', "x.json") == "template"
    assert json_kind(b'{"nodes": [], "format": "planner-archive"}', "x.json") == "json"
    assert json_kind(b"nothing", "x.json") == "json"
    with pytest.raises(ExchangeError, match="older drawing"):
        json_kind(b'{"mockup": {"controls": {}}}', "x.json")


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
ids = st.sampled_from(["a", "b", "c", "d"]) | st.text(max_size=4)
wild_nodes = st.fixed_dictionaries(
    {},
    optional={
        "id": ids | values,
        "type": st.sampled_from(["topic", "subtopic", "section", "label", "title", "button", "checklist"]) | values,
        "position": st.fixed_dictionaries({"x": st.integers(-9, 9) | values, "y": st.floats() | values}) | values,
        "data": st.fixed_dictionaries({"label": st.text(max_size=5)}, optional={"links": values, "href": values,
                "legend": values, "checklists": values, "description": values}) | values,
        "width": values, "height": values, "measured": values,
    },
)  # fmt: skip
wild_edges = st.fixed_dictionaries({}, optional={"source": ids | values, "target": ids | values, "data": values})


@given(st.lists(wild_nodes, max_size=8), st.lists(wild_edges, max_size=8), values, values)
def test_no_file_brings_the_reader_down(nodes: list[Any], edges: list[Any], progress: Any, title: Any) -> None:
    data = json.dumps({"nodes": nodes, "edges": edges, "progress": progress, "title": title}).encode()
    try:
        found = read_roadmap_sh(data, "x.json")
    except ExchangeError:
        return
    keys = [each.key for step in found.roadmaps[0].steps for each in step.activities]
    assert len(keys) == len(set(keys))
    for each in activities(found).values():
        assert each.values["title"]
        assert all(url.startswith(("http", "mailto")) for url in each.values.get("links", {}))
