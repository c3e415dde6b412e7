"""Files that the program is to open, as a double-click names them: which can be, and one sentence for each other."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from planner.config import paths
from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_PLAN_FILE: Final = b"SQLite format 3\0"


class ToOpen(NamedTuple):
    """The files that can be opened, each once, and a sentence for each word that names none."""

    files: list[Path]
    problems: list[str]


def is_address(word: str) -> bool:
    """Whether a word is written as an address, such as ``file:///home/ada/talks.ics``."""
    return _ADDRESS.match(word) is not None


def given_path(written: str) -> Path:
    """The absolute path of an argument. Raises InvalidInputError where no file can have this name, and for no name."""
    if not written:  # it would be the folder in which the program runs
        raise InvalidInputError(tr("An empty text is not the path of a file. Name one."))
    try:
        return paths.expanded(written)
    except OSError as error:
        raise InvalidInputError(
            tr(
                "“{path}” cannot be the path of a file ({reason}). Name another one.",
                path=shortened(written, 80),
                reason=error.strerror or error,
            )
        ) from error


def files_to_open(words: Sequence[str]) -> ToOpen:
    """The files that words name, as paths or ``file:`` addresses.

    One that is no file of this computer stops no other; nor does a plan file, which is not imported.
    """
    files: list[Path] = []
    problems: list[str] = []
    for word in words:
        try:
            files.append(_file(word))
        except InvalidInputError as error:
            problems.append(str(error))
    return ToOpen(list(dict.fromkeys(files)), list(dict.fromkeys(problems)))


def _file(word: str) -> Path:
    path = given_path(_path_of(word) if is_address(word) else word)
    if not path.exists():
        raise InvalidInputError(tr("There is no file “{path}”. Look for it, and open it again.", path=path))
    if not path.is_file():
        raise InvalidInputError(
            tr("“{path}” is no file. Name files, or bring folders in with “planner import”.", path=path)
        )
    try:
        with path.open("rb") as file:
            is_plan = file.read(len(_PLAN_FILE)) == _PLAN_FILE
    except OSError as error:
        raise InvalidInputError(
            tr("“{path}” cannot be read ({reason}).", path=path, reason=error.strerror or error)
        ) from error
    if is_plan:
        raise InvalidInputError(
            tr("“{path}” is a plan file, which is not imported. Open it with --library before its name.", path=path)
        )
    return path


def _path_of(address: str) -> str:
    from urllib.parse import unquote_to_bytes, urlsplit

    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise InvalidInputError(
            tr("“{address}” is no file of this computer. Save it, and open that file.", address=shortened(address, 80))
        )
    return os.fsdecode(unquote_to_bytes(parts.path))
