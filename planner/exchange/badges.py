"""Open Badges on the way in: which files are badges, and what one says (docs/formats/open-badges.md).

JSON of 1.x, 2.0 and 3.0, signed texts (compact JWS), and PNG pictures with either of these baked in. No signature is
checked and nothing is fetched.
"""

import binascii
import re
from base64 import urlsafe_b64decode
from typing import Final

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.plain_text import clean_line
from planner.exchange import badge_png
from planner.exchange.badge_assertion import is_assertion, read_assertion
from planner.exchange.badge_credential import from_claims, is_credential, read_credential
from planner.exchange.badge_record import Badge, MediaType, Signed
from planner.exchange.badge_values import Fields, identifier, refused, shown, types_of, web_address

MAX_BYTES: Final = 10_000_000
MAX_VALUES: Final = 200_000
"""The most values of one JSON document: more are no badge, but meant to fill the memory."""
_BOM: Final = b"\xef\xbb\xbf"
_LOOKED_AT: Final = 4_096
_JWS = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_MARKS: Final = (b"OpenBadgeCredential", b"AchievementCredential", b"openbadge", b"/spec/ob/")
_DESCRIPTIONS: Final = frozenset(("BadgeClass", "Issuer", "Profile", "Achievement", "IssuerOrg", "RevocationList"))
_ENDORSEMENTS: Final = frozenset(("Endorsement", "EndorsementCredential"))


class _Head(msgspec.Struct):
    """What says whether a JSON object is a badge; the rest is passed over."""

    context: msgspec.Raw = msgspec.field(default=msgspec.Raw(b""), name="@context")
    type: msgspec.Raw = msgspec.Raw(b"")
    at_type: msgspec.Raw = msgspec.field(default=msgspec.Raw(b""), name="@type")
    badge: msgspec.Raw = msgspec.Raw(b"")
    recipient: msgspec.Raw = msgspec.Raw(b"")
    verify: msgspec.Raw = msgspec.Raw(b"")
    verification: msgspec.Raw = msgspec.Raw(b"")
    vc: msgspec.Raw = msgspec.Raw(b"")


_HEAD = msgspec.json.Decoder(_Head)
_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?:[^\\]|\\[^u])")
"""The first half of a pair of characters without the second one."""
_ANYTHING = msgspec.json.Decoder()


def is_badge(data: bytes) -> bool:
    """Whether a file looks like a badge, by its content: then :func:`read_badge` is the one to say what is wrong.

    That is a JSON object or a signed text that names the vocabulary of Open Badges, and a picture that one is baked in.
    """
    if data.startswith(badge_png.SIGNATURE):
        return badge_png.has_badge(data)
    start = data[:_LOOKED_AT].removeprefix(_BOM).lstrip()[:2]
    if start[:1] == b"{":
        return _looks_so(data.removeprefix(_BOM)) if len(data) <= MAX_BYTES else _is_marked(data[:_LOOKED_AT])
    if start[:1] == b"<":
        return b"<openbadges:" in data[: 10 * _LOOKED_AT]
    text = data.removeprefix(_BOM).strip() if start == b"ey" and len(data) <= MAX_BYTES else b""
    return _JWS.fullmatch(text) is not None and _looks_so(_decoded(text.split(b".")[1]) or b"")


def _looks_so(data: bytes) -> bool:
    """Whether these bytes are the JSON of a badge; what cannot be read as JSON is told by its first lines."""
    try:
        head = _HEAD.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _is_marked(data[:_LOOKED_AT])
    if bytes(head.badge) and any(map(bytes, (head.recipient, head.verify, head.verification))):
        return True
    said = (head.context, head.type, head.at_type, head.vc)
    return any(_is_marked(bytes(each)[:_LOOKED_AT]) for each in said)


def _is_marked(data: bytes) -> bool:
    plain = data.replace(b"\\/", b"/")
    return any(mark in plain for mark in _MARKS)


def read_badge(data: bytes, where: str) -> Badge:
    """The badge in ``data``; ``where`` names the file in the message of an error.

    Raises ExchangeError for a file that is too large, cut off, damaged or no badge, and for a badge that only points to
    itself on the web, contradicts itself, or says too little to be used.
    """
    check_size(len(data), where)
    if data.startswith(badge_png.SIGNATURE):
        return _from_text(badge_png.badge_text(data, where), where, "image/png")
    return _from_text(data, where, "application/json")


def check_size(size: int, where: str) -> None:
    """Refuses a file of so many bytes, before it is read if its size is known before. Raises ExchangeError."""
    if size > MAX_BYTES:
        raise ExchangeError(
            tr(
                "“{where}” has {size} MB, but badges of up to {limit} MB are read; get it from its issuer in a smaller "
                "picture, or as JSON, and import that.",
                where=where,
                size=-(-size // 1_000_000),
                limit=MAX_BYTES // 1_000_000,
            )
        )


def _from_text(data: bytes, where: str, media_type: MediaType) -> Badge:
    """The badge in the text of a file or of a picture: JSON, or a signed text (Open Badges 3.0, *File Format*)."""
    text = data.removeprefix(_BOM).strip()
    if text.startswith(b"{"):
        return _badge(_object(text, where), where, media_type, "")
    if _JWS.fullmatch(text) is not None:
        claims, signed = _opened(text, where)
        return _badge(
            from_claims(claims), where, "application/jwt" if media_type != "image/png" else media_type, signed
        )
    raise _no_badge(text, where, media_type)


def _no_badge(text: bytes, where: str, media_type: MediaType) -> ExchangeError:
    """What is wrong with a text that is neither JSON nor signed."""
    if not text and media_type != "image/png":
        return ExchangeError(tr("“{where}” is empty; save it again and import that.", where=where))
    address = web_address(text[: 4 * _LOOKED_AT].decode("utf-8", "replace"))
    if address:
        return ExchangeError(
            tr(
                "“{where}” holds only the address of its badge, {address}, and Planner fetches nothing; open that "
                "in a browser, save the badge as JSON and import that.",
                where=where,
                address=address,
            )
        )
    if media_type == "image/png":
        return refused(where, tr("the text that is baked into the picture is neither JSON nor a signed text"))
    if text.startswith(b"<"):
        return ExchangeError(
            tr(
                "“{where}” is an SVG picture or a web page, in which Planner reads no badges; get the badge as PNG or "
                "JSON and import that.",
                where=where,
            )
        )
    return ExchangeError(
        tr(
            "“{where}” is not a badge: it is neither JSON, nor a signed text, nor a PNG picture with a badge in it; "
            "get the badge as one of these and import that.",
            where=where,
        )
    )


def _object(text: bytes, where: str) -> Fields:
    """The one JSON object in these bytes. Raises ExchangeError."""
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MAX_VALUES:
        raise refused(where, tr("it has more than {limit} values, which no badge needs", limit=MAX_VALUES))
    try:
        found = _ANYTHING.decode(text)
    except RecursionError:
        raise refused(where, tr("it is nested too deeply")) from None
    except UnicodeDecodeError:
        raise refused(where, tr("it is not written in UTF-8, as all JSON is")) from None
    except msgspec.DecodeError as error:
        if "surrogate" in str(error) or _HALF.search(text):
            raise refused(where, tr("its text holds broken characters")) from None
        if "truncated" in str(error):
            raise refused(where, tr("it ends in the middle, so that it was cut off")) from None
        raise refused(where, tr("it is not readable as JSON ({why})", why=clean_line(str(error)))) from None
    if not isinstance(found, dict):
        raise refused(where, tr("it is not one object of JSON"))
    return found


def _opened(text: bytes, where: str) -> tuple[Fields, Signed]:
    """The payload of a signed text, and whether it is signed at all (RFC 7515, *JWS Compact Serialization*).

    Open Badges 2.0, *SignedBadge Verification*; 3.0, *JSON Web Token Proof Format*. Raises ExchangeError.
    """
    header, payload, signature = text.split(b".")
    opened = []
    for part in (header, payload):
        decoded = _decoded(part)
        if decoded is None or not decoded.lstrip().startswith(b"{"):
            raise refused(where, tr("it has the form of a signed text, but no JSON is in it"))
        opened.append(_object(decoded, where))
    algorithm = opened[0].get("alg")
    if not isinstance(algorithm, str):
        raise refused(where, tr("it has the form of a signed text, but does not say how it was signed"))
    return opened[1], "jws" if signature and algorithm.lower() != "none" else ""


def _decoded(part: bytes) -> bytes | None:
    """A part of a signed text; None if it is none."""
    try:
        return urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except binascii.Error:
        return None


def _badge(fields: Fields, where: str, media_type: MediaType, signed: Signed) -> Badge:
    if is_credential(fields):
        return read_credential(fields, where, media_type, signed)
    if is_assertion(fields):
        return read_assertion(fields, where, media_type, signed)
    types = types_of(fields)
    if fields.get("revoked") is True and identifier(fields):
        raise refused(where, tr("its issuer revoked it, and it says nothing more"))
    if "ClrCredential" in types:
        raise ExchangeError(
            tr(
                "“{where}” is a record of several achievements; get each of them as a badge and import those.",
                where=where,
            )
        )
    if types & _ENDORSEMENTS:
        raise ExchangeError(
            tr(
                "“{where}” recommends a badge or an issuer and is no badge itself; get the badge and import that.",
                where=where,
            )
        )
    if types & _DESCRIPTIONS:
        raise ExchangeError(
            tr(
                "“{where}” describes a badge or an issuer, but not that somebody earned it; get your own badge, which "
                "is called an assertion or a credential, and import that.",
                where=where,
            )
        )
    raise ExchangeError(
        tr(
            "“{where}” is no Open Badge of version 2.0 or 3.0, as its type is “{type}”; get the badge as one of these "
            "and import that.",
            where=where,
            type=shown(", ".join(sorted(types)) or tr("not said")),
        )
    )
