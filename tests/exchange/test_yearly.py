"""The catalogue of recurring conferences: what is read, what is refused, and that what ships was confirmed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.config.resources import resource
from planner.domain.errors import ExchangeError
from planner.domain.yearly import UsualCall, YearlyConferences
from planner.exchange import catalogue_file, yearly
from planner.exchange.yearly import load_yearly, read_yearly

Json = dict[str, Any]

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "yearly.md"
(EXAMPLE,) = (text.encode() for text in re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL))


@pytest.fixture(scope="module")
def shipped() -> YearlyConferences:
    return load_yearly()


def test_the_example_in_the_documentation_is_read_whole() -> None:
    days, evenings = read_yearly(EXAMPLE, "example").conferences
    assert (days.name, days.also, days.months, days.mostly) == ("Speakers’ Days", ("SpeakDays",), (11, 12), 12)
    assert (days.moves, days.place, days.format, days.often) == (True, "", "hybrid", False)
    assert days.call == UsualCall("talks", 6.5)
    assert (evenings.often, evenings.months, evenings.place, evenings.moves) == (True, (), "Leipzig", False)
    assert (evenings.call, evenings.format, evenings.sources) == (None, "", ("A list of evenings",))


@pytest.mark.parametrize("part", [yearly.YearlyDocument, yearly.ConferencePart, yearly.CallPart])
def test_the_documentation_names_every_field(part: type[msgspec.Struct]) -> None:
    text = DOCS.read_text("utf-8")
    assert [name for name in part.__struct_fields__ if f"`{name}`" not in text and f'"{name}"' not in text] == []


def first(**values: object) -> Callable[[Json], object]:
    return lambda document: document["conferences"][0].update(values)


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (first(key="Days"), "conferences[0].key"),
        (first(key="speakers-evenings"), "conferences[1].key"),
        (first(name="SPEAKERS’ EVENINGS"), "conferences[1].name"),
        (first(name=" Days"), "conferences[0].name"),
        (first(also=["Speakers’ Days"]), "conferences[0].name"),
        (first(url="mailto:a@example.org"), "conferences[0].url"),
        (first(months=[12, 11]), "conferences[0].months"),
        (first(months=[11, 11, 12]), "conferences[0].months"),
        (first(months=[11, 13]), "conferences[0].months[...]"),
        (first(mostly=1), "conferences[0].mostly"),
        (first(place="Rome"), "conferences[0].place"),
        (first(format="on paper"), "conferences[0].format"),
        (first(topics=["a, b"]), "conferences[0].topics[0]"),
        (first(call={"what": "posters"}), "conferences[0].call.what"),
        (first(sources=[]), "conferences[0].sources"),
        (first(city="Rome"), "conferences[0]"),
        (lambda document: document.update(checked_on="today"), "checked_on"),
    ],
)
def test_a_fault_is_one_sentence_that_names_its_place(damage: Callable[[Json], object], place: str) -> None:
    document = json.loads(EXAMPLE)
    damage(document)
    with pytest.raises(ExchangeError) as error:
        read_yearly(json.dumps(document).encode(), "mine.json")
    said = str(error.value)
    assert "\n" not in said
    assert "mine.json cannot be used" in said
    assert re.sub(r"\[\.\.\.\]|\[\d\]", "", place) in re.sub(r"\[\.\.\.\]|\[\d\]", "", said)


@given(st.binary(max_size=40))
@example(EXAMPLE[:200])
@example(EXAMPLE.replace(b'"version": 1', b'"version": 2'))
@example(EXAMPLE.replace(b"planner-conferences", b"planner-catalogue"))
def test_no_damage_gives_anything_but_a_sentence(data: bytes) -> None:
    with pytest.raises(ExchangeError) as error:
        read_yearly(data, "damaged")
    assert "\n" not in str(error.value)


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_file, "resource", tmp_path.joinpath)
    with pytest.raises(ExchangeError, match=r"conferences\.json cannot be opened .*; install the program again"):
        load_yearly()


# -- what ships --------------------------------------------------------------------------------------------------


def test_the_file_can_be_reviewed(shipped: YearlyConferences) -> None:
    text = resource("catalogue", "conferences.json").read_text("utf-8")
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert max(map(len, text.splitlines())) < 200
    assert len(shipped.conferences) > 40
    for one in shipped.conferences:
        assert one.topics, one.key
        assert not one.note or one.note.endswith("."), one.key


@pytest.mark.shared_data
def test_what_ships_was_confirmed(shipped: YearlyConferences, shared: Path) -> None:
    gathered = json.loads((shared / "data" / "catalog" / "conferences.json").read_text("utf-8"))
    sources: dict[str, Json] = {each["id"]: each for each in gathered["conferences"]}
    assert shipped.checked_on == gathered["gathered_on"]
    seen = [key for key, each in sources.items() if each["confidence"] == "seen in a source"]
    assert [one.key for one in shipped.conferences] == seen
    for one in shipped.conferences:
        source = sources[one.key]
        doubted = set(source["unconfirmed"])
        assert doubted <= {"format", "moves", "usual_months"}, one.key
        assert one.name == source["name"], one.key
        assert one.url == (source["url"] if source["url_seen"] else ""), one.key
        assert one.months == (() if "usual_months" in doubted else tuple(source["usual_months"])), one.key
        assert one.often == (source["frequency"] != "yearly"), one.key
        moves = source["moves"] and "moves" not in doubted
        assert one.moves == moves, one.key
        usual = "" if source["moves"] else source["usual_place"]
        assert one.place in {usual, usual.partition(" since ")[0]}, one.key
        told = {"in_person": "in person", "hybrid": "hybrid", "online": "online", "": None}[one.format]
        assert told in {None, source["format"]}, one.key
        assert "format" not in doubted or not one.format, one.key
        call = source["call_for_papers"]
        assert (one.call is not None) == call["exists"], one.key
        if one.call is not None:
            assert one.call.what == call["kind"], one.key
            assert one.call.lead_months == (
                call["typical_lead_months"] if call["lead_basis"] == "source" else None
            ), one.key
        assert set(one.sources) == {each["url"] or each["title"] for each in source["sources"]}, one.key


@pytest.mark.shared_data
def test_the_month_that_stands_out_is_that_of_most_editions(shipped: YearlyConferences, shared: Path) -> None:
    gathered = json.loads((shared / "data" / "catalog" / "conferences.json").read_text("utf-8"))
    editions = {each["id"]: each["editions_seen"] for each in gathered["conferences"]}
    for one in shipped.conferences:
        if one.mostly is not None:
            met = [int(edition[5:7]) for edition in editions[one.key]]
            rest = [met.count(month) for month in one.months if month != one.mostly]
            assert met.count(one.mostly) > max(rest), one.key


@pytest.mark.shared_data
def test_sentences_are_our_own(shipped: YearlyConferences, shared: Path) -> None:
    gathered = json.loads((shared / "data" / "catalog" / "conferences.json").read_text("utf-8"))
    notes = {each["id"]: (each["note"], each["place_note"]) for each in gathered["conferences"]}
    for one in shipped.conferences:
        for told in filter(None, notes[one.key]):
            assert told.lower() not in one.note.lower(), one.key
            assert not one.note or one.note.lower().rstrip(".") not in told.lower(), one.key
