"""Commands for the worst day: the list of backups, and what can be read of a damaged plan."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, given_path, place
from planner.cli.output import line, print_json, spoken, table
from planner.config.text import tr

if TYPE_CHECKING:
    from planner.cli.common import Commands


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    add_command(commands, "backups", backups, tr("list the backups of the plan"), json=True)
    parser = add_command(
        commands, "salvage", salvage, tr("save what can be read of a damaged plan file into a new one"), json=True
    )
    parser.add_argument("file", metavar=tr("FILE"), help=tr("the new plan file to write"))


def backups(args: argparse.Namespace) -> int:
    """Print the backups, newest first."""
    from planner.services.backups import backups_of, reason_text, size_text, when_text
    from planner.services.clock import SystemClock, local_date

    with place(args) as found:
        rows = backups_of(found.path)
    if args.json:
        print_json(
            [
                {
                    "file": str(row.path),
                    "made_at": row.made_at.isoformat().replace("+00:00", "Z"),
                    "reason": row.reason,
                    "size": row.size,
                    "trouble": row.trouble or None,
                }
                for row in rows
            ]
        )
        return 0
    if not rows:
        line(tr("There is no backup yet. “planner backup” makes one."))
        return 0
    clock = SystemClock()
    today = local_date(clock)
    table(
        [
            (when_text(row.made_at, clock.zone, today), reason_text(row.reason), size_text(row.size), row.path.name)
            for row in rows
        ],
        right=frozenset((2,)),
    )
    line(tr("They are in {folder}", folder=spoken(rows[0].path.parent)))
    return 0


def salvage(args: argparse.Namespace) -> int:
    """Save what can be read."""
    from planner.services.rescue import save_readable, saved_text, summary_text

    target = given_path(args.file)
    with place(args) as found:
        saved = save_readable(found.path, target)
    if args.json:
        print_json(
            {
                "library": str(found.path),
                "file": str(saved.path),
                "parts": [part._asdict() for part in saved.parts],
                "lost": saved.lost,
                "unread": saved.unread,
            }
        )
        return 0
    line(summary_text(saved))
    table([(part.name, saved_text(part)) for part in saved.parts])
    line(tr("It is in {path}; “planner restore” puts it in place of the plan.", path=spoken(saved.path)))
    return 0
