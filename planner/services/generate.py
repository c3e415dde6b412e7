"""Plausible synthetic data, the same for the same seed and day: what benchmarks and screenshots of a long life use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from planner.domain.dates import aoe_end_of_day, to_instant
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Assessment,
    Category,
    Certification,
    ChecklistItem,
    Course,
    Deadline,
    Event,
    Link,
    Reminder,
    Roadmap,
    Skill,
    Step,
    StudySession,
)
from planner.domain.ordering import between
from planner.domain.states import first_state, has_state, status_of
from planner.domain.words import ActivityId, CategoryId, DeadlineId, DeadlineKind, Kind, SkillId, Status, StepId, TagId
from planner.services import generated_words as words
from planner.services.actions import common
from planner.services.actions.tags import tag_named
from planner.services.planner import Planner
from planner.storage import ledger
from planner.storage.schema import TABLES
from planner.storage.transaction import Transaction

ACTIVITIES: Final = 1000
EVENTS: Final = 500
DEADLINES: Final = 800
SESSIONS: Final = 300
"""How many of each a year has."""
SKILLS: Final = 60
MONTHS: Final = 12

_KINDS: Final = (
    (Kind.READING, 26),
    (Kind.PROJECT, 20),
    (Kind.COURSE, 18),
    (Kind.TOPIC, 14),
    (Kind.CERTIFICATION, 7),
    (Kind.EXPERIMENT, 6),
    (Kind.COMMUNITY, 5),
    (Kind.MENTORING, 4),
)
_LEAD_DAYS: Final = {DeadlineKind.CFP_CLOSES: 150, DeadlineKind.EARLY_BIRD: 60, DeadlineKind.REGISTRATION: 14}


class _Made(NamedTuple):
    """An activity that was added, with the day that it is about."""

    id: ActivityId
    kind: Kind
    status: Status
    day: date


def generate(planner: Planner, years: int, seed: int) -> int:
    """Fills the library up to what ``years`` years hold, in one transaction; gives the number of activities added.

    Ten years are 10,000 activities, 5,000 of them events marked interested or more, 8,000 deadlines, 60 skills with
    120 monthly assessments each, and 3,000 study sessions, on the steps of the first roadmap (the built-in one where
    there is none). There is no step to undo it by: it is meant for a library of its own.
    """
    with planner.library.write() as connection:
        random = Random(seed)  # noqa: S311  plausible, not secret
        uids = Random(seed + 1)  # noqa: S311
        tx = Transaction(
            connection,
            planner.now(),
            planner.today().isoformat(),
            lambda: str(UUID(int=uids.getrandbits(128), version=4)),
        )
        made = _Filling(tx, random, planner.today(), years).run()
        tx.changes()
        ledger.forget_export(connection)
    return made


class _Filling:
    """One run over one library."""

    def __init__(self, tx: Transaction, random: Random, today: date, years: int) -> None:
        self.tx = tx
        self.random = random
        self.today = today
        self.years = years
        self.first_day = today - timedelta(days=365 * years - 200)
        self.days = 365 * years
        self.positions: dict[tuple[StepId | None, str], str] = {}

    def run(self) -> int:
        steps = self._steps()
        skills = self._skills()
        tags = [tag_named(self.tx, name) for name in words.TAGS]
        events = max(0, EVENTS * self.years - self._count(Event))
        others = max(0, ACTIVITIES * self.years - self._count(Activity) - events)
        kinds: list[Kind] = [Kind.EVENT] * events
        kinds += self.random.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS], k=others)
        self.random.shuffle(kinds)
        made = [self._activity(kind, steps) for kind in kinds]
        for one in made:
            self._belongings(one, tags, skills)
        self._deadlines(made)
        self._sessions([one for one in made if one.kind is not Kind.EVENT])
        self._assessments(skills)
        return len(made)

    def _count(self, row_type: type[Any]) -> int:
        return int(self.tx.connection.execute(select(func.count()).select_from(TABLES[row_type])).scalar_one())

    def _steps(self) -> list[StepId]:
        if self.tx.one(Step) is None:
            from planner.exchange.template import load_template
            from planner.services.actions.templates import ApplyTemplate
            from planner.services.libraries import BUILT_IN

            ApplyTemplate(load_template(BUILT_IN)).apply(self.tx)
        roadmap = min(self.tx.find(Roadmap), key=lambda row: (row.position, row.id))
        steps = self.tx.find(Step, roadmap_id=roadmap.id) or self.tx.find(Step)
        return [row.id for row in sorted(steps, key=lambda row: (row.position, row.id))]

    def _skills(self) -> list[SkillId]:
        found = [row.id for row in self.tx.find(Skill)]
        categories = [row.id for row in self.tx.find(Category)]
        last = max((row.position for row in self.tx.find(Category)), default=None)
        while len(categories) < 6:
            last = between(last, None)
            name = words.CATEGORIES[len(categories) % len(words.CATEGORIES)]
            categories.append(CategoryId(self.tx.add(Category(CategoryId(0), self.tx.new_uid(), name, last))))
        last = max((row.position for row in self.tx.find(Skill)), default=None)
        number = 0
        while len(found) < SKILLS:
            last = between(last, None)
            subject, aspect = words.SUBJECTS[number % len(words.SUBJECTS)], words.ASPECTS[number // len(words.SUBJECTS)]
            row = Skill(
                SkillId(0), self.tx.new_uid(), categories[number % len(categories)], f"{subject} {aspect}", last
            )
            found.append(SkillId(self.tx.add(row)))
            number += 1
        return found

    def _activity(self, kind: Kind, steps: Sequence[StepId]) -> _Made:
        random = self.random
        day = self.first_day + timedelta(days=random.randrange(self.days))
        status, state = self._standing(kind, day)
        step_id = None if random.random() < 0.02 else random.choice(steps)
        created = day - timedelta(days=random.randint(20, 200))
        column = (step_id, status.value)
        if column not in self.positions:
            self.positions[column] = common.last_position(self.tx.reader, *column)
        self.positions[column] = between(self.positions[column] or None, None)
        practice = kind in (Kind.READING, Kind.COMMUNITY) and random.random() < 0.02
        row = Activity(
            ActivityId(0),
            self.tx.new_uid(),
            self._title(kind, day),
            kind=kind.value,
            status=status.value,
            step_id=step_id,
            position=self.positions[column],
            core=random.random() < 0.4,
            priority=random.choices((0, 1, 2, 3), (60, 12, 18, 10))[0],
            notes=self._notes(),
            estimate_minutes=None if kind is Kind.EVENT or practice else random.choice(words.ESTIMATES),
            cadence_count=random.randint(1, 4) if practice else None,
            cadence_minutes=25 if practice else None,
            started_on=str(min(day, self.today)) if status in (Status.IN_PROGRESS, Status.DONE) else None,
            completed_on=str(min(day, self.today)) if status is Status.DONE else None,
            outcome=random.choice(words.OUTCOMES) if status is Status.DONE and random.random() < 0.3 else "",
            person=random.choice(words.PEOPLE) if kind is Kind.MENTORING else "",
            created_at=f"{created}T{random.randint(7, 21):02}:{random.randrange(60):02}:00Z",
        )
        activity_id = ActivityId(self.tx.add(row))
        self._detail(activity_id, kind, state, day)
        return _Made(activity_id, kind, status, day)

    def _standing(self, kind: Kind, day: date) -> tuple[Status, str]:
        random = self.random
        if kind is Kind.EVENT:
            coming = random.choices(("interested", "applied", "registered"), (70, 10, 20))[0]
            state = coming if day > self.today else random.choices(("attended", "interested"), (75, 25))[0]
            return status_of(kind, state), state
        past = day <= self.today
        status = random.choices(tuple(Status), (10, 8, 74, 8) if past else (80, 18, 0, 2))[0]
        return status, first_state(kind, status) if has_state(kind) else ""

    def _detail(self, activity_id: ActivityId, kind: Kind, state: str, day: date) -> None:
        random = self.random
        slug = random.getrandbits(32)
        if kind is Kind.EVENT:
            self.tx.add(self._event(activity_id, state, day, slug))
        elif kind is Kind.COURSE:
            total = random.randint(4, 40)
            units = total if state == "completed" else random.randrange(total) if state == "in_progress" else 0
            self.tx.add(
                Course(
                    0,
                    activity_id,
                    state,
                    provider=random.choice(words.PROVIDERS),
                    url=f"https://courses.example.org/{slug:08x}",
                    units_done=units,
                    units_total=total,
                    certificate=random.random() < 0.5,
                )
            )
        elif kind is Kind.CERTIFICATION:
            self.tx.add(
                Certification(
                    0,
                    activity_id,
                    state,
                    issuer=random.choice(words.ISSUERS),
                    code=f"{random.choice('ACDMP')}{random.randint(100, 999)}",
                    url=f"https://certificates.example.org/{slug:08x}",
                    issued_on=str(day) if state == "passed" else None,
                    validity_months=random.choice((12, 24, 36, None)),
                )
            )

    def _event(self, activity_id: ActivityId, state: str, day: date, slug: int) -> Event:
        random = self.random
        city, country, zone, latitude, longitude = random.choice(words.CITIES)
        row = Event(
            0,
            activity_id,
            state,
            event_type=random.choices(("conference", "meetup", "workshop", "hackathon"), (60, 25, 10, 5))[0],
            starts=str(day),
            ends=str(day + timedelta(days=random.choice((1, 1, 2, 3, 3, 5)))),
            venue=random.choice(words.VENUES),
            city=city,
            country=country,
            latitude=latitude,
            longitude=longitude,
            format=random.choices(("in_person", "hybrid", "online"), (70, 15, 15))[0],
            organiser=random.choice(words.ISSUERS),
            url=f"https://events.example.org/{slug:08x}",
            topics=", ".join(random.sample(words.TAGS, random.randint(1, 3))),
        )
        if row.event_type != "meetup":
            return row
        starts = f"{day}T{random.choice((18, 19))}:{random.choice(('00', '30'))}:00"
        ends = f"{day}T21:30:00"
        return row._replace(
            starts=starts, ends=ends, zone=zone, starts_utc=to_instant(starts, zone), ends_utc=to_instant(ends, zone)
        )

    def _belongings(self, one: _Made, tags: Sequence[TagId], skills: Sequence[SkillId]) -> None:
        random, tx = self.random, self.tx
        for tag_id in random.sample(tags, random.choice((0, 1, 1, 2))):
            tx.add(ActivityTag(0, one.id, tag_id))
        if random.random() < 0.35:
            for skill_id in random.sample(skills, random.choice((1, 1, 2))):
                tx.add(ActivitySkill(0, one.id, skill_id, random.randint(2, 8) / 2))
        if random.random() < 0.25:
            address = f"https://reading.example.org/{random.getrandbits(32):08x}"
            tx.add(Link(0, tx.new_uid(), one.id, address, random.choice(words.LINKS), "U"))
        if one.kind in (Kind.PROJECT, Kind.EXPERIMENT) and random.random() < 0.5:
            key = None
            for text in random.sample(words.CHECKLIST, 3):
                key = between(key, None)
                done = one.status is Status.DONE or random.random() < 0.3
                tx.add(ChecklistItem(0, tx.new_uid(), one.id, text, done, key))
        if one.kind is Kind.EVENT and random.random() < 0.3:
            tx.add(Reminder(0, tx.new_uid(), one.id, None, random.choice((60, 900, 1440, 10_080))))

    def _deadlines(self, made: Sequence[_Made]) -> None:
        random, tx = self.random, self.tx
        wanted = max(0, DEADLINES * self.years - self._count(Deadline))
        for one in random.sample(made, min(wanted, len(made))):
            row = self._deadline(one)
            deadline_id = DeadlineId(tx.add(row))
            if random.random() < 0.25:
                tx.add(Reminder(0, tx.new_uid(), one.id, deadline_id, random.choice((900, 1440, 10_080))))

    def _deadline(self, one: _Made) -> Deadline:
        random = self.random
        kind = DeadlineKind.DUE
        if one.kind is Kind.EVENT:
            kind = random.choices(tuple(_LEAD_DAYS), (70, 20, 10))[0]
        elif one.kind is Kind.CERTIFICATION:
            kind = DeadlineKind.RENEWAL if one.status is Status.DONE else DeadlineKind.EXAM
        day = one.day - timedelta(days=_LEAD_DAYS.get(kind, 0))
        row = Deadline(DeadlineId(0), self.tx.new_uid(), one.id, kind.value)
        if kind is DeadlineKind.CFP_CLOSES:
            return row._replace(at_utc=aoe_end_of_day(day), zone="AoE")
        if kind is DeadlineKind.EXAM:
            zone = random.choice(words.CITIES)[2]
            return row._replace(at_utc=to_instant(f"{day}T10:00:00", zone), zone=zone)
        return row._replace(on_date=str(day + timedelta(days=730) if kind is DeadlineKind.RENEWAL else day))

    def _sessions(self, made: Sequence[_Made]) -> None:
        random, tx = self.random, self.tx
        wanted = max(0, SESSIONS * self.years - self._count(StudySession))
        for _ in range(wanted if made else 0):
            one = random.choice(made)
            day = one.day - timedelta(days=random.randrange(30))
            starts = datetime(day.year, day.month, day.day, random.randint(6, 20), random.choice((0, 30)))  # noqa: DTZ001  # a wall time
            minutes = random.choice((25, 25, 45, 50, 90))
            planned = day > self.today
            tx.add(StudySession(0, tx.new_uid(), one.id, starts.isoformat(), minutes, planned))

    def _assessments(self, skills: Sequence[SkillId]) -> None:
        months = [self._month(back) for back in range(MONTHS * self.years)]
        known = self._count(Assessment)
        if known >= len(months) * len(skills):
            return
        for skill_id in skills:
            level = float(self.random.randint(0, 2))
            aim = min(5.0, level + self.random.randint(2, 4))
            for day in reversed(months):
                if level < aim and self.random.random() < 2 * (aim + 1) / len(months):
                    level += 0.5
                self.tx.add(Assessment(0, self.tx.new_uid(), skill_id, level, str(day)))

    def _month(self, back: int) -> date:
        """The first day of the month so many months before this one."""
        number = self.today.year * 12 + self.today.month - 1 - back
        return date(number // 12, number % 12 + 1, 1)

    def _title(self, kind: Kind, day: date) -> str:
        random = self.random
        if kind is Kind.EVENT:
            return f"{random.choice(words.SERIES)} {random.choice(words.CITIES)[0]} {day.year}"
        return random.choice(words.TITLES[kind]).format(
            subject=random.choice(words.SUBJECTS), industry=random.choice(words.INDUSTRIES), year=day.year
        )

    def _notes(self) -> str:
        if self.random.random() < 0.55:
            return ""
        return " ".join(self.random.sample(words.SENTENCES, self.random.randint(1, 4)))
