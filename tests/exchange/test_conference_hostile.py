"""Lists of conferences that are damaged, enormous or meant to harm: one sentence or remark, and a bound."""

import json
import math
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange import conference_sets
from planner.exchange.conference_format import MAX_CONFERENCES, ConferenceSet
from planner.exchange.conference_sets import conference_kind, read_conferences
from planner.exchange.incoming import MAX_REMARKS
from tests.exchange.conference_limits import check

FIRST = "- conference: A\n  year: 2026\n  start: 2026-01-01\n"
ROW = {"name": "A", "startDate": "2026-01-01", "endDate": "2026-01-02"}


def read(text: str | bytes, where: str = "a.yml") -> ConferenceSet:
    found = read_conferences(text if isinstance(text, bytes) else text.encode(), where)
    check(found)
    return found


def refusal(text: str | bytes) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(text)
    return str(caught.value)


# -- YAML


def test_aliases_are_refused_before_they_explode() -> None:
    bomb = FIRST + "  a: &a [x, x]\n" + "".join(
        f"  {name}: &{name} [*{before}, *{before}]\n" for before, name in pairwise("abcdefghijklmnop")
    )
    assert refusal(bomb).startswith("“a.yml” was not imported, because line 5 repeats another part by its name (“*a”)")


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system ['ls']", "!!binary aGk=", "!x y", "!!str 1"])
def test_tags_are_refused(value: str) -> None:
    assert "because line 4 holds a tag" in refusal(f"{FIRST}  note: {value}\n")


@pytest.mark.parametrize("value", ["[" * 500 + "]" * 500, "{a: " * 500 + "}" * 500])
def test_nesting_is_bounded(value: str) -> None:
    assert "nested too deeply" in refusal(f"{FIRST}  note: {value}\n")


@pytest.mark.parametrize("loader", ["C", "Python"])
def test_a_bad_date_costs_itself_only(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    found = read(FIRST + "  cfp: 2026-13-45\n- conference: B\n  year: 2026\n  start: 2026-13-45\n- conference: C\n")
    assert [(each.name, each.starts, each.given_dates) for each in found.conferences] == [
        ("A", "2026-01-01", ""), ("B", None, "2026-13-45"), ("C", None, "")
    ]  # fmt: skip
    assert found.skipped == (
        ("a.yml, line 1", "the deadline “cfp_closes” is left out, because “2026-13-45” is not a date"),
        ("a.yml, line 5", "its dates are not understood: “2026-13-45”"),
    )


@pytest.mark.parametrize("damage", ['  note: "open\n', "  note: @x\n", "  note: [x\n", "  a: b: c\n", "\tx: y\n"])
def test_damage_of_one_entry_leaves_the_others(damage: str) -> None:
    found = read(f"{FIRST}- conference: B\n  year: 2026\n{damage}- conference: C\n- conference: D\n")
    assert [each.name for each in found.conferences] == ["A", "C", "D"]
    ((place, why),) = found.skipped
    assert place == "a.yml, line 4"
    assert why.startswith("it is damaged and was left out: it is no YAML at line ")


def test_damage_behind_an_entry_is_named() -> None:
    found = read(f"{FIRST} note: x\n- conference: B\n")
    assert [each.name for each in found.conferences] == ["A", "B"]
    assert found.skipped == (("a.yml, line 4", "it is damaged and was left out: it is no YAML at line 4"),)


def test_damage_of_the_first_entry_leaves_the_others_and_of_all_is_said() -> None:
    assert [each.name for each in read(f'- conference: "B\n  year: 2026\n  cfp: x\n{FIRST}').conferences] == ["A"]
    assert "is not readable as YAML: it is no YAML at line " in refusal("- conference: B\n  year: 2026\n  cfp: [x\n")


def test_a_member_that_stands_there_twice_counts_once() -> None:
    found = read(FIRST + "  year: 2027\n")
    assert found.conferences[0].key == "a:2026"
    assert found.skipped == (("a.yml, line 4", "“year” stands there a second time; the first one counts"),)


def test_several_documents_and_odd_entries() -> None:
    found = read(f"---\n{FIRST}- text\n- [list]\n- ? [complex]\n  : x\n---\n- conference: B\n...\n")
    assert [each.name for each in found.conferences] == ["A", "B"]
    assert [place for place, _ in found.skipped] == ["a.yml, line 5", "a.yml, line 6", "a.yml, line 7"]


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.exchange.conference_yaml.MAX_VALUES", 100)
    assert refusal(f"{FIRST}  x: [{'a,' * 200}]\n") == "“a.yml” holds over 100 values; split it and import the parts."


# -- JSON


def test_json_that_is_nested_deeply_costs_its_entry_only() -> None:
    deep = '{"name": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found = read(f"[{json.dumps(ROW)}, {deep}, {json.dumps({**ROW, 'name': 'B'})}]")
    assert [each.name for each in found.conferences] == ["A", "B"]
    assert found.skipped == (("a.yml, entry 2", "it is damaged and was left out: it is nested too deeply"),)


def test_json_that_is_cut_off_keeps_what_is_whole() -> None:
    text = json.dumps([ROW, {**ROW, "name": "B"}])
    found = read(text[:-10])
    assert [each.name for each in found.conferences] == ["A"]
    assert found.skipped[0] == ("a.yml, entry 2", "it is damaged and was left out: it ends in the middle")
    assert "a.yml, line 1” is not readable as JSON: it ends in the middle" in refusal(text[:60])


def test_numbers_of_many_digits_and_no_numbers_are_none() -> None:
    numbers = f'"x": {"9" * 10_000}, "y": 1e999, "z": NaN'
    event = f'"name": "A", "hyperlink": "", "date": [{"1" * 5_000}, -Infinity], {numbers}'
    assert read(f"[{{{event}}}]").conferences[0].starts is None


def test_a_list_of_a_million_entries_ends_at_the_bound() -> None:
    rows = ",".join(f'{{"name":"A{n}","startDate":"2026-01-01"}}' for n in range(MAX_CONFERENCES + 5))
    found = read(f"[{rows}]")
    assert len(found.conferences) == MAX_CONFERENCES
    assert found.skipped == (("a.yml", "only the first 20000 conferences are read"),)
    assert len(read(f"[{json.dumps(ROW)},{'1,' * 1_000_000}1]").skipped) == MAX_REMARKS + 1


def test_editions_count_towards_the_bound() -> None:
    editions = "".join(f"    - id: a{n}\n" for n in range(MAX_CONFERENCES + 5))
    found = read(f"- title: A\n  confs:\n{editions}")
    assert len(found.conferences) == MAX_CONFERENCES
    assert found.skipped == (("a.yml", "only the first 20000 conferences are read"),)


# -- bytes


def test_encodings() -> None:
    row = {**ROW, "city": "Montréal", "startDate": "2026-01-01"}
    text = json.dumps([row], ensure_ascii=False)
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-16-le"),
                 text.encode("cp1252"), text.replace("Mon", "M\0on").encode()):  # fmt: skip
        assert read(data).conferences[0].city == "Montréal"
    assert read(FIRST.encode("utf-16")).conferences[0].name == "A"
    assert read(FIRST.replace("A", "A\x07\x85\u2028B").encode()).conferences[0].name == "A B"


def test_lone_surrogates_and_control_characters_are_left_out() -> None:
    assert read('[{"name": "A\\ud800\\u0000B", "startDate": "2026-01-01"}]').conferences[0].name == "AB"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conference_sets, "MAX_BYTES", 10)
    assert refusal(json.dumps([ROW])).startswith("“a.yml” has 1 MB, but such files of up to 0 MB are read")


def test_what_is_no_list_is_refused_with_one_sentence() -> None:
    for data in (b"", b"\0" * 1_000, b"PK\x03\x04", b"<html>", b"[[[[[", b"{}", b"- x", b"\xff\xfe"):
        assert conference_kind(data, "a.json") is None
        assert refusal(data) == (
            "“a.yml” is no list of conferences that can be read; choose a file of confs.tech, ccfddl, ai-deadlines, "
            "python-deadlines, developers.events."
        )


# -- whatever comes


def as_yaml(rows: list[dict[str, Any]]) -> str:
    """The rows without aliases, which shared parts would become."""
    return str(yaml.safe_dump(json.loads(json.dumps(rows)), allow_unicode=True, width=10**6))


LONG = "x" * 3_000
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1e308, math.nan, "", LONG, "TBD", "\ud800", "a\0b", [], {}, [[]], [{}], [None],
    "2026-13-45", "9999-12-31", "0001-01-01 00:00:00", "2026-01-01", "https://a.example/" + LONG, "javascript:x", "AoE",
    "<a href='https://a.example'>" * 50, ["https://a.example"] * 1_000, "Online", "May 1, 2026", "2026", "a,b,,c",
    [{"latitude": "nan", "longitude": "1"}], [{"deadline": "2026-01-01 23:59"}] * 60, {"a": {}},
    [{"type": [], "date": "2026-01-01"}],
)  # fmt: skip
FIELDS = (
    "name", "url", "startDate", "endDate", "city", "country", "online", "cfpUrl", "cfpEndDate", "hyperlink", "date",
    "location", "cfp", "conf", "tags", "status", "title", "confs", "timeline", "year", "id", "sub", "rank", "place",
    "timezone", "deadlines", "deadline", "note", "venue", "conference", "cfp_ext", "start", "end", "link", "until",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(ODD), st.text(max_size=30), st.integers(), st.floats(), st.dates(), st.datetimes(),
)  # fmt: skip
PLAIN = VALUES.map(lambda each: str(each) if isinstance(each, date) else each)
ENTRY = st.dictionaries(st.sampled_from(FIELDS), PLAIN)
HEADS: tuple[dict[str, Any], ...] = (
    ROW,
    {"name": "A", "date": [1795478400000], "hyperlink": "https://a.example"},
    {"title": "A", "confs": [{"year": "2026", "id": "a26"}]},
    {"title": "A", "year": "2026", "deadline": "2026-01-01 23:59:59"},
    {"conference": "A", "year": "2026", "cfp": "2026-01-01 23:59:59"},
)


@pytest.mark.parametrize("head", HEADS)
def test_any_value_in_any_field_is_no_harm(head: dict[str, Any]) -> None:
    rows = [{**head, field: value} for field in {*FIELDS, *head} for value in ODD]
    is_json = "startDate" in head or "hyperlink" in head
    read(json.dumps([head, *rows]) if is_json else as_yaml([head, *rows]))


@given(st.sampled_from(HEADS), st.lists(ENTRY, max_size=4), st.integers(0, 2_000), st.binary(max_size=6))
def test_mutated_lists_raise_nothing_but_exchange_error(
    head: dict[str, Any], rows: list[dict[str, Any]], at: int, junk: bytes
) -> None:
    rows = [head, *({**head, **row} for row in rows)]
    is_json = "startDate" in head or "hyperlink" in head
    text = json.dumps(rows) if is_json else as_yaml(rows)
    data = text.encode("utf-8", "surrogatepass")
    for each in (data, data[:at] + junk + data[at + 3 :]):
        with suppress(ExchangeError):
            read(each, "2026-x.json")


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_exchange_error(data: bytes) -> None:
    for each in (data, FIRST.encode() + data, json.dumps([ROW])[:-1].encode() + b"," + data):
        conference_kind(each, "a")
        with suppress(ExchangeError):
            read(each)
