"""Roadmaps and their steps: adding, editing, reordering, removing."""

from dataclasses import dataclass
from typing import Any, Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Roadmap, Step
from planner.domain.ordering import between
from planner.domain.words import RoadmapId, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.storage.transaction import Transaction

HUES: Final = 7


@dataclass(frozen=True, slots=True)
class AddStep(Action):
    """Adds a step at the end of a roadmap (``roadmap_id`` None: of the first one, made if need be), in the next hue."""

    roadmap_id: RoadmapId | None
    name: str

    def apply(self, tx: Transaction) -> str:
        if self.roadmap_id is not None:
            roadmap = tx.get(Roadmap, self.roadmap_id)
        else:
            roadmap = tx.one(Roadmap, archived=False) or self._first_roadmap(tx)
        name = common.one_line(self.name, tr("name"), limit=200, required=True)
        steps = tx.find(Step, roadmap_id=roadmap.id)
        last = max((step.position for step in steps), default=None)
        tx.add(Step(StepId(0), tx.new_uid(), roadmap.id, name, between(last, None), hue=len(steps) % HUES + 1))
        return tr("Add step “{name}”", name=name)

    @staticmethod
    def _first_roadmap(tx: Transaction) -> Roadmap:
        roadmap = Roadmap(RoadmapId(0), tx.new_uid(), tr("My roadmap"), between(None, None))
        return roadmap._replace(id=RoadmapId(tx.add(roadmap)))


@dataclass(frozen=True, slots=True)
class EditStep(Action):
    """Sets plain fields of a step: name, hue, why, ready_when."""

    step_id: StepId
    fields: tuple[tuple[str, Any], ...]

    def apply(self, tx: Transaction) -> str:
        step = tx.get(Step, self.step_id)
        values: dict[str, Any] = {}
        for name, value in self.fields:
            if name == "hue":
                if not 1 <= value <= HUES:
                    raise InvalidInputError(tr("A step has one of {count} colours. Choose one of them.", count=HUES))
                values[name] = value
            elif name in ("name", "why", "ready_when"):
                limit = 200 if name == "name" else 1000
                values[name] = common.one_line(value, tr("text"), limit=limit, required=name == "name")
            else:
                raise InvalidInputError(tr("“{name}” cannot be edited.", name=name))
        changed = step._replace(**values)
        tx.put(changed)
        return tr("Edit step “{name}”", name=changed.name)


@dataclass(frozen=True, slots=True)
class MoveStep(Action):
    """Moves a step in front of another one of its roadmap, or with ``before`` None to the end."""

    step_id: StepId
    before: StepId | None = None

    def apply(self, tx: Transaction) -> str:
        step = tx.get(Step, self.step_id)
        others = [(other.id, other.position) for other in tx.find(Step, roadmap_id=step.roadmap_id) if other != step]
        (position,) = common.place_among(tx, Step, others, self.before)
        tx.put(step._replace(position=position))
        return tr("Move step “{name}”", name=step.name)


@dataclass(frozen=True, slots=True)
class RemoveStep(Action):
    """Removes a step; its activities go to the step ``into``, to the inbox (None), or with ``trash`` to the trash."""

    step_id: StepId
    into: StepId | None = None
    trash: bool = False

    def apply(self, tx: Transaction) -> str:
        step = tx.get(Step, self.step_id)
        if self.into is not None and (self.into == self.step_id or tx.one(Step, id=self.into) is None):
            raise NotFoundError(tr("The step is not in the plan any more. Choose another one."))
        columns: dict[str, list[Activity]] = {}
        for row in tx.find(Activity, step_id=step.id):
            columns.setdefault(row.status, []).append(row)
        for status, rows in columns.items():
            keys = common.place(tx, self.into, status, None, [row.id for row in rows])
            for row, key in zip(rows, keys, strict=True):
                moved = row._replace(step_id=self.into, position=key)
                if self.trash and row.trashed_at is None:
                    moved = moved._replace(trashed_at=tx.now, picked_week=None)
                tx.put(moved)
        tx.remove(Step, step.id)
        return tr("Remove step “{name}”", name=step.name)


@dataclass(frozen=True, slots=True)
class AddRoadmap(Action):
    """Adds an empty roadmap behind the others."""

    name: str

    def apply(self, tx: Transaction) -> str:
        name = common.one_line(self.name, tr("name"), limit=200, required=True)
        last = max((roadmap.position for roadmap in tx.find(Roadmap)), default=None)
        tx.add(Roadmap(RoadmapId(0), tx.new_uid(), name, between(last, None)))
        return tr("Add roadmap “{name}”", name=name)


@dataclass(frozen=True, slots=True)
class MoveRoadmap(Action):
    """Moves a roadmap in front of another one, or with ``before`` None to the end."""

    roadmap_id: RoadmapId
    before: RoadmapId | None = None

    def apply(self, tx: Transaction) -> str:
        roadmap = tx.get(Roadmap, self.roadmap_id)
        others = [(other.id, other.position) for other in tx.find(Roadmap) if other != roadmap]
        (position,) = common.place_among(tx, Roadmap, others, self.before)
        tx.put(roadmap._replace(position=position))
        return tr("Move roadmap “{name}”", name=roadmap.name)


@dataclass(frozen=True, slots=True)
class ArchiveRoadmap(Action):
    """Puts a roadmap away, with its steps and their cards, or takes it up again; its dates stay in the calendar."""

    roadmap_id: RoadmapId
    archived: bool = True

    def apply(self, tx: Transaction) -> str:
        roadmap = tx.get(Roadmap, self.roadmap_id)
        tx.put(roadmap._replace(archived=self.archived))
        if self.archived:
            return tr("Archive roadmap “{name}”", name=roadmap.name)
        return tr("Take up roadmap “{name}” again", name=roadmap.name)


@dataclass(frozen=True, slots=True)
class RenameRoadmap(Action):
    """Renames a roadmap."""

    roadmap_id: RoadmapId
    name: str

    def apply(self, tx: Transaction) -> str:
        roadmap = tx.get(Roadmap, self.roadmap_id)
        name = common.one_line(self.name, tr("name"), limit=200, required=True)
        tx.put(roadmap._replace(name=name))
        return tr("Rename roadmap “{name}”", name=name)
