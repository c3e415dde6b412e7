"""The end of the log without what is the person's: names, places, addresses and everything that is quoted."""

import re
from pathlib import Path
from typing import Final

from planner.config import log, paths

LINES: Final = 200
"""How many lines from the end of the log a report holds."""
_MOST_BYTES: Final = 200_000

_LEFT_OUT: Final = "…"
#: What is said in quotation marks is a title, a file or what a person wrote; programs quote with the plain ones.
_QUOTED: Final = re.compile(r"“[^”\n]*”|‘[^’\n]*’|\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`")
_ADDRESS: Final = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+", re.IGNORECASE)
#: From the beginning of a path on: names of folders hold spaces, so that its end is not known.
_PATH: Final = re.compile(r"(?<![\w.])(?:~|[A-Za-z]:)?[/\\][^\s/\\].*?(?=[;,:)](?: |$)| \(|$)")
#: A line of a traceback that says where in the program it was: the file is the program's own, not the person's.
_FRAME: Final = re.compile(r'  File "(?P<path>[^"]+)", line (?P<line>\d+), in (?P<name>[\w<>.]+)')
#: What an exception says of itself may quote anything; its kind does not.
_EXCEPTION: Final = re.compile(r"(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit))\b(?::.*)?")


def extract(lines: int = LINES) -> str:
    """The last lines of the log, fit to be shown to others; empty where there is no log.

    Each line keeps its time, its level and its module. In a traceback only the places in the program remain.
    """
    try:
        path = paths.log_dir() / log.FILE_NAME
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _MOST_BYTES))
            content = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    kept = [cleaned for line in content.splitlines() if (cleaned := _cleaned(line)) is not None]
    return "\n".join(kept[-lines:])


def _cleaned(line: str) -> str | None:
    """The line without what is personal; None for one that says nothing else, such as a line of source."""
    frame = _FRAME.match(line)
    if frame is not None:
        return f"  {program_file(frame['path'])}:{frame['line']} in {frame['name']}"
    if line.startswith("    "):
        return None
    exception = _EXCEPTION.fullmatch(line)
    if exception is not None:
        return exception["kind"]
    return without_personal(line)


def program_file(name: str) -> str:
    """A source file by its place in the program or in an installed package; of any other its name alone."""
    parts = Path(name).parts
    for marker in ("site-packages", "planner"):
        if marker in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(marker)
            return "/".join(parts[last + (marker == "site-packages") :])
    return parts[-1] if parts else name


def without_personal(text: str) -> str:
    """The text with addresses, paths and everything in quotation marks taken out, and the home folder's name."""
    for pattern in (_QUOTED, _ADDRESS, _PATH):
        text = pattern.sub(_LEFT_OUT, text)
    user = Path.home().name
    return re.sub(rf"\b{re.escape(user)}\b", "~", text) if len(user) > 1 else text
