"""The record of an event, as rows and as parts of the archive: submissions, and people met there."""

from typing import Any

from planner.domain import model
from planner.exchange import archive_event_format as archived
from planner.exchange.archive_goal_tree import AddRow, Owner
from planner.exchange.archive_row_parts import by_position, grouped, part_of, uid_of
from planner.exchange.archive_rows import LibraryRows


class RecordParts:
    """Finds the parts that lie inside an activity, by the activity's number."""

    def __init__(self, rows: LibraryRows) -> None:
        self._deadline_uids = {row.id: row.uid for row in rows.deadline}
        submissions = sorted(rows.submission, key=by_position)
        self._submissions = grouped("submission", submissions, "activity_id", rows.activity)
        self._people = grouped("person_met", sorted(rows.person_met, key=by_position), "activity_id", rows.activity)

    def of(self, activity_id: int) -> dict[str, Any]:
        """The fields of an archived activity that these parts fill."""
        return {
            "submissions": [part_of(archived.ArchivedSubmission, row) for row in self._submissions[activity_id]],
            "people": [
                part_of(archived.ArchivedPerson, row, follow_up=self._follow_up(row))
                for row in self._people[activity_id]
            ],
        }

    def _follow_up(self, row: model.PersonMet) -> str | None:
        return None if row.deadline_id is None else uid_of("person_met", self._deadline_uids, row.deadline_id)


def add_record_rows(add: AddRow, activity: Any, owner: Owner) -> None:
    """Makes the rows of the record that lies inside an archived activity."""
    for submission in activity.submissions:
        add("submission", model.Submission, submission, activity_id=owner.id)
    for person in activity.people:
        deadline_id = None if person.follow_up is None else owner.deadlines[person.follow_up]
        add("person_met", model.PersonMet, person, activity_id=owner.id, deadline_id=deadline_id)
