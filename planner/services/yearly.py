"""Looking conferences that recur up in the catalogue that ships with the program, and saying what is known of them."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.domain.folding import fold
from planner.domain.words import Kind
from planner.domain.yearly import YearlyConference, YearlyConferences
from planner.services.catalogue import spoken_forms
from planner.services.catalogue_facts import EntryWords
from planner.services.humanize import date_range, full_month, long_date, long_month, month_name
from planner.services.queries.yearly import Edition, YearlyRow
from planner.services.words import format_word


@cache
def yearly() -> YearlyConferences:
    """The shipped conferences, read when they are first asked for: they belong to the installation.

    Raises ExchangeError where the installation's file is missing or damaged.
    """
    from planner.exchange.yearly import load_yearly

    return load_yearly()


def matching_rows(rows: Iterable[YearlyRow], words: str) -> tuple[YearlyRow, ...]:
    """The rows in which every word is found, in names, topics, places, formats or months; names before the rest."""
    wanted = fold(words).split()
    found = []
    for number, row in enumerate(rows):
        known = row.known
        names = spoken_forms(known.name, *known.also)
        months = [full_month(month) for month in known.months]
        attendance = format_word(known.format) if known.format else ""
        rest = spoken_forms(*known.topics, place_words(known), attendance, *months)
        everything = " ".join((*names, *rest))
        if all(word in everything for word in wanted):
            in_names = any(name.startswith(" ".join(wanted)) for name in names)
            found.append((not in_names, number, row))
    return tuple(row for _, _, row in sorted(found))


def months_words(known: YearlyConference) -> str:
    """“Nov or Dec”, “Apr, Jun and Dec” where several editions a year are held; empty where no month is known."""
    names = [month_name(month) for month in known.months]
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    if known.often:
        return tr("{first} and {last}", first=first, last=last)
    return tr("{first} or {last}", first=first, last=last)


def place_words(known: YearlyConference) -> str:
    """Where it usually is: “London”, or that it moves; empty where that is not known."""
    return tr("moves") if known.moves else known.place


def edition_words(edition: Edition, today: date) -> str:
    """That the plan has the next edition: “in your calendar: 7 – 12 Dec”, “in your calendar: expected in Dec 2027”."""
    if edition.starts is None:
        return tr("in your calendar: expected in {month}", month=long_month(edition.month))
    return tr("in your calendar: {days}", days=date_range(edition.starts, edition.ends, today))


def second_line(row: YearlyRow, today: date) -> str:
    """What stands below the name of a conference: place, topics, and that the plan has it."""
    known = row.known
    told = "" if row.edition is None else edition_words(row.edition, today)
    return " · ".join(filter(None, (told, place_words(known), ", ".join(known.topics))))


def usual_words(known: YearlyConference) -> str:
    """“Usually in Nov or Dec, mostly in Dec, it moves from place to place, in person”."""
    parts = [_when(known)]
    if known.moves:
        parts.append(tr("it moves from place to place"))
    elif known.place:
        parts.append(tr("in {place}", place=known.place))
    if known.format:
        parts.append(format_word(known.format))
    return ", ".join(parts)


def _when(known: YearlyConference) -> str:
    if not known.months:
        return tr("In which months it is held was not confirmed")
    months = months_words(known)
    if known.often:
        return tr("Held several times a year, such as in {months}", months=months)
    if known.mostly is None:
        return tr("Usually in {months}", months=months)
    return tr("Usually in {months}, mostly in {month}", months=months, month=month_name(known.mostly))


def call_words(known: YearlyConference) -> str:
    """“Its call for papers usually closes 6.5 months before.”; empty where no call is known."""
    if known.call is None:
        return ""
    papers = known.call.what == "papers"
    if known.call.lead_months is None:
        return tr("It calls for papers.") if papers else tr("It calls for talks.")
    months = known.call.lead_months
    plural = int(months) if float(months).is_integer() else 2
    lead = trn("{number} month", "{number} months", plural, number=formats.decimal(months))
    if papers:
        return tr("Its call for papers usually closes {months} before.", months=lead)
    return tr("Its call for talks usually closes {months} before.", months=lead)


def told_of(known: YearlyConference, checked_on: str) -> str:
    """All that is known of it, in sentences, with the day on which it was gathered."""
    as_of = tr("As of {date}; take the dates from its own page.", date=long_date(parse_date(checked_on)))
    return " ".join(filter(None, (f"{usual_words(known)}.", call_words(known), known.note, as_of)))


def row_words(row: YearlyRow, today: date) -> EntryWords:
    """A conference, with its usual months at the right end."""
    months, second = months_words(row.known), second_line(row, today)
    spoken = ", ".join(filter(None, (row.known.name, months, second.replace(" · ", ", "))))
    return EntryWords(row.known.name, months, second, spoken, Kind.EVENT)
