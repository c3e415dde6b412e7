"""A Markdown outline or checklist on the way in: headings are steps, list items are activities.

The format stands in ``docs/formats/markdown.md``. Nothing is interpreted: what is no heading, list item, box or link
stays plain text.
"""

import re
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.words import Status
from planner.exchange.incoming import (
    LINE_MAX,
    MAX_ACTIVITIES,
    MAX_PARTS,
    MAX_STEPS,
    NAME_MAX,
    Incoming,
    IncomingActivity,
    IncomingRoadmap,
    IncomingStep,
    Remarks,
    block_of,
    digest_of,
    line_of,
)
from planner.exchange.markdown_inline import inline, split_facts
from planner.exchange.text_files import check_size, decoded

MAX_BYTES: Final = 10_000_000
SOURCE: Final = "markdown"
_WHY_MAX: Final = 1_000
_ITEM = re.compile(r"(?:[-*+•]|\d{1,9}[.)])( {1,4}|\t|$)", re.ASCII)
_HEADING = re.compile(r"(#{1,6})(?:[ \t]|$)", re.ASCII)
_BOX = re.compile(r"\[(.)\](?: |$)")
_BOXES: Final = {
    " ": Status.PLANNED,
    "x": Status.DONE,
    "X": Status.DONE,
    "✓": Status.DONE,
    "/": Status.IN_PROGRESS,
    ">": Status.PLANNED,
    "~": Status.SKIPPED,
    "-": Status.SKIPPED,
}


class _Item:
    """A list item with what is indented below it."""

    def __init__(self, line: int, indent: int, content: int, text: str) -> None:
        self.line = line
        self.indent = indent
        self.content = content
        self.text = text
        self.nested: list[str] = []
        self.notes: list[str] = []
        self.blank = False


class _Section(NamedTuple):
    """A heading (level 0: what stands before the first one) with what stands below it."""

    level: int
    name: str
    line: int
    items: list[_Item]
    paragraphs: list[tuple[int, str]]


def read_markdown(data: bytes, where: str) -> Incoming:
    """Read an outline. Raises ExchangeError for a file that is too large, no text, a web page, or without any item."""
    check_size(len(data), MAX_BYTES, where)
    text, remark = decoded(data, where)
    remarks = Remarks(where)
    if remark:
        remarks.add(where, remark)
    sections = _Blocks(remarks).sections(text)
    outline = _Outline(sections, where, remarks)
    return outline.incoming()


class _Blocks:
    """Cuts a text into headings, list items and paragraphs, line by line."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._sections = [_Section(0, "", 0, [], [])]
        self._item: _Item | None = None
        self._fence = ""
        self._after_blank = True
        self._count = 0

    def sections(self, text: str) -> list[_Section]:
        """The headings in their order."""
        lines = text.split("\n")
        start = 0
        if lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:50]):
            start = next(number for number in range(1, 50) if lines[number].strip() == "---") + 1  # front matter
        for number, raw in enumerate(lines[start:], start + 1):
            self._take(number, raw.rstrip())
        return self._sections

    def _take(self, number: int, raw: str) -> None:
        text = raw.lstrip(" \t")
        indent = len(raw[: len(raw) - len(text)].expandtabs(4))
        if not text:
            self._after_blank = True
            if self._item is not None:
                self._item.blank = True
                if self._item.notes:
                    self._item.notes.append("")
            return
        item = self._item
        if item is not None and not self._fence and indent >= max(item.indent + 2, min(item.content, item.indent + 4)):
            self._within(item, indent, text)
        elif not self._fenced(text):
            self._at_top(number, indent, text)
        self._after_blank = False

    def _within(self, item: _Item, indent: int, text: str) -> None:
        """What is indented below an item: its checklist first, then its notes."""
        found = _ITEM.match(text)
        boxed = found is not None and _BOX.match(text[found.end() :]) is not None
        if found is not None and not item.notes and (boxed or not item.blank):
            if len(item.nested) < MAX_PARTS:
                item.nested.append(text[found.end() :])
            elif len(item.nested) == MAX_PARTS:
                item.nested.append("")
                self._remarks.line(item.line, tr("only the first {n} lines of its checklist are read", n=MAX_PARTS))
        else:
            item.notes.append(" " * (indent - min(item.content, indent)) + text)
        item.blank = False

    def _fenced(self, text: str) -> bool:
        """Whether a line belongs to a block of code, which is left out."""
        if self._fence:
            if text.startswith(self._fence) and not text.strip(self._fence[0]).strip():
                self._fence = ""
            return True
        if text.startswith(("```", "~~~")):
            self._fence = text[:3]
            self._item = None
            return True
        return False

    def _at_top(self, number: int, indent: int, text: str) -> None:
        heading = _HEADING.match(text)
        if heading is not None and indent < 4:
            self._item = None
            name = text[heading.end() :].strip()
            closing = name.rstrip("#")
            name = closing.rstrip() if closing != name and closing[-1:] in (" ", "") else name
            self._sections.append(_Section(len(heading[1]), line_of(inline(name).text, NAME_MAX), number, [], []))
            return
        if len(set(text.replace(" ", ""))) == 1 and text[0] in "-*_=" and len(text.replace(" ", "")) >= 3:
            self._item = None
            return
        found = _ITEM.match(text)
        if found is not None:
            self._count += 1
            if self._count > MAX_ACTIVITIES:
                if self._count == MAX_ACTIVITIES + 1:
                    self._remarks.line(number, tr("only {n} items are read; split the file", n=MAX_ACTIVITIES))
                self._item = None
                return
            self._item = _Item(number, indent, indent + found.end(), text[found.end() :])
            self._sections[-1].items.append(self._item)
        elif self._item is not None and not self._after_blank:
            self._item.notes.append(text)  # a paragraph goes on without being indented
        else:
            self._item = None
            self._paragraph(number, text)

    def _paragraph(self, number: int, text: str) -> None:
        paragraphs = self._sections[-1].paragraphs
        if paragraphs and not self._after_blank:
            line, before = paragraphs[-1]
            if len(before) <= _WHY_MAX:
                paragraphs[-1] = (line, f"{before} {text}")
        else:
            paragraphs.append((number, text))


class _Outline:
    """Finds roadmaps, steps and activities in the headings and items of a file."""

    def __init__(self, sections: list[_Section], where: str, remarks: Remarks) -> None:
        self._sections = [section for section in sections if section.level or section.items or section.paragraphs]
        self._where = where
        self._remarks = remarks
        self._stem = line_of(PurePath(where).stem, NAME_MAX) or tr("Imported")
        self._roadmaps: dict[str, tuple[str, dict[str, IncomingStep]]] = {}
        self._inbox: list[IncomingActivity] = []
        self._seen: dict[str, int] = {}
        self._steps = 0

    def incoming(self) -> Incoming:
        """The whole outline."""
        levels = [section.level for section in self._sections if section.level]
        top = min(levels, default=0)
        deep = any(level > top for level in levels)
        # With one level of headings alone these are the steps; else the first level names roadmaps.
        names_roadmaps = deep or (
            top == 1 and all(not one.items or self._is_inbox(one) for one in self._sections) and levels.count(1) > 1
        )
        roadmap, step = self._stem, ""
        for section in self._sections:
            if section.level and (self._is_inbox(section) and section.level == top):
                roadmap, step = "", ""
            elif section.level == top and names_roadmaps:
                roadmap, step = section.name or self._stem, ""
                self._roadmap(roadmap)
            elif section.level:
                parent, step_level = step, top + 1 if names_roadmaps else top
                name = section.name or tr("Step")
                if section.level == step_level or not parent:
                    step = name
                elif not section.items:
                    self._heading_as_activity(section, roadmap, parent)
                    continue
                else:
                    base = parent.partition(" / ")[0]
                    self._section(section._replace(name=f"{base} / {name}"[:NAME_MAX]), roadmap, f"{base} / {name}")
                    continue
            self._section(section, roadmap, step)
        if not self._inbox and not any(steps for _, steps in self._roadmaps.values()):
            raise ExchangeError(
                tr(
                    "“{where}” holds no list and no headings to make steps of; "
                    "write a line such as “- [ ] Read a book” and import it again.",
                    where=self._where,
                )
            )
        roadmaps = tuple(
            IncomingRoadmap(f"{SOURCE}:{digest_of(name)}", name, tuple(steps.values()), "names")
            for name, steps in self._roadmaps.values()
            if steps
        )
        return Incoming("markdown", roadmaps, tuple(self._inbox), f"{SOURCE}:inbox", self._remarks.whole())

    @staticmethod
    def _is_inbox(section: _Section) -> bool:
        return section.name in ("Inbox", tr("Inbox"))

    def _roadmap(self, name: str) -> dict[str, IncomingStep]:
        return self._roadmaps.setdefault(fold(name), (name, {}))[1]

    def _section(self, section: _Section, roadmap: str, step: str) -> None:
        if not step and section.items and roadmap and section.level:
            step = roadmap  # items right below the name of the roadmap
        if not section.level:
            roadmap = step = ""
        activities = [made for item in section.items if (made := self._activity(item, roadmap, step)) is not None]
        paragraphs = section.paragraphs
        if not step:
            self._inbox += activities
            self._leave_out(paragraphs)
            return
        why = line_of(inline(paragraphs[0][1]).text, _WHY_MAX + 1) if paragraphs else ""
        why = why if len(why) <= _WHY_MAX // 2 else ""
        self._leave_out(paragraphs[1:] if why else paragraphs)
        steps = self._roadmap(roadmap)
        key = digest_of(roadmap, step)
        before = steps.get(key)
        if before is not None:
            steps[key] = before._replace(activities=(*before.activities, *activities))
            return
        self._steps += 1
        if self._steps > MAX_STEPS:
            self._remarks.line(section.line, tr("there are over {n} steps; its items go to the inbox", n=MAX_STEPS))
            self._inbox += activities
            return
        steps[key] = IncomingStep(key, line_of(step, NAME_MAX), {"why": why} if why else {}, tuple(activities))

    def _leave_out(self, paragraphs: list[tuple[int, str]]) -> None:
        for line, _ in paragraphs:
            self._remarks.line(line, tr("the paragraph belongs to no list item, so it was left out"))

    def _heading_as_activity(self, section: _Section, roadmap: str, step: str) -> None:
        """A heading below a step without items of its own is an activity, what stands below it its notes."""
        item = _Item(section.line, 0, 2, section.name)
        item.notes = "\n\n".join(text for _, text in section.paragraphs).split("\n") if section.paragraphs else []
        key = digest_of(roadmap, step)
        made = self._activity(item, roadmap, step, as_it_stands=True)
        if made is not None and (before := self._roadmap(roadmap).get(key)) is not None:
            self._roadmap(roadmap)[key] = before._replace(activities=(*before.activities, made))

    def _activity(self, item: _Item, roadmap: str, step: str, *, as_it_stands: bool = False) -> IncomingActivity | None:
        raw, values = item.text, dict[str, Any]()
        box = None if as_it_stands else _BOX.match(raw)
        status = _BOXES.get(box[1]) if box is not None else None
        if box is not None and status is not None:
            raw = raw[box.end() :]
        if not as_it_stands:
            raw, values = split_facts(raw)
        read = inline(raw) if not as_it_stands else None
        title = read.text if read is not None else raw
        if not title:
            self._remarks.line(item.line, tr("the item has no text"))
            return None
        has_facts = bool(values)
        values["title"] = title
        if read is not None:
            if read.struck and values.get("status", Status.PLANNED) != Status.DONE:
                status = Status.SKIPPED
            if len(read.links) == 1 and has_facts:
                values["url"] = next(iter(read.links))
            elif read.links:
                values["links"] = dict(self._remarks.bounded(read.links.items()))
        if status is not None:
            values.setdefault("status", status.value)
            if status != Status.PLANNED and "state" not in values:
                values["status"] = status.value
        self._below(item, values)
        count = self._number(roadmap, step, title)
        key = digest_of(roadmap, step, title) + (f"-{count}" if count > 1 else "")
        return IncomingActivity(key, values, str(item.line))

    def _number(self, roadmap: str, step: str, title: str) -> int:
        key = digest_of(roadmap, step, title)
        self._seen[key] = self._seen.get(key, 0) + 1
        return self._seen[key]

    def _below(self, item: _Item, values: dict[str, Any]) -> None:
        """What is indented below an item: outcome, notes and checklist."""
        checklist: dict[str, bool] = {}
        for raw in item.nested:
            box = _BOX.match(raw)
            read = inline(raw[box.end() :] if box is not None else raw)
            done = box is not None and _BOXES.get(box[1]) is Status.DONE
            if text := line_of(read.text, LINE_MAX):
                checklist.setdefault(text, done)
        if texts := self._remarks.bounded(checklist):
            values["checklist"] = texts
            values["ticked"] = [text for text in texts if checklist[text]]
        notes = item.notes
        if notes and notes[0].startswith("→ "):
            values["outcome"] = line_of(inline(notes[0][2:]).text, LINE_MAX)
            notes = notes[1:]
        if text := block_of("\n".join(notes)).strip("\n"):
            values["notes"] = text
