"""Credits for renewals: earning them, saying for which certifications they count, reporting them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from planner.config.text import tr, trn
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import CATEGORY_NAME_MAX, CREDITS_MAX
from planner.domain.model import Activity, Credit, CreditClaim
from planner.domain.words import ActivityId, CertificationState, ClaimId, CreditId, CreditUnit, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import completion_key
from planner.services.actions.parts import web_address
from planner.services.actions.renewals import certification_of, terms_of
from planner.services.humanize import long_date
from planner.services.queries.renewals import Terms
from planner.services.renewal_facts import credits_text
from planner.storage.transaction import Transaction


class Claim(NamedTuple):
    """Counts for ``certification_id``, reported on a day or (None) not yet.

    ``amount`` None and ``category`` empty are those of the credit.
    """

    certification_id: ActivityId
    category: str = ""
    amount: int | None = None
    reported_on: str | None = None


class CreditPart(NamedTuple):
    """So much in one category, and what it counts for: one attendance can split over several."""

    amount: int
    category: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class AddCredits(Action):
    """Adds the credits of one occasion, a row for each part: earned on a day by an activity, or by what ``title`` says.

    Credits of an activity that is not done are planned. Amounts are hundredths of ``unit``. ``visit`` names the
    completion that they belong to, and makes one step of both.
    """

    unit: str
    on_date: str
    parts: tuple[CreditPart, ...]
    activity_id: ActivityId | None = None
    title: str = ""
    note: str = ""
    evidence_url: str = ""
    visit: str | None = None

    @property
    def merge_key(self) -> str | None:
        return completion_key(self.visit)

    def apply(self, tx: Transaction) -> str:
        if not self.parts:
            raise InvalidInputError(tr("Give the amount of credits, such as 6."))
        name, claiming = "", _Claiming(tx)
        for part in self.parts:
            made = Credit(
                CreditId(0),
                tx.new_uid(),
                self.activity_id,
                self.on_date,
                part.amount,
                self.unit,
                part.category,
                self.title,
                self.note,
                self.evidence_url,
            )
            earned = _checked(tx, made)
            name = earned.name
            credit_id = CreditId(tx.add(earned.credit))
            claiming.put(earned._replace(credit=earned.credit._replace(id=credit_id)), part.claims, moved=True)
        amount = credits_text(sum(part.amount for part in self.parts), self.unit)
        return tr("Add {amount} for “{name}”", amount=amount, name=name)


@dataclass(frozen=True, slots=True)
class EditCredit(Action):
    """Changes a credit and what it counts for: the claims of ``part`` are put, those of ``dropped`` taken away.

    All other claims stay, and what is not changed is not checked anew: the dates of a certification may have been moved
    since, or the certification be in the trash.
    """

    credit_id: CreditId
    unit: str
    on_date: str
    part: CreditPart
    activity_id: ActivityId | None = None
    title: str = ""
    note: str = ""
    evidence_url: str = ""
    dropped: tuple[ActivityId, ...] = ()

    def apply(self, tx: Transaction) -> str:
        old = _credit(tx, self.credit_id)
        earned = _checked(
            tx,
            old._replace(
                activity_id=self.activity_id,
                on_date=self.on_date,
                amount=self.part.amount,
                unit=self.unit,
                category=self.part.category,
                title=self.title,
                note=self.note,
                evidence_url=self.evidence_url,
            ),
        )
        made = earned.credit
        tx.put(made)
        for gone in tx.find(CreditClaim, credit_id=made.id):
            if gone.activity_id in self.dropped:
                common.remove_claim(tx, gone)
        moved = (made.on_date, made.unit, made.activity_id) != (old.on_date, old.unit, old.activity_id)
        _Claiming(tx).put(earned, self.part.claims, moved=moved)
        return tr("Change the credits for “{name}”", name=earned.name)


@dataclass(frozen=True, slots=True)
class RemoveCredit(Action):
    """Removes a credit with everything that it counts for."""

    credit_id: CreditId

    def apply(self, tx: Transaction) -> str:
        credit = _credit(tx, self.credit_id)
        common.remove_credit(tx, credit)
        return tr("Remove {amount}", amount=credits_text(credit.amount, credit.unit))


@dataclass(frozen=True, slots=True)
class ReportCredits(Action):
    """Notes on which day claims were reported to the issuer, or (None) that they were not."""

    claim_ids: tuple[ClaimId, ...]
    on_date: str | None

    def apply(self, tx: Transaction) -> str:
        if not self.claim_ids:
            raise InvalidInputError(tr("Nothing is left to report."))
        day = None if self.on_date is None else format_date(parse_date(self.on_date))
        if day is not None and day > tx.today:
            raise InvalidInputError(tr("That day lies in the future. Give the day on which you reported it."))
        for claim_id in self.claim_ids:
            claim = tx.one(CreditClaim, id=claim_id)
            if claim is None:
                raise NotFoundError(tr("The credit is not in the plan any more. Nothing was changed."))
            if day is not None and day < _earned_on(tx, _credit(tx, claim.credit_id)):
                raise InvalidInputError(
                    tr("A credit cannot be reported before it was earned. Give a later day.")
                )
            tx.put(claim._replace(reported_on=day))
        if day is None:
            return trn("Mark {n} credit as not reported", "Mark {n} credits as not reported", len(self.claim_ids))
        return trn("Mark {n} credit as reported", "Mark {n} credits as reported", len(self.claim_ids))


def _credit(tx: Transaction, credit_id: CreditId) -> Credit:
    found = tx.one(Credit, id=credit_id)
    if found is None:
        raise NotFoundError(tr("The credit is not in the plan any more. Nothing was changed."))
    return found


class _Earned(NamedTuple):
    """A credit with tidy fields, the name of what earned it, and the day on which it was earned."""

    credit: Credit
    name: str
    day: str


def _earned_on(tx: Transaction, credit: Credit) -> str:
    """The day on which it was earned: what was done sooner than planned has earned it by then."""
    source = None if credit.activity_id is None else tx.one(Activity, id=credit.activity_id)
    return _day_of(credit, source)


def _day_of(credit: Credit, source: Activity | None) -> str:
    if source is not None and source.status == Status.DONE and source.completed_on:
        return min(source.completed_on, credit.on_date)
    return credit.on_date


def _checked(tx: Transaction, credit: Credit) -> _Earned:
    CreditUnit(credit.unit)
    if not 0 < common.whole_number(credit.amount) <= CREDITS_MAX:
        raise InvalidInputError(tr("An amount of credits lies between 0.01 and 10,000. Correct it."))
    made = credit._replace(
        on_date=format_date(parse_date(credit.on_date)),
        category=common.one_line(credit.category, tr("category"), limit=CATEGORY_NAME_MAX),
        title=common.one_line(credit.title, tr("name")),
        note=common.one_line(credit.note, tr("note"), limit=1000),
        evidence_url=web_address(credit.evidence_url) if credit.evidence_url.strip() else "",
    )
    source = None if credit.activity_id is None else common.editable(tx, credit.activity_id)
    if source is None and not made.title:
        raise InvalidInputError(tr("Say what the credits are for: choose an activity or give a name."))
    day = _day_of(made, source)
    if day > tx.today and (source is None or source.status == Status.DONE):
        raise InvalidInputError(
            tr(
                "{day} lies in the future. Give the day on which the credits were earned, or an activity that is still"
                " to come.",
                day=long_date(parse_date(made.on_date)),
            )
        )
    return _Earned(made, made.title or (source.title if source is not None else ""), day)


class _Claiming:
    """Puts claims; what the certifications ask is read once for each."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._terms: dict[int, Terms] = {}

    def put(self, earned: _Earned, claims: Iterable[Claim], *, moved: bool) -> None:
        """Put the claims of a credit; ``moved`` says that its day, unit or source is another than before."""
        tx, credit = self._tx, earned.credit
        old = {claim.activity_id: claim for claim in tx.find(CreditClaim, credit_id=credit.id)}
        seen: set[int] = set()
        for claim in claims:
            if claim.certification_id in seen:
                raise InvalidInputError(tr("A credit counts once for a certification. Choose each of them once."))
            seen.add(claim.certification_id)
            found = old.get(claim.certification_id)
            made = CreditClaim(
                ClaimId(0) if found is None else found.id,
                tx.new_uid() if found is None else found.uid,
                credit.id,
                claim.certification_id,
                claim.amount,
                common.one_line(claim.category, tr("category"), limit=100),
                None if claim.reported_on is None else format_date(parse_date(claim.reported_on)),
            )
            if found == made and not moved:
                continue
            self._check(earned, made, found, moved=moved)
            if found is None:
                tx.add(made)
            else:
                tx.put(made)
        self._check_category(credit, seen)

    def _terms_of(self, activity_id: ActivityId) -> Terms:
        if activity_id not in self._terms:
            self._terms[activity_id] = terms_of(self._tx, activity_id)
        return self._terms[activity_id]

    def _check_category(self, credit: Credit, certifications: Iterable[int]) -> None:
        """Refuses a category of the credit that none of the certifications has, though they have some."""
        known: dict[str, None] = {}
        for activity_id in certifications:
            found = self._terms.get(activity_id)
            if found is not None:
                known.update(dict.fromkeys(one.name for one in found.rule.categories))
        if credit.category and known and credit.category not in known:
            raise _no_category(", ".join(known), credit.category)

    def _check(self, earned: _Earned, claim: CreditClaim, old: CreditClaim | None, *, moved: bool) -> None:
        tx, credit = self._tx, earned.credit
        row = common.living(tx, claim.activity_id)
        certification = certification_of(tx, row)
        if credit.activity_id == row.id:
            raise InvalidInputError(
                tr(
                    "“{title}” cannot earn credits for itself. Choose the activity that earned them.", title=row.title
                )
            )
        found = self._terms_of(row.id)
        known = [one.name for one in found.rule.categories]
        if claim.category and known and claim.category not in known and (old is None or old.category != claim.category):
            raise _no_category(", ".join(known), claim.category, row.title)
        if claim.amount is not None and not 0 < common.whole_number(claim.amount) <= CREDITS_MAX:
            raise InvalidInputError(tr("An amount of credits lies between 0.01 and 10,000. Correct it."))
        if old is None or moved or old.amount != claim.amount:
            _check_unit(credit, claim, row, found.rule.unit)
        if old is None or moved:
            _check_day(earned, row, found)
        if old is None and certification.state not in (CertificationState.PASSED, CertificationState.EXPIRED):
            raise InvalidInputError(
                tr("“{title}” is not held, so it counts no credits. Mark it as passed first.", title=row.title)
            )
        reported = claim.reported_on
        is_new = old is None or moved or old.reported_on != reported
        if reported is not None and is_new and not earned.day <= reported <= tx.today:
            raise InvalidInputError(
                tr("A credit is reported after it was earned and not in the future. Correct the day.")
            )


def _no_category(known: str, category: str, title: str = "") -> InvalidInputError:
    if title:
        return InvalidInputError(
            tr(
                "“{title}” has no category “{category}”; it has {known}. Choose one of them.",
                title=title,
                category=category,
                known=known,
            )
        )
    return InvalidInputError(
        tr("There is no category “{category}”; there are {known}. Choose one of them.", category=category, known=known)
    )


def _check_unit(credit: Credit, claim: CreditClaim, row: Activity, unit: str) -> None:
    """Units that stand for an hour count one for one; a CEU is about ten of them, and how many the person must say."""
    if unit and unit != credit.unit and CreditUnit.CEU in (unit, credit.unit) and claim.amount is None:
        raise InvalidInputError(
            tr(
                "“{title}” counts in {unit}, and {other} are of another size. Say how many {unit} they make.",
                title=row.title,
                unit=unit,
                other=credit.unit,
            )
        )


def _check_day(earned: _Earned, row: Activity, found: Terms) -> None:
    day = parse_date(earned.day)
    if found.covering(day) is not None:
        return
    if found.cycle is None:
        raise InvalidInputError(
            tr(
                "Nothing says when “{title}” was issued and expires, so no credits can count for it. Give it these"
                " dates first.",
                title=row.title,
            )
        )
    raise InvalidInputError(
        tr(
            "“{name}” on {day} lies outside the renewal cycle of “{title}”, so it cannot count for that. Correct the"
            " day, or leave “{title}” out.",
            name=earned.name,
            day=long_date(day),
            title=row.title,
        )
    )
