"""The files that come in: their formats, by ending and content, and those of a folder."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError

FORMATS: Final = (
    "ics", "json", "csv", "markdown", "roadmap-sh", "template", "skills-json", "skills-csv", "badge", "conferences"
)  # fmt: skip
"""The formats that come in; what a file that ends in ``.json`` or ``.csv`` holds is told by its content."""
ENDINGS: Final = {
    ".ics": "ics",
    ".ical": "ics",
    ".ifb": "ics",
    ".icalendar": "ics",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".png": "badge",
    ".jwt": "badge",
    ".jws": "badge",
    ".yml": "conferences",
    ".yaml": "conferences",
}
"""The endings of the files that come in, each with its format."""
_IN_FOLDERS: Final = frozenset(("ics", "json", "badge", "conferences"))
"""What a folder is searched for unless a format is given: tables and texts lie about for many other reasons."""
_DATED: Final = frozenset(("ics", "json", "conferences"))
"""The formats that hold dates, of which a file of JSON may be one."""
_TOLD_BY_CONTENT: Final = frozenset(("badge", "conferences"))
"""Formats whose endings say too little: of such files in a folder only those are taken that hold what they may."""
_ALIKE: Final = {"roadmap-sh": "json", "template": "json", "skills-json": "json", "skills-csv": "csv"}
"""Formats whose files end as those of another one do."""
_MAY_BE_BADGES: Final = frozenset(("", "json", "badge"))
MAX_FILES: Final = 2_000
"""How many files one import takes from a folder."""


def format_of(path: Path, given: str | None = None) -> str:
    """The format of a file: the given one, else by its ending, or by its content where that is a badge.

    Raises InvalidInputError if nothing says it.
    """
    found = given if given is not None else ENDINGS.get(path.suffix.lower())
    if found is None and _holds_badge(path):
        return "badge"
    if found is None:
        raise InvalidInputError(
            tr(
                "The ending of “{path}” does not say what it is. Name its format with --format: {known}.",
                path=path,
                known=", ".join(FORMATS),
            )
        )
    if found not in FORMATS:
        raise InvalidInputError(
            tr("“{name}” is no format that comes in. Choose one of {known}.", name=found, known=", ".join(FORMATS))
        )
    return found


def likely_format(path: Path) -> str:
    """What a file is likely to be, to name it where it could not be read; empty where nothing says it."""
    kind = ENDINGS.get(path.suffix.lower(), "")
    return "badge" if kind in _MAY_BE_BADGES and _holds_badge(path) else kind


def _holds_badge(path: Path) -> bool:
    from planner.services.badges import holds_badge

    return holds_badge(path)


def _holds(file: Path, kind: str) -> bool:
    """Whether a file of a folder holds what its ending says, where that says too little."""
    if kind == "conferences":
        from planner.services.import_lists import is_list

        return is_list(file)
    return kind != "badge" or _holds_badge(file)


def find_files(path: Path, given: str | None = None) -> list[Path]:
    """The file itself, or, for a folder, those in it, at any depth, whose ending is known.

    Of pictures, of the other files that may be badges, and of those that may be lists of conferences, only those that
    are. Links to folders are not followed.
    Raises ExchangeError for too many files.
    """
    if not path.is_dir():
        return [path]
    if given is None:
        names_of: Collection[str] = _IN_FOLDERS
    else:
        names_of = {given, "json"} if given in _TOLD_BY_CONTENT else {_ALIKE.get(given, given)}
    return _bounded(path, (file for file in _files_in(path, names_of) if _holds(file, ENDINGS[file.suffix.lower()])))


def find_dated(path: Path, check: Callable[[], object] = bool) -> tuple[list[Path], list[Path]]:
    """The file, or those of a folder, at any depth, that are calendars or lists of conferences; and what is neither.

    Of a folder that is what its ending would let one take for a list. ``check`` is called for each folder and may raise
    to stop. Raises ExchangeError for too many files.
    """
    files = _bounded(path, _files_in(path, _DATED, check)) if path.is_dir() else [path]
    sorted_out = [(file, has_dates(file)) for file in files]
    return [file for file, is_dated in sorted_out if is_dated], [file for file, is_dated in sorted_out if not is_dated]


def has_dates(path: Path) -> bool:
    """Whether a file is a calendar or a list of conferences, the latter told by its content; never raises."""
    from planner.services.import_lists import is_list

    kind = ENDINGS.get(path.suffix.lower())
    return kind == "ics" or (kind in _DATED and is_list(path))


def _files_in(path: Path, names_of: Collection[str], check: Callable[[], object] = bool) -> Iterator[Path]:
    """The files of a folder whose endings are those of some formats."""
    wanted = {ending for ending, name in ENDINGS.items() if name in names_of}
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        check()
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in wanted)


def _bounded(path: Path, files: Iterable[Path]) -> list[Path]:
    found = list(islice(files, MAX_FILES + 1))
    if len(found) > MAX_FILES:
        raise ExchangeError(
            tr("“{path}” holds more than {n} files. Import its folders one by one.", path=path, n=MAX_FILES)
        )
    return found
