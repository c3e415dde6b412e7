"""An OpenBadgeCredential of Open Badges 3.0 as a badge, with the claims of a signed one.

Open Badges 3.0, *Data Models*: AchievementCredential, AchievementSubject, Achievement, Alignment, Criteria, Profile,
IdentityObject; *JSON Web Token Proof Format*. What is of the Verifiable Credentials Data Model 1.1 (``issuanceDate``,
``expirationDate``, the claim ``vc``) is read as well.
"""

from typing import Final

from planner.config.text import tr
from planner.exchange.badge_record import Badge, MediaType, Recipient, Signed
from planner.exchange.badge_values import (
    Fields,
    block,
    check_order,
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

_CREDENTIALS: Final = frozenset(("OpenBadgeCredential", "AchievementCredential"))
_NO_SKILLS: Final = frozenset(("ceterms:Credential", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel"))
_MAILTO: Final = "mailto:"


def is_credential(fields: Fields) -> bool:
    """Whether an object says that somebody achieved something, by the rules of 3.0."""
    types = types_of(fields)
    return bool(_CREDENTIALS & types) or (
        "VerifiableCredential" in types and "achievement" in _subject(fields) and "ClrCredential" not in types
    )


def from_claims(claims: Fields) -> Fields:
    """The credential that a signed text holds: its payload, or its claim ``vc``; registered claims fill the gaps."""
    inner = claims.get("vc")
    credential = dict(inner) if isinstance(inner, dict) else dict(claims)
    if not is_credential(credential):
        return credential
    filled = (
        (("id", "@id"), "jti"),
        (("issuer",), "iss"),
        (("validFrom", "issuanceDate"), "nbf"),
        (("validUntil", "expirationDate"), "exp"),
    )
    for names, claim in filled:
        if named(credential, *names) is None and claims.get(claim) is not None:
            credential[names[0]] = claims[claim]
    subject = _subject(credential)
    if subject and not identifier(subject) and claims.get("sub") is not None:
        credential["credentialSubject"] = {**subject, "id": claims["sub"]}
    return credential


def read_credential(fields: Fields, where: str, media_type: MediaType, signed: Signed) -> Badge:
    """The badge of a credential.

    Raises ExchangeError if it says too little to be used, and for a date that is none or lies in the wrong order.
    """
    subject = _subject(fields)
    achieved = only(subject.get("achievement"))
    if not isinstance(achieved, dict | str) or not achieved:
        raise refused(where, tr("it does not say what it is for"))
    achievement = achieved if isinstance(achieved, dict) else {}
    # The day of the award is kept apart where a credential was renewed since; mostly both are the same.
    issued = _day(fields, where, "awardedDate", "validFrom", "issuanceDate")
    expires = _day(fields, where, "validUntil", "expirationDate")
    check_order(issued, expires, where)
    name = line(achievement.get("name")) or line(fields.get("name"))
    place = line(achieved) or identifier(achievement)
    if not name and (achievement.keys() - {"id", "@id", "type", "@type"} or not place):
        raise refused(where, tr("it has no name"))
    credential_id = identifier(fields)
    if not name and issued is None and not credential_id:
        raise refused(where, tr("it says neither what it is for nor when it was issued"))
    profile = only(fields.get("issuer"))
    issuer = profile if isinstance(profile, dict) else {}
    issuer_id = identifier(issuer) or line(profile)
    issuer_name = line(issuer.get("name")) or _name_of(achievement, issuer_id)
    return Badge(
        version="3.0",
        name=name,
        issuer=issuer_name,
        issuer_url=web_address(named(issuer, "url", "id", "@id")) or web_address(profile),
        issued_on=issued,
        expires_on=expires,
        criteria=block("\n\n".join(block(each.get("narrative")) for each in objects(achievement.get("criteria")))),
        criteria_url=web_address(achievement.get("criteria")),
        description=block(achievement.get("description")) or block(fields.get("description")),
        credential_id=credential_id,
        credential_url=web_address(named(fields, "id", "@id")),
        skills=skills_of(_skills(achievement)),
        recipients=recipients_of(_recipients(subject)),
        media_type=media_type,
        signed=signed or ("data-integrity" if any(map(types_of, objects(fields.get("proof")))) else ""),
        revoked=fields.get("revoked") is True,
        revocation_reason=block(fields.get("revocationReason")),
        missing=_missing(name, place, issuer_name, issuer_id),
    )


def _subject(fields: Fields) -> Fields:
    """The subject that achieved something; there may be several, but a badge is one."""
    subjects = objects(fields.get("credentialSubject"))
    achieved = [each for each in subjects if each.get("achievement")]
    return next(iter(achieved or subjects), {})


def _day(fields: Fields, where: str, *names: str) -> str | None:
    """The first of these dates that is given."""
    return next((day for name in names if (day := day_of(fields.get(name), name, where)) is not None), None)


def _name_of(achievement: Fields, issuer_id: str) -> str:
    """The name of the issuer as the creator of the achievement, where both are the same."""
    for creator in objects(achievement.get("creator")):
        if issuer_id and identifier(creator) == issuer_id:
            return line(creator.get("name"))
    return ""


def _skills(achievement: Fields) -> list[str]:
    """The names of the skills that the achievement aligns to, then its tags.

    The other targets, such as degrees and parts of rubrics, are no skills. CTDL says nothing of what it is.
    """
    aligned = [
        text_of(each.get("targetName"))
        for each in objects(achievement.get("alignment"))
        if _is_skill(text_of(each.get("targetType")))
    ]
    return [*aligned, *(text_of(each) for each in listed(named(achievement, "tag", "tags")))]


def _is_skill(target_type: str) -> bool:
    if not target_type.startswith("ext:"):
        return target_type not in _NO_SKILLS
    return any(word in target_type.lower() for word in ("skill", "competenc"))


def _recipients(subject: Fields) -> list[Recipient | None]:
    """Who achieved it: first by an address of mail, so far as any is given, then by other names, last by its id."""
    found = [
        recipient_of(
            each.get("identityHash"),
            hashed=each.get("hashed"),
            salt=each.get("salt"),
            identity_type=each.get("identityType"),
        )
        for each in objects(subject.get("identifier"))
    ]
    found.sort(key=lambda each: each is None or each.identity_type != "emailAddress")
    own = identifier(subject)
    if own[: len(_MAILTO)].lower() == _MAILTO:
        found.append(recipient_of(own[len(_MAILTO) :], hashed=None, salt=None, identity_type="emailAddress"))
    elif own:
        found.append(recipient_of(own, hashed=None, salt=None, identity_type="id"))
    return found


def _missing(name: str, place: str, issuer: str, issuer_id: str) -> tuple[str, ...]:
    """What is known by an address or another identifier alone."""
    found = []
    if not name:
        found.append(tr("What the badge is for lies at {place} and was not fetched.", place=place))
    if not issuer and issuer_id:
        found.append(tr("Who issued it is given only as {place}, which was not looked up.", place=issuer_id))
    elif not issuer:
        found.append(tr("Who issued it is not said."))
    return tuple(found)
