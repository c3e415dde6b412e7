"""Files named on the line without a command, as a double-click does it: the window opens and shows what they bring."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from planner.cli.common import given_path
from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_PLAN_FILE = b"SQLite format 3\0"


def means_a_file(word: str) -> bool:
    """Whether a word of the line is meant as a file: one that is there, or what looks like the path of one."""
    if "/" in word or os.sep in word:
        return True
    suffix = Path(word).suffix
    if not suffix:
        return _is_file(word)
    from planner.services.import_finding import ENDINGS

    return suffix.lower() in ENDINGS or _is_file(word)


def files_to_open(words: Sequence[str]) -> list[Path]:
    """The files that words of the line name, as paths or ``file:`` addresses, each once.

    Raises InvalidInputError for what is no file of this computer, and for a plan file, which is no import.
    """
    return list(dict.fromkeys(map(_file, words)))


def _file(word: str) -> Path:
    path = given_path(_path_of(word) if _ADDRESS.match(word) else word)
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


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False
