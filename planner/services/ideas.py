"""Ideas from a template: activities that would show more of a skill and that the plan never had."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.evidence import USUAL_CAPS, proved_level
from planner.exchange.template import load_template
from planner.services.libraries import BUILT_IN

if TYPE_CHECKING:
    from planner.exchange.template_format import Template
    from planner.services.planner import Planner
    from planner.storage.reader import Reader

_MOST = 5


class Idea(NamedTuple):
    """An activity of a template; ``level`` is what it would show of the skill, ``minutes`` its estimate, if any."""

    template: str
    key: str
    title: str
    kind: str
    level: float
    minutes: int | None


@cache
def _shipped(name: str) -> "Template":
    """The template, read once: it belongs to the installation, and one goes from gap to gap."""
    return load_template(name)


def _node(reader: "Reader", skill_id: int) -> str:
    return reader.value("SELECT node FROM skill WHERE id = ?", (skill_id,)) or ""


def built_in_ideas(planner: "Planner", skill_id: int, above: float) -> tuple[Idea, ...]:
    """What the built-in template has for a skill of the plan; none for a skill that is not of the template."""
    return template_ideas(planner, BUILT_IN, planner.read(_node, skill_id), above)


def _known(reader: "Reader", template: str) -> set[str]:
    return {node for (node,) in reader.rows("SELECT node FROM template_node WHERE template = ?", (template,))}


def template_ideas(planner: "Planner", template_name: str, skill_node: str, above: float) -> tuple[Idea, ...]:
    """What a template has for a skill (by its node) that shows more than ``above``; at most five, the core ones first.

    What was in the plan once is no idea any more: it is there, or the person deleted it.
    Raises NotFoundError for a template that does not ship with the program.
    """
    if not skill_node:
        return ()
    template = _shipped(template_name)
    known = planner.read(_known, template.key)
    found = []
    for step in template.steps:
        for activity in step.activities:
            shown = max((one.level for one in activity.skills if one.skill == skill_node), default=0.0)
            level = proved_level(shown, activity.kind.value, USUAL_CAPS, has_linked_outcome=False)
            if level > above and f"activity/{activity.key}" not in known:
                idea = Idea(
                    template_name, activity.key, activity.title, activity.kind.value, level, activity.estimate_minutes
                )
                found.append((not activity.core, -level, idea))
    return tuple(idea for _, _, idea in sorted(found, key=lambda each: each[:2])[:_MOST])
