"""Commands on skills: their levels against the role, and rating one."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

if TYPE_CHECKING:
    from datetime import date

    from planner.cli.common import Commands
    from planner.services.planner import Planner
    from planner.services.queries.skills import SkillRow, SkillsView

_UNKNOWN = "unknown"


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(
        commands, "skills", skills, tr("what you claim, what your work shows, and what the role wants"), json=True
    )
    parser.add_argument("--date", metavar=tr("DATE"), help=tr("as of a day in the past (default: today)"))
    parser.add_argument(
        "--format", choices=("csv", "md"), help=tr("the gaps to the role as a table, to pass on: CSV or Markdown")
    )

    parser = add_command(commands, "assess", assess, tr("rate yourself in a skill"), json=True)
    parser.add_argument("skill", metavar=tr("SKILL"), help=tr("its name, or the beginning of it"))
    parser.add_argument("level", metavar=tr("LEVEL"), help=tr("0 to 5 in halves, or “unknown”"))
    parser.add_argument("--date", metavar=tr("DATE"), help=tr("the day of the rating (default: today)"))
    parser.add_argument("--note", metavar=tr("TEXT"), default="", help=tr("why"))


def skills(args: argparse.Namespace) -> int:
    """Print the skills with their levels."""
    from planner.services.queries.skills import histories, skills_view, view_on

    if args.format is not None:
        return _gaps(args)
    with plan(args) as planner:
        today = planner.today()
        day = _day(args.date, today) or today
        view = planner.read(skills_view, today)
        if day != today:
            view = view_on(view, planner.read(histories, today), day)
        if args.json:
            print_json([_json(row, name) for row, name in _rows(view)])
        else:
            _print(view)
    return 0


def _gaps(args: argparse.Namespace) -> int:
    """Print the gaps as a file would hold them."""
    from planner.services.gap_export import gap_bytes

    if args.json:
        raise InvalidInputError(tr("--json and --format exclude each other. Give one of them."))
    if args.date is not None:
        raise InvalidInputError(tr("The gaps are those of today, with what is planned now. Leave --date out."))
    with plan(args) as planner:
        # Each line of the output ends as the system wants it.
        line(gap_bytes(planner, args.format).decode().replace("\r\n", "\n").rstrip("\n"))
    return 0


def assess(args: argparse.Namespace) -> int:
    """Rate a skill."""
    from planner.domain.levels import parse_level
    from planner.services.actions.skills import Assess, ForgetRating
    from planner.services.queries.skills import skills_view

    with plan(args, writes=True) as planner:
        today = planner.today()
        row = _named(planner, args.skill)
        day = _day(args.date, today)
        forgets = args.level.strip().casefold() == _UNKNOWN
        if forgets and day is None:
            change = planner.run(ForgetRating(row.id))
        else:
            level = None if forgets else parse_level(args.level)
            change = planner.run(Assess(row.id, level, None if day is None else str(day), args.note))
        found = next(each for each in _rows(planner.read(skills_view, today)) if each[0].id == row.id)
        if args.json:
            print_json(_json(*found))
        else:
            line(change.label)
    return 0


def _rows(view: "SkillsView") -> list[tuple["SkillRow", str]]:
    return [(row, category.name) for category in view.categories for row in category.skills]


def _day(text: str | None, today: "date") -> "date | None":
    """The day that was given, None where none was. Raises InvalidInputError for a day that is still to come."""
    from planner.domain.spoken_dates import parse_spoken_date

    if text is None:
        return None
    day = parse_spoken_date(text, today)
    if day > today:
        raise InvalidInputError(tr("{day} lies in the future. Give today’s date or an earlier one.", day=day))
    return day


def _named(planner: "Planner", text: str) -> "SkillRow":
    """The skill of this name (“Category / Name” where two have it), or whose name alone begins with it.

    Raises InvalidInputError.
    """
    from planner.services.queries.skills import skills_view

    wanted = " ".join(text.split()).casefold()
    rows = _rows(planner.read(skills_view, planner.today()))
    whole = {row.id: f"{category} / {row.name}" for row, category in rows}
    exact = [row for row, _ in rows if wanted in (row.name.casefold(), whole[row.id].casefold())]
    found = exact or [row for row, _ in rows if wanted and row.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"“{whole[row.id]}”" for row in found[:5])
        raise InvalidInputError(
            tr("“{text}” fits more than one skill: {names}. Write more of it.", text=shortened(text), names=names)
        )
    raise InvalidInputError(tr("There is no skill “{text}”; “planner skills” lists them.", text=shortened(text)))


def _json(row: "SkillRow", category: str) -> dict[str, object]:
    return {
        "name": row.name,
        "category": category,
        "claimed": row.claimed,
        "evidenced": row.shown.level,
        "fresh": row.shown.fresh,
        "target": row.target,
        "weight": row.weight,
        "gap": None if row.target is None else row.gap,
    }


def _print(view: "SkillsView") -> None:
    from planner.services.humanize import level_text

    if not view.categories:
        line(tr("There are no skills yet."))
        return
    role = next((profile.name for profile in view.profiles if profile.id == view.profile_id), None)
    if role is not None:
        line(tr("Role: {name}", name=role))
    heads = (tr("self-rated"), tr("shown by work"), tr("role"), tr("gap"))
    for category in view.categories:
        line()
        rows = [(category.name, *heads)]
        rows += [
            (
                row.name,
                level_text(row.claimed),
                level_text(row.evidenced),
                level_text(row.target),
                "" if row.target is None else level_text(row.gap),
            )
            for row in category.skills
        ]
        table(rows, right=frozenset((1, 2, 3, 4)))
