"""Values that the library keeps as JSON text."""

import json
from typing import Any, Final

from planner.config.text import tr
from planner.domain.errors import DamagedError

LIBRARY_UID: Final = "library.uid"
"""The setting that tells one library from another; copies of a file share it. No archive carries it."""


def read_value(text: str, kind: type = object) -> Any:
    """The value that a row keeps. Raises DamagedError for a text that no program of ours wrote, or of another kind."""
    try:
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(value, kind):
        raise _damaged()
    return value


def _damaged() -> DamagedError:
    return DamagedError(
        tr("What this plan keeps of itself is damaged; nothing was changed. Restore a backup with “planner restore”.")
    )
