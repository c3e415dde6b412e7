"""The command that writes a look back to a file: Markdown, or a PDF, which is set without a display."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, given_path, number_between, plan
from planner.cli.output import complain, is_output, line
from planner.config.text import tr
from planner.domain.dates import MAX_YEAR, MIN_YEAR
from planner.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from datetime import date

    from planner.cli.common import Commands
    from planner.domain.periods import Period


def register(commands: "Commands") -> None:
    """Adds the command of this file to the grammar."""
    parser = add_command(commands, "look-back", look_back, tr("what came of a year, as a document to keep"))
    sentence = tr("“{{text}}” is not a year from {first} to {last}", first=MIN_YEAR + 1, last=MAX_YEAR - 1)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--since", metavar=tr("DATE"), help=tr("from this day until today (default: twelve months)"))
    when.add_argument(
        "--year", type=number_between(MIN_YEAR + 1, MAX_YEAR - 1, sentence), metavar=tr("YEAR"), help=tr("one year")
    )
    parser.add_argument("file", metavar=tr("FILE"), help=tr("where to write it: .md or .pdf"))


def look_back(args: argparse.Namespace) -> int:
    """Write a look back."""
    from planner.services.look_back_export import export_markdown, is_pdf, whole_document

    path = given_path(args.file)
    to_output = is_output(path)
    as_pdf = not to_output and is_pdf(path)
    with plan(args) as planner:
        whole = whole_document(planner, _period(args, planner.today()))
        if as_pdf:
            from planner.app.look_back_pdf import write_pdf

            write_pdf(planner, path, whole)
        else:
            export_markdown(planner, path, whole)
    (complain if to_output else line)(tr("Wrote {file}", file=path))
    return 0


def _period(args: argparse.Namespace, today: "date") -> "Period":
    from planner.domain.periods import calendar_year, since_day, twelve_months
    from planner.domain.spoken_dates import parse_past_date

    if args.year is not None:
        if args.year > today.year:
            raise InvalidInputError(tr("{year} is still to come. Give this year or an earlier one.", year=args.year))
        return calendar_year(args.year)
    return twelve_months(today) if args.since is None else since_day(parse_past_date(args.since, today), today)
