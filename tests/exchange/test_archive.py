"""The JSON archive: lossless, the same bytes each time, and plain about what it does not read."""

import json
import re
from collections.abc import Callable
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import model
from planner.domain.errors import ExchangeError
from planner.domain.words import (
    ActivityId,
    CategoryId,
    DeadlineId,
    RoadmapId,
    SkillId,
    StepId,
)
from planner.exchange import archive
from planner.exchange.archive import LibraryRows, SequenceRow, read_archive, to_rows, write_archive
from planner.exchange.archive_rows import FileBytes
from tests.exchange.archive_samples import PARTS, full_library

HEAD = b'{"format": "planner-archive", "format_version": 3, '


def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_archive(full_library()))
    return document


@pytest.mark.parametrize("row_type", [*get_args(model.Row), SequenceRow], ids=lambda row_type: row_type.__name__)
def test_every_field_of_every_row_is_carried(row_type: type[Any]) -> None:
    part, elsewhere = PARTS[row_type]
    carried = set(part.__struct_fields__) if part else set()
    missing = set(row_type._fields) - carried - set(elsewhere) - {"id"}
    assert not missing, f"the archive does not carry {sorted(missing)} of {row_type.__name__}"


def test_every_table_is_carried() -> None:
    types = {get_args(hint)[0] for hint in get_type_hints(LibraryRows).values()}
    assert types == {*get_args(model.Row), SequenceRow, FileBytes}


def test_a_full_library_comes_back_byte_by_byte() -> None:
    first = write_archive(full_library())
    rows = to_rows(read_archive(first, "a.json"))
    assert write_archive(rows) == first
    assert first.endswith(b"}\n")
    assert b"\r" not in first
    assert "ü".encode() in first


def test_the_rows_come_back_with_new_numbers_only() -> None:
    before = full_library()
    after = to_rows(read_archive(write_archive(before), "a.json"))

    numbers = {"id", *(name for _, elsewhere in PARTS.values() for name in elsewhere if name.endswith("_id"))}

    def plain(rows: LibraryRows) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table: sorted(
                tuple(value for name, value in row._asdict().items() if name not in numbers) for row in table_rows
            )
            for table, table_rows in rows._asdict().items()
        }

    assert plain(after) == plain(before)
    uid_of = {row.id: row.uid for row in after.deadline}
    assert [(row.uid, uid_of[row.deadline_id] if row.deadline_id else None) for row in after.reminder] == [
        ("m1", "d1"),
        ("m2", None),
    ]
    steps = {row.id: row.uid for row in after.step}
    placed = {row.uid: row.step_id and steps[row.step_id] for row in after.activity}
    assert placed == {"a1": None, "a2": "s2", "a3": None, "a4": None}
    assert all(type(row.kind) is str and type(row.status) is str for row in after.activity)
    assert {type(row.state) for row in after.event} == {str}


def test_the_newer_of_two_assessments_on_a_day_stays_the_newer() -> None:
    rows = to_rows(read_archive(write_archive(full_library()), "a.json"))
    assert [row.uid for row in sorted(rows.assessment)] == ["as1", "as0"]


def test_numbers_are_asked_for_table_by_table() -> None:
    counters = {table: count(100) for table in LibraryRows._fields}
    rows = to_rows(read_archive(write_archive(full_library()), "a.json"), lambda table: next(counters[table]))
    for table, table_rows in rows._asdict().items():
        if table not in ("sequences", "files"):
            assert sorted(row.id for row in table_rows) == list(range(100, 100 + len(table_rows)))


def test_the_order_of_rows_and_their_numbers_do_not_show() -> None:
    rows = full_library()
    turned = LibraryRows(**{table: tuple(reversed(table_rows)) for table, table_rows in rows._asdict().items()})
    assert write_archive(turned) == write_archive(rows)


def test_an_empty_library_is_an_archive() -> None:
    data = write_archive(LibraryRows())
    assert to_rows(read_archive(data, "a.json")) == LibraryRows()
    assert json.loads(data)["format_version"] == 3


def test_what_is_left_out_has_its_default() -> None:
    data = b'{"format": "planner-archive", "format_version": 1, "activities": [{"uid": "a", "title": "T"}]}'
    rows = to_rows(read_archive(b"\xef\xbb\xbf" + data, "a.json"))
    assert rows.activity == (model.Activity(ActivityId(1), "a", "T"),)


TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)


@given(st.lists(TEXTS, min_size=1, max_size=5), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 10))
def test_any_text_and_number_comes_back(texts: list[str], latitude: float, halves: int) -> None:
    activities = tuple(
        model.Activity(ActivityId(n), f"a{n}", f"T{text}", "topic" if n else "event", notes=text, person=text)
        for n, text in enumerate(texts)
    )
    rows = LibraryRows(
        activity=activities,
        event=(model.Event(1, ActivityId(0), latitude=latitude, venue=texts[0]),),
        category=(model.Category(CategoryId(1), "c", texts[0], "V"),),
        skill=(model.Skill(SkillId(1), "s", CategoryId(1), texts[-1], "V"),),
        assessment=(model.Assessment(1, "x", SkillId(1), halves / 2, "2026-01-01", texts[0]),),
        setting=(model.Setting(1, texts[0], json.dumps(texts)),),
    )
    data = write_archive(rows)
    back = to_rows(read_archive(data, "a.json"))
    assert write_archive(back) == data
    assert [row.title for row in back.activity] == [f"T{text}" for text in texts]
    assert back.event[0].latitude == latitude


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        target: Any = document
        keys = [int(key) if key.isdecimal() else key for key in re.findall(r"\w+", path)]
        for key in keys[:-1]:
            target = target[key]
        if value is KeyError:
            del target[keys[-1]]
        else:
            target[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("activities[0].estimate_minutes", "6", "a whole number or null is expected, not a text"),
        ("activities[0].estimate_minutes", -5, "a whole number >= 0 is expected"),
        ("activities[0].estimate_minutes", 2**70, "a whole number <= 9223372036854775807 is expected"),
        ("activities[0].core", 1, "true or false is expected, not a whole number"),
        ("activities[0].title", KeyError, "at activities[0]: the field “title” is missing"),
        ("activities[0].titel", "T", "at activities[0]: the field “titel” is unknown"),
        ("activities[0].kind", "lecture", "“lecture” is not one of the known words"),
        ("activities[1].event.state", "passed", "“passed” is not one of the known words"),
        ("activities[1].event.starts", "2026-02-30", "“2026-02-30” is not a date"),
        ("activities[1].event.starts", "soon", "“soon” is neither a date nor a time"),
        ("activities[1].event.ends", "2026-12-01", "does not fit its start"),
        ("activities[1].event.starts_utc", "2026-10-25T00:30:00", "is not an instant"),
        ("activities[1].event.ends", "2026-10-25T02:29:59", "“2026-10-25T02:29:59” is before its start"),
        ("activities[1].event.end_fold", 0, "is before its start"),
        ("activities[1].event.zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
        ("activities[1].deadlines[0].zone", "Mars/Olympus", "is not a time zone"),
        ("activities[1].sessions[0].zone", "Mars/Olympus", "is not a time zone"),
        ("activities[0].certification", {}, "this does not belong to the kind “topic”"),
        ("activities[0].course", {}, "this does not belong to the kind “topic”"),
        ("activities[0].event", {}, "this does not belong to the kind “topic”"),
        ("activities[1].certification", {}, "at activities[1].certification: this does not belong to the kind “event”"),
        ("activities[2].event", {}, "at activities[2].event: this does not belong to the kind “certification”"),
        ("activities[2].course", {}, "at activities[2].course: this does not belong to the kind “certification”"),
        ("activities[3].certification", {}, "this does not belong to the kind “course”"),
        ("activities[1].exams", [{"uid": "x2", "deadline": "d2"}], "at activities[1].exams: this does not belong to"),
        ("activities[0].renewal_rule", {}, "at activities[0].renewal_rule: this does not belong to the kind “topic”"),
        ("activities[3].rule_categories", [{"name": "A", "position": "V"}], "does not belong to the kind “course”"),
        ("activities[1].event", None, "what belongs to the kind “event” is missing"),
        ("activities[1].status", "planned", "“done” is expected with the state “attended”"),
        ("activities[1].position", "00", "“00” is no position"),
        ("roadmaps[0].steps[0].position", "a b", "“a b” is no position"),
        ("activities[1].title", " ", "there is no title"),
        ("activities[1].event.source_sequence", 2**31, "a whole number <= 2147483647 is expected"),
        ("sequences[0].sequence", 2**63 - 1, "a whole number <= 2147483647 is expected"),
        ("activities[1].event.expected", "2027-13", "“2027-13” is not a month such as 2027-12"),
        ("activities[1].event.start_fold", 2, "a whole number <= 1 is expected"),
        ("activities[1].completed_on", "06.05.2026", "“06.05.2026” is not a date"),
        ("activities[1].trashed_at", "2026-06-01", "is not an instant"),
        ("activities[1].step", "s9", "“s9” is not in the archive"),
        ("activities[1].tags[0]", "ai", "“ai” is not in the archive"),
        ("activities[1].tags[0]", "ml", "“ml” stands there a second time"),
        ("activities[1].skills[0].skill", "sk9", "“sk9” is not in the archive"),
        ("activities[1].skills[0].level", 3.3, "3.3 is not a whole or a half from 0 to 5"),
        ("activities[1].skills[0].level", 6, "a number <= 5"),
        ("activities[1].deadlines[0].on_date", "2026-01-01", "either on_date or at_utc must be given, not both"),
        ("activities[1].deadlines[1].uid", "d1", "“d1” stands there a second time"),
        ("activities[1].uid", "a1", "“a1” stands there a second time"),
        ("activities[1].uid", "", "a text of length >= 1 is expected"),
        ("activities[1].sessions[0].starts", "9 o'clock", "neither a date nor a time"),
        ("roadmaps[0].steps[1].uid", "s1", "“s1” stands there a second time"),
        ("roadmaps", {}, "a list is expected, not an object"),
        ("tags[0].name", "ML", "at tags[1]: “ml” stands there a second time"),
        ("skills[0].category", "k9", "“k9” is not in the archive"),
        ("skills[0].assessments[0].on_date", "", "“” is not a date"),
        ("skills[0].rubric[1].level", 0, "stands there a second time"),
        ("profiles[0].targets[0].skill", "sk1", "at profiles[0].targets[1]: “sk1” stands there a second time"),
        ("profiles[0].targets[0].level", 1.25, "1.25 is not a whole or a half"),
        ("sequences[0].digest", "xyz", "“xyz” is not a digest"),
        ("activities[1].submissions[0].state", "won", "“won” is not one of the known words"),
        ("activities[1].submissions[0].title", " ", "at activities[1].submissions[0].title: there is no title"),
        ("activities[1].submissions[0].title", "t" * 501, "500 is the most"),
        ("activities[1].submissions[0].position", "!", "“!” is no position"),
        ("activities[1].submissions[0].uid", "sb1", "“sb1” stands there a second time"),
        ("activities[1].people[0].name", "", "at activities[1].people[0].name: there is no name"),
        ("activities[1].people[0].name", "n" * 201, "200 is the most"),
        ("activities[1].people[0].follow_up", "d9", "“d9” is not in the archive"),
        ("activities[1].people[0].follow_up", "d4", "“d4” is not in the archive"),
        ("activities[1].people[0].uid", "pm1", "“pm1” stands there a second time"),
        ("activities[2].exams[0].result", "won", "“won” is not one of the known words"),
        ("activities[2].exams[0].deadline", "d9", "“d9” is not in the archive"),
        ("activities[2].expenses[0].exam", "x9", "“x9” is not in the archive"),
        ("activities[1].expenses[0].currency", "euro", "“euro” is not a currency"),
        ("activities[1].expenses[0].on_date", "May", "“May” is not a date"),
        ("activities[1].budget.currency", "euro", "at activities[1].budget.currency: “euro” is not a currency"),
        ("activities[1].budget.currency", "", "“” is not a currency"),
        ("activities[1].budget.minor", 0, "0 is not between 1 and 1000000000000000"),
        ("activities[1].budget.minor", -(2**63), "is not between 1 and 1000000000000000"),
        ("activities[1].budget.minor", 10**15 + 1, "is not between 1 and 1000000000000000"),
        ("activities[1].budget.minor", 12.5, "a whole number is expected"),
        ("activities[1].budget", 1200, "an object or null is expected"),
        ("activities[2].renewal_rule.unit", "PDUs", "“PDUs” is not one of the known words"),
        ("activities[2].rule_categories[0].name", "Giving back", "“Giving back” stands there a second time"),
        ("activities[2].renewals[0].ends", "", "“” is not a date"),
        ("activities[1].attachments[0].digest", "ab", "“ab” is not a digest"),
        ("credits[0].amount", 0, "a whole number >= 1 is expected"),
        ("credits[1].activity", "a9", "“a9” is not in the archive"),
        ("credits[1].claims[0].certification", "a9", "“a9” is not in the archive"),
        ("activities[2].certification.validity_months", 1201, "1201 is not between 0 and 1200"),
        ("activities[2].certification.fee_currency", "", "at activities[2].certification.fee_currency: the currency"),
        ("activities[2].certification.fee_minor", -1, "-1 is not between 0 and 1000000000000000"),
        ("activities[3].course.fee_currency", "", "at activities[3].course.fee_currency: the currency of the fee is"),
        ("activities[2].exams[0].deadline", "d4", "“d4” is not the day of an exam"),
        ("activities[1].expenses[0].minor", 0, "0 is not between 1 and 1000000000000000"),
        ("activities[1].expenses[0].minor", -(2**63), "is not between 1 and 1000000000000000"),
        ("activities[1].expenses[0].minor", 10**15 + 1, "is not between 1 and 1000000000000000"),
        ("activities[1].expenses[0].reimbursed_minor", 1251, "1251 is not between 0 and 1250"),
        ("activities[1].expenses[0].reimbursed_minor", -1, "-1 is not between 0 and 1250"),
        ("activities[2].renewal_rule.fee_currency", "", "the currency of the fee is missing"),
        ("activities[2].renewal_rule.fee_minor", 10**15 + 1, "is not between 0 and 1000000000000000"),
        ("activities[2].renewal_rule.required", 1_000_001, "1000001 is not between 0 and 1000000"),
        ("activities[2].renewal_rule.minimum_per_year", 2**63 - 1, "is not between 0 and 1000000"),
        ("activities[2].renewal_rule.carry_maximum", 1_000_001, "is not between 0 and 1000000"),
        ("activities[2].renewal_rule.window_days", 3661, "3661 is not between 0 and 3660"),
        ("activities[2].renewal_rule.grace_days", 2**63 - 1, "is not between 0 and 3660"),
        ("activities[2].renewal_rule.carry_months", 601, "601 is not between 0 and 600"),
        ("activities[2].rule_categories[0].minimum", 1_000_001, "is not between 0 and 1000000"),
        ("activities[2].rule_categories[0].maximum", 1_000_001, "is not between 0 and 1000000"),
        ("activities[2].renewals[0].ends", "2020-05-06", "“2020-05-06” is not after its start"),
        ("activities[2].renewals[0].carried", 1_000_001, "is not between 0 and 1000000"),
        ("credits[0].amount", 1_000_001, "is not between 1 and 1000000"),
        ("credits[1].claims[0].amount", 1_000_001, "is not between 1 and 1000000"),
        ("settings", [], "an object is expected, not a list"),
    ],
)
def test_each_fault_is_one_sentence_that_names_its_place(path: str, value: Any, words: str) -> None:
    document = _document()
    _set(path, value)(document)
    with pytest.raises(ExchangeError) as refused:
        read_archive(json.dumps(document).encode(), "plan.json")
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.startswith("“plan.json” was not imported, because at ")
    assert sentence.endswith("; mend that place or get another copy.")
    top = re.split(r"[.[]", path)[0]
    assert f" at {top}" in sentence


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("activities[2].certification.validity_months", 1200),
        ("activities[2].certification.validity_months", 0),
        ("activities[2].certification.fee_minor", None),
        ("activities[3].course.fee_minor", None),
        ("activities[1].expenses[0].minor", 10**15),
        ("activities[1].expenses[0].reimbursed_minor", 1250),
        ("activities[1].budget.minor", 10**15),
        ("activities[1].budget", None),
        ("activities[2].renewal_rule.fee_minor", None),
        ("activities[2].renewal_rule.window_days", 3660),
        ("activities[2].renewal_rule.carry_months", 600),
        ("activities[2].renewal_rule.required", 1_000_000),
        ("credits[0].amount", 1_000_000),
        ("credits[1].claims[0].amount", 1),
    ],
)
def test_the_edges_of_what_goals_may_hold_are_read(path: str, value: Any) -> None:
    document = _document()
    _set(path, value)(document)
    read_archive(json.dumps(document).encode(), "plan.json")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "was cut off"),
        (b"{", "was cut off"),
        (b"BEGIN:VCALENDAR", "is not readable as JSON"),
        (b"\xff\xfe{}", "is not readable as JSON"),
        (b"[]", "is not an archive of Planner"),
        (b"{}", "is not an archive of Planner"),
        (b'{"format": "other", "format_version": 1}', "is not an archive of Planner"),
        (b'{"format": "planner-archive"}', "is not an archive of Planner"),
        (b'{"format": "planner-archive", "format_version": "1"}', "is not an archive of Planner"),
        (b'{"format": "planner-archive", "format_version": 4, "new": {}}', "is of archive version 4"),
        (b'{"format": "planner-archive", "format_version": 1, "settings": {"a": "\xff"}}', "is not readable as JSON"),
        (b'{"format": "planner-archive", "format_version": 1}}', "is not readable as JSON"),
        (b'{"a":' * 100_000, r"is not readable as JSON \(it is nested too deeply\); choose"),
        (HEAD + b'"settings": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}", r"\(it is nested too deeply\)"),
        (HEAD + b'"settings": {"a": "\xff"}}', r"\(it is not in UTF-8\)"),
        (HEAD + b'"settings": {"a": tru}}', r"\(it goes wrong at byte 71\)"),
        (HEAD + b'"settings": {"a": 1e999}}', r"at settings\[...\]: the number is too large; mend"),
        (HEAD + b'"settings": {"a": ' + b"9" * 5000 + b"}}", r"at settings\[...\]: the number is too large; mend"),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words) as refused:
        read_archive(data, "a.json")
    assert "\n" not in str(refused.value)


def test_an_archive_that_was_cut_off_anywhere_is_refused() -> None:
    data = write_archive(full_library())
    for length in range(0, len(data) - 2, 97):
        with pytest.raises(ExchangeError, match=r"a\.json"):
            read_archive(data[:length], "a.json")


def test_instants_are_derived_and_not_believed() -> None:
    document = _document()
    _set("activities[1].event.starts_utc", "1999-01-01T00:00:00Z")(document)
    _set("activities[1].event.ends_utc", None)(document)
    (event,) = to_rows(read_archive(json.dumps(document).encode(), "a.json")).event
    assert (event.starts_utc, event.ends_utc) == ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z")


def test_a_huge_file_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    archive.check_size(archive.MAX_BYTES, "a.json")
    with pytest.raises(ExchangeError, match=r"“a\.json” has 1000 MB, but archives of up to 200 MB are read"):
        archive.check_size(1_000_000_000, "a.json")
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    with pytest.raises(ExchangeError, match="has 1 MB"):
        read_archive(b"nonsense that is not even looked at", "a.json")


@pytest.mark.parametrize(
    "rows",
    [
        LibraryRows(step=(model.Step(StepId(1), "s", RoadmapId(9), "S", "V"),)),
        LibraryRows(activity=(model.Activity(ActivityId(1), "a", "A", step_id=StepId(9)),)),
        LibraryRows(skill=(model.Skill(SkillId(1), "s", CategoryId(9), "S", "V"),)),
        LibraryRows(setting=(model.Setting(1, "k", "{"),)),
        full_library()._replace(files=()),
    ],
)
def test_rows_that_do_not_hang_together_are_told(rows: LibraryRows) -> None:
    with pytest.raises(ExchangeError, match="The library cannot be archived, because"):
        write_archive(rows)


def test_a_thousand_activities_come_back() -> None:
    number = 1_000
    rows = LibraryRows(
        activity=tuple(model.Activity(ActivityId(n), f"a{n}", f"Activity {n}", "event") for n in range(number)),
        event=tuple(model.Event(n, ActivityId(n), starts="2026-05-01", ends="2026-05-03") for n in range(number)),
        deadline=tuple(
            model.Deadline(DeadlineId(n), f"d{n}", ActivityId(n), on_date="2026-05-01") for n in range(number)
        ),
    )
    data = write_archive(rows)
    back = to_rows(read_archive(data, "a.json"))
    assert [len(back.activity), len(back.event), len(back.deadline)] == [number] * 3
    assert write_archive(back) == data
