"""What a person typed as plain text: only what would steer a terminal, a file or the reading direction goes.

Everything else stays as it was typed: no-break and ideographic spaces, the joiners that emoji and Indic or Persian
words are made with, letters that are newer than this Python.
"""

import re

_CONTROL = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 without tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of all text after it
    "\ud800-\udfff"  # halves of surrogate pairs, which no file can hold
    "]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n]+")
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_NOTHING = re.compile(rf"[\s{_UNSEEN}]*")


def clean_text(text: str) -> str:
    """Return the text without control characters; every line end is one line feed, tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def shortened(text: str, limit: int = 40) -> str:
    """Return the text in one line of at most ``limit`` characters, as a sentence repeats what was typed."""
    whole = " ".join(clean_text(text).split())
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def clean_line(text: str) -> str:
    """Return the text as one line: runs of spaces, tabs and line ends become one space, none at the ends.

    A line in which nothing can be seen is empty.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    line = _BLANKS.sub(" ", clean_text(text)).strip()
    return "" if _NOTHING.fullmatch(line) else line
