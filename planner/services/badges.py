"""Badges as files: reading one within limits, what it says and what was checked of it, and those that a plan keeps."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import ExchangeError, PlannerError
from planner.domain.plain_text import shortened
from planner.domain.words import AttachmentPurpose
from planner.exchange.badge_checks import Finding, checked
from planner.exchange.badge_record import Badge
from planner.services.humanize import long_date
from planner.services.queries.attachments import files_of, kept_file
from planner.storage.blobs import digest_of
from planner.storage.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.model import Attachment
    from planner.services.planner import Planner

__all__ = ["ENDINGS", "Badge", "BadgeFile", "Finding", "KeptBadge"]

ENDINGS: Final = (".png", ".json", ".jwt", ".jws")
"""How files of badges end, as a file dialog offers them."""
_START: Final = 64
_REASON: Final = 160
_SIGNS: Final = (b"{", b"<", b"ey", b"\x89P", b"\xef\xbb\xbf")


class BadgeFile(NamedTuple):
    """A badge with the file that it came in: its name and its bytes, which are kept as they are."""

    name: str
    data: bytes
    badge: Badge

    @property
    def digest(self) -> str:
        """The name under which a plan keeps these bytes."""
        return digest_of(self.data)

    def said_to_be(self, name: str, issuer: str) -> "BadgeFile":
        """The same file, where the person says what the badge itself leaves open."""
        badge = self.badge
        return self._replace(badge=badge._replace(name=badge.name or name, issuer=badge.issuer or issuer))


class KeptBadge(NamedTuple):
    """A badge that a plan keeps with an activity; ``badge`` None where its content cannot be read any more."""

    file: "Attachment"
    badge: Badge | None
    data: bytes = b""


def read_badge_file(path: Path) -> BadgeFile:
    """Reads a file with a badge; one that is too large is not read at all.

    Raises ExchangeError with one sentence if it cannot be read or used.
    """
    from planner.exchange.badges import MAX_BYTES, check_size
    from planner.services.file_bytes import read_bytes

    return badge_in(read_bytes(path, MAX_BYTES, lambda size: check_size(size, path.name)), path.name)


def badge_in(data: bytes, name: str) -> BadgeFile:
    """The badge in these bytes. Raises ExchangeError."""
    from planner.domain.file_types import tidy_name
    from planner.exchange.badges import read_badge

    return BadgeFile(tidy_name(name), data, read_badge(data, name))


def is_badge(data: bytes) -> bool:
    """Whether these are the bytes of a badge, also of one that cannot be used."""
    if not _may_be_badge(data[:_START]):
        return False
    from planner.exchange.badges import is_badge

    return is_badge(data)


def _may_be_badge(start: bytes) -> bool:
    """Whether a file begins as badges do, which says it of most other files before they are read."""
    return start.lstrip().startswith(_SIGNS)


def holds_badge(path: Path) -> bool:
    """Whether an ordinary file looks like a badge by its content, whatever it is called."""
    from planner.domain.errors import LibraryError
    from planner.storage.connection import refuse_open

    try:
        refuse_open(path)
        if not path.is_file() or not path.stat().st_size:  # files that the kernel makes up may never end
            return False
        with path.open("rb") as file:
            start = file.read(_START)
            if not _may_be_badge(start):
                return False
            from planner.exchange.badges import MAX_BYTES

            return is_badge(start + file.read(MAX_BYTES + 1 - _START))
    except (OSError, ValueError, LibraryError):
        return False


def badge_to_ask_about(path: Path) -> BadgeFile | None:
    """The badge in a file, if there is one that can be used: then a person is asked where it belongs."""
    try:
        return read_badge_file(path) if holds_badge(path) else None
    except ExchangeError:
        return None


def kept_badges(reader: Reader, activity_id: int) -> tuple[KeptBadge, ...]:
    """The badges of an activity, the newest first."""
    files = files_of(reader, activity_id=activity_id, purpose=AttachmentPurpose.BADGE)
    return newest_first(kept_badge(reader, file) for file in files)


def newest_first(found: "Iterator[KeptBadge]") -> tuple[KeptBadge, ...]:
    """Badges by the day on which they were issued, then by when they came in."""

    def age(one: KeptBadge) -> tuple[str, str, int]:
        return (one.badge.issued_on or "" if one.badge else "", one.file.added_at, one.file.id)

    return tuple(sorted(found, key=age, reverse=True))


def kept_badge(reader: Reader, file: "Attachment") -> KeptBadge:
    """One kept badge, read anew from its bytes."""
    try:
        data = kept_file(reader, file.id).data
        return KeptBadge(file, badge_in(data, file.name).badge, data)
    except PlannerError:
        return KeptBadge(file, None)


def save_badge(planner: "Planner", attachment_id: int, path: Path) -> None:
    """Writes a kept badge as it came in: the whole file or nothing. Raises PlannerError."""
    from planner.services.attachments import save_copy

    save_copy(planner, attachment_id, path)


def picture_of(data: bytes) -> bytes:
    """The picture of a badge as a small PNG file without anything else in it; empty if it has none to draw."""
    from planner.exchange.badge_png import SIGNATURE, bare_picture

    return bare_picture(data) if data.startswith(SIGNATURE) else b""


# -- in words --------------------------------------------------------------------------------------------------------


def findings(badge: Badge, address: str = "") -> tuple[Finding, ...]:
    """What was checked of a badge on this machine, what is wrong, and what nobody checked."""
    return checked(badge, address)


def recipient_finding(badge: Badge, address: str) -> Finding:
    """Whether a badge was issued to this address: right, wrong, or not to be told."""
    return next(found for found, other in zip(checked(badge, address), checked(badge), strict=True) if found != other)


def other_findings(badge: Badge) -> tuple[Finding, ...]:
    """What was checked besides whether it was issued to a person."""
    both = zip(checked(badge), checked(badge, "-"), strict=True)
    return tuple(found for found, other in both if found == other)


def names_somebody(badge: Badge) -> bool:
    """Whether it says whom it was issued to."""
    return any(each.kind != "none" for each in badge.recipients)


def day_words(day: str | None) -> str:
    """A day of a badge as it is shown; empty for none."""
    return long_date(parse_date(day)) if day else ""


def dates_words(badge: Badge) -> str:
    """“Valid from 2 Mar 2024 to 1 Mar 2027”."""
    issued, expires = day_words(badge.issued_on), day_words(badge.expires_on)
    if issued and expires:
        return tr("Valid from {issued} to {expires}", issued=issued, expires=expires)
    if issued:
        return tr("Issued on {issued}, without an end", issued=issued)
    return tr("Expires on {expires}", expires=expires) if expires else tr("Without dates")


def owner_words(badge: Badge | None) -> str:
    """“Badge of Robots & Co”."""
    if badge is None:
        return tr("A badge that cannot be read any more")
    return tr("Badge of {issuer}", issuer=badge.issuer) if badge.issuer else tr("Badge of an unknown issuer")


def check_words(badge: Badge | None) -> str:
    """In one line what stands behind a kept badge."""
    if badge is None:
        return tr("Its content is damaged")
    if badge.revoked:
        return tr("Taken back by its issuer")
    return tr("Checked: structure, not the signature")


def revoked_sentence(badge: Badge) -> str:
    """That the issuer took it back, and why; of a long reason the beginning."""
    if badge.revocation_reason:
        reason = shortened(badge.revocation_reason, _REASON)
        return tr("Its issuer took it back: {reason}", reason=reason)
    return tr("Its issuer took it back, and does not say why.")


def facts(badge: Badge, *, besides_head: bool = False) -> tuple[tuple[str, str], ...]:
    """Everything that a badge says, as labels and texts; ``besides_head`` without name, issuer and dates."""
    head = (
        (tr("Name"), badge.name),
        (tr("Issuer"), badge.issuer),
        (tr("Issued on"), day_words(badge.issued_on)),
        (tr("Expires on"), day_words(badge.expires_on)),
    )
    told = (
        *(() if besides_head else head),
        (tr("Description"), badge.description),
        (tr("Issuer’s web page"), badge.issuer_url),
        (tr("Issued to"), "\n".join(filter(None, map(_recipient, badge.recipients)))),
        (tr("Criteria"), "\n".join(filter(None, (badge.criteria, badge.criteria_url)))),
        (tr("Credential ID"), badge.credential_id),
        (tr("Web page of the award"), badge.credential_url if badge.credential_url != badge.credential_id else ""),
        (tr("Skills"), ", ".join(badge.skills)),
        (tr("Taken back"), revoked_sentence(badge) if badge.revoked else ""),
        (tr("Form"), tr("Open Badge {version}", version=badge.version)),
    )
    return tuple((label, text) for label, text in told if text)


def _recipient(one: object) -> str:
    from planner.exchange.badge_record import Recipient

    assert isinstance(one, Recipient)
    if one.kind == "hashed":
        return tr("Somebody whose address is only there as a hash")
    return one.value
