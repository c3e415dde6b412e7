"""What the tests of files in the inspector do: look at the rows, wait for the work, keep files to begin with."""

from planner.domain.words import ActivityId
from planner.services.actions.attachments import AttachFile
from planner.services.attachments import IncomingFile
from planner.ui.shell.inspector.file_row import FileRow
from planner.ui.shell.inspector.files_section import FilesSection
from tests.ui.inspector.conftest import Bench

PDF = b"%PDF-1.7\n"


def section(bench: Bench) -> FilesSection:
    part = bench.view.trailing.parts["files"]
    assert isinstance(part, FilesSection)
    return part


def shown(bench: Bench) -> list[FileRow]:
    part = section(bench)
    return [row for row in part.rows if row.isVisibleTo(part)] if part.isVisible() else []


def names(bench: Bench) -> list[str]:
    return [row.kept.name for row in shown(bench) if row.kept is not None]


def done(bench: Bench) -> None:
    bench.qtbot.waitUntil(lambda: not section(bench).files.work.busy)


def keep(bench: Bench, *names: str, data: bytes = PDF, purpose: str = "file") -> list[FileRow]:
    """Open a certification with files of these names."""
    activity_id = ActivityId(bench.open("certification"))
    for number, name in enumerate(names):
        file = IncomingFile.of(name, data + bytes([number]))
        bench.planner.run(AttachFile(file, activity_id=activity_id, purpose=purpose))
    return shown(bench)
