"""The command on preferences: all of them, one of them, or another value for one."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr

if TYPE_CHECKING:
    from planner.cli.common import Commands
    from planner.config.preferences import Preference, Value


def register(commands: "Commands") -> None:
    """Adds the command of this file to the grammar."""
    summary = tr("what you prefer: all of it, one thing, or another value for it")
    parser = add_command(commands, "preferences", preferences, summary, json=True)
    parser.add_argument("key", nargs="?", metavar=tr("KEY"), help=tr("one preference, such as theme (default: all)"))
    parser.add_argument("value", nargs="?", metavar=tr("VALUE"), help=tr("what it is from now on; “none” empties it"))


def preferences(args: argparse.Namespace) -> int:
    """Print what the person prefers, or change it."""
    from planner.config.preferences import PREFERENCES, Kind, Place
    from planner.config.settings import SettingsFile
    from planner.domain.errors import InvalidInputError
    from planner.services.preferences import parsed, preference, put, value_of

    chosen = None if args.key is None else preference(args.key)
    value = None if chosen is None or args.value is None else parsed(chosen, args.value)
    writes = chosen is not None and args.value is not None
    of_machine = chosen is not None and chosen.place is Place.MACHINE and chosen.kind is not Kind.CALENDAR_FILE
    file = SettingsFile()
    if of_machine and chosen is not None:  # needs no plan, so none is opened or made
        if writes:
            put(chosen, value, file)
        _print([(chosen, value_of(chosen, file.read()))], args)
        return 0
    if writes and args.temporary:
        raise InvalidInputError(tr("A throw-away plan keeps no preferences. Leave out --temporary."))
    with plan(args, writes=writes) as planner:
        if writes and chosen is not None:
            put(chosen, value, file, planner)
        settings = file.read()
        shown = PREFERENCES if chosen is None else (chosen,)
        found = [(each, value_of(each, settings, planner)) for each in shown]
    _print(found, args)
    return 0


def _print(found: "list[tuple[Preference, Value]]", args: argparse.Namespace) -> None:
    from planner.services.preferences import value_text

    if args.json:
        document = {each.key: list(value) if isinstance(value, tuple) else value for each, value in found}
        print_json({key: None if value == "" else value for key, value in document.items()})
    elif args.key is not None:
        line(value_text(found[0][1]))
    else:
        table((each.key, value_text(value), tr(each.title)) for each, value in found)
