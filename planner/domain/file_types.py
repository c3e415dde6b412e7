"""Kept files: their names, what their content is, and which of them may be opened in another program."""

import mimetypes
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import clean_line

NAME_MAX: Final = 200
"""The longest name of a kept file, in characters."""
UNKNOWN: Final = "application/octet-stream"

_ENDING_MAX: Final = 16
_SEPARATORS: Final = str.maketrans("/\\", "--")

_TOLD_BY_CONTENT: Final = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
}
_TOLD_BY_ENDING: Final = {
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".json": "application/json",
    ".ics": "text/calendar",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}


@cache
def _other_types() -> mimetypes.MimeTypes:
    """Python's own list, without what this machine adds to it: the same file is of the same type everywhere."""
    return mimetypes.MimeTypes()


def media_type_of(name: str, data: bytes) -> str:
    """The media type of a file: by its content for PDF and the usual pictures, else by the ending of its name.

    A name that ends like one of those, but whose content is none, says nothing.
    """
    head = data[:16]
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    ending = ending_of(name)
    guessed = _TOLD_BY_ENDING.get(ending) or _other_types().guess_type(f"x{ending}")[0] or UNKNOWN
    return UNKNOWN if guessed in _TOLD_BY_CONTENT else guessed


def retyped(old: str, new: str, media_type: str) -> str:
    """The media type of a file of ``media_type`` once it is called ``new``: another ending says something else."""
    if media_type in _TOLD_BY_CONTENT or ending_of(old) == ending_of(new):
        return media_type
    return media_type_of(new, b"")


def opened_ending(name: str, media_type: str) -> str:
    """The ending with which a copy of the file is opened in the program for its type; empty if it is not opened.

    Only documents and pictures are: whatever could run, such as a script, a page or a launcher, is only saved.
    """
    told = _TOLD_BY_CONTENT.get(media_type)
    if told is not None:
        return told
    ending = ending_of(name)
    return ending if ending in _TOLD_BY_ENDING else ""


def ending_of(name: str) -> str:
    """The ending of a name in small letters, with its dot; empty without one."""
    return PurePosixPath(name.translate(_SEPARATORS)).suffix.lower()


def tidy_name(text: str) -> str:
    """The name of a file from elsewhere as one tidy line, its ending kept where it is too long."""
    line = clean_line(text.translate(_SEPARATORS))
    if not line.strip(".-"):
        return tr("File")
    if len(line) > NAME_MAX:
        ending = PurePosixPath(line).suffix
        ending = ending if len(ending) <= _ENDING_MAX else ""
        line = line[: NAME_MAX - len(ending)].rstrip() + ending
    return line


def checked_name(text: str) -> str:
    """A name that a person typed. Raises InvalidInputError if it is empty, too long, or no name of a file."""
    line = clean_line(text)
    if not line.strip("."):
        raise InvalidInputError(tr("The file has no name. Type one."))
    if "/" in line or "\\" in line:
        raise InvalidInputError(tr("The name of a file has no / and no \\. Leave them out of “{name}”.", name=line))
    if len(line) > NAME_MAX:
        raise InvalidInputError(
            tr(
                "The name has {count} characters; {limit} is the most. Shorten it.", count=len(line), limit=NAME_MAX
            )
        )
    return line
