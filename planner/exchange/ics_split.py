"""An .ics file in pieces: bytes to text, and text to components with their line, key and digest, nothing parsed.

A file is cut at component borders, so that one damaged component never takes the others away, and so that a component
whose digest is known need not be parsed again. No damage raises; only what is no calendar at all does.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.plain_text import shortened
from planner.exchange.ics_values import content_line, unescape
from planner.exchange.text_files import guessed

MAX_BYTES: Final = 50_000_000
MAX_LINE: Final = 1_000_000
MAX_COMPONENTS: Final = 100_000
MAX_DEPTH: Final = 8
MAX_LINES: Final = 100_000
MAX_REMARKS: Final = 100
"""How many remarks are made on one entry: whoever sees so many knows that it is damaged."""

_TOP = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VTIMEZONE", "VFREEBUSY", "VAVAILABILITY"))
_TZID = re.compile(r';TZID="?([^":;\n]+)', re.IGNORECASE)
_REFRESHED = re.compile(r"^DTSTAMP[:;].*\n", re.MULTILINE | re.IGNORECASE)
_KEYS = re.compile(r"^(UID|RECURRENCE-ID)[;:].*$", re.MULTILINE | re.IGNORECASE)
_IDENTITY = re.compile(r"^(?:DTSTART|SUMMARY)[;:].*$", re.MULTILINE | re.IGNORECASE)


class Skipped(NamedTuple):
    """Something that did not come in: the place and one sentence on why."""

    where: str
    why: str


class RawComponent(NamedTuple):
    """One component as text.

    ``line`` is the line of its BEGIN, from 1. ``uid`` and ``recurrence_id`` (the value as it stands) are its key; a
    component without UID gets one made from its start and title. ``text`` is unfolded, with line feeds. ``digest``
    covers the text but DTSTAMP, which many programs renew at every export, and the zones that only this file
    defines. ``remarks`` say what was mended.
    """

    line: int
    kind: str
    uid: str
    recurrence_id: str
    text: str
    digest: str
    remarks: tuple[str, ...] = ()


class SplitFile(NamedTuple):
    """The pieces of a file: events, the VTIMEZONE texts by TZID, and what is neither."""

    components: tuple[RawComponent, ...]
    zones: dict[str, str]
    skipped: tuple[Skipped, ...]
    name: str = ""
    method: str = ""
    remarks: tuple[str, ...] = ()


class _Open:
    """A component that is being collected."""

    __slots__ = ("below", "line", "lines", "names", "remarks")

    def __init__(self, kind: str, line: int) -> None:
        self.line = line
        self.lines = [f"BEGIN:{kind}"]
        self.names = [kind]
        self.remarks: dict[str, None] = {}
        #: How many parts are open below the deepest that is followed; None where all were followed.
        self.below: int | None = None

    def take(self, line: str) -> None:
        """Takes a property, as far as there is room."""
        if len(self.lines) < MAX_LINES:
            self.lines.append(line)
        else:
            self.remark(tr("of its lines only the first {limit} were read", limit=MAX_LINES))

    def remark(self, text: str) -> None:
        """Notes what was mended, as far as anybody would read it."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.setdefault(text)


def split_file(data: bytes, where: str) -> SplitFile:
    """Cut an .ics file into its components.

    :raises ExchangeError: when it is too large, no calendar, or has too many components.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            tr("“{where}” is larger than {limit} MB; split it and import the parts.", where=where, limit=50)
        )
    splitter = _Splitter(where)
    text, remark = _decoded(data)
    for number, line in text:
        splitter.take(number, line)
    return splitter.finish(remark)


class _Splitter:
    """Follows BEGIN and END through the lines of a file."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.open: _Open | None = None
        self.found: list[tuple[int, str, str, tuple[str, ...]]] = []
        self.skipped: list[Skipped] = []
        self.zones: dict[str, str] = {}
        self.calendars = 0
        self.properties: dict[str, str] = {}
        self.first_line = ""

    def take(self, number: int, line: str) -> None:
        start = line[:6].upper()
        if start == "BEGIN:":
            self._begin(number, line[6:].strip().upper())
        elif start.startswith("END:"):
            self._end(number, line[4:].strip().upper())
        elif self.open is not None:
            if len(line) > MAX_LINE:
                self.open.remark(tr("a line of over {limit} characters was left out", limit=MAX_LINE))
            elif line.strip():
                self.open.take(line)
        elif self.calendars:
            name, _, value = content_line(line[:MAX_LINE])
            self.properties.setdefault(name, value)
        elif not self.first_line:
            self.first_line = line.strip()[:200]

    def finish(self, remark: str) -> SplitFile:
        if self.open is not None:
            self._skip(self.open.line, tr("the file ends in the middle of this entry"))
        if not self.calendars and not self.found and not self.zones and not self.skipped:
            raise ExchangeError(self._no_calendar())
        standard = _OwnZones(self.zones)
        components = tuple(_raw(*piece, standard) for piece in self.found)
        name = self.properties.get("NAME") or self.properties.get("X-WR-CALNAME", "")
        method = self.properties.get("METHOD", "").strip().upper()
        remarks = (remark,) if remark else ()
        return SplitFile(components, self.zones, tuple(self.skipped), unescape(name).strip(), method, remarks)

    def _begin(self, number: int, name: str) -> None:
        if name == "VCALENDAR":
            self._close_unclosed()
            self.calendars += 1
        elif self.open is None:
            self.open = _Open(name, number)
        elif name in _TOP:
            self._close_unclosed()
            self.open = _Open(name, number)
        elif len(self.open.names) == MAX_DEPTH:
            self.open.below = (self.open.below or 0) + 1
        else:
            self.open.names.append(name)
            self.open.lines.append(f"BEGIN:{name}")

    def _end(self, number: int, name: str) -> None:
        if name == "VCALENDAR":
            self._close_unclosed()
        elif self.open is None:
            self._skip(number, tr("“END:{name}” without its beginning", name=shortened(name)))
        elif self.open.below and name not in _TOP:
            self.open.below -= 1
        elif name not in self.open.names:
            self.open.remark(tr("“END:{name}” without its beginning was left out", name=shortened(name)))
        else:
            while self.open.names[-1] != name:
                self.open.remark(tr("a part that was not closed was mended"))
                self.open.lines.append(f"END:{self.open.names.pop()}")
            self.open.lines.append(f"END:{self.open.names.pop()}")
            if not self.open.names:
                self._close()

    def _close_unclosed(self) -> None:
        """Close what the file left open before the next component or the end of the calendar."""
        if self.open is not None:
            self.open.remark(tr("the entry was not closed; it may lack its end"))
            while self.open.names:
                self.open.lines.append(f"END:{self.open.names.pop()}")
            self._close()

    def _close(self) -> None:
        piece, self.open = self.open, None
        assert piece is not None
        kind = piece.lines[0][6:]
        if len(self.found) + len(self.skipped) >= MAX_COMPONENTS:
            raise ExchangeError(
                tr(
                    "“{where}” holds over {limit} entries; split it and import the parts.",
                    where=self.where,
                    limit=MAX_COMPONENTS,
                )
            )
        if piece.below is not None:
            self._skip(piece.line, tr("its parts are nested too deeply"))
        elif kind == "VEVENT":
            self.found.append((piece.line, kind, "\n".join(piece.lines) + "\n", tuple(piece.remarks)))
        elif kind == "VTIMEZONE":
            text = "\n".join(piece.lines) + "\n"
            tzid = next((value for name, _, value in map(content_line, piece.lines) if name == "TZID"), "")
            self.zones.setdefault(unescape(tzid).strip(), text)
        elif kind in ("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"):
            spoken = {"VTODO": tr("a task"), "VJOURNAL": tr("a journal entry")}.get(kind, tr("free and busy time"))
            self._skip(piece.line, tr("it is {what}, not an event", what=spoken))
        else:
            self._skip(piece.line, tr("“{kind}” is not known", kind=shortened(kind)))

    def _skip(self, line: int, why: str) -> None:
        if len(self.skipped) < MAX_COMPONENTS:
            self.skipped.append(Skipped(tr("{where}, line {line}", where=self.where, line=line), why))

    def _no_calendar(self) -> str:
        if self.first_line.startswith("<"):
            return tr(
                "“{where}” is a web page, not a calendar; download the .ics file itself and import that.",
                where=self.where,
            )
        if not self.first_line:
            return tr("“{where}” is empty; save the calendar again and import that.", where=self.where)
        return tr("“{where}” is not an iCalendar file; choose a file that ends in .ics.", where=self.where)


class _OwnZones:
    """Digests of the zones that a file defines under names which mean nothing outside it."""

    def __init__(self, zones: dict[str, str]) -> None:
        self._texts = {
            tzid: blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
            for tzid, text in zones.items()
            if "/" not in tzid
        }

    def used_by(self, text: str) -> bytes:
        if not self._texts or ";TZID=" not in text.upper():
            return b""
        used = sorted({tzid.strip() for tzid in _TZID.findall(text)})
        return b"".join(self._texts.get(tzid, b"") for tzid in used)


def _raw(line: int, kind: str, text: str, remarks: tuple[str, ...], zones: _OwnZones) -> RawComponent:
    said = _REFRESHED.sub("", text).encode("utf-8", "replace")
    digest = blake2b(said + zones.used_by(text), digest_size=16).hexdigest()
    uid = recurrence_id = ""
    for name, _, value in map(content_line, _keys(text)):
        if name == "UID":
            uid = uid or unescape(value).strip()
        else:
            recurrence_id = recurrence_id or value.strip()
    if not uid:
        identity = "\n".join(_IDENTITY.findall(text)).encode("utf-8", "replace")
        uid = f"planner-{blake2b(identity, digest_size=16).hexdigest()}"
        remarks = (*remarks, tr("it has no UID; one was made from its start and title"))
    return RawComponent(line, kind, uid, recurrence_id, text, digest, remarks)


def _keys(text: str) -> Iterator[str]:
    """The lines that tell which entry it is; parts, such as an alarm, have a UID of their own."""
    parts = text.find("\nBEGIN:") + 1
    yield from (found.group() for found in _KEYS.finditer(text, 0, parts or len(text)))
    if parts and _KEYS.search(text, parts):
        depth = 0
        for line in text[parts:].split("\n"):
            depth += line.startswith("BEGIN:") - line.startswith("END:")
            if not depth and _KEYS.match(line):
                yield line


# -- bytes to lines ----------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> tuple[Iterator[tuple[int, str]], str]:
    """The unfolded lines with their numbers, and a remark where the encoding had to be guessed.

    Lines are unfolded before they are decoded, since some programs fold inside a UTF-8 sequence.
    """
    remark = ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    elif data[1:2] == b"\0" or data[:1] == b"\0":
        order = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        data = data.decode(order, "replace").encode("utf-8", "replace")
        remark = tr("The file does not say its encoding; it was read as UTF-16.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    numbers, lines = _unfolded(data)
    whole = b"\n".join(lines)
    try:
        text = whole.decode("utf-8")
    except UnicodeDecodeError:
        text, remark = guessed(whole)
    return zip(numbers, text.split("\n"), strict=True), remark


def _unfolded(data: bytes) -> tuple[list[int], list[bytes]]:
    """Line numbers and logical lines; a line that starts with a space or tab continues the one before."""
    numbers: list[int] = []
    lines: list[bytes] = []
    parts: list[bytes] = []
    for number, ended in enumerate(data.split(b"\n"), 1):
        line = ended.removesuffix(b"\r")
        if line[:1] in (b" ", b"\t") and lines:
            if not parts:
                parts = [lines[-1]]
            parts.append(line[1:])
            continue
        if parts:
            lines[-1] = b"".join(parts)
            parts = []
        lines.append(line)
        numbers.append(number)
    if parts:
        lines[-1] = b"".join(parts)
    return numbers, lines
