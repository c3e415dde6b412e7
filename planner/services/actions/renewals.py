"""What one does about a certification's validity: its renewal rule, renewing it, and taking a renewal back."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain import renewal
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import CATEGORY_NAME_MAX, CREDITS_MAX, CYCLE_MAX, RENEWAL_DAYS_MAX, RULE_CATEGORIES_MAX
from planner.domain.model import Activity, Certification, Deadline, Expense, Renewal, RenewalRule, RuleCategory
from planner.domain.money import Money, is_currency
from planner.domain.ordering import insert
from planner.domain.renewal import Rule
from planner.domain.states import set_state
from planner.domain.words import ActivityId, CertificationState, CreditUnit, DeadlineKind, ExpenseItem, RenewalMethod
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.renewal_window import keep_window
from planner.services.queries.renewals import Terms, terms
from planner.services.renewal_facts import credits_text
from planner.storage.transaction import Transaction


def certification_of(tx: Transaction, row: Activity) -> Certification:
    """The certification's record. Raises InvalidInputError for an activity of another kind."""
    found = tx.one(Certification, activity_id=row.id)
    if found is None:
        raise InvalidInputError(tr("“{title}” is not a certification. Choose one that is.", title=row.title))
    return found


def terms_of(tx: Transaction, activity_id: int) -> Terms:
    """What a living certification asks, and its cycles."""
    return terms(tx.reader, [activity_id])[ActivityId(activity_id)]


@dataclass(frozen=True, slots=True)
class PutRule(Action):
    """Says how a certification is renewed; the length of the cycle becomes its term of validity."""

    activity_id: ActivityId
    rule: Rule
    fee: Money | None = None
    note: str = ""

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        certification = certification_of(tx, row)
        check_rule(self.rule)
        if self.fee is not None and (self.fee.minor < 0 or not is_currency(self.fee.currency)):
            raise InvalidInputError(tr("The fee is not an amount of money. Write it such as 60 USD."))
        note = common.one_line(self.note, tr("note"), limit=1000)
        put_rule(tx, certification, self.rule, self.fee, note)
        return tr("Change how “{title}” is renewed", title=row.title)


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
    ``fee`` is noted as paid on the day of the renewal.
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
        self._check_day(tx, row, found)
        following = renewal.next_cycle(found.rule, found.cycle, day)
        starts = parse_date(self.starts_on) if self.starts_on else following.starts if following else found.cycle.ends
        expires = parse_date(self.expires_on) if self.expires_on else following.last_day if following else None
        if expires is None:
            raise InvalidInputError(tr("Give the new expiry date; how long a cycle lasts is not known."))
        if expires <= found.cycle.last_day or expires < starts:
            raise InvalidInputError(
                tr(
                    "The new expiry date must lie after {day}, the present one. Correct it.",
                    day=format_date(found.cycle.last_day),
                )
            )
        carried = renewal.carried_over(found.rule, found.cycle, _entries(tx, row.id, found))
        tx.add(
            Renewal(
                0,
                tx.new_uid(),
                row.id,
                format_date(found.cycle.starts),
                format_date(found.cycle.ends),
                format_date(starts),
                format_date(day),
                carried,
                common.one_line(self.note, tr("note"), limit=1000),
            )
        )
        move_expiry(tx, row, format_date(expires))
        if certification.state == CertificationState.EXPIRED:
            moved = set_state(row.kind, certification.state, CertificationState.PASSED, row.before_state)
            tx.put(certification._replace(state=moved.state))
        if self.fee is not None and self.fee.minor:
            tx.add(
                Expense(
                    0,
                    tx.new_uid(),
                    row.id,
                    ExpenseItem.RENEWAL.value,
                    self.fee.minor,
                    self.fee.currency,
                    format_date(day),
                    paid=True,
                )
            )
        return tr("Renew “{title}”", title=row.title)

    def _check_day(self, tx: Transaction, row: Activity, found: Terms) -> None:
        assert found.cycle is not None
        day = parse_date(self.renewed_on)
        if format_date(day) > tx.today:
            raise InvalidInputError(tr("That day lies in the future. Give the day on which it was renewed."))
        if day < found.cycle.starts:
            raise InvalidInputError(
                tr(
                    "The present cycle of “{title}” began on {day}; it cannot be renewed before that. Correct the day.",
                    title=row.title,
                    day=format_date(found.cycle.starts),
                )
            )
        if self.fee is not None and (self.fee.minor < 0 or not is_currency(self.fee.currency)):
            raise InvalidInputError(tr("The fee is not an amount of money. Write it such as 60 USD."))


def _entries(tx: Transaction, activity_id: int, found: Terms) -> list[renewal.Entry]:
    """What counts in the present cycle; planned credits do not."""
    from planner.services.queries.renewals import entries_of

    earned, _planned = entries_of(tx.reader, [activity_id])
    return [entry for entry in earned.get(activity_id, []) if found.covering(entry.on) == found.cycle]


def move_expiry(tx: Transaction, row: Activity, day: str) -> None:
    """Gives the certification another last valid day: its one renewal deadline moves, so that calendars update it."""
    old = expiry_of(tx, row.id)
    PutDeadline(
        row.id,
        DeadlineKind.RENEWAL.value,
        None if old is None else old.id,
        on_date=day,
        label="" if old is None else old.label,
    ).apply(tx)


def expiry_of(tx: Transaction, activity_id: int) -> Deadline | None:
    """The deadline that holds the last valid day: the latest of its kind."""
    found = tx.find(Deadline, activity_id=activity_id, kind=DeadlineKind.RENEWAL.value)
    return max(found, key=lambda one: (one.on_date or one.at_utc or "", one.id), default=None)


@dataclass(frozen=True, slots=True)
class RemoveRenewal(Action):
    """Takes the last renewal of a certification back: its cycle is the present one again, with its expiry date."""

    renewal_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Renewal, self.renewal_id)
        row = common.editable(tx, found.activity_id)
        later = [one for one in tx.find(Renewal, activity_id=row.id) if one.starts > found.starts]
        if later:
            raise InvalidInputError(tr("Only the last renewal can be taken back. Take the later ones back first."))
        if expiry_of(tx, row.id) is None:
            raise NotFoundError(tr("“{title}” has no expiry date any more. Give it one first.", title=row.title))
        tx.remove(Renewal, found.id)
        cycle = renewal.Cycle(parse_date(found.starts), parse_date(found.ends))
        move_expiry(tx, row, format_date(cycle.last_day))
        return tr("Take the renewal of “{title}” back", title=row.title)
