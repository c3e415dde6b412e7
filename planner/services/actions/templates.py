"""Putting a template into a library: the first time as new rows, later as a merge that keeps what the person did."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.services.action import Action
from planner.services.template_merge import TemplateMerge
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.exchange.template_format import Template


@dataclass(frozen=True, slots=True)
class ApplyTemplate(Action):
    """Adds a template's roadmap, skills and roles to the library, or merges a newer version of it.

    ``skills_only`` leaves the roadmap and its activities out.
    """

    template: "Template"
    skills_only: bool = False

    @classmethod
    def named(cls, name: str, *, skills_only: bool = False) -> "ApplyTemplate":
        """The action for a template that ships with the program, read and checked now, outside of any transaction.

        Raises NotFoundError if there is none of the name.
        """
        from planner.exchange.template import load_template

        return cls(load_template(name), skills_only)

    def apply(self, tx: Transaction) -> str:
        merge = TemplateMerge(tx, self.template)
        merge.merge_skills()
        if self.skills_only:
            return tr("Add the skills of “{name}”", name=self.template.name)
        merge.merge_activities()
        if merge.is_new:
            return tr("Add the roadmap “{name}”", name=self.template.name)
        return tr("Update the roadmap “{name}”", name=self.template.name)
