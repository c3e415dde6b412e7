"""Bringing files in: finding them, comparing them with the library, and writing each import as one step."""

import gc
import logging
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ConflictError, ExchangeError, InvalidInputError
from planner.domain.words import EventOrigin
from planner.services.action import Action
from planner.services.planner import Planner

FORMATS: Final = ("ics", "json")
_ENDINGS: Final = {".ics": "ics", ".ical": "ics", ".icalendar": "ics", ".ifb": "ics", ".json": "json"}
MAX_FILES: Final = 2_000
"""How many files one import takes from folders."""
BIG: Final = 100
"""An import of more rows than this makes a backup first."""
_ATTEMPTS: Final = 3

log = logging.getLogger(__name__)


class Remark(NamedTuple):
    """Something that did not come in, where it stands and why."""

    where: str
    why: str


class Report(NamedTuple):
    """What a file brings, or brought if ``written``.

    The counts are events for calendars; for archives they are roadmaps, activities, categories, skills and roles,
    each with all that belongs to it. ``differences`` name the fields of each changed event. ``readable`` False means
    that nothing of the file could be used.
    """

    file: Path
    format: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    cancelled: int = 0
    skipped: tuple[Remark, ...] = ()
    written: bool = False
    readable: bool = True
    differences: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Prepared(NamedTuple):
    """A file that was compared with the library: what it would do, and the action that does it (None: nothing)."""

    report: Report
    action: Action | None
    rows: int


def format_of(path: Path, given: str | None = None) -> str:
    """The format of a file: the given one, else by its ending. Raises InvalidInputError if neither says."""
    found = given if given is not None else _ENDINGS.get(path.suffix.lower())
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


def find_files(paths: Iterable[Path], given: str | None = None) -> list[Path]:
    """The files that are meant: those named, and in folders, at any depth, those whose ending is known.

    Links to folders are not followed. Raises ExchangeError for too many files.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        wanted = {ending for ending, name in _ENDINGS.items() if given in (None, name)}
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in wanted]
            if len(found) > MAX_FILES:
                raise ExchangeError(
                    tr("“{path}” holds more than {n} files. Import its folders one by one.", path=path, n=MAX_FILES)
                )
    return list(dict.fromkeys(found))


def import_files(
    planner: Planner,
    paths: Sequence[Path],
    *,
    file_format: str | None = None,
    origin: EventOrigin = EventOrigin.OWN,
    dry_run: bool = False,
) -> list[Report]:
    """Imports files one after another as one undo step; a file that cannot be read is reported and the rest comes in.

    With ``dry_run`` nothing is written. Raises LibraryError if the library cannot be written.
    """
    with _no_collection():
        return _import_files(planner, find_files(paths, file_format), file_format, origin, dry_run=dry_run)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Holds the search for reference cycles: the many rows of an import hold none, and all live until its end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _import_files(
    planner: Planner, paths: Sequence[Path], file_format: str | None, origin: EventOrigin, *, dry_run: bool
) -> list[Report]:
    run = str(uuid.uuid4())
    backed_up = False
    reports: list[Report] = []
    for path in paths:
        try:
            for attempt in range(_ATTEMPTS):
                prepared = prepare(planner, path, file_format=file_format, origin=origin, run=run)
                if dry_run or prepared.action is None:
                    reports.append(prepared.report)
                    break
                if prepared.rows > BIG and not backed_up:
                    _back_up(planner)
                    backed_up = True
                try:
                    change = planner.run(prepared.action)
                except ConflictError:
                    if attempt == _ATTEMPTS - 1:
                        raise
                    continue
                reports.append(prepared.report._replace(written=bool(change.rows)))
                break
        except (ExchangeError, InvalidInputError) as error:
            log.info("%s was not imported: %s", path, error)
            kind = file_format or _ENDINGS.get(path.suffix.lower(), "")
            reports.append(Report(path, kind, skipped=(Remark(str(path), str(error)),), readable=False))
    return reports


def _back_up(planner: Planner) -> None:
    from planner.services.libraries import back_up_before

    back_up_before(planner, "before-import")


def prepare(
    planner: Planner,
    path: Path,
    *,
    file_format: str | None = None,
    origin: EventOrigin = EventOrigin.OWN,
    run: str = "",
) -> Prepared:
    """Reads a file and compares it with the library, outside any write transaction.

    Files prepared with the same ``run`` become one undo step. Raises ExchangeError if nothing of it can be used.
    """
    kind = format_of(path, file_format)
    if kind == "json":
        return _prepare_archive(planner, path, run or str(uuid.uuid4()))
    return _prepare_calendar(planner, path, origin, run or str(uuid.uuid4()))


def _read(path: Path, limit: int) -> bytes:
    """The bytes of a file, which is not read at all if it is larger than ``limit``."""
    from planner.domain.errors import LibraryError
    from planner.storage.faults import translated

    try:
        with translated(path):
            if path.is_dir():
                raise ExchangeError(tr("“{path}” is a folder. Name a file.", path=path))
            size = path.stat().st_size
            if size <= limit:
                with path.open("rb") as file:
                    return file.read(limit + 1)
    except LibraryError as error:
        raise ExchangeError(str(error)) from error
    raise ExchangeError(
        tr(
            "“{path}” has {size} MB; the most that is read is {limit} MB. Split it and import the parts.",
            path=path,
            size=-(-size // 1_000_000),
            limit=limit // 1_000_000,
        )
    )


def _prepare_archive(planner: Planner, path: Path, run: str) -> Prepared:
    from planner.exchange import archive
    from planner.services.actions.imports import ImportArchive
    from planner.services.archive_merge import merge, negative_ids

    library = archive.read_archive(_read(path, archive.MAX_BYTES), path.name)
    rows = archive.to_rows(library, negative_ids())
    merged = planner.read(merge, rows)
    new, changed, unchanged = merged.counts
    report = Report(path, "json", new, changed, unchanged)
    nothing = not merged.size and not merged.sequences
    action = None if nothing else ImportArchive(path.name, rows, merged, run)
    return Prepared(report, action, merged.size)


def _prepare_calendar(planner: Planner, path: Path, origin: EventOrigin, run: str) -> Prepared:
    from planner.exchange.ics_split import MAX_BYTES, split_file
    from planner.services.actions.imports import ImportEvents
    from planner.services.event_merge import merge_events

    split = split_file(_read(path, MAX_BYTES), path.name)
    merged = planner.read(merge_events, split, f"ics:{path.name.casefold()}", path.name, origin)
    new, changed, unchanged, cancelled = merged.counts
    report = Report(
        path,
        "ics",
        new,
        changed,
        unchanged,
        cancelled,
        tuple(Remark(skipped.where, skipped.why) for skipped in merged.skipped),
        differences=tuple((difference.title, difference.fields) for difference in merged.differences),
    )
    nothing = not (merged.new or merged.changed or merged.memory)
    action = (
        None if nothing else ImportEvents(path.name, merged.new, merged.changed, merged.memory, merged.touched, run)
    )
    return Prepared(report, action, len(merged.new) + len(merged.changed))
