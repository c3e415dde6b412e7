"""Files that a plan keeps: read from the disk within their limits, and written out again as copies."""

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.config import formats
from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.limits import FILE_MAX, FILES_MAX

if TYPE_CHECKING:
    from planner.services.planner import Planner


class IncomingFile(NamedTuple):
    """A file that is to be kept: a tidy name, what it is, and its bytes."""

    name: str
    media_type: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> "IncomingFile":
        """A file that did not lie on the disk; its type is told by content and name."""
        from planner.domain.file_types import media_type_of, tidy_name

        tidy = tidy_name(name)
        return cls(tidy, media_type_of(tidy, data), data)


def read_file(path: Path) -> IncomingFile:
    """Reads a file that is to be kept; one that is too large is not read at all.

    Raises ExchangeError with one sentence if it is gone, empty, too large, not to be read, or no ordinary file.
    """
    from planner.domain.errors import LibraryError
    from planner.domain.file_types import tidy_name
    from planner.storage.connection import refuse_open

    name = tidy_name(path.name)
    try:
        refuse_open(path)
    except LibraryError as error:
        raise ExchangeError(str(error)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    try:
        # A pipe that takes the place of the file meanwhile must not make us wait for its writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _refuse(name, os.fstat(descriptor))
            data = stream.read(FILE_MAX + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    if len(data) > FILE_MAX:
        raise _too_large(name, len(data))
    if not data:
        raise _empty(name)
    return IncomingFile.of(name, data)


def _refuse(name: str, facts: os.stat_result) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise ExchangeError(tr("“{name}” is a folder. Pack it into one file first, or choose a file in it.", name=name))
    if not stat.S_ISREG(facts.st_mode):
        raise ExchangeError(tr("“{name}” is no ordinary file. Choose another one.", name=name))
    if facts.st_size > FILE_MAX:
        raise _too_large(name, facts.st_size)
    if not facts.st_size:
        raise _empty(name)


def _empty(name: str) -> ExchangeError:
    return ExchangeError(tr("“{name}” is empty, so there is nothing to keep. Choose another file.", name=name))


def _too_large(name: str, size: int) -> ExchangeError:
    return ExchangeError(
        tr(
            "“{name}” has {size}; a plan keeps files of up to {limit} each. Attach a smaller version of it, or add a "
            "link to where it lies.",
            name=name,
            size=megabytes(size),
            limit=megabytes(FILE_MAX),
        )
    )


def _unreadable(name: str, error: OSError | ValueError) -> ExchangeError:
    if isinstance(error, IsADirectoryError):  # Windows says so on opening
        return ExchangeError(tr("“{name}” is a folder. Choose a file in it.", name=name))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExchangeError(tr("“{name}” is not there any more. Choose the file anew.", name=name))
    if isinstance(error, PermissionError):
        return ExchangeError(tr("“{name}” may not be read by you. Allow reading it and try again.", name=name))
    if isinstance(error, OSError) and error.errno in (errno.ENXIO, errno.ENODEV):
        return ExchangeError(tr("“{name}” is no ordinary file. Choose another one.", name=name))
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    return ExchangeError(
        tr("“{name}” cannot be read ({reason}). Copy it elsewhere and try again.", name=name, reason=reason)
    )


def no_room(name: str, used: int) -> str:
    """Why a file is not kept where all of them would be too large together."""
    return tr(
        "“{name}” does not fit: the files of this plan take {used} of {limit} already. Remove some of them, or add a "
        "link to where it lies.",
        name=name,
        used=megabytes(used),
        limit=megabytes(FILES_MAX),
    )


def save_copy(planner: "Planner", attachment_id: int, path: Path) -> None:
    """Writes a kept file to a place, which is what was there or the whole copy, never half of it.

    Raises NotFoundError if it is kept no more, LibraryError if its content is damaged or the place is a plan, and
    ExchangeError if the place cannot be written.
    """
    from planner.services.export import write_export
    from planner.services.queries.attachments import kept_file

    write_export(planner, path, planner.read(kept_file, attachment_id).data)


def megabytes(size: int) -> str:
    """A number of bytes in whole megabytes, rounded up."""
    return tr("{n} MB", n=-(-size // 1_000_000))


def size_text(size: int) -> str:
    """A size as it stands beside a name: “840 B”, “12 KB”, “3.4 MB”."""
    if size < 1000:
        return tr("{n} B", n=size)
    if size < 999_500:
        return tr("{n} KB", n=round(size / 1000))
    return tr("{n} MB", n=formats.decimal(size / 1_000_000, 1).removesuffix(formats.localized(".0")))


def limits_text() -> str:
    """What a plan keeps at most, as one line."""
    return tr("Up to {one} each, {all} in all", one=megabytes(FILE_MAX), all=megabytes(FILES_MAX))
