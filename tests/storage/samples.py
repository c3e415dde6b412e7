"""Small libraries and actions that the tests of storage and of the façade share."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner.domain import model
from planner.domain.words import ActivityId, TagId
from planner.services.action import Action
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.storage.library import Library, create_library
from planner.storage.schema import TABLES
from planner.storage.transaction import Transaction

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
STAMP = "2026-03-02T09:30:00Z"

Rows = dict[str, dict[int, dict[str, Any]]]


def plan_at(path: Path, *, busy_ms: int = 50) -> Planner:
    """Opens the library at ``path``, made empty if it is not there, under a clock that stands still."""
    if not path.exists():
        create_library(path)
    return Planner(Library.open(path, busy_ms=busy_ms), FixedClock(NOW))


def rows_at(path: Path) -> Rows:
    """Every row of the plan, read by a connection that knows nothing of ours."""
    connection = sqlite3.connect(path)
    try:
        connection.row_factory = sqlite3.Row
        return {
            table.name: {row["id"]: dict(row) for row in connection.execute(f"SELECT * FROM {table.name}")}
            for table in TABLES.values()
        }
    finally:
        connection.close()


def companions(path: Path) -> list[str]:
    """The names in the folder of ``path``."""
    return sorted(file.name for file in path.parent.iterdir())


CHILDREN: tuple[type[model.Row], ...] = (
    model.Reminder,
    model.Deadline,
    model.Event,
    model.Course,
    model.Certification,
    model.ActivityTag,
    model.ActivitySkill,
    model.ChecklistItem,
    model.Link,
    model.StudySession,
)


@dataclass(frozen=True, slots=True)
class AddActivity(Action):
    """Adds an activity, with a tag if one is named."""

    title: str
    tag: str = ""
    kind: str = "topic"

    def apply(self, tx: Transaction) -> str:
        activity_id = ActivityId(
            tx.add(model.Activity(ActivityId(0), tx.new_uid(), self.title, kind=self.kind, created_at=tx.now))
        )
        if self.tag:
            tag = tx.one(model.Tag, name=self.tag)
            tag_id = tag.id if tag else TagId(tx.add(model.Tag(TagId(0), tx.new_uid(), self.tag)))
            tx.add(model.ActivityTag(0, activity_id, tag_id))
        return f"Add “{self.title}”"


@dataclass(frozen=True, slots=True)
class Rename(Action):
    """Renames an activity; renames with one ``visit`` are one step."""

    id: int
    title: str
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        tx.put(tx.get(model.Activity, self.id)._replace(title=self.title))
        return f"Rename to “{self.title}”"

    @property
    def merge_key(self) -> str | None:
        return self.visit


@dataclass(frozen=True, slots=True)
class RemoveActivity(Action):
    """Removes an activity with everything that hangs on it, and tags that nobody bears any more."""

    id: int

    def apply(self, tx: Transaction) -> str:
        row = tx.get(model.Activity, self.id)
        for child in CHILDREN:
            tx.remove_all(child, activity_id=self.id)
        borne = {link.tag_id for link in tx.find(model.ActivityTag)}
        for tag in tx.find(model.Tag):
            if tag.id not in borne:
                tx.remove(model.Tag, tag.id)
        tx.remove(model.Activity, self.id)
        return f"Delete “{row.title}”"


@dataclass(frozen=True, slots=True)
class AddMany(Action):
    """Adds ``count`` activities in one step, as an import does."""

    count: int
    title: str = "Import"

    def apply(self, tx: Transaction) -> str:
        for number in range(self.count):
            tx.add(model.Activity(ActivityId(0), tx.new_uid(), f"{self.title} {number}", created_at=tx.now))
        return f"Import {self.count} activities"


@dataclass(frozen=True, slots=True)
class Fail(Action):
    """Writes, then raises ``error``."""

    error: BaseException

    def apply(self, tx: Transaction) -> str:
        tx.add(model.Activity(ActivityId(0), tx.new_uid(), "never seen", created_at=tx.now))
        tx.changes()
        raise self.error
