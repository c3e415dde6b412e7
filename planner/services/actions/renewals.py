"""What one does about a certification's validity: its renewal rule, renewing it, and taking a renewal back."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.limits import CATEGORY_NAME_MAX, CREDITS_MAX, CYCLE_MAX, RENEWAL_DAYS_MAX, RULE_CATEGORIES_MAX
from planner.domain.model import (
    Activity,
    Certification,
    Credit,
    CreditClaim,
    Expense,
    Renewal,
    RenewalRule,
    RuleCategory,
)
from planner.domain.money import LARGEST, Money, is_currency
from planner.domain.ordering import insert
from planner.domain.renewal import Rule
from planner.domain.spending import check_expense
from planner.domain.words import ActivityId, CertificationState, CreditUnit, ExpenseItem, RenewalMethod
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.common import certification_of
from planner.services.actions.cycles import close_cycle, has_lapsed, reopen_cycle, terms_of
from planner.services.actions.renewal_window import keep_window
from planner.services.renewal_facts import credits_text
from planner.storage.transaction import Transaction

__all__ = ["PutRule", "RemoveRenewal", "Renew", "certification_of", "check_rule", "put_rule", "terms_of"]


@dataclass(frozen=True, slots=True)
class PutRule(Action):
    """Says how a certification is renewed; the length of the cycle becomes its term of validity.

    ``renamed`` are the old and the new names of categories: what was collected in them stays in them.
    """

    activity_id: ActivityId
    rule: Rule
    fee: Money | None = None
    note: str = ""
    renamed: tuple[tuple[str, str], ...] = ()

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        certification = certification_of(tx, row)
        check_rule(self.rule)
        _keep_size(tx, row, self.rule.unit)
        if self.fee is not None and not (0 <= self.fee.minor <= LARGEST and is_currency(self.fee.currency)):
            raise InvalidInputError(tr("The fee is not an amount of money. Write it such as 60 USD."))
        note = common.one_line(self.note, tr("note"), limit=1000)
        put_rule(tx, certification, self.rule, self.fee, note)
        _rename(tx, row.id, dict(self.renamed))
        return tr("Change how “{title}” is renewed", title=row.title)


def _keep_size(tx: Transaction, row: Activity, unit: str) -> None:
    """Refuses another unit by which what was collected would change its size unseen."""
    old = tx.one(RenewalRule, activity_id=row.id)
    before = "" if old is None else old.unit
    if before == unit or not before or not unit or CreditUnit.CEU not in (before, unit):
        return
    if tx.one(CreditClaim, activity_id=row.id, amount=None) is not None:
        raise InvalidInputError(
            tr(
                "Credits that count for “{title}” are noted in {unit}, and {other} are of another size. Give each of"
                " them its own amount first.",
                title=row.title,
                unit=before,
                other=unit,
            )
        )


def _rename(tx: Transaction, activity_id: ActivityId, names: dict[str, str]) -> None:
    """Takes what was collected along when categories get other names; what counts for others as well stays for them."""
    names = {old: new for old, new in names.items() if old and old != new}
    if not names:
        return
    for claim in tx.find(CreditClaim, activity_id=activity_id):
        credit = tx.get(Credit, claim.credit_id)
        new = names.get(claim.category or credit.category)
        if new is None:
            continue
        if claim.category or len(tx.find(CreditClaim, credit_id=credit.id)) > 1:
            tx.put(claim._replace(category=new))
        else:
            tx.put(credit._replace(category=new))


def put_rule(tx: Transaction, certification: Certification, rule: Rule, fee: Money | None, note: str) -> None:
    """Writes a rule that was checked: the method and the months on the certification, the rest beside it."""
    changed = certification._replace(renewal_method=rule.method, validity_months=rule.months)
    if rule.months:
        changed = changed._replace(never_expires=False)
    tx.put(changed)
    owner = certification.activity_id
    old = tx.one(RenewalRule, activity_id=owner)
    made = RenewalRule(
        0 if old is None else old.id,
        owner,
        rule.unit,
        rule.required,
        rule.minimum_per_year,
        rule.window_days,
        rule.grace_days,
        rule.carry_maximum,
        rule.carry_months,
        None if fee is None else fee.minor,
        "" if fee is None else fee.currency,
        note,
    )
    if old is None:
        tx.add(made)
    else:
        tx.put(made)
    known = {category.name: category for category in tx.find(RuleCategory, activity_id=owner)}
    keys, _ = insert([], 0, len(rule.categories))
    for category, key in zip(rule.categories, keys, strict=True):
        found = known.pop(category.name, None)
        wanted = RuleCategory(
            0 if found is None else found.id, owner, category.name, key, category.minimum, category.maximum
        )
        if found is None:
            tx.add(wanted)
        else:
            tx.put(wanted)
    for gone in known.values():
        tx.remove(RuleCategory, gone.id)
    keep_window(tx, owner)


def check_rule(rule: Rule) -> None:
    """Raises InvalidInputError, with one sentence, for a rule that cannot be kept or makes no sense."""
    if rule.method:
        RenewalMethod(rule.method)
    if rule.unit:
        CreditUnit(rule.unit)
    if rule.months is not None and not 1 <= rule.months <= CYCLE_MAX:
        raise InvalidInputError(tr("A cycle has between 1 and {most} months. Correct its length.", most=CYCLE_MAX))
    for days in (rule.window_days or 0, rule.grace_days):
        if not 0 <= days <= RENEWAL_DAYS_MAX:
            raise InvalidInputError(
                tr("It must be between 0 and {most} days. Correct the number.", most=RENEWAL_DAYS_MAX)
            )
    if not 0 <= rule.carry_months <= CYCLE_MAX:
        raise InvalidInputError(tr("It must be between 0 and {most} months. Correct it.", most=CYCLE_MAX))
    if rule.asks_credits and rule.required is not None and not rule.unit:
        raise InvalidInputError(tr("Say which credits are collected, such as PDU or CPE."))
    _check_categories(rule)


def _check_categories(rule: Rule) -> None:
    if len(rule.categories) > RULE_CATEGORIES_MAX:
        raise InvalidInputError(
            tr("A renewal rule has at most {most} categories. Take some away.", most=RULE_CATEGORIES_MAX)
        )
    amounts = [rule.required, rule.minimum_per_year, rule.carry_maximum]
    for category in rule.categories:
        common.one_line(category.name, tr("category"), limit=CATEGORY_NAME_MAX, required=True)
        amounts += [category.minimum, category.maximum]
        if category.maximum is not None and (category.minimum or 0) > category.maximum:
            raise InvalidInputError(
                tr("“{name}” asks for more than it lets count. Correct one of the numbers.", name=category.name)
            )
    if any(amount is not None and not 0 <= amount <= CREDITS_MAX for amount in amounts):
        raise InvalidInputError(tr("An amount of credits lies between 0 and 10,000. Correct it."))
    if len({category.name for category in rule.categories}) < len(rule.categories):
        raise InvalidInputError(tr("Two categories have the same name. Give one of them another."))
    if rule.required is None:
        return
    total, least = credits_text(rule.required), sum(category.minimum or 0 for category in rule.categories)
    if least > rule.required:
        raise InvalidInputError(
            tr(
                "The categories ask for {least} together, but the total is {total}. Correct one of the numbers.",
                least=credits_text(least),
                total=total,
            )
        )
    limits = [category.maximum for category in rule.categories if category.maximum is not None]
    if limits and len(limits) == len(rule.categories) and sum(limits) < rule.required:
        raise InvalidInputError(
            tr(
                "The categories let {most} count together, so {total} are never reached. Correct one of the numbers.",
                most=credits_text(sum(limits)),
                total=total,
            )
        )


@dataclass(frozen=True, slots=True)
class Renew(Action):
    """Closes the present cycle of a certification and opens the next one; what was collected stays with the old one.

    ``expires_on`` is the new last valid day, ``starts_on`` the first day of the next cycle (None: as the rule says).
    ``fee`` is noted as paid on the day of the renewal. Cycles that a lapsed certification went without are left out.
    """

    activity_id: ActivityId
    renewed_on: str
    expires_on: str | None = None
    starts_on: str | None = None
    fee: Money | None = None
    note: str = ""

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        certification = certification_of(tx, row)
        if certification.state not in (CertificationState.PASSED, CertificationState.EXPIRED):
            raise InvalidInputError(
                tr("“{title}” is not held, so it cannot be renewed. Mark it as passed first.", title=row.title)
            )
        found = terms_of(tx, row.id)
        if found.cycle is None:
            raise InvalidInputError(
                tr("Nothing says when “{title}” expires. Give it an expiry date, then renew it.", title=row.title)
            )
        day = parse_date(self.renewed_on)
        close_cycle(
            tx,
            row,
            found,
            day,
            starts=parse_date(self.starts_on) if self.starts_on else None,
            expires=parse_date(self.expires_on) if self.expires_on else None,
            note=self.note,
            lapsed=has_lapsed(row, certification),
        )
        if certification.state == CertificationState.EXPIRED:
            tx.put(certification._replace(state=CertificationState.PASSED.value))
        self._note_fee(tx, row, format_date(day))
        return tr("Renew “{title}”", title=row.title)

    def _note_fee(self, tx: Transaction, row: Activity, day: str) -> None:
        if self.fee is None or not common.whole_number(self.fee.minor):
            return
        check_expense(self.fee, day, parse_date(tx.today), paid=True, reimbursed=None)
        item = ExpenseItem.RENEWAL.value
        tx.add(Expense(0, tx.new_uid(), row.id, item, self.fee.minor, self.fee.currency, day, paid=True))


@dataclass(frozen=True, slots=True)
class RemoveRenewal(Action):
    """Takes the last renewal of a certification back: its cycle is the present one again, with its expiry date.

    The fee that was noted with it goes, too, and what had expired before has expired again.
    """

    renewal_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Renewal, self.renewal_id)
        row = common.editable(tx, found.activity_id)
        reopen_cycle(tx, row, found)
        return tr("Take the renewal of “{title}” back", title=row.title)
