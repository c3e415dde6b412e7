"""What the settings of this machine note of each plan: under which name, and of how many plans at most."""

from collections.abc import Mapping
from typing import Final

from planner.services.planner import Planner
from planner.services.queries.settings import setting
from planner.storage.stored import LIBRARY_UID

_MOST: Final = 50
"""Of so many plan files something is noted; the one that was noted longest ago goes first."""


def library_name(planner: Planner) -> str:
    """What the settings of this machine call a plan: its uid, or its path where it has none."""
    uid = planner.read(setting, LIBRARY_UID)
    return uid if isinstance(uid, str) and uid else str(planner.path)


def noted(notes: Mapping[str, str], name: str, note: str) -> dict[str, str]:
    """The notes with one on the plan ``name``. Each begins with the day or the instant that it is of, in ISO 8601."""
    together = {**notes, name: note}
    return {each: together[each] for each in sorted(together, key=together.__getitem__)[-_MOST:]}
