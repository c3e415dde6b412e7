"""Deleting activities into the trash, restoring them, and emptying the trash."""

from dataclasses import dataclass

from planner.config.text import tr, trn
from planner.domain.model import ACTIVITY_PARTS, Activity, Credit, CreditClaim
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions import common
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TrashActivities(Action):
    """Puts activities in the trash; they can be restored until it is emptied."""

    activity_ids: tuple[ActivityId, ...]

    def apply(self, tx: Transaction) -> str:
        rows = [common.living(tx, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            tx.put(row._replace(trashed_at=tx.now))
        if len(rows) == 1:
            return tr("Delete “{title}”", title=rows[0].title)
        return trn("Delete {n} activity", "Delete {n} activities", len(rows))


@dataclass(frozen=True, slots=True)
class RestoreActivities(Action):
    """Takes activities out of the trash again."""

    activity_ids: tuple[ActivityId, ...]

    def apply(self, tx: Transaction) -> str:
        rows = [tx.get(Activity, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            tx.put(row._replace(trashed_at=None))
        if len(rows) == 1:
            return tr("Restore “{title}”", title=rows[0].title)
        return trn("Restore {n} activity", "Restore {n} activities", len(rows))


@dataclass(frozen=True, slots=True)
class PurgeTrash(Action):
    """Removes everything in the trash with all that hangs on it; Undo still brings it back."""

    def apply(self, tx: Transaction) -> str:
        from sqlalchemy import select

        from planner.storage.schema import activity

        rows = select(activity.c.id, activity.c.title).where(activity.c.trashed_at.is_not(None))
        names = {row.id: row.title for row in tx.connection.execute(rows)}
        ids = list(names)
        for activity_id in ids:
            purge(tx, activity_id)
        if len(ids) == 1:
            return tr("Delete “{title}” for good", title=names[ids[0]])
        return trn("Delete {n} activity for good", "Delete {n} activities for good", len(ids))


def purge(tx: Transaction, activity_id: int) -> None:
    """Removes an activity and, explicitly, each row that hangs on it, so that the journal has them all.

    Credits that it earned stay under its name where they count for a certification; those that no activity earned
    stay where they count for another one.
    """
    _remove_claims(tx, activity_id)
    title = tx.get(Activity, activity_id).title
    for credit in tx.find(Credit, activity_id=activity_id):
        if tx.one(CreditClaim, credit_id=credit.id) is None:
            common.remove_credit(tx, credit)
        else:
            tx.put(credit._replace(activity_id=None, title=credit.title or title))
    for row_type in ACTIVITY_PARTS:
        tx.remove_all(row_type, activity_id=activity_id)
    tx.remove(Activity, activity_id)


def _remove_claims(tx: Transaction, certification_id: int) -> None:
    for claim in tx.find(CreditClaim, activity_id=certification_id):
        common.remove_claim(tx, claim)
        credit = tx.get(Credit, claim.credit_id)
        if credit.activity_id is None and tx.one(CreditClaim, credit_id=credit.id) is None:
            common.remove_credit(tx, credit)
