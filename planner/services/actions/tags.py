"""Tags on activities. A tag that no activity bears any more goes with its last use."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.model import ActivityTag, Tag
from planner.domain.words import ActivityId, TagId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.rows import Rows
from planner.storage.transaction import Transaction


def tag_named(tx: Rows, name: str) -> TagId:
    """The id of the tag of this name (without regard to case and way of writing), made if there is none."""
    found = tx.one(Tag, name=name)  # the column ignores the case of a to z
    if found is None:
        wanted = fold(name)
        found = next((tag for tag in tx.find(Tag) if fold(tag.name) == wanted), None)
    return found.id if found is not None else TagId(tx.add(Tag(TagId(0), tx.new_uid(), name)))


def set_tags(tx: Transaction, activity_id: ActivityId, names: Iterable[str]) -> None:
    """Gives an activity exactly these tags. Raises InvalidInputError for a name that is too long."""
    tidy = (common.one_line(name.lstrip("#"), tr("tag"), limit=100) for name in names)
    wanted = {tag_named(tx, name) for name in dict.fromkeys(tidy) if name}
    for use in tx.find(ActivityTag, activity_id=activity_id):
        if use.tag_id in wanted:
            wanted.discard(use.tag_id)
        else:
            tx.remove(ActivityTag, use.id)
            if tx.one(ActivityTag, tag_id=use.tag_id) is None:
                tx.remove(Tag, use.tag_id)
    for tag_id in sorted(wanted):
        tx.add(ActivityTag(0, activity_id, tag_id))


@dataclass(frozen=True, slots=True)
class SetTags(Action):
    """Gives an activity exactly these tags."""

    activity_id: ActivityId
    names: tuple[str, ...]

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        set_tags(tx, row.id, self.names)
        return tr("Edit tags of “{title}”", title=row.title)
