"""A plan full of random past, made of bare rows, to look back on."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planner.domain.event_rows import Submission
from planner.domain.goal_rows import Credit, CreditClaim, Expense, Renewal, RenewalRule
from planner.domain.model import Activity, Certification, Deadline, Event, Roadmap, Step, StudySession
from planner.domain.words import ActivityId, ClaimId, CreditId, DeadlineId, RoadmapId, StepId
from planner.services.action import Action
from planner.storage.transaction import Transaction

TODAY = date(2026, 11, 25)
_KINDS = ("topic", "course", "project", "certification", "event")
_STATES = {
    "certification": ("considering", "booked", "passed", "expired", "retired"),
    "event": ("listed", "registered", "attended", "declined"),
}


@dataclass(frozen=True)
class FillWithPast(Action):
    """Adds activities of all kinds with all that a look back tells of, on days around the last three years."""

    seed: int
    count: int = 60

    def apply(self, tx: Transaction) -> str:
        random = Random(self.seed)
        roadmap = tx.add(Roadmap(RoadmapId(0), tx.new_uid(), "R", "U"))
        steps = [None] + [
            StepId(tx.add(Step(StepId(0), tx.new_uid(), RoadmapId(roadmap), name, place, hue)))
            for name, place, hue in (("Basics", "U", 1), ("Practice", "V", 2))
        ]

        def day() -> str:
            return str(TODAY + timedelta(days=random.randrange(-1000, 200)))

        certifications: list[ActivityId] = []
        everything: list[ActivityId] = []
        for number in range(self.count):
            kind = random.choice(_KINDS)
            state = random.choice(_STATES.get(kind, ("",)))
            done = state in ("passed", "expired", "retired", "attended") or (not state and random.random() < 0.6)
            row = Activity(
                ActivityId(0), tx.new_uid(), f"T{number}", kind, "done" if done else "planned", random.choice(steps),
                completed_on=day() if done and random.random() < 0.9 else None,
                outcome=random.choice(("", "It works.")) if done else "",
                outcome_url=random.choice(("", "", "https://example.org")) if done else "",
                trashed_at="2026-11-01T00:00:00Z" if random.random() < 0.15 else None,
            )  # fmt: skip
            key = ActivityId(tx.add(row))
            everything.append(key)
            if kind == "certification":
                certifications.append(key)
                self._certification(tx, random, key, state, day)
            elif kind == "event":
                self._event(tx, random, key, state, day)
            for _ in range(random.randrange(4)):
                starts = day() + random.choice(("", "T18:30:00"))
                tx.add(StudySession(0, tx.new_uid(), key, starts, random.randint(1, 300), random.random() < 0.3))
            for _ in range(random.randrange(3)):
                paid, minor = random.random() < 0.7, random.randint(1, 10_000)
                back = random.randint(0, minor) if paid else 0
                item, currency = random.choice(("ticket", "travel")), random.choice(("EUR", "USD"))
                tx.add(Expense(0, tx.new_uid(), key, item, minor, currency, day(), paid, back))
        for _ in range(self.count // 2):
            owner = random.choice([None, *everything])
            credit = CreditId(
                tx.add(Credit(CreditId(0), tx.new_uid(), owner, day(), random.randint(1, 900), "PDU",
                              random.choice(("", "Education"))))
            )  # fmt: skip
            for holder in random.sample(certifications, min(len(certifications), random.randrange(3))):
                amount = random.choice((None, 250))
                category = random.choice(("", "Other"))
                tx.add(CreditClaim(ClaimId(0), tx.new_uid(), credit, holder, amount, category))
        return "Fill"

    @staticmethod
    def _certification(tx: Transaction, random: Random, key: ActivityId, state: str, day: object) -> None:
        assert callable(day)
        issued = day() if random.random() < 0.7 else None
        code, never = random.choice(("", f"C{key}")), random.random() < 0.2
        tx.add(Certification(0, key, state, code=code, issued_on=issued, never_expires=never))
        if random.random() < 0.6:
            tx.add(RenewalRule(0, key, random.choice(("", "CPE")), 6000))
        for _ in range(random.randrange(3)):
            tx.add(Deadline(DeadlineId(0), tx.new_uid(), key, "renewal", day()))
        if random.random() < 0.4:
            tx.add(Renewal(0, tx.new_uid(), key, "2020-01-01", "2023-01-01", "2023-01-01", day()))

    @staticmethod
    def _event(tx: Transaction, random: Random, key: ActivityId, state: str, day: object) -> None:
        assert callable(day)
        starts = day() if random.random() < 0.8 else None
        ends = None if starts is None else str(date.fromisoformat(starts) + timedelta(days=2))
        sort = random.choice(("conference", "meetup"))
        tx.add(Event(0, key, state, sort, starts=starts, ends=ends, city=random.choice(("", "Berlin"))))
        if random.random() < 0.6:
            tx.add(Deadline(DeadlineId(0), tx.new_uid(), key, "cfp_closes", day()))
        for number in range(random.randrange(3)):
            chosen = random.choice(("draft", "submitted", "accepted", "rejected"))
            tx.add(Submission(0, tx.new_uid(), key, f"S{number}", "U" * (number + 1), chosen))
