"""The words for what the catalogue knows: suggestions, entries, what would be filled in, what the plan has already."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.config import formats
from planner.config.text import mark, tr, trn, within
from planner.domain.catalogue import CatalogueCertification, CatalogueEntry, CataloguePrice, CatalogueRenewal
from planner.domain.catalogue_values import code_of, is_confirmed, issuer_of, kind_of, months_of
from planner.domain.dates import parse_date
from planner.domain.errors import ExchangeError, NotFoundError
from planner.domain.folding import fold
from planner.domain.money import Money
from planner.domain.renewal import Rule
from planner.domain.words import Kind
from planner.services.catalogue import catalogue, entry, search
from planner.services.humanize import duration, level_text, long_date, money_text
from planner.services.queries.catalogue import Opening, Present, same_address
from planner.services.renewal_facts import credits_text, method_word
from planner.services.words import state_word

_FIELD_WORDS = {
    "issuer": mark("Issuer"),
    "issuer_url": mark("Issuer’s web page"),
    "code": mark("Code"),
    "url": mark("Web page"),
    "level": mark("Level"),
    "prerequisites": mark("Asked before"),
    "validity": mark("Valid"),
    "renewal": mark("Renewal"),
    "price": mark("List price"),
    "estimate": mark("Time"),
    "units": mark("Units"),
    "certificate": mark("Certificate"),
    "skills": mark("Shows"),
}


def suggestions(words: str, kind: Kind, limit: int, *, alone: bool = False) -> tuple[CatalogueEntry, ...]:
    """The best entries for what was typed, those of ``kind`` first, or ``alone``.

    There are none where the catalogue cannot be read: one can do without it.
    """
    try:
        first = search(words, kind, limit)
        if alone:
            return first
        others = Kind.COURSE if kind is Kind.CERTIFICATION else Kind.CERTIFICATION
        return first + search(words, others, limit - len(first))
    except ExchangeError:
        return ()


def likely_entries(kind: Kind, title: str, code: str, url: str, limit: int) -> tuple[CatalogueEntry, ...]:
    """The entries that a goal of the plan may be: of the same web page or code first, then of a like name."""
    try:
        every = catalogue()
    except ExchangeError:
        return ()
    entries: tuple[CatalogueEntry, ...] = every.certifications if kind is Kind.CERTIFICATION else every.courses
    found = [
        one
        for one in entries
        if (code and fold(code_of(one)) == fold(code)) or (url and same_address(one.url) == same_address(url))
    ]
    if not found:
        last = title.rpartition(":")[2].strip()
        whole = suggestions(title, kind, limit, alone=True)
        found += whole or (suggestions(last, kind, limit, alone=True) if last else ())
    return tuple(found[:limit])


def known_entry(key: str) -> CatalogueEntry | None:
    """The entry with this key; None for an empty key, one that this catalogue does not have, or without a catalogue."""
    try:
        return entry(key) if key else None
    except (ExchangeError, NotFoundError):
        return None


def successor(known: CatalogueEntry) -> CatalogueEntry | None:
    """The entry that came after this one."""
    return known_entry(known.replaced_by) if isinstance(known, CatalogueCertification) else None


def short_name(known: CatalogueEntry) -> str:
    """The code by which it is known, else its name: ``AI-901``."""
    return code_of(known) or known.name


def retired_words(known: CatalogueEntry) -> str:
    """``retired on 30 Jun 2026, now AI-901``; empty for what one can still take and nothing came after."""
    if not isinstance(known, CatalogueCertification):
        return ""
    after = successor(known)
    if known.status != "retired":
        return "" if after is None else tr("followed by {name}", name=short_name(after))
    if known.retired_on is None:
        told = tr("retired")
    else:
        told = tr("retired on {date}", date=long_date(parse_date(known.retired_on)))
    return told if after is None else tr("{told}, now {name}", told=told, name=short_name(after))


def retired_sentence(known: CatalogueEntry) -> str:
    """“Retired on 30 Jun 2026; now there is Azure AI Fundamentals (AI-901).”; empty where it is not."""
    if not isinstance(known, CatalogueCertification):
        return ""
    after = successor(known)
    name = "" if after is None else full_name(after)
    if known.status != "retired":
        return tr("It is followed by {name}.", name=name) if name else ""
    day = "" if known.retired_on is None else long_date(parse_date(known.retired_on))
    if name and day:
        return tr("Retired on {date}; now there is {name}.", date=day, name=name)
    if name:
        return tr("Retired; now there is {name}.", name=name)
    return tr("Retired on {date}.", date=day) if day else tr("Retired.")


def full_name(known: CatalogueEntry) -> str:
    """The name with the code, unless the name has it: ``Microsoft Certified: Azure AI Fundamentals (AI-901)``."""
    code = code_of(known)
    if not code or code in known.name:
        return known.name
    return tr("{name} ({code})", name=known.name, code=code)


def second_line(known: CatalogueEntry) -> str:
    """What stands grey below the name of a suggestion: its issuer, and that it is retired or hardly known."""
    told = retired_words(known) if is_confirmed(known) else tr("only its name is known")
    return " · ".join(filter(None, (issuer_of(known), told)))


def spoken(known: CatalogueEntry) -> str:
    """A suggestion for a screen reader."""
    return ", ".join(filter(None, (known.name, code_of(known), second_line(known).replace(" · ", ", "))))


class EntryWords(NamedTuple):
    """What a list of entries shows of one: its name, what stands at the right end, the grey line, and it all spoken."""

    name: str
    mark: str
    second: str
    spoken: str
    kind: str


def entry_words(known: CatalogueEntry) -> EntryWords:
    """A certification or a course, with its code at the right end."""
    return EntryWords(known.name, code_of(known), second_line(known), spoken(known), kind_of(known))


def source_sentence(known: CatalogueEntry, checked_on: str) -> str:
    """“From the catalogue, as of 23 Nov 2026: 36 months, 60 PDUs in 3 years, list price USD 99 (2025)”."""
    if not is_confirmed(known):
        return tr("The catalogue knows only its name; nothing else about it was confirmed.")
    day = long_date(parse_date(checked_on))
    told = ", ".join(_told(known))
    if not told:
        return tr("From the catalogue, as of {date}", date=day)
    return tr("From the catalogue, as of {date}: {told}", date=day, told=told)


def _told(known: CatalogueEntry) -> Iterable[str]:
    if isinstance(known, CatalogueCertification):
        months = months_of(known)
        if known.never_expires:
            yield tr("does not expire")
        elif months:
            yield trn("{n} month", "{n} months", months)
        else:
            yield tr("how long it holds is not known")
        yield from filter(None, (_renewal_told(known.renewal),))
    else:
        yield from filter(None, (within(known.format),))
        if known.estimate_minutes:
            yield tr("about {time}", time=duration(known.estimate_minutes))
    if known.price is not None:
        yield price_words(known.price)


def _renewal_told(renewal: CatalogueRenewal) -> str:
    if renewal.required:
        return _in_cycle(credits_text(renewal.required, renewal.unit), renewal.cycle_months)
    if renewal.method in ("none", "unknown"):
        return ""
    return tr("then {what}", what=method_word(renewal.method))


def _in_cycle(amount: str, months: int | None) -> str:
    if not months:
        return amount
    if months % 12 == 0:
        return trn("{amount} in {n} year", "{amount} in {n} years", months // 12, amount=amount)
    return trn("{amount} in {n} month", "{amount} in {n} months", months, amount=amount)


def money_words(money: Money) -> str:
    """An amount without empty cents: ``USD 99``, ``EUR 49.50``."""
    return money_text(*money).removesuffix(formats.localized(".00"))


def price_words(price: CataloguePrice) -> str:
    """``list price USD 99 (2025)``, ``free of charge``."""
    if not price.minor:
        return tr("free of charge")
    return tr("list price {price} ({year})", price=money_words(Money(price.minor, price.currency)), year=price.year)


def field_word(opening: Opening) -> str:
    """What a field that can be filled in is called."""
    return tr(_FIELD_WORDS[opening.field])


def field_text(opening: Opening) -> str:
    """What would be filled in."""
    if opening.minutes is not None:
        return duration(opening.minutes)
    if opening.rule is not None:
        return _rule_text(opening.rule)
    if opening.skills:
        return ", ".join(f"{skill.name} {level_text(skill.level)}" for skill in opening.skills)
    values = dict(opening.columns)
    if "fee_minor" in values:
        return money_words(Money(values["fee_minor"], values["fee_currency"]))
    if values.get("never_expires"):
        return tr("does not expire")
    if "validity_months" in values:
        return trn("{n} month", "{n} months", values["validity_months"])
    if opening.field == "certificate":
        return tr("yes")
    return str(opening.columns[0][1])


def _rule_text(rule: Rule) -> str:
    what = credits_text(rule.required, rule.unit) if rule.required else method_word(rule.method)
    return _in_cycle(what, rule.months)


def present_sentence(one: Present, title: str) -> str:
    """Where the plan has what is called ``title`` already: “It is in the plan already: passed, in the inbox”."""
    place = one.step or tr("Inbox")
    state = state_word(one.kind, one.state)
    if fold(one.title).strip() == fold(title).strip():
        if one.state == "considering":
            return tr("It is an idea in “{place}” already.", place=place)
        return tr("It is in the plan already: {state}, in “{place}”.", state=state, place=place)
    if one.state == "considering":
        return tr("“{name}” is an idea in “{place}” already.", name=one.title, place=place)
    return tr("“{name}” is in the plan already: {state}, in “{place}”.", name=one.title, state=state, place=place)
