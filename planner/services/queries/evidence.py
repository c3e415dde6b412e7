"""What done activities prove of skills, as the rule of :mod:`planner.domain.evidence` wants it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from planner.domain.dates import format_date, from_instant
from planner.domain.evidence import Proof, caps_of, certified_until, proved_level
from planner.services.queries.settings import setting
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader

CAPS: Final = "evidence_caps"
"""The key of the setting: an object of kinds and their caps."""

_RENEWAL: Final = """(SELECT coalesce(d.on_date, d.at_utc || ' ' || d.zone) FROM deadline AS d
    WHERE d.activity_id = a.id AND d.kind = 'renewal' ORDER BY coalesce(d.on_date, d.at_utc) DESC LIMIT 1)"""

PROOF: Final = f"""x.level, a.kind, a.outcome_url <> '', coalesce(c.issued_on, a.completed_on, ''),
       c.state, CASE WHEN c.id IS NULL THEN NULL ELSE {_RENEWAL} END"""
"""What :func:`proof_of` reads of a link ``x`` to an activity ``a`` that may be a certification ``c``."""
CERTIFIED: Final = "LEFT JOIN certification AS c ON c.activity_id = a.id AND a.kind = 'certification'"

# CROSS keeps SQLite from a walk over all that is done: far fewer activities show a skill.
_PROOFS: Final = f"""
SELECT x.skill_id, {{told}} {PROOF}
FROM activity_skill AS x CROSS JOIN activity AS a ON a.id = x.activity_id {CERTIFIED}
WHERE {{chosen}} AND a.status = 'done' AND {LIVING}
"""


def caps(reader: Reader) -> dict[str, float]:
    """The highest level that an activity of each kind shows in this plan."""
    return caps_of(setting(reader, CAPS))


def proof_of(row: Iterable[Any], caps: dict[str, float], today: str) -> Proof:
    """The proof of a row of :data:`PROOF`."""
    level, kind, linked, since, state, renewal = row
    until = None
    if state is not None:
        renewed = None if renewal is None else day_of(renewal)
        until = certified_until(state, renewed, today)
    return Proof(proved_level(level, kind, caps, has_linked_outcome=bool(linked)), since, until)


def day_of(renewal: str) -> str:
    """The day of a renewal: a date, or an instant that falls on a day in the zone it was given in."""
    instant, _, zone = renewal.partition(" ")
    return from_instant(instant, zone or "UTC")[0][:10] if "T" in instant else instant


def proofs(reader: Reader, today: str, skill_ids: Collection[int] | None = None) -> dict[int, list[Proof]]:
    """What proves each skill that anything proves, or each of the skills given; two statements."""
    held = caps(reader)
    chosen = "1" if skill_ids is None else f"x.skill_id IN {any_of(skill_ids)}"
    found: dict[int, list[Proof]] = {}
    for skill_id, *row in reader.rows(_PROOFS.format(told="", chosen=chosen)):
        found.setdefault(skill_id, []).append(proof_of(row, held, today))
    return found


def works(reader: Reader, today: str, skill_ids: Collection[int]) -> dict[int, list[tuple[int, str, Proof]]]:
    """The done activities that prove each of these skills: id, title and proof; two statements."""
    held = caps(reader)
    found: dict[int, list[tuple[int, str, Proof]]] = {}
    statement = _PROOFS.format(told="a.id, a.title,", chosen=f"x.skill_id IN {any_of(skill_ids)}")
    for skill_id, activity_id, title, *row in reader.rows(statement):
        found.setdefault(skill_id, []).append((activity_id, title, proof_of(row, held, today)))
    return found


_FINISHED: Final = f"""
SELECT a.kind, count(*) FROM activity AS a
WHERE a.status = 'done' AND a.completed_on > ? AND a.completed_on <= ? AND {LIVING}
GROUP BY a.kind
"""


def finished_between(reader: Reader, since: date, until: date) -> dict[str, int]:
    """How many activities of each kind were done after one day and up to another."""
    return dict(reader.rows(_FINISHED, (format_date(since), format_date(until))))
