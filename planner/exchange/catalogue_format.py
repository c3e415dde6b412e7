"""The shape of the catalogue file: one class for each part, with bounds that types can say."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Key = Annotated[str, Meta(min_length=1, max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Sentence = Annotated[str, Meta(min_length=1, max_length=400)]
Source = Annotated[str, Meta(min_length=1, max_length=2_000)]
Address = Annotated[str, Meta(max_length=2_000)]
Code = Annotated[str, Meta(max_length=60)]
Note = Annotated[str, Meta(max_length=400)]
Level = Annotated[float, Meta(ge=0.5, le=5)]
Minutes = Annotated[int, Meta(ge=1, le=600_000)]
Months = Annotated[int, Meta(ge=1, le=1_200)]
Minor = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Currency = Annotated[str, Meta(min_length=3, max_length=3)]
Count = Annotated[int, Meta(ge=1, le=100_000)]
Days = Annotated[int, Meta(ge=0, le=3_660)]
Method = Literal["exam", "credits", "credits_and_fee", "online_assessment", "fee", "none", "unknown"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of all parts of the catalogue: immutable, and strict about names."""


class SkillPart(Part, frozen=True):
    """The skill with this key in the built-in roadmap, at the level that is shown."""

    node: Key
    level: Level


class PricePart(Part, frozen=True):
    """A list price in minor units, with the year of the list."""

    minor: Minor
    currency: Currency
    year: Annotated[int, Meta(ge=2000, le=2100)]


class FeePart(Part, frozen=True):
    """A fee in minor units."""

    minor: Minor
    currency: Currency


class ExamPart(Part, frozen=True):
    """What is known of the exam."""

    minutes: Minutes | None = None
    questions: Count | None = None
    pass_mark: Count | None = None
    max_score: Count | None = None


class CategoryPart(Part, frozen=True):
    """A sort of credits, in units."""

    key: Key
    name: Name
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class CarryOverPart(Part, frozen=True):
    """How many units of the last months go into the next cycle."""

    maximum: Decimal
    months: Months


class RenewalPart(Part, frozen=True):
    """How the certification is kept; see :class:`planner.domain.catalogue.CatalogueRenewal`. Amounts are in units."""

    method: Method
    cycle_months: Months | None = None
    unit: Annotated[str, Meta(max_length=20)] = ""
    required: Decimal | None = None
    categories: tuple[CategoryPart, ...] = ()
    minimum_per_year: Decimal | None = None
    window_days: Days | None = None
    grace_days: Days | None = None
    carry_over: CarryOverPart | None = None
    fee: FeePart | None = None
    options: tuple[Sentence, ...] = ()
    note: Note = ""
    source: Annotated[str, Meta(max_length=2_000)] = ""


class ReplacedPart(Part, frozen=True):
    """An older certification that this one stands for."""

    code: Code
    name: Name
    retired_on: str | None = None


class CertificationPart(Part, frozen=True, kw_only=True):
    """A certification; see :class:`planner.domain.catalogue.CatalogueCertification`."""

    key: Key
    name: Name
    code: Code = ""
    issuer: Name
    issuer_url: Address = ""
    url: Address = ""
    confirmed: bool = True
    status: Literal["active", "retired", "unknown"]
    retired_on: str | None = None
    replaced_by: Annotated[str, Meta(max_length=60)] = ""
    replaces: tuple[ReplacedPart, ...] = ()
    level: Annotated[str, Meta(max_length=60)] = ""
    prerequisites: Note = ""
    price: PricePart | None = None
    exam: ExamPart | None = None
    validity_months: Months | None = None
    never_expires: bool = False
    preparation_minutes: Minutes | None = None
    skills: tuple[SkillPart, ...] = ()
    renewal: RenewalPart | None = None
    note: Note = ""
    sources: tuple[Source, ...] = ()


class CoursePart(Part, frozen=True):
    """A course; see :class:`planner.domain.catalogue.CatalogueCourse`."""

    key: Key
    name: Name
    provider: Name
    url: Address = ""
    format: Annotated[str, Meta(max_length=200)] = ""
    units: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    estimate_minutes: Minutes | None = None
    price: PricePart | None = None
    certificate: bool = False
    skills: tuple[SkillPart, ...] = ()
    sources: tuple[Source, ...] = ()


class CatalogueDocument(Part, frozen=True):
    """The whole file."""

    format: Literal["planner-catalogue"]
    version: Literal[1]
    checked_on: str
    certifications: tuple[CertificationPart, ...]
    courses: tuple[CoursePart, ...]
