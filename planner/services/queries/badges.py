"""What a badge is compared with: the credentials, skills and kept badges of a plan, and one goal with its dates."""

from typing import Final, NamedTuple

from planner.domain.errors import NotFoundError
from planner.domain.model import Activity, Certification, Course
from planner.domain.words import ActivityId, AttachmentPurpose, DeadlineKind, SkillId
from planner.services.queries.activity import activity_card
from planner.services.queries.attachments import files_of
from planner.services.queries.evidence import day_of
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

_CREDENTIALS: Final = f"""
SELECT c.activity_id, c.credential_id, c.credential_url, c.issuer
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE {LIVING} AND (c.credential_id <> '' OR c.credential_url <> '')
ORDER BY c.activity_id
"""
_OWNERS: Final = f"""
SELECT f.activity_id, a.title, a.trashed_at IS NOT NULL
FROM attachment AS f JOIN activity AS a ON a.id = f.activity_id
WHERE f.digest = ? AND f.purpose = '{AttachmentPurpose.BADGE}'
ORDER BY f.id
"""


class Credential(NamedTuple):
    """What tells the award of a certification from others."""

    activity_id: ActivityId
    credential_id: str
    credential_url: str
    issuer: str


class BadgeOwner(NamedTuple):
    """An activity that keeps a badge."""

    activity_id: ActivityId
    title: str
    trashed: bool


class BadgeTarget(NamedTuple):
    """A certification or a course as a badge finds it: ``expires_on`` is the last valid day that the plan knows."""

    activity: Activity
    detail: Certification | Course
    expires_on: str | None = None
    urls: frozenset[str] = frozenset()
    skills: frozenset[SkillId] = frozenset()
    digests: frozenset[str] = frozenset()


def credentials(reader: Reader) -> tuple[Credential, ...]:
    """The credentials of all living certifications."""
    return tuple(Credential(ActivityId(key), *rest) for key, *rest in reader.rows(_CREDENTIALS))


def badge_owners(reader: Reader, digest: str) -> tuple[BadgeOwner, ...]:
    """Which activities keep this very file as a badge."""
    return tuple(
        BadgeOwner(ActivityId(key), title, bool(trashed)) for key, title, trashed in reader.rows(_OWNERS, (digest,))
    )


def skills_by_name(reader: Reader) -> tuple[tuple[SkillId, str], ...]:
    """Every skill of the plan, in its order."""
    return tuple((SkillId(key), name) for key, name in reader.rows("SELECT id, name FROM skill ORDER BY position, id"))


def badge_target(reader: Reader, activity_id: int) -> BadgeTarget | None:
    """A living certification or course; None if it is gone or of another kind."""
    try:
        card = activity_card(reader, activity_id)
    except NotFoundError:
        return None
    detail = card.certification or card.course
    if detail is None or card.activity.trashed_at is not None:
        return None
    dates = [each.deadline for each in card.duties if each.deadline.kind == DeadlineKind.RENEWAL]
    last = max(dates, key=lambda one: (one.on_date or one.at_utc or "", one.id), default=None)
    return BadgeTarget(
        card.activity,
        detail,
        None if last is None else last.on_date or day_of(f"{last.at_utc} {last.zone}"),
        frozenset(link.url for link in card.links),
        frozenset(shown.skill_id for shown in card.skills),
        frozenset(
            file.digest for file in files_of(reader, activity_id=activity_id, purpose=AttachmentPurpose.BADGE)
        ),
    )
