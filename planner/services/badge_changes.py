"""What a badge would change in a certification or a course: field by field, what stands there now and what it says."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from planner.config.text import mark, tr
from planner.domain.catalogue import CatalogueCertification, CatalogueEntry
from planner.domain.catalogue_values import months_of
from planner.domain.goal_names import words_of
from planner.domain.model import Certification, Course
from planner.domain.states import status_of
from planner.domain.words import CertificationState, CourseState, Kind, RenewalMethod, Status
from planner.exchange.badge_record import Badge
from planner.services.badges import day_words
from planner.services.queries.badges import BadgeTarget
from planner.services.words import state_word

FIELD_WORDS: Final = {
    "name": mark("Name"),
    "issuer": mark("Issuer"),
    "provider": mark("Provider"),
    "issuer_url": mark("Issuer’s web page"),
    "issued_on": mark("Issued on"),
    "completed_on": mark("Done on"),
    "expires": mark("Expires"),
    "credential_id": mark("Credential ID"),
    "credential_url": mark("Web page of the award"),
    "state": mark("State"),
    "certificate": mark("Certificate"),
    "criteria": mark("Link to its criteria"),
    "notes": mark("Its criteria as a note"),
    "award": mark("Link to the award"),
    "badge": mark("The badge itself"),
}
_NOTHING_TO_DO: Final = frozenset(("", RenewalMethod.NONE, RenewalMethod.UNKNOWN))
_SHOWN: Final = 120


class FieldChange(NamedTuple):
    """A field in which badge and plan differ.

    ``fills`` tells that nothing is lost by it: then it is done unless the person says no. Else only if they say so.
    """

    field: str
    now: str
    then: str
    fills: bool

    @property
    def word(self) -> str:
        """What the field is called."""
        return tr(FIELD_WORDS[self.field])

    @property
    def text(self) -> str:
        """“then”, or “now → then” where something stands there."""
        return tr("{now} → {then}", now=self.now, then=self.then) if self.now else self.then


def changes_of(
    target: BadgeTarget, badge: Badge, today: str, known: CatalogueEntry | None = None
) -> tuple[FieldChange, ...]:
    """The fields that differ. ``known`` is what the catalogue knows of a certification that is new."""
    detail = target.detail
    if isinstance(detail, Certification):
        found = [*_certification(target, detail, badge, today, known)]
    else:
        found = [*_course(target, detail, badge)]
    found += _criteria(target, badge)
    return tuple(found)


def _line(field: str, now: str, then: str) -> Iterator[FieldChange]:
    if then and now != then:
        yield FieldChange(field, now, then, not now)


def _name(field: str, now: str, then: str) -> Iterator[FieldChange]:
    """A name, which is the same where only its marks and its case differ."""
    if words_of(now) != words_of(then):
        yield from _line(field, now, then)


def _certification(
    target: BadgeTarget, detail: Certification, badge: Badge, today: str, known: CatalogueEntry | None
) -> Iterator[FieldChange]:
    yield from _name("issuer", detail.issuer, badge.issuer)
    if detail.issuer_url.rstrip("/") != badge.issuer_url.rstrip("/"):
        yield from _line("issuer_url", detail.issuer_url, badge.issuer_url)
    yield from _state(target, detail, badge, today)
    yield from _line("issued_on", day_words(detail.issued_on), day_words(badge.issued_on))
    yield from _expiry(target, detail, badge, known)
    if not badge.credential_url or detail.credential_url != badge.credential_url:  # else a short name of the same award
        yield from _line("credential_id", detail.credential_id, badge.credential_id)
    yield from _line("credential_url", detail.credential_url, badge.credential_url)


def _state(target: BadgeTarget, detail: Certification, badge: Badge, today: str) -> Iterator[FieldChange]:
    kind = Kind.CERTIFICATION
    wanted = wanted_state(badge, today)
    if status_of(kind, detail.state) != Status.DONE:
        now = state_word(kind, detail.state) if target.activity.id else ""
        yield FieldChange("state", now, state_word(kind, wanted), fills=True)
    elif detail.state == CertificationState.EXPIRED and badge.expires_on and wanted == CertificationState.PASSED:
        yield FieldChange("state", state_word(kind, detail.state), state_word(kind, wanted), fills=False)


def wanted_state(badge: Badge, today: str) -> CertificationState:
    """The state of a certification that a badge proves: passed, and expired by now where it says so."""
    is_past = badge.expires_on is not None and badge.expires_on < today
    return CertificationState.EXPIRED if is_past else CertificationState.PASSED


def _expiry(
    target: BadgeTarget, detail: Certification, badge: Badge, known: CatalogueEntry | None
) -> Iterator[FieldChange]:
    never = tr("never")
    if badge.expires_on is not None:
        now = never if detail.never_expires else day_words(target.expires_on)
        yield from _line("expires", now, day_words(badge.expires_on))
    elif not detail.never_expires and not _may_expire(target, detail) and (known is None or not _is_kept(known)):
        yield FieldChange("expires", "", never, fills=True)


def _may_expire(target: BadgeTarget, detail: Certification) -> bool:
    """Whether the plan knows an expiry, or something by which there will be one."""
    return bool(target.expires_on or detail.validity_months) or detail.renewal_method not in _NOTHING_TO_DO


def _is_kept(known: CatalogueEntry) -> bool:
    """Whether the catalogue knows that it has to be renewed."""
    if not isinstance(known, CatalogueCertification):
        return False
    return bool(months_of(known)) or known.renewal.method not in _NOTHING_TO_DO


def _course(target: BadgeTarget, detail: Course, badge: Badge) -> Iterator[FieldChange]:
    yield from _name("provider", detail.provider, badge.issuer)
    if detail.state != CourseState.COMPLETED:
        now, then = (state_word(Kind.COURSE, each) for each in (detail.state, CourseState.COMPLETED))
        yield FieldChange("state", now, then, fills=True)
    else:
        yield from _line("completed_on", day_words(target.activity.completed_on), day_words(badge.issued_on))
    if not detail.certificate:
        yield FieldChange("certificate", "", tr("yes"), fills=True)
    if badge.credential_url and badge.credential_url not in target.urls:
        yield FieldChange("award", "", badge.credential_url, fills=True)


def _criteria(target: BadgeTarget, badge: Badge) -> Iterator[FieldChange]:
    if badge.criteria_url:
        if badge.criteria_url not in target.urls:
            yield FieldChange("criteria", "", badge.criteria_url, fills=True)
    elif badge.criteria and badge.criteria not in target.activity.notes:
        line = " ".join(badge.criteria[: 2 * _SHOWN].split())
        shown = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
        yield FieldChange("notes", "", shown, fills=not target.activity.notes)
