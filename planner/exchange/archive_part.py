"""What all parts of the archive share: the strict base, and the ranges of numbers that a library can hold."""

from typing import Annotated

import msgspec
from msgspec import Meta

Uid = Annotated[str, Meta(min_length=1)]
Whole = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Sequence = Annotated[int, Meta(ge=0, le=2**31 - 1)]
"""A SEQUENCE, which calendar programs hold in 32 bits (RFC 5545, 3.3.8)."""
Level = Annotated[float, Meta(ge=0, le=5)]
RubricStep = Annotated[int, Meta(ge=0, le=5)]
PriorityNumber = Annotated[int, Meta(ge=0, le=3)]
Fold = Annotated[int, Meta(ge=0, le=1)]


class Part(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of all parts: strict about names, so that a misspelt field is told and never lost."""
