"""The commands on time: log, sessions, look-back."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def course(made: Run) -> str:
    return str(made("add", "Finish ML course", "--json").json["uid"])


def test_time_is_logged_by_title_or_uid(made: Run, course: str) -> None:
    found = made("log", "Finish ML", "1h30", "--on", "yesterday", "--note", "chapter 3", "--json").json
    assert found.pop("uid")
    assert found == {
        "activity": course, "title": "Finish ML course", "step": None, "start": "2026-11-24", "zone": None,
        "minutes": 90, "planned": False, "note": "chapter 3",
    }  # fmt: skip
    assert made("log", course, "45").out == "45 min logged on “Finish ML course” for 25 Nov\n"
    assert made("undo", "--json").json == {"undone": "Log time on “Finish ML course”"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log", "no such thing", "45"), "There is no activity “no such thing”"),
        (("log", "Finish ML", "an age"), "not a length of time"),
        (("log", "Finish ML", "0"), "between 1 minute and 24 hours"),
        (("log", "Finish ML", "45", "--on", "someday"), "someday"),
        (("sessions", "--from", "2026-02-02", "--to", "2026-02-01"), "before the first day"),
        (("look-back", "--since", "2027-01-01", "x.md"), "lies in the future"),
        (("look-back", "--year", "2027", "x.md"), "still to come"),
        (("look-back", "x.docx"), "neither .md nor .pdf"),
    ],
)
def test_what_is_wrong_is_one_line(run: Run, course: str, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_sessions_stand_by_week(made: Run, course: str) -> None:
    for day, minutes in (("2026-11-24", "45"), ("2026-11-23", "1 h 30 min"), ("2026-11-02", "25")):
        made("log", course, minutes, "--on", day)
    found = made("sessions", "--from", "2026-11-02", "--to", "2026-11-23", "--json").json
    assert [(row["start"], row["minutes"]) for row in found] == [("2026-11-23", 90), ("2026-11-02", 25)]
    text = made("sessions").out
    assert "23 – 29 Nov: 2.25 h" in text
    assert "3 sessions, 2.7 h logged" in text
    assert made("sessions", "--to", "2020-01-01").out == "No time is logged or planned there.\n"


def test_a_look_back_is_written_as_markdown(made: Run, run: Run, course: str, tmp_path: Path) -> None:
    made("log", course, "45")
    made("edit", course, "--status", "done")
    path = tmp_path / "year.md"
    assert made("look-back", "--year", "2026", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Looking back on 2026\n")
    assert "45 min of study logged, 1 activity finished." in text
    result = run("look-back", "--since", "2026-11-01", str(tmp_path / "no" / "year.md"))
    assert result.code == 1
    assert result.err.count("\n") == 1


def test_a_pdf_needs_no_display(process: Run, course: str, tmp_path: Path) -> None:
    path = tmp_path / "year.pdf"
    result = process("look-back", path, DISPLAY="", WAYLAND_DISPLAY="")
    assert (result.code, result.err) == (0, "")
    assert path.read_bytes().startswith(b"%PDF-")
