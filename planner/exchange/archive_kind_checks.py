"""What an activity of an archive may have because of its kind: the parts of a kind belong to no other one."""

from collections.abc import Iterator
from typing import Final

from planner.config.text import tr
from planner.domain.states import has_state, status_of
from planner.domain.words import Kind
from planner.exchange import archive_format as archived
from planner.exchange.archive_faults import Fault

_OF_CERTIFICATIONS: Final = ("exams", "renewal_rule", "rule_categories", "renewals")


def kind_faults(activity: archived.ArchivedActivity, place: str) -> Iterator[Fault]:
    """Parts of another kind, the missing part of its own, and a status that does not follow from its state."""
    details = {Kind.CERTIFICATION: activity.certification, Kind.COURSE: activity.course, Kind.EVENT: activity.event}
    foreign = [kind.value for kind, detail in details.items() if detail is not None and kind != activity.kind]
    if activity.kind != Kind.CERTIFICATION:
        foreign += [name for name in _OF_CERTIFICATIONS if getattr(activity, name)]
    for name in foreign:
        yield Fault(f"{place}.{name}", tr("this does not belong to the kind “{kind}”", kind=activity.kind))
    if not has_state(activity.kind):
        return
    own = details[activity.kind]
    if own is None:
        yield Fault(f"{place}.{activity.kind}", tr("what belongs to the kind “{kind}” is missing", kind=activity.kind))
    elif (follows := status_of(activity.kind, own.state)) != activity.status:
        yield Fault(
            f"{place}.status",
            tr("“{status}” is expected with the state “{state}”", status=follows.value, state=own.state.value),
        )
