"""Commands that bring files in and out: import and export."""

import argparse
from functools import partial
from typing import TYPE_CHECKING

from planner.cli.choice import add_choice, check_days, choice_of, day
from planner.cli.common import add_command, given_path, place, plan
from planner.cli.output import complain, is_output, line, print_json, spoken, table
from planner.config.text import tr, trn
from planner.domain.plain_text import clean_line, shortened

if TYPE_CHECKING:
    from planner.cli.common import Commands
    from planner.services.badges import Finding
    from planner.services.conference_merge import Wish
    from planner.services.import_reading import Adjust
    from planner.services.import_report import FieldChange, Report


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(
        commands,
        "import",
        bring_in,
        tr("bring in calendars, lists of conferences, archives, roadmaps, outlines, tables, skills and badges"),
        json=True,
    )
    parser.add_argument("paths", nargs="+", metavar=tr("PATH"), help=tr("files, or folders that hold them"))
    parser.add_argument(
        "--format",
        choices=(
            "ics", "json", "csv", "markdown", "roadmap-sh", "template", "skills-json", "skills-csv", "badge",
            "conferences",
        ),
        help=tr("from the ending and the content unless given"),
    )
    parser.add_argument(
        "--columns",
        type=_columns,
        default=(),
        metavar=tr("LIST"),
        help=tr("what columns of a table hold, such as title=Task,due=Deadline"),
    )
    parser.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help=tr("how to read dates of a table that could be two days, such as 3/4/2026"),
    )
    parser.add_argument(
        "--as",
        dest="origin",
        choices=("own", "listed"),
        help=tr("events are your own (default of calendars), or listed until you answer (default of conferences)"),
    )
    wanted = parser.add_argument_group(tr("which conferences of a list"))
    wanted.add_argument(
        "--topic", action="append", default=[], metavar=tr("TOPIC"), help=tr("of this topic; repeatable")
    )
    wanted.add_argument(
        "--country", action="append", default=[], metavar=tr("COUNTRY"), help=tr("in this country; repeatable")
    )
    wanted.add_argument("--from", dest="first", type=day, metavar=tr("DATE"), help=tr("that end on this day or later"))
    wanted.add_argument("--to", dest="last", type=day, metavar=tr("DATE"), help=tr("that begin on this day or sooner"))
    wanted.add_argument("--upcoming", action="store_true", help=tr("that are not over"))
    wanted.add_argument(
        "--theirs", action="store_true", help=tr("take what a list says also where you changed it, which else stays")
    )
    parser.add_argument(
        "--recipient", metavar=tr("ADDRESS"), help=tr("your address of mail: was a badge issued to it?")
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would come in and write nothing"))

    parser = add_command(commands, "export", export, tr("write the plan, or part of it, to a file"), json=True)
    parser.add_argument("file", metavar=tr("FILE"))
    parser.add_argument(
        "--format",
        choices=("ics", "json", "csv", "md", "template", "skills-json", "skills-csv"),
        help=tr("from the ending unless given; skills and roles need it"),
    )
    parser.add_argument("--roadmap", metavar=tr("NAME"), help=tr("the one roadmap that a table or template holds"))
    parser.add_argument(
        "--with-progress", action="store_true", help=tr("with what was done, in a template; else only what is to do")
    )
    add_choice(parser)


def _columns(text: str) -> tuple[tuple[str, str], ...]:
    """Reads pairs such as ``title=Task,due=Deadline``."""
    pairs = [tuple(part.strip() for part in each.split("=", 1)) for each in text.split(",") if each.strip()]
    if not pairs or any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise argparse.ArgumentTypeError(
            tr("“{text}” is no list such as title=Task,due=Deadline", text=shortened(text))
        )
    return tuple((pair[0], pair[1]) for pair in pairs)


def bring_in(args: argparse.Namespace) -> int:
    """Import files."""
    reports = _reports(args)
    if args.json:
        print_json([_report_json(report, args.recipient) for report in reports])
    else:
        for report in reports:
            _print_report(report, args.recipient, dry_run=args.dry_run)
    for report in reports:
        if not report.readable:
            complain(report.skipped[0].why)
    if not reports:
        complain(
            tr(
                "There is no file to import in what was named. Of folders, calendars (.ics), .json files, lists of "
                "conferences (.yml, .json) and badges are taken; name other files, such as tables, one by one."
            )
        )
    return 0 if any(report.readable for report in reports) else 1


def _reports(args: argparse.Namespace) -> "list[Report]":
    """Imports, or only looks; a missing plan is made for files of which something can be used, and no others."""
    from planner.app.bootstrap import located
    from planner.domain.words import EventOrigin
    from planner.services.imports import import_files
    from planner.services.libraries import new_plan

    paths = [given_path(path) for path in args.paths]
    read = partial(
        import_files,
        paths=paths,
        file_format=args.format,
        origin=None if args.origin is None else EventOrigin(args.origin),
        adjust=_adjust(args),
        wish=_wish(args),
    )
    with place(args) as found:
        if found.may_create and not found.temporary and not found.path.exists():
            with located(None, temporary=True) as aside:
                planner = new_plan(aside.path, None)
                try:
                    reports = read(planner, dry_run=True)
                finally:
                    planner.close()
            if args.dry_run or not any(report.readable for report in reports):
                return reports
            if any(report.readable and report.format == "json" for report in reports):
                # An archive that comes into a new plan is that plan: no roadmap is put beside the one it brings.
                new_plan(found.path, None).close()
    with plan(args, create=True, writes=not args.dry_run) as planner:
        return read(planner, dry_run=args.dry_run)


def _wish(args: argparse.Namespace) -> "Wish":
    """Which conferences of lists are wanted, and how they come in."""
    from planner.domain.countries import country_key
    from planner.domain.folding import fold
    from planner.domain.words import EventOrigin
    from planner.services.conference_filter import ConferenceFilter
    from planner.services.conference_merge import Wish

    check_days(args.first, args.last)
    topics, countries = frozenset(map(fold, args.topic)), frozenset(map(country_key, args.country))
    choice = ConferenceFilter(topics, countries, args.first, args.last, args.upcoming)
    return Wish(choice, EventOrigin(args.origin or EventOrigin.LISTED), takes_all=args.theirs)


def _adjust(args: argparse.Namespace) -> "Adjust | None":
    """What the options change of how tables were detected to be read; None if they change nothing."""
    if not args.columns and args.dates is None:
        return None
    from planner.services.import_reading import with_columns

    order = {"day-first": "dmy", "month-first": "mdy"}.get(args.dates or "", "")
    return lambda columns, mapping: with_columns(columns, mapping, args.columns, order)


def _checked(report: "Report", recipient: str | None) -> "tuple[Finding, ...]":
    """What was checked of a badge; nothing for other files."""
    from planner.services.badges import findings

    return () if report.badge is None else findings(report.badge, recipient or "")


def _report_json(report: "Report", recipient: str | None) -> dict[str, object]:
    checked = [{"verdict": found.verdict, "text": found.text} for found in _checked(report, recipient)]
    return {
        "file": str(report.file),
        "format": report.format,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "cancelled": report.cancelled,
        "skipped": [{"where": remark.where, "why": remark.why} for remark in report.skipped],
        "written": report.written,
        "differences": [{"title": title, "fields": list(fields)} for title, fields in report.differences],
        **({"gone": list(report.gone)} if report.gone else {}),
        **({"called_off": [title for title, _ in report.called_off]} if report.called_off else {}),
        **({"mended": [{"where": each.where, "what": each.why} for each in report.mended]} if report.mended else {}),
        **({"checked": checked} if checked else {}),
        **({"left_out": report.left_out} if report.left_out else {}),
        **({"kept": [_kept_json(kept) for kept in report.kept]} if report.kept else {}),
    }


def _kept_json(kept: "FieldChange") -> dict[str, str]:
    return {"title": kept.title, "field": kept.label, "mine": kept.mine, "theirs": kept.theirs}


def _print_report(report: "Report", recipient: str | None, *, dry_run: bool) -> None:
    if not report.readable:
        return
    file = clean_line(spoken(report.file))
    line(tr("{file} (nothing was written)", file=file) if dry_run else file)
    rows = [
        (tr("new"), report.new),
        (tr("changed"), report.changed),
        (tr("unchanged"), report.unchanged),
        (tr("cancelled"), report.cancelled),
        (tr("not wanted"), report.left_out),
        (tr("skipped"), len(report.skipped)),
    ]
    table([(name, str(count)) for name, count in rows if count or name == rows[0][0]], right=frozenset((1,)))
    for title, fields in report.differences:
        line("    " + tr("{title}: {fields}", title=clean_line(title), fields=", ".join(fields)))
    for title, days in report.called_off:
        line("    " + tr("{title}, {days}: cancelled", title=clean_line(title), days=days))
    for title in report.gone:
        line("    " + tr("{title}: no longer in this list; yours stays", title=clean_line(title)))
    for kept in report.kept:
        if kept.by_another:
            said = tr("{label}: {mine} stays, as another list says; this one says {theirs}", **kept._asdict())
        elif report.offers is None:
            said = tr("{label}: yours stays, {mine}; the file says {theirs}", **kept._asdict())
        else:
            said = tr("{label}: yours stays, {mine}; the list says {theirs}", **kept._asdict())
        line("    " + tr("{title}: {fields}", title=clean_line(kept.title), fields=clean_line(said)))
    for remark in (*report.skipped, *report.mended):
        line(f"    {clean_line(remark.where)}: {clean_line(remark.why)}")
    marks = {"right": tr("right"), "wrong": tr("wrong"), "unchecked": tr("not checked")}
    for found in _checked(report, recipient):
        line("    " + tr("{mark}: {text}", mark=marks[found.verdict], text=found.text))


def export(args: argparse.Namespace) -> int:
    """Export to a file."""
    from planner.services import export as service
    from planner.services.libraries import older_copy_warning

    path = given_path(args.file)
    file_format = service.format_of(path, args.format)
    choice = choice_of(args)
    options = {"roadmap": args.roadmap, "with_progress": args.with_progress}
    unused = service.unused(file_format, choice, **options)
    if unused is not None:
        complain(unused)
    with plan(args) as planner:
        warning = older_copy_warning(planner) if file_format == "ics" else None
        if warning is not None:
            complain(warning)
        report = service.export(planner, path, file_format, choice, **options)
    if args.json:
        print_json(
            {
                "file": str(report.file),
                "format": report.format,
                "events": report.events,
                "cancelled": report.cancelled,
            }
        )
        return 0
    # What is exported to the output itself must stay what it is.
    say = complain if is_output(path) else line
    say(tr("Wrote {what} to {path}", what=_what(report.format, report.events), path=spoken(path)))
    if report.cancelled:
        say("  " + trn("{n} of them calls something off", "{n} of them call something off", report.cancelled))
    return 0


def _what(file_format: str, number: int) -> str:
    if file_format == "ics":
        return trn("{n} calendar entry", "{n} calendar entries", number)
    if file_format == "json":
        return trn("an archive with {n} activity", "an archive with {n} activities", number)
    if file_format == "template":
        return trn("a template with {n} activity", "a template with {n} activities", number)
    if file_format in ("skills-json", "skills-csv"):
        return trn("{n} skill", "{n} skills", number)
    return trn("{n} row", "{n} rows", number)
