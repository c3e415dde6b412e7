"""A look back as a file. Markdown is made here; a PDF needs Qt, so the interface makes its bytes."""

from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.document import Document
from planner.domain.errors import InvalidInputError
from planner.domain.periods import Period
from planner.exchange.document_markdown import write_document_markdown
from planner.services.export import write_export
from planner.services.look_back_words import document
from planner.services.planner import Planner
from planner.services.queries.level_changes import LevelChanges, level_changes
from planner.services.queries.look_back import LookBack, look_back
from planner.storage.reader import Reader

_MARKDOWN: Final = (".md", ".markdown")
ENDINGS: Final = (*_MARKDOWN, ".pdf")


class Past(NamedTuple):
    """What was read of a period: what happened, and how levels moved."""

    look: LookBack
    levels: LevelChanges


def read_past(reader: Reader, period: Period, today: date) -> Past:
    """Everything that a look back tells, in one read."""
    return Past(look_back(reader, period, today), level_changes(reader, period, today))


def whole_document(planner: Planner, period: Period) -> Document:
    """The look back of a period, as it goes out."""
    today = planner.today()
    past = planner.read(read_past, period, today)
    return document(past.look, past.levels, today)


def markdown_bytes(whole: Document, picture: str = "") -> bytes:
    """A look back as Markdown; ``picture`` is the address of the radar beside the file."""
    return write_document_markdown(whole, picture)


def proposed_name(period: Period) -> str:
    """How the file may be called, without its ending."""
    name = tr("look-back")
    return f"{name}-{period.since.year}" if period.is_year else f"{name}-{period.since}-{period.last}"


def is_pdf(path: Path) -> bool:
    """Whether a file is to be a PDF, by its ending; else it is Markdown. Raises InvalidInputError for another one."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InvalidInputError(
            tr("The ending of “{file}” is neither .md nor .pdf. Give the file one of them.", file=path.name)
        )
    return ending == ".pdf"


def export_markdown(planner: Planner, path: Path, whole: Document, radar: bytes = b"") -> tuple[Path, ...]:
    """Writes a look back as Markdown, with the picture of the radar (SVG) beside it if that is given.

    Gives the files. Raises ExchangeError or LibraryError where one cannot be written; each is whole or not there.
    """
    picture = path.with_name(f"{path.stem}-radar.svg")
    if radar:
        write_export(planner, picture, radar)
    write_export(planner, path, markdown_bytes(whole, picture.name if radar else ""))
    return (path, picture) if radar else (path,)
