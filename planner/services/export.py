"""Writing the plan to a file: iCalendar with its ledger, the JSON archive, and tables for people."""

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from planner.config.files import write_whole_file
from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError, LibraryError, NotFoundError
from planner.domain.folding import fold
from planner.domain.plain_text import shortened
from planner.services.calendar_feed import Choice, Feed, prepare
from planner.services.libraries import note_exported, older_copy_warning, take_older_copy
from planner.services.planner import Planner
from planner.storage import ledger
from planner.storage.faults import translated

T = TypeVar("T")

if TYPE_CHECKING:
    from planner.domain.model import Roadmap
    from planner.exchange.tables import TableRow

FORMATS: Final = ("ics", "json", "csv", "md", "template", "skills-json", "skills-csv")
SKILLS: Final = ("skills-json", "skills-csv")
"""The formats that hold skills, rubrics and roles, and nothing else."""
_ENDINGS: Final = {
    ".ics": "ics",
    ".ical": "ics",
    ".ifb": "ics",
    ".json": "json",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
}
_ATTEMPTS: Final = 5
EVERYTHING: Final = Choice()
"""What goes out unless the person chooses: all but study sessions and what was skipped."""
_COLOUR: Final = "royalblue"

log = logging.getLogger(__name__)


class NothingToExportError(ExchangeError):
    """The choice holds nothing."""

    def __init__(self) -> None:
        super().__init__(tr("There is nothing to export with this choice. Widen the dates or kinds and try again."))


class Report(NamedTuple):
    """What was written: ``events`` are the entries in the file, ``cancelled`` of them call something off.

    Entries are activities in tables, archives and templates, and skills in files of skills.

    ``warning`` is a sentence for the person, empty if there is nothing to say.
    """

    file: Path
    format: str
    events: int
    cancelled: int = 0
    warning: str = ""


def format_of(path: Path, given: str | None = None) -> str:
    """The format of a file: the given one, else by its ending. Raises InvalidInputError if neither says."""
    if given is not None:
        if given not in FORMATS:
            raise InvalidInputError(
                tr("“{name}” is no export format. Choose one of {known}.", name=given, known=", ".join(FORMATS))
            )
        return given
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise InvalidInputError(
            tr(
                "The ending of “{path}” does not say which format is meant. Choose one of {known} with --format.",
                path=path,
                known=", ".join(FORMATS),
            )
        )
    return found


def export(
    planner: Planner,
    path: Path,
    file_format: str,
    choice: Choice = EVERYTHING,
    *,
    roadmap: str | None = None,
    with_progress: bool = False,
) -> Report:
    """Writes the plan, or the chosen part of it, to ``path``; the file is the old one or the new one, never half.

    The archive always holds everything; ``choice`` counts for calendars and tables. ``roadmap`` is the name of the one
    roadmap that a table or template shall hold; ``with_progress`` writes into a template what was done of it. Raises
    ExchangeError if there is nothing to write or the file cannot be written, NotFoundError for a roadmap that is not
    there, LibraryError if the place is a folder or a plan. Skills and roles go out whole, too.
    """
    _refuse_place(planner, path)
    if file_format == "ics":
        return _export_calendar(planner, path, choice)
    if file_format == "json":
        from planner.exchange.archive import write_archive
        from planner.services.queries.archive import whole_archive

        rows = planner.read(whole_archive)
        _write(path, write_archive(rows))
        return Report(path, file_format, len(rows.activity))
    if file_format == "template":
        return _export_template(planner, path, roadmap, with_progress=with_progress)
    if file_format in SKILLS:
        return _export_skills(planner, path, file_format)
    return _export_table(planner, path, file_format, choice, roadmap)


def _export_skills(planner: Planner, path: Path, file_format: str) -> Report:
    from planner.exchange.skill_set import MAX_BYTES
    from planner.exchange.skills_csv import write_skills_csv
    from planner.exchange.skills_json import write_skills_json
    from planner.services.queries.skill_set import skill_set

    skills = planner.read(skill_set)
    if not (skills.categories or skills.skills or skills.roles):
        raise ExchangeError(tr("The plan holds no skills and no roles yet. Add one on the page Skills first."))
    content = write_skills_json(skills) if file_format == "skills-json" else write_skills_csv(skills)
    if len(content) > MAX_BYTES:  # what goes out can come back
        raise ExchangeError(
            tr(
                "The skills take more than {limit} MB, which is the most that such a file takes; export the whole plan "
                "as JSON instead.",
                limit=MAX_BYTES // 1_000_000,
            )
        )
    _write(path, content)
    return Report(path, file_format, len(skills.skills))


def _export_template(planner: Planner, path: Path, name: str | None, *, with_progress: bool) -> Report:
    from planner.exchange.template_writer import write_template
    from planner.services.queries.archive import archive_rows

    rows = planner.read(archive_rows)
    chosen = named_roadmap(rows.roadmap, name)
    steps = {row.id for row in rows.step if row.roadmap_id == chosen.id}
    count = sum(row.step_id in steps and row.trashed_at is None for row in rows.activity)
    _write(path, write_template(rows, chosen.id, with_progress=with_progress))
    return Report(path, "template", count)


def named_roadmap(roadmaps: "Sequence[Roadmap]", name: str | None) -> "Roadmap":
    """The roadmap of a name, without regard to case; without a name the only one. Raises NotFoundError."""
    known = ", ".join(f"“{row.name}”" for row in roadmaps)
    if not roadmaps:
        raise NotFoundError(tr("The plan holds no roadmap. Add one first."))
    if name is None:
        living = [row for row in roadmaps if not row.archived] or list(roadmaps)
        if len(living) > 1:
            raise NotFoundError(tr("The plan holds several roadmaps. Name one of {known} with --roadmap.", known=known))
        return living[0]
    found = [row for row in roadmaps if row.name == name] or [row for row in roadmaps if fold(row.name) == fold(name)]
    if not found:
        raise NotFoundError(
            tr("There is no roadmap “{name}”. Choose one of {known}.", name=shortened(name), known=known)
        )
    return found[0]


def _export_table(planner: Planner, path: Path, file_format: str, choice: Choice, roadmap: str | None) -> Report:
    from planner.exchange.tables import write_csv, write_markdown
    from planner.services.queries.tables import outlines, roadmaps, table_rows

    rows = [row for row in planner.read(table_rows) if _holds(choice, row)]
    if roadmap is not None:
        roadmap = named_roadmap(planner.read(roadmaps), roadmap).name
        rows = [row for row in rows if row.roadmap == roadmap]
    if not rows:
        raise NothingToExportError
    if file_format == "csv":
        _write(path, write_csv(rows))
    else:
        chosen = {(row.roadmap, row.step) for row in rows}
        # Steps that the choice leaves empty are left out; in the whole plan they are shown.
        shown = planner.read(outlines)
        if choice != EVERYTHING:
            shown = tuple(o._replace(steps=tuple(s for s in o.steps if (o.roadmap, s) in chosen)) for o in shown)
            shown = tuple(o for o in shown if o.steps)
        if roadmap is not None:
            shown = tuple(o for o in shown if o.roadmap == roadmap)
        _write(path, write_markdown(rows, shown))
    return Report(path, file_format, len(rows))


def _holds(choice: Choice, row: "TableRow") -> bool:
    """Tell whether an activity goes into a table: by kind and status, and by its dates where days are chosen."""
    if not choice.picks(row.kind, row.status):
        return False
    if choice.first is None and choice.last is None:
        return True
    begin = row.starts or row.due or row.completed_on
    return begin is not None and choice.touches(begin, (row.starts and row.ends) or begin)


def unused(file_format: str, choice: Choice, *, roadmap: str | None = None, with_progress: bool = False) -> str | None:
    """A sentence where a part of the choice does not count for the format, which a person should know."""
    if file_format in SKILLS and (roadmap is not None or choice._replace(profile="feed", alarms=True) != EVERYTHING):
        return tr("A file of skills always holds all skills and roles; what was chosen of the plan does not count.")
    if file_format in ("ics", "json") and roadmap is not None:
        return tr("A calendar or an archive is of the whole plan; --roadmap does not count for it.")
    if file_format != "template" and with_progress:
        return tr("Only a template is with or without progress; --with-progress does not count here.")
    if file_format == "template" and choice._replace(profile="feed", alarms=True) != EVERYTHING:
        return tr("A template always holds a whole roadmap; what was chosen of it does not count.")
    if file_format == "json" and choice._replace(profile="feed", alarms=True) != EVERYTHING:
        return tr("An archive always holds the whole plan; what was chosen of it does not count.")
    if file_format in ("csv", "md") and (choice.what != EVERYTHING.what or choice.deadlines):
        return tr("A table holds activities, not calendar entries; --what and --deadlines do not count for it.")
    return None


def calendar_bytes(planner: Planner, choice: Choice = EVERYTHING) -> tuple[bytes, int, int]:
    """The calendar file as bytes, how many entries it holds and how many of those are cancellations.

    What changed since earlier exports is noted in the library's ledger first, in one write transaction; an
    unchanged library is not written to. Raises ExchangeError if there is nothing to export.
    """
    feed = _settled(planner, choice)
    return rendered(feed.components, choice), len(feed.components), feed.cancelled


def rendered(components: "Sequence[str]", choice: Choice) -> bytes:
    """The calendar file of these components. Raises ExchangeError where there are none."""
    from planner.exchange.ics_people import without_people
    from planner.exchange.ics_writer import render_calendar

    components = components if choice.people else list(map(without_people, components))
    return render_calendar(components, profile=choice.profile, name=tr("Planner"), colour=_COLOUR)


def _settled(planner: Planner, choice: Choice) -> Feed:
    for _ in range(_ATTEMPTS):
        feed = planner.read(prepare, choice)
        if not feed.components:
            raise NothingToExportError
        if not feed.moves:
            if not feed.again:
                _note_for_next_time(planner, feed)
            return feed
        with planner.library.write() as connection:
            # Another export may have moved the ledger between the reading and the lock.
            if ledger.mark(connection) == feed.mark:
                feed.write(connection)
                return feed
    raise ExchangeError(tr("Another program keeps exporting this plan. Try again in a moment."))


def _note_for_next_time(planner: Planner, feed: Feed) -> None:
    """Only makes the next export quicker, so that a library which may not be written is no error."""
    with suppress(LibraryError), planner.library.write() as connection:
        if ledger.mark(connection) == feed.mark:
            feed.write(connection)


def _export_calendar(planner: Planner, path: Path, choice: Choice) -> Report:
    def give(content: bytes) -> Path:
        _write(path, content)
        return path

    return hand_out(planner, choice, give)


def hand_out(planner: Planner, choice: Choice, give: "Callable[[bytes], Path]") -> Report:
    """Gives a calendar file to ``give``, which says where it is put, and notes that a person exported it.

    Raises NothingToExportError, and what ``give`` raises.
    """
    warning = older_copy_warning(planner) or ""
    if warning:
        take_older_copy(planner)
    content, events, cancelled = calendar_bytes(planner, choice)
    path = give(content)
    note_exported(planner)
    return Report(path, "ics", events, cancelled, warning)


def write_export(planner: Planner, path: Path, content: bytes) -> None:
    """Writes what was made elsewhere, such as a picture, to ``path``, which is the old file or the new one, never half.

    Raises ExchangeError if it cannot be written, LibraryError if the place is a folder or a plan.
    """
    _refuse_place(planner, path)
    _write(path, content)


def write_table(
    planner: Planner, path: Path, lines: Sequence[T], table: Callable[[Sequence[T]], bytes], nothing: str
) -> None:
    """The same of what ``table`` makes of lines, for spreadsheets; ``nothing`` is the sentence where there are none.

    Raises InvalidInputError for another ending than .csv, besides.
    """
    if path.suffix.lower() != ".csv":
        raise InvalidInputError(tr("The ending of “{file}” is not .csv. Give the file that one.", file=path.name))
    if not lines:
        raise ExchangeError(nothing)
    write_export(planner, path, table(lines))


def _refuse_place(planner: Planner, path: Path) -> None:
    from planner.storage.connection import is_plan_file, refuse_itself

    with translated(path):
        refuse_itself(path, planner.path)
        if is_plan_file(path):
            raise LibraryError(tr("“{path}” is another plan; it was left untouched. Choose another name.", path=path))


def _write(path: Path, content: bytes) -> None:
    """Replaces the file at once. Exports are for sharing, so the mode is that of any new file here, not private."""
    from planner.storage.faults import describe_os_error

    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe or a device, such as /dev/stdout
            return
        write_whole_file(path, content, mode=path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except OSError as error:
        raise ExchangeError(str(describe_os_error(path, error))) from error


def _umask() -> int:
    """The process's file creation mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
