"""Events as lists of conferences bring them: no action makes one by hand."""

from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.planner import Planner


def as_listed(planner: Planner, activity_id: int) -> None:
    """Make an event one of a list, which the person has not answered."""
    planner.run(SetState(ActivityId(activity_id), "listed"))
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET origin = 'listed' WHERE activity_id = ?", (activity_id,))
