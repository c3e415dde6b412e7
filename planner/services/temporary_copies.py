"""Private copies of kept files for the programs that show them; they go when this process ends."""

import os
import shutil
import stat
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError

_PREFIX: Final = "planner-files-"
_MARK: Final = "in-use"
_LONGEST: Final = 120  # in bytes: a file system takes 255, and other programs add something of their own


class TemporaryCopies:
    """The copies of one process, in a folder that nobody else may look into, made with the first of them.

    The folder is locked while this process lives, however it ends: so the next one knows which folders are left over.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._place = place or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._mark: IO[bytes] | None = None
        self._writing = threading.Lock()  # several threads may want copies at once
        self._end: weakref.finalize[..., TemporaryCopies] | None = None

    def write(self, name: str, data: bytes) -> Path:
        """Copies a file so that a program can show it; the copy cannot be written to, since nobody would read it back.

        Raises InvalidInputError for what is no document and no picture, ExchangeError if it cannot be written.
        """
        from planner.domain.file_types import media_type_of, opened_ending, tidy_name

        name = tidy_name(name)
        ending = opened_ending(name, media_type_of(name, data))
        if not ending:
            raise InvalidInputError(not_opened(name))
        with self._writing:
            return self._written(_short(name) + ending, data)

    def _written(self, name: str, data: bytes) -> Path:
        from planner.storage.blobs import digest_of
        from planner.storage.faults import describe_os_error

        try:
            folder = self._own_folder() / digest_of(data)[:16]
            folder.mkdir(mode=0o700, exist_ok=True)
            copy = folder / name
            if not copy.is_file() or copy.read_bytes() != data:
                _write_private(copy, data)
        except OSError as error:
            raise ExchangeError(str(describe_os_error(self._folder or self._place, error))) from error
        return copy

    def _own_folder(self) -> Path:
        if self._folder is None or not self._folder.is_dir():
            self.remove()
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._place))  # of mode 0700
            self._mark = (folder / _MARK).open("wb")
            _lock(self._mark)
            self._folder = folder
            self._end = weakref.finalize(self, _remove, folder, self._mark)
        return self._folder

    def remove(self) -> None:
        """Removes all copies; at the end of the process that happens by itself."""
        if self._end is not None:
            self._end()
        self._folder = self._mark = self._end = None

    def sweep(self) -> None:
        """Removes what processes left behind that were killed."""
        with suppress(OSError):
            for folder in self._place.glob(f"{_PREFIX}*"):
                if folder != self._folder and _is_left_over(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def not_opened(name: str) -> str:
    """Why a file is not opened, and what to do instead."""
    return tr(
        "“{name}” is not opened from here, since only documents and pictures are safe to open. Save a copy instead.",
        name=name,
    )


def _short(name: str) -> str:
    """The name without its ending, as a file system takes it."""
    stem = Path(name).stem.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return stem or "file"


def _write_private(copy: Path, data: bytes) -> None:
    draft = copy.with_name(f"{copy.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    draft.chmod(0o400)
    draft.replace(copy)


def _lock(mark: IO[bytes]) -> bool:
    """Holds the mark for this process; False if another one does."""
    if os.name != "posix":
        return True
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(mark, LOCK_EX | LOCK_NB)
    except OSError:
        return False
    return True


def _is_left_over(folder: Path) -> bool:
    """Whether a folder is ours, and no living process holds its mark."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        facts = folder.lstat()
        if facts.st_uid != os.geteuid() or not stat.S_ISDIR(facts.st_mode):
            return False
        try:
            with (folder / _MARK).open("rb") as mark:
                return _lock(mark)
        except FileNotFoundError:
            return not any(folder.iterdir()) and _is_old(facts.st_mtime)
    return False


def _is_old(moment: float) -> bool:
    """Whether a folder without a mark is not one that is being made just now."""
    import time

    return moment < time.time() - 60


def _remove(folder: Path, mark: IO[bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    mark.close()
