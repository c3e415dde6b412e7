"""Taking a badge: the certification or course that it fills in, made if there is none, and the file itself."""

from dataclasses import dataclass, replace
from typing import Final, Self

from planner.config.text import tr
from planner.domain import states
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import TEXT_MAX
from planner.domain.model import Activity, Certification, Course
from planner.domain.words import ActivityId, AttachmentPurpose, CourseState, Kind, SkillId, Status
from planner.exchange.badge_record import Badge
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import add_activity
from planner.services.actions.attachments import AttachFile
from planner.services.actions.cycles import set_expiry
from planner.services.actions.goals import fill
from planner.services.actions.parts import PutLink, SetActivitySkill
from planner.services.attachments import IncomingFile
from planner.services.badge_changes import changes_of, wanted_state
from planner.services.badge_preview import BadgeMerge, known_of, merge_badge
from planner.services.badges import BadgeFile, revoked_sentence
from planner.services.queries.badges import BadgeTarget, badge_target
from planner.storage.reader import Reader
from planner.storage.transaction import Transaction

_NOT_OF_BADGES: Final = frozenset(("skills", "estimate", "price"))
"""What the catalogue knows and what is held does not need: it asks for work that is done."""


@dataclass(frozen=True, slots=True)
class TakeBadge(Action):
    """Fills a certification or course in with what a badge says, and keeps the file with it.

    ``activity_id`` None makes a new certification, with what the catalogue knows of it. ``fields`` are the fields that
    are written (of :func:`~planner.services.badge_changes.changes_of`); None are those in which nothing is lost.
    ``skills`` are those that the person says it shows. A badge that was taken back needs ``although_revoked``.
    """

    file: BadgeFile
    activity_id: ActivityId | None = None
    fields: frozenset[str] | None = None
    skills: tuple[tuple[SkillId, float], ...] = ()
    although_revoked: bool = False

    def apply(self, tx: Transaction) -> str:
        badge = self.file.badge
        if badge.revoked and not self.although_revoked:
            raise InvalidInputError(
                tr("{sentence} Tick that you want it all the same, or leave it.", sentence=revoked_sentence(badge))
            )
        is_new = self.activity_id is None
        activity_id = self._added(tx) if self.activity_id is None else self.activity_id
        target = self._target(tx, activity_id)
        known = known_of(badge) if is_new else None
        changes = changes_of(target, badge, tx.today, known)
        wanted = {each.field for each in changes if (each.fills if self.fields is None else each.field in self.fields)}
        _write(tx, target, badge, wanted)
        if known is not None:
            from planner.services.catalogue import catalogue

            fill(tx, activity_id, known, catalogue().checked_on, without=_NOT_OF_BADGES)
        for skill_id, level in self.skills:
            SetActivitySkill(activity_id, skill_id, level).apply(tx)
        if self.file.digest not in target.digests:
            kept = IncomingFile(self.file.name, badge.media_type, self.file.data)
            AttachFile(kept, activity_id, purpose=AttachmentPurpose.BADGE).apply(tx)
        if is_new:
            return tr("Add “{title}” from its badge", title=target.activity.title)
        return tr("Take the badge of “{title}”", title=target.activity.title)

    def _added(self, tx: Transaction) -> ActivityId:
        if not self.file.badge.name:
            raise InvalidInputError(tr("The badge does not say what it is for. Type the name of the certification."))
        title = common.one_line(self.file.badge.name, tr("title"), required=True)
        return add_activity(tx, Activity(ActivityId(0), "", title, kind=Kind.CERTIFICATION.value))

    def _target(self, tx: Transaction, activity_id: ActivityId) -> BadgeTarget:
        row = common.living(tx, activity_id)
        found = badge_target(tx.reader, row.id)
        if found is None:
            raise NotFoundError(
                tr("“{title}” is neither a certification nor a course. Choose one that is.", title=row.title)
            )
        return found


def _write(tx: Transaction, target: BadgeTarget, badge: Badge, wanted: set[str]) -> None:
    """Writes the fields that are wanted, each as the badge says it."""
    detail = target.detail
    if isinstance(detail, Certification):
        _write_certification(tx, target, detail, badge, wanted)
    else:
        _write_course(tx, target, detail, badge, wanted)
    for field, url, title in (
        ("criteria", badge.criteria_url, tr("Criteria of the badge")),
        ("award", badge.credential_url, tr("The award")),
    ):
        if field in wanted:
            PutLink(target.activity.id, url, title).apply(tx)
    if "notes" in wanted:
        row = tx.get(Activity, target.activity.id)
        notes = "\n\n".join(filter(None, (row.notes, badge.criteria)))[:TEXT_MAX]
        tx.put(row._replace(notes=common.many_lines(notes, tr("notes"))))


def _write_certification(
    tx: Transaction, target: BadgeTarget, detail: Certification, badge: Badge, wanted: set[str]
) -> None:
    plain = ("issuer", "issuer_url", "issued_on", "credential_id", "credential_url")
    detail = detail._replace(**{name: getattr(badge, name) for name in plain if name in wanted})
    if "expires" in wanted:
        detail = detail._replace(never_expires=badge.expires_on is None)
    moved = None
    if "state" in wanted:
        state = wanted_state(badge, tx.today)
        moved = states.set_state(Kind.CERTIFICATION, detail.state, state, target.activity.before_state)
        detail = detail._replace(state=moved.state)
    tx.put(detail)
    if moved is not None:
        _move(tx, target.activity, moved, badge)
    elif "issued_on" in wanted:
        _note_completion(tx, target.activity, badge)
    if "expires" in wanted and badge.expires_on is not None:
        set_expiry(tx, tx.get(Activity, target.activity.id), badge.expires_on)


def _write_course(tx: Transaction, target: BadgeTarget, detail: Course, badge: Badge, wanted: set[str]) -> None:
    if "provider" in wanted:
        detail = detail._replace(provider=badge.issuer)
    if "certificate" in wanted:
        detail = detail._replace(certificate=True)
    moved = None
    if "state" in wanted:
        moved = states.set_state(Kind.COURSE, detail.state, CourseState.COMPLETED, target.activity.before_state)
        detail = detail._replace(state=moved.state)
    tx.put(detail)
    if moved is not None:
        _move(tx, target.activity, moved, badge)
    elif "completed_on" in wanted and badge.issued_on:
        tx.put(target.activity._replace(completed_on=min(badge.issued_on, tx.today)))


def _move(tx: Transaction, row: Activity, moved: states.Standing, badge: Badge) -> None:
    """The card among those that are done. Without a day of issue the day is not known: it was not done today."""
    day = None if badge.issued_on is None else min(str(parse_date(badge.issued_on)), tx.today)
    changed = common.moved_to(row, moved, day or tx.today)
    if changed.status != row.status:
        (key,) = common.place(tx, row.step_id, changed.status, None, [row.id])
        changed = changed._replace(position=key, completed_on=day)
    tx.put(changed)


def _note_completion(tx: Transaction, row: Activity, badge: Badge) -> None:
    if row.status == Status.DONE and row.completed_on is None and badge.issued_on:
        tx.put(row._replace(completed_on=min(badge.issued_on, tx.today)))


@dataclass(frozen=True, slots=True)
class ComparedBadge:
    """A badge of an import that was compared with the library."""

    name: str
    file: BadgeFile
    today: str
    merged: BadgeMerge

    def touches(self, uids: set[str]) -> bool:
        """Whether what was written under these UIDs may alter the comparison: goals are found by their names."""
        return bool(uids)

    def again(self, reader: Reader) -> Self:
        """Compares it with the library as it stands now."""
        return replace(self, merged=merge_badge(reader, self.file, self.today))

    def write(self, tx: Transaction) -> None:
        """Takes the badge, unless the plan has it."""
        if self.merged.preview is not None:
            TakeBadge(self.file, self.merged.preview.target).apply(tx)
