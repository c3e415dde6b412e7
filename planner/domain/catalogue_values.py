"""What the catalogue knows of an entry, as a plan keeps it: columns of its record, and the rule of its renewal."""

from typing import Any

from planner.domain.catalogue import CatalogueCertification, CatalogueEntry, CatalogueRenewal
from planner.domain.folding import fold
from planner.domain.renewal import Category, Rule
from planner.domain.words import CreditUnit, Kind, RenewalMethod

NOTE_MAX = 1000
"""How many characters the note of a rule may have."""


def kind_of(known: CatalogueEntry) -> Kind:
    """What sort of activity an entry is."""
    return Kind.CERTIFICATION if isinstance(known, CatalogueCertification) else Kind.COURSE


def issuer_of(known: CatalogueEntry) -> str:
    """Who issues a certification, or provides a course."""
    return known.issuer if isinstance(known, CatalogueCertification) else known.provider


def code_of(known: CatalogueEntry) -> str:
    """The short name of a certification; empty where it has none, and for courses."""
    return known.code if isinstance(known, CatalogueCertification) else ""


def is_confirmed(known: CatalogueEntry) -> bool:
    """Whether more of it is known than its name."""
    return not isinstance(known, CatalogueCertification) or known.confirmed


def effort_of(known: CatalogueEntry) -> int | None:
    """About how many minutes it takes to prepare for it, or to work through it."""
    return known.preparation_minutes if isinstance(known, CatalogueCertification) else known.estimate_minutes


def months_of(known: CatalogueEntry) -> int | None:
    """How long a certification holds; None where it never expires or that is not known."""
    if not isinstance(known, CatalogueCertification) or known.never_expires:
        return None
    return known.renewal.cycle_months or known.validity_months


def columns_of(known: CatalogueEntry) -> dict[str, tuple[tuple[str, Any], ...]]:
    """The columns of its record by the field that they make up together; only what is known and confirmed."""
    if not is_confirmed(known):
        return {"issuer": (("issuer", issuer_of(known)),)}
    found: dict[str, tuple[tuple[str, Any], ...]] = {}
    if isinstance(known, CatalogueCertification):
        for name in ("issuer", "issuer_url", "code", "url", "level", "prerequisites"):
            found[name] = ((name, getattr(known, name)),)
        if known.never_expires:
            found["validity"] = (("never_expires", True),)
        elif known.validity_months:
            found["validity"] = (("validity_months", known.validity_months),)
    else:
        found["issuer"] = (("provider", known.provider),)
        found["url"] = (("url", known.url),)
        if known.units:
            found["units"] = (("units_total", known.units),)
        if known.certificate:
            found["certificate"] = (("certificate", True),)
    if known.price is not None:
        found["price"] = (("fee_minor", known.price.minor), ("fee_currency", known.price.currency))
    return {field: columns for field, columns in found.items() if columns[0][1] != ""}


def rule_of(known: CatalogueEntry) -> Rule | None:
    """How a certification is renewed; None where that is not known."""
    if not isinstance(known, CatalogueCertification):
        return None
    renewal = known.renewal
    if renewal.method == RenewalMethod.UNKNOWN or (renewal.unit and renewal.unit not in frozenset(CreditUnit)):
        return None
    carry = renewal.carry_over
    return Rule(
        renewal.method,
        months_of(known),
        renewal.unit,
        renewal.required,
        tuple(Category(one.name, one.minimum, one.maximum) for one in renewal.categories),
        renewal.minimum_per_year,
        renewal.window_days,
        renewal.grace_days or 0,
        0 if carry is None else carry.maximum,
        0 if carry is None else carry.months,
    )


def note_of(renewal: CatalogueRenewal) -> str:
    """What else is told of a renewal: the ways to it where there is room for them, and the note."""
    whole = " ".join((*renewal.options, renewal.note)).strip()
    return whole if len(whole) <= NOTE_MAX else renewal.note


def speaks_of(text: str, known: CatalogueEntry) -> bool:
    """Whether a name that a person types still is that of the entry: whole and with more, or the beginning of it."""
    typed, name, code = fold(text).strip(), fold(known.name), fold(code_of(known))
    if not typed:
        return False
    return name in typed or name.startswith(typed) or (bool(code) and code in typed)
