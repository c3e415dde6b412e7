"""The commands on time: logging it, the list of study sessions, and (in a module of its own) the look back."""

import argparse
from typing import TYPE_CHECKING

from planner.cli import look_back
from planner.cli.common import add_command, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.cli.common import Commands
    from planner.services.queries.sessions import SessionRow


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(commands, "log", log, tr("log time that was spent on an activity"), json=True)
    parser.add_argument("activity", metavar=tr("UID|TEXT"), help=tr("the activity: its UID, its title or a part of it"))
    parser.add_argument("time", metavar=tr("MINUTES"), help=tr("how long: 45, 1h30, 1:30"))
    parser.add_argument("--on", metavar=tr("DATE"), help=tr("when, such as yesterday or 2026-12-01 (default: today)"))
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("what was done, in a line"))

    parser = add_command(
        commands, "sessions", sessions, tr("the study sessions, planned and logged, by week"), json=True
    )
    parser.add_argument("--from", dest="first", metavar=tr("DATE"), help=tr("on this day or later"))
    parser.add_argument("--to", dest="last", metavar=tr("DATE"), help=tr("on this day or sooner"))
    look_back.register(commands)


def log(args: argparse.Namespace) -> int:
    """Log time."""
    from planner.domain.spoken_dates import parse_past_date
    from planner.domain.time_spent import read_time_spent
    from planner.services.actions.parts import LogTime
    from planner.services.queries.credits import any_named
    from planner.services.queries.sessions import sessions as query

    minutes = read_time_spent(args.time)
    with plan(args, writes=True) as planner:
        activity_id = planner.read(any_named, args.activity)
        today = planner.today()
        on = str(today if args.on is None else parse_past_date(args.on, today))
        change = planner.run(LogTime(activity_id, minutes, on=on, note=args.note))
        (made,) = change.added("study_session")
        row = next(row for row in planner.read(query) if row.id == made)
    if args.json:
        print_json(_row(row))
    else:
        line(_sentence(row, today))
    return 0


def _sentence(row: "SessionRow", today: "date") -> str:
    from planner.domain.dates import parse_date
    from planner.services.humanize import duration, short_date

    day = short_date(parse_date(row.day), today)
    return tr("{time} logged on “{title}” for {day}", time=duration(row.minutes), title=row.title, day=day)


def sessions(args: argparse.Namespace) -> int:
    """Print the study sessions."""
    from datetime import timedelta

    from planner.services.queries.hours import minutes_a_week
    from planner.services.queries.sessions import SessionChoice
    from planner.services.queries.sessions import sessions as query

    with plan(args) as planner:
        today = planner.today()
        first, last = _day(args.first, today), _day(args.last, today)
        if first is not None and last is not None and last < first:
            raise InvalidInputError(tr("The last day is before the first day. Change one of them."))
        until = None if last is None or last.year >= 9999 else last + timedelta(days=1)
        rows = planner.read(query, SessionChoice(first, until))
        wanted = planner.read(minutes_a_week)
    if args.json:
        print_json([_row(row) for row in rows])
    else:
        _print(rows, wanted, today)
    return 0


def _day(text: str | None, today: "date") -> "date | None":
    from planner.domain.spoken_dates import parse_past_date

    return None if text is None else parse_past_date(text, today)


def _row(row: "SessionRow") -> dict[str, object]:
    return {
        "uid": row.uid,
        "activity": row.activity_uid,
        "title": row.title,
        "step": row.step or None,
        "start": row.starts,
        "zone": row.zone or None,
        "minutes": row.minutes,
        "planned": row.planned,
        "note": row.note,
    }


def _print(rows: "Sequence[SessionRow]", wanted: int | None, today: "date") -> None:
    from planner.services.humanize import duration
    from planner.services.session_sums import by_week, logged_minutes
    from planner.services.session_words import session_when, standing_word, week_words

    if not rows:
        line(tr("No time is logged or planned there."))
        return
    first = True
    for week in by_week(rows):
        if not first:
            line()
        first = False
        line(week_words(week, wanted, today))
        table(
            [
                (session_when(row, today), duration(row.minutes), row.title, row.note or standing_word(row))
                for row in week.rows
            ],
            right=frozenset((1,)),
        )
    line()
    number = trn("{n} session", "{n} sessions", len(rows))
    line(tr("{number}, {time} logged", number=number, time=duration(logged_minutes(rows))))
