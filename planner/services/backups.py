"""The backups of a plan: which there are, why each was made, what it holds, and what restoring it would change."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from planner.config import formats
from planner.config.settings import SettingsFile
from planner.config.text import begun, tr, trn
from planner.domain.errors import LibraryError
from planner.services import libraries
from planner.services.humanize import clock_time, long_date, relative_date, short_date, weekday_name
from planner.services.planner import Planner
from planner.services.queries.holdings import Contents, Count, Difference, contents, difference
from planner.storage.backup import list_backups
from planner.storage.peek import peeked, trouble_with

__all__ = ["Contents", "Count", "Difference"]

_ASIDE: Final = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)-damaged-\d+\.file")
DAMAGED: Final = "damaged"
"""The reason of what is no backup: a damaged plan that was kept when something else took its place."""
_NEAR_DAYS: Final = 6


class BackupRow(NamedTuple):
    """One backup: when it was made (UTC), why, how large it is, and why it cannot be restored (mostly empty)."""

    path: Path
    made_at: datetime
    reason: str
    size: int
    trouble: str = ""


class Holding(NamedTuple):
    """What a backup holds, and what happened since."""

    contents: Contents
    difference: Difference


def backups_of(plan: Path) -> tuple[BackupRow, ...]:
    """The backups of the plan at ``plan``, newest first, with the damaged files that were kept aside among them.

    Raises LibraryError if the folder that the settings name cannot be one, or is not there: its disk may be unplugged,
    and “there is none” would be the wrong answer.
    """
    folder = libraries.backup_folder(plan)
    if SettingsFile().read().backup_folder and not folder.parent.is_dir():
        raise LibraryError(
            tr(
                "The folder for backups is not there: {folder}. Plug in its disk, or choose another folder in the"
                " preferences.",
                folder=folder.parent,
            )
        )
    found = [
        BackupRow(each.path, each.made_at, each.reason, _size(each.path), trouble_with(each.path))
        for each in list_backups(folder)
    ]
    if folder.is_dir():
        for path in folder.iterdir():
            match = _ASIDE.fullmatch(path.name)
            if match:
                made_at = datetime.strptime(match["stamp"] + "+0000", "%Y%m%dT%H%M%SZ%z")
                trouble = tr("This is the damaged file itself. “Save what can be read” makes a plan of it.")
                found.append(BackupRow(path, made_at, DAMAGED, _size(path), trouble))
    return tuple(sorted(found, key=lambda row: (row.made_at, row.path.name), reverse=True))


def other_file(path: Path) -> BackupRow:
    """A file that a person chose, as a backup; its time is that of its last change. Raises LibraryError."""
    from planner.storage.faults import translated

    with translated(path):
        status = path.stat()
    return BackupRow(path, datetime.fromtimestamp(status.st_mtime, UTC), "", status.st_size, trouble_with(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def holding(planner: Planner, copy: Path, check: Callable[[], object] = bool) -> Holding:
    """What the backup ``copy`` holds and how the plan differs from it now; neither is changed.

    Takes as long as both take to read. ``check`` is called now and then and may raise. Raises DamagedError if the
    backup is not whole, else LibraryError.
    """
    with peeked(copy) as then:
        return Holding(contents(then), planner.read(lambda now: difference(then, now, check)))


def contents_of(copy: Path) -> Contents:
    """What the backup ``copy`` holds, which is found whole first. Raises LibraryError."""
    with peeked(copy) as reader:
        return contents(reader)


def newest_whole(plan: Path, check: Callable[[], object] = bool) -> tuple[BackupRow, Contents] | None:
    """The newest backup that is whole, with what it holds; None if there is none."""
    for row in backups_of(plan):
        check()
        if row.trouble:
            continue
        try:
            return row, contents_of(row.path)
        except LibraryError:
            continue
    return None


# ------------------------------------------------------------------ in words


def reason_text(reason: str) -> str:
    """Why a backup was made, in words."""
    known = {
        "daily": tr("Daily"),
        "by-hand": tr("By hand"),
        "before-import": tr("Before an import"),
        "before-restore": tr("Before a restore"),
        "before-migration": tr("Before an update"),
        DAMAGED: tr("Damaged file"),
        "": tr("Another file"),
    }
    return known.get(reason) or reason


def when_text(made_at: datetime, zone: str, today: date) -> str:
    """When a backup was made, in the person's time: “Today 09:12”, “Tue 24 Nov 18:03”, “24 Nov 2025 18:03”."""
    from zoneinfo import ZoneInfo

    local = made_at.astimezone(ZoneInfo(zone))
    day, time = local.date(), clock_time(local.isoformat())
    days = (today - day).days
    if days in (0, 1):
        said = relative_date(day, today)
        return tr("{day} {time}", day=begun(said), time=time)
    if 1 < days <= _NEAR_DAYS:
        weekday = weekday_name(day.weekday())
        return tr("{weekday} {date} {time}", weekday=weekday, date=short_date(day, today), time=time)
    said = short_date(day, today) if day.year == today.year else long_date(day)
    return tr("{day} {time}", day=said, time=time)


def size_text(size: int) -> str:
    """A size in the unit that fits: “640 KB”, “2.4 MB”."""
    if size < 1_000_000:
        return tr("{n} KB", n=-(-size // 1000))
    return tr("{n} MB", n=formats.decimal(size / 1_000_000, 1))


def contents_text(held: Contents) -> str:
    """The counts of a plan in one line."""
    parts = [
        trn("{n} activity", "{n} activities", held.activities),
        trn("{n} done", "{n} done", held.done),
        trn("{n} date", "{n} dates", held.dates),
        trn("{n} skill", "{n} skills", held.skills),
    ]
    return ", ".join(parts)


def difference_text(found: Difference) -> str:
    """What happened since, in one sentence, such as “12 activities added since, 3 changed, 1 deleted”."""
    if found.is_none:
        return tr("Nothing has changed since.")
    added, changed, deleted = len(found.added), len(found.changed), len(found.deleted)
    told = (
        (added, trn("{n} activity added since", "{n} activities added since", added), ""),
        (
            changed,
            trn("{n} activity changed since", "{n} activities changed since", changed),
            trn("{n} changed", "{n} changed", changed),
        ),
        (
            deleted,
            trn("{n} activity deleted since", "{n} activities deleted since", deleted),
            trn("{n} deleted", "{n} deleted", deleted),
        ),
    )
    parts: list[str] = []
    for number, alone, further in told:  # what is counted is named once
        if number:
            parts.append(further if parts else alone)
    if not parts:
        return tr("No activity has changed since.")
    return tr("{parts}.", parts=", ".join(parts))


def aspects_text(what: tuple[str, ...]) -> str:
    """What of an activity differs, in words."""
    words = {
        "title": tr("title"),
        "status": tr("status"),
        "step": tr("step"),
        "dates": tr("dates"),
        "notes": tr("notes"),
        "details": tr("details"),
    }
    return ", ".join(words[each] for each in what)


def others_text(found: Difference) -> list[str]:
    """What else differs: one line for each sort of thing."""
    lines = []
    if found.listed_added or found.listed_deleted:
        lines.append(_other_line(tr("Listed conferences"), Count("", found.listed_added, 0, found.listed_deleted)))
    names = {
        "roadmap": tr("Roadmaps"),
        "step": tr("Steps"),
        "skill": tr("Skills"),
        "assessment": tr("Ratings"),
        "profile": tr("Target roles"),
        "study_session": tr("Study sessions"),
        "credit": tr("Credits"),
    }
    return lines + [_other_line(names[count.table], count) for count in found.others]


def _other_line(name: str, count: Count) -> str:
    parts = [
        trn("{n} added since", "{n} added since", count.added) if count.added else "",
        trn("{n} changed", "{n} changed", count.changed) if count.changed else "",
        trn("{n} deleted", "{n} deleted", count.deleted) if count.deleted else "",
    ]
    return tr("{name}: {what}", name=name, what=", ".join(part for part in parts if part))
