"""The bytes of a file that a person names, whatever lies there."""

from collections.abc import Callable
from pathlib import Path

from planner.config.text import tr
from planner.domain.errors import ExchangeError


def read_bytes(path: Path, limit: int, refuse: Callable[[int], object] | None = None) -> bytes:
    """The bytes of a file, which is not read at all if it is larger than ``limit``; ``refuse`` may say so better.

    Raises ExchangeError.
    """
    data, size = _start_of(path, limit)
    if size <= limit:
        return data
    if refuse is not None:
        refuse(size)
    raise ExchangeError(
        tr(
            "“{path}” has {size} MB; the most that is read is {limit} MB. Split it and import the parts.",
            path=path,
            size=-(-size // 1_000_000),
            limit=limit // 1_000_000,
        )
    )


def read_head(path: Path, length: int) -> bytes:
    """The first bytes of a file, however large it is. Raises ExchangeError."""
    return _start_of(path, length, whole=False)[0]


def _start_of(path: Path, length: int, *, whole: bool = True) -> tuple[bytes, int]:
    """So many bytes of a file (none of a larger one if ``whole``), and its size."""
    from planner.domain.errors import LibraryError
    from planner.storage.connection import refuse_open
    from planner.storage.faults import translated

    try:
        with translated(path):
            refuse_open(path)
            if path.is_dir():
                raise ExchangeError(tr("“{path}” is a folder. Name a file.", path=path))
            if path.exists() and not path.is_file():  # a pipe may never answer
                raise ExchangeError(tr("“{path}” is no ordinary file. Name one.", path=path))
            size = path.stat().st_size
            # The kernel says nothing of the size of files that it makes up, some of which never end.
            if not size or (whole and size > length):
                return b"", size
            with path.open("rb") as file:
                return file.read(length + whole), size
    except LibraryError as error:
        raise ExchangeError(str(error)) from error
