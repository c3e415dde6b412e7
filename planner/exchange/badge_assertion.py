"""An Assertion of Open Badges 2.0, or of 1.x with its badge inside, as a badge.

Open Badges 2.0, *Open Badges Vocabulary*: Assertion, BadgeClass, Profile, IdentityObject, VerificationObject, Criteria,
AlignmentObject; *Primitive datatypes*: DateTime, IdentityHash. Open Badges 1.1, *Badge Objects*.
"""

from planner.config.text import tr
from planner.exchange.badge_record import Badge, MediaType, Recipient, Signed, Version
from planner.exchange.badge_values import (
    Fields,
    block,
    check_order,
    contexts_of,
    day_of,
    identifier,
    line,
    listed,
    named,
    objects,
    only,
    recipient_of,
    recipients_of,
    refused,
    skills_of,
    text_of,
    types_of,
    web_address,
)


def is_assertion(fields: Fields) -> bool:
    """Whether an object says that somebody earned a badge, by the rules of 1.x and 2.0."""
    return "Assertion" in types_of(fields) or (
        "badge" in fields and any(name in fields for name in ("recipient", "verify", "verification", "issuedOn"))
    )


def read_assertion(fields: Fields, where: str, media_type: MediaType, signed: Signed) -> Badge:
    """The badge of an assertion.

    Raises ExchangeError if it was revoked and says nothing more, if it says too little to be used, and for a date that
    is none or lies in the wrong order.
    """
    badge = only(fields.get("badge"))
    if fields.get("revoked") is True and not badge:
        raise refused(where, tr("its issuer revoked it, and it says nothing more"))
    if not isinstance(badge, dict | str) or not badge:
        raise refused(where, tr("it does not say what it is for"))
    described = badge if isinstance(badge, dict) else {}
    issued = day_of(named(fields, "issuedOn", "issued_on"), "issuedOn", where)
    expires = day_of(fields.get("expires"), "expires", where)
    check_order(issued, expires, where)
    name = line(described.get("name"))
    credential_id = identifier(fields) or line(fields.get("uid"))
    place = line(badge) if isinstance(badge, str) else identifier(described)
    if not name and (described.keys() - {"id", "@id", "type", "@type"} or not place):
        raise refused(where, tr("it has no name"))
    if not name and issued is None and not credential_id:
        raise refused(where, tr("it says neither what it is for nor when it was issued"))
    profile = only(described.get("issuer"))
    issuer = profile if isinstance(profile, dict) else {}
    verification = _verification(fields)
    return Badge(
        version=_version(fields),
        name=name,
        issuer=line(issuer.get("name")),
        issuer_url=web_address(named(issuer, "url", "origin", "id", "@id")) or web_address(profile),
        issued_on=issued,
        expires_on=expires,
        criteria=_criteria(described),
        criteria_url=web_address(described.get("criteria")),
        description=block(described.get("description")),
        credential_id=credential_id,
        credential_url=web_address(named(fields, "id", "@id")) or web_address(verification.get("url")),
        skills=skills_of(_skills(described)),
        recipients=recipients_of(_recipients(fields)),
        media_type=media_type,
        signed=signed or ("hosted" if {"hosted", "HostedBadge"} & types_of(verification) else ""),
        revoked=fields.get("revoked") is True,
        revocation_reason=block(fields.get("revocationReason")),
        missing=_missing(name, place, line(issuer.get("name")), line(profile) or identifier(issuer)),
    )


def _version(fields: Fields) -> Version:
    context = contexts_of(fields)
    if "openbadges/v1" in context or "openbadgespec.org/v1" in context:
        return "1.1"
    return "2.0" if context or "verification" in fields or "Assertion" in types_of(fields) else "1.1"


def _verification(fields: Fields) -> Fields:
    found = objects(named(fields, "verification", "verify"))
    return found[0] if found else {}


def _criteria(described: Fields) -> str:
    """The narratives of the criteria; a text that is no address is one too."""
    said = [
        each if isinstance(each, str) else block(each.get("narrative")) for each in _texts(described.get("criteria"))
    ]
    return block("\n\n".join(each for each in said if each and not web_address(each)))


def _texts(value: object) -> list[str | Fields]:
    return [each for each in listed(value) if isinstance(each, str | dict)]


def _skills(described: Fields) -> list[str]:
    """The names of what the badge aligns to, then its tags; 1.x says ``name`` for ``targetName``."""
    aligned = [text_of(named(each, "targetName", "name")) for each in objects(described.get("alignment"))]
    return [*aligned, *(text_of(each) for each in listed(named(described, "tags", "tag")))]


def _recipients(fields: Fields) -> list[Recipient | None]:
    found: list[Recipient | None] = []
    for each in listed(fields.get("recipient")):
        if isinstance(each, dict):
            found.append(
                recipient_of(
                    each.get("identity"),
                    hashed=each.get("hashed"),
                    salt=each.get("salt"),
                    identity_type=named(each, "type", "@type"),
                )
            )
        elif isinstance(each, str):  # before 1.0 it was a text, with the salt beside it
            found.append(recipient_of(each, hashed=None, salt=fields.get("salt"), identity_type="email"))
    return found


def _missing(name: str, place: str, issuer: str, profile: str) -> tuple[str, ...]:
    """What lies on the web, because only an address of it stands here."""
    if not name:
        return (tr("What the badge is for and who issued it lies at {place} and was not fetched.", place=place),)
    if issuer:
        return ()
    if profile:
        return (tr("Who issued it lies at {place} and was not fetched.", place=profile),)
    return (tr("Who issued it is not said."),)
