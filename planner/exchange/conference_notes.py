"""Notes of foreign lists: HTML to plain text, with its links apart."""

import re
from html import unescape
from typing import Final

from planner.domain.limits import TEXT_MAX
from planner.exchange.incoming import address_of, block_of, line_of

# A tag begins with a letter, so that “a < b” stays as it is.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]*)>|<!--[^<>]*-->")
_HREF = re.compile(r"""\bhref\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINE_ENDS: Final = frozenset(("br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"))
_BLANK_LINES = re.compile(r"\n{3,}")


def notes_of(value: object) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a note without tags, and the addresses in it with the words that led to them."""
    if not isinstance(value, str):
        return "", ()
    parts: list[str] = []
    links: list[tuple[str, str]] = []
    target, words_from, at = "", 0, 0
    for found in _TAG.finditer(value := value[: TEXT_MAX * 2]):
        parts.append(unescape(value[at : found.start()]))
        at = found.end()
        name = (found[2] or "").lower()
        if name == "a":
            if target:
                links.append((target, line_of(" ".join("".join(parts[words_from:]).split()))))
            href = None if found[1] else _HREF.search(found[3])
            target = address_of(unescape(next(filter(None, href.groups()), "")).strip()) if href else ""
            words_from = len(parts)
        elif name in _LINE_ENDS:
            parts.append("\n")
    parts.append(unescape(value[at:]))
    if target:
        links.append((target, line_of(" ".join("".join(parts[words_from:]).split()))))
    return _BLANK_LINES.sub("\n\n", block_of("".join(parts))).strip(), tuple(dict(links).items())
