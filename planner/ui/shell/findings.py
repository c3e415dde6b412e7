"""What files would bring, in words: one line for each, and a text that can be scrolled, selected and copied."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from planner.config.text import tr, trn
from planner.services.badges import facts, other_findings
from planner.services.import_reading import field_word
from planner.services.import_report import names_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.services.import_report import Brought, Report
    from planner.ui.theme import Theme

#: So many lines are listed under each heading; the rest is counted.
SHOWN = 500


class Passage(NamedTuple):
    """A heading with what stands under it."""

    head: str
    total: int
    lines: tuple[tuple[str, str], ...]


def counts_text(reports: Sequence[Report]) -> str:
    """“12 new, 3 changed, 2 remarks”, and for nothing at all that there is nothing new; empty if none is readable."""
    if not any(report.readable for report in reports):
        return ""
    new, changed, unchanged, cancelled, left_out, skipped = (
        sum(numbers)
        for numbers in zip(
            *(
                (each.new, each.changed, each.unchanged, each.cancelled, each.left_out, _remarks(each))
                for each in reports
                if each.readable
            ),
            strict=True,
        )
    )
    gone = sum(len(each.gone) for each in reports)
    unread = sum(not each.readable for each in reports)
    words = (
        trn("{n} new", "{n} new", new) if new else "",
        trn("{n} changed", "{n} changed", changed) if changed else "",
        trn("{n} unchanged", "{n} unchanged", unchanged) if unchanged else "",
        trn("{n} cancelled", "{n} cancelled", cancelled) if cancelled else "",
        trn("{n} not wanted", "{n} not wanted", left_out) if left_out else "",
        trn("{n} no longer listed", "{n} no longer listed", gone) if gone else "",
        trn("{n} remark", "{n} remarks", skipped) if skipped else "",
        trn("{n} file not read", "{n} files not read", unread) if unread else "",
    )
    return ", ".join(filter(None, words)) or tr("There is nothing in it.")


def _remarks(report: Report) -> int:
    return len(report.skipped) + len(report.mended)


def brings_something(report: Report) -> bool:
    """Whether an import would write anything that a person could see."""
    return bool(report.new or report.changed or report.cancelled or any(each.is_new for each in report.roadmaps))


def format_words(report: Report) -> str:
    """What sort of file it is."""
    return {
        "ics": tr("Calendar"),
        "json": tr("Archive of a whole plan"),
        "csv": tr("Table"),
        "markdown": tr("Markdown outline"),
        "roadmap-sh": tr("Roadmap from roadmap.sh"),
        "template": tr("Template of a roadmap"),
        "skills-json": tr("Skills and roles"),
        "skills-csv": tr("Table of skills and roles"),
        "badge": tr("Open Badge"),
    }.get(report.format, tr("List of conferences") if report.offers is not None else "")


def passages(report: Report) -> Iterator[Passage]:
    """What a file would do: its roadmaps, what is odd, what changes, and what is new."""
    for roadmap in report.roadmaps:
        yield Passage(_roadmap_head(roadmap), 0, tuple(_step_lines(roadmap)))
    if report.badge is not None:
        yield Passage(tr("What the badge says"), 0, facts(report.badge))
        yield Passage(tr("What was checked"), 0, tuple((found.text, "") for found in other_findings(report.badge)))
    told = (*report.skipped, *report.mended)
    if report.readable and told:
        # The file's name stands above; only the line matters here.
        own = f"{report.file.name}, "
        remarks = ((remark.where.removeprefix(own), remark.why) for remark in told)
        yield _passage(tr("Remarks"), len(told), remarks)
    if report.differences:
        changed = ((title, ", ".join(dict.fromkeys(map(field_word, fields)))) for title, fields in report.differences)
        yield _passage(tr("Changed"), len(report.differences), changed)
    if report.called_off:
        yield _passage(tr("Cancelled"), len(report.called_off), report.called_off)
    if report.gone:
        gone = ((title, tr("yours stays")) for title in report.gone)
        yield _passage(tr("No longer in this list"), len(report.gone), gone)
    if report.titles:
        yield _passage(tr("New"), len(report.titles), ((title, "") for title in report.titles))


def _passage(head: str, count: int, lines: Iterable[tuple[str, str]]) -> Passage:
    shown = tuple(islice(lines, SHOWN))
    if count > SHOWN:
        shown += (("", trn("and {n} more", "and {n} more", count - SHOWN)),)
    return Passage(head, count, shown)


def _roadmap_head(roadmap: Brought) -> str:
    if not roadmap.name:
        return tr("Steps of your plan")
    if roadmap.is_new:
        return tr("New roadmap “{name}”", name=roadmap.name)
    return tr("Roadmap “{name}”", name=roadmap.name)


def _step_lines(roadmap: Brought) -> Iterator[tuple[str, str]]:
    for name, count, is_new in roadmap.steps[:SHOWN]:
        activities = trn("{n} activity", "{n} activities", count)
        new = is_new and not roadmap.is_new
        yield name, tr("{activities}, a new step", activities=activities) if new else activities
    if len(roadmap.steps) > SHOWN:
        yield "", trn("and {n} more", "and {n} more", len(roadmap.steps) - SHOWN)


class FindingsView(QPlainTextEdit):
    """The passages of one file as text: read only, so that keys scroll and select it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._passages: tuple[Passage, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)
        self.setAccessibleName(tr("What the file would bring"))
        theme.changed.connect(self._render)

    def show_report(self, report: Report | None) -> None:
        """Show what a file would do; nothing for None, nor for one that cannot be read."""
        self.show_reports((report,) if report is not None and report.readable else ())

    def show_reports(self, reports: Sequence[Report]) -> None:
        """Show what files would do, each under its name where there are several; at first those that are not read."""
        unread = [report.skipped[0].why for report in reports if not report.readable and report.skipped]
        found = [_passage(tr("Not read"), len(unread), (("", why) for why in unread))] if unread else []
        names = names_apart([report.file for report in reports])
        for report, name in zip(reports, names, strict=True):
            own = list(passages(report)) if report.readable else []
            if len(reports) > 1 and own:
                own[0] = own[0]._replace(head=tr("{file}: {head}", file=name, head=own[0].head))
            found += own
        self._passages = tuple(found)
        self._render()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self._passages

    def _render(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, passage in enumerate(self._passages):
            if number:
                cursor.insertBlock(QTextBlockFormat(), self._format("text"))
                cursor.insertBlock()
            cursor.insertText(passage.head, self._format("text", bold=True))
            if passage.total:
                cursor.insertText(f"  {passage.total}", self._format("muted"))
            for first, second in passage.lines:
                cursor.insertBlock()
                cursor.insertText(first, self._format("text"))
                if second:
                    cursor.insertText(f" – {second}" if first else second, self._format("muted"))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(role))
        made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made
