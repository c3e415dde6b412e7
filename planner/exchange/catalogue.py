"""The catalogue of certifications and courses: its format (docs/formats/catalogue.md), its reader, the shipped file.

It is read whole or not at all: the types of :mod:`planner.exchange.catalogue_format` bound its shape,
:mod:`planner.exchange.catalogue_checks` says what types cannot, and every fault is one sentence with its place.
"""

from decimal import Decimal
from typing import overload

import msgspec

from planner.domain.catalogue import (
    HUNDREDTHS,
    CarryOver,
    Catalogue,
    CatalogueCertification,
    CatalogueCourse,
    CatalogueExam,
    CataloguePrice,
    CatalogueRenewal,
    CatalogueSkill,
    CreditCategory,
    ReplacedCertification,
)
from planner.domain.money import Money
from planner.exchange.catalogue_checks import faults
from planner.exchange.catalogue_file import document_of, shipped, unusable
from planner.exchange.catalogue_format import (
    CatalogueDocument,
    CertificationPart,
    CoursePart,
    PricePart,
    RenewalPart,
    SkillPart,
)

FORMAT = "planner-catalogue"
_SHIPPED = "goals.json"


_DOCUMENT = msgspec.json.Decoder(CatalogueDocument)


def load_catalogue() -> Catalogue:
    """The catalogue that ships with the program.

    Raises:
        ExchangeError: the installation's own file is missing or damaged.
    """
    return read_catalogue(shipped(_SHIPPED), _SHIPPED)


def read_catalogue(data: bytes, where: str) -> Catalogue:
    """The catalogue in ``data``; ``where`` names it in the message of an error.

    Raises:
        ExchangeError: it is too large, no JSON, not a catalogue, of a newer format, or inconsistent.
    """
    document = document_of(data, where, FORMAT, _DOCUMENT)
    for place, problem in faults(document):
        raise unusable(where, place, problem)
    return Catalogue(
        checked_on=document.checked_on,
        certifications=tuple(map(_certification, document.certifications)),
        courses=tuple(map(_course, document.courses)),
    )


def _certification(part: CertificationPart) -> CatalogueCertification:
    return CatalogueCertification(
        key=part.key,
        name=part.name,
        issuer=part.issuer,
        code=part.code,
        issuer_url=part.issuer_url,
        url=part.url,
        confirmed=part.confirmed,
        status=part.status,
        retired_on=part.retired_on,
        replaced_by=part.replaced_by,
        replaces=tuple(ReplacedCertification(one.code, one.name, one.retired_on) for one in part.replaces),
        level=part.level,
        prerequisites=part.prerequisites,
        price=_price(part.price),
        exam=CatalogueExam(*msgspec.structs.astuple(part.exam)) if part.exam else None,
        validity_months=part.validity_months,
        never_expires=part.never_expires,
        preparation_minutes=part.preparation_minutes,
        skills=_skills(part.skills),
        renewal=_renewal(part.renewal) if part.renewal else CatalogueRenewal(),
        note=part.note,
        sources=part.sources,
    )


def _course(part: CoursePart) -> CatalogueCourse:
    return CatalogueCourse(
        key=part.key,
        name=part.name,
        provider=part.provider,
        url=part.url,
        format=part.format,
        units=part.units,
        estimate_minutes=part.estimate_minutes,
        price=_price(part.price),
        certificate=part.certificate,
        skills=_skills(part.skills),
        sources=part.sources,
    )


def _price(part: PricePart | None) -> CataloguePrice | None:
    return CataloguePrice(part.minor, part.currency, part.year) if part else None


def _skills(parts: tuple[SkillPart, ...]) -> tuple[CatalogueSkill, ...]:
    return tuple(CatalogueSkill(part.node, float(part.level)) for part in parts)


def _renewal(part: RenewalPart) -> CatalogueRenewal:
    carried = part.carry_over
    return CatalogueRenewal(
        method=part.method,
        cycle_months=part.cycle_months,
        unit=part.unit,
        required=_hundredths(part.required),
        categories=tuple(
            CreditCategory(one.key, one.name, _hundredths(one.minimum), _hundredths(one.maximum))
            for one in part.categories
        ),
        minimum_per_year=_hundredths(part.minimum_per_year),
        window_days=part.window_days,
        grace_days=part.grace_days,
        carry_over=CarryOver(_hundredths(carried.maximum), carried.months) if carried else None,
        fee=Money(part.fee.minor, part.fee.currency) if part.fee else None,
        options=part.options,
        note=part.note,
        source=part.source,
    )


@overload
def _hundredths(amount: Decimal) -> int: ...
@overload
def _hundredths(amount: None) -> None: ...
def _hundredths(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * HUNDREDTHS)
