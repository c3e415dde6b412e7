"""Bringing files in: comparing them with the library, and writing them all as one step."""

import gc
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ConflictError, ExchangeError, InvalidInputError, PlannerError
from planner.domain.plain_text import clean_line
from planner.domain.words import EventOrigin
from planner.services.import_finding import find_dated, find_files, format_of, likely_format
from planner.services.import_report import UNDECIDED, Decisions, Remark, Report
from planner.services.planner import Planner

if TYPE_CHECKING:
    from planner.exchange.conference_format import ConferenceSet
    from planner.exchange.csv_reader import Mapping as CsvMapping
    from planner.services.actions.imports import ComparedFile, SingleFile
    from planner.services.conference_merge import Wish
    from planner.services.event_taking import Arrived
    from planner.services.import_reading import Adjust

BIG: Final = 100
"""An import of more rows than this makes a backup first."""
_ATTEMPTS: Final = 3

log = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """A file that was compared with the library: what it would do, and what there is to write (None: nothing)."""

    report: Report
    file: "ComparedFile | None"


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
        self._arrived: Arrived | None = None
        self.name = ""

    @property
    def arrived(self) -> "Arrived":
        """What calendar files share; made with the first of them, since it loads what reads them."""
        from planner.services.event_taking import Arrived

        self._arrived = self._arrived or Arrived()
        return self._arrived

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
        from planner.services.actions.imports import CalendarFile
        from planner.services.import_lists import read_list

        options = self.options
        try:
            kind = format_of(path, options.file_format)
            listed = read_list(path, kind, is_told=options.file_format is not None)
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
                arrived=self.arrived if kind == "ics" else None,
            )
        except (ExchangeError, InvalidInputError) as error:
            self._refuse(path, error)
            return
        self.reports[path] = prepared.report
        if self.keep:
            self.prepared[path] = prepared
        elif isinstance(prepared.file, CalendarFile):
            self.arrived.add(prepared.file.merged.new)  # where they are written, the plan has them by then

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
        kind = self.options.file_format or likely_format(path)
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
    arrived: "Arrived | None" = None,
) -> Prepared:
    """Reads a file and compares it with the library, outside any write transaction.

    ``mapping`` says how a table is read, ``adjust`` changes how it was detected to be; ``decisions`` say which fields
    of events follow the file. ``arrived`` has the new events of files before this one, if nothing is written. Raises
    ExchangeError if nothing of the file can be used, and InvalidInputError if its format is not known.
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
        arrived=arrived,
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
    report = Report(
        path,
        kind,
        *counts,
        _told(skipped),
        differences=tuple((difference.title, difference.fields) for difference in file.merged.differences),
        roadmaps=brought(file),
        titles=new_titles(file),
        badge=file.file.badge if isinstance(file, ComparedBadge) else None,
    )
    if isinstance(file, CalendarFile):
        merged = file.merged
        report = report._replace(changes=merged.changes, called_off=merged.called_off, mended=_told(merged.mended))
    return report


def _told(remarks: Iterable[tuple[str, str]]) -> tuple[Remark, ...]:
    return tuple(Remark(where, clean_line(why)) for where, why in remarks)
