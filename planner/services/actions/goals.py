"""Goals with all that the catalogue knows of them: adding one, taking an idea up, filling in what is empty."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain import states
from planner.domain.catalogue import CatalogueCertification, CatalogueEntry
from planner.domain.catalogue_values import is_confirmed, kind_of, note_of
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, ActivitySkill, Certification, Course, Deadline
from planner.domain.renewal import Rule
from planner.domain.words import ActivityId, CertificationState, CourseState, DeadlineKind
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import minutes
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.cycles import set_expiry
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal
from planner.services.actions.parts import web_address
from planner.services.actions.renewals import check_rule, put_rule, terms_of
from planner.services.humanize import long_date
from planner.services.queries.catalogue import IDEAS, openings
from planner.services.renewal_facts import credits_text
from planner.storage.transaction import Transaction

ASKED: Final = frozenset({"issuer", "url", "estimate"})
"""What one is asked for when a goal is added: what was typed there, also nothing, goes before the catalogue."""


class Earned(NamedTuple):
    """So many hundredths of credits that were there before, in a category of the rule or in none."""

    amount: int
    category: str = ""


@dataclass(frozen=True, slots=True)
class EnterGoal(Action):
    """Adds a goal with what the catalogue knows of it, or takes up an idea of the plan, with all that as one step.

    What ``goal`` says goes before what the catalogue says; an idea keeps its name, its place and what it has.
    ``earned`` are the credits of the present cycle so far; they count for it from then on.
    """

    goal: AddGoal
    known: CatalogueEntry | None = None
    checked_on: str = ""
    idea: ActivityId | None = None
    earned: tuple[Earned, ...] = ()
    reported: bool = False

    def apply(self, tx: Transaction) -> str:
        self._check_dates(tx)
        activity_id = self.goal.add(tx) if self.idea is None else _take_up(tx, self.idea, self.goal)
        if self.known is not None:
            fill(tx, activity_id, self.known, self.checked_on, without=ASKED)
        row = common.living(tx, activity_id)
        if self.earned:
            self._put_credits(tx, row)
        if self.idea is not None:
            return tr("Take up “{title}”", title=row.title)
        return tr("Add “{title}”", title=row.title)

    def _check_dates(self, tx: Transaction) -> None:
        issued = str(parse_date(self.goal.issued_on)) if self.goal.issued_on else None
        if issued is not None and issued > tx.today:
            raise InvalidInputError(tr("That day lies in the future. Give the day on which you got it."))
        expires = str(parse_date(self.goal.expires_on)) if self.goal.expires_on else None
        if issued is not None and expires is not None and expires <= issued:
            raise InvalidInputError(tr("It cannot expire before it was issued. Correct one of the dates."))

    def _put_credits(self, tx: Transaction, row: Activity) -> None:
        """The credits so far, on the last day that is past: they belong to the present cycle, whenever that was."""
        if not self.goal.held:
            raise InvalidInputError(tr("Only what you hold can have credits. Leave them out, or say that you hold it."))
        found = terms_of(tx, row.id)
        check_earned(found.rule, self.earned)
        day = tx.today
        if found.cycle is not None:
            day = min(day, format_date(found.cycle.last_day))
            if day < format_date(found.cycle.starts):
                raise InvalidInputError(
                    tr(
                        "A cycle that ends on that day began on {day}, which is still to come. Correct the dates, or"
                        " leave the credits out.",
                        day=long_date(found.cycle.starts),
                    )
                )
        claim = Claim(row.id, reported_on=day if self.reported else None)
        parts = tuple(CreditPart(one.amount, one.category, (claim,)) for one in self.earned)
        AddCredits(found.rule.unit, day, parts, title=tr("Earlier credits")).apply(tx)


def check_earned(rule: Rule, earned: Collection[Earned]) -> None:
    """Raises InvalidInputError, with one sentence, for credits that cannot have been earned under the rule."""
    if not rule.asks_credits or not rule.unit:
        raise InvalidInputError(tr("Nothing says which credits it asks for. Leave them out, and give its rule first."))
    known = {category.name: category for category in rule.categories}
    for one in earned:
        category = known.get(one.category)
        if one.category and category is None:
            raise InvalidInputError(
                tr(
                    "It has no category “{category}”; it has {known}. Choose one of them.",
                    category=one.category,
                    known=", ".join(known) or tr("none"),
                )
            )
        if category is not None and category.maximum is not None and one.amount > category.maximum:
            raise InvalidInputError(
                tr(
                    "“{category}” counts up to {most}. Give no more than that.",
                    category=category.name,
                    most=credits_text(category.maximum, rule.unit),
                )
            )


@dataclass(frozen=True, slots=True)
class ApplyCatalogue(Action):
    """Fills ``fields`` of a certification or course in from the catalogue, those of them that are empty still."""

    activity_id: ActivityId
    known: CatalogueEntry
    checked_on: str
    fields: tuple[str, ...]

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        fill(tx, row.id, self.known, self.checked_on, only=self.fields)
        return tr("Fill in “{title}” from the catalogue", title=row.title)


def fill(
    tx: Transaction,
    activity_id: ActivityId,
    known: CatalogueEntry,
    checked_on: str,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> None:
    """Writes what is empty in a goal and known in the catalogue, and from which entry of which day that is.

    Raises InvalidInputError if the entry is of another kind.
    """
    row = common.living(tx, activity_id)
    if row.kind != kind_of(known):
        raise InvalidInputError(
            tr("“{title}” and “{name}” are of two kinds. Choose another entry.", title=row.title, name=known.name)
        )
    wanted = [
        one
        for one in openings(tx.reader, activity_id, known)
        if one.field not in without and (only is None or one.field in only)
    ]
    detail = common.detail_of(tx, row)
    assert isinstance(detail, Certification | Course)
    for one in wanted:
        detail = detail._replace(**dict(one.columns))
    detail = detail._replace(
        catalogue_key=known.key,
        facts_checked_on=checked_on if is_confirmed(known) else detail.facts_checked_on,
    )
    tx.put(detail)
    for one in wanted:
        if one.minutes is not None:
            tx.put(row._replace(estimate_minutes=minutes(one.minutes, tr("The estimate"))))
        if one.rule is not None and isinstance(detail, Certification) and isinstance(known, CatalogueCertification):
            check_rule(one.rule)
            put_rule(tx, detail, one.rule, known.renewal.fee, note_of(known.renewal))
        for skill in one.skills:
            tx.add(ActivitySkill(0, activity_id, skill.skill_id, skill.level))


def _take_up(tx: Transaction, idea: ActivityId, goal: AddGoal) -> ActivityId:
    """Makes an idea what the person says of it: prepared, enrolled or held; its name and its step stay."""
    row = common.living(tx, idea)
    detail = common.detail_of(tx, row)
    if not isinstance(detail, Certification | Course) or row.kind != goal.kind or detail.state not in IDEAS:
        raise InvalidInputError(tr("“{title}” is no idea any more. Open it instead.", title=row.title))
    issued = str(parse_date(goal.issued_on)) if goal.issued_on else None
    moved = states.set_state(row.kind, detail.state, _state(goal), row.before_state)
    changed = common.moved_to(row, moved, issued or tx.today)
    if goal.held:
        changed = changed._replace(completed_on=issued)
    if goal.estimate_minutes is not None:
        changed = changed._replace(estimate_minutes=minutes(goal.estimate_minutes, tr("The estimate")))
    if changed.status != row.status:
        (key,) = common.place(tx, row.step_id, changed.status, None, [row.id])
        changed = changed._replace(position=key)
    tx.put(changed)
    _put_facts(tx, detail._replace(state=moved.state), goal, issued)
    if goal.expires_on:
        set_expiry(tx, changed, goal.expires_on)
    if goal.exam_on:
        exams = tx.find(Deadline, activity_id=row.id, kind=DeadlineKind.EXAM.value)
        PutDeadline(row.id, DeadlineKind.EXAM.value, exams[0].id if exams else None, on_date=goal.exam_on).apply(tx)
    return row.id


def _state(goal: AddGoal) -> str:
    if goal.kind == "course":
        return (CourseState.COMPLETED if goal.held else CourseState.ENROLLED).value
    if goal.held:
        return CertificationState.PASSED.value
    return (CertificationState.BOOKED if goal.exam_on else CertificationState.PREPARING).value


def _put_facts(tx: Transaction, detail: Certification | Course, goal: AddGoal, issued: str | None) -> None:
    issuer = common.one_line(goal.provider, tr("provider"), limit=1000)
    url = web_address(goal.url) if goal.url.strip() else ""
    if isinstance(detail, Course):
        tx.put(detail._replace(provider=issuer or detail.provider, url=url or detail.url))
        return
    never = goal.held and not goal.expires_on
    made = detail._replace(
        issuer=issuer or detail.issuer,
        url=url or detail.url,
        issued_on=issued if goal.held else detail.issued_on,
        never_expires=never if goal.held else detail.never_expires,
        validity_months=None if never else detail.validity_months,
    )
    tx.put(made)
