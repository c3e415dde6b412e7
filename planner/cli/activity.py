"""Commands on activities: add, show, edit, delete, agenda."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, number_between, plan
from planner.cli.output import line, print_json, table
from planner.config.text import begun, tr, trn
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.words import Kind, Priority, Status, StepId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.cli.common import Commands
    from planner.domain.model import Attachment
    from planner.domain.words import ActivityId
    from planner.services.action import Action
    from planner.services.badges import Badge
    from planner.services.planner import Planner
    from planner.services.queries.activity import ActivityCard
    from planner.services.queries.agenda import AgendaEntry
    from planner.services.queries.event_record import EventRecord

AGENDA_DAYS = 14
_INBOX = "inbox"
_LONGEST_UID = 1000
"""SQLite refuses to search for much longer texts; imported UIDs are far shorter."""


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(commands, "add", add, tr("add an activity from one line"), json=True)
    parser.add_argument(
        "text",
        nargs="+",
        metavar=tr("TEXT"),
        help=tr("such as “Finish ML course !high #ml @2026-12-01 ~6h”; in quotes, as shells read some of the signs"),
    )
    parser.add_argument("--step", metavar=tr("STEP"), help=tr("the step, by name (default: the inbox)"))

    parser = add_command(commands, "show", show, tr("show one activity, whole"), json=True)
    parser.add_argument("uid", metavar="UID", help=tr("its UID, or the beginning of it"))

    parser = add_command(commands, "edit", edit, tr("change an activity"), json=True)
    parser.add_argument("uid", metavar="UID", help=tr("its UID, or the beginning of it"))
    parser.add_argument("--title", metavar=tr("TITLE"))
    parser.add_argument("--status", choices=[status.value for status in Status])
    parser.add_argument("--step", metavar=tr("STEP"), help=tr("a step by name, or “inbox”"))
    parser.add_argument("--due", metavar=tr("DATE"), help=tr("such as 2026-12-01, friday, “in 2 weeks”, or none"))
    parser.add_argument("--kind", choices=[kind.value for kind in Kind])

    parser = add_command(commands, "delete", delete, tr("put an activity into the trash"), json=True)
    parser.add_argument("uid", metavar="UID", help=tr("its UID, or the beginning of it"))

    parser = add_command(commands, "agenda", agenda, tr("what is coming"), json=True)
    parser.add_argument(
        "--days",
        type=number_between(1, 36_600, tr("“{{text}}” is not a number of days from 1 to 36600")),
        default=AGENDA_DAYS,
        metavar="N",
        help=tr("how many days (default: {n})", n=AGENDA_DAYS),
    )


def add(args: argparse.Namespace) -> int:
    """Add an activity."""
    from planner.services.actions.activities import QuickAdd

    with plan(args, create=True, writes=True) as planner:
        step_id = None if args.step is None else _step_named(planner, args.step)
        change = planner.run(QuickAdd(" ".join(args.text), step_id))
        card = _card(planner, change.added("activity")[0])
        if args.json:
            print_json(activity_json(card))
        else:
            line(tr("Added “{title}” to {place}", title=card.activity.title, place=card.step or tr("Inbox")))
            line(f"  {card.activity.uid}")
    return 0


def show(args: argparse.Namespace) -> int:
    """Show an activity."""
    from planner.services.badges import kept_badges
    from planner.services.queries.attachments import files_of
    from planner.services.queries.event_record import event_record

    with plan(args) as planner:
        card = _card(planner, activity_named(planner, args.uid))
        record = planner.read(event_record, card.activity.id)
        files = planner.read(files_of, activity_id=card.activity.id, purpose=None)
        badges = [one.badge for one in planner.read(kept_badges, card.activity.id) if one.badge is not None]
        if args.json:
            kept = [badge_json(badge) for badge in badges]
            print_json({**whole_json(card, files), **record_json(record), "badges": kept})
        else:
            _print_card(card, record, files, badges)
    return 0


def edit(args: argparse.Namespace) -> int:
    """Change an activity, in one step."""
    from planner.services.actions.several import Several

    with plan(args, writes=True) as planner:
        activity_id = activity_named(planner, args.uid)
        actions = _edits(args, planner, activity_id)
        if not actions:
            raise InvalidInputError(
                tr("Nothing to change was given. Add one of --title, --status, --step, --due, --kind.")
            )
        title = args.title or _card(planner, activity_id).activity.title
        planner.run(Several(tuple(actions), tr("Edit “{title}”", title=" ".join(title.split()))))
        card = _card(planner, activity_id)
        if args.json:
            print_json(activity_json(card))
        else:
            line(tr("Changed “{title}”", title=card.activity.title))
    return 0


def _edits(args: argparse.Namespace, planner: "Planner", activity_id: "ActivityId") -> "list[Action]":
    from planner.domain.spoken_dates import parse_spoken_date
    from planner.services.actions.activities import ChangeKind, EditActivity, MoveActivities
    from planner.services.actions.deadlines import SetDue

    actions: list[Action] = []
    if args.title is not None:
        actions.append(EditActivity(activity_id, (("title", args.title),)))
    if args.kind is not None:
        actions.append(ChangeKind(activity_id, args.kind))
    if args.step is not None or args.status is not None:
        to_step = args.step is not None
        step_id = _step_named(planner, args.step) if to_step else None
        actions.append(MoveActivities((activity_id,), status=args.status, to_step=to_step, step_id=step_id))
    if args.due is not None:
        due = None if args.due == "none" else str(parse_spoken_date(args.due, planner.today()))
        actions.append(SetDue((activity_id,), due))
    return actions


def delete(args: argparse.Namespace) -> int:
    """Put an activity into the trash."""
    from planner.services.actions.trash import TrashActivities

    with plan(args, writes=True) as planner:
        activity_id = activity_named(planner, args.uid)
        card = _card(planner, activity_id)
        planner.run(TrashActivities((activity_id,)))
        if args.json:
            print_json({"deleted": card.activity.uid})
        else:
            line(tr("Deleted “{title}”; “planner undo” brings it back", title=card.activity.title))
    return 0


def agenda(args: argparse.Namespace) -> int:
    """Print what is coming."""
    from datetime import timedelta

    from planner.services.queries import agenda as queries
    from planner.services.queries.uids import activity_uids

    with plan(args) as planner:
        today = planner.today()
        entries = planner.read(queries.agenda, today, today + timedelta(days=args.days), planner.zone())
        if args.json:
            uids = planner.read(activity_uids, [entry.activity_id for entry in entries])
            print_json([_entry_json(entry, uids[entry.activity_id]) for entry in entries])
        else:
            _print_agenda(entries, planner, args.days)
    return 0


def _entry_json(entry: "AgendaEntry", activity_uid: str) -> dict[str, object]:
    mark = "Z" if entry.zone == "UTC" and not entry.all_day else ""
    return {
        "uid": entry.uid,
        "title": entry.title,
        "what": entry.what,
        "start": entry.starts + mark,
        "end": None if entry.ends is None else entry.ends + mark,
        "all_day": entry.all_day,
        "zone": entry.zone,
        "activity": activity_uid,
        "label": entry.label,
        "place": entry.place,
    }


def _print_agenda(entries: "Sequence[AgendaEntry]", planner: "Planner", days: int) -> None:
    from planner.domain.dates import parse_date
    from planner.services.humanize import clock_time, relative_date, weekday_name
    from planner.services.words import DEADLINE_WORDS, deadline_word

    if not entries:
        line(trn("Nothing is coming in the next day.", "Nothing is coming in the next {n} days.", days))
        return
    rows = []
    for entry in entries:
        day = max(parse_date(entry.local_day), planner.today())
        what = (
            deadline_word(entry.what)
            if entry.what in DEADLINE_WORDS
            else tr("study")
            if entry.what == "session"
            else ""
        )
        rows.append(
            (
                f"{weekday_name(day.weekday())} {day.isoformat()}",
                "" if entry.all_day else clock_time(entry.local_starts),
                entry.title,
                " · ".join(part for part in (entry.label or what, entry.place) if part),
                relative_date(day, planner.today()),
            )
        )
    table(rows, indent=0)


def activity_named(planner: "Planner", text: str) -> "ActivityId":
    """The activity whose UID is, or alone begins with, ``text``. Raises NotFoundError."""
    from planner.services.queries.uids import activity_named

    whole = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be searched for
    return planner.read(activity_named, whole if len(whole) <= _LONGEST_UID else f"{whole[:_LONGEST_UID]}…")


def _card(planner: "Planner", activity_id: int) -> "ActivityCard":
    from planner.services.queries.activity import activity_card

    return planner.read(activity_card, activity_id)


def _step_named(planner: "Planner", text: str) -> StepId | None:
    """The step of this name, or whose name alone begins with it; None is the inbox. Raises InvalidInputError."""
    from planner.services.queries.activity import step_choices

    wanted = text.strip().casefold()
    if not wanted:
        raise InvalidInputError(tr("An empty text is not the name of a step. Write it, or “inbox”."))
    if wanted == _INBOX:
        return None
    steps = planner.read(step_choices)
    exact = [step for step in steps if step.name.casefold() == wanted]
    found = exact or [step for step in steps if step.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return StepId(found[0].id)
    if found:
        raise InvalidInputError(
            tr("More than one step is called “{name}”. Write its whole name.", name=shortened(text))
        )
    names = ", ".join(f"“{step.name}”" for step in steps) or tr("none yet")
    raise InvalidInputError(tr("There is no step “{name}”. The steps are: {names}.", name=shortened(text), names=names))


def activity_json(card: "ActivityCard") -> dict[str, object]:
    """What add and edit print of an activity, and show begins with."""
    row = card.activity
    return {
        "uid": row.uid,
        "title": row.title,
        "kind": row.kind,
        "status": row.status,
        "step": card.step,
        "due": card.due,
        "estimate_minutes": row.estimate_minutes,
        "tags": list(card.tags),
        "priority": Priority(row.priority).name.lower(),
    }


def attachment_json(kept: "Attachment") -> dict[str, object]:
    """What attach prints of a kept file, and show lists."""
    return {name: getattr(kept, name) for name in ("uid", "name", "media_type", "size", "purpose")}


def badge_json(badge: "Badge") -> dict[str, object]:
    """What show lists of a kept badge."""
    return {name: getattr(badge, name) for name in ("name", "issuer", "issued_on", "expires_on")}


def record_json(record: "EventRecord") -> dict[str, object]:
    """What show lists of the record of an event."""
    return {
        "submissions": [{"title": one.title, "state": one.state, "notes": one.notes} for one in record.submissions],
        "people": [
            {
                "name": met.person.name,
                "reach": met.person.reach,
                "follow_up": None if met.day is None else str(met.day),
                "notes": met.person.notes,
            }
            for met in record.people
        ],
    }


def whole_json(card: "ActivityCard", files: "Sequence[Attachment]") -> dict[str, object]:
    """What show prints: everything that hangs on the activity, without the row numbers of this file."""
    row = card.activity
    details = {
        name: {key: value for key, value in detail._asdict().items() if key not in ("id", "activity_id")}
        for name, detail in (("certification", card.certification), ("course", card.course), ("event", card.event))
        if detail is not None
    }
    return {
        **activity_json(card),
        "core": row.core,
        "notes": row.notes,
        "cadence": row.cadence_count and {"times_a_week": row.cadence_count, "minutes": row.cadence_minutes},
        "picked_week": row.picked_week,
        "started_on": row.started_on,
        "completed_on": row.completed_on,
        "outcome": row.outcome,
        "outcome_url": row.outcome_url,
        "person": row.person,
        "created_at": row.created_at,
        **details,
        "deadlines": [
            {
                "uid": duty.deadline.uid,
                "kind": duty.deadline.kind,
                "on": duty.deadline.on_date,
                "at": duty.deadline.at_utc,
                "zone": duty.deadline.zone,
                "label": duty.deadline.label,
                "reminders": list(duty.reminders),
            }
            for duty in card.duties
        ],
        "reminders": list(card.event_reminders),
        "checklist": [{"text": item.text, "done": item.done} for item in card.checklist],
        "links": [{"url": link.url, "title": link.title} for link in card.links],
        "skills": [{"name": shown.name, "level": shown.level} for shown in card.skills],
        "sessions": [
            {
                "uid": s.uid,
                "start": s.starts,
                "minutes": s.minutes,
                "planned": s.planned,
                "zone": s.zone,
                "note": s.note,
            }
            for s in card.sessions
        ],
        "attachments": [attachment_json(kept) for kept in files],
    }


def _print_card(
    card: "ActivityCard", record: "EventRecord", files: "Sequence[Attachment]", badges: "Sequence[Badge]"
) -> None:
    from planner.services.attachments import size_text
    from planner.services.humanize import cadence_text, duration, level_text, long_month
    from planner.services.words import deadline_word, kind_word, priority_word, state_word, status_word, submission_word

    row = card.activity
    detail = card.certification or card.course or card.event
    line(row.title)
    rows = [
        (tr("Kind"), kind_word(row.kind)),
        (tr("Status"), status_word(row.status) + (f" ({state_word(row.kind, detail.state)})" if detail else "")),
        (tr("Step"), card.step or tr("Inbox")),
    ]
    if row.priority:
        rows.append((tr("Priority"), priority_word(row.priority)))
    if row.estimate_minutes:
        rows.append((tr("Estimate"), duration(row.estimate_minutes)))
    if row.cadence_count:
        rows.append((tr("Practice"), cadence_text(row.cadence_count, row.cadence_minutes)))
    if card.event and card.event.starts:
        span = f"{card.event.starts} – {card.event.ends}" if card.event.ends else card.event.starts
        rows.append((tr("When"), f"{span} {card.event.zone}".rstrip()))
        rows.append((tr("Where"), ", ".join(filter(None, (card.event.venue, card.event.city, card.event.country)))))
    elif card.event and card.event.expected:
        rows.append((tr("When"), tr("expected in {month}", month=long_month(card.event.expected))))
    rows += [
        (begun(deadline_word(d.deadline.kind)), d.deadline.on_date or d.deadline.at_utc or "")
        for d in card.duties
    ]
    if card.tags:
        rows.append((tr("Tags"), " ".join(f"#{tag}" for tag in card.tags)))
    rows += [(tr("Shows"), f"{shown.name} {level_text(shown.level)}") for shown in card.skills]
    rows += [(tr("Submission"), f"{one.title} ({submission_word(one.state)})") for one in record.submissions]
    rows += [(tr("Met"), ", ".join(filter(None, (met.person.name, met.person.reach)))) for met in record.people]
    rows += [(tr("Link"), link.url) for link in card.links]
    rows += [(tr("File"), f"{kept.name} ({size_text(kept.size)})") for kept in files]
    rows += [(tr("Badge"), f"{badge.name}, {badge.issuer}" if badge.issuer else badge.name) for badge in badges]
    rows.append(("UID", row.uid))
    table([(name, value) for name, value in rows if value], limit=200)
    for item in card.checklist:
        line(f"  [{'x' if item.done else ' '}] {item.text}")
    if row.notes:
        line()
        line(row.notes)
