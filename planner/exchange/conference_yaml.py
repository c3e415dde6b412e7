"""The entries of a YAML list one by one, each with its line, made from parser events and never from constructed values.

No scalar is resolved, so that ``2026-13-45`` or ``!!python/object`` never reaches a constructor; aliases and tags are
refused, since no list of conferences uses them and they are what makes YAML explode or run. A part that is no YAML
costs its entry only (YAML 1.1, chapters 4 and 7).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange.conference_fields import Fields
from planner.exchange.conference_format import MAX_CONFERENCES
from planner.exchange.incoming import Remarks

MAX_DEPTH: Final = 16
"""How deep mappings and lists may be nested."""
MAX_VALUES: Final = 1_000_000
"""The most scalars, lists and mappings of one file."""
MAX_DAMAGED: Final = 200
"""After so many damaged entries the rest of a list is given up."""
SCALAR_MAX: Final = 400_000
"""The longest scalar, in characters; the rest is cut off."""

# What YAML does not allow in a file, and the line ends that only YAML 1.1 knows, which would shift our counting.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ITEM = re.compile(r"( *)-[ \n]")
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
_KEY = re.compile(r"^[ -]*([A-Za-z_]{1,40})\s{0,10}:(?:\s|$)", re.MULTILINE)
_IDLE_LINE = re.compile(r"\s*(?:#|---|%|\.\.\.|$)")


def yaml_entries(text: str, where: str, remarks: Remarks) -> Iterator[Fields]:
    """The mappings of the list at the top, with their lines; what is none, or is damaged, becomes a remark.

    Raises ExchangeError for what is no list, is damaged before its first entry, holds aliases or tags, or is nested
    too deeply or too large.
    """
    import yaml

    text = _NOT_ALLOWED.sub(" ", text)
    reading = _Reading(where, remarks)
    offset = 0
    while True:
        try:
            yield from reading.entries(text[offset:])
        except yaml.YAMLError as error:
            line = reading.first_line + _line_of(error)
            why = tr("it is no YAML at line {line}", line=line)
            damaged = line if reading.is_complete else reading.item_line
            was_complete = reading.is_complete
            offset = reading.next_start(text, offset)
            if not reading.found and offset < 0:
                raise ExchangeError(
                    tr("“{where}” is not readable as YAML: {why}; download it again.", where=where, why=why)
                ) from None
            if was_complete and offset >= 0 and line >= reading.first_line:
                continue  # the damage lies in the entry from which reading goes on
            remarks.line(damaged, tr("it is damaged and was left out: {why}", why=why))
            reading.damaged += 1
            if offset < 0:
                return
            if reading.damaged >= MAX_DAMAGED:
                remarks.line(line, tr("what follows could not be read"))
                return
        except RecursionError:
            raise _too_deep(where) from None
        else:
            return


class _Frame:
    """A list or a mapping that is being read; ``key`` is the name of the member that comes next."""

    __slots__ = ("key", "keyed", "values")

    def __init__(self, values: "Fields | list[Any]") -> None:
        self.values = values
        self.key: str | None = None
        self.keyed = False


class _Reading:
    """Turns the events of a parser into entries; may be started anew behind a damaged one."""

    def __init__(self, where: str, remarks: Remarks) -> None:
        self._where = where
        self._remarks = remarks
        self._values = 0
        self._column = 0
        self._is_open = False
        self._stack: list[_Frame] = []
        self.first_line = 1
        self.item_line = 1
        self.is_complete = False
        self.count = 0
        self.found = 0
        self.damaged = 0

    def entries(self, text: str) -> Iterator[Fields]:
        """The entries of a text whose first line is ``first_line``."""
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events: Iterable[Any] = yaml.parse(text, Loader=loader)
        self._stack = []
        self._is_open = False
        for event in events:
            made = None
            if isinstance(event, yaml.NodeEvent):
                self._check(event, yaml)
                if not self._is_open:
                    self._open(event, yaml)
                else:
                    made = self._begin(event, yaml)
            elif isinstance(event, yaml.CollectionEndEvent):
                if self._stack:
                    made = self._take(self._stack.pop().values, self._line_of(event))
                else:
                    self._is_open = False
            if made is not None:
                yield made
            if self.count >= MAX_CONFERENCES:
                self._remarks.add(self._where, tr("only the first {n} conferences are read", n=MAX_CONFERENCES))
                return

    def _line_of(self, event: Any) -> int:
        line: int = event.start_mark.line
        return self.first_line + line

    def _open(self, event: Any, yaml: Any) -> None:
        """Take the beginning of the list at the top. Raises ExchangeError for anything else."""
        if isinstance(event, yaml.SequenceStartEvent):
            self._column = event.start_mark.column
            self._is_open = True
        elif not isinstance(event, yaml.ScalarEvent) or event.value not in _NULLS:  # that is an empty document
            raise ExchangeError(
                tr(
                    "“{where}” holds no list of conferences at line {line}; download it again.",
                    where=self._where,
                    line=self._line_of(event),
                )
            )

    def _begin(self, event: Any, yaml: Any) -> Fields | None:
        """Take a scalar, or the beginning of a list or mapping, inside of the list at the top."""
        line = self._line_of(event)
        if not self._stack:
            self.item_line, self.is_complete = line, False
        if isinstance(event, yaml.ScalarEvent):
            is_null = event.style is None and event.value in _NULLS
            return self._take(None if is_null else event.value[:SCALAR_MAX], line)
        self._stack.append(_Frame(Fields(line=line) if isinstance(event, yaml.MappingStartEvent) else []))
        return None

    def next_start(self, text: str, offset: int) -> int:
        """Where the next entry behind the current one begins, -1: nowhere.

        Reading goes on from there; ``offset`` is where it began last, at ``first_line``.
        """
        line = self.first_line
        while offset >= 0:
            if line > self.item_line:
                item = _ITEM.match(text, offset)
                if item is not None and len(item[1]) == self._column:
                    self.first_line, self.item_line, self.is_complete = line, line, False
                    return offset
            offset = text.find("\n", offset) + 1 or -1
            line += 1
        return -1

    def _take(self, value: Any, line: int) -> Fields | None:
        """Put a finished value where it belongs; an entry of the list at the top is returned."""
        if not self._stack:
            self.is_complete = True
            self.count += 1
            if isinstance(value, Fields):
                self.found += 1
                return value
            self._remarks.line(self.item_line, tr("it is no conference and was left out"))
            return None
        frame = self._stack[-1]
        if isinstance(frame.values, list):
            frame.values.append(value)
        elif not frame.keyed:
            frame.key, frame.keyed = value if isinstance(value, str) else None, True
        else:
            if frame.key is not None and frame.key in frame.values:
                self._remarks.line(
                    line, tr("“{name}” stands there a second time; the first one counts", name=frame.key[:80])
                )
            elif frame.key is not None:
                frame.values[frame.key] = value
            frame.keyed = False
        return None

    def _check(self, event: Any, yaml: Any) -> None:
        line = self._line_of(event)
        if isinstance(event, yaml.AliasEvent):
            raise ExchangeError(
                tr(
                    "“{where}” was not imported, because line {line} repeats another part by its name (“*{name}”), "
                    "which no list of conferences does; download it again.",
                    where=self._where,
                    line=line,
                    name=str(event.anchor)[:40],
                )
            )
        if event.tag is not None:
            raise ExchangeError(
                tr(
                    "“{where}” was not imported, because line {line} holds a tag (“{tag}”), which no list of "
                    "conferences does; download it again.",
                    where=self._where,
                    line=line,
                    tag=str(event.tag)[:60],
                )
            )
        self._values += 1
        if self._values > MAX_VALUES:
            raise ExchangeError(
                tr(
                    "“{where}” holds over {n} values; split it and import the parts.", where=self._where, n=MAX_VALUES
                )
            )
        if len(self._stack) >= MAX_DEPTH:
            raise _too_deep(self._where)


def _too_deep(where: str) -> ExchangeError:
    return ExchangeError(
        tr("“{where}” was not imported, because it is nested too deeply; download it again.", where=where)
    )


def _line_of(error: Exception) -> int:
    """The line, from 0, at which a parser stopped."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line if mark is not None else 0


def looks_listed(text: str) -> bool:
    """Whether the first line that says something begins an item of a YAML list that is a mapping."""
    lines = text.split("\n", 500)[:500]
    at = next((at for at, line in enumerate(lines) if not _IDLE_LINE.match(line)), None)
    if at is None:
        return False
    if re.match(r" *-\s*$", lines[at]):
        at = next((each for each in range(at + 1, len(lines)) if not _IDLE_LINE.match(lines[each])), at)
        return _KEY.match(lines[at]) is not None
    return re.match(r" *- +[A-Za-z_]{1,40}\s*:(?:\s|$)", lines[at]) is not None


def keys_in(text: str) -> set[str]:
    """What stands in the place of names of members in a piece of YAML, at any depth, even of damaged or cut YAML."""
    return set(_KEY.findall(text))
