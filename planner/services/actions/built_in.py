"""The roadmap that new plans start from, as the action that adds it to a plan."""

from planner.services.actions.templates import ApplyTemplate
from planner.services.libraries import BUILT_IN


def add_built_in() -> ApplyTemplate:
    """The action that adds the built-in roadmap, read and checked now, outside of any transaction."""
    return ApplyTemplate.named(BUILT_IN)
