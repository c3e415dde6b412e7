"""Public lists of conferences on the way in: which one a file is, told by its content, and what it says.

The formats stand in ``docs/formats/conferences.md``. A list is JSON or YAML; of each, entries are read one by one, so
that a damaged one takes no other away.
"""

from typing import Final

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange import (
    conference_json,
    conference_yaml,
    conferences_ai_deadlines,
    conferences_ccfddl,
    conferences_confs_tech,
    conferences_developers_events,
    conferences_python_deadlines,
)
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_format import ConferenceSet
from planner.exchange.incoming import Remarks
from planner.exchange.text_files import check_size, decoded

MAX_BYTES: Final = 30_000_000
"""The largest file, in bytes."""
KINDS: Final = (
    conferences_confs_tech.KIND,
    conferences_ccfddl.KIND,
    conferences_ai_deadlines.KIND,
    conferences_python_deadlines.KIND,
    conferences_developers_events.KIND,
)
"""The data sets."""

_LOOKED_AT: Final = 60_000
_READERS: Final = {
    conferences_confs_tech.KIND: conferences_confs_tech.read,
    conferences_ccfddl.KIND: conferences_ccfddl.read,
    conferences_ai_deadlines.KIND: conferences_ai_deadlines.read,
    conferences_python_deadlines.KIND: conferences_python_deadlines.read,
    conferences_developers_events.KIND: conferences_developers_events.read,
}
_JSON_KINDS: Final = frozenset((conferences_confs_tech.KIND, conferences_developers_events.KIND))


def conference_kind(data: bytes, where: str) -> str | None:
    """Which of :data:`KINDS` a file is, or None for anything else; looks at its beginning only and never raises.

    Lists of conferences are lists at the top, which no other format of ours is, and are told apart by their members.
    """
    try:
        text, _ = decoded(data[:_LOOKED_AT], where)
    except ExchangeError:
        return None
    return _json_kind(text) if conference_json.looks_listed(text) else _yaml_kind(text)


def read_conferences(data: bytes, where: str) -> ConferenceSet:
    """What a public list of conferences says; ``where`` is its file name, which may hold the topic of the list.

    Raises ExchangeError for a file that is too large, no such list, or damaged before its first entry.
    """
    check_size(len(data), MAX_BYTES, where)
    kind = conference_kind(data, where)
    if kind is None:
        raise ExchangeError(
            tr(
                "“{where}” is no list of conferences that can be read; choose a file of {known}.",
                where=where,
                known=", ".join(KINDS),
            )
        )
    text, remark = decoded(data, where)
    remarks = Remarks(where)
    if remark:
        remarks.add(where, remark)
    read = conference_json.json_entries if kind in _JSON_KINDS else conference_yaml.yaml_entries
    return _READERS[kind](read(text, where, remarks), Conferences(where, remarks))


def _json_kind(text: str) -> str | None:
    keys = conference_json.keys_in(text)
    if keys >= conferences_confs_tech.MARKS:
        return conferences_confs_tech.KIND
    return conferences_developers_events.KIND if keys >= conferences_developers_events.EVENT_MARKS else None


def _yaml_kind(text: str) -> str | None:
    if not conference_yaml.looks_listed(text):
        return None
    keys = conference_yaml.keys_in(text)
    if keys >= conferences_ccfddl.MARKS:
        return conferences_ccfddl.KIND
    python, ai = conferences_python_deadlines, conferences_ai_deadlines
    if keys >= python.MARKS and python.MORE_MARKS & keys:
        return python.KIND
    return ai.KIND if keys >= ai.MARKS and ai.MORE_MARKS & keys else None
