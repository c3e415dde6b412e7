"""Files named on the line without a command, as a double-click does it: which words of the line are meant so."""

import os
from pathlib import Path


def means_a_file(word: str) -> bool:
    """Whether a word of the line is meant as a file: one that is there, or what looks like the path of one."""
    if "/" in word or os.sep in word:
        return True
    suffix = Path(word).suffix
    if not suffix:
        return _is_file(word)
    from planner.services.import_finding import ENDINGS

    return suffix.lower() in ENDINGS or _is_file(word)


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False
