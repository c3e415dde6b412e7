"""What of a badge can be checked without the web, and what cannot: plain statements, and the address of its recipient.

Open Badges 2.0, *Verification* and IdentityHash; Open Badges 3.0, *OpenBadgeCredential Verification* and *Verify the
Recipient Using an Identifier*.
"""

import re
from hashlib import md5, sha256
from typing import Final, Literal, NamedTuple

from planner.config.text import tr
from planner.domain.plain_text import clean_line, shortened
from planner.exchange.badge_record import Badge, Recipient

_HASH = re.compile(r"(md5)\$([0-9a-f]{32})|(sha256)\$([0-9a-f]{64})")
_EMAIL: Final = frozenset(("", "email", "emailaddress"))


class Finding(NamedTuple):
    """One statement: what was found right, what is wrong with the badge, or what nobody looked at."""

    verdict: Literal["right", "wrong", "unchecked"]
    text: str


def check_recipient(badge: Badge, address: str) -> bool | None:
    """Whether a badge was issued to this address of mail, as it is written or in small letters.

    None where the badge names nobody by an address, or by a hash that is not known here.
    """
    asked = address.strip()
    answers = {_is_of(recipient, asked) for recipient in badge.recipients} if asked else set()
    return True if True in answers else False if False in answers else None


def _is_of(recipient: Recipient, address: str) -> bool | None:
    kind = re.split(r"[/#:]", recipient.identity_type.lower())[-1]
    if kind not in _EMAIL:
        return None
    if recipient.kind == "plain":
        named = re.sub("^mailto:", "", recipient.value, flags=re.IGNORECASE)
        return named.lower() == address.lower() if "@" in named else None
    wanted = _HASH.fullmatch(recipient.value.lower())
    if wanted is None:
        return None
    return any(_hashed(each + recipient.salt, wanted) for each in (address, address.lower()))


def _hashed(text: str, wanted: re.Match[str]) -> bool:
    data = text.encode("utf-8", "replace")
    if wanted[1]:
        return md5(data, usedforsecurity=False).hexdigest() == wanted[2]  # it is what issuers wrote, and guards nothing
    return sha256(data).hexdigest() == wanted[4]


def checked(badge: Badge, address: str | None = None) -> tuple[Finding, ...]:
    """What was checked of a badge on this machine, and what was not; ``address`` is that of the person, if known."""
    found = [Finding("right", tr("It is built as an Open Badge {version} is.", version=badge.version))]
    if badge.media_type == "image/png":
        found.append(Finding("right", tr("The picture is whole: the check sums of all of its parts are right.")))
    found.append(_dates(badge))
    found.append(_recipient(badge, address))
    if badge.revoked:
        found.append(Finding("wrong", _revoked(badge)))
    found += [Finding("unchecked", each) for each in badge.missing]
    found.append(Finding("unchecked", _signature(badge)))
    if not badge.revoked:
        found.append(Finding("unchecked", tr("Whether its issuer revoked it was not looked up.")))
    if badge.issuer:
        found.append(Finding("unchecked", tr("Whether {issuer} is who it says was not checked.", issuer=badge.issuer)))
    else:
        found.append(Finding("unchecked", tr("Who the issuer is was not checked.")))
    return tuple(found)


def _dates(badge: Badge) -> Finding:
    issued, expires = badge.issued_on, badge.expires_on
    if issued and expires:
        return Finding(
            "right", tr("It was issued on {issued} and expires on {expires}.", issued=issued, expires=expires)
        )
    if issued:
        return Finding("right", tr("It was issued on {issued} and names no day on which it expires.", issued=issued))
    return Finding("unchecked", tr("It does not say when it was issued."))


def _recipient(badge: Badge, address: str | None) -> Finding:
    asked = clean_line(address or "")
    if not asked:
        return Finding("unchecked", tr("Whether it was issued to you was not checked: no address of yours is known."))
    match check_recipient(badge, asked):
        case True:
            return Finding("right", tr("It was issued to {address}.", address=asked))
        case False:
            return Finding(
                "wrong",
                tr("It was not issued to {address}, but to another person or another address.", address=asked),
            )
        case _:
            return Finding(
                "unchecked", tr("It names nobody in a way that could be compared with {address}.", address=asked)
            )


def _revoked(badge: Badge) -> str:
    if badge.revocation_reason:
        return tr("It says that its issuer revoked it: {reason}", reason=shortened(badge.revocation_reason, 160))
    return tr("It says that its issuer revoked it.")


def _signature(badge: Badge) -> str:
    match badge.signed:
        case "jws" | "data-integrity":
            return tr("It is signed, but the signature was not checked.")
        case "hosted":
            return tr("Its issuer keeps it on the web, but that it is still the same there was not looked up.")
        case _:
            return tr("It came without a signature, so that anyone may have written it.")
