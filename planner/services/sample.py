"""The sample plan: what a plan looks like after eight months of a life, made anew for the day on which it is opened."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID

from planner.config.text import tr
from planner.domain.catalogue import Held
from planner.domain.dates import add_months, format_date, monday
from planner.domain.model import Activity, Event, Profile, Skill, Step
from planner.domain.money import Money
from planner.domain.months import month_of
from planner.domain.words import ActivityId, EventState, SkillId, Status
from planner.services import libraries
from planner.services import sample_words as words
from planner.services.action import Action
from planner.services.actions.activities import EditActivity, MoveActivities, SetState
from planner.services.actions.budgets import SetBudget
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.deadlines import SetDue
from planner.services.actions.details import AddEvent, EditDetail
from planner.services.actions.event_record import PutPerson, PutSubmission
from planner.services.actions.exams import BookExam
from planner.services.actions.expenses import PutExpense
from planner.services.actions.first_run import hold, leave_out
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import put_setting
from planner.services.actions.skills import Assess, SetAim
from planner.services.actions.templates import ApplyTemplate
from planner.services.catalogue import catalogue, entry
from planner.services.clock import Clock, SystemClock, local_date
from planner.services.queries.settings import HOURS_A_WEEK
from planner.services.sample_place import sample_folder
from planner.storage.library import Library, create_library
from planner.storage.transaction import Transaction

_SEED: Final = 20


def open_sample(clock: Clock | None = None) -> Path:
    """Makes the sample plan in a folder of its own among the temporary ones, and gives its path.

    The folder goes when the program ends. Raises LibraryError if it cannot be made.
    """
    path = sample_folder() / f"{tr('Sample plan')}.db"
    make_sample(path, clock)
    return path


def make_sample(path: Path, clock: Clock | None = None) -> None:
    """Makes the sample plan at ``path``: on one day always the same one, with nothing to undo in it.

    Raises LibraryError if something is there already or it cannot be written.
    """
    clock = clock or SystemClock()
    today = local_date(clock)
    create_library(path)
    library = Library.open(path, busy_ms=libraries.BUSY_MS)
    try:
        uids = Random(_SEED)  # noqa: S311  plausible, not secret

        def new_uid() -> str:
            return str(UUID(int=uids.getrandbits(128), version=4))

        first = datetime.combine(today, time(9), clock.now().tzinfo) - timedelta(days=words.FIRST_DAY)
        with library.write() as connection:
            made = Transaction(connection, first, format_date(first.date()), new_uid)
            ApplyTemplate.named(libraries.BUILT_IN).apply(made)
            made.changes()
            life = Transaction(connection, clock.now(), format_date(today), new_uid)
            _Life(life, today, clock.zone).live()
            life.changes()
    finally:
        library.close()


class _Life:
    """One person's eight months, written into one library."""

    def __init__(self, tx: Transaction, today: date, zone: str) -> None:
        self._tx = tx
        self._today = today
        self._zone = zone
        self._nodes = {row.node: row.id for row in tx.find(Activity) if row.node}
        self._network = next(row.id for row in tx.find(Step) if row.node == "network")
        self._skills = {row.node: row.id for row in tx.find(Skill)}

    def live(self) -> None:
        self._aim()
        self._rate()
        self._work()
        self._practise()
        pmp = self._certify()
        self._meet(pmp)
        self._listed()

    # -- days

    def _ago(self, days: int) -> str:
        return format_date(self._today - timedelta(days=days))

    def _ahead(self, days: int) -> str:
        return format_date(self._today + timedelta(days=days))

    def _workday(self, days: int) -> date:
        """The first working day from so many days ahead on."""
        day = self._today + timedelta(days=days)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def _do(self, actions: Iterable[Action]) -> None:
        for action in actions:
            action.apply(self._tx)

    def _add(self, action: Action) -> ActivityId:
        """The activity that an action adds."""
        action.apply(self._tx)
        return ActivityId(self._tx.reader.value("SELECT max(id) FROM activity"))

    # -- chapters

    def _aim(self) -> None:
        role = self._tx.find(Profile)[0]
        SetAim(role.id, month_of(add_months(self._today, words.MONTHS_TO_GO))).apply(self._tx)
        put_setting(self._tx, HOURS_A_WEEK, words.HOURS)

    def _rate(self) -> None:
        for node, ratings in words.RATINGS.items():
            skill = SkillId(self._skills[node])
            self._do(Assess(skill, level, self._ago(days)) for days, level in ratings)

    def _work(self) -> None:
        nodes = self._nodes
        leave_out(self._tx, [nodes[node] for node in words.KNOWN_ALREADY])
        for done in words.DONE:
            key, on = nodes[done.node], self._ago(done.days)
            if done.spent:
                self._log(key, done.days, done.spent)
            if done.node == "ml-first-course":
                EditDetail(key, (("units_done", 12),)).apply(self._tx)
            MoveActivities((key,), Status.DONE.value, on=on).apply(self._tx)
            row = self._tx.get(Activity, key)
            self._tx.put(row._replace(started_on=self._ago(done.days + 9)))
            if done.outcome:
                RecordOutcome(key, done.outcome, done.url).apply(self._tx)
        for node, days, spent in words.UNDER_WAY:
            MoveActivities((nodes[node],), Status.IN_PROGRESS.value, on=self._ago(days)).apply(self._tx)
            self._log(nodes[node], min(days, 3), spent)
        course = nodes["hf-agents-course"]
        MoveActivities((course,), Status.IN_PROGRESS.value, on=self._ago(31)).apply(self._tx)
        self._do(
            (
                EditDetail(course, (("units_total", 10), ("units_done", 4))),
                LogTime(course, 300, self._ago(5)),
                SetDue((course,), self._ahead(54)),
                EditActivity(nodes["mentor-talks"], (("person", "Amina Diallo"),)),
                *(SetDue((nodes[node],), self._ahead(days)) for node, days in words.DUE),
            )
        )
        week = format_date(monday(self._today))
        for node in words.PICKED:
            self._tx.put(self._tx.get(Activity, nodes[node])._replace(picked_week=week))

    def _log(self, key: ActivityId, days: int, minutes: int) -> None:
        """Two or three sittings that end on that day."""
        sittings = max(1, min(3, minutes // 90))
        for sitting in range(sittings):
            part = minutes // sittings + (minutes % sittings if sitting == 0 else 0)
            LogTime(key, part, self._ago(days + 3 * sitting)).apply(self._tx)

    def _practise(self) -> None:
        random = Random(_SEED + 1)  # noqa: S311  plausible, not secret
        for node, minutes, weekdays in words.PRACTICES:
            key = self._nodes[node]
            MoveActivities((key,), Status.IN_PROGRESS.value, on=self._ago(210)).apply(self._tx)
            for week in range(30):
                first = monday(self._today) - timedelta(weeks=week)
                if week and random.random() < 0.2:  # a week full of other things
                    continue
                for weekday in weekdays:
                    day = first + timedelta(days=weekday)
                    if day <= self._today:
                        LogTime(key, minutes + random.choice((-10, 0, 0, 10)), format_date(day)).apply(self._tx)

    def _certify(self) -> ActivityId:
        """Certifications held with their credits, one exam booked, one idea taken up; gives the PMP."""
        tx, checked_on = self._tx, catalogue().checked_on
        issued = add_months(self._today, -27)
        pmp = hold(tx, Held("Project Management Professional", entry("pmi-pmp"), issued), checked_on)
        known = entry("scrumalliance-cspo")
        cspo = hold(tx, Held(known.name, known, add_months(self._today, -20)), checked_on)
        known = entry("ms-ai-901")
        hold(tx, Held(known.name, known, self._today - timedelta(days=88)), checked_on)
        for days, title, unit, amount, category, reported, both in words.CREDITS:
            on = self._ago(days)
            claims = [Claim(pmp, reported_on=self._ago(days - 20) if reported else None)]
            if both:
                claims.append(Claim(cspo, category="", reported_on=on if reported else None))
            AddCredits(unit, on, (CreditPart(amount, category, tuple(claims)),), title=title).apply(tx)
        aws = self._nodes["aws-ai-practitioner"]
        exam = self._workday(16)
        self._do(
            (
                BookExam(
                    aws,
                    wall=f"{exam.isoformat()}T09:30:00",
                    zone=self._zone,
                    place="Pearson VUE, Hamburg",
                    reference="AIF-71834",
                    cost=Money(10000, "USD"),
                    paid=True,
                ),
                *(LogTime(aws, 90, self._ago(days)) for days in range(2, 30, 4)),
                SetState(self._nodes["iapp-aigp"], "preparing"),
                SetBudget(self._nodes["iapp-aigp"], Money(120000, "USD")),
            )
        )
        return pmp

    def _meet(self, pmp: ActivityId) -> None:
        """Conferences: one attended, two ahead, and two whose calls for papers are open."""
        camp = self._event("Product at Heart", -52, 2, city="Hamburg", country="Germany", venue="Kampnagel")
        self._do((SetState(camp, "registered"), SetState(camp, "attended", on=self._ago(51))))
        self._do(PutPerson(camp, None, one.name, one.reach, self._follow_up(one), one.notes) for one in words.PEOPLE)
        self._do(
            (
                RecordOutcome(camp, "Two names, one idea: measure the decision, not the model."),
                AddCredits("PDU", self._ago(51), (CreditPart(900, "Education", (Claim(pmp),)),), activity_id=camp),
                PutExpense(
                    camp, None, "ticket", Money(49900, "EUR"), self._ago(120), paid=True,
                    reimbursed=Money(40000, "EUR"),
                ),
                PutExpense(camp, None, "travel", Money(2680, "EUR"), self._ago(52), paid=True),
            )
        )
        world = self._event("PyData Global", 9, 3, online=True, url="https://pydata.org/")
        self._do(
            (
                SetState(world, "registered"),
                PutExpense(world, None, "ticket", Money(3500, "EUR"), self._ago(8), paid=True),
                AddCredits("PDU", self._ahead(10), (CreditPart(600, "Education", (Claim(pmp),)),), activity_id=world),
            )
        )
        for title, days, state in words.EVENINGS:
            day = self._ahead(days)
            evening = AddEvent(
                title,
                f"{day}T18:30:00",
                f"{day}T21:00:00",
                zone=self._zone,
                event_type="meetup",
                venue="Betahaus",
                city="Hamburg",
                country="Germany",
                step_id=self._network,
            )
            SetState(self._add(evening), state, on=min(day, self._ago(0))).apply(self._tx)
        talk = self._event(
            "MLSys", 171, 4, city="Santa Clara", country="United States", url="https://mlsys.org/", cfp=11
        )
        PutSubmission(talk, None, "What a late parcel costs: thresholds that people accept", "draft").apply(self._tx)
        self._event("#mtpcon London", 205, 2, city="London", country="United Kingdom", cfp=38)

    def _follow_up(self, one: words.Met) -> str | None:
        return None if one.follow_up is None else self._ahead(one.follow_up)

    def _event(
        self, title: str, days: int, length: int, *, cfp: int | None = None, city: str = "", country: str = "",
        venue: str = "", online: bool = False, url: str = "",
    ) -> ActivityId:  # fmt: skip
        """A conference that begins so many days from now."""
        wall = None if cfp is None else f"{self._ahead(cfp)}T23:59:59"
        return self._add(
            AddEvent(
                title,
                self._ahead(days),
                self._ahead(days + length),
                format="online" if online else "in_person",
                venue=venue,
                city=city,
                country=country,
                url=url,
                step_id=self._network,
                cfp_wall=wall,
            )
        )

    def _listed(self) -> None:
        """Conferences of a list that nobody has answered yet."""
        for title, days, city, country, cfp in (
            ("ACM FAccT", 196, "Montréal", "Canada", 24),
            ("AI Engineer World's Fair", 214, "San Francisco", "United States", None),
            ("Big Data LDN", 297, "London", "United Kingdom", None),
            ("RecSys", 302, "Lisbon", "Portugal", 139),
        ):
            key = self._event(title, days, 3, city=city, country=country, cfp=cfp)
            for event in self._tx.find(Event, activity_id=key):
                self._tx.put(event._replace(state=EventState.LISTED.value, origin="listed"))
