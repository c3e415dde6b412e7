"""Commands on the program itself: its window, pictures of it, the self-test, and synthetic data."""

import argparse
import gc
import re
from typing import TYPE_CHECKING

from planner.cli.common import add_command, given_path, number_between, place, plan
from planner.cli.output import complain, line
from planner.config.text import tr, trn
from planner.domain.plain_text import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.app.bootstrap import Place
    from planner.app.one_window import Claim
    from planner.cli.common import Commands

PAGES = ("home", "board", "skills", "goals", "calendar")


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(commands, "screenshot", screenshot, tr("take pictures of the pages"))
    parser.add_argument("folder", metavar=tr("DIR"), help=tr("where to put them"))
    parser.add_argument("--page", choices=PAGES, help=tr("one page (default: all)"))
    parser.add_argument("--theme", choices=("light", "dark"), help=tr("one theme (default: both)"))
    parser.add_argument("--size", type=_size, default=(1100, 700), metavar=tr("WxH"), help=tr("such as 1920x1080"))
    parser.add_argument("--scale", type=_scale, default=1.0, metavar="F", help=tr("pixels for each point, such as 2"))

    add_command(commands, "self-test", self_test, tr("try every part of this very installation"))

    parser = add_command(commands, "generate", generate, tr("fill a plan with plausible synthetic data"))
    years = number_between(1, 200, tr("“{{text}}” is not a number of years from 1 to 200"))
    parser.add_argument("--years", type=years, required=True, metavar="N", help=tr("how many years of it"))
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=tr("another number gives other data"))


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})[xX](\d{3,5})", text)
    if match is None or not all(200 <= int(part) <= 10_000 for part in match.groups()):
        raise argparse.ArgumentTypeError(tr("“{text}” is not a size such as 1100x700", text=shortened(text)))
    return int(match[1]), int(match[2])


def _scale(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.5 <= value <= 4:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a scale from 0.5 to 4", text=shortened(text)))
    return value


def window(args: argparse.Namespace) -> int:
    """Open the window, with what the named files would bring."""
    from planner.app.preflight import display_problem
    from planner.domain.errors import PlannerError

    problem = display_problem()
    if problem is not None:
        _complain_of(args.opened)
        raise PlannerError(problem)
    with place(args) as found:
        if found.temporary:
            return _open_window(found, args.opened)
        from planner.app.one_window import Unanswered, claim_or_hand_over

        claim = claim_or_hand_over(found.path, args.opened)
        while isinstance(claim, Unanswered):
            from planner.app.unanswered import ask

            claim = ask(found.path, args.opened)
        return 0 if claim is None else _open_window(found, args.opened, claim)


def _complain_of(words: "Sequence[str]") -> None:
    """Says on stderr which of the named files could not have been opened either."""
    if words:
        from planner.app.opening import files_to_open

        for sentence in files_to_open(words).problems:
            complain(sentence)


def _open_window(found: "Place", words: "Sequence[str]", claim: "Claim | None" = None) -> int:
    # Hardly anything made by a start is garbage, but looking for it takes a third of the time to the first paint.
    gc.disable()
    try:
        from planner.app.gui import run_window

        return run_window(
            found.path,
            may_create=found.may_create,
            words=words,
            claim=claim,
            may_start_again=not found.temporary,
        )
    finally:
        gc.enable()


def screenshot(args: argparse.Namespace) -> int:
    """Take pictures of pages."""
    from planner.app.screenshot import take

    folder = given_path(args.folder)
    pages = PAGES if args.page is None else (args.page,)
    themes = ("light", "dark") if args.theme is None else (args.theme,)
    with place(args) as found:
        written = take(found, folder, pages=pages, themes=themes, size=args.size, scale=args.scale)
    for path in written:
        line(str(path))
    return 0


def self_test(args: argparse.Namespace) -> int:
    """Try every part of the installation."""
    from planner.app.self_test import run

    return run(verbose=args.verbose)


def generate(args: argparse.Namespace) -> int:
    """Fill a library with synthetic data."""
    from planner.services.generate import generate as make

    with plan(args, create=True, writes=True) as planner:
        made = make(planner, args.years, args.seed)
    line(trn("Made {n} activity", "Made {n} activities", made))
    return 0
