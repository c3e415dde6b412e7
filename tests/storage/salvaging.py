"""Rounds of: damage a library, salvage it; what comes of it must be whole and hold what lay on sound pages."""

import random
import sqlite3
import tempfile
from pathlib import Path

from planner.domain.errors import PlannerError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.details import AddEvent, AddGoal
from planner.storage.page_file import USUAL_SIZE, PageFile
from planner.storage.page_rows import TABLE_LEAF, leaf_cells, page_kind, read_tree
from planner.storage.salvage import salvage
from tests.storage.samples import AddMany

DAMAGES = ("flip", "zero", "junk", "cut", "head", "swap")


class Salvager:
    """A library to damage copies of; one for all rounds."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "good.db"
        planner = libraries.new_plan(self.path, libraries.BUILT_IN)
        planner.run(AddMany(200, "A title long enough to fill some pages of the file, number"))
        planner.run(AddGoal("A certification", "certification"))
        planner.run(AddGoal("A course", "course", provider="Somebody"))
        planner.run(AddEvent("A conference", "2026-12-01", "2026-12-04"))
        planner.run(AddActivity("Due", due="2026-12-01"))
        planner.close()
        self.content = self.path.read_bytes()
        self.activities = activities_in(self.path)

    def leaves(self) -> dict[int, set[str]]:
        """The leaf pages of the table of activities, with the uids of those that lie on each."""
        with sqlite3.connect(self.path) as connection:
            (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'activity'").fetchone()
        connection.close()
        with PageFile(self.path, USUAL_SIZE) as pages:
            numbers = [
                number
                for number in read_tree(pages, root).pages
                if page_kind(pages.page(number), number) == TABLE_LEAF
            ]
            return {
                number: {str(cell.record[1]) for cell in leaf_cells(pages, number, set()) if cell is not None}
                for number in numbers
            }

    def damaged(self, seed: int) -> tuple[str, bytes]:
        """What was done to it, and the content of the file after it."""
        chance = random.Random(seed)
        content = bytearray(self.content)
        pages = len(content) // USUAL_SIZE
        what = chance.choice(DAMAGES)
        if what == "flip":
            for _ in range(chance.choice([1, 8, 64, 500])):
                content[chance.randrange(len(content) if chance.random() < 0.5 else 40_000)] ^= 1 << chance.randrange(8)
        elif what == "cut":
            del content[chance.randrange(len(content)) :]
        elif what == "head":
            size = chance.choice([1, 16, 100, USUAL_SIZE])
            content[:size] = chance.choice([bytes(size), chance.randbytes(size)])
        else:
            for _ in range(chance.choice([1, 1, 3, 10])):
                one, other = (chance.randrange(pages) * USUAL_SIZE for _ in range(2))
                first, second = content[one : one + USUAL_SIZE], content[other : other + USUAL_SIZE]
                if what == "swap":
                    content[other : other + USUAL_SIZE] = first
                content[one : one + USUAL_SIZE] = {
                    "swap": second, "zero": bytes(USUAL_SIZE), "junk": chance.randbytes(USUAL_SIZE)
                }[what]  # fmt: skip
        return what, bytes(content)

    def round_of(self, seed: int) -> list[str]:
        """What was wrong with how the damage of this seed was met: an empty list if all was well."""
        what, content = self.damaged(seed)
        with tempfile.TemporaryDirectory() as name:
            path, target = Path(name) / "plan.db", Path(name) / "saved.db"
            path.write_bytes(content)
            problems: list[str] = []
            try:
                found = salvage(path, target)
                problems += libraries.check(target)
                told = {table.table: table.saved for table in found.tables}
                if told.get("activity", 0) != len(activities_in(target)):
                    problems.append("the number of saved activities is wrong")
            except PlannerError as error:
                if what != "cut" or target.exists() or not str(error).endswith("."):
                    problems.append(f"told “{error}”")
            except Exception as error:  # noqa: BLE001  that is what the round looks for
                problems.append(f"raised {type(error).__name__}: {error}")
            if path.read_bytes() != content:
                problems.append("the damaged file was written to")
            if left := {each.name for each in Path(name).iterdir()} - {"plan.db", "saved.db"}:
                problems.append(f"left {left}")
            return [f"seed {seed}, {what}: {problem}" for problem in problems]


def activities_in(path: Path) -> dict[str, str]:
    """The titles of the activities of a library by uid."""
    connection = sqlite3.connect(path)
    try:
        return dict(connection.execute("SELECT uid, title FROM activity"))
    finally:
        connection.close()
