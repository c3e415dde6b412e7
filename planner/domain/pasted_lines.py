"""Lines of text that are pasted as activities: signs of lists go, a ticked box means done."""

import re
from typing import NamedTuple

_LINE = re.compile(
    r"\s*(?:#{1,6}\s+)?(?:(?:[-*+•–]|\d{1,3}[.)])\s+)?(?:\[(?P<box>[ xX])\]\s+)?(?P<text>.*?)\s*", re.DOTALL
)
_NOTHING = re.compile(r"[-=_*\s]*")


class PastedLine(NamedTuple):
    """One line in the syntax of quick add, with its ``number`` in the text."""

    number: int
    text: str
    done: bool


def read_lines(text: str) -> tuple[PastedLine, ...]:
    """The lines that say something, without bullets, numbers, boxes and the signs of headings."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is not None and not _NOTHING.fullmatch(match["text"]):
            found.append(PastedLine(number, match["text"], (match["box"] or " ") in "xX"))
    return tuple(found)


def checklist_line(title: str, *, done: bool) -> str:
    """A title as a line of a Markdown checklist, which :func:`read_lines` reads again."""
    return f"- [x] {title}" if done else f"- [ ] {title}"
