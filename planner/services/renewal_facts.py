"""The words for credits and renewals: amounts, balances, what is missing, and how it goes on. No database, no clock."""

import math
import re
from datetime import date
from typing import Final

from planner.config import formats
from planner.config.text import mark, tr, trn
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.renewal import UNIT, Category, CategorySum, YearSum, last_chance, pace_needed, window_opens
from planner.domain.words import CreditUnit
from planner.services.humanize import full_month, long_date, short_date
from planner.services.queries.renewals import Standing

METHOD_WORDS: Final = {
    "": mark("not known"),
    "exam": mark("pass an exam again"),
    "credits": mark("collect credits"),
    "credits_and_fee": mark("collect credits and pay a fee"),
    "online_assessment": mark("free online assessment"),
    "fee": mark("pay a fee"),
    "none": mark("nothing to do"),
    "unknown": mark("not known"),
}
EARLY_DAYS: Final = 30
"""A pace is told only of cycles as old as this: before, one afternoon decides about years."""

_AMOUNT: Final = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?", re.ASCII)


def method_word(method: str) -> str:
    """What is to be done to keep a certification."""
    return tr(METHOD_WORDS.get(method, METHOD_WORDS["unknown"]))


def amount_text(amount: int) -> str:
    """An amount of credits without its unit: ``6``, ``0.25``, ``7.5``."""
    whole, part = divmod(amount, UNIT)
    return formats.localized(f"{whole}.{part:02}".rstrip("0") if part else str(whole))


def credits_text(amount: int, unit: str = "") -> str:
    """An amount of credits: ``1 PDU``, ``6 SEUs``, ``0.5 CPEs``, ``20 CPD``."""
    return " ".join(filter(None, (amount_text(amount), units_word(unit, amount))))


def units_word(unit: str, amount: int) -> str:
    """The word for so many of a unit."""
    number = 2 if amount % UNIT else amount // UNIT  # of half a thing one speaks as of several
    return {
        CreditUnit.PDU: trn("PDU", "PDUs", number),
        CreditUnit.SEU: trn("SEU", "SEUs", number),
        CreditUnit.CPE: trn("CPE", "CPEs", number),
        CreditUnit.CEU: trn("CEU", "CEUs", number),
        CreditUnit.CPD: trn("CPD", "CPD", number),
        "": trn("credit", "credits", number),
    }[unit]


def read_amount(text: str) -> int:
    """The hundredths of “6”, “0.25” or “7,5”. Raises InvalidInputError."""
    if not text.strip():
        raise InvalidInputError(tr("Type how many credits, such as 6 or 0.25."))
    match = _AMOUNT.fullmatch(text.strip())
    found = int(match[1]) * UNIT + int((match[2] or "").ljust(2, "0")) if match else 0
    if not found:
        raise InvalidInputError(
            tr("“{text}” is not an amount of credits. Type one such as 6 or 0.25.", text=shortened(text))
        )
    return found


def balance(standing: Standing) -> str:
    """What counts of what is asked: ``41 of 60 PDUs``; ``41 PDUs`` where the total is not known."""
    unit, found = standing.terms.rule.unit, standing.tally
    if not found.required:
        return credits_text(found.counted, unit)
    return tr(
        "{counted} of {required} {unit}",
        counted=amount_text(found.counted),
        required=amount_text(found.required),
        unit=units_word(unit, found.required),
    )


def with_reported(standing: Standing) -> str:
    """The balance, and how much of it was reported to the issuer: ``41 of 60 PDUs, reported 30``."""
    found = standing.tally
    if not found.counted:
        return balance(standing)
    if found.reported == found.counted:
        return tr("{balance}, all reported", balance=balance(standing))
    return tr("{balance}, reported {amount}", balance=balance(standing), amount=amount_text(found.reported))


def remark(standing: Standing, today: date) -> str:
    """How it goes on, in a few words: ``enough by March at this pace``, ``8 short on 14 Feb``, ``enough``."""
    found, cycle, ahead = standing.tally, standing.terms.cycle, standing.forecast
    if cycle is None or ahead is None:
        return ""
    if not found.required and not found.missing:
        return ""
    if found.is_met:
        return _year_remark(standing, today) or tr("enough; renew it when the time comes")
    if cycle.last_day < today:
        return tr("{amount} short", amount=amount_text(found.missing))
    if ahead.met_on is not None:
        month = _month(ahead.met_on, today)
        if _by_plan(standing):
            return tr("enough by {month}, with what you plan", month=month)
        return tr("enough by {month} at this pace", month=month)
    if _is_early(standing, today):
        return tr("{amount} to go", amount=amount_text(found.missing))
    short = amount_text(roughly(ahead.short))
    return tr("{amount} short on {date}", amount=short, date=short_date(cycle.last_day, today))


def _by_plan(standing: Standing) -> bool:
    """Whether it is what is planned that makes it enough, or makes it so sooner."""
    return standing.forecast != standing.unaided


def is_short(standing: Standing, today: date) -> bool:
    """Whether credits will be missing at the end of the cycle if it goes on as it went."""
    ahead, cycle = standing.forecast, standing.terms.cycle
    if ahead is None or cycle is None or standing.tally.is_met:
        return False
    return ahead.met_on is None and not (_is_early(standing, today) and cycle.last_day >= today)


def sentences(standing: Standing, today: date) -> tuple[str, ...]:
    """The whole story of a cycle in a few sentences: what is missing, the pace, the forecast, what is planned."""
    found, cycle, ahead = standing.tally, standing.terms.cycle, standing.forecast
    if cycle is None or ahead is None:
        return ()
    unit = standing.terms.rule.unit
    told: list[str] = []
    if found.is_met and found.required:
        told.append(tr("You have enough for this cycle."))
    elif not found.is_met:
        told.append(_missing(standing, today))
        if ahead.met_on is not None and _by_plan(standing):
            told.append(tr("With what you plan, you have enough on {date}.", date=long_date(ahead.met_on)))
        elif ahead.met_on is not None:
            told.append(tr("As you went so far, you have enough on {date}.", date=long_date(ahead.met_on)))
        elif not _is_early(standing, today) and cycle.last_day >= today:
            told.append(
                tr(
                    "As you went so far, you would be {amount} short on {date}.",
                    amount=credits_text(roughly(ahead.short), unit),
                    date=long_date(cycle.last_day),
                )
            )
    told += _planned(standing)
    told += filter(None, (year_sentence(one, unit, today) for one in standing.years))
    if standing.outside:
        told.append(
            tr(
                "{amount} lie outside every cycle and count for nothing; the dates of the certification decide that.",
                amount=credits_text(standing.outside, unit),
            )
        )
    return tuple(told)


def _missing(standing: Standing, today: date) -> str:
    found, cycle = standing.tally, standing.terms.cycle
    assert cycle is not None
    unit = standing.terms.rule.unit
    lacking = [
        tr("{amount} of them {category}", amount=amount_text(one.missing), category=one.category.name)
        for one in found.categories
        if one.missing
    ]
    told = tr("{amount} missing", amount=credits_text(found.missing, unit))
    what = ", ".join((told, *lacking))
    pace = pace_needed(found.missing, cycle, today)
    if pace is None:
        return tr("{what}.", what=what)
    days = (cycle.ends - today).days
    if days < 61:
        return trn("{what}; {n} day left.", "{what}; {n} days left.", days, what=what)
    return tr("{what}: {pace} a month.", what=what, pace=amount_text(_rounded(math.ceil(pace))))


def _planned(standing: Standing) -> list[str]:
    unit = standing.terms.rule.unit
    if not standing.planned:
        return []
    if standing.added < standing.planned:
        return [
            tr(
                "What you plan brings {amount}, of which {added} would count.",
                amount=credits_text(standing.planned, unit),
                added=amount_text(standing.added),
            )
        ]
    return [tr("What you plan brings {amount}.", amount=credits_text(standing.planned, unit))]


def _year_remark(standing: Standing, today: date) -> str:
    for one in standing.years:
        if one.starts <= today < one.ends and one.missing:
            return tr(
                "{amount} short this year, by {date}",
                amount=amount_text(one.missing),
                date=short_date(_last(one), today),
            )
    return ""


def year_sentence(one: YearSum, unit: str, today: date) -> str:
    """What a year of the cycle asks still, or lacked; empty for one that is whole or to come."""
    if not one.missing or one.starts > today:
        return ""
    amount = credits_text(one.missing, unit)
    if one.ends <= today:
        return tr("The year up to {date} lacks {amount}.", date=long_date(_last(one)), amount=amount)
    return tr("This year, up to {date}, asks for {amount} more.", date=long_date(_last(one)), amount=amount)


def _last(one: YearSum) -> date:
    return date.fromordinal(one.ends.toordinal() - 1)


def window_sentence(standing: Standing, today: date) -> str:
    """When it can be renewed: before the window, in it, in the grace, or too late. Empty where nothing is known."""
    cycle, rule = standing.terms.cycle, standing.terms.rule
    if cycle is None:
        return ""
    opens, last = window_opens(rule, cycle), last_chance(rule, cycle)
    if today > last:
        return tr("It could be renewed until {date}.", date=long_date(last)) if rule.grace_days else ""
    if today > cycle.last_day:
        return tr("It can still be renewed until {date}.", date=long_date(last))
    if opens is None:
        return ""
    if today < opens:
        return tr("It can be renewed from {date} on.", date=long_date(opens))
    return tr("It can be renewed now, until {date}.", date=long_date(cycle.last_day))


def category_text(one: CategorySum) -> str:
    """What a category has of what it asks: ``26 of at least 35``, ``25 of at most 25``, ``12``."""
    counted = _of(one.counted, one.category)
    if one.earned <= one.counted:
        return counted
    return tr("{counted} ({amount} earned)", counted=counted, amount=amount_text(one.earned))


def _of(amount: int, category: Category) -> str:
    text = amount_text(amount)
    if category.minimum and category.maximum is not None:
        return tr(
            "{amount} of {least} to {most}",
            amount=text,
            least=amount_text(category.minimum),
            most=amount_text(category.maximum),
        )
    if category.minimum:
        return tr("{amount} of at least {least}", amount=text, least=amount_text(category.minimum))
    if category.maximum is not None:
        return tr("{amount} of at most {most}", amount=text, most=amount_text(category.maximum))
    return text


def _is_early(standing: Standing, today: date) -> bool:
    cycle = standing.terms.cycle
    return cycle is not None and (today - cycle.starts).days < EARLY_DAYS


def _month(day: date, today: date) -> str:
    name = full_month(day.month)
    return name if 0 <= (day - today).days < 335 else tr("{month} {year}", month=name, year=day.year)


def _rounded(amount: int) -> int:
    """A pace, up to the next tenth."""
    return -(-amount // 10) * 10


def roughly(amount: int) -> int:
    """What is reckoned, up to the next whole credit, below two of them to the next tenth."""
    return _rounded(amount) if amount < 2 * UNIT else -(-amount // UNIT) * UNIT
