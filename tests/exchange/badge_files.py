"""Badges made by hand in each form that there is, all of them saying the same, and pictures with anything baked in."""

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

SIGNATURE = b"\x89PNG\r\n\x1a\n"
ALICE = "Alice@Example.org"
SALT = "deadsea"
HASHED = "sha256$" + sha256(f"{ALICE.lower()}{SALT}".encode()).hexdigest()
PLACE = "https://example.org/awards/7"
CRITERIA = "Builds a robot.\nShows that it moves."
SKILLS = ("Robot programming", "Soldering")

Json = dict[str, Any]


def assertion(**changes: Any) -> Json:
    """An assertion of Open Badges 2.0."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": PLACE,
        "recipient": {"type": "email", "hashed": True, "salt": SALT, "identity": HASHED},
        "issuedOn": "2024-03-01T23:30:00-02:00",
        "expires": "2027-03-01T00:00:00Z",
        "verification": {"type": "hosted"},
        "badge": badge_class(),
    } | changes


def badge_class(**changes: Any) -> Json:
    return {
        "type": "BadgeClass",
        "id": "https://example.org/robots",
        "name": "Robot maker",
        "description": "Makes robots.",
        "image": "https://example.org/robots.png",
        "criteria": {"id": "https://example.org/robots.html", "narrative": CRITERIA},
        "issuer": {
            "type": "Profile",
            "id": "https://example.org/issuer",
            "url": "https://example.org/",
            "name": "Robots & Co",
            "email": "robots@example.org",
        },
        "alignment": [{"targetName": SKILLS[0], "targetUrl": "https://skills.example/1"}],
        "tags": [SKILLS[1]],
    } | changes


def old_assertion(**changes: Any) -> Json:
    """An assertion of Open Badges 1.1, with all that it names inside."""
    return {
        "@context": "https://w3id.org/openbadges/v1",
        "type": "Assertion",
        "uid": "7",
        "recipient": {"type": "email", "hashed": True, "salt": SALT, "identity": HASHED},
        "issuedOn": 1709343000,
        "expires": 1803859200,
        "verify": {"type": "hosted", "url": PLACE},
        "badge": badge_class(alignment=[{"name": SKILLS[0], "url": "https://skills.example/1"}]),
    } | changes


def credential(**changes: Any) -> Json:
    """An OpenBadgeCredential of Open Badges 3.0, without a proof."""
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": PLACE,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "https://example.org/issuer",
            "type": ["Profile"],
            "name": "Robots & Co",
            "url": "https://example.org/",
        },
        "validFrom": "2024-03-02T01:30:00Z",
        "validUntil": "2027-03-01T02:00:00+02:00",
        "credentialSubject": subject(),
    } | changes


def subject(**changes: Any) -> Json:
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": HASHED,
                "identityType": "emailAddress",
                "salt": SALT,
            }
        ],
        "achievement": achievement(),
    } | changes


def achievement(**changes: Any) -> Json:
    return {
        "id": "https://example.org/robots",
        "type": ["Achievement"],
        "name": "Robot maker",
        "description": "Makes robots.",
        "criteria": {"id": "https://example.org/robots.html", "narrative": CRITERIA},
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": SKILLS[0],
                "targetType": "CFItem",
                "targetUrl": "https://s.example/1",
            },
            {"type": ["Alignment"], "targetName": "A degree", "targetType": "ceterms:Credential"},
        ],
        "tag": [SKILLS[1]],
    } | changes


def proven() -> Json:
    """A credential with a proof inside."""
    proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z58DAdFfa9SkqZMVPxAQp"}
    return credential(proof=[proof])


def claims(inner: Json) -> Json:
    """A credential as older issuers sign it: bare in the claim ``vc``, the rest as registered claims."""
    bare = {name: value for name, value in inner.items() if name not in {"id", "validFrom", "validUntil"}}
    return {"iss": "https://example.org/issuer", "jti": PLACE, "nbf": 1709343000, "exp": 1803859200, "vc": bare}


def written(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def encoded(part: bytes) -> bytes:
    return urlsafe_b64encode(part).rstrip(b"=")


def signed(payload: Json, header: Json | None = None, signature: bytes = b"no one checks it") -> bytes:
    """A signed text; the signature is made up, since nobody checks it."""
    parts = (written({"alg": "RS256", "typ": "JWT"} if header is None else header), written(payload), signature)
    return b".".join(map(encoded, parts))


def chunk(kind: bytes, data: bytes = b"", *, length: int | None = None, crc: int | None = None) -> bytes:
    """One chunk of a PNG file; length and check sum are right unless given."""
    size = len(data) if length is None else length
    check = zlib.crc32(kind + data) if crc is None else crc
    return size.to_bytes(4, "big") + kind + data + check.to_bytes(4, "big")


def international(keyword: bytes, text: bytes, *, packed: bool = False) -> bytes:
    """A chunk iTXt."""
    body = zlib.compress(text) if packed else text
    return chunk(b"iTXt", keyword + b"\0" + (b"\1\0" if packed else b"\0\0") + b"en\0\0" + body)


def legacy(text: bytes) -> bytes:
    """A chunk tEXt."""
    return chunk(b"tEXt", b"openbadges\0" + text)


HEADER = chunk(b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\xff"))
END = chunk(b"IEND")


def picture(*chunks: bytes) -> bytes:
    """A PNG file of one dot, with these chunks before it."""
    return b"".join((SIGNATURE, HEADER, *chunks, PIXELS, END))


def parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kinds and the data of the chunks of a whole picture."""
    start = len(SIGNATURE)
    while start < len(data):
        length = int.from_bytes(data[start : start + 4], "big")
        yield data[start + 4 : start + 8], data[start + 8 : start + 8 + length]
        start += 12 + length


def joined(chunks: list[tuple[bytes, bytes]]) -> bytes:
    """A picture of these chunks, with all check sums right."""
    return SIGNATURE + b"".join(chunk(kind, data) for kind, data in chunks)


_TWO, _THREE = written(assertion()), written(proven())
FORMS = {
    "1.1 JSON": written(old_assertion()),
    "2.0 JSON": _TWO,
    "2.0 signed": signed(assertion(verification={"type": "signed"})),
    "2.0 PNG": picture(international(b"openbadges", _TWO)),
    "2.0 PNG compressed": picture(international(b"openbadges", _TWO, packed=True)),
    "2.0 PNG signed": picture(international(b"openbadges", signed(assertion()))),
    "2.0 PNG legacy": picture(legacy(_TWO)),
    "3.0 JSON": _THREE,
    "3.0 signed": signed(credential()),
    "3.0 signed claims": signed(claims(credential())),
    "3.0 PNG": picture(international(b"openbadgecredential", _THREE)),
    "3.0 PNG compressed": picture(international(b"openbadgecredential", _THREE, packed=True)),
    "3.0 PNG signed": picture(international(b"openbadgecredential", signed(credential()))),
}
"""The same badge in each form, by the name of the form."""
