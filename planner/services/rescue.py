"""What to do with a damaged plan: save what can be read of it, say what that is, put something whole in its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from planner.config import formats
from planner.config.files import make_private_folder, write_whole_file
from planner.config.text import tr, trn
from planner.domain.errors import LibraryError
from planner.services import libraries
from planner.services.planner import Planner
from planner.storage.connection import FileMarks

_CHECKED: Final = "checked"
"""The file in the backup folder that says on which day the plan was found whole."""

_GROUPS: Final = (
    ("activities", ("activity",)),
    ("details", ("certification", "course", "event", "exam", "checklist_item", "link", "submission", "person_met")),
    ("dates", ("deadline", "reminder")),
    ("roadmaps", ("roadmap", "step")),
    ("skills", ("category", "skill", "rubric_level", "activity_skill", "assessment", "profile", "profile_target")),
    ("sessions", ("study_session",)),
    ("tags", ("tag", "activity_tag")),
    ("credits", ("renewal_rule", "rule_category", "renewal", "credit", "credit_claim")),
    ("money", ("expense", "budget")),
    ("files", ("attachment",)),
)
"""The tables that a person knows of, in groups; the others are told together."""


class SavedPart(NamedTuple):
    """One part of a plan: what it is called, and how many of its rows were saved, mended and lost."""

    name: str
    saved: int
    mended: int
    lost: int


class Saved(NamedTuple):
    """A plan made of what could be read of a damaged one, by parts; ``unread`` counts what nothing more is known of."""

    path: Path
    parts: tuple[SavedPart, ...]
    unread: int

    @property
    def lost(self) -> int:
        """How many rows are known to be lost."""
        return sum(part.lost for part in self.parts)


def save_readable(damaged: Path, target: Path, check: Callable[[], object] = bool) -> Saved:
    """Writes what can be read of the plan ``damaged``, which is only read, into the new plan file ``target``.

    It is examined as ``planner check`` does. ``check`` is called now and then and may raise. Raises LibraryError, with
    nothing left behind, if nothing can be read or ``target`` exists or cannot be written.
    """
    from planner.storage.salvage import salvage

    found = salvage(damaged, target, check)
    problems = libraries.check(target)
    if problems:
        target.unlink()
        raise LibraryError(
            tr(
                "What can be read of “{path}” is no whole plan: {reason}. Restore a backup.",
                path=damaged,
                reason=problems[0].removesuffix("."),
            )
        )
    by_table = {table.table: table for table in found.tables}
    parts: list[SavedPart] = []
    names = _part_names()
    for group, tables in (*_GROUPS, ("rest", tuple(by_table))):
        lines = [by_table.pop(table) for table in tables if table in by_table]
        if lines:
            parts.append(
                SavedPart(
                    names[group],
                    sum(line.saved for line in lines),
                    sum(line.mended for line in lines),
                    sum(line.lost for line in lines),
                )
            )
    return Saved(found.path, tuple(parts), found.unread)


def _part_names() -> dict[str, str]:
    return {
        "activities": tr("Activities"),
        "details": tr("Details of activities"),
        "dates": tr("Dates and reminders"),
        "roadmaps": tr("Roadmaps and steps"),
        "skills": tr("Skills, ratings and roles"),
        "sessions": tr("Study sessions"),
        "tags": tr("Tags"),
        "credits": tr("Credits and renewals"),
        "money": tr("Money"),
        "files": tr("Files"),
        "rest": tr("Settings, and what imports and exports remember"),
    }


def saved_text(part: SavedPart) -> str:
    """What became of one part: “1,204 saved, 3 mended, 12 lost”."""
    said = [trn("{number} saved", "{number} saved", part.saved, number=formats.grouped(part.saved))]
    if part.mended:
        said.append(trn("{number} mended", "{number} mended", part.mended, number=formats.grouped(part.mended)))
    if part.lost:
        said.append(trn("{number} lost", "{number} lost", part.lost, number=formats.grouped(part.lost)))
    return ", ".join(said)


def summary_text(saved: Saved) -> str:
    """The whole in one sentence."""
    if saved.lost:
        return tr("Most could be read, but some is lost. The damaged file is as it was.")
    if saved.unread:
        return tr("Nothing is known to be lost, though parts of the file could not be read.")
    return tr("Everything could be read.")


def proposed_place(damaged: Path) -> Path:
    """A free name beside a damaged plan for what is saved of it."""
    for number in range(1, 1000):
        ending = "" if number == 1 else f"-{number}"
        place = damaged.with_name(f"{damaged.stem}-saved{ending}.db")
        if not place.exists():
            return place
    return damaged.with_name(f"{damaged.stem}-saved.db")


def has_lost_its_header(path: Path) -> bool:
    """Whether a file that has backups, so that it was a plan, no longer says that it is one."""
    from planner.services.backups import DAMAGED, backups_of

    try:
        FileMarks(path)
    except LibraryError:
        try:
            return path.is_file() and any(row.reason != DAMAGED for row in backups_of(path))
        except LibraryError:
            return False
    return False


def put_in_place(path: Path, copy: Path) -> Path | None:
    """Puts ``copy`` in place of the damaged plan at ``path``; gives where the damaged file is kept, as it was.

    Raises LibraryError with everything as it was.
    """
    return libraries.restore(path, copy, rescue=True)


def quick_check_if_due(planner: Planner) -> list[str]:
    """What SQLite's quick examination and that of the references finds, once a day; empty if all is well or not due.

    What is wrong is told each time. Takes as long as reading the file, so it belongs into a thread. Raises LibraryError
    if the file is in use.
    """
    today = planner.now().date()
    mark = libraries.backup_folder(planner.path) / _CHECKED
    if _day_of(mark) == today:
        return []
    problems = planner.library.problems(quick=True)
    if not problems:
        try:
            make_private_folder(mark.parent)
            write_whole_file(mark, today.isoformat().encode())
        except OSError:
            return []  # it is examined again at the next start
    return problems


def _day_of(mark: Path) -> date | None:
    try:
        return date.fromisoformat(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
