"""The rule of evidence: which level of a skill finished work shows on a day, and how much of that is fresh.

An activity that is done and linked to a skill at a level proves that level, but no more than the cap of its kind: what
one took in (a topic, a course, a reading, a talk) shows less than what one made. A certification proves while it is
valid. Several proofs do not add up; the highest counts. Nothing is lost by age alone: a level whose proofs are all
older than 24 months still stands, and is told apart as faded.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import add_months, format_date, parse_date
from planner.domain.levels import HIGHEST, is_level
from planner.domain.words import CertificationState, Kind

USUAL_CAPS: Final[Mapping[str, float]] = {
    Kind.TOPIC.value: 2.0,
    Kind.COURSE.value: 2.0,
    Kind.CERTIFICATION.value: 3.0,
    Kind.PROJECT.value: 4.0,
    Kind.EVENT.value: 2.0,
    Kind.READING.value: 2.0,
    Kind.COMMUNITY.value: 2.0,
    Kind.MENTORING.value: 2.0,
    Kind.EXPERIMENT.value: 4.0,
}
"""The highest level that an activity of each kind shows in a plan that says nothing else."""
OWN_WORK: Final = 4.0
"""From this cap on a kind is work of one's own. Only it shows more than this, and only by an outcome with a link."""
FRESH_MONTHS: Final = 24
"""For so many months a proof is fresh."""


def caps_of(stored: object) -> dict[str, float]:
    """The cap of each kind: what a plan stores merged with the usual ones, leaving out junk."""
    given = stored if isinstance(stored, Mapping) else {}
    return {kind: float(given[kind]) if is_cap(given.get(kind)) else usual for kind, usual in USUAL_CAPS.items()}


def is_cap(value: object) -> bool:
    """Tell whether a value can be the cap of a kind: a level."""
    return isinstance(value, int | float) and not isinstance(value, bool) and is_level(float(value))


def proved_level(level: float, kind: str, caps: Mapping[str, float], *, has_linked_outcome: bool) -> float:
    """Return the level that a done activity proves where it was linked at ``level``.

    It is that level, at most the cap of the kind. Work of one's own (a cap of 4 or more) shows up to 5 by an outcome
    with a link, which others can look at, and at most 4 without.
    """
    cap = caps[kind]
    if cap >= OWN_WORK:
        cap = HIGHEST if has_linked_outcome else OWN_WORK
    return min(level, cap)


class Proof(NamedTuple):
    """What one done activity proves of one skill: ``level`` on each day from ``since`` to ``until``, both included.

    ``since`` is empty where the day is not known: such a proof stands on every day and is never fresh. ``until`` None
    means for good.
    """

    level: float
    since: str
    until: str | None = None

    def holds_on(self, day: str) -> bool:
        """Tell whether it proves its level on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_fresh_on(self, day: str) -> bool:
        """Tell whether it holds on a day and is at most 24 months old then."""
        return self.holds_on(day) and self.since >= fresh_since(day)

    def turns(self) -> tuple[str, ...]:
        """The days on which it begins, has faded, and proves nothing any more."""
        ends = (self.since, _faded_from(self.since)) if self.since else ()
        return (*ends, _day_after(parse_date(self.until))) if self.until else ends


class Shown(NamedTuple):
    """What work shows of a skill: the highest level that is proved, and the highest that is proved by fresh work.

    None where nothing shows it; ``fresh`` is never above ``level``.
    """

    level: float | None = None
    fresh: float | None = None


NOTHING: Final = Shown()


def certified_until(state: str, renewal: str | None, today: str) -> str | None:
    """Return the last day on which a passed certification is valid, None for no end.

    That is the day of its latest ``renewal``, on which it expires unless it is renewed. One that is marked as expired
    though no end in the past is known proves nothing: its end is then the empty day, before all others.
    """
    if state == CertificationState.EXPIRED and (renewal is None or renewal >= today):
        return ""
    return renewal


def fresh_since(day: str) -> str:
    """Return what the first day of a proof must not lie before, as text, so that it is fresh on ``day``.

    It need not be a day that exists: 24 months before 29 February 2024 is ``2022-02-29``, after 28 February.
    """
    return f"{max(0, int(day[:4]) - FRESH_MONTHS // 12):04}{day[4:]}"


def shown_on(proofs: Iterable[Proof], day: str) -> Shown:
    """Return what work shows on a day: the evidenced level."""
    fresh_from = fresh_since(day)
    level = fresh = -1.0
    for proved, since, until in proofs:
        if proved <= fresh:
            continue  # what is fresh is never above the level: there is nothing to gain
        if since <= day and (until is None or day <= until):
            level = max(level, proved)
            if since >= fresh_from:
                fresh = proved
    return Shown(None if level < 0 else level, None if fresh < 0 else fresh)


def stands_out(claimed: float | None, evidenced: float | None) -> bool:
    """Tell whether one claims more than work shows, by more than a level; what nothing shows counts as 0."""
    return claimed is not None and claimed - (evidenced or 0.0) > 1


class SkillHistory(NamedTuple):
    """All that ever said something about a skill: ratings as ``(day, level)``, one for a day, in order, and proofs."""

    claims: tuple[tuple[str, float], ...] = ()
    proofs: tuple[Proof, ...] = ()

    def claim_on(self, day: str) -> tuple[str, float] | None:
        """The rating that held on a day, as ``(day, level)``, None before the first one."""
        place = bisect_right(self.claims, day, key=lambda claim: claim[0])
        return self.claims[place - 1] if place else None

    def claimed_on(self, day: str) -> float | None:
        """The level that one claimed on a day, None before the first rating."""
        claim = self.claim_on(day)
        return None if claim is None else claim[1]

    def shown_on(self, day: str) -> Shown:
        """What work showed on a day."""
        return shown_on(self.proofs, day)

    def turns(self) -> set[str]:
        """The days on which a level changes, or may do."""
        return {day for day, _ in self.claims} | {day for proof in self.proofs for day in proof.turns()}


def _day_after(day: date) -> str:
    return format_date(day if day == date.max else day + timedelta(days=1))


def _faded_from(since: str) -> str:
    """The first day on which a proof that began on ``since`` is not fresh any more."""
    try:
        return _day_after(add_months(parse_date(since), FRESH_MONTHS))
    except OverflowError:
        return format_date(date.max)
