"""A look into a copy of a library that leaves no trace: not in the file, and not beside it."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.connection import FileMarks, companions, open_file, pragma, refuse_newer, refuse_open
from planner.storage.faults import DamagedError, translated
from planner.storage.reader import Reader

_BUSY_MS: Final = 5000
_WRITE_VERSION: Final = 18
_WRITE_AHEAD: Final = 2


@contextmanager
def peeked(path: Path) -> Iterator[Reader]:
    """What the copy at ``path`` holds, of this or an older schema, after SQLite's quick examination.

    The reader has SQL text only. A copy that is in write-ahead mode, as a plan is and a backup is not, is copied to the
    temporary folder first. Raises DamagedError if it is not whole, else LibraryError.
    """
    refuse_newer(path, FileMarks(path).schema_version)
    with translated(path), contextlib.ExitStack() as stack:
        refuse_open(path)
        alone = path if _is_plain(path) else _copied(path, Path(stack.enter_context(tempfile.TemporaryDirectory())))
        driver = stack.enter_context(contextlib.closing(open_file(alone, _BUSY_MS, unchanging=alone is path)))
        refuse_newer(path, pragma(driver, "user_version"))
        found = [str(row[0]) for row in driver.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise DamagedError(tr("“{path}” is damaged. Choose another backup.", path=path))
        driver.execute("BEGIN")
        yield Reader(driver, _no_core)


def trouble_with(path: Path) -> str:
    """Why a copy cannot be restored, as far as its first bytes and its size tell: one sentence, or empty."""
    try:
        refuse_newer(path, FileMarks(path).schema_version)
    except LibraryError as error:
        return str(error)
    return ""


def _no_core() -> NoReturn:
    raise RuntimeError("a copy that is only looked at is read with SQL text")


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_WRITE_VERSION + 1)
    return head[_WRITE_VERSION] != _WRITE_AHEAD and not any(each.exists() for each in companions(path))


def _copied(path: Path, folder: Path) -> Path:
    for source in (path, *companions(path)):
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return folder / path.name


def columns_of(reader: Reader, tables: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The columns of each of these tables that there is."""
    found = {}
    for table in tables:
        names = tuple(str(row[1]) for row in reader.rows(f'PRAGMA table_info("{table}")'))
        if names:
            found[table] = names
    return found
