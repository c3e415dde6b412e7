"""What a roadmap, an outline, a table, a template or a set of skills would do to the plan, without writing."""

from typing import TYPE_CHECKING, NamedTuple

from planner.domain.model import Row
from planner.exchange.incoming import Incoming, IncomingRoadmap
from planner.exchange.skill_set import SkillSet
from planner.services.roadmap_merge import Difference, RoadmapMerge, Tally
from planner.services.rows import Draft
from planner.services.skill_set_merge import SkillSetMerge
from planner.services.template_merge import TemplateMerge
from planner.storage.reader import Reader
from planner.storage.steps import last_touched

if TYPE_CHECKING:
    from planner.exchange.template_format import Template


class IncomingMerge(NamedTuple):
    """What a file would do; new rows have negative numbers, by which they point at each other.

    ``counts`` are its new, changed and unchanged activities; a step or roadmap whose own texts change counts as
    changed. For a set of skills they are its categories, skills and roles. ``touched`` is where the journal stood, to
    tell whether the plan moved since.
    """

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    removed: tuple[Row, ...]
    counts: tuple[int, int, int]
    differences: tuple[Difference, ...]
    touched: int

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return len(self.new) + len(self.changed) + len(self.removed)


def merge_incoming(reader: Reader, incoming: "Incoming | SkillSet | Template", now: str, today: str) -> IncomingMerge:
    """Compares a file with the plan. Raises ExchangeError for a set of skills that does not fit it."""
    draft = Draft(reader, now, today)
    if isinstance(incoming, Incoming):
        tally = _merge(draft, incoming)
    elif isinstance(incoming, SkillSet):
        skills = SkillSetMerge(draft, incoming)
        skills.run()
        tally = skills.tally
    else:
        merge = TemplateMerge(draft, incoming, "keys")
        merge.merge_skills()
        merge.merge_activities()
        tally = merge.tally
    differences = tuple(tally.differences)
    return IncomingMerge(draft.new, draft.changed, draft.removed, tally.counts, differences, last_touched(reader))


def _merge(draft: Draft, incoming: Incoming) -> Tally:
    tally = Tally()
    for roadmap in incoming.roadmaps:
        RoadmapMerge(draft, roadmap, {}, tally).run()
    if incoming.inbox:
        inbox = IncomingRoadmap(incoming.inbox_source, "", (), "names", placed=incoming.placed)
        RoadmapMerge(draft, inbox, {}, tally).merge_inbox(incoming.inbox)
    return tally
