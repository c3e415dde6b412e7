"""Attaching files from the command line: what is printed, what is refused, and the files in the archive."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def uid(made: Run) -> str:
    return str(made("add", "PMP", "*certification", "--json").json["uid"])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "Zertifikat.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    return path


def test_a_file_is_attached_and_shown(made: Run, uid: str, certificate: Path) -> None:
    found = made("attach", uid[:8], certificate, "--json").json
    assert found == {
        "uid": found["uid"],
        "name": "Zertifikat.pdf",
        "media_type": "application/pdf",
        "size": 10249,
        "purpose": "file",
    }
    assert made("show", uid, "--json").json["attachments"] == [found]
    assert "Zertifikat.pdf (10 KB)" in made("show", uid).out
    assert made("undo", "--json").json == {"undone": "Attach “Zertifikat.pdf” to “PMP”"}
    assert made("show", uid, "--json").json["attachments"] == []
    assert made("redo", "--json").json == {"redone": "Attach “Zertifikat.pdf” to “PMP”"}
    assert made("show", uid, "--json").json["attachments"] == [found]


def test_plain_words(made: Run, uid: str, certificate: Path) -> None:
    assert made("attach", uid, certificate).out.splitlines()[0] == "Attached “Zertifikat.pdf” (10 KB)"


def test_what_is_refused_is_one_line(run: Run, uid: str, certificate: Path, tmp_path: Path) -> None:
    with (tmp_path / "talk.mp4").open("wb") as file:
        file.truncate(200_000_000)
    assert run("attach", uid, certificate).code == 0
    for file_name, words in (
        ("talk.mp4", "“talk.mp4” has 200 MB; a plan keeps files of up to 20 MB each"),
        ("gone.pdf", "“gone.pdf” is not there any more"),
        (".", "is a folder"),
        ("Zertifikat.pdf", "is attached here already"),
    ):
        result = run("attach", uid, tmp_path / file_name)
        assert (result.code, result.out) == (1, "")
        assert words in result.err
        assert len(result.err.splitlines()) == 1
    assert run("attach", "nobody", certificate).code == 1
    assert run("attach", uid).code == 2


def test_real_processes_carry_a_file_from_plan_to_plan(
    process: Run, made: Run, uid: str, certificate: Path, tmp_path: Path
) -> None:
    attached = process("attach", uid, certificate, "--json")
    assert attached.code == 0, attached.err
    certificate.unlink()
    first, second, other = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "other.db"
    assert process("export", first).code == 0
    assert list(json.loads(first.read_bytes())["files"]) == [
        file["digest"] for file in json.loads(first.read_bytes())["activities"][0]["attachments"]
    ]
    assert process("new", "--empty", "--library", other).code == 0
    assert process("import", first, "--library", other).code == 0
    assert process("show", uid, "--json", "--library", other).json["attachments"] == [attached.json]
    assert process("export", second, "--library", other).code == 0
    assert second.read_bytes() == first.read_bytes()
    assert process("check", "--json", "--library", other).json == {"ok": True, "problems": []}
    broken = json.loads(first.read_bytes())
    broken["files"] = dict.fromkeys(broken["files"], "AAAA")
    first.write_text(json.dumps(broken))
    refused = process("import", first, "--library", other)
    assert refused.code == 1
    assert "the content is not what its digest says" in refused.out + refused.err
