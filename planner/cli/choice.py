"""The options that say what of a plan goes out to a calendar: sorts, kinds, statuses, days, profile and reminders."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.plain_text import shortened
from planner.domain.words import PLAIN_DEADLINES, Kind, Status

if TYPE_CHECKING:
    from planner.services.calendar_choice import Choice

WHAT = {"events": "event", "deadlines": "deadline", "exams": "exam", "renewals": "renewal", "sessions": "session"}
"""The words of --what, and what they name."""
DEFAULT_WHAT = "events,deadlines,exams,renewals"
_DEFAULT_STATUS = ",".join(status.value for status in Status if status is not Status.SKIPPED)


def add_choice(parser: argparse.ArgumentParser, *, profile: bool = True) -> None:
    """Adds the options; without ``profile`` where the file is one to follow in any case."""
    parser.add_argument(
        "--what",
        type=words(WHAT),
        default=frozenset(WHAT[word] for word in DEFAULT_WHAT.split(",")),
        metavar=tr("LIST"),
        help=tr("of {known} (default: {default})", known=", ".join(WHAT), default=DEFAULT_WHAT),
    )
    deadlines = {kind.value: kind.value for kind in PLAIN_DEADLINES}
    parser.add_argument(
        "--deadlines",
        type=words(deadlines),
        default=frozenset(),
        metavar=tr("LIST"),
        help=tr("kinds of deadlines, of {known} (default: all)", known=", ".join(deadlines)),
    )
    kinds = {kind.value: kind.value for kind in Kind}
    parser.add_argument(
        "--kind",
        type=words(kinds),
        default=frozenset(),
        metavar=tr("LIST"),
        help=tr("kinds of activity (default: all)"),
    )
    statuses = {status.value: status.value for status in Status}
    parser.add_argument(
        "--status",
        type=words(statuses),
        default=frozenset(_DEFAULT_STATUS.split(",")),
        metavar=tr("LIST"),
        help=tr("of {known} (default: all but skipped)", known=", ".join(statuses)),
    )
    parser.add_argument("--from", dest="first", type=day, metavar=tr("DATE"), help=tr("the first day"))
    parser.add_argument("--to", dest="last", type=day, metavar=tr("DATE"), help=tr("the last day, which is included"))
    if profile:
        parser.add_argument(
            "--profile",
            choices=("feed", "event"),
            default="feed",
            help=tr("a calendar to follow (default), or entries to add to another one"),
        )
    else:
        parser.set_defaults(profile="feed")
    parser.add_argument("--no-alarms", dest="alarms", action="store_false", help=tr("without reminders"))


def words(known: dict[str, str]) -> Callable[[str], frozenset[str]]:
    """Reads a list with commas of known words."""

    def read(text: str) -> frozenset[str]:
        words = [word.strip() for word in text.split(",") if word.strip()]
        wrong = [word for word in words if word not in known]
        if wrong or not words:
            raise argparse.ArgumentTypeError(
                tr(
                    "“{word}” is not one of {known}",
                    word=shortened(wrong[0] if wrong else text),
                    known=", ".join(known),
                )
            )
        return frozenset(known[word] for word in words)

    return read


def day(text: str) -> date:
    """Reads a date for argparse."""
    from planner.domain.dates import parse_date
    from planner.domain.errors import InvalidInputError

    try:
        return parse_date(text)
    except InvalidInputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def check_days(first: date | None, last: date | None) -> None:
    """Raises InvalidInputError where the last day comes before the first."""
    from planner.domain.errors import InvalidInputError

    if first and last and last < first:
        raise InvalidInputError(
            tr("The last day {last} is before the first {first}. Change one of them.", last=last, first=first)
        )


def choice_of(args: argparse.Namespace) -> "Choice":
    """What the options say. Raises InvalidInputError where the last day comes before the first."""
    from planner.services.calendar_choice import Choice

    check_days(args.first, args.last)
    return Choice(
        what=args.what,
        kinds=args.kind,
        statuses=args.status,
        first=args.first,
        last=args.last,
        profile=args.profile,
        alarms=args.alarms,
        deadlines=args.deadlines,
    )
