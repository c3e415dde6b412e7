"""Kept files: those of an activity, a credit or a claim, one with its bytes, and how much room they take."""

from typing import NamedTuple

from planner.config.text import tr
from planner.domain.errors import LibraryError, NotFoundError
from planner.domain.model import Attachment
from planner.domain.words import AttachmentPurpose
from planner.storage import blobs
from planner.storage.reader import Reader

_COLUMNS = ", ".join(Attachment._fields)


class KeptFile(NamedTuple):
    """A kept file with its bytes; ``media_type`` is what they are, whatever the row says."""

    name: str
    media_type: str
    data: bytes


def files_of(
    reader: Reader, *, activity_id: int | None = None, credit_id: int | None = None, claim_id: int | None = None,
    purpose: str | None = AttachmentPurpose.FILE,
) -> tuple[Attachment, ...]:  # fmt: skip
    """The files of one owner as they were added; ``purpose`` None: those of every purpose."""
    column, owner = next(
        (name, value)
        for name, value in (("activity_id", activity_id), ("credit_id", credit_id), ("claim_id", claim_id))
        if value is not None
    )
    sql = f"SELECT {_COLUMNS} FROM attachment WHERE {column} = ? AND (? IS NULL OR purpose = ?) ORDER BY added_at, id"
    return tuple(map(Attachment._make, reader.rows(sql, (owner, purpose, purpose))))


def kept_file(reader: Reader, attachment_id: int) -> KeptFile:
    """A kept file, whole. Raises NotFoundError if it is kept no more, LibraryError if its content is damaged."""
    from planner.domain.file_types import media_type_of

    found = reader.rows("SELECT name, digest FROM attachment WHERE id = ?", (attachment_id,))
    if not found:
        raise NotFoundError(tr("The file is not in the plan any more; it was removed meanwhile."))
    name, digest = found[0]
    data = blobs.read(reader, digest)
    if data is None or blobs.digest_of(data) != digest:
        raise LibraryError(
            tr(
                "The content of “{name}” is damaged in the plan. Restore a backup, or remove the file and attach it "
                "anew.",
                name=name,
            )
        )
    return KeptFile(name, media_type_of(name, data), data)


def bytes_used(reader: Reader) -> int:
    """How many bytes all kept files take; what is attached in several places counts once."""
    return int(reader.value("SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT digest, size FROM attachment)"))


def digests_of(reader: Reader, activity_id: int) -> frozenset[str]:
    """The digests of the files of an activity."""
    return frozenset(row.digest for row in files_of(reader, activity_id=activity_id))
