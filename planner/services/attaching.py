"""Attaching files from the disk, as one step."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from planner.config.text import tr, trn
from planner.domain.errors import ExchangeError
from planner.domain.limits import FILES_MAX
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services.actions.attachments import AttachFile, attached_already
from planner.services.actions.several import Several
from planner.services.attachments import IncomingFile, no_room, read_file
from planner.services.planner import Change, Planner
from planner.services.queries.attachments import bytes_used, files_of
from planner.storage.blobs import digest_of


class Owner(NamedTuple):
    """What files are attached to: just one of an activity, a credit and a claim is given."""

    activity_id: ActivityId | None = None
    credit_id: CreditId | None = None
    claim_id: ClaimId | None = None


class Attached(NamedTuple):
    """What came of attaching files: their names with the step that did it (None: none was), and why others were not."""

    names: tuple[str, ...]
    change: Change | None
    refused: tuple[str, ...]

    def text(self) -> str:
        """One line that says all of it."""
        said = list(self.refused[:1])
        if len(self.refused) > 1:
            more = len(self.refused) - 1
            said.append(trn("{n} other file was refused, too.", "{n} other files were refused, too.", more))
        if len(self.names) == 1:
            said.insert(0, tr("“{name}” is attached.", name=self.names[0]))
        elif self.names:
            said.insert(0, trn("{n} file is attached.", "{n} files are attached.", len(self.names)))
        return " ".join(said)


def attach_files(planner: Planner, paths: Iterable[Path], owner: Owner) -> Attached:
    """Reads files and attaches them as one step; those that are refused are told, and the others are attached.

    Raises PlannerError if the step itself is refused; then nothing is attached.
    """
    present = {row.digest: row.name for row in planner.read(files_of, **owner._asdict())}
    room = FILES_MAX - planner.read(bytes_used)
    files: list[IncomingFile] = []
    refused: list[str] = []
    for path in paths:
        try:
            file = read_file(path)
        except ExchangeError as error:
            refused.append(str(error))
            continue
        digest = digest_of(file.data)
        if digest in present:
            refused.append(attached_already(file.name, present[digest]))
        elif files and len(file.data) > room:
            refused.append(no_room(file.name, FILES_MAX - room))
        else:
            present[digest] = file.name
            room -= len(file.data)
            files.append(file)
    actions = tuple(AttachFile(file, **owner._asdict()) for file in files)
    label = trn("Attach {n} file", "Attach {n} files", len(files))
    change = planner.run(Several(actions, label)) if actions else None
    return Attached(tuple(file.name for file in files), change, tuple(refused))
