"""The roadmaps that ship with the program, as actions that add them to a library."""

from planner.services.actions.templates import ApplyTemplate
from planner.services.libraries import BUILT_IN


def add_built_in(key: str = BUILT_IN) -> ApplyTemplate:
    """The action that adds a shipped roadmap, read and checked now, outside of any transaction.

    Raises NotFoundError for an unknown one.
    """
    from planner.exchange.template import load_template

    return ApplyTemplate(load_template(key))
