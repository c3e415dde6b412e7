"""Who is named in a rendered calendar component, and the component without them, for a calendar that others may see."""

import re
from typing import Final

from planner.exchange.ics_text import folded_lines, unfolded

# What a component of a calendar with METHOD:PUBLISH must not hold (RFC 5546, 3.2.1).
_INVITED: Final = re.compile(r"\r\n(?:ATTENDEE|REQUEST-STATUS)")
_PEOPLE: Final = frozenset(("ATTENDEE", "REQUEST-STATUS", "CONTACT", "CALENDAR-ADDRESS"))
_PARTS: Final = frozenset(("PARTICIPANT",))
# What Planner holds itself and shows as it is, its copies in HTML, what names an entry, and who organises it.
_SHOWN: Final = frozenset(
    (
        "UID", "RELATED-TO", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "X-ALT-DESC",
        "STYLED-DESCRIPTION", "ORGANIZER",
    )
)  # fmt: skip
# What no entry has that Planner made up by itself, so that most need no closer look.
_MAY_NAME: Final = re.compile(
    r"\r\n(?:ATTENDEE|REQUEST-STATUS|CONTACT|BEGIN:(?!VALARM)|X-(?!MICROSOFT-CDO-BUSYSTATUS:FREE\r))|mailto:",
    re.IGNORECASE,
)
_MAIL: Final = "MAILTO:"


def names_invited(rendered: str) -> bool:
    """Whether a component names those who are invited."""
    return _INVITED.search(rendered) is not None


def without_people(rendered: str) -> str:
    """A component without those who are invited, take part or answer questions; who organises it stays.

    A foreign property with an address of mail goes too, whatever it is for. An alarm by mail becomes one that is shown.
    """
    if not _MAY_NAME.search(unfolded(rendered)):
        return rendered
    kept: list[str] = []
    parts: list[str] = []
    for line in folded_lines(rendered):
        whole = unfolded(line).upper()
        name = re.split("[:;]", whole, maxsplit=1)[0]
        if name == "BEGIN":
            parts.append(whole[6:])
        is_kept = _PARTS.isdisjoint(parts) and not _names_somebody(name, whole)
        if is_kept:
            is_mail = name == "ACTION" and whole.partition(":")[2] == "EMAIL"
            kept.append("ACTION:DISPLAY" if is_mail else line)
        if name == "END" and parts:
            parts.pop()
    return "\r\n".join(kept)


def _names_somebody(name: str, line: str) -> bool:
    if name in _PEOPLE:
        return True
    return name not in _SHOWN and (_MAIL in line or (name.startswith("X-") and "@" in line))
