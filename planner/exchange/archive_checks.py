"""What an archive must hold beyond its shape: dates that exist, unique uids, references that lead somewhere."""

from collections.abc import Iterator

from planner.config.text import tr
from planner.domain.dates import is_date, is_zone, kept_instant, parse_wall, utc_bounds
from planner.domain.errors import InvalidInputError
from planner.domain.levels import is_level
from planner.domain.months import is_month
from planner.exchange import archive_format as archived
from planner.exchange.archive_bounds import reminder_bounds, time_bounds
from planner.exchange.archive_event_checks import record_faults
from planner.exchange.archive_faults import Fault, Seen, day, position, unique
from planner.exchange.archive_goal_checks import credit_faults, file_faults, goal_faults
from planner.exchange.archive_kind_checks import kind_faults


def faults(library: archived.ArchivedLibrary) -> Iterator[Fault]:
    """Yield what is wrong with a document, in the order of the file as far as references allow."""
    seen = Seen()
    yield from _roadmaps(library, seen)
    yield from _vocabulary(library, seen)
    for number, activity in enumerate(library.activities):
        place = f"activities[{number}]"
        yield from _activity(activity, place, seen)
        yield from _belongings(activity, place, seen)
        yield from record_faults(activity, place, seen)
        yield from goal_faults(activity, place, seen)
    yield from credit_faults(library, seen)
    yield from file_faults(library)
    yield from unique("template_nodes", ((node.template, node.node) for node in library.template_nodes))
    yield from unique("import_memory", ((memory.source, memory.key) for memory in library.import_memory))
    yield from unique("sequences", ((line.uid, line.recurrence_id) for line in library.sequences))
    for number, line in enumerate(library.sequences):
        if len(line.digest) % 2 or not set(line.digest) <= set("0123456789abcdef"):
            yield Fault(f"sequences[{number}].digest", tr("“{text}” is not a digest", text=line.digest))


def _roadmaps(library: archived.ArchivedLibrary, seen: Seen) -> Iterator[Fault]:
    for number, roadmap in enumerate(library.roadmaps):
        place = f"roadmaps[{number}]"
        yield from seen.uid("roadmap", roadmap.uid, place)
        yield from position(roadmap.position, place)
        for inner, step in enumerate(roadmap.steps):
            yield from seen.uid("step", step.uid, f"{place}.steps[{inner}]")
            yield from position(step.position, f"{place}.steps[{inner}]")


def _vocabulary(library: archived.ArchivedLibrary, seen: Seen) -> Iterator[Fault]:
    for number, tag in enumerate(library.tags):
        yield from seen.uid("tag", tag.uid, f"tags[{number}]")
        seen.tags.add(tag.name)
    yield from unique("tags", ((_ascii_lower(tag.name),) for tag in library.tags))
    for number, category in enumerate(library.categories):
        yield from seen.uid("category", category.uid, f"categories[{number}]")
        yield from position(category.position, f"categories[{number}]")
    for number, skill in enumerate(library.skills):
        place = f"skills[{number}]"
        yield from seen.uid("skill", skill.uid, place)
        yield from position(skill.position, place)
        yield from seen.reference("category", skill.category, f"{place}.category")
        yield from unique(f"{place}.rubric", ((level.level,) for level in skill.rubric))
        for inner, assessment in enumerate(skill.assessments):
            within = f"{place}.assessments[{inner}]"
            yield from seen.uid("assessment", assessment.uid, within)
            yield from day(assessment.on_date, f"{within}.on_date")
            yield from _level(assessment.level, f"{within}.level")
    for number, profile in enumerate(library.profiles):
        place = f"profiles[{number}]"
        yield from seen.uid("profile", profile.uid, place)
        yield from position(profile.position, place)
        yield from unique(f"{place}.targets", ((target.skill,) for target in profile.targets))
        for inner, target in enumerate(profile.targets):
            yield from seen.reference("skill", target.skill, f"{place}.targets[{inner}].skill")
            yield from _level(target.level, f"{place}.targets[{inner}].level")


def _activity(activity: archived.ArchivedActivity, place: str, seen: Seen) -> Iterator[Fault]:
    yield from seen.uid("activity", activity.uid, place)
    if not activity.title.strip():
        yield Fault(f"{place}.title", tr("there is no title"))
    yield from position(activity.position, place)
    if activity.step is not None:
        yield from seen.reference("step", activity.step, f"{place}.step")
    yield from day(activity.picked_week, f"{place}.picked_week")
    yield from day(activity.started_on, f"{place}.started_on")
    yield from day(activity.completed_on, f"{place}.completed_on")
    yield from _instant(activity.created_at or None, f"{place}.created_at")
    yield from _instant(activity.trashed_at, f"{place}.trashed_at")
    yield from _instant(activity.archived_at, f"{place}.archived_at")
    if activity.certification is not None:
        yield from day(activity.certification.issued_on, f"{place}.certification.issued_on")
        yield from day(activity.certification.facts_checked_on, f"{place}.certification.facts_checked_on")
    if activity.event is not None:
        yield from _times(activity.event, f"{place}.event")
    yield from kind_faults(activity, place)
    yield from time_bounds(activity, place)


def _times(event: archived.ArchivedEvent, place: str) -> Iterator[Fault]:
    if event.expected is not None and not is_month(event.expected):
        yield Fault(f"{place}.expected", tr("“{text}” is not a month such as 2027-12", text=event.expected))
    bad = [
        *_moment(event.starts, f"{place}.starts"),
        *_moment(event.ends, f"{place}.ends"),
        *_zone(event.zone, f"{place}.zone"),
        *_instant(event.starts_utc, f"{place}.starts_utc"),
        *_instant(event.ends_utc, f"{place}.ends_utc"),
    ]
    yield from bad
    if bad:
        return
    if event.ends is not None and (event.starts is None or is_date(event.starts) != is_date(event.ends)):
        yield Fault(f"{place}.ends", tr("“{text}” does not fit its start", text=event.ends))
        return
    try:
        starts, ends = utc_bounds(event.starts, event.ends, event.zone, event.start_fold, event.end_fold)
    except InvalidInputError as error:  # at the very edge of the years that a plan takes
        yield Fault(f"{place}.starts", str(error).rstrip("."))
        return
    if event.starts is not None and event.ends is not None and (ends or event.ends) < (starts or event.starts):
        yield Fault(f"{place}.ends", tr("“{text}” is before its start", text=event.ends))


def _belongings(activity: archived.ArchivedActivity, place: str, seen: Seen) -> Iterator[Fault]:
    for number, deadline in enumerate(activity.deadlines):
        within = f"{place}.deadlines[{number}]"
        yield from seen.uid("deadline", deadline.uid, within)
        if (deadline.on_date is None) == (deadline.at_utc is None):
            yield Fault(within, tr("either on_date or at_utc must be given, not both"))
        yield from day(deadline.on_date, f"{within}.on_date")
        yield from _instant(deadline.at_utc, f"{within}.at_utc")
        yield from _zone(deadline.zone, f"{within}.zone")
        yield from reminder_bounds(deadline.reminders, f"{within}.reminders")
        for inner, reminder in enumerate(deadline.reminders):
            yield from seen.uid("reminder", reminder.uid, f"{within}.reminders[{inner}]")
    yield from reminder_bounds(activity.reminders, f"{place}.reminders")
    for number, reminder in enumerate(activity.reminders):
        yield from seen.uid("reminder", reminder.uid, f"{place}.reminders[{number}]")
    for number, item in enumerate(activity.checklist):
        yield from seen.uid("checklist_item", item.uid, f"{place}.checklist[{number}]")
        yield from position(item.position, f"{place}.checklist[{number}]")
    for number, link in enumerate(activity.links):
        yield from seen.uid("link", link.uid, f"{place}.links[{number}]")
        yield from position(link.position, f"{place}.links[{number}]")
    for number, tag in enumerate(activity.tags):
        if tag not in seen.tags:
            yield Fault(f"{place}.tags[{number}]", tr("“{uid}” is not in the archive", uid=tag))
    yield from unique(f"{place}.tags", ((tag,) for tag in activity.tags))
    yield from unique(f"{place}.skills", ((shown.skill,) for shown in activity.skills))
    for number, shown in enumerate(activity.skills):
        yield from seen.reference("skill", shown.skill, f"{place}.skills[{number}].skill")
        yield from _level(shown.level, f"{place}.skills[{number}].level")
    for number, session in enumerate(activity.sessions):
        yield from seen.uid("study_session", session.uid, f"{place}.sessions[{number}]")
        yield from _session(session, f"{place}.sessions[{number}]")


def _session(session: archived.ArchivedSession, place: str) -> Iterator[Fault]:
    bad = [*_moment(session.starts, f"{place}.starts"), *_zone(session.zone, f"{place}.zone")]
    yield from bad
    if not bad:
        try:
            utc_bounds(session.starts, None, session.zone or "UTC")
        except InvalidInputError as error:
            yield Fault(f"{place}.starts", str(error).rstrip("."))


def _ascii_lower(text: str) -> str:
    """Fold as the library's own comparison of tags does, which knows only the letters a to z."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def _zone(name: str, place: str) -> Iterator[Fault]:
    if name and not is_zone(name):
        yield Fault(place, tr("“{text}” is not a time zone such as Europe/Berlin", text=name))


def _level(value: float, place: str) -> Iterator[Fault]:
    if not is_level(value):
        yield Fault(place, tr("{level} is not a whole or a half from 0 to 5", level=value))


def _instant(text: str | None, place: str) -> Iterator[Fault]:
    if text is not None:
        try:
            kept_instant(text)
        except InvalidInputError:
            yield Fault(
                place,
                tr("“{text}” is not an instant such as 2026-12-01T09:30:00Z, or too far from today", text=text),
            )


def _moment(text: str | None, place: str) -> Iterator[Fault]:
    if text is None:
        return
    if is_date(text):
        yield from day(text, place)
        return
    try:
        parse_wall(text)
    except InvalidInputError:
        yield Fault(place, tr("“{text}” is neither a date nor a time such as 2026-12-01T09:30:00", text=text))
