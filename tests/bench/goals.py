"""Goals in a real window: 500 certifications that are held, with 5,000 credits between them. Run as a program."""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from planner.domain.dates import parse_date
from planner.domain.model import (
    Activity,
    Certification,
    Credit,
    CreditClaim,
    Deadline,
    RenewalRule,
    RuleCategory,
)
from planner.domain.words import ActivityId, ClaimId, CreditId, DeadlineId
from planner.services import libraries
from planner.services.action import Action
from planner.services.queries.renewals import standings
from planner.storage.transaction import Transaction
from tests.bench.report import Figure, p95, spread

if TYPE_CHECKING:
    from planner.storage.reader import Reader
    from planner.ui.goals.page import GoalsPage

CERTIFICATIONS = 500
CREDITS = 5_000
TURNS = 40
#: What may take longer than a frame: the first look at a page, and all ledgers at once, which no page asks for.
FIRST, ALL_LEDGERS, FRAME = 150.0, 150.0, 16.0
_ROWS = """
SELECT m.activity_id, k.on_date, k.amount, k.category, m.reported_on
FROM credit_claim AS m JOIN credit AS k ON k.id = m.credit_id
"""


@dataclass(frozen=True, slots=True)
class MakeGoals(Action):
    """Adds the certifications, each with its rule and its expiry, and the credits, each claimed by one or two."""

    def apply(self, tx: Transaction) -> str:
        dice = random.Random(1)
        today = parse_date(tx.today)
        ids = [self._certification(tx, number, today, dice) for number in range(CERTIFICATIONS)]
        for number in range(CREDITS):
            day = today - timedelta(days=dice.randrange(700))
            category = ("Education", "Giving back")[number % 2]
            amount = dice.choice((50, 100, 150, 600, 725))
            credit = Credit(CreditId(0), tx.new_uid(), None, str(day), amount, "PDU", category, f"Occasion {number}")
            credit_id = CreditId(tx.add(credit))
            for certification in dice.sample(ids, 1 + number % 2):
                reported = str(day + timedelta(days=3)) if number % 3 else None
                tx.add(CreditClaim(ClaimId(0), tx.new_uid(), credit_id, certification, reported_on=reported))
        return "Make goals"

    def _certification(self, tx: Transaction, number: int, today: date, dice: random.Random) -> ActivityId:
        title = f"Certification {number:03}"
        row = Activity(ActivityId(0), tx.new_uid(), title, "certification", "done", position=f"c{number:05}")
        activity_id = ActivityId(tx.add(row._replace(completed_on=str(today - timedelta(days=720)))))
        issued = str(today - timedelta(days=720))
        certification = Certification(0, activity_id, "passed", f"Issuer {number % 40}", issued_on=issued)
        tx.add(certification._replace(renewal_method="credits", validity_months=36))
        expires = str(today + timedelta(days=dice.randrange(20, 700)))
        tx.add(Deadline(DeadlineId(0), tx.new_uid(), activity_id, "renewal", expires))
        tx.add(RenewalRule(0, activity_id, "PDU", 6000))
        tx.add(RuleCategory(0, activity_id, "Education", "V", 3500))
        tx.add(RuleCategory(0, activity_id, "Giving back", "W", None, 2500))
        return activity_id


def fill(path: Path) -> None:
    """Adds the goals to a library."""
    planner = libraries.open_plan(path)
    planner.run(MakeGoals())
    planner.close()


def plain(reader: "Reader") -> int:
    """The floor for all ledgers: the same rows, read and summed up by certification, and nothing else."""
    sums: dict[int, int] = {}
    for certification, _on, amount, _category, _reported in reader.rows(_ROWS):
        sums[certification] = sums.get(certification, 0) + amount
    return len(sums)


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of so many runs."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def main() -> None:
    """Measures in a window of its own and prints what was found."""
    from tests.bench.frames import Bench

    bench = Bench(Path(sys.argv[1]))
    planner, window = bench.planner, bench.window
    today = planner.today()
    figures: dict[str, object] = {}
    figures["first goals"] = bench.frame(partial(window.go, "goals"))
    bench.settle(0.3)
    again = []
    for _ in range(TURNS):
        window.go("home")
        bench.settle(0.1)
        again.append(bench.frame(partial(window.go, "goals")))
    figures["again goals"] = again
    page = cast("GoalsPage", window.pages.current)
    view = page.list
    view.setFocus()
    ids = [row.id for section in page._sections.values() for row in section.rows if row.standing is not None]
    assert len(ids) > 2 * TURNS // 2
    window.open("activity", ids[0])
    bench.settle(0.3)
    figures["ledgers"] = [
        bench.frame(partial(window.open, "activity", ids[1 + number % (len(ids) - 1)])) for number in range(TURNS)
    ]
    figures["forecasts"] = timed(lambda: planner.read(standings, today), 9)
    figures["floor"] = timed(lambda: planner.read(plain), 9)
    window.close()
    planner.close()
    print(json.dumps(figures))


def figures_of(measured: dict[str, object]) -> list[Figure]:
    """The rows of the table."""
    first, again, ledgers = measured["first goals"], measured["again goals"], measured["ledgers"]
    forecasts, floor = measured["forecasts"], measured["floor"]
    assert isinstance(first, float)
    assert isinstance(again, list)
    assert isinstance(ledgers, list)
    assert isinstance(forecasts, list)
    assert isinstance(floor, list)
    size = f"{CERTIFICATIONS} certifications, {CREDITS:,} credits"
    ratio = f"lowest of {len(floor)}: {min(forecasts):.1f} of {min(floor):.1f} ms for reading and adding up"
    return [
        Figure("show goals with ledgers, first", first, FIRST, "ms", size),
        Figure("show goals with ledgers, again, p95", p95(again), FRAME, "ms", f"{len(again)} times: {spread(again)}"),
        Figure("open a ledger, p95", p95(ledgers), 2 * FRAME, "ms", f"{len(ledgers)} times: {spread(ledgers)}"),
        Figure("forecast all ledgers", min(forecasts), ALL_LEDGERS, "ms", size),
        Figure("forecast all ledgers, to the floor", min(forecasts) / min(floor), 12, "x", ratio),
    ]


if __name__ == "__main__":
    main()
