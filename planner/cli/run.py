"""Runs one command: parses the line, calls the command, and turns every failure into one sentence and an exit code."""

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import Final

from planner import __version__
from planner.cli import program
from planner.cli.common import add_place, add_verbose
from planner.cli.output import OutputError, complain, drop_output, flush_output, prepare_streams
from planner.config.text import tr
from planner.domain.errors import PlannerError

OK: Final = 0
FAILED: Final = 1
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
"""As a program that SIGPIPE ended: the reader of our output went away, which is its right."""

log = logging.getLogger("planner.cli")


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    from planner.cli import (
        activity,
        attachments,
        conferences,
        files,
        goals,
        library,
        live,
        money,
        preferences,
        rescue,
        sessions,
        skills,
    )

    parser = argparse.ArgumentParser(
        prog="planner",
        description=tr("A personal development planner. Without a command it opens its window."),
        epilog=tr(
            "“planner COMMAND --help” explains a command. “planner FILE...” opens the window and shows what these files"
            " would bring."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"planner {__version__}")
    add_place(parser)
    add_verbose(parser)
    commands = parser.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"), dest="command")
    groups = (
        library, rescue, activity, sessions, attachments, skills, goals, conferences, money, files, live, preferences,
        program,
    )  # fmt: skip
    for group in groups:
        group.register(commands)
    parser.set_defaults(run=program.window, opened=())
    return parser


def run(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and gives the exit code: 0, 1 for a failure told on stderr, 2 for wrong usage."""
    prepare_streams()
    try:
        code = _parsed_and_run(argv)
        flush_output()
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except OutputError as error:
        drop_output()
        complain(str(error))
        return FAILED
    return code


def _parsed_and_run(argv: Sequence[str] | None) -> int:
    args = _window_alone(sys.argv[1:] if argv is None else argv)
    if args is None:
        try:
            args = build_parser().parse_args(argv)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else OK
    return _run(args)


def _window_alone(argv: Sequence[str]) -> argparse.Namespace | None:
    """What :func:`build_parser` makes of a line that only opens the window, without the time to build it; else None.

    It takes files too, which the grammar does not know: where the first word is none, the line is for the grammar.
    """
    args = argparse.Namespace(
        library=None, temporary=False, sample=False, verbose=False, command=None, run=program.window, opened=()
    )
    words = iter(argv)
    for word in words:
        if word in {"--temporary", "--sample", "--verbose"}:
            setattr(args, word[2:], True)
        elif word == "--library":
            args.library = next(words, "-")
            if args.library.startswith("-"):
                return None
        elif not word.startswith("-") and (args.opened or _opens_a_file(word)):
            args.opened = (*args.opened, word)
        else:
            return None
    return args


def _opens_a_file(word: str) -> bool:
    """Whether the first word is a file and no command; a command of that name comes first."""
    from planner.cli.opening import means_a_file

    return means_a_file(word) and word not in _command_names()


def _command_names() -> frozenset[str]:
    commands = next(action for action in build_parser()._actions if action.dest == "command")  # noqa: SLF001
    return frozenset(commands.choices or ())


def _run(args: argparse.Namespace) -> int:
    from planner.app.bootstrap import start

    log_file = None
    try:
        log_file = start(verbose=args.verbose)
        return int(args.run(args))
    except OutputError:
        raise
    except PlannerError as error:
        complain(str(error))
        _say_in_dialog(args, error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except RecursionError as error:
        _unexpected(error, log_file)
        _say_in_dialog(args, error)
    except Exception as error:  # noqa: BLE001  a person never sees a traceback
        _unexpected(error, log_file)
        _say_in_dialog(args, error)
    return FAILED


def _say_in_dialog(args: argparse.Namespace, error: Exception) -> None:
    """Say in a dialog, too, why there is no window, unless that was done."""
    from planner.app.last_words import ToldError, say

    if args.run is not program.window or isinstance(error, ToldError):
        return
    if isinstance(error, PlannerError):
        say(str(error))
    else:
        say(
            tr(
                "Planner cannot start, because something unexpected happened ({error}). The details are in the log.",
                error=type(error).__name__,
            )
        )


def _unexpected(error: Exception, log_file: object) -> None:
    # Not log.exception: warnings go to the terminal, and a traceback belongs into the file alone.
    log.info("Unexpected error", exc_info=error)
    if log_file is None:
        complain(
            tr("Something unexpected happened ({error}); run it again with --verbose for details.", error=repr(error))
        )
    else:
        complain(
            tr("Something unexpected happened ({error}); the details are in {file}.", error=repr(error), file=log_file)
        )
