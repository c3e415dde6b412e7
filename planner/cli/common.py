"""What the commands share: where the library is, opening it, and what is done after a command has written."""

import argparse
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from planner.app.opening import given_path
from planner.cli.output import complain
from planner.config.text import tr
from planner.domain.errors import LibraryError, PlannerError
from planner.domain.plain_text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.app.bootstrap import Place
    from planner.services.planner import Change, Planner

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  argparse gives it no public name

__all__ = [
    "add_command",
    "add_place",
    "add_verbose",
    "given_path",
    "number_between",
    "place",
    "plan",
    "rewrite_live_file",
]


class Command(Protocol):
    """Runs a command and gives its exit code."""

    def __call__(self, args: argparse.Namespace, /) -> int:
        """Run with the parsed arguments."""


def add_place(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Adds the options that say which library is meant; ``again`` for a command, where the program has them too."""
    options = parser.add_argument_group(tr("which plan")) if again else parser
    options.add_argument(
        "--library",
        metavar=tr("FILE"),
        default=argparse.SUPPRESS if again else None,
        help=tr("the plan file (default: PLANNER_LIBRARY, or the one of this machine)"),
    )
    options.add_argument(
        "--temporary",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help=tr("a throw-away plan that is gone when the program ends"),
    )
    options.add_argument(
        "--sample",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help=tr("a throw-away plan with eight months of a life in it, to play with"),
    )


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """Adds the option that shows what goes into the log."""
    parser.add_argument("--verbose", action="store_true", help=tr("tell on stderr what happens"))


def add_command(
    commands: "Commands", name: str, run: Command, summary: str, *, json: bool = False
) -> argparse.ArgumentParser:
    """Adds a command; ``json`` gives it the option to print one JSON document instead of text."""
    parser = commands.add_parser(
        name, help=summary, description=summary[:1].upper() + summary[1:] + ".", allow_abbrev=False
    )
    parser.set_defaults(run=run)
    if json:
        parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    add_place(parser, again=True)
    return parser


def number_between(least: int, most: int, sentence: str) -> "Callable[[str], int]":
    """Reads a whole number in bounds; ``sentence``, which has a place for {text}, says what is wrong with another."""

    def read(text: str) -> int:
        # The length first: a number of thousands of digits takes Python long, or is refused by it.
        plain = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= len(str(most))
        if not plain or not least <= int(text.lstrip("0") or "0") <= most:
            raise argparse.ArgumentTypeError(sentence.format(text=shortened(text)))
        return int(text.lstrip("0"))

    return read


@contextmanager
def place(args: argparse.Namespace) -> "Iterator[Place]":
    """The library that is meant, which need not exist."""
    from planner.app.bootstrap import located

    named = None if args.library is None else given_path(args.library)
    with located(named, temporary=args.temporary, sample=args.sample) as found:
        yield found


@contextmanager
def plan(args: argparse.Namespace, *, create: bool = False, writes: bool = False) -> "Iterator[Planner]":
    """The open library. ``create`` makes the default one where it is missing; ``writes`` backs up afterwards."""
    from planner.app.bootstrap import opened

    with place(args) as found, opened(found, create=create) as planner:
        if planner.trouble is not None:
            complain(str(planner.trouble))
        is_saved = False

        def note(change: "Change") -> None:
            nonlocal is_saved
            is_saved = is_saved or bool(change.rows)

        planner.subscribe(note)
        try:
            yield planner
        except LibraryError as error:
            if not is_saved:
                raise
            # Such as when what was added cannot be read back: who hears of that alone would add it once more.
            raise LibraryError(tr("It was saved, but then: {reason}", reason=error.aside)) from error
        if writes and not found.temporary:
            _after_writing(planner)


def _after_writing(planner: "Planner") -> None:
    """The copy of the day, and the live calendar file; neither may fail a command that has done its work."""
    from planner.services.libraries import daily_backup_if_due, purge_old_trash

    try:
        daily_backup_if_due(planner)
    except PlannerError as error:
        complain(tr("It was saved, but the backup of the day was not made: {reason}", reason=error.aside))
    else:
        try:
            purge_old_trash(planner)
        except PlannerError as error:
            complain(tr("It was saved, but what is old in the trash is still there: {reason}", reason=error.aside))
    rewrite_live_file(planner)


def rewrite_live_file(planner: "Planner") -> None:
    """Brings the live calendar file up to date, if the plan has one; says so on stderr where that cannot be."""
    from planner.services import live_calendar

    try:
        live_calendar.rewrite(planner)
    except PlannerError as error:
        complain(tr("It was saved, but the live calendar file was not written: {reason}", reason=error.aside))
