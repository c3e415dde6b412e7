"""Attaching files to activities, credits and claims, renaming and removing them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.file_types import checked_name, retyped, tidy_name
from planner.domain.limits import FILE_MAX, FILES_MAX
from planner.domain.model import Activity, Attachment, Credit, CreditClaim
from planner.domain.words import ActivityId, AttachmentPurpose, ClaimId, CreditId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.attachments import megabytes, no_room
from planner.services.queries.attachments import bytes_used
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.services.attachments import IncomingFile


class _Owner(NamedTuple):
    """What a file belongs to, as the columns of its row: just one of them is given."""

    activity_id: ActivityId | None
    credit_id: CreditId | None
    claim_id: ClaimId | None

    def title(self, tx: Transaction) -> str:
        """How the owner is called in sentences; an activity must be living, and is answered for if only listed."""
        if sum(each is not None for each in self) != 1:
            raise InvalidInputError(tr("A file belongs to one activity, one credit or one claim. Name just one."))
        if self.activity_id is not None:
            return common.editable(tx, self.activity_id).title
        if self.claim_id is not None:
            return tx.get(Activity, tx.get(CreditClaim, self.claim_id).activity_id).title
        credit = tx.get(Credit, self.credit_id or 0)
        if credit.title or credit.activity_id is None:
            return credit.title or credit.on_date
        return tx.get(Activity, credit.activity_id).title


def attached_already(name: str, present: str) -> str:
    """Why the same bytes are not attached a second time; ``present`` is what the file is called there."""
    if present != name:
        return tr("“{name}” is attached here already, under the name “{other}”.", name=name, other=present)
    return tr("“{name}” is attached here already.", name=name)


def _owner_of(found: Attachment) -> _Owner:
    return _Owner(found.activity_id, found.credit_id, found.claim_id)


@dataclass(frozen=True, slots=True)
class AttachFile(Action):
    """Keeps a file with just one owner: an activity, a credit as its evidence, or a claim as proof of the report."""

    file: "IncomingFile"
    activity_id: ActivityId | None = None
    credit_id: CreditId | None = None
    claim_id: ClaimId | None = None
    purpose: str = AttachmentPurpose.FILE

    def apply(self, tx: Transaction) -> str:
        owner = _Owner(self.activity_id, self.credit_id, self.claim_id)
        title = owner.title(tx)
        name, data = tidy_name(self.file.name), self.file.data
        if not 0 < len(data) <= FILE_MAX:
            raise InvalidInputError(
                tr(
                    "“{name}” is empty or larger than {limit}, the most that a plan keeps of one file. Choose another.",
                    name=name,
                    limit=megabytes(FILE_MAX),
                )
            )
        digest = tx.keep(data)
        for other in tx.find(Attachment, digest=digest, **owner._asdict()):
            if other.purpose == self.purpose:
                raise InvalidInputError(attached_already(name, other.name))
        if tx.one(Attachment, digest=digest) is None and (used := bytes_used(tx.reader)) + len(data) > FILES_MAX:
            raise InvalidInputError(no_room(name, used))
        kept = Attachment(0, tx.new_uid(), *owner, name, self.file.media_type, len(data), digest, self.purpose, tx.now)
        tx.add(kept)
        return tr("Attach “{name}” to “{title}”", name=name, title=title)


@dataclass(frozen=True, slots=True)
class RenameAttachment(Action):
    """Gives a kept file another name; what is in it stays as it is. Renames of one ``visit`` are one step."""

    attachment_id: int
    name: str
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Attachment, self.attachment_id)
        title = _owner_of(found).title(tx)
        name = checked_name(self.name)
        tx.put(found._replace(name=name, media_type=retyped(found.name, name, found.media_type)))
        return tr("Rename a file of “{title}” to “{name}”", title=title, name=name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"file:{self.attachment_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class RemoveAttachment(Action):
    """Takes a kept file away from its owner; Undo brings it back with its content."""

    attachment_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Attachment, self.attachment_id)
        title = _owner_of(found).title(tx)
        tx.remove(Attachment, found.id)
        return tr("Remove “{name}” from “{title}”", name=found.name, title=title)
