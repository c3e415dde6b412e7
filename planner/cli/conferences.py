"""The command on conferences: those that are ahead, and the catalogue of those that recur."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.cli.common import Commands
    from planner.services.planner import Planner
    from planner.services.queries.calendar import ConferenceRow
    from planner.services.queries.yearly import YearlyRow


def register(commands: "Commands") -> None:
    """Adds the command of this file to the grammar."""
    summary = tr("conferences that are ahead, with your answers and their calls for papers")
    parser = add_command(commands, "conferences", conferences, summary, json=True)
    parser.add_argument(
        "--yearly", action="store_true", help=tr("those that recur, with their usual months, from the catalogue")
    )


def conferences(args: argparse.Namespace) -> int:
    """Print the conferences that are ahead, or those that recur."""
    with plan(args) as planner:
        if args.yearly:
            _yearly(planner, as_json=args.json)
        else:
            _ahead(planner, as_json=args.json)
    return 0


def _ahead(planner: "Planner", *, as_json: bool) -> None:
    from planner.services.queries import calendar
    from planner.services.queries.uids import activity_uids

    today = planner.today()
    rows = planner.read(calendar.conferences, today, planner.zone())
    if as_json:
        uids = planner.read(activity_uids, [row.activity_id for row in rows])
        print_json([_row_json(row, uids[row.activity_id]) for row in rows])
    elif rows:
        _print_rows(rows, today)
    else:
        line(tr("There are no conferences ahead. “planner conferences --yearly” lists some that recur."))


def _print_rows(rows: "Sequence[ConferenceRow]", today: "date") -> None:
    from planner.domain.dates import parse_date
    from planner.services.conference_text import conference_dates, place_lines
    from planner.services.humanize import short_date
    from planner.services.words import state_word

    lines = []
    for row in rows:
        closes = row.cfp_at or row.cfp_on
        call = ""
        if closes is not None:
            day = parse_date(closes[:10])
            when = short_date(day, today)
            call = tr("call closed {date}", date=when) if day < today else tr("call closes {date}", date=when)
        place = ", ".join(filter(None, place_lines(row)))
        lines.append((conference_dates(row, today), row.title, place, state_word("event", row.state), call))
    table(lines, indent=0, limit=48)


def _row_json(row: "ConferenceRow", uid: str) -> dict[str, object]:
    call = None
    if row.cfp_at is not None or row.cfp_on is not None:
        call = {"closes": row.cfp_at or row.cfp_on, "zone": row.cfp_zone}
    return {
        "uid": uid,
        "title": row.title,
        "type": row.event_type,
        "state": row.state,
        "start": row.starts,
        "end": row.ends,
        "all_day": row.all_day,
        "expected": row.expected,
        "venue": row.venue,
        "city": row.city,
        "country": row.country,
        "format": row.format,
        "topics": [topic.strip() for topic in row.topics.split(",") if topic.strip()],
        "call_for_papers": call,
    }


def _yearly(planner: "Planner", *, as_json: bool) -> None:
    from planner.domain.dates import parse_date
    from planner.services.humanize import long_date
    from planner.services.queries.uids import activity_uids
    from planner.services.queries.yearly import yearly_rows
    from planner.services.yearly import row_words, yearly

    whole = yearly()
    today = planner.today()
    rows = planner.read(yearly_rows, whole.conferences, today)
    if as_json:
        uids = planner.read(activity_uids, [row.edition.activity_id for row in rows if row.edition is not None])
        found = [_yearly_json(row, uids[row.edition.activity_id] if row.edition else None) for row in rows]
        print_json({"checked_on": whole.checked_on, "conferences": found})
        return
    words = [row_words(row, today) for row in rows]
    table([(one.mark, one.name, one.second) for one in words], indent=0)
    line()
    line(tr("As of {date}; dates are to be taken from the organisers.", date=long_date(parse_date(whole.checked_on))))


def _yearly_json(row: "YearlyRow", uid: str | None) -> dict[str, object]:
    known = row.known
    return {
        "key": known.key,
        "name": known.name,
        "also": list(known.also),
        "url": known.url,
        "several_a_year": known.often,
        "months": list(known.months),
        "mostly": known.mostly,
        "place": known.place,
        "moves": known.moves,
        "format": known.format or None,
        "topics": list(known.topics),
        "call": None if known.call is None else {"for": known.call.what, "lead_months": known.call.lead_months},
        "note": known.note,
        "sources": list(known.sources),
        "next": row.month,
        "in_calendar": uid,
    }
