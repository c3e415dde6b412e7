"""One line of Markdown as plain text: escapes and emphasis resolved, links taken out, the facts behind a title read."""

import re
from string import punctuation
from typing import Any, Final, NamedTuple

from planner.config.text import tr
from planner.domain.addresses import URL_MAX
from planner.domain.dates import exclusive_end, parse_date, parse_instant
from planner.domain.errors import InvalidInputError
from planner.domain.states import has_state, states_of, status_of
from planner.domain.words import Kind, Priority, Status
from planner.exchange.csv_values import minutes_in
from planner.exchange.incoming import MAX_PARTS, NAME_MAX, address_of, line_of

LINE_MAX: Final = 8_000
"""A longer line is cut here: titles are far shorter."""
_PUNCTUATION: Final = frozenset(punctuation)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: \S{1,20} (\d{4}-\d\d-\d\d))?", re.ASCII)
_DATE = re.compile(r"(?:^| )(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?)$", re.ASCII)
_KINDS: Final = frozenset(kind.value for kind in Kind)


class Inline(NamedTuple):
    """A line as plain text, the addresses of its links with their texts, and whether all of it is struck through."""

    text: str
    links: dict[str, str]
    struck: bool = False


def inline(raw: str) -> Inline:
    """Read a line of Markdown; everything that is no link and no sign of emphasis stays as it was typed."""
    text = raw[:LINE_MAX].strip()
    struck, text = _unstruck(text)
    links: dict[str, str] = {}
    plain = _plain(text, links)
    if len(links) == 1 and not struck:
        # The line is one link whose text is struck through.
        inner = _only_link(text)
        if inner is not None:
            struck, inner = _unstruck(inner)
            if struck:
                links, plain = {next(iter(links)): ""}, _plain(inner, None)
    for word in plain.split():
        if word.startswith(("http://", "https://")) and (url := address_of(word.rstrip(".,;)"))):
            links.setdefault(url, "")
    if len(links) == 1 and next(iter(links.values())) == plain:
        links = {next(iter(links)): ""}
    return Inline(line_of(plain), dict(list(links.items())[:MAX_PARTS]), struck)


def _unstruck(text: str) -> tuple[bool, str]:
    struck = len(text) > 4 and text.startswith("~~") and text.endswith("~~") and not text.endswith("\\~~")
    return (True, text[2:-2]) if struck and "~~" not in text[2:-2].replace("\\~", "") else (False, text)


def _brackets(text: str) -> dict[int, int]:
    """Where each opening square bracket is closed."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "[":
            open_at.append(at)
        elif char == "]" and open_at:
            pairs[open_at.pop()] = at
        at += 1
    return pairs


def _plain(text: str, links: dict[str, str] | None) -> str:
    """The text without signs of Markdown; links are collected unless None, when they are left as they are."""
    out: list[str] = []
    pairs = _brackets(text) if links is not None else {}
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in _PUNCTUATION and at + 1 < len(text):
            out.append(text[at + 1])
            at += 2
            continue
        if char == "[" and at in pairs and links is not None:
            found = _destination(text, pairs[at] + 1)
            if found is not None:
                url, end = found
                label = line_of(_plain(text[at + 1 : pairs[at]], None))
                if out and out[-1] == "!":
                    out.pop()
                if address_of(url):
                    links.setdefault(address_of(url), label)
                out.append(label)
                at = end
                continue
        if char == "<" and links is not None:
            end = text.find(">", at, at + URL_MAX)
            if end != -1 and address_of(text[at + 1 : end]):
                links.setdefault(text[at + 1 : end], "")
                out.append(text[at + 1 : end])
                at = end + 1
                continue
        if char == "`" or text.startswith("**", at) or text.startswith("~~", at):
            at += 1 if char == "`" else 2
            continue
        out.append(char)
        at += 1
    return "".join(out)


def _destination(text: str, at: int) -> tuple[str, int] | None:
    """The address in round brackets that begins at a place, and where it ends; None if there is none."""
    if text[at : at + 1] != "(":
        return None
    limit = min(len(text), at + URL_MAX + 200)
    if text[at + 1 : at + 2] == "<":
        end = text.find(">", at, limit)
        close = text.find(")", end, limit) if end != -1 else -1
        return (text[at + 2 : end], close + 1) if close != -1 else None
    depth, place = 0, at
    while place < limit:
        char = text[place]
        depth += (char == "(") - (char == ")")
        if depth == 0:
            words = text[at + 1 : place].split()
            return (words[0] if words else "", place + 1)
        place += 1
    return None


def _only_link(text: str) -> str | None:
    """The text of a link that is the whole line."""
    if not text.startswith("["):
        return None
    close = _brackets(text).get(0)
    found = _destination(text, close + 1) if close is not None else None
    return text[1:close] if found is not None and found[1] == len(text) else None


# -- facts -----------------------------------------------------------------------------------------------------------


def split_facts(raw: str) -> tuple[str, dict[str, Any]]:
    """A title without the facts in brackets that an export writes behind it, and those facts as values."""
    text = raw[:LINE_MAX].rstrip()
    opened, closed = -1, -1
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "(":
            opened = at
        elif char == ")":
            closed = at
        at += 1
    if opened < 1 or closed != len(text) - 1 or opened > closed or text[opened - 1] != " ":
        return raw, {}
    words = _words(text[opened + 1 : closed])
    if words[0] not in _KINDS:
        return raw, {}
    return text[: opened - 1], _facts(words)


def _words(text: str) -> list[str]:
    """The facts between commas that are not escaped, still with their escapes."""
    words, begin, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text.startswith(", ", at):
            words.append(text[begin:at])
            begin = at + 2
            at += 1
        at += 1
    return [*words, text[begin:]]


def _facts(words: list[str]) -> dict[str, Any]:
    kind = Kind(words[0])
    values: dict[str, Any] = {"kind": kind.value, "core": True, "priority": Priority.NONE.value}
    priorities = {tr("{priority} priority", priority=each.name.lower()): each for each in Priority}
    places: list[str] = []
    for word in words[1:]:
        state = word.replace(" ", "_")
        if has_state(kind) and state in states_of(kind) and "state" not in values:
            values |= {"state": state, "status": status_of(kind, state).value}
        elif not has_state(kind) and state in (Status.IN_PROGRESS, Status.SKIPPED):
            values["status"] = state
        elif word in (tr("optional"), "optional"):
            values["core"] = False
        elif word in priorities:
            values["priority"] = priorities[word].value
        elif word.startswith("\\#"):
            values.setdefault("tags", []).append(line_of(_plain(word[2:], None), 100))
        elif not _take_measure(word, values):
            places.append(word)
    if places and kind is Kind.EVENT:
        values["place"] = line_of(_plain(", ".join(places), None), NAME_MAX * 2)
    return values


def _take_measure(word: str, values: dict[str, Any]) -> bool:
    """Take a length of time, days, or a date with its word; tell whether it was one."""
    if word[-1:] in ("h", "n") and word[:1].isdigit() and (minutes := minutes_in(word)):
        values["estimate_minutes"] = minutes
        return True
    try:
        if found := _DAYS.fullmatch(word):
            first, last = found[1], found[2] or found[1]
            parse_date(first)
            values["days"] = [first, exclusive_end(str(parse_date(last)))]
            return True
        if found := _DATE.search(word):
            day = found[1]
            parse_instant(day) if day.endswith("Z") else parse_date(day)
            for name, form in (("due", tr("due {date}", date=day)), ("completed_on", tr("done on {date}", date=day))):
                if word == form:
                    values[name] = day
                    return True
    except InvalidInputError:
        return False
    return False
