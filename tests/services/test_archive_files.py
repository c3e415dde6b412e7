"""Kept files through the archive: out of one library and into another without loss."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.model import Attachment
from planner.services import archive_merge
from planner.services.actions.attachments import AttachFile, RenameAttachment
from planner.services.attachments import IncomingFile
from planner.services.export import export
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.services.queries.attachments import files_of, kept_file
from planner.storage.library import Library, create_library
from tests.services.actions.test_activities import add
from tests.services.conftest import CLOCK
from tests.services.reading import only, rows

Take = Callable[[Path], Report]


@pytest.fixture
def other(tmp_path: Path) -> object:
    """Another, empty library."""
    create_library(tmp_path / "other.db")
    planner = Planner(Library.open(tmp_path / "other.db"), CLOCK)
    yield planner
    planner.close()


@pytest.fixture
def archive(planner: Planner, tmp_path: Path) -> Path:
    """An activity with two files, one content with two owners."""
    first, second = add(planner, "A"), add(planner, "B")
    for name, data, owner in (("a.pdf", b"%PDF-1.7", first), ("b.bin", bytes(range(256)), first)):
        planner.run(AttachFile(IncomingFile.of(name, data), activity_id=owner.id))
    planner.run(AttachFile(IncomingFile.of("c.pdf", b"%PDF-1.7"), activity_id=second.id))
    export(planner, tmp_path / "plan.json", "json")
    return tmp_path / "plan.json"


def test_a_library_of_an_archive_gives_the_same_archive(archive: Path, other: Planner, tmp_path: Path) -> None:
    (report,) = import_files(other, [archive])
    assert (report.new, report.written) == (2, True)
    found = {row.name: other.read(kept_file, row.id).data for row in rows(other, Attachment)}
    assert found == {"a.pdf": b"%PDF-1.7", "b.bin": bytes(range(256)), "c.pdf": b"%PDF-1.7"}
    export(other, tmp_path / "again.json", "json")
    assert (tmp_path / "again.json").read_bytes() == archive.read_bytes()
    assert other.library.problems(quick=False) == []
    other.undo()
    assert rows(other, Attachment) == []
    other.redo()
    export(other, tmp_path / "again.json", "json")
    assert (tmp_path / "again.json").read_bytes() == archive.read_bytes()


def test_the_same_archive_again_brings_nothing(archive: Path, planner: Planner) -> None:
    (report,) = import_files(planner, [archive])
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    planner.run(RenameAttachment(1, "renamed.pdf"))
    (report,) = import_files(planner, [archive])
    assert (report.changed, report.written) == (1, True)
    assert {row.name for row in planner.read(files_of, activity_id=1)} == {"a.pdf", "b.bin"}


def test_a_removed_file_comes_back_with_its_bytes(archive: Path, planner: Planner) -> None:
    with planner.library.write() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
        connection.exec_driver_sql("DELETE FROM journal_row")
        connection.exec_driver_sql("DELETE FROM journal_step")
        connection.exec_driver_sql("DELETE FROM blob")
    import_files(planner, [archive])
    names = {planner.read(kept_file, row.id).name for row in rows(planner, Attachment)}
    assert names == {"a.pdf", "b.bin", "c.pdf"}


def test_a_bad_archive_writes_nothing(archive: Path, other: Planner) -> None:
    document = json.loads(archive.read_bytes())
    document["files"].popitem()
    archive.write_text(json.dumps(document))
    (report,) = import_files(other, [archive])
    assert not report.readable
    assert len(report.skipped) == 1
    assert "is missing under “files”" in report.skipped[0].why
    assert other.history().undo is None
    assert other.read(lambda reader: reader.value("SELECT count(*) FROM blob")) == 0


def test_files_that_do_not_fit_beside_those_of_the_plan_are_refused(
    archive: Path, other: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = add(other, "Full")
    other.run(AttachFile(IncomingFile.of("big.bin", b"x" * 4_000_000), activity_id=row.id))
    monkeypatch.setattr(archive_merge, "FILES_MAX", 4_000_263)
    (report,) = import_files(other, [archive])
    assert not report.readable
    assert report.skipped[0].why == (
        "The files of the archive and those of the plan take 5 MB together, but a plan keeps at most 4 MB. Remove some "
        "of them first."
    )
    monkeypatch.setattr(archive_merge, "FILES_MAX", 4_000_264)
    (report,) = import_files(other, [archive])
    assert report.written


def test_a_library_whose_bytes_are_missing_is_not_archived_in_silence(
    archive: Path, planner: Planner, tmp_path: Path
) -> None:
    with planner.library.write() as connection:
        connection.exec_driver_sql("DELETE FROM blob WHERE length(bytes) = 8")
    with pytest.raises(Exception, match=r"the content of its file “a\.pdf” is missing"):
        export(planner, tmp_path / "x.json", "json")
    assert not (tmp_path / "x.json").exists()
    assert only(planner, Attachment, name="a.pdf").size == 8
