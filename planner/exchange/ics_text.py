"""The text of iCalendar content lines: cleaning, escaping and folding on the way out (RFC 5545, 3.1 and 3.3.11).

Everything that a person or a foreign file supplied goes through here before it stands in a file. What cannot stand
there is replaced or left out, never written as it is:

- line ends of any kind become a line feed in long texts and a space in short ones;
- other control characters vanish, lone surrogates become U+FFFD.
"""

import re
from urllib.parse import quote

LINE_OCTETS = 75

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNCLEAN_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TO_ESCAPE = re.compile(r"[\\;,\n]")
_LINE_END = re.compile("\r\n(?! )")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^/\s]", re.IGNORECASE)
# All ASCII that RFC 3986 allows in an address; the rest, a backslash included, is percent-encoded.
_ADDRESS_SAFE = "!#$%&'()*+,-./:;=?@[]_~"


def clean_text(text: str) -> str:
    """The text without what may not stand in a file; each line end is one line feed."""
    if text.isprintable() or not _UNCLEAN.search(text):
        return text
    return _UNCLEAN.sub("", _SURROGATE.sub("\ufffd", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """The text as one line: line ends and tabs are spaces."""
    if text.isprintable() or not _UNCLEAN_IN_LINE.search(text):
        return text
    return clean_text(text).replace("\n", " ").replace("\t", " ")


def escape(text: str) -> str:
    """A cleaned text with backslash, semicolon, comma and line feed escaped."""
    if not _TO_ESCAPE.search(text):
        return text
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def clean_address(url: str) -> str:
    """An http, https or mailto address in ASCII, or the empty string for anything else."""
    url = url.strip()
    if not _ADDRESS.match(url):
        return ""
    return quote(_UNCLEAN_IN_LINE.sub("", _SURROGATE.sub("\ufffd", url)), safe=_ADDRESS_SAFE)


def fold(line: str) -> str:
    """The content line in pieces of at most 75 octets, no UTF-8 sequence split, with CRLF and a space between."""
    if line.isascii():
        if len(line) <= LINE_OCTETS:
            return line
        rest = [line[at : at + LINE_OCTETS - 1] for at in range(LINE_OCTETS, len(line), LINE_OCTETS - 1)]
        return "\r\n ".join([line[:LINE_OCTETS], *rest])
    octets = line.encode()
    if len(octets) <= LINE_OCTETS:
        return line
    pieces: list[str] = []
    at, room = 0, LINE_OCTETS
    while at < len(octets):
        cut = at + room
        while cut < len(octets) and octets[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(octets[at:cut].decode())
        at, room = cut, LINE_OCTETS - 1
    return "\r\n ".join(pieces)


def folded_lines(rendered: str) -> list[str]:
    """The content lines of a rendered text, each as it is folded; the last one is empty where the text is whole."""
    return _LINE_END.split(rendered)


def unfolded(rendered: str) -> str:
    """A rendered text, or one line of it, without folds."""
    return rendered.replace("\r\n ", "") if "\r\n " in rendered else rendered
