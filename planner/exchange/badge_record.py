"""What an Open Badge says, whatever its version and the file that it came in.

The format stands in ``docs/formats/open-badges.md``. A badge is a claim: nothing here says that it is true.
"""

from typing import Final, Literal, NamedTuple

Version = Literal["1.1", "2.0", "3.0"]
MediaType = Literal["application/json", "image/png", "application/jwt"]
Signed = Literal["", "jws", "data-integrity", "hosted"]


class Recipient(NamedTuple):
    """Who earned a badge: an identity as it stands, or its hash with the salt that was appended to it.

    ``kind`` ``none`` is nobody that could be told by a text. ``identity_type`` is what the value is, such as ``email``.
    """

    kind: Literal["plain", "hashed", "none"] = "none"
    value: str = ""
    salt: str = ""
    identity_type: str = ""


NOBODY: Final = Recipient()


class Badge(NamedTuple):
    """One badge that somebody earned. Texts are plain and bounded, addresses are http or https, and empty is not said.

    ``issued_on`` and ``expires_on`` are dates in UTC. ``credential_id`` is the identifier of the award as it stands,
    ``credential_url`` its address where it has one. ``signed`` says how the badge claims to be proven, which nobody
    checked. ``missing`` are sentences on what lies on the web, so that ``name`` or ``issuer`` may be empty.
    """

    version: Version
    name: str
    issuer: str = ""
    issuer_url: str = ""
    issued_on: str | None = None
    expires_on: str | None = None
    criteria: str = ""
    criteria_url: str = ""
    description: str = ""
    credential_id: str = ""
    credential_url: str = ""
    skills: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    media_type: MediaType = "application/json"
    signed: Signed = ""
    revoked: bool = False
    revocation_reason: str = ""
    missing: tuple[str, ...] = ()

    @property
    def recipient(self) -> Recipient:
        """Who earned it: the first of those that it names, since version 3.0 may name one person in several ways."""
        return self.recipients[0] if self.recipients else NOBODY
