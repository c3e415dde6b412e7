"""Skills as a table: what goes out comes back, what makes a table one of skills, and each fault as one sentence."""

import csv
import io
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange.skill_set import MAX_BYTES, SkillSet
from planner.exchange.skills_csv import is_skills_table, read_skills_csv, write_skills_csv
from tests.exchange.skill_sets import said, skill_sets

SMALL = """skill,category,definition,level_0,level_3,role: Lead,weight: Lead,role: Maker
Feedback,Leading,"Says what helps, when",Avoids it.,Gives it.,"3,5",3,
Writing,Craft,,,,,,4½
Writing,leading,,,,2,,
"""


def read(text: str) -> SkillSet:
    return read_skills_csv(text.encode(), "mine.csv")


def sentence(data: bytes | str) -> str:
    """The one sentence with which a table is refused."""
    with pytest.raises(ExchangeError) as error:
        read_skills_csv(data.encode() if isinstance(data, str) else data, "mine.csv")
    text = str(error.value)
    assert text.startswith("“mine.csv”")
    assert text.endswith(".")
    assert "\n" not in text
    assert not re.search(r"\. [A-Z]", text)
    return text


def test_a_small_table_is_read_whole() -> None:
    found = read(SMALL)
    assert [each.name for each in found.categories] == ["Leading", "Craft"]
    feedback, craft, leading = found.skills
    assert (feedback.name, feedback.category, feedback.definition) == ("Feedback", 0, "Says what helps, when")
    assert feedback.rubric == ((0, "Avoids it."), (3, "Gives it."))
    assert (craft.category, leading.category, craft.rubric) == (1, 0, ())
    lead, maker = found.roles
    assert (lead.name, [tuple(target) for target in lead.targets]) == ("Lead", [(0, 3.5, 3), (2, 2.0, None)])
    assert (maker.name, [tuple(target) for target in maker.targets]) == ("Maker", [(1, 4.5, None)])
    assert found.skipped == ()


@given(skill_sets(for_table=True))
def test_what_goes_out_comes_back(skills: SkillSet) -> None:
    data = write_skills_csv(skills)
    found = read_skills_csv(data, "any")
    assert said(found) == said(skills)
    assert found.skipped == ()
    assert write_skills_csv(found) == data
    assert is_skills_table(data, "any")


@given(skill_sets())
def test_no_cell_is_a_formula(skills: SkillSet) -> None:
    rows = csv.reader(io.StringIO(write_skills_csv(skills).decode(), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_spreadsheets_are_read_alike(delimiter: str, encoding: str) -> None:
    rows = csv.reader(io.StringIO(SMALL))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    data = out.getvalue().encode(encoding)
    assert is_skills_table(data, "mine.csv")
    assert said(read_skills_csv(data, "mine.csv")) == said(read(SMALL))


def test_a_guessed_encoding_is_told() -> None:
    found = read_skills_csv("skill,category\nMühe,Über\n".encode("cp1252"), "mine.csv")
    assert [skill.name for skill in found.skills] == ["Mühe"]
    assert ["Windows-1252" in remark.why for remark in found.skipped] == [True]


def test_columns_may_be_in_any_order_case_and_number() -> None:
    found = read("Role: Lead;Level 2;SKILL;note\n3;Some.;Feedback;x\n;;Writing\n")
    assert [(skill.name, skill.category, skill.rubric) for skill in found.skills] == [
        ("Feedback", None, ((2, "Some."),)), ("Writing", None, ()),
    ]  # fmt: skip
    assert [role.name for role in found.roles] == ["Lead"]
    assert [(remark.where, "“note”" in remark.why) for remark in found.skipped] == [("mine.csv, line 1", True)]


def test_two_hundred_roles_with_long_names_fit() -> None:
    names = [f"{'Long name ' * 12}{n}" for n in range(200)]
    found = read(",".join(["skill", *(f"{what}: {name}" for name in names for what in ("role", "weight"))]) + "\nA\n")
    assert [role.name for role in found.roles] == names


SKILLS = [
    "skill,category,definition",
    "skill,definition,status",
    "Skill;Category",
    "name,level_0,level_1",
    "title,role: Lead",
    "weight: Lead,x",
    "uid,skill,category,level_0",
]
ACTIVITIES = [
    "skill",
    "Skill,Status",
    "Skill,Category,Due date",
    "Skill,Description,Hours",
    "title,kind,status",
    "Task,Level,Role",
    "Task,Level 1",
    "role,weight",
]


@pytest.mark.parametrize("head", SKILLS)
def test_a_table_of_skills_is_told_by_its_heading(head: str) -> None:
    row = "A;B" if ";" in head else "A,B,C"
    assert is_skills_table(f"{head}\n{row}\n".encode(), "x.csv")


@pytest.mark.parametrize("head", ACTIVITIES)
def test_a_table_of_activities_is_not_mistaken(head: str) -> None:
    assert not is_skills_table(f"{head}\nA,B,C\n".encode(), "x.csv")


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04", b"<html>", b"x"])
def test_what_is_no_table_is_none_of_skills(data: bytes) -> None:
    assert not is_skills_table(data, "x.csv")


HEAD = "skill,category,level_1,role: Lead,weight: Lead\n"
BROKEN = [
    (HEAD + "A,B,,5.5,\n", "line 2, column “role: Lead”", "“5.5” is not a whole or a half from 0 to 5"),
    (HEAD + "A,B,,-1,\n", "line 2, column “role: Lead”", "“-1” is not"),
    (HEAD + "A,B,,3.3,\n", "line 2, column “role: Lead”", "“3.3” is not"),
    (HEAD + "A,B,,high,\n", "line 2, column “role: Lead”", "“high” is not"),
    (HEAD + "A,B,,nan,\n", "line 2, column “role: Lead”", "“nan” is not"),
    (HEAD + f"A,B,,{'9' * 5_000},\n", "line 2, column “role: Lead”", "is not"),
    (HEAD + "A,B,,3,0\n", "line 2, column “weight: Lead”", "“0” is not a weight of 1, 2 or 3"),
    (HEAD + "A,B,,3,4\n", "line 2, column “weight: Lead”", "“4” is not a weight"),
    (HEAD + "A,B,,3,much\n", "line 2, column “weight: Lead”", "“much” is not a weight"),
    (HEAD + "A,B,,,2\n", "line 2, column “role: Lead”", "the weight beside it wants a level"),
    (HEAD + 'A,B,"two\nlines",1,\nA,b,,,\n', "line 4, column “skill”", "“A” stands a second time in the category “B”"),
    (HEAD + "A,,,,\na,,,,\n", "line 3, column “skill”", "“a” stands there a second time"),
    (HEAD + ",B,x,,\n", "line 2, column “skill”", "there is no name"),
    (HEAD + f"{'x' * 201},B,,,\n", "line 2, column “skill”", "201 characters"),
    (HEAD + f"A,{'x' * 201},,,\n", "line 2, column “category”", "201 characters"),
    (HEAD + f"A,B,{'x' * 10_001},,\n", "line 2, column “level_1”", "10001 characters"),
    (HEAD + "A,B,Says this, and that,3,2\n", "line 2", "more cells than columns"),
    ("skill,level_6\nA,x\n", "line 1, column “level_6”", "“6” is not a whole level from 0 to 5"),
    ("skill,level_2.5\nA,x\n", "line 1, column “level_2.5”", "“2.5” is not a whole level"),
    ("skill,Level 7\nA,x\n", "line 1, column “Level 7”", "“7” is not a whole level"),
    ("skill,level_1,Level 1\nA,x,y\n", "line 1, column “Level 1”", "two columns of this name"),
    ("skill,definition,Skill\nA,x,y\n", "line 1, column “Skill”", "two columns of this name"),
    ("skill,role: Lead,role: LEAD\nA,1,2\n", "line 1, column “role: LEAD”", "two columns of this name"),
    ("skill,role: \nA,1\n", "line 1, column “role:”", "no name of a role"),
    ("skill,weight: Lead\nA,1\n", "line 1, column “weight: Lead”", "no column “role: Lead”"),
    (f"skill,role: {'a' * 201}\nA,1\n", "line 1, column “role: aaaa", "201 characters"),
    ("skill,uid\nA,x\nB,x\n", "line 3, column “uid”", "“x” stands there a second time"),
]


@pytest.mark.parametrize(("text", "place", "why"), BROKEN, ids=[str(number) for number in range(len(BROKEN))])
def test_a_fault_is_one_sentence_with_its_place(text: str, place: str, why: str) -> None:
    found = sentence(text)
    assert f" at {place}" in found
    assert why in found
    assert "import the file again" in found


WHOLE: dict[str, tuple[bytes | str, str]] = {
    "nothing": (b"", "empty"),
    "blanks": ("\n \n", "empty"),
    "one cell": ("skill", "one cell"),
    "no column of skills": ("name,category,level_0\nA,B,C\n", "no column “skill”"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not a text file"),
    "a web page": ("<!doctype html><html>", "web page"),
    "too many skills": ("skill,category\n" + "".join(f"Skill {n},C\n" for n in range(10_000)), "more than 2000 skills"),
    "very many rows": ("skill,category\n" + "".join(f"{n},C\n" for n in range(30_000)), "more than 2000 skills"),
    "too many roles": ("skill," + ",".join(f"role: {n}" for n in range(201)) + "\nA\n", "more than 200 roles"),
    "too many columns": ("skill," + ",".join(f"x{n}" for n in range(2_000)) + "\nA\n", "first 1000 columns"),
    "too many targets": (
        "skill,"
        + ",".join(f"role: {n}" for n in range(200))
        + "\n"
        + "".join(f"{n}{',1' * 200}\n" for n in range(251)),
        "more than 50000 targets",
    ),
    "cut off in quotes": ('skill,definition\nA,"Says wh', "cut off"),
    "cut off in quotes, lines later": ('skill,definition\nA,"Says\nB,C\nD,E\n', "quotation mark"),
    "too large": (b"x" * (MAX_BYTES + 1), "20 MB"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_of_no_use_is_one_sentence(name: str) -> None:
    data, why = WHOLE[name]
    assert why in sentence(data)


def test_a_table_of_ours_that_is_cut_off_in_a_row() -> None:
    data = write_skills_csv(read(SMALL))
    assert "in the middle of line 3" in sentence(data[: data.index(b"Craft") + 3])


def test_only_a_heading_brings_nothing() -> None:
    assert said(read("skill,category\n")) == ((), (), ())


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda junk: b"skill,level_0,role: A,weight: A\n" + junk))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    is_skills_table(data, "any")
    with suppress(ExchangeError):
        read_skills_csv(data, "any")


@given(st.text(alphabet="skill,level_0role: A;\"\n\t'=|35½", max_size=80))
def test_no_near_table_brings_the_reader_down(text: str) -> None:
    with suppress(ExchangeError):
        read_skills_csv(("skill,role: A\n" + text).encode(), "any")
