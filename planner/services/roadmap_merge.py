"""Merging roadmaps with their steps and activities into the plan, wherever they come from.

Each node is remembered with what was told of it (:class:`TemplateNode`), under the name of its source. What the person
deleted stays deleted, and nothing is ever removed because a source dropped it. An activity follows into another step
only from the step in which it was told to be.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from planner.domain.folding import fold
from planner.domain.model import Activity, Roadmap, Step, TemplateNode
from planner.domain.ordering import between, spread
from planner.domain.words import RoadmapId, SkillId, Status, StepId
from planner.exchange.incoming import IncomingActivity, IncomingRoadmap, IncomingStep
from planner.exchange.template_keys import has_key, own_key, roadmap_key
from planner.services.activity_merge import ActivityMerge, Values, followed
from planner.services.rows import Rows

_HUES = 7
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode


class Difference(NamedTuple):
    """An activity, step or roadmap that changes, with the names of the fields that do."""

    title: str
    fields: tuple[str, ...]


class Tally:
    """What a merge found: activities that are new, changed and unchanged; also steps and roadmaps that changed."""

    def __init__(self) -> None:
        self.new = self.unchanged = 0
        self.differences: list[Difference] = []

    @property
    def counts(self) -> tuple[int, int, int]:
        """New, changed and unchanged."""
        return self.new, len(self.differences), self.unchanged


class NodeMemory:
    """What one source said of each of its nodes."""

    def __init__(self, rows: Rows, source: str, sift: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> None:
        """``sift`` takes out of what was told what it cannot have said: archives bring it as they please."""
        self._rows = rows
        self._sift = sift
        self._source = source
        self._known = {found.node: found for found in rows.find(TemplateNode, template=source)}
        self._nodes: dict[str, str] | None = None

    def uid(self, node: str) -> str | None:
        """The row that a node became, which may be gone; None for a node that was never told."""
        found = self._known.get(node)
        return None if found is None else found.uid

    def told(self, node: str) -> dict[str, Any]:
        """What was told of a node."""
        found = self._known.get(node)
        return {} if found is None else self._sift(decoded(found.shipped))

    def nodes(self) -> list[tuple[str, str]]:
        """Every node with the UID of what it became, in the order in which they were first told."""
        return [(node, found.uid) for node, found in self._known.items()]

    def node_of(self, uid: str) -> str | None:
        """A node that became this row; None if the source never told of it."""
        if self._nodes is None:
            self._nodes = {found.uid: node for node, found in reversed(self._known.items())}
        return self._nodes.get(uid)

    def note(self, node: str, entity: str, uid: str, values: Values) -> None:
        """Remembers what is told of a node now; what was told before of other fields stays."""
        found = self._known.get(node)
        whole = values if found is None else {**decoded(found.shipped), **values}
        text = _encode(whole)
        if found is None:
            made = TemplateNode(0, self._source, node, entity, uid, text)
            self._known[node] = made._replace(id=self._rows.add(made))
        elif found.shipped != text:
            self._known[node] = found._replace(shipped=text)
            self._rows.put(self._known[node])


def decoded(shipped: str) -> dict[str, Any]:
    """What a source said of a node; nothing where that is damaged."""
    try:
        told = json.loads(shipped)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


class RoadmapMerge:
    """One merge of one roadmap; the activities of no step are merged by it too."""

    def __init__(self, rows: Rows, incoming: IncomingRoadmap, skills: Mapping[str, SkillId], tally: Tally) -> None:
        self._rows = rows
        self._incoming = incoming
        self._tally = tally
        self._memory = NodeMemory(rows, incoming.source)
        self._cards = NodeMemory(rows, incoming.cards) if incoming.cards else self._memory
        self._activities = ActivityMerge(rows, skills)
        self._roadmap: Roadmap | None = None
        self._steps: dict[str, StepId] = {}
        self._claimed: set[str] = set()
        self._titles: dict[StepId | None, dict[str, list[Activity]]] = {}
        self._keys: dict[str, Activity] = {}
        self.is_new = False

    def run(self) -> None:
        """Merges the roadmap, its steps and their activities."""
        if self._incoming.placed:
            self._merge_roadmap()
        self._merge_steps()
        for step in self._incoming.steps:
            keys = spread(len(step.activities)) if self.is_new and self._incoming.placed else []
            for number, activity in enumerate(step.activities):
                self._merge_activity(activity, step.key, keys[number] if keys else "")

    def merge_inbox(self, activities: Iterable[IncomingActivity]) -> None:
        """Merges activities of no step."""
        for activity in activities:
            self._merge_activity(activity, "", "")

    # -- the roadmap and its steps ----------------------------------------------------------------------------------

    def _merge_roadmap(self, *, anew: bool = False) -> None:
        rows, incoming = self._rows, self._incoming
        uid = self._memory.uid("roadmap")
        row = rows.one(Roadmap, uid=uid) if uid is not None else self._found_roadmap()
        told = self._memory.told("roadmap")
        if row is None and uid is not None and not anew:
            return  # the person removed it
        if row is None:
            self.is_new = uid is None
            last = max((other.position for other in rows.find(Roadmap)), default=None)
            template = incoming.source if incoming.version else ""
            row = Roadmap(RoadmapId(0), rows.new_uid(), incoming.name, between(last, None), template=template)
            row = row._replace(id=RoadmapId(rows.add(row)))
        elif told and row.name == told.get("name") != incoming.name:
            row = row._replace(name=incoming.name)
            self._tally.differences.append(Difference(row.name, ("name",)))
        if incoming.version and row.template == incoming.source:
            row = row._replace(template_version=incoming.version)
        rows.put(row)
        self._roadmap = row
        self._memory.note("roadmap", "roadmap", row.uid, {"name": incoming.name})

    def _found_roadmap(self) -> Roadmap | None:
        if self._incoming.match == "keys":
            known = self._rows.find(Roadmap)
            return next((row for row in known if roadmap_key(row.uid) == self._incoming.source), None)
        if self._incoming.match == "names":
            wanted = fold(self._incoming.name)
            return next((row for row in self._rows.find(Roadmap, archived=False) if fold(row.name) == wanted), None)
        return None

    def _merge_steps(self) -> None:
        steps = self._incoming.steps
        for number, (step, key) in enumerate(zip(steps, spread(len(steps)), strict=True)):
            node = f"step/{step.key}"
            values: dict[str, Any] = {"name": step.name, **step.values}
            uid, told = self._memory.uid(node), self._memory.told(node)
            row = self._rows.one(Step, uid=uid) if uid is not None else self._found_step(step)
            if row is not None:
                self._steps[step.key] = row.id
                current = row._asdict()
                if uid is None:  # found by its name, which therefore stays as the person writes it
                    told = {name: value for name, value in current.items() if name != "name"}
                taken = followed(current, told, values)
                changed = tuple(name for name, value in taken.items() if current[name] != value)
                if changed:
                    self._tally.differences.append(Difference(step.name, changed))
                    self._rows.put(row._replace(**taken))
                uid = row.uid
            elif uid is None:
                uid = self._add_step(step, values, key, number)
            self._memory.note(node, "step", uid, values)

    def _add_step(self, step: IncomingStep, values: dict[str, Any], key: str, number: int) -> str:
        roadmap = self._home()
        others = [] if self.is_new else self._rows.find(Step, roadmap_id=roadmap.id)
        position = key if self.is_new else between(max((other.position for other in others), default=None), None)
        hue = (number if self.is_new else len(others)) % _HUES + 1
        uid = self._rows.new_uid()
        node = step.key if self._incoming.version else ""
        made = Step(StepId(0), uid, roadmap.id, position=position, node=node, **{"hue": hue, **values})
        self._steps[step.key] = StepId(self._rows.add(made))
        return uid

    def _home(self) -> Roadmap:
        """The roadmap for new steps; one is made where the steps name none, or the person removed it."""
        if self._roadmap is None:
            self._merge_roadmap(anew=True)
        assert self._roadmap is not None
        return self._roadmap

    def _found_step(self, step: IncomingStep) -> Step | None:
        match = self._incoming.match
        if match == "nothing" or (self.is_new and self._incoming.placed):
            return None
        homes = [self._roadmap] if self._roadmap else self._rows.find(Roadmap, archived=False)
        known = [row for home in homes for row in self._rows.find(Step, roadmap_id=home.id)]
        claimed = set(self._steps.values())
        free = [row for row in known if row.id not in claimed]
        if match == "keys":
            return next((row for row in free if has_key(step.key, row.node, row.uid)), None)
        return next((row for row in free if fold(row.name) == fold(step.name)), None)

    # -- activities -------------------------------------------------------------------------------------------------

    def _merge_activity(self, activity: IncomingActivity, step_key: str, place: str) -> None:
        node = f"activity/{activity.key}"
        values: dict[str, Any] = dict(activity.values)
        step_id = self._steps.get(step_key)
        if self._incoming.placed or step_key:
            values["step"] = step_key
        uid, told = self._cards.uid(node), self._cards.told(node)
        move: tuple[StepId | None] | None = None
        if uid is not None:
            row = self._rows.one(Activity, uid=uid)
            if row is not None and "step" in values and told.get("step", values["step"]) != values["step"]:
                stands = self._stands_in(row, told["step"])
                move = (step_id,) if stands and (step_id is not None or not step_key) else None
        else:
            row = self._found_activity(activity, step_id)
            if row is not None:
                told = self._activities.current(row, values)
                if not activity.uid and self._incoming.match == "names":
                    told.pop("title", None)
                    if values.get("status") == Status.PLANNED:  # an empty box takes no progress back
                        told = {name: value for name, value in told.items() if name not in ("status", "state")}
                if activity.uid and "step" in values and row.step_id != step_id:
                    move = (step_id,)
        if row is not None:  # one in the trash follows too: restored, it is as the source tells it by then
            self._claimed.add(row.uid)
            fields = self._activities.update(row, told, values, move)
            if fields and row.trashed_at is None:
                self._tally.differences.append(Difference(str(values.get("title", row.title)), fields))
            else:
                self._tally.unchanged += 1
            uid = row.uid
        elif uid is None:
            # Where the person removed the step, a new card for it goes to the inbox.
            own = activity.key if self._incoming.version else ""
            uid = self._activities.add(step_id, values, node=own, uid=activity.uid, place=place)
            self._claimed.add(uid)
            self._tally.new += 1
        else:
            self._tally.unchanged += 1  # it was here once and is gone for good
        self._cards.note(node, "activity", uid, values)

    def _stands_in(self, row: Activity, step: str) -> bool:
        """Whether a card stands in the step of this key; never if the person removed that step."""
        if not step:
            return row.step_id is None
        node = f"step/{step}"
        uid = self._memory.uid(node)
        if uid is None and self._cards is not self._memory:
            other = self._rows.one(TemplateNode, node=node)  # a step of another roadmap of the same file
            uid = None if other is None else other.uid
        found = None if uid is None else self._rows.one(Step, uid=uid)
        return found is not None and row.step_id == found.id

    def _found_activity(self, activity: IncomingActivity, step_id: StepId | None) -> Activity | None:
        """One that no import of this source brought, but that is the same by uid, key or name."""
        if activity.uid:
            return self._rows.one(Activity, uid=activity.uid)
        match = self._incoming.match
        if match == "nothing" or (self.is_new and self._incoming.placed):
            return None
        if match == "keys":
            return self._keyed().get(activity.key)
        free = [row for row in self._titled(step_id).get(fold(activity.values["title"]), ()) if self._is_free(row)]
        return free[0] if free else None

    def _keyed(self) -> dict[str, Activity]:
        """The activities by the keys that an export gives them; a node's own key counts within this roadmap alone."""
        if not self._keys:
            steps = {step.id for step in self._rows.find(Step, roadmap_id=self._home().id)}
            known = self._rows.find(Activity)
            self._keys = {own_key(row.node, row.uid): row for row in known if row.step_id in steps}
            self._keys |= {own_key("", row.uid): row for row in known}
        return self._keys

    def _titled(self, step_id: StepId | None) -> dict[str, list[Activity]]:
        if step_id not in self._titles:
            found = self._titles[step_id] = {}
            for row in self._rows.find(Activity, step_id=step_id):
                found.setdefault(fold(row.title), []).append(row)
        return self._titles[step_id]

    def _is_free(self, row: Activity) -> bool:
        return row.trashed_at is None and row.uid not in self._claimed
