"""What the command line prints: one JSON document, calm aligned tables, and single lines on stderr."""

import codecs
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.plain_text import clean_text, shortened

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "·": "-",
        "×": "x",
        "→": "->",
        "±": "+-",
        "\u00a0": " ",
    }
)
_HANDLER = "planner-plain"


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Shows typographic signs as ASCII and anything else as a question mark, on terminals that cannot show them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(char if char.isascii() else "?" for char in part), error.end


class OutputError(PlannerError):
    """What the command says cannot be written, such as to a full disk; the command itself has done its work."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(
            tr(
                "The output could not be written ({reason}); what the command did is not undone by that. Write it"
                " elsewhere.",
                reason=reason.strerror or reason,
            )
        )


def _put(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error) from error


def flush_output() -> None:
    """Sends on what was printed. Raises OutputError, or BrokenPipeError if the reader went away."""
    if sys.stdout is None:  # closed by who started us: nobody wants to know
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error) from error


def is_output(path: Path) -> bool:
    """Whether writing to ``path`` writes to our own output, as it does to /dev/stdout."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, AttributeError, ValueError):  # there is no such file, or no output
        return False


def drop_output() -> None:
    """Lets the interpreter's last flush, which would complain once more, go nowhere."""
    with contextlib.suppress(OSError, AttributeError, ValueError):  # some streams have no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def prepare_streams() -> None:
    """Makes output possible on every terminal: what it cannot show is shown plainly instead of ending the program."""
    codecs.register_error(_HANDLER, _plainly)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def print_json(document: object) -> None:
    """Prints one JSON document; in ASCII where the terminal does not speak UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    # Half surrogates (from undecodable file names) must leave as escapes too.
    text = json.dumps(document, ensure_ascii=encoding != "utf8", indent=2, default=str)
    if encoding == "utf8" and not _encodable(text):
        text = json.dumps(document, ensure_ascii=True, indent=2, default=str)
    _put(text)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def line(text: str = "") -> None:
    """Prints ordinary output; characters that would steer the terminal are left out."""
    _put(clean_text(text))


def complain(sentence: str) -> None:
    """Prints one line on stderr, whatever line ends the sentence carries."""
    with contextlib.suppress(OSError):  # where stderr is full or gone, nothing more can be said
        print("planner: " + " ".join(clean_text(sentence).split()), file=sys.stderr)


def table(
    rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset(), indent: int = 2, limit: int = 72
) -> None:
    """Prints aligned columns; those in ``right`` are numbers. A cell longer than ``limit`` ends in an ellipsis."""
    cells = [[shortened(cell, limit) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    for row in cells:
        parts = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        _put((" " * indent + "  ".join(parts)).rstrip())


def spoken(path: Path) -> str:
    """The path as a person writes it: below the home folder with a tilde."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
