"""Writing what the set-up of a plan was told: roadmap, aim, ratings, certifications held, and what can go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from planner.config.text import tr
from planner.domain.catalogue import CatalogueCertification, Held
from planner.domain.catalogue_values import issuer_of, months_of
from planner.domain.dates import format_date
from planner.domain.errors import InvalidInputError
from planner.domain.fitting import MOST_HOURS
from planner.domain.model import Activity, ActivityTag, Profile, Roadmap, Skill
from planner.domain.renewal import present_cycle
from planner.domain.words import ActivityId, CertificationState, Kind, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.details import AddGoal
from planner.services.actions.goals import ASKED, EnterGoal, fill
from planner.services.actions.roadmaps import ArchiveRoadmap
from planner.services.actions.settings import put_setting
from planner.services.actions.skills import Assess, SetAim
from planner.services.actions.tags import tag_named
from planner.services.actions.templates import ApplyTemplate
from planner.services.humanize import long_date
from planner.services.queries.catalogue import goals_present, present_goal
from planner.services.queries.settings import HOURS_A_WEEK
from planner.storage.transaction import Transaction

R = TypeVar("R", Skill, Activity, Profile)

if TYPE_CHECKING:
    from planner.exchange.template_format import Template


class AimAt(NamedTuple):
    """The role by its key (empty: none), the month ``YYYY-MM`` by which, and the whole hours a week."""

    role: str
    until: str | None
    hours: int


def known_already() -> str:
    """The tag of what was not done because one knows it; by it such activities are found, and taken up again."""
    return tr("known already")


@dataclass(frozen=True, slots=True)
class FitPlan(Action):
    """Sets a plan up in one step. Roles, skills and activities are named by uid, or by the node of ``template``.

    ``roadmap`` is ``present`` (nothing comes), ``built_in`` (``template`` comes) or ``own`` (an empty one comes; that
    of ``template`` is archived where it is there, and its skills and roles come where they are not). ``ratings`` are of
    today. What is ``gone`` is skipped and bears the tag of :func:`known_already`: it counts neither as progress nor as
    work that shows something.
    """

    roadmap: str = "present"
    template: "Template | None" = None
    aim: AimAt | None = None
    ratings: tuple[tuple[str, float], ...] = ()
    held: tuple[Held, ...] = ()
    checked_on: str = ""
    gone: tuple[str, ...] = ()

    def apply(self, tx: Transaction) -> str:
        self._put_roadmap(tx)
        if self.aim is not None:
            self._set_aim(tx, self.aim)
        for key, level in self.ratings:
            Assess(_row(tx, Skill, key).id, level).apply(tx)
        for held in self.held:
            hold(tx, held, self.checked_on)
        leave_out(tx, [_row(tx, Activity, key).id for key in self.gone])
        return tr("Set up the plan")

    def _put_roadmap(self, tx: Transaction) -> None:
        if self.roadmap == "present" or self.template is None:
            return
        if self.roadmap == "built_in":
            ApplyTemplate(self.template).apply(tx)
            return
        for roadmap in tx.find(Roadmap, template=self.template.key, archived=False):
            ArchiveRoadmap(roadmap.id).apply(tx)
        if tx.one(Skill) is None:
            ApplyTemplate(self.template, skills_only=True).apply(tx)
        ApplyTemplate.named("blank").apply(tx)

    def _set_aim(self, tx: Transaction, aim: AimAt) -> None:
        if not 1 <= common.whole_number(aim.hours) <= MOST_HOURS:
            raise InvalidInputError(
                tr("A week has room for 1 to {most} hours. Give a number in that range.", most=MOST_HOURS)
            )
        put_setting(tx, HOURS_A_WEEK, aim.hours)
        if aim.role:
            SetAim(_row(tx, Profile, aim.role).id, aim.until).apply(tx)


def _row(tx: Transaction, row_type: type[R], key: str) -> R:
    """The row of a uid, else the newest one made from that node of a template."""
    found = tx.one(row_type, uid=key)
    if found is None:
        found = max(tx.find(row_type, node=key), key=lambda row: row.id, default=None)
    if found is None:
        raise InvalidInputError(
            tr("Something that the set-up names is not in the plan any more. Open the set-up anew.")
        )
    return found


def leave_out(tx: Transaction, activity_ids: list[ActivityId]) -> None:
    """Skips what one knows already, so far as it was not begun meanwhile, and marks it as such."""
    going = [row.id for row in (common.living(tx, each) for each in activity_ids) if row.status == Status.PLANNED]
    if not going:
        return
    MoveActivities(tuple(going), Status.SKIPPED.value).apply(tx)
    tag = tag_named(tx, known_already())
    for activity_id in going:
        if tx.one(ActivityTag, activity_id=activity_id, tag_id=tag) is None:
            tx.add(ActivityTag(0, activity_id, tag))


def hold(tx: Transaction, held: Held, checked_on: str) -> ActivityId:
    """Makes a certification one that the person holds: the one of the plan, where it has it, else a new one.

    With the day it expires when its term is over; without it nothing is said of an end. Raises InvalidInputError for
    a day that is still to come.
    """
    known = held.known if isinstance(held.known, CatalogueCertification) else None
    issuer = "" if held.known is None else issuer_of(held.known)
    issued = None if held.passed_on is None else format_date(held.passed_on)
    if held.passed_on is not None and format_date(held.passed_on) > tx.today:
        raise InvalidInputError(
            tr(
                "“{name}” was passed on {day}, which is still to come. Give the day on which you passed.",
                name=held.name,
                day=long_date(held.passed_on),
            )
        )
    present = present_goal(goals_present(tx.reader), Kind.CERTIFICATION.value, held.name, issuer, known)
    if present is not None and present.state in {CertificationState.PASSED, CertificationState.EXPIRED}:
        return present.id
    if present is not None and not present.is_idea:
        SetState(present.id, CertificationState.PASSED.value, issued).apply(tx)
        return present.id
    cycle = present_cycle(held.passed_on, None, None if known is None else months_of(known))
    goal = AddGoal(
        held.name,
        Kind.CERTIFICATION.value,
        provider=issuer,
        url="" if known is None else known.url,
        held=True,
        issued_on=issued,
        expires_on=None if cycle is None else format_date(cycle.last_day),
    )
    EnterGoal(goal, idea=None if present is None else present.id).apply(tx)
    activity_id = present.id if present is not None else ActivityId(tx.reader.value("SELECT max(id) FROM activity"))
    detail = common.certification_of(tx, common.living(tx, activity_id))
    tx.put(detail._replace(never_expires=known is not None and known.never_expires))
    if known is not None:
        fill(tx, activity_id, known, checked_on, without=ASKED)
    return activity_id

