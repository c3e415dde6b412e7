"""A random person, and another program beside them: whatever they do, undo, redo and restart, nothing is lost.

The model is the plan's rows after each step, read by a connection that knows nothing of ours. Undo must lead to the
rows before the step exactly, redo to those after it; a mirror that follows the change feed alone must show the rows.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner.domain.errors import LibraryError, PlannerError
from planner.domain.model import Activity, Category, Roadmap, Skill, Step
from planner.domain.words import ActivityId, CategoryId, EventState, Kind, ProfileId, RoadmapId, SkillId, Status, StepId
from planner.services.action import Action
from planner.services.actions import (
    activities,
    categories,
    deadlines,
    details,
    parts,
    roadmaps,
    roles,
    rubrics,
    skills,
    tags,
    trash,
)
from planner.services.planner import Change, Planner
from planner.storage.agreement import disagreements
from planner.storage.search_index import stale_entries
from planner.storage.transaction import Transaction
from tests.storage.samples import AddActivity, Fail, RemoveActivity, Rename, Rows, plan_at, rows_at

TITLES = st.text("aäß漢🙂 \ud800\0'\"%{}", max_size=8)
PLAIN = st.sampled_from(["Learn SQL", "Ethik", "漢字 🙂", "a'b\"c", "50% {x}"])
DATES = st.sampled_from(["2026-03-01", "2026-12-31", "2028-02-29"])
MakeAction = Callable[[], Action]
VISITS = st.sampled_from([None, "v1", "v2"])


class Known(NamedTuple):
    """A step that the model expects in the journal."""

    label: str
    merge_key: str | None
    before: Rows
    after: Rows


@dataclass(frozen=True, slots=True)
class Begin(Action):
    """Gives the other actions something to work on."""

    def apply(self, tx: Transaction) -> str:
        roadmap_id = RoadmapId(tx.add(Roadmap(RoadmapId(0), tx.new_uid(), "Roadmap", "V")))
        for position, name in (("V", "First"), ("k", "Second")):
            step_id = StepId(tx.add(Step(StepId(0), tx.new_uid(), roadmap_id, name, position)))
            tx.add(Activity(ActivityId(0), tx.new_uid(), name, step_id=step_id, position="V"))
        category_id = CategoryId(tx.add(Category(CategoryId(0), tx.new_uid(), "Data", "V")))
        tx.add(Skill(SkillId(0), tx.new_uid(), category_id, "SQL", "V"))
        return "Begin"


class Plans(RuleBasedStateMachine):
    """One library with two programs on it."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "x.db"
        self.ours = plan_at(self.path)
        self.theirs = plan_at(self.path)
        self.rows = rows_at(self.path)
        self.done: list[Known] = []
        self.undone: list[Known] = []
        self.mirror = rows_at(self.path)
        self.ours.subscribe(self.follow)
        self.act(Begin())

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            assert self.ours.library.problems(quick=False) == []
            assert self.ours.read(disagreements) == []
            self.ours.close()
            self.theirs.close()
            assert [file.name for file in self.path.parent.iterdir()] == ["x.db"]
            self.folder.cleanup()

    def follow(self, change: Change) -> None:
        if change.everything:
            self.mirror = rows_at(self.path)
            return
        for row in change.rows:
            if row.after is None:
                self.mirror[row.table].pop(row.id, None)
            else:
                self.mirror[row.table][row.id] = row.after

    # ------------------------------------------------------------------------------------ the model

    def act(self, action: Action, plan: Planner | None = None) -> None:
        plan = plan or self.ours
        before = self.rows
        try:
            change = plan.run(action)
        except LibraryError:  # not a refused action, but one that broke a rule of the schema
            raise
        except PlannerError:
            event(f"refused {type(action).__name__}")
            assert rows_at(self.path) == before
            return
        event(f"done {type(action).__name__}")
        after = rows_at(self.path)
        self.rows = after
        assert (change.rows == ()) == (before == after)
        if not change.rows:
            return
        key = action.merge_key
        label = change.label.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "")
        if key is not None and not self.undone and self.done and self.done[-1].merge_key == key:
            joined = self.done.pop()._replace(label=label, after=after)
            if joined.before != after:
                self.done.append(joined)
        else:
            self.done.append(Known(label, key, before, after))
        self.undone.clear()
        # What was undone was made of ids that are never given again.
        for table, rows in after.items():
            assert not {row.id for row in change.rows if row.before is None and row.table == table} & set(before[table])
            assert set(before[table]) - set(rows) <= change.touched(table)

    def some(self, table: str, data: st.DataObject) -> int:
        ids = list(self.rows[table])
        return data.draw(st.sampled_from([*ids, *ids, *ids, 999]), label=table)

    # ---------------------------------------------------------------------------------- what is done

    @rule(title=TITLES, tag=st.sampled_from(["", "ml", "ML", "data"]), theirs=st.booleans())
    def add(self, title: str, tag: str, theirs: bool) -> None:
        self.act(AddActivity(title, tag), self.theirs if theirs else None)

    @rule(data=st.data(), title=TITLES, visit=VISITS, theirs=st.booleans())
    def rename(self, data: st.DataObject, title: str, visit: str | None, theirs: bool) -> None:
        self.act(Rename(self.some("activity", data), title, visit), self.theirs if theirs else None)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.act(RemoveActivity(self.some("activity", data)))

    @rule(error=st.sampled_from([ValueError(), MemoryError(), KeyboardInterrupt()]))
    def fail(self, error: BaseException) -> None:
        with contextlib.suppress(type(error)):
            self.ours.run(Fail(error))
            raise AssertionError("it did not fail")

    @rule(data=st.data())
    def real_action(self, data: st.DataObject) -> None:
        self.do_real_action(data)

    def do_real_action(self, data: st.DataObject) -> None:
        """Any of the program's own actions, on rows that exist and on one that does not."""

        def activity() -> ActivityId:
            return ActivityId(self.some("activity", data))

        def pick(values: st.SearchStrategy[Any]) -> Any:
            return data.draw(values)

        step = StepId(self.some("step", data)) if pick(st.booleans()) else None
        choices: dict[str, MakeAction] = {
            "add": lambda: activities.AddActivity(
                pick(PLAIN), kind=pick(st.sampled_from(list(Kind))), step_id=step, due=pick(st.none() | DATES),
                tags=pick(st.sampled_from([(), ("ml",), ("ML", "data")])),
            ),
            "quick add": lambda: activities.QuickAdd("Finish ML course !high #ml @2026-12-01 ~6h", step_id=step),
            "edit": lambda: activities.EditActivity(activity(), (("title", pick(PLAIN)),), pick(VISITS)),
            "change kind": lambda: activities.ChangeKind(activity(), pick(st.sampled_from(list(Kind)))),
            "move": lambda: activities.MoveActivities(
                (activity(),), pick(st.none() | st.sampled_from(list(Status))), pick(st.booleans()), step
            ),
            "state": lambda: activities.SetState(activity(), pick(st.sampled_from(list(EventState)))),
            "pick": lambda: activities.PickForWeek((activity(),), pick(st.booleans())),
            "due": lambda: deadlines.SetDue((activity(),), pick(st.none() | DATES)),
            "deadline": lambda: deadlines.PutDeadline(activity(), "other", on_date=pick(DATES), reminders=(60, 1440)),
            "event": lambda: details.AddEvent(
                pick(PLAIN), "2026-09-10", "2026-09-12", city="Praha", cfp_wall="2026-05-06T23:59:59", tags=("ml",)
            ),
            "goal": lambda: details.AddGoal(pick(PLAIN), "certification", "AWS", held=True, issued_on="2026-01-01"),
            "line": lambda: parts.AddChecklistItem(activity(), pick(PLAIN)),
            "link": lambda: parts.PutLink(activity(), "https://example.org/", pick(PLAIN)),
            "time": lambda: parts.LogTime(activity(), 25),
            "shows": lambda: parts.SetActivitySkill(activity(), SkillId(self.some("skill", data)), 2.5),
            "tags": lambda: tags.SetTags(activity(), pick(st.sampled_from([(), ("new", "ml"), ("ML",)]))),
            "skill": lambda: skills.AddSkill(pick(PLAIN), category="Machine learning"),
            "assess": lambda: skills.Assess(SkillId(self.some("skill", data)), pick(st.sampled_from([None, 0, 3.5]))),
            "remove skill": lambda: skills.RemoveSkill(SkillId(self.some("skill", data))),
            "add role": lambda: roles.AddProfile(pick(PLAIN)),
            "copy role": lambda: roles.CopyProfile(ProfileId(self.some("profile", data))),
            "remove role": lambda: roles.RemoveProfile(ProfileId(self.some("profile", data))),
            "target": lambda: roles.SetTarget(
                ProfileId(self.some("profile", data)), SkillId(self.some("skill", data)),
                pick(st.sampled_from([None, 0, 3.5])), visit=pick(VISITS),
            ),
            "name skill": lambda: rubrics.EditSkill(SkillId(self.some("skill", data)), pick(PLAIN), visit=pick(VISITS)),
            "rubric": lambda: rubrics.SetRubric(
                SkillId(self.some("skill", data)), 2, pick(st.sampled_from(["", "Reads it"])), pick(VISITS)
            ),
            "move skill": lambda: categories.MoveSkill(
                SkillId(self.some("skill", data)), category=pick(st.sampled_from(["Voice", "machine learning"]))
            ),
            "move category": lambda: categories.MoveCategory(CategoryId(self.some("category", data))),
            "remove step": lambda: roadmaps.RemoveStep(StepId(self.some("step", data))),
            "trash": lambda: trash.TrashActivities((activity(),)),
            "untrash": lambda: trash.RestoreActivities((activity(),)),
            "purge": trash.PurgeTrash,
        }  # fmt: skip
        self.act(choices[pick(st.sampled_from(sorted(choices)))](), self.theirs if pick(st.booleans()) else None)

    @rule(data=st.data())
    def another_real_action(self, data: st.DataObject) -> None:
        self.do_real_action(data)  # twice, so that they are as frequent as the rest together

    @rule(theirs=st.booleans())
    def undo(self, theirs: bool) -> None:
        change = (self.theirs if theirs else self.ours).undo()
        assert (change is None) == (not self.done)
        if change is not None:
            step = self.done.pop()
            self.undone.append(step)
            self.rows = step.before
            assert change.label == step.label

    @rule(theirs=st.booleans())
    def redo(self, theirs: bool) -> None:
        change = (self.theirs if theirs else self.ours).redo()
        assert (change is None) == (not self.undone)
        if change is not None:
            step = self.undone.pop()
            self.done.append(step)
            self.rows = step.after
            assert change.label == step.label

    @rule()
    def undo_all_and_redo_all(self) -> None:
        while self.done:
            self.undo(theirs=False)
        while self.undone:
            self.redo(theirs=False)

    @rule(ours=st.booleans())
    def restart(self, ours: bool) -> None:
        if not ours:
            self.theirs.close()
            self.theirs = plan_at(self.path)
            return
        self.ours.close()
        self.ours = plan_at(self.path)
        self.mirror = rows_at(self.path)
        self.ours.subscribe(self.follow)

    @rule()
    def look(self) -> None:
        """Our program looks at what the other one wrote."""
        self.ours.refresh()
        assert self.mirror == self.rows
        assert self.ours.refresh() is None

    # ----------------------------------------------------------------------------- what always holds

    @invariant()
    def rows_are_those_of_the_model(self) -> None:
        assert rows_at(self.path) == self.rows

    @invariant()
    def history_is_that_of_the_model(self) -> None:
        expected = (
            self.done[-1].label if self.done else None,
            self.undone[-1].label if self.undone else None,
        )
        assert self.ours.history()[:2] == expected
        assert self.theirs.history()[:2] == expected

    @invariant()
    def search_follows_and_keys_point_somewhere(self) -> None:
        assert self.ours.read(stale_entries) == []
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


# A small, fixed share; the soak run asks for hundreds.
EXAMPLES = int(os.environ.get("PLANNER_EXAMPLES", "5"))
Plans.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
TestPlans = Plans.TestCase
