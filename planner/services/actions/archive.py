"""Putting done activities into the archive, where they leave the board, and taking them out again."""

from dataclasses import dataclass

from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity
from planner.domain.words import ActivityId, Status, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ArchiveActivities(Action):
    """Archives done activities, or takes them out of the archive. All that is not the board holds them as before."""

    activity_ids: tuple[ActivityId, ...]
    archived: bool = True

    def apply(self, tx: Transaction) -> str:
        rows = [common.living(tx, activity_id) for activity_id in self.activity_ids]
        if self.archived and (undone := next((row for row in rows if row.status != Status.DONE), None)):
            raise InvalidInputError(
                tr("“{title}” is not done; only what is done can be archived.", title=undone.title)
            )
        for row in rows:
            if (row.archived_at is not None) != self.archived:
                tx.put(row._replace(archived_at=tx.now if self.archived else None))
        if len(rows) == 1:
            title = rows[0].title
            return tr("Archive “{title}”", title=title) if self.archived else tr("Unarchive “{title}”", title=title)
        if self.archived:
            return trn("Archive {n} activity", "Archive {n} activities", len(rows))
        return trn("Unarchive {n} activity", "Unarchive {n} activities", len(rows))


@dataclass(frozen=True, slots=True)
class ArchiveDone(Action):
    """Archives everything that is done in a step, or (None) in the inbox."""

    step_id: StepId | None

    def apply(self, tx: Transaction) -> str:
        done = tx.find(Activity, step_id=self.step_id, status=Status.DONE.value, trashed_at=None, archived_at=None)
        if not done:
            raise InvalidInputError(tr("Nothing is done here yet, so there is nothing to archive."))
        return ArchiveActivities(tuple(row.id for row in done)).apply(tx)
