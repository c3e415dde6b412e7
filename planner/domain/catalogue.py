"""What the catalogue knows of certifications and courses: facts about the world, the same for every plan.

Amounts of credits are whole numbers of hundredths of a unit (60 PDUs are 6000), money is in minor units, efforts are in
minutes. None and an empty text mean that a fact is not known; it never means that there is none.
"""

from datetime import date
from typing import Final, NamedTuple

from planner.domain.money import Money

HUNDREDTHS: Final = 100
"""How many of the amounts below make one unit of credit."""


class CatalogueSkill(NamedTuple):
    """The skill with this key in the built-in roadmap, and the level that passing or completing shows of it."""

    node: str
    level: float


class CataloguePrice(NamedTuple):
    """A list price before tax, as it stood in a year."""

    minor: int
    currency: str
    year: int


class CatalogueExam(NamedTuple):
    """What the exam is like; ``pass_mark`` is out of ``max_score``."""

    minutes: int | None = None
    questions: int | None = None
    pass_mark: int | None = None
    max_score: int | None = None


class CreditCategory(NamedTuple):
    """A sort of credits, with the least that has to be of it and the most that counts, in hundredths."""

    key: str
    name: str
    minimum: int | None = None
    maximum: int | None = None


class CarryOver(NamedTuple):
    """What goes into the next cycle: at most so many hundredths, earned in the last months of this one."""

    maximum: int
    months: int


class CatalogueRenewal(NamedTuple):
    """How a certification is kept.

    ``method`` is ``exam``, ``credits``, ``credits_and_fee``, ``online_assessment``, ``fee``, ``none`` (nothing to do)
    or ``unknown``. ``required`` hundredths of ``unit`` are wanted in ``cycle_months``, and ``minimum_per_year`` of them
    in each year. One can renew from ``window_days`` before the expiry until ``grace_days`` after it. ``fee`` is for one
    cycle. ``options`` are ways to renew, as sentences; ``source`` is the title or the address of where the rule stands.
    """

    method: str = "unknown"
    cycle_months: int | None = None
    unit: str = ""
    required: int | None = None
    categories: tuple[CreditCategory, ...] = ()
    minimum_per_year: int | None = None
    window_days: int | None = None
    grace_days: int | None = None
    carry_over: CarryOver | None = None
    fee: Money | None = None
    options: tuple[str, ...] = ()
    note: str = ""
    source: str = ""


class ReplacedCertification(NamedTuple):
    """An older certification that this one stands for now; it has an entry of its own."""

    code: str
    name: str
    retired_on: str | None = None


class CatalogueCertification(NamedTuple):
    """A certification. ``status`` is ``active``, ``retired`` or, where no source says so, ``unknown``.

    One that is not ``confirmed`` was met in no source that can be relied on: only its name, its issuer and perhaps its
    address are given. ``replaced_by`` is the key of the certification that came after it.
    """

    key: str
    name: str
    issuer: str
    code: str = ""
    issuer_url: str = ""
    url: str = ""
    confirmed: bool = True
    status: str = "unknown"
    retired_on: str | None = None
    replaced_by: str = ""
    replaces: tuple[ReplacedCertification, ...] = ()
    level: str = ""
    prerequisites: str = ""
    price: CataloguePrice | None = None
    exam: CatalogueExam | None = None
    validity_months: int | None = None
    never_expires: bool = False
    preparation_minutes: int | None = None
    skills: tuple[CatalogueSkill, ...] = ()
    renewal: CatalogueRenewal = CatalogueRenewal()
    note: str = ""
    sources: tuple[str, ...] = ()


class CatalogueCourse(NamedTuple):
    """A course; ``certificate`` True says that one gets a certificate, False that this is not known or not so."""

    key: str
    name: str
    provider: str
    url: str = ""
    format: str = ""
    units: int | None = None
    estimate_minutes: int | None = None
    price: CataloguePrice | None = None
    certificate: bool = False
    skills: tuple[CatalogueSkill, ...] = ()
    sources: tuple[str, ...] = ()


CatalogueEntry = CatalogueCertification | CatalogueCourse


class Catalogue(NamedTuple):
    """All entries, in the order of the file; ``checked_on`` is the day on which the facts were gathered."""

    checked_on: str
    certifications: tuple[CatalogueCertification, ...] = ()
    courses: tuple[CatalogueCourse, ...] = ()


class Held(NamedTuple):
    """A certification that a person has, by the entry of the catalogue or by name; the day may not be known."""

    name: str
    known: CatalogueEntry | None = None
    passed_on: date | None = None
