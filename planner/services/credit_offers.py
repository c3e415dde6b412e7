"""What a finished activity is offered as: credits with their categories, and the words for the offer."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.config.text import tr
from planner.domain.words import CreditUnit, Kind
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.humanize import duration
from planner.services.queries.credits import HOURS_A_DAY, Claimant, Offer
from planner.services.renewal_facts import credits_text


def likely_category(claimant: Claimant) -> str:
    """The category into which learning goes: the first that has a minimum, else the first; empty without any."""
    categories = claimant.terms.rule.categories
    asked = next((category.name for category in categories if category.minimum), "")
    return asked or (categories[0].name if categories else "")


def offered_credits(offer: Offer, visit: str | None = None) -> AddCredits:
    """The credits as one action; ``visit`` joins them to the completion as one step."""
    able = offer.claimants
    categories = {one.id: likely_category(one) for one in able}
    shared = set(filter(None, categories.values()))
    common = shared.pop() if len(shared) == 1 else ""
    claims = tuple(Claim(one.id, "" if common else categories[one.id]) for one in able)
    unit = able[0].terms.rule.unit or CreditUnit.PDU.value
    part = CreditPart(offer.amount, common, claims)
    return AddCredits(unit, offer.day, (part,), activity_id=offer.source.id, visit=visit)


class Share(NamedTuple):
    """What a certification counts of the credits of one occasion: amounts in hundredths, each in a category or none."""

    claimant: Claimant
    parts: tuple[tuple[int, str], ...]


def shared_credits(offer: Offer, shares: Sequence[Share]) -> AddCredits | None:
    """The credits of an offer as each certification counts them; None where none counts any.

    What stands at the same place in several shares is one credit, so that what was earned once is written down once:
    it has the amount of the first, and the category that all of them have; others say their own.
    """
    able = [share for share in shares if share.parts]
    if not able:
        return None
    parts = []
    for place in range(max(len(share.parts) for share in able)):
        entries = [(share.claimant, *share.parts[place]) for share in able if place < len(share.parts)]
        amount = entries[0][1]
        chosen = {category for one, _, category in entries if category or one.terms.rule.categories}
        common = chosen.pop() if len(chosen) == 1 else ""
        claims = tuple(
            Claim(one.id, "" if common else category, None if own == amount else own)
            for one, own, category in entries
        )
        parts.append(CreditPart(amount, common, claims))
    unit = able[0].claimant.terms.rule.unit or CreditUnit.PDU.value
    return AddCredits(unit, offer.day, tuple(parts), activity_id=offer.source.id)


def _all_of(names: list[str]) -> str:
    *before, last = names
    return tr("{names} and {last}", names=", ".join(before), last=last) if before else last


def offered_words(offer: Offer) -> tuple[str, str]:
    """The offer in a sentence, and where its amount comes from."""
    able = offer.claimants
    names = [
        tr("{name} ({category})", name=one.name, category=likely_category(one)) if likely_category(one) else one.name
        for one in able
    ]
    units = {one.terms.rule.unit for one in able}
    amount = credits_text(offer.amount, units.pop() if len(units) == 1 else "")
    question = tr("{amount} for {names}?", amount=amount, names=_all_of(names))
    minutes = duration(offer.source.minutes)
    if offer.source.guessed:
        return question, tr("Reckoned with {n} hours a day; choose Other… to correct it.", n=HOURS_A_DAY)
    if offer.source.kind == Kind.COURSE:
        return question, tr("For the {time} of the course.", time=minutes)
    return question, tr("For the {time} of it.", time=minutes)
