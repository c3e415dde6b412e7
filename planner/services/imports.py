"""Bringing files in: finding them, comparing them with the library, and writing them all as one step."""

import gc
import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ConflictError, ExchangeError, InvalidInputError, PlannerError
from planner.domain.plain_text import clean_line
from planner.domain.words import EventOrigin
from planner.services.import_report import UNDECIDED, Decisions, Remark, Report
from planner.services.planner import Planner

if TYPE_CHECKING:
    from planner.exchange.conference_format import ConferenceSet
    from planner.exchange.csv_reader import Mapping as CsvMapping
    from planner.services.actions.imports import ComparedFile, SingleFile
    from planner.services.conference_merge import Wish
    from planner.services.import_reading import Adjust

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
BIG: Final = 100
"""An import of more rows than this makes a backup first."""
_ATTEMPTS: Final = 3

log = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """A file that was compared with the library: what it would do, and what there is to write (None: nothing)."""

    report: Report
    file: "ComparedFile | None"


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


def import_files(
    planner: Planner,
    paths: Iterable[Path],
    *,
    file_format: str | None = None,
    origin: EventOrigin | None = None,
    dry_run: bool = False,
    mappings: "Mapping[Path, CsvMapping] | None" = None,
    adjust: "Adjust | None" = None,
    wish: "Wish | None" = None,
    only_dates: bool = False,
) -> list[Report]:
    """Imports files in one transaction, as one undo step; what cannot be read is reported and the rest comes in.

    Before more than :data:`BIG` rows are written a backup is made. With ``dry_run`` nothing is written. ``mappings``
    say for single tables how they are read, ``adjust`` changes what was detected of the others. Events of calendars are
    the person's own and conferences of lists are listed, unless ``origin`` says so; ``wish`` says it for lists, with
    what of them is wanted, and for all events what a person decided field by field. ``only_dates`` reads calendars and
    lists of conferences, and reports what else there is as not readable. Raises LibraryError if the library
    cannot be written, and ConflictError if others write to it all the time; then nothing came in.
    """
    with _no_collection():
        options = _Options(file_format, origin, mappings or {}, adjust, wish, only_dates)
        run = _Import(planner, options, keep=not dry_run)
        run.look(paths)
        run.write()
        return list(run.reports.values())


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


class _Options(NamedTuple):
    """How the files of an import are read."""

    file_format: str | None
    origin: EventOrigin | None
    mappings: "Mapping[Path, CsvMapping]"
    adjust: "Adjust | None"
    wish: "Wish | None"
    only_dates: bool


class _Import:
    """One import: all files are compared first, then all are written that were kept for it."""

    def __init__(self, planner: Planner, options: _Options, *, keep: bool) -> None:
        self.keep = keep
        self.options = options
        self.planner = planner
        self.reports: dict[Path, Report] = {}
        self.prepared: dict[Path, Prepared] = {}
        self.lists: dict[Path, ConferenceSet] = {}
        self.name = ""

    def look(self, paths: Iterable[Path]) -> None:
        """Finds the files and compares each with the library."""
        named = list(paths)
        if len(named) == 1 and named[0].is_dir():
            self.name = named[0].resolve().name
        for path in named:
            others: list[Path] = []
            try:
                if self.options.only_dates and path.exists():
                    found, others = find_dated(path)
                else:
                    found = find_files(path, self.options.file_format)
            except ExchangeError as error:
                self._refuse(path, error)
                continue
            for file in found:
                if file not in self.reports:
                    self._compare(file)
            for file in others:
                why = tr("“{file}” is neither a calendar nor a list of conferences, so it is left out.", file=file.name)
                self.reports[file] = Report(file, "", skipped=(Remark(file.name, why),), readable=False)
        self._compare_lists()

    def _compare(self, path: Path) -> None:
        from planner.services.import_lists import read_list

        options = self.options
        try:
            is_told = options.file_format is not None
            listed = read_list(path, format_of(path, options.file_format), is_told=is_told)
            if listed is not None:
                self.lists[path] = listed
                self.reports[path] = Report(path, listed.format)
                return
            prepared = prepare(
                self.planner,
                path,
                file_format=options.file_format,
                origin=options.origin or EventOrigin.OWN,
                mapping=options.mappings.get(path),
                adjust=options.adjust,
                decisions={} if options.wish is None else options.wish.decisions,
            )
        except (ExchangeError, InvalidInputError) as error:
            self._refuse(path, error)
            return
        self.reports[path] = prepared.report
        if self.keep:
            self.prepared[path] = prepared

    def _compare_lists(self) -> None:
        """Compares the lists of conferences together; what there is to write of all stands under the first."""
        if not self.lists:
            return
        from planner.services.conference_merge import Wish
        from planner.services.import_lists import compare_lists, list_reports

        wish = self.options.wish or Wish(origin=self.options.origin or EventOrigin.LISTED)
        file = compare_lists(self.planner, self.lists, wish, only_look=not self.keep)
        self.reports |= list_reports(self.lists, file, written=False)
        if self.keep:
            first = next(iter(self.lists))
            self.prepared[first] = Prepared(self.reports[first], file if file.merged.size else None)

    def _refuse(self, path: Path, error: PlannerError) -> None:
        log.info("%s was not imported: %s", path, error)
        kind = self.options.file_format or ENDINGS.get(path.suffix.lower(), "")
        if kind in _MAY_BE_BADGES and _holds_badge(path):
            kind = "badge"
        self.reports[path] = Report(path, kind, skipped=(Remark(str(path), clean_line(str(error))),), readable=False)
        self.prepared.pop(path, None)

    def write(self) -> None:
        """Writes what was prepared. A file that turns out to be unfit is left out, and the others start anew."""
        from planner.services.actions.imports import ConferenceFile, ImportFiles, RefusedFileError
        from planner.services.import_lists import list_reports

        backed_up = False
        conflicts = 0
        while files := {path: one.file for path, one in self.prepared.items() if one.file is not None}:
            if not backed_up and sum(file.merged.size for file in files.values()) > BIG:
                _back_up(self.planner)
                backed_up = True
            action = ImportFiles(tuple(files.values()), self.name)
            try:
                change = self.planner.run(action)
            except RefusedFileError as error:
                self._refuse(tuple(files)[error.number], error)
            except ConflictError:
                conflicts += 1
                if conflicts == _ATTEMPTS:
                    raise
                for path in tuple(self.prepared):
                    if path not in self.lists:
                        self._compare(path)
                self._compare_lists()
            else:
                first = next(iter(change.added("activity")), None)
                for path, file in zip(files, action.outcome, strict=True):
                    if isinstance(file, ConferenceFile):
                        self.reports |= list_reports(self.lists, file, written=bool(change.rows))
                        continue
                    kind = self.reports[path].format
                    self.reports[path] = _report(path, kind, file)._replace(
                        written=bool(change.rows and file.merged.size), first=first
                    )
                return


def _back_up(planner: Planner) -> None:
    from planner.services.libraries import back_up_before

    back_up_before(planner, "before-import")


def prepare(
    planner: Planner,
    path: Path,
    *,
    file_format: str | None = None,
    origin: EventOrigin = EventOrigin.OWN,
    mapping: "CsvMapping | None" = None,
    adjust: "Adjust | None" = None,
    decisions: Decisions = UNDECIDED,
) -> Prepared:
    """Reads a file and compares it with the library, outside any write transaction.

    ``mapping`` says how a table is read, ``adjust`` changes how it was detected to be; ``decisions`` say which fields
    of events follow the file. Raises ExchangeError if nothing of the file can be used, and InvalidInputError if its
    format is not known.
    """
    from planner.services.import_reading import compared

    kind, file = compared(
        planner,
        path,
        format_of(path, file_format),
        (mapping, adjust),
        origin=origin,
        decisions=decisions,
        is_told=file_format is not None,
    )
    return Prepared(_report(path, kind, file), file if file.merged.size else None)


def _report(path: Path, kind: str, file: "SingleFile") -> Report:
    from planner.services.actions.badges import ComparedBadge
    from planner.services.actions.imports import ArchiveFile, CalendarFile
    from planner.services.import_reading import brought, new_titles

    if isinstance(file, ArchiveFile):
        return Report(path, kind, *file.merged.counts, titles=new_titles(file))
    skipped: Iterable[tuple[str, str]]
    if isinstance(file, CalendarFile):
        counts, skipped = file.merged.counts, file.merged.skipped
    elif isinstance(file, ComparedBadge):
        counts, skipped = (*file.merged.counts, 0), file.merged.skipped
    else:
        counts, skipped = (*file.merged.counts, 0), getattr(file.incoming, "skipped", ())
    return Report(
        path,
        kind,
        *counts,
        tuple(Remark(where, clean_line(why)) for where, why in skipped),
        differences=tuple((difference.title, difference.fields) for difference in file.merged.differences),
        roadmaps=brought(file),
        titles=new_titles(file),
        changes=file.merged.changes if isinstance(file, CalendarFile) else (),
        called_off=file.merged.called_off if isinstance(file, CalendarFile) else (),
        badge=file.file.badge if isinstance(file, ComparedBadge) else None,
    )
