"""What the record of an event of an archive must hold beyond its shape: titles and names, bounds, follow-up days."""

from collections.abc import Iterator

from planner.config.text import tr
from planner.domain.limits import LINE_MAX, PEOPLE_MAX, PERSON_NAME_MAX, SUBMISSIONS_MAX, TITLE_MAX
from planner.exchange import archive_format
from planner.exchange.archive_bounds import longest
from planner.exchange.archive_faults import Fault, Seen, position


def record_faults(activity: archive_format.ArchivedActivity, place: str, seen: Seen) -> Iterator[Fault]:
    """What is wrong with the submissions of an activity and with the people met there."""
    yield from _too_many(len(activity.submissions), SUBMISSIONS_MAX, f"{place}.submissions")
    for number, submission in enumerate(activity.submissions):
        inside = f"{place}.submissions[{number}]"
        yield from seen.uid("submission", submission.uid, inside)
        yield from position(submission.position, inside)
        yield from _named(submission.title, tr("there is no title"), TITLE_MAX, f"{inside}.title")
        yield from longest(submission.notes, LINE_MAX, f"{inside}.notes")
    yield from _too_many(len(activity.people), PEOPLE_MAX, f"{place}.people")
    deadlines = {deadline.uid for deadline in activity.deadlines}
    for number, person in enumerate(activity.people):
        inside = f"{place}.people[{number}]"
        yield from seen.uid("person_met", person.uid, inside)
        yield from position(person.position, inside)
        yield from _named(person.name, tr("there is no name"), PERSON_NAME_MAX, f"{inside}.name")
        yield from longest(person.reach, LINE_MAX, f"{inside}.reach")
        yield from longest(person.notes, LINE_MAX, f"{inside}.notes")
        if person.follow_up is not None and person.follow_up not in deadlines:
            yield Fault(f"{inside}.follow_up", tr("“{uid}” is not in the archive", uid=person.follow_up))


def _named(text: str, missing: str, most: int, place: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(place, missing)
    yield from longest(text, most, place)


def _too_many(count: int, most: int, place: str) -> Iterator[Fault]:
    if count > most:
        yield Fault(place, tr("there are {count} of them; {most} is the most", count=count, most=most))
