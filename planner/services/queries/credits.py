"""What the forms for credits need: who can claim them, what could have earned them, and how much that suggests."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import Any, Final, NamedTuple

from planner.config.text import tr
from planner.domain.dates import format_date, last_day, parse_date
from planner.domain.errors import NotFoundError
from planner.domain.folding import fold
from planner.domain.model import Credit, CreditClaim
from planner.domain.plain_text import shortened
from planner.domain.renewal import UNIT
from planner.domain.words import ActivityId, CreditId, CreditUnit, Kind
from planner.services.queries.renewals import Terms, terms
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader

HOURS_A_DAY: Final = 6
"""What a day of an event suggests, where nothing better is known."""
_MOST_SOURCES: Final = 500


class Claimant(NamedTuple):
    """A held certification that collects credits; ``name`` is its code, or its title where it has none."""

    id: ActivityId
    name: str
    title: str
    terms: Terms

    def covers(self, day: date) -> bool:
        """Whether a credit of that day counts in one of its cycles."""
        return self.terms.covering(day) is not None


class Source(NamedTuple):
    """An activity that may have earned credits: ``day`` is when, ``minutes`` what it suggests (0: nothing).

    ``guessed`` minutes come from the length of an event alone.
    """

    id: ActivityId
    title: str
    kind: str
    done: bool
    day: date | None
    minutes: int
    guessed: bool = False

    @property
    def suggested(self) -> int:
        """Hundredths of an hour's credit, to the quarter of an hour; 0 where nothing is known."""
        return self.minutes // 15 * 25


_NAMED: Final = f"""
SELECT a.id, a.title, c.code, {{chosen}} FROM activity AS a LEFT JOIN certification AS c ON c.activity_id = a.id
WHERE {LIVING}
"""


def named(reader: Reader, text: str) -> ActivityId:
    """The activity of this UID (or of which alone it is the beginning), or of this title or a part of it.

    Raises NotFoundError if there is none or more than one.
    """
    other = tr("“{{title}}” is a certification. Name what earned the credits here, and the certification with --for.")
    return _named(reader, text, "a.kind <> 'certification'", tr("activity"), other)


def any_named(reader: Reader, text: str) -> ActivityId:
    """The activity of any kind that :func:`named` would find among those that are no certification."""
    return _named(reader, text, "1", tr("activity"), "")


def certification_named(reader: Reader, text: str) -> ActivityId:
    """The certification of this UID, code or title, as :func:`named` finds an activity. Raises NotFoundError."""
    other = tr("“{{title}}” is not a certification. Choose one that is.")
    return _named(reader, text, "c.id IS NOT NULL", tr("certification"), other)


def _named(reader: Reader, text: str, chosen: str, what: str, other: str) -> ActivityId:
    """The one that is ``chosen``; ``other``, which has a place for {title}, says of one that is not what it is."""
    from planner.services.queries.activity import find_uid

    wanted = fold(text)
    if not wanted.strip():
        raise NotFoundError(tr("An empty text names no {what}. Give its title or its UID.", what=what))
    everything = reader.rows(_NAMED.format(chosen=chosen))
    rows = [row for row in everything if row[3]]
    by_uid = None
    with suppress(NotFoundError):
        by_uid = find_uid(reader, text)
    if by_uid is not None and by_uid in {row[0] for row in rows}:
        return by_uid
    exact = [row for row in everything if wanted in (fold(row[1]), fold(row[2] or ""))]
    able = [row for row in exact if row[3]] or [row for row in rows if wanted in fold(row[1])]
    if len(able) == 1:
        return ActivityId(able[0][0])
    if able:
        raise NotFoundError(
            tr(
                "“{text}” fits more than one {what}: {names}. Write more of the title, or its UID.",
                text=shortened(text),
                what=what,
                names=", ".join(f"“{row[1]}”" for row in able[:5]),
            )
        )
    others = exact or [row for row in everything if row[0] == by_uid]
    if others:
        raise NotFoundError(other.format(title=shortened(others[0][1], 80)))
    raise NotFoundError(
        tr("There is no {what} “{text}” in the plan. Give its title or its UID.", what=what, text=shortened(text))
    )


class Recorded(NamedTuple):
    """A credit with what it counts for; ``source`` is the title of the activity that earned it, empty without one."""

    credit: Credit
    claims: tuple[CreditClaim, ...]
    source: str = ""


_CLAIMANTS: Final = f"""
SELECT c.activity_id, iif(c.code = '', a.title, c.code), a.title
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE c.state IN ('passed', 'expired') AND c.renewal_method IN ('credits', 'credits_and_fee') AND {LIVING}
ORDER BY a.title, a.id
"""
_SOURCES: Final = f"""
SELECT a.id, a.title, a.kind, a.status = 'done', a.completed_on, e.starts, e.ends, a.estimate_minutes,
       (SELECT sum(s.minutes) FROM study_session AS s WHERE s.activity_id = a.id AND NOT s.planned)
FROM activity AS a LEFT JOIN event AS e ON e.activity_id = a.id
WHERE {{chosen}} AND {LIVING} AND a.kind <> 'certification' AND a.status <> 'skipped'
    AND coalesce(e.state, '') <> 'listed'
ORDER BY a.status = 'done' DESC, coalesce(a.completed_on, e.starts, '') DESC, a.id DESC
LIMIT {_MOST_SOURCES}
"""
_OF: Final = "SELECT id FROM credit WHERE activity_id = ? ORDER BY id"


def claimants(reader: Reader) -> tuple[Claimant, ...]:
    """The held certifications that collect credits and have a cycle, by title; four statements."""
    rows = reader.rows(_CLAIMANTS)
    found = terms(reader, [row[0] for row in rows])
    return tuple(
        Claimant(ActivityId(key), name, title, found[ActivityId(key)])
        for key, name, title in rows
        if found[ActivityId(key)].cycle is not None
    )


def sources(reader: Reader) -> tuple[Source, ...]:
    """What may earn credits, the latest first, at most 500."""
    return tuple(_source(row) for row in reader.rows(_SOURCES.format(chosen="1")))


def source(reader: Reader, activity_id: int) -> Source | None:
    """One activity as a source; None if it cannot be one."""
    rows = reader.rows(_SOURCES.format(chosen=f"a.id = {int(activity_id)}"))
    return _source(rows[0]) if rows else None


def _source(row: tuple[Any, ...]) -> Source:
    key, title, kind, done, completed, starts, ends, estimate, logged = row
    day = None
    minutes, guessed = logged or estimate or 0, False
    if kind == Kind.EVENT and starts:
        first = parse_date(starts[:10])
        day = first if ends is None else max(first, parse_date(last_day(ends)))
        if not minutes:
            minutes, guessed = ((day - first).days + 1) * HOURS_A_DAY * 60, True
    if done and completed and day is None:
        day = parse_date(completed)
    return Source(ActivityId(key), title, kind, bool(done), day, minutes, guessed)


def recorded(reader: Reader, credit_id: int) -> Recorded | None:
    """A credit and its claims; None if it is gone."""
    rows = reader.rows(f"SELECT {', '.join(Credit._fields)} FROM credit WHERE id = ?", (credit_id,))
    if not rows:
        return None
    claims = reader.rows(
        f"SELECT {', '.join(CreditClaim._fields)} FROM credit_claim WHERE credit_id = ? ORDER BY id", (credit_id,)
    )
    credit = Credit._make(rows[0])
    source = reader.value("SELECT title FROM activity WHERE id = ?", (credit.activity_id,))
    return Recorded(credit, tuple(map(CreditClaim._make, claims)), source or "")


def credits_of(reader: Reader, activity_id: int) -> tuple[Recorded, ...]:
    """The credits that an activity earned or will earn."""
    found = (recorded(reader, CreditId(key)) for (key,) in reader.rows(_OF, (activity_id,)))
    return tuple(each for each in found if each is not None)


_NAMES: Final = """
SELECT m.credit_id, iif(c.code = '', a.title, c.code) FROM credit_claim AS m
JOIN activity AS a ON a.id = m.activity_id JOIN certification AS c ON c.activity_id = a.id
WHERE m.credit_id IN {ids} AND a.trashed_at IS NULL ORDER BY a.title, a.id
"""


def claim_names(reader: Reader, credit_ids: Collection[int]) -> dict[CreditId, tuple[str, ...]]:
    """The certifications that each of these credits counts for, by code, or by title where there is none."""
    found: dict[CreditId, tuple[str, ...]] = {}
    for key, name in reader.rows(_NAMES.format(ids=any_of(credit_ids))):
        found[CreditId(key)] = (*found.get(CreditId(key), ()), name)
    return found


class Offer(NamedTuple):
    """Credits that a finished activity could bring: on which day, how much, and which certifications would count it."""

    source: Source
    day: str
    amount: int
    claimants: tuple[Claimant, ...]


def offer(reader: Reader, activity_id: int, today: date, *, as_done: bool = False) -> Offer | None:
    """What a finished activity is worth to the certifications that collect; None where that is nothing.

    ``as_done`` looks at one as if it were finished, since it is about to be.

    Nothing is offered for what has credits already, for what lies outside of every cycle, and where CEUs are counted:
    how many of them hours make, the person must say.
    """
    found = source(reader, activity_id)
    if found is None or not (found.done or as_done) or not found.suggested:
        return None
    if reader.value(_OF, (activity_id,)) is not None:
        return None
    day = min(found.day or today, today)
    able = tuple(one for one in claimants(reader) if one.covers(day) and one.terms.rule.unit != CreditUnit.CEU)
    if not able:
        return None
    return Offer(found, format_date(day), min(found.suggested, 100 * UNIT), able)
