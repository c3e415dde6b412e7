"""A badge against a plan: of which certification or course it is, and what it would change there."""

from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.catalogue import CatalogueCertification
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.goal_names import is_same_goal, may_be_same_issuer
from planner.domain.model import Activity, Certification
from planner.domain.words import ActivityId, Kind, SkillId
from planner.exchange.badge_record import Badge
from planner.services.badge_changes import FieldChange, changes_of
from planner.services.badges import BadgeFile, revoked_sentence
from planner.services.queries.badges import (
    BadgeOwner,
    BadgeTarget,
    badge_owners,
    badge_target,
    credentials,
    skills_by_name,
)
from planner.services.queries.catalogue import Present, goals_present
from planner.storage.reader import Reader
from planner.storage.steps import last_touched

_GLOBAL: Final = ("http://", "https://", "urn:", "did:")
"""How an identifier begins that nobody else gives; any other one counts together with its issuer."""


class Match(NamedTuple):
    """The activity that a badge is of, and a sentence on how that was told; ``by_name``: by its name alone."""

    activity_id: ActivityId
    why: str
    by_name: bool = False


class SuggestedSkill(NamedTuple):
    """A skill of the plan that the badge names."""

    skill_id: SkillId
    name: str


class Preview(NamedTuple):
    """What taking a badge would do: into the goal ``target``, or None for a new certification.

    ``is_kept``: the plan keeps this very file there already. ``known`` is the entry of the catalogue that fills in more
    of a new one. ``touched`` is where the journal stood, to tell whether the plan moved since.
    """

    target: ActivityId | None
    kind: str
    title: str
    changes: tuple[FieldChange, ...]
    skills: tuple[SuggestedSkill, ...]
    is_kept: bool
    known: CatalogueCertification | None
    touched: int


def match_of(reader: Reader, file: BadgeFile) -> Match | None:
    """The goal that keeps this badge, has its credential, or its name and issuer; None if it is of none."""
    owners = [one for one in badge_owners(reader, file.digest) if not one.trashed]
    if owners:
        return Match(owners[0].activity_id, tr("This very badge is kept there already."))
    badge = file.badge
    for one in credentials(reader):
        if _same_award(badge, one.credential_id, one.credential_url, one.issuer):
            return Match(one.activity_id, tr("It has the same credential ID."))
    goals = sorted(goals_present(reader), key=lambda one: (one.kind != Kind.CERTIFICATION, one.is_idea, one.id))
    known = known_of(badge)
    for goal in goals:
        if _same_goal(badge, goal):
            return Match(goal.id, tr("It has the same name."), by_name=True)
        if known is not None and (goal.catalogue_key == known.key or _is_known(goal, known)):
            return Match(goal.id, tr("It has the same name."), by_name=True)
    return None


def _is_known(goal: Present, known: CatalogueCertification) -> bool:
    """Whether the plan calls it as the catalogue does, or by its code."""
    return (
        goal.kind == Kind.CERTIFICATION
        and is_same_goal(goal.title, known.name, known.code)
        and may_be_same_issuer(goal.issuer, known.issuer)
    )


def _same_award(badge: Badge, credential_id: str, credential_url: str, issuer: str) -> bool:
    if badge.credential_url and badge.credential_url == credential_url:
        return True
    if not badge.credential_id or badge.credential_id != credential_id:
        return False
    return badge.credential_id.startswith(_GLOBAL) or may_be_same_issuer(badge.issuer, issuer)


def _same_goal(badge: Badge, goal: Present) -> bool:
    return is_same_goal(badge.name, goal.title, goal.code) and may_be_same_issuer(badge.issuer, goal.issuer)


def known_of(badge: Badge) -> CatalogueCertification | None:
    """What the catalogue knows of the certification: its entry of the same name or code, and the same issuer."""
    from planner.services.catalogue import catalogue

    try:
        entries = catalogue().certifications
    except ExchangeError:
        return None
    if not badge.issuer:
        return None
    for one in entries:
        if is_same_goal(badge.name, one.name, one.code) and may_be_same_issuer(badge.issuer, one.issuer):
            return one
    return None


def preview(reader: Reader, file: BadgeFile, target: ActivityId | None, today: str) -> Preview:
    """What taking the badge would do there. Raises ExchangeError if the goal is gone."""
    known = known_of(file.badge) if target is None else None
    found = new_target(file.badge) if target is None else badge_target(reader, target)
    if found is None:
        raise ExchangeError(tr("What the badge should fill in is not in the plan any more. Choose another one."))
    return Preview(
        target,
        found.activity.kind,
        found.activity.title,
        changes_of(found, file.badge, today, known),
        _suggested(reader, file.badge, found),
        file.digest in found.digests,
        known,
        last_touched(reader),
    )


def new_target(badge: Badge) -> BadgeTarget:
    """The certification that a badge of nothing in the plan would make, before anything is filled in."""
    row = Activity(ActivityId(0), "", badge.name, kind=Kind.CERTIFICATION.value)
    return BadgeTarget(row, Certification(0, row.id))


def _suggested(reader: Reader, badge: Badge, target: BadgeTarget) -> tuple[SuggestedSkill, ...]:
    named = {fold(name) for name in badge.skills}
    if not named:
        return ()
    return tuple(
        SuggestedSkill(key, name)
        for key, name in skills_by_name(reader)
        if fold(name) in named and key not in target.skills
    )


class Difference(NamedTuple):
    """A goal that changes, with the names of the fields that do."""

    title: str
    fields: tuple[str, ...]


class Remark(NamedTuple):
    """Something that does not come in, where it stands and why."""

    where: str
    why: str


class BadgeMerge(NamedTuple):
    """What an import of a badge would do; ``preview`` None if the plan keeps it already.

    ``counts`` are the certifications and courses that are new, changed and unchanged.
    """

    preview: Preview | None
    counts: tuple[int, int, int]
    differences: tuple[Difference, ...]
    skipped: tuple[Remark, ...]
    touched: int

    @property
    def size(self) -> int:
        """About how many rows it writes."""
        return 0 if self.preview is None else 3 + len(self.preview.changes)


def merge_badge(reader: Reader, file: BadgeFile, today: str) -> BadgeMerge:
    """Compares a badge with the plan: what is empty there is filled in, what the person wrote stays.

    Raises ExchangeError if its issuer took it back, and for one without a name that is of nothing in the plan.
    """
    owners = badge_owners(reader, file.digest)
    if owners:
        return BadgeMerge(None, (0, 0, 1), (), tuple(_in_trash(file, owners)), last_touched(reader))
    refuse_revoked(file)
    match = match_of(reader, file)
    if match is None and not file.badge.name:
        raise ExchangeError(
            tr(
                "“{where}” does not say what it is for; {missing} Import it in the window, which asks for its name.",
                where=file.name,
                missing=" ".join(file.badge.missing),
            )
        )
    found = preview(reader, file, None if match is None else match.activity_id, today)
    if match is None:
        return BadgeMerge(found, (1, 0, 0), (), (), found.touched)
    fields = (*(change.field for change in found.changes if change.fills), "badge")
    kept = [_stays(file, change) for change in found.changes if not change.fills]
    if file.badge.name and not match.by_name and not is_same_goal(file.badge.name, found.title):
        kept.insert(0, _stays(file, FieldChange("name", found.title, file.badge.name, fills=False)))
    return BadgeMerge(found, (0, 1, 0), (Difference(found.title, fields),), tuple(kept), found.touched)


def refuse_revoked(file: BadgeFile) -> None:
    """Raises ExchangeError for a badge that its issuer took back."""
    if file.badge.revoked:
        sentence = revoked_sentence(file.badge).rstrip(".")
        raise ExchangeError(
            tr(
                "“{where}” was not imported. {sentence}. Where you want it all the same, say so in the window.",
                where=file.name,
                sentence=sentence,
            )
        )


def _in_trash(file: BadgeFile, owners: tuple[BadgeOwner, ...]) -> list[Remark]:
    if not all(one.trashed for one in owners):
        return []
    why = tr("“{title}”, which has this badge, is in the trash. Restore it there.", title=owners[0].title)
    return [Remark(file.name, why)]


def _stays(file: BadgeFile, change: FieldChange) -> Remark:
    where = tr("{file}, {field}", file=file.name, field=change.word)
    if not change.now:
        return Remark(where, tr("the badge says “{then}”; what the plan says was kept", then=change.then))
    why = tr("the badge says “{then}”; “{now}” of the plan was kept", then=change.then, now=change.now)
    return Remark(where, why)
