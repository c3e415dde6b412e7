"""The bytes of kept files in an archive: whole, within their limits, and just those that are named."""

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import model
from planner.domain.errors import ExchangeError
from planner.domain.words import ActivityId
from planner.exchange import archive_goal_checks
from planner.exchange.archive import LibraryRows, read_archive, to_rows, write_archive
from planner.exchange.archive_rows import FileBytes
from tests.exchange.archive_samples import FILES, full_library

PDF = FILES[0].digest


def kept(*contents: bytes) -> LibraryRows:
    """An activity with a file of each content."""
    files = [FileBytes(sha256(data).hexdigest(), data) for data in contents]
    return LibraryRows(
        activity=(model.Activity(ActivityId(1), "a", "A"),),
        attachment=tuple(
            model.Attachment(
                n, f"f{n}", ActivityId(1), None, None, f"{n}.bin", "a/b", len(file.data), file.digest
            )
            for n, file in enumerate(files)
        ),
        files=tuple({file.digest: file for file in files}.values()),
    )


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5))
def test_any_bytes_come_back(contents: list[bytes]) -> None:
    data = write_archive(kept(*contents))
    back = to_rows(read_archive(data, "a.json"))
    assert {file.data for file in back.files} == set(contents)
    assert write_archive(back) == data


def test_bytes_stand_once_under_their_digest_at_the_end() -> None:
    data = write_archive(kept(b"same", b"same", b"other"))
    document = json.loads(data)
    assert list(document)[-1] == "files"
    assert document["files"] == {
        digest: base64.b64encode(content).decode()
        for digest, content in sorted((sha256(content).hexdigest(), content) for content in (b"same", b"other"))
    }
    assert document["activities"][0]["attachments"][0]["digest"] == sha256(b"same").hexdigest()


def test_bytes_that_nothing_names_stay_out() -> None:
    rows = kept(b"named")
    more = rows._replace(files=(*rows.files, FileBytes(sha256(b"left").hexdigest(), b"left")))
    assert write_archive(more) == write_archive(rows)


def test_a_file_whose_bytes_are_missing_is_told_by_its_name() -> None:
    with pytest.raises(ExchangeError, match=r"the content of its file “0\.bin” is missing"):
        write_archive(kept(b"x")._replace(files=()))


def content(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda d: d["files"].update({PDF: content(b"%PDF-1.8\n")}), f"files.{PDF}", "is not what its digest says"),
        (lambda d: d["files"].update({PDF: content(b"%PDF-1.7")}), f"files.{PDF}", "is not what its digest says"),
        (lambda d: d["files"].update({PDF: ""}), f"files.{PDF}", "there is no content"),
        (lambda d: d["files"].update({PDF: "JVBERi0xLjcK="}), "files[...]", "this is no content in base64"),
        (lambda d: d["files"].update({PDF: "no base64!"}), "files[...]", "this is no content in base64"),
        (lambda d: d["files"].update({PDF: 7}), "files[...]", "is expected, not a whole number"),
        (lambda d: d["files"].update({"x": content(b"y")}), "files.x", "is not what its digest says"),
        (
            lambda d: d["files"].update({sha256(b"y").hexdigest(): content(b"y")}),
            f"files.{sha256(b'y').hexdigest()}",
            "no attachment names this content",
        ),
        (
            lambda d: d["files"].pop(PDF),
            "activities[1].attachments[0].digest",
            "the content of “a.pdf” is missing under “files”",
        ),
        (lambda d: d.pop("files"), "activities[1].attachments[0].digest", "is missing under “files”"),
        (
            lambda d: d["activities"][1]["attachments"][0].update({"size": 8}),
            "activities[1].attachments[0].size",
            "9 is expected, as its content has",
        ),
        (
            lambda d: d["credits"][1]["claims"][0]["attachments"][0].update({"size": 9}),
            "credits[1].claims[0].attachments[0].size",
            "8 is expected",
        ),
        (lambda d: d.update({"files": []}), "files", "an object is expected, not a list"),
    ],
)
def test_each_fault_is_one_sentence(change: Callable[[Any], object], place: str, words: str) -> None:
    document = json.loads(write_archive(full_library()))
    change(document)
    with pytest.raises(ExchangeError) as refused:
        read_archive(json.dumps(document).encode(), "plan.json")
    sentence = str(refused.value)
    assert f"because at {place}: " in sentence
    assert words in sentence
    assert sentence.endswith("; mend that place or get another copy.")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("FILE_MAX", 3_000_000, r"it has 4 MB; 3 MB is the most of one file"),
        ("FILES_MAX", 5_000_000, r"at files: they have 7 MB; 5 MB is the most of all together"),
    ],
)
def test_more_than_a_plan_keeps_is_refused(
    limit: str, most: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write_archive(kept(b"a" * 3_100_000, b"b" * 3_100_000))
    read_archive(data, "a.json")
    monkeypatch.setattr(archive_goal_checks, limit, most)
    with pytest.raises(ExchangeError, match=words):
        read_archive(data, "a.json")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("/etc/cron.d/evil.txt", "-etc-cron.d-evil.txt"),
        ("../../.bashrc", "..-..-.bashrc"),
        ("..", "File"),
        ("", "File"),
        ("a\0b.txt", "ab.txt"),
        ("x.txt\n\u202efdp", "x.txt fdp"),
        ("z" * 100_000 + ".txt", "z" * 196 + ".txt"),
    ],
)
def test_names_of_files_come_in_tidy(given: str, name: str) -> None:
    document = json.loads(write_archive(full_library()))
    document["activities"][1]["attachments"][0]["name"] = given
    document["credits"][1]["attachments"][0]["name"] = given
    document["credits"][1]["claims"][0]["attachments"][0]["name"] = given
    rows = to_rows(read_archive(json.dumps(document).encode(), "plan.json"))
    assert [row.name for row in rows.attachment] == [name] * 3
