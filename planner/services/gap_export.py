"""The gaps to the chosen role as a file: a table for spreadsheets, or Markdown to read and to pass on."""

from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.dates import format_date
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.exchange.gap_table import GapLine, write_gaps_csv, write_table_markdown
from planner.services.export import write_export
from planner.services.gap_facts import NUMBERS, Column, cell_text, column_title
from planner.services.humanize import long_date
from planner.services.planner import Planner
from planner.services.queries.gaps import GapRow, gaps
from planner.services.queries.skills import SkillsView, skills_view
from planner.storage.reader import Reader

FORMATS: Final = ("csv", "md")
_ENDINGS: Final = {".csv": "csv", ".md": "md", ".markdown": "md"}


class _Gaps(NamedTuple):
    view: SkillsView
    rows: tuple[GapRow, ...]


def gap_bytes(planner: Planner, file_format: str) -> bytes:
    """The gaps of today in one of the formats. Raises ExchangeError where no role asks for anything."""
    today = planner.today()

    def read(reader: Reader) -> _Gaps:
        view = skills_view(reader, today)
        return _Gaps(view, gaps(reader, today, view))

    view, rows = planner.read(read)
    role = next((profile.name for profile in view.profiles if profile.id == view.profile_id), None)
    if role is None:
        raise ExchangeError(tr("There is no target role yet, and so no gaps. Add one under “Target roles…” first."))
    if not rows:
        raise ExchangeError(
            tr(
                "“{role}” wants no skill yet, and so has no gaps. Say what it wants under “Target roles…”.",
                role=role,
            )
        )
    if file_format == "csv":
        day = format_date(today)
        return write_gaps_csv(_line(role, day, row) for row in rows)
    order = [Column.SKILL, *sorted(NUMBERS)]
    heads = [column_title(column) for column in order]
    heads.insert(1, tr("Category"))
    cells = []
    for row in rows:
        line = [cell_text(row, column) for column in order]
        line.insert(1, row.category)
        cells.append(line)
    return write_table_markdown(
        tr("Gaps to {role}", role=role),
        tr("As of {day}. Levels run from 0 to 5; priority is the gap times its weight.", day=long_date(today)),
        heads,
        cells,
        range(2, len(heads)),
    )


def export_gaps(planner: Planner, path: Path) -> Path:
    """Writes the gaps of today to a file, whole or not at all; its ending says the format.

    Raises InvalidInputError for another ending, ExchangeError where there are no gaps or the file cannot be written.
    """
    file_format = _ENDINGS.get(path.suffix.lower())
    if file_format is None:
        raise InvalidInputError(
            tr("The ending of “{file}” is neither .csv nor .md. Give the file one of them.", file=path.name)
        )
    write_export(planner, path, gap_bytes(planner, file_format))
    return path


def _line(role: str, day: str, row: GapRow) -> GapLine:
    skill = row.skill
    return GapLine(
        role,
        day,
        skill.name,
        row.category,
        skill.claimed,
        skill.evidenced,
        skill.target,
        skill.gap,
        skill.weight,
        row.priority,
        row.planned_minutes,
        tuple(closer.title for closer in row.planned),
        tuple(closer.title for closer in row.ideas),
    )
