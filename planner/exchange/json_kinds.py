"""Which of the formats that are JSON a file holds: told by its content, since all of them end in ``.json``."""

from typing import Any, Final

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange.archive_format import FORMAT as ARCHIVE
from planner.exchange.skills_json import FORMAT as SKILLS
from planner.exchange.template import FORMAT as TEMPLATE

BOM: Final = b"\xef\xbb\xbf"
_LOOKED_AT: Final = 1_000


class _Head(msgspec.Struct):
    format: Any = None
    nodes: msgspec.Raw = msgspec.Raw(b"")
    mockup: msgspec.Raw = msgspec.Raw(b"")


_HEAD = msgspec.json.Decoder(_Head)


def json_kind(data: bytes, where: str) -> str:
    """``json`` for an archive, ``template``, ``skills-json`` or ``roadmap-sh``.

    What is no JSON at all counts as what its first lines name, else as an archive; its reader says what is wrong.
    Raises ExchangeError for the older drawings of roadmap.sh, which hold no roadmap but lines and boxes.
    """
    try:
        head = _HEAD.decode(data.removeprefix(BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "skills-json" if f'"{SKILLS}"'.encode() in data[:_LOOKED_AT] else "json"
    if head.format == ARCHIVE:
        return "json"
    if head.format == TEMPLATE:
        return "template"
    if head.format == SKILLS:
        return "skills-json"
    if bytes(head.nodes).lstrip().startswith(b"["):
        return "roadmap-sh"
    if bytes(head.mockup).strip():
        raise ExchangeError(
            tr(
                "“{where}” is an older drawing of roadmap.sh without nodes; download the roadmap anew and import that.",
                where=where,
            )
        )
    return "json"
