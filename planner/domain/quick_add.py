"""Quick add: one line of text into a title and what the small signs in it say.

The signs, each at the start of a word (so that ``C#``, ``a@b.org`` and ``5 ~ 6`` stay as they are):

- ``!high`` ``!medium`` ``!low`` ``!none``: the priority.
- ``#ml``: a tag, any number of them; letters, digits, ``-`` and ``_``, at least one letter.
- ``@2026-12-01`` ``@1 dec`` ``@dec 1 2027`` ``@1.12.2026`` ``@today`` ``@tomorrow`` ``@friday`` ``@next friday``
  ``@next week`` ``@next month`` ``@in 2 weeks``: the due date.
- ``~6h`` ``~90m`` ``~1h30`` ``~1.5h``: the estimate.
- ``/Step name`` ``/name`` ``/3``: the step, by its whole name, the start of one of its words, or its number.
- ``+Skill name`` ``+name``: a skill that it shows, any number of them; by its whole name or the start of one of its
  words.
- ``https://example.org`` ``[words](https://example.org)``: a link, any number of them; of the second the words stay in
  the title. Where nothing else is said, the address is the title.
- ``*course`` ``*reading`` ...: the kind; ``*conference`` ``*meetup`` ``*workshop`` ``*hackathon`` are events.

A backslash before a sign keeps it as text. Whatever is no sign, or a second one of a thing that has only one value,
stays in the title. Only a date that cannot be (``@2026-02-30``) is refused.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.addresses import is_address, spoken_address
from planner.domain.errors import InvalidInputError, tr
from planner.domain.limits import ESTIMATE_MAX, TITLE_MAX
from planner.domain.plain_text import clean_line
from planner.domain.spoken_dates import find_date
from planner.domain.words import EventType, Kind, Priority


class Span(NamedTuple):
    """A sign that was understood: characters ``start`` up to ``end`` of the text.

    ``what`` is ``priority``, ``tag``, ``due``, ``estimate``, ``step``, ``skill``, ``link`` or ``kind``.
    """

    start: int
    end: int
    what: str


class QuickAdd(NamedTuple):
    """What a line of quick add says.

    ``kind`` None means that none was named. ``step`` is one of the given names and ``step_index`` its place among them.
    """

    title: str
    kind: Kind | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()
    due: date | None = None
    estimate_minutes: int | None = None
    step: str | None = None
    step_index: int | None = None
    event_type: EventType | None = None
    skills: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def parse(text: str, today: date, steps: Sequence[str] = (), skills: Sequence[str] = ()) -> QuickAdd:
    """Read one line of quick add.

    :param today: the day that ``@tomorrow`` and its like start from.
    :param steps: the names of the steps in their order, for ``/step``.
    :param skills: the names of the skills, for ``+skill``.
    :raises InvalidInputError: on an impossible date, no title, or one of over 500 characters.
    """
    found = preview(text, today, steps, skills)
    check_title(found.title)
    return found


def check_title(title: str) -> None:
    """Refuse an empty title or one that is too long.

    :raises InvalidInputError: with one sentence that says what to do.
    """
    if not title:
        raise InvalidInputError(tr("There is no title; write some words beside the signs."))
    if len(title) > TITLE_MAX:
        raise InvalidInputError(
            tr(
                "The title has {count} characters; shorten it to {limit} and keep the rest as notes.",
                count=len(title),
                limit=TITLE_MAX,
            )
        )


def preview(text: str, today: date, steps: Sequence[str] = (), skills: Sequence[str] = ()) -> QuickAdd:
    """Read a line that is still being typed: as :func:`parse`, but the title may be empty or too long.

    :raises InvalidInputError: on an impossible date.
    """
    reader = _Reader(text, today, steps, skills)
    return reader.read()


def quoted(text: str) -> str:
    """A text of another program as a line of quick add that says nothing but this text."""
    return _WORD.sub(lambda word: f"\\{word[0]}" if _means_something(word[0]) else word[0], clean_line(text))


def _means_something(word: str) -> bool:
    return word[0] in "\\!#@~/+*[" or bool(_link_at(word, 0)[0])


class _Reader:
    """Goes through the words of one line once, from left to right."""

    def __init__(self, text: str, today: date, steps: Sequence[str], skills: Sequence[str]) -> None:
        self.text = text
        self.today = today
        self.steps = steps
        self.skills = skills
        self.shown: list[str] = []
        self.title: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.spans: list[Span] = []
        self.found = QuickAdd("")
        self.signs: dict[str, Callable[[int], int]] = {
            "!": self._priority,
            "#": self._tag,
            "@": self._due,
            "~": self._estimate,
            "/": self._step,
            "+": self._skill,
            "*": self._kind,
            "h": self._link,
            "H": self._link,
            "[": self._named_link,
        }

    def read(self) -> QuickAdd:
        at = 0
        while at < len(self.text):
            if self.text[at].isspace():
                self.title.append(self.text[at])
                at += 1
                continue
            end = self._sign(at) or self._word(at)
            at = end
        title = clean_line("".join(self.title)) or (spoken_address(self.links[0])[:TITLE_MAX] if self.links else "")
        return self.found._replace(
            title=title,
            tags=tuple(self.tags),
            skills=tuple(self.shown),
            links=tuple(self.links),
            spans=tuple(self.spans),
        )

    def _sign(self, at: int) -> int:
        """Read a sign at this place and return where it ends, 0 when there is none."""
        read = self.signs.get(self.text[at])
        return read(at) if read else 0

    def _word(self, at: int) -> int:
        end = at
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        after = self.text[at + 1 : at + 2]
        escaped = self.text[at] == "\\" and (after in ("\\", *"!#@~/+*[") or _link_at(self.text, at + 1)[0])
        self.title.append(self.text[at + 1 if escaped else at : end])
        return end

    def _take(self, at: int, end: int, what: str) -> int:
        self.spans.append(Span(at, end, what))
        return end

    def _priority(self, at: int) -> int:
        match = _PRIORITY.match(self.text, at)
        if match is None or self.found.priority is not None:
            return 0
        self.found = self.found._replace(priority=Priority[match[1].upper()])
        return self._take(at, match.end(), "priority")

    def _tag(self, at: int) -> int:
        match = _TAG.match(self.text, at)
        if match is None:
            return 0
        if match[1].casefold() not in (tag.casefold() for tag in self.tags):
            self.tags.append(match[1])
        return self._take(at, match.end(), "tag")

    def _due(self, at: int) -> int:
        if self.found.due is not None:
            return 0
        try:
            spoken = find_date(self.text, at + 1, self.today)
        except InvalidInputError as error:
            sentence = str(error).removesuffix(".")
            raise InvalidInputError(
                tr("{sentence}, or put a backslash before the @ to keep it as text.", sentence=sentence)
            ) from None
        if spoken is None:
            return 0
        self.found = self.found._replace(due=spoken.day)
        return self._take(at, spoken.end, "due")

    def _estimate(self, at: int) -> int:
        match = _ESTIMATE.match(self.text, at)
        if match is None or self.found.estimate_minutes is not None:
            return 0
        hours, fraction, extra, minutes = match.group("hours", "fraction", "extra", "minutes")
        total = int(minutes) if minutes else int(hours) * 60 + int(extra or 0)
        if fraction:
            total += (int(fraction) * 60 * 2 + 10 ** len(fraction)) // (2 * 10 ** len(fraction))
        if not 0 < total <= ESTIMATE_MAX:
            return 0
        self.found = self.found._replace(estimate_minutes=total)
        return self._take(at, match.end(), "estimate")

    def _step(self, at: int) -> int:
        if self.found.step is not None:
            return 0
        index, end = _find_name(self.text, at + 1, self.steps)
        if index is None:
            return 0
        self.found = self.found._replace(step=self.steps[index], step_index=index)
        return self._take(at, end, "step")

    def _skill(self, at: int) -> int:
        if self.text[at + 1 : at + 2].isdecimal():  # “+1” is no skill
            return 0
        index, end = _find_name(self.text, at + 1, self.skills)
        if index is None:
            return 0
        if self.skills[index] not in self.shown:
            self.shown.append(self.skills[index])
        return self._take(at, end, "skill")

    def _link(self, at: int) -> int:
        url, end = _link_at(self.text, at)
        return self._take_link(at, end, url) if url else 0

    def _named_link(self, at: int) -> int:
        match = _NAMED_LINK.match(self.text, at)
        if match is None or not is_address(match[2]):
            return 0
        self.title.append(match[1])
        return self._take_link(at, match.end(), match[2])

    def _take_link(self, at: int, end: int, url: str) -> int:
        if url not in self.links:
            self.links.append(url)
        return self._take(at, end, "link")

    def _kind(self, at: int) -> int:
        match = _KIND.match(self.text, at)
        if match is None or self.found.kind is not None:
            return 0
        word = match[1].lower()
        event_type = EventType(word) if word in _EVENT_TYPES else None
        self.found = self.found._replace(kind=Kind.EVENT if event_type else Kind(word), event_type=event_type)
        return self._take(at, match.end(), "kind")


_END = r"(?!\S)"
_EVENT_TYPES = frozenset(EventType)
_PRIORITY = re.compile(rf"!(none|low|medium|high){_END}", re.IGNORECASE | re.ASCII)
_TAG = re.compile(rf"#((?=[\w-]*[^\W\d_])[\w-]{{1,60}}){_END}")
_ESTIMATE = re.compile(
    rf"~(?:(?P<hours>\d{{1,4}})(?:[.,](?P<fraction>\d{{1,3}})h|h(?:(?P<extra>[0-5]?\d)m?)?)|(?P<minutes>\d{{1,6}})m(?:in)?){_END}",
    re.IGNORECASE | re.ASCII,
)
_LINK = re.compile(r"https?://\S*", re.IGNORECASE | re.ASCII)
_NAMED_LINK = re.compile(rf"\[([^\[\]]*)\]\((https?://(?:[^\s()]|\([^\s()]*\))+)\){_END}", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_AFTER_LINK = ".,;:!?>\"”'"
"""What ends a sentence behind an address is not of it; a bracket is if it was opened in it."""
_KIND = re.compile(rf"\*({'|'.join((*Kind, *EventType))}){_END}", re.IGNORECASE | re.ASCII)


def _link_at(text: str, at: int) -> tuple[str, int]:
    """The address of the web that a word is, and where the word ends; empty for any other word."""
    match = _LINK.match(text, at)
    if match is None:
        return "", at
    url = match[0].rstrip(_AFTER_LINK)
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
        url = url[:-1].rstrip(_AFTER_LINK)
    return (url, match.end()) if is_address(url) else ("", at)


def _find_name(text: str, at: int, names: Sequence[str]) -> tuple[int | None, int]:
    """Find what is named at this place, a step or a skill: ``(index, end)``; the longest whole name wins over parts."""
    best: tuple[int | None, int] = (None, at)
    for index, name in enumerate(names):
        end = at + len(name)
        if name and text[at:end].casefold() == name.casefold() and not text[end : end + 1].strip() and end > best[1]:
            best = (index, end)
    if best[0] is not None:
        return best
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    word = text[at:end].casefold()
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return (int(word) - 1, end) if 1 <= int(word) <= len(names) else (None, at)
    if len(word) < 2:
        return None, at
    hits = [index for index, name in enumerate(names) if any(part.startswith(word) for part in name.casefold().split())]
    return (hits[0], end) if len(hits) == 1 else (None, at)
