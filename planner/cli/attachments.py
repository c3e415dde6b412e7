"""The command that keeps a file with an activity."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.activity import activity_named, attachment_json
from planner.cli.common import add_command, given_path, plan
from planner.cli.output import line, print_json
from planner.config.text import tr

if TYPE_CHECKING:
    from planner.cli.common import Commands


def register(commands: "Commands") -> None:
    """Adds the command of this file to the grammar."""
    parser = add_command(commands, "attach", attach, tr("keep a file with an activity"), json=True)
    parser.add_argument("uid", metavar="UID", help=tr("its UID, or the beginning of it"))
    parser.add_argument("file", metavar=tr("FILE"), help=tr("the file; the plan keeps a copy of it"))


def attach(args: argparse.Namespace) -> int:
    """Keep a file with an activity."""
    from planner.services.actions.attachments import AttachFile
    from planner.services.attachments import read_file, size_text
    from planner.services.queries.attachments import files_of

    with plan(args, writes=True) as planner:
        activity_id = activity_named(planner, args.uid)
        change = planner.run(AttachFile(read_file(given_path(args.file)), activity_id=activity_id))
        number = change.added("attachment")[0]
        (kept,) = (row for row in planner.read(files_of, activity_id=activity_id) if row.id == number)
        if args.json:
            print_json(attachment_json(kept))
        else:
            line(tr("Attached “{name}” ({size})", name=kept.name, size=size_text(kept.size)))
            line(f"  {kept.uid}")
    return 0
