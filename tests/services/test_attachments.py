"""Files on the way in and out: read within limits, copied privately for other programs, saved elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError, InvalidInputError, LibraryError, NotFoundError, PlannerError
from planner.domain.model import Attachment
from planner.services import attaching, attachments
from planner.services.actions import attachments as actions
from planner.services.actions.attachments import AttachFile, RemoveAttachment
from planner.services.attaching import Owner, attach_files
from planner.services.attachments import IncomingFile, read_file, save_copy, size_text
from planner.services.planner import Planner
from planner.services.queries.attachments import bytes_used, kept_file
from planner.services.temporary_copies import TemporaryCopies
from tests.conftest import ROOT
from tests.services.actions.test_activities import add
from tests.services.reading import only


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "A  certificate.PDF"
    path.write_bytes(b"%PDF-1.7 and more")
    assert read_file(path) == ("A certificate.PDF", "application/pdf", b"%PDF-1.7 and more")
    (tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")).write_bytes(b"x")
    assert read_file(tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")).name == "caf.txt"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talk.mp4"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(IncomingFile, "of", lambda name, data: pytest.fail("it was read"))
    with pytest.raises(ExchangeError) as refused:
        read_file(path)
    assert str(refused.value) == (
        "“talk.mp4” has 200 MB; a plan keeps files of up to 20 MB each. Attach a smaller version of it, or add a link "
        "to where it lies."
    )


def test_a_file_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    assert len(read_file(path).data) == 20_000_000
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(ExchangeError, match="has 21 MB"):
        read_file(path)


def test_what_is_no_file_to_keep_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "empty", "is empty"),
        (tmp_path / "pipe", "is no ordinary file"),
        (Path("/dev/null"), "is no ordinary file"),
        (tmp_path / "gone", "is not there any more"),
        (tmp_path / "empty" / "inside", "is not there any more"),
        (tmp_path / "loop", "cannot be read"),
        (tmp_path / "n\0l", "cannot be read"),
    ):
        with pytest.raises(ExchangeError, match=words) as refused:
            read_file(path)
        assert "\n" not in str(refused.value)
        assert str(refused.value).endswith(".")


def test_a_file_that_one_may_not_read(unprivileged_file: Path) -> None:
    with pytest.raises(ExchangeError, match="may not be read by you"):
        read_file(unprivileged_file)


@pytest.fixture
def unprivileged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that refuses to be opened, also for root, whom permissions do not bind."""
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    if os.geteuid() == 0:
        really = os.open

        def refusing(name: Path, *rest: int) -> int:
            if name == path:
                raise PermissionError(13, "Permission denied")
            return really(name, *rest)

        monkeypatch.setattr(os, "open", refusing)
    return path


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 B"), (999, "999 B"), (1000, "1 KB"), (12_345, "12 KB"), (999_499, "999 KB"), (999_500, "1 MB"),
     (3_400_000, "3.4 MB"), (20_000_000, "20 MB")],
)  # fmt: skip
def test_sizes_in_words(size: int, text: str) -> None:
    assert size_text(size) == text


def test_files_are_attached_until_the_plan_is_full(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("a.bin", 3_000_000), ("b.bin", 2_000_001), ("c.bin", 2_000_000)):
        (tmp_path / name).write_bytes(name[:1].encode() * size)
    for module in (attaching, attachments, actions):
        monkeypatch.setattr(module, "FILES_MAX", 5_000_000)
    owner = Owner(activity_id=add(planner, "A").id)
    done = attach_files(planner, [tmp_path / "a.bin", tmp_path / "b.bin", tmp_path / "c.bin"], owner)
    assert done.names == ("a.bin", "c.bin")
    (why,) = done.refused
    assert why == (
        "“b.bin” does not fit: the files of this plan take 3 MB of 5 MB already. Remove some of them, or add a link to "
        "where it lies."
    )
    assert done.text() == f"2 files are attached. {why}"
    planner.undo()
    assert planner.read(bytes_used) == 0
    for module in (attachments, actions):
        monkeypatch.setattr(module, "FILES_MAX", 2_000_000)
    with pytest.raises(InvalidInputError, match=r"“a\.bin” does not fit: the files of this plan take 0 MB of 2 MB"):
        attach_files(planner, [tmp_path / "a.bin"], owner)


def test_all_that_is_refused_is_told(planner: Planner, tmp_path: Path) -> None:
    owner = Owner(activity_id=add(planner, "A").id)
    done = attach_files(planner, [tmp_path / "a", tmp_path / "b", tmp_path], owner)
    assert (done.change, done.names) == (None, ())
    assert done.text() == (
        "“a” is not there any more. Choose the file anew. 2 other files were refused, too."
    )


# -- copies for other programs


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_copy_is_private_and_cannot_be_written(tmp_path: Path) -> None:
    copies = TemporaryCopies(tmp_path)
    copy = copies.write("Zertifikat.PDF", b"%PDF-1.7")
    assert copy.read_bytes() == b"%PDF-1.7"
    assert copy.name == "Zertifikat.pdf"
    assert mode(copy) == 0o400
    (folder,) = tmp_path.iterdir()
    assert {mode(folder), mode(copy.parent)} == {0o700}
    assert copies.write("Zertifikat.PDF", b"%PDF-1.7") == copy
    copy.chmod(0o600)
    copy.write_bytes(b"changed")
    assert copies.write("Zertifikat.PDF", b"%PDF-1.7").read_bytes() == b"%PDF-1.7"
    assert copies.write("Zertifikat.PDF", b"%PDF-1.8") != copy
    copies.remove()
    assert list(tmp_path.iterdir()) == []
    assert copies.write("a.txt", b"x").exists()
    copies.remove()


@pytest.mark.parametrize("name", ["a.desktop", "a.html", "a.sh", "a", "a.pdf", "a.svg", "a.exe", "a.docm"])
def test_what_is_no_document_and_no_picture_is_not_copied(tmp_path: Path, name: str) -> None:
    copies = TemporaryCopies(tmp_path)
    with pytest.raises(InvalidInputError, match=rf"“{name}” is not opened .* Save a copy instead\."):
        copies.write(name, b"#!/bin/sh\n")
    assert list(tmp_path.iterdir()) == []


def test_the_ending_is_that_of_the_content(tmp_path: Path) -> None:
    copies = TemporaryCopies(tmp_path)
    assert copies.write("photo.desktop", b"\xff\xd8\xff\xe0").name == "photo.jpg"
    assert copies.write("日" * 200, b"GIF89a").name == "日" * 40 + ".gif"
    assert copies.write("...txt", b"x").name == "file.txt"
    assert copies.write("../a\0b\u202e.txt", b"x").name == "-ab.txt"
    copies.remove()


def test_a_disk_that_refuses_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="There is no file or folder"):
        TemporaryCopies(tmp_path / "gone").write("a.txt", b"x")


OTHER = """
import sys
from pathlib import Path
from planner.services.temporary_copies import TemporaryCopies

copies = TemporaryCopies(Path(sys.argv[1]))
print(copies.write("a.txt", b"x"), flush=True)
sys.stdin.readline()
"""


def other(folder: Path) -> subprocess.Popen[str]:
    """Another process with a copy in the same folder."""
    command = [sys.executable, "-c", OTHER, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_copies_go_with_their_process(tmp_path: Path) -> None:
    with other(tmp_path) as process:
        assert process.stdout is not None
        assert Path(process.stdout.readline().strip()).exists()
        process.communicate("\n")
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "planner-files-of-mine").write_bytes(b"no folder")
    (tmp_path / "else").mkdir()
    (tmp_path / "planner-files-link").symlink_to(tmp_path / "else")
    own = TemporaryCopies(tmp_path)
    mine = own.write("b.txt", b"y")
    with other(tmp_path) as dead, other(tmp_path) as living:
        assert dead.stdout is not None
        assert living.stdout is not None
        left, held = Path(dead.stdout.readline().strip()), Path(living.stdout.readline().strip())
        dead.kill()
        dead.wait()
        own.sweep()
        assert not left.parent.parent.exists()
        assert held.exists()
        assert mine.exists()
        living.communicate("\n")
    own.remove()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["else", "planner-files-link", "planner-files-of-mine"]


# -- saving a copy


@pytest.fixture
def kept(planner: Planner) -> Attachment:
    """A script, which is kept like any other file."""
    row = add(planner, "A")
    planner.run(AttachFile(IncomingFile.of("run.sh", b"#!/bin/sh\n"), activity_id=row.id))
    return only(planner, Attachment)


def test_a_copy_is_saved_whole_and_in_place_of_what_was_there(
    planner: Planner, kept: Attachment, tmp_path: Path
) -> None:
    path = tmp_path / "run.sh"
    path.write_bytes(b"something longer than what comes now")
    save_copy(planner, kept.id, path)
    assert path.read_bytes() == b"#!/bin/sh\n"
    assert not mode(path) & 0o111
    assert not [each for each in tmp_path.iterdir() if each.name.endswith(".new")]


def test_a_copy_never_replaces_a_plan(planner: Planner, kept: Attachment, tmp_path: Path) -> None:
    with pytest.raises(PlannerError):
        save_copy(planner, kept.id, planner.path)
    with pytest.raises(LibraryError, match="There is no folder"):
        save_copy(planner, kept.id, tmp_path / "gone" / "run.sh")
    assert planner.library.problems(quick=True) == []


def test_what_is_gone_or_damaged_is_neither_opened_nor_saved(
    planner: Planner, kept: Attachment, tmp_path: Path
) -> None:
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE blob SET bytes = x'00'")
    with pytest.raises(LibraryError, match=r"“run\.sh” is damaged in the plan"):
        save_copy(planner, kept.id, tmp_path / "run.sh")
    assert not (tmp_path / "run.sh").exists()
    planner.run(RemoveAttachment(kept.id))
    with pytest.raises(NotFoundError, match="is not in the plan any more"):
        planner.read(kept_file, kept.id)
