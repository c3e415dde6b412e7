"""The command line. It imports nothing heavy until a command runs."""

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with ``argv`` (default: the process's own) and return its exit code."""
    from planner.cli.run import run

    return run(argv)
