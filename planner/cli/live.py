"""The command on the live calendar file: which it is, how it stands, another one, or none."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.choice import add_choice, choice_of
from planner.cli.common import add_command, given_path, plan
from planner.cli.output import line, print_json
from planner.config.text import tr

if TYPE_CHECKING:
    from planner.cli.common import Commands


def register(commands: "Commands") -> None:
    """Adds the command of this file to the grammar."""
    parser = add_command(
        commands, "live", live, tr("keep a calendar file current with the plan, or say how it stands"), json=True
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "file", nargs="?", metavar=tr("PATH"), help=tr("the calendar file that is kept current from now on")
    )
    which.add_argument("--off", action="store_true", help=tr("let it be as it is from now on"))
    add_choice(parser, profile=False)


def live(args: argparse.Namespace) -> int:
    """Set or show the live calendar file."""
    from planner.domain.errors import InvalidInputError
    from planner.services.calendar_choice import Choice
    from planner.services.live_calendar import keep, live_state, rest, state_text

    choice = choice_of(args)
    if args.file is None and choice != Choice():
        raise InvalidInputError(tr("What the live file holds is chosen together with its PATH. Name it, too."))
    if args.temporary and args.file is not None:
        raise InvalidInputError(tr("A throw-away plan has no live file. Leave out --temporary."))
    path = None if args.file is None else given_path(args.file)
    with plan(args) as planner:
        if path is not None:
            keep(planner, path, choice)
        elif args.off:
            rest(planner)
        state = live_state(planner)
        if args.json:
            print_json(
                {
                    "file": None if state.path is None else str(state.path),
                    "on": state.on,
                    "written": state.written or None,
                    "error": state.error or None,
                }
            )
        else:
            line(state_text(state, planner.today(), planner.zone()) or tr("There is no live calendar file."))
            if state.path is not None:
                line(f"  {state.path}")
    return 0

