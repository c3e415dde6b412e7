"""Reading one file of an import and comparing it with the plan; and a look into a table before it comes in."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.folding import fold
from planner.domain.words import EventOrigin
from planner.exchange.csv_reader import Doubt, Preview
from planner.exchange.csv_reader import Mapping as CsvMapping
from planner.services.file_bytes import read_bytes
from planner.services.import_report import UNDECIDED, Decisions
from planner.services.planner import Planner

if TYPE_CHECKING:
    from planner.domain.model import Category, Profile, Skill
    from planner.exchange.incoming import Incoming
    from planner.exchange.skill_set import SkillSet
    from planner.exchange.template_format import Template
    from planner.services.actions.badges import ComparedBadge
    from planner.services.actions.imports import ArchiveFile, CalendarFile, RoadmapFile, SingleFile
    from planner.services.event_taking import Arrived
    from planner.services.import_report import Brought

__all__ = [
    "Adjust",
    "CsvMapping",
    "Doubt",
    "Preview",
    "Reading",
    "brought",
    "column_words",
    "compared",
    "field_word",
    "new_titles",
    "preview_csv",
    "with_columns",
]

Adjust = Callable[[tuple[str, ...], CsvMapping], CsvMapping]
"""Changes how a table was detected to be read: the names of its columns, and the mapping."""
Reading = tuple[CsvMapping | None, Adjust | None]
"""How a table is to be read, or what to change of how it was detected to be."""


def compared(
    planner: Planner,
    path: Path,
    kind: str,
    reading: Reading = (None, None),
    *,
    origin: EventOrigin = EventOrigin.OWN,
    decisions: Decisions = UNDECIDED,
    is_told: bool = False,
    arrived: "Arrived | None" = None,
) -> "tuple[str, SingleFile]":
    """The format that a file turns out to be, and the file compared with the plan. Raises ExchangeError.

    ``decisions`` are those on fields of events, ``arrived`` has the new events of files before this one.
    ``is_told``: somebody said the format, so that a table of activities is one whatever its columns are called.
    """
    if kind == "ics":
        return kind, _calendar(planner, path, (origin, decisions), arrived)
    from planner.services.badges import is_badge

    if kind == "badge":
        return kind, _badge(planner, path)
    if kind in ("csv", "markdown", "skills-csv"):
        data = read_bytes(path, _limit(kind))
        if not is_told and is_badge(data):
            return "badge", _badge(planner, path, data)
        if kind == "csv" and not is_told and reading == (None, None):
            from planner.exchange.skills_csv import is_skills_table

            kind = "skills-csv" if is_skills_table(data, path.name) else kind
        return kind, _roadmap(planner, path, kind, data, reading)
    return _json(planner, path, kind)


def preview_csv(path: Path, mapping: "CsvMapping | None" = None) -> Preview:
    """How a table would be read, and its first rows as they would come in, for a dialog.

    Raises ExchangeError, for a table of skills too, which has nothing to choose.
    """
    from planner.exchange import csv_reader
    from planner.exchange.skills_csv import is_skills_table

    data = read_bytes(path, _limit("csv"))
    if mapping is None and is_skills_table(data, path.name):
        raise ExchangeError(tr("“{path}” is a table of skills, not of activities; import it as it is.", path=path.name))
    return csv_reader.preview_csv(data, path.name, mapping)


def column_words() -> dict[str, str]:
    """What a column of a table may hold, each with the word to show for it, in the order to offer them."""
    return {
        "title": tr("Title"),
        "roadmap": tr("Roadmap"),
        "step": tr("Step"),
        "kind": tr("Kind"),
        "status": tr("Status"),
        "state": tr("State"),
        "core": tr("Core or optional"),
        "priority": tr("Priority"),
        "due": tr("Due date"),
        "starts": tr("Start"),
        "ends": tr("End"),
        "zone": tr("Time zone"),
        "place": tr("Place"),
        "estimate": tr("Estimate"),
        "started_on": tr("Started on"),
        "completed_on": tr("Done on"),
        "tags": tr("Tags"),
        "url": tr("Link"),
        "outcome": tr("Outcome"),
        "notes": tr("Notes"),
        "checklist": tr("Checklist"),
        "id": tr("Identity"),
        "uid": tr("Identity in Planner"),
    }


def field_word(name: str) -> str:
    """The word for a field that an import changes."""
    from planner.services.badge_changes import FIELD_WORDS

    others = {
        **{field: tr(word) for field, word in FIELD_WORDS.items() if field != "notes"},
        "why": tr("Why"),
        "ready_when": tr("Ready when"),
        "hue": tr("Colour"),
        "rank": tr("Priority"),
        "estimate_minutes": tr("Estimate"),
        "cadence_count": tr("Practice"),
        "cadence_minutes": tr("Practice"),
        "person": tr("Person"),
        "links": tr("Links"),
        "skills": tr("Skills"),
        "ticked": tr("Checklist"),
        "outcome_url": tr("Link"),
        "detail": tr("Details"),
        "format": tr("Format"),
        "reminders": tr("Reminders"),
        "category": tr("Category"),
        "definition": tr("Definition"),
        "rubric": tr("Levels"),
        "summary": tr("Summary"),
        "targets": tr("Targets"),
    }
    # What is no name of a field is a sentence already, which may hold an address.
    return others.get(name) or column_words().get(name) or (name.replace("_", " ") if name.isidentifier() else name)


def brought(file: "SingleFile") -> "tuple[Brought, ...]":
    """The roadmaps that a file names, each with its steps and with what of it is new to the plan."""
    from planner.domain.model import Roadmap, Step
    from planner.exchange.skill_set import SkillSet
    from planner.services.actions.imports import RoadmapFile
    from planner.services.import_report import Brought
    from planner.services.template_merge import roadmap_of

    if not isinstance(file, RoadmapFile) or isinstance(file.incoming, SkillSet):
        return ()
    incoming = file.incoming
    roadmaps = getattr(incoming, "roadmaps", None)
    named = (roadmap_of(incoming),) if roadmaps is None else roadmaps  # type: ignore[arg-type]  # a template has none
    new = {row.name for row in file.merged.new if isinstance(row, Roadmap)}
    steps = {row.name for row in file.merged.new if isinstance(row, Step)}
    found = [
        Brought(
            each.name if each.placed or each.name in new else "",
            each.name in new,
            tuple((step.name, len(step.activities), step.name in steps) for step in each.steps),
        )
        for each in named
    ]
    inbox = getattr(incoming, "inbox", ())
    if inbox:
        found.append(Brought("", is_new=False, steps=((tr("Inbox"), len(inbox), False),)))
    return tuple(found)


def new_titles(file: "SingleFile") -> tuple[str, ...]:
    """The titles of the activities or events that are new; of a set of skills the names of all that it counts."""
    from planner.domain.model import Activity, Category, Profile, Skill
    from planner.exchange.skill_set import SkillSet
    from planner.services.actions.badges import ComparedBadge
    from planner.services.actions.imports import CalendarFile, RoadmapFile

    if isinstance(file, CalendarFile):
        return tuple(each.activity.title for each in file.merged.new)
    if isinstance(file, ComparedBadge):
        return () if not file.merged.counts[0] else (file.file.badge.name,)
    if isinstance(file, RoadmapFile) and isinstance(file.incoming, SkillSet):
        return tuple(_name_of_new(row) for row in file.merged.new if isinstance(row, Category | Skill | Profile))
    return tuple(row.title for row in file.merged.new if isinstance(row, Activity))


def _name_of_new(row: "Category | Profile | Skill") -> str:
    from planner.domain.model import Category, Profile

    if isinstance(row, Category):
        return tr("Category “{name}”", name=row.name)
    return tr("Role “{name}”", name=row.name) if isinstance(row, Profile) else row.name


def with_columns(
    columns: tuple[str, ...], mapping: "CsvMapping", named: Iterable[tuple[str, str]], order: str = ""
) -> "CsvMapping":
    """A mapping with the columns that are named, as pairs of field and column, and the order of days and months.

    Raises InvalidInputError for a field or a column that is not there.
    """
    for field, name in named:
        found = [number for number, column in enumerate(columns) if fold(column) == fold(name)]
        if not found:
            known = ", ".join(columns[:20])
            raise InvalidInputError(tr("The table has no column “{name}”. It has {known}.", name=name, known=known))
        mapping = mapping.with_column(found[0], field)
    if order in ("dmy", "mdy"):
        from planner.exchange.csv_words import DATES

        chosen = {field for field in DATES if field in mapping.fields}
        mapping = mapping.with_order("dmy" if order == "dmy" else "mdy", *chosen)
    return mapping


def _limit(kind: str) -> int:
    from planner.exchange import csv_table, markdown_reader

    return markdown_reader.MAX_BYTES if kind == "markdown" else csv_table.MAX_BYTES


def _json(planner: Planner, path: Path, kind: str) -> "tuple[str, SingleFile]":
    """A file of JSON, with the format that it turns out to be."""
    from planner.exchange import archive
    from planner.exchange.json_kinds import json_kind
    from planner.services.badges import is_badge

    data = read_bytes(path, archive.MAX_BYTES)
    if kind == "json" and is_badge(data):
        return "badge", _badge(planner, path, data)
    found = json_kind(data, path.name) if kind == "json" else kind
    if found == "json":
        return found, _archive(planner, path, data)
    return found, _roadmap(planner, path, found, data)


def _roadmap(
    planner: Planner,
    path: Path,
    kind: str,
    data: bytes,
    reading: "Reading" = (None, None),
) -> "RoadmapFile":
    """A roadmap, outline, table, template or set of skills."""
    from planner.domain.dates import format_instant
    from planner.services.actions.imports import RoadmapFile
    from planner.services.incoming_merge import merge_incoming

    incoming: Incoming | SkillSet | Template
    if kind == "csv":
        from planner.exchange.csv_reader import preview_csv, read_csv

        mapping, adjust = reading
        if mapping is None and adjust is not None:
            found = preview_csv(data, path.name, limit=0)
            mapping = adjust(found.columns, found.mapping)
        incoming = read_csv(data, path.name, mapping)
    elif kind == "markdown":
        from planner.exchange.markdown_reader import read_markdown

        incoming = read_markdown(data, path.name)
    elif kind == "roadmap-sh":
        from planner.exchange.roadmap_sh import read_roadmap_sh

        incoming = read_roadmap_sh(data, path.name)
    elif kind == "skills-csv":
        from planner.exchange.skills_csv import read_skills_csv

        incoming = read_skills_csv(data, path.name)
    elif kind == "skills-json":
        from planner.exchange.skills_json import read_skills_json

        incoming = read_skills_json(data, path.name)
    else:
        from planner.exchange.template import read_template

        incoming = read_template(data, path.name)
    now, today = format_instant(planner.now()), planner.today().isoformat()
    return RoadmapFile(path.name, incoming, now, today, planner.read(merge_incoming, incoming, now, today))


def _badge(planner: Planner, path: Path, data: bytes | None = None) -> "ComparedBadge":
    """A badge, by the rules of the format whatever the file is called; ``data`` if it was read already."""
    from planner.services.actions.badges import ComparedBadge
    from planner.services.badge_preview import merge_badge
    from planner.services.badges import badge_in, read_badge_file

    file = read_badge_file(path) if data is None else badge_in(data, path.name)
    today = planner.today().isoformat()
    return ComparedBadge(path.name, file, today, planner.read(merge_badge, file, today))


def _archive(planner: Planner, path: Path, data: bytes) -> "ArchiveFile":
    from planner.exchange import archive
    from planner.services.actions.imports import ArchiveFile
    from planner.services.archive_merge import merge, negative_ids

    library = archive.read_archive(data, path.name)
    rows = archive.to_rows(library, negative_ids())
    return ArchiveFile(path.name, rows, planner.read(merge, rows))


def _calendar(
    planner: Planner, path: Path, wish: tuple[EventOrigin, Decisions], arrived: "Arrived | None"
) -> "CalendarFile":
    from planner.exchange.ics_split import MAX_BYTES, split_file
    from planner.services.actions.imports import CalendarFile
    from planner.services.event_comparison import Reading
    from planner.services.event_merge import merge_events

    name = path.name.encode("utf-8", "replace").decode()  # bytes that are no text cannot be looked for in the plan
    split = split_file(read_bytes(path, MAX_BYTES), name)
    reading = Reading(f"ics:{name.casefold()}", name, wish[0], planner.today(), wish[1])
    return CalendarFile(name, split, reading, planner.read(merge_events, split, reading, arrived))
