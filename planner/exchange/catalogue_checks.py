"""What the types of the catalogue cannot say: unique keys, references that exist, sums that can be reached."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from planner.config.text import tr
from planner.domain.addresses import is_address
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.levels import is_level
from planner.domain.money import is_currency
from planner.domain.plain_text import clean_line

if TYPE_CHECKING:
    from planner.exchange.catalogue_format import (
        CatalogueDocument,
        CertificationPart,
        ExamPart,
        FeePart,
        PricePart,
        RenewalPart,
        SkillPart,
    )

Fault = tuple[str, str]  # place, problem

CREDIT_METHODS: Final = frozenset({"credits", "credits_and_fee"})
UNRULED_METHODS: Final = frozenset({"none", "unknown"})
LARGEST_AMOUNT: Final = 100_000
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALLOWED_UNCONFIRMED: Final = frozenset({"key", "name", "issuer", "url", "confirmed", "status", "sources"})
_OF_CREDITS: Final = ("unit", "required", "categories", "minimum_per_year", "carry_over")
_OF_RULES: Final = ("cycle_months", "window_days", "grace_days", "fee")


def faults(document: "CatalogueDocument") -> Iterator[Fault]:
    """What is wrong with a catalogue whose types are right: the place of each fault, and what it is."""
    yield from text_faults(document, "")
    yield from date_faults(document.checked_on, "checked_on")
    yield from _key_faults(document)
    for number, one in enumerate(document.certifications):
        yield from _certification_faults(one, f"certifications[{number}]")
    yield from _succession_faults(document)
    for number, course in enumerate(document.courses):
        place = f"courses[{number}]"
        yield from address_faults(course.url, f"{place}.url")
        yield from _money_faults(course.price, f"{place}.price")
        yield from _skill_faults(course.skills, f"{place}.skills")


def text_faults(part: object, place: str) -> Iterator[Fault]:
    """Texts of a part that are not one clean line."""
    if isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from text_faults(getattr(part, name), f"{place}.{name}".lstrip("."))
    elif isinstance(part, tuple):
        for number, one in enumerate(part):
            yield from text_faults(one, f"{place}[{number}]")
    elif isinstance(part, str) and clean_line(part) != part:
        yield place, tr("the text has to be one line without control characters and without spaces at its ends")


def _key_faults(document: "CatalogueDocument") -> Iterator[Fault]:
    """Keys of certifications and courses are one namespace, so that a key alone names an entry."""
    seen: set[str] = set()
    keys = [(f"certifications[{number}].key", one.key) for number, one in enumerate(document.certifications)]
    keys += [(f"courses[{number}].key", one.key) for number, one in enumerate(document.courses)]
    for place, key in keys:
        yield from form_faults(key, place)
        if key in seen:
            yield place, tr("the key “{key}” is used twice", key=key)
        seen.add(key)


def form_faults(key: str, place: str) -> Iterator[Fault]:
    """A key that has not the form of one."""
    if not _KEY.fullmatch(key):
        yield place, tr("“{key}” is no key of small letters, digits and single hyphens", key=key)


def _certification_faults(one: "CertificationPart", place: str) -> Iterator[Fault]:
    if not one.confirmed:
        yield from _unconfirmed_faults(one, place)
    for name in ("issuer_url", "url"):
        yield from address_faults(getattr(one, name), f"{place}.{name}")
    yield from date_faults(one.retired_on, f"{place}.retired_on")
    if one.retired_on is not None and one.status != "retired":
        yield f"{place}.retired_on", tr("only a retired certification has such a date")
    if one.never_expires and one.validity_months is not None:
        yield f"{place}.validity_months", tr("what never expires has no term of validity")
    yield from _money_faults(one.price, f"{place}.price")
    if one.exam is not None:
        yield from _exam_faults(one.exam, f"{place}.exam")
    yield from _skill_faults(one.skills, f"{place}.skills")
    if one.renewal is not None:
        if one.never_expires and one.renewal.method not in UNRULED_METHODS:
            yield f"{place}.renewal.method", tr("what never expires is not renewed")
        yield from _renewal_faults(one.renewal, f"{place}.renewal")


def _unconfirmed_faults(one: "CertificationPart", place: str) -> Iterator[Fault]:
    for field in msgspec.structs.fields(one):
        if field.name not in _ALLOWED_UNCONFIRMED and getattr(one, field.name) != field.default:
            yield f"{place}.{field.name}", tr("a certification that is not confirmed states no such fact")
    if one.status != "unknown":
        yield f"{place}.status", tr("a certification that is not confirmed has the status “unknown”")


def _exam_faults(exam: "ExamPart", place: str) -> Iterator[Fault]:
    if (exam.pass_mark is None) != (exam.max_score is None):
        yield f"{place}.pass_mark", tr("a pass mark and the highest score belong together")
    elif exam.pass_mark is not None and exam.max_score is not None and exam.pass_mark > exam.max_score:
        yield f"{place}.pass_mark", tr("the pass mark is above the highest score")


def _skill_faults(skills: "tuple[SkillPart, ...]", place: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(skills):
        yield from form_faults(one.node, f"{place}[{number}].node")
        if one.node in seen:
            yield f"{place}[{number}].node", tr("the skill “{key}” stands here twice", key=one.node)
        if not is_level(one.level):
            yield f"{place}[{number}].level", tr("levels go in halves")
        seen.add(one.node)


def _succession_faults(document: "CatalogueDocument") -> Iterator[Fault]:
    """Who came after whom is said twice, in ``replaced_by`` and in ``replaces``; both have to say the same."""
    successors = {one.key: one.replaced_by for one in document.certifications}
    for number, one in enumerate(document.certifications):
        yield from _successor_faults(one.key, successors, f"certifications[{number}].replaced_by")
    told = {
        (older.code, older.name, older.retired_on, newer.key)
        for newer in document.certifications
        for older in newer.replaces
    }
    known = {(one.code, one.name, one.retired_on, one.replaced_by) for one in document.certifications}
    for number, one in enumerate(document.certifications):
        place = f"certifications[{number}]"
        if one.replaced_by and (one.code, one.name, one.retired_on, one.replaced_by) not in told:
            yield f"{place}.replaced_by", tr("“{key}” does not say the same in “replaces”", key=one.replaced_by)
        for count, older in enumerate(one.replaces):
            yield from date_faults(older.retired_on, f"{place}.replaces[{count}].retired_on")
            if (older.code, older.name, older.retired_on, one.key) not in known:
                yield f"{place}.replaces[{count}]", tr("“{name}” has no entry that says the same", name=older.name)


def _successor_faults(key: str, successors: dict[str, str], place: str) -> Iterator[Fault]:
    seen = {key}
    while key := successors[key]:
        if key not in successors:
            yield place, tr("there is no certification “{key}”", key=key)
            return
        if key in seen:
            yield place, tr("the certifications replace each other in a circle")
            return
        seen.add(key)


def _renewal_faults(renewal: "RenewalPart", place: str) -> Iterator[Fault]:
    wrong = list(_amount_faults(renewal, place))
    yield from wrong
    if renewal.method not in CREDIT_METHODS:
        for name in _OF_CREDITS:
            if getattr(renewal, name):
                yield f"{place}.{name}", tr("only a renewal by credits has this")
    if renewal.method in UNRULED_METHODS:
        for name in _OF_RULES:
            if getattr(renewal, name) is not None:
                yield f"{place}.{name}", tr("a renewal by the method “{method}” has no rule", method=renewal.method)
    yield from _money_faults(renewal.fee, f"{place}.fee")
    if not wrong:
        yield from _credit_faults(renewal, place)


def _credit_faults(renewal: "RenewalPart", place: str) -> Iterator[Fault]:
    if renewal.required is None:
        for name in ("categories", "minimum_per_year", "carry_over"):
            if getattr(renewal, name):
                yield f"{place}.{name}", tr("this needs the number of credits that is required")
        return
    if not renewal.unit or renewal.cycle_months is None:
        yield f"{place}.required", tr("required credits need a unit and a cycle")
        return
    yield from _category_faults(renewal, renewal.required, place)
    if renewal.minimum_per_year is not None and renewal.minimum_per_year * renewal.cycle_months > renewal.required * 12:
        yield f"{place}.minimum_per_year", tr("the years together want more than the cycle")
    carry_over = renewal.carry_over
    if carry_over is not None and (carry_over.maximum > renewal.required or carry_over.months > renewal.cycle_months):
        yield f"{place}.carry_over", tr("more is carried over than one cycle holds")


def _category_faults(renewal: "RenewalPart", required: Decimal, place: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(renewal.categories):
        within = f"{place}.categories[{number}]"
        yield from form_faults(one.key, f"{within}.key")
        if one.key in seen:
            yield f"{within}.key", tr("the key “{key}” is used twice", key=one.key)
        seen.add(one.key)
        if one.minimum is not None and one.minimum > required:
            yield f"{within}.minimum", tr("the minimum is more than what is required in all")
        if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
            yield f"{within}.maximum", tr("the maximum is below the minimum")
    if sum(one.minimum or 0 for one in renewal.categories) > required:
        yield f"{place}.categories", tr("the minimums together are more than what is required in all")
    highest = [one.maximum for one in renewal.categories if one.maximum is not None]
    if renewal.categories and len(highest) == len(renewal.categories) and sum(highest) < required:
        yield f"{place}.categories", tr("the maximums together are less than what is required in all")


def _amount_faults(renewal: "RenewalPart", place: str) -> Iterator[Fault]:
    amounts = [("required", renewal.required), ("minimum_per_year", renewal.minimum_per_year)]
    amounts += [("carry_over.maximum", renewal.carry_over.maximum)] if renewal.carry_over else []
    for number, one in enumerate(renewal.categories):
        amounts += [
            (f"categories[{number}].minimum", one.minimum),
            (f"categories[{number}].maximum", one.maximum),
        ]
    for name, amount in amounts:
        if amount is not None and not _is_amount(amount):
            yield f"{place}.{name}", tr("“{value}” is no number of credits with at most two decimals", value=amount)


def _is_amount(amount: Decimal) -> bool:
    return amount.is_finite() and 0 < amount <= LARGEST_AMOUNT and amount == round(amount, 2)


def _money_faults(money: "PricePart | FeePart | None", place: str) -> Iterator[Fault]:
    if money is not None and not is_currency(money.currency):
        yield f"{place}.currency", tr("“{value}” is no currency code", value=money.currency)


def address_faults(url: str, place: str) -> Iterator[Fault]:
    """An address that cannot be opened; an empty one is none."""
    if url and (not is_address(url) or url[:7].lower() == "mailto:"):
        yield place, tr("“{url}” is no http or https address", url=url[:80])


def date_faults(value: str | None, place: str) -> Iterator[Fault]:
    """A text that is no date."""
    if value is None:
        return
    try:
        parse_date(value)
    except InvalidInputError:
        yield place, tr("“{value}” is no date like 2026-11-23", value=value[:40])
