"""The entry point: ``python -m planner`` and the installed ``planner`` both come here."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with ``argv`` (default: the process's own) and return its exit code."""
    from planner.cli import main as run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
