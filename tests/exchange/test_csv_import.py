"""Tables on the way in: encodings, delimiters, headings of common tools, dates by the column, and hostile files."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.words import Kind
from planner.exchange.csv_reader import preview_csv, read_csv
from planner.exchange.csv_table import MAX_BYTES
from planner.exchange.csv_values import Order, date_in, minutes_in, order_of
from planner.exchange.csv_words import field_of, kind_of, priority_of, status_of
from planner.exchange.incoming import Incoming
from planner.exchange.tables import TableRow, write_csv


def read(text: str, where: str = "tracker.csv") -> Incoming:
    return read_csv(text.encode(), where)


def values(found: Incoming) -> list[dict[str, Any]]:
    every = [each for roadmap in found.roadmaps for step in roadmap.steps for each in step.activities]
    return [dict(each.values) for each in (*every, *found.inbox)]


def steps(found: Incoming) -> dict[str, dict[str, list[str]]]:
    return {
        roadmap.name: {step.name: [each.values["title"] for each in step.activities] for step in roadmap.steps}
        for roadmap in found.roadmaps
    }


# -- tables of common tools -------------------------------------------------------------------------------------------


def test_a_tracker_from_a_spreadsheet() -> None:
    found = read(
        "Topic,Module,Status,Deadline,Hours,Priority,Labels,Link,Comments\n"
        "Limits,Week 1,Completed,13/04/2026,1.5,High,\"maths, basics\",https://example.org/l,\"Two\nlines\"\n"
        "Series,Week 1,Not started,04/05/2026,,,,,\n"
        "Integrals,Week 2,50%,,2,low,,,\n"
    )
    assert steps(found) == {"tracker": {"Week 1": ["Limits", "Series"], "Week 2": ["Integrals"]}}
    assert found.roadmaps[0].placed is False
    assert values(found) == [
        {"title": "Limits", "status": "done", "notes": "Two\nlines", "url": "https://example.org/l", "priority": 3,
         "estimate_minutes": 90, "due": "2026-04-13", "tags": ["maths", "basics"]},
        {"title": "Series", "status": "planned", "due": "2026-05-04"},
        {"title": "Integrals", "status": "in_progress", "priority": 1, "estimate_minutes": 120},
    ]  # fmt: skip


def test_a_status_may_be_called_a_state() -> None:
    found = read("Title,State,Type\nA,closed,task\nB,open,task\nC,booked,certification\nD,done,course\nE,odd,task\n")
    assert [(each.get("state"), each.get("status")) for each in values(found)] == [
        (None, "done"), (None, "planned"), ("booked", "in_progress"), (None, "done"), (None, None),
    ]  # fmt: skip
    assert ["“odd” is no status" in one.why for one in found.skipped] == [True]


def test_todoist_sections_notes_and_indented_tasks() -> None:
    found = read(
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,DATE,TIMEZONE\n"
        "task,Loose,,4,1,,,\nsection,Phase 1,,,,,,\ntask,Read,Why not,1,1,,3 Mar 2026,UTC\nnote,A remark,,,,,,\n"
        "task,Chapter one,,4,2,,,\n,,,,,,,\n"
    )
    assert steps(found) == {"tracker": {"Phase 1": ["Read"]}}
    assert [each.values["title"] for each in found.inbox] == ["Loose"]
    assert values(found)[0] == {
        "title": "Read", "kind": "topic", "notes": "Why not\n\nA remark", "priority": 3, "due": "2026-03-03",
        "checklist": ["Chapter one"], "ticked": [],
    }  # fmt: skip


def test_trello_notion_and_jira() -> None:
    trello = read("Card ID,Card Name,Card URL,Card Description,Labels,Due Date,List Name,Board Name\n"
                  "5f1,Talk,https://example.org/c/1,Practise,blue,2026-03-01T10:00:00.000Z,Doing,Talks\n")  # fmt: skip
    assert steps(trello) == {"Talks": {"Doing": ["Talk"]}}
    assert values(trello)[0]["due"] == "2026-03-01"
    assert trello.inbox_source.startswith("csv:")
    notion = read('Name,Tags,Status,Date\nBook,"a, b",In progress,"March 3, 2026 10:00 AM (UTC) → March 5, 2026"\n')
    assert values(notion) == [{"title": "Book", "status": "in_progress", "tags": ["a", "b"], "due": "2026-03-03"}]
    jira = read(
        "Summary,Issue key,Issue Type,Status,Priority,Due date,Original Estimate,Labels,Labels,Sprint\n"
        "Train,LEARN-1,Story,To Do,Highest,01/Apr/26 12:00 AM,7200,ml,deep,Sprint 1\n"
    )
    (only,) = values(jira)
    assert only == {"title": "Train", "kind": "topic", "status": "planned", "priority": 3, "estimate_minutes": 120,
                    "due": "2026-04-01", "tags": ["ml", "deep"]}  # fmt: skip
    assert jira.roadmaps[0].steps[0].activities[0].key == "LEARN-1"


def test_events_take_their_days_and_others_a_due_date() -> None:
    found = read(
        "Title,Type,Start date,End date,Where\n"
        "Conf,conference,2026-05-01,2026-05-03,Bonn\nTask,task,2026-05-01,2026-05-03,\n"
    )
    assert values(found) == [
        {"title": "Conf", "kind": "event", "place": "Bonn",
         "detail": {"starts": "2026-05-01", "ends": "2026-05-04", "zone": ""}},
        {"title": "Task", "kind": "topic", "due": "2026-05-03"},
    ]  # fmt: skip


# -- shape of the file ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = [["title", "due", "notes"], ["A", "2026-01-02", "x, y; z"], ["B", "2026-01-03", '"q"']]
    text = "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    assert values(read(text))[0] == {"title": "A", "notes": "x, y; z", "due": "2026-01-02"}
    assert values(read(f"sep={delimiter}\n{text}"))[1]["notes"] == '"q"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    found = read_csv("title,notes\nBrötchen,Zoë\n".encode(encoding), "x.csv")
    assert values(found) == [{"title": "Brötchen", "notes": "Zoë"}]
    assert len(found.skipped) == (encoding in ("utf-16-le", "cp1252"))


def test_a_table_without_heading_finds_its_titles() -> None:
    found = read("1,Learn to juggle three balls,5\n2,Learn to juggle four balls,6\n")
    assert [each["title"] for each in values(found)] == ["Learn to juggle three balls", "Learn to juggle four balls"]


def test_an_unclosed_quotation_mark_is_reported_where_it_begins() -> None:
    found = read('title,notes\nA,x\nB,"never closed\nC,y\nD,z\n')
    assert [each["title"] for each in values(found)] == ["A", "B"]
    assert [one.where for one in found.skipped] == ["tracker.csv, line 3"]


def test_each_fault_is_told_by_its_line_and_the_rest_comes_in() -> None:
    found = read(
        "title,status,due,estimate,url,priority,type\n"
        "A,whatever,2026-02-31,soon,javascript:alert(1),purple,spaceship\n"
        ",done,,,,,\n"
        "B\0,done,30/02/2026,6h,www.example.org,!!,book\n"
    )
    assert values(found) == [
        {"title": "A"},
        {"title": "B", "kind": "reading", "status": "done", "url": "https://www.example.org", "priority": 2,
         "estimate_minutes": 360},
    ]  # fmt: skip
    assert [one.where.rpartition(" ")[2] for one in found.skipped if "line" in one.where] == ["2"] * 6 + ["3", "4"]


def test_ten_thousand_columns_and_too_many_rows() -> None:
    found = read("title," + ",".join(f"c{n}" for n in range(10_000)) + "\nA" + "," * 10_000 + "\n")
    assert [each["title"] for each in values(found)] == ["A"]
    assert "200" in found.skipped[0].why
    many = read("title\n" + "x,\n" * 20_010)
    assert len(values(many)) == 20_000
    assert "20000" in many.skipped[-1].why


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><table><tr><td>title", "web page"),
        (b"PK\x03\x04 a workbook", "not a text file"),
        (b"title\n", "not a table|no row"),
        (b"1,2\n3,4\n", "no column of titles"),
        (b"title,due\n,\n , \n", "no row"),
        (b"x" * (MAX_BYTES + 1), "21 MB"),
    ],
)
def test_files_that_make_no_sense_are_refused_with_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        read_csv(data, "x.csv")


# -- the mapping ------------------------------------------------------------------------------------------------------


def test_a_preview_shows_rows_as_they_come_in_and_the_mapping_can_be_changed() -> None:
    data = b"Was,Wann,Fach\nLesen,03/04/2026,A\nUeben,05/06/2026,B\n"
    seen = preview_csv(data, "x.csv")
    assert seen.columns == ("Was", "Wann", "Fach")
    assert seen.mapping.fields == ("title", "", "")
    mapping = seen.mapping.with_column(1, "due").with_column(2, "step")
    seen = preview_csv(data, "x.csv", mapping)
    assert seen.mapping.doubtful == ("due",)
    assert [dict(row) for _, row in seen.rows] == [{"step": "A", "title": "Lesen"}, {"step": "B", "title": "Ueben"}]
    assert ["two days" in one.why for one in seen.skipped] == [True, True]
    orders: tuple[tuple[Order, str], ...] = (("dmy", "2026-04-03"), ("mdy", "2026-03-04"))
    for order, day in orders:
        found = read_csv(data, "x.csv", seen.mapping.with_order(order))
        assert values(found)[0] == {"title": "Lesen", "due": day}
        assert found.skipped == ()


def test_a_mapping_refuses_what_is_not_there() -> None:
    mapping = preview_csv(b"title,b\nA,1\n", "x.csv").mapping
    with pytest.raises(InvalidInputError, match="colour"):
        mapping.with_column(1, "colour")
    with pytest.raises(InvalidInputError, match="no column 3"):
        mapping.with_column(2, "due")
    assert mapping.with_column(1, "title").fields == ("", "title")


def test_keys_come_from_an_identity_else_from_title_and_step() -> None:
    found = read("ID,Title\n7,A\n7,B\n8,C\n")
    assert [each.key for each in found.inbox] == ["7", "8"]
    assert [one.where for one in found.skipped] == ["tracker.csv, line 3"]
    first, again = read("Title,Step\nA,S\nA,S\nB,S\n"), read("Step,Title,Due\ns,b,2026-01-01\ns,a,\n")
    assert {each.key for each in again.roadmaps[0].steps[0].activities} < {
        each.key for each in first.roadmaps[0].steps[0].activities
    }
    assert len({each.key for each in first.roadmaps[0].steps[0].activities}) == 3


# -- words and values -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", "2026-03-04"), ("2026/3/4", "2026-03-04"), ("2026-03-04T10:00:00+02:00", "2026-03-04"),
        ("4.3.2026", "2026-03-04"), ("04.03.26", "2026-03-04"), ("4. 3. 2026", "2026-03-04"),
        ("3 Mar 2026", "2026-03-03"),
        ("March 3rd, 2026", "2026-03-03"), ("Tue, 3 March 2026", "2026-03-03"), ("3-Mar-26", "2026-03-03"),
        ("46084", "2026-03-03"), ("46084.75", "2026-03-03"), ("2026 Mar 3", "2026-03-03"),
        ("31 February 2026", None), ("2026-02-30", None), ("0001-01-01", None), ("13/13/2026", None), ("soon", None),
        ("Mar 2026", None), ("٣/٤/2026", None), ("", None), ("1" * 500, None), ("99999", None),
    ],
)  # fmt: skip
def test_dates(text: str, day: str | None) -> None:
    assert date_in(text, "") == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["13/04/2026", "01/02/2026"], ("dmy", True)),
        (["04/13/2026", "01/02/2026"], ("mdy", True)),
        (["01/02/2026", "03/04/2026"], ("", False)),
        (["03/03/2026", "2026-01-02", "nothing"], ("", True)),
        (["13/04/2026", "14/04/2026", "04/15/2026"], ("dmy", True)),
    ],
)
def test_the_whole_column_decides_which_number_is_the_day(cells: list[str], order: tuple[str, bool]) -> None:
    assert order_of(cells) == order


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6h", 360), ("45 min", 45), ("1:30", 90), ("1h 30m", 90), ("1h30", 90), ("1.5 hours", 90), ("1,5 h", 90),
        ("2d", 960), ("90", 90), ("2 weeks", 4_800), ("0", None), ("soon", None), ("5 parsecs", None), ("1:99", None),
        ("-3h", None), ("9999999h", None), ("1e9", None), ("", None), ("1h " * 40, None),
    ],
)  # fmt: skip
def test_durations(text: str, minutes: int | None) -> None:
    assert minutes_in(text) == minutes


def test_words() -> None:
    assert [status_of(word) for word in ("DONE", "x", "100%", "33 %", "Won't do", "to-do", "maybe")] == [
        "done", "done", "done", "in_progress", "skipped", "planned", None,
    ]  # fmt: skip
    assert [priority_of(word) for word in ("High", "P2", "4", "!!!", "?")] == [3, 2, 0, 3, None]
    assert [kind_of(word) for word in ("Book", "MOOC", "exam", "?")] == ["reading", "course", "certification", None]
    names = ("Due_Date", "Estimate (h)", " LIST NAME ", "Ä")
    assert [field_of(name) for name in names] == ["due", "estimate", "step", ""]


# -- our own export ---------------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=25)
lines = texts.map(lambda text: " ".join(text.split()))
days = st.dates().map(str).filter(lambda day: "0002" <= day[:4] <= "9997")
words = lines.map(lambda tag: tag.lstrip("#").replace(" ", "")).filter(bool)


def first(pair: tuple[str, bool]) -> str:
    return pair[0]


rows = st.builds(
    lambda uid, **fields: TableRow(str(uid), **fields),
    uid=st.uuids(),
    title=lines.filter(bool) | st.sampled_from(["=1+1", "'=1", "''-x", "+49", "'quoted", "-", "@x"]),
    kind=st.sampled_from([kind.value for kind in Kind if kind not in (Kind.EVENT, Kind.COURSE, Kind.CERTIFICATION)]),
    status=st.sampled_from(["planned", "in_progress", "done", "skipped"]),
    roadmap=st.just("R"),
    step=st.sampled_from(["", "One", "=Two"]),
    core=st.booleans(),
    priority=st.integers(0, 3),
    due=st.none() | days | st.just("2026-03-01T11:59:59Z"),
    estimate_minutes=st.none() | st.integers(1, 600_000),
    started_on=st.none() | days,
    completed_on=st.none() | days,
    tags=st.lists(words, unique_by=str.casefold, max_size=3).map(tuple),
    url=st.sampled_from(["", "https://example.org/a?b=c,d", "mailto:a@example.org"]),
    outcome=lines,
    notes=lines.map("First\n\n{}\nlast".format) | st.just(""),
    checklist=st.lists(st.tuples(lines.filter(bool), st.booleans()), unique_by=first, max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: row.uid))
def test_our_own_export_comes_back_as_it_was(exported: list[TableRow]) -> None:
    found = read_csv(write_csv([row if row.step else row._replace(roadmap="") for row in exported]), "plan.csv")
    assert found.skipped == ()
    back = {
        each.uid: (step, dict(each.values))
        for step, activities in (
            *((step.name, step.activities) for roadmap in found.roadmaps for step in roadmap.steps), ("", found.inbox),
        )
        for each in activities
    }  # fmt: skip
    assert back.keys() == {row.uid for row in exported}
    for row in exported:
        step, read_back = back[row.uid]
        assert step == row.step
        for name in ("title", "kind", "status", "core", "priority", "due", "estimate_minutes", "started_on",
                     "completed_on", "url", "outcome", "notes"):  # fmt: skip
            assert (read_back.get(name) or None) == (getattr(row, name) or None), name
        assert read_back.get("tags", []) == list(row.tags)
        assert read_back.get("checklist", []) == [text for text, _ in row.checklist]
        assert read_back.get("ticked", []) == [text for text, done in row.checklist if done]


def test_our_own_events_and_courses_come_back() -> None:
    exported = [
        TableRow("1", "Conf", "event", "planned", "applied", starts="2026-05-01T09:00:00", ends="2026-05-01T18:00:00",
                 zone="Europe/Berlin", place="Hall, Bonn"),
        TableRow("2", "Course", "course", "done", "completed", completed_on="2026-02-03"),
    ]  # fmt: skip
    event, second = read_csv(write_csv(exported), "plan.csv").inbox
    assert event.values["detail"] == {
        "starts": "2026-05-01T09:00:00", "ends": "2026-05-01T18:00:00", "zone": "Europe/Berlin",
    }  # fmt: skip
    assert (event.values["state"], event.values["place"]) == ("applied", "Hall, Bonn")
    assert (second.values["state"], second.values["status"]) == ("completed", "done")


# -- hostile files ----------------------------------------------------------------------------------------------------

known = st.sampled_from(["title", "due", "status", "1/2/2026", "uid", '"', "'=x", "sep=;", "<html>"])
cells = known | st.text(max_size=8)


@given(st.lists(st.lists(cells, max_size=6).map(",".join), max_size=6).map("\n".join) | st.text(max_size=100))
def test_no_text_brings_the_reader_down(text: str) -> None:
    try:
        found = read(text)
        seen = preview_csv(text.encode(), "x.csv", preview_csv(text.encode(), "x.csv").mapping)
    except ExchangeError:
        return
    assert seen.total >= len(seen.rows)
    for each in values(found):
        assert each["title"].strip()
        assert len(each["title"]) <= 500
        assert each.get("url", "http").startswith(("http", "mailto"))


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with suppress(ExchangeError):
        read_csv(data, "x.csv")


@given(st.text(max_size=60) | st.text(st.sampled_from("0123456789/.-: ,TZhmarApr"), max_size=60))
def test_no_cell_brings_dates_and_durations_down(text: str) -> None:
    for day in (date_in(text, "dmy"), date_in(text, "mdy"), date_in(text, "")):
        assert day is None or len(day) == 10
    minutes = minutes_in(text, 60)
    assert minutes is None or minutes > 0


def test_parts_of_all_rows_together_are_bounded() -> None:
    found = read("title,checklist\n" + "".join(f'A{n},"' + "\n".join(map(str, range(500))) + '"\n' for n in range(210)))
    assert sum(len(each.get("checklist", ())) for each in values(found)) == 100_000
    assert "100000" in found.skipped[-1].why
