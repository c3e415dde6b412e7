"""The keys that an exported template gives to its roadmap and nodes: the same for the same rows, whoever asks."""

import re

from planner.exchange.incoming import digest_of

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY_MAX = 60


def is_key(text: str) -> bool:
    """Tell whether a text is a key of small letters, digits and single hyphens."""
    return len(text) <= _KEY_MAX and _KEY.fullmatch(text) is not None


def roadmap_key(uid: str) -> str:
    """The key of a template made of a roadmap. It is never that of a template which ships with the program."""
    return f"roadmap-{digest_of(uid)}"


def own_key(node: str, uid: str) -> str:
    """The key of a step, an activity, a category or a skill: the one that it came with, else one of its own."""
    return node if is_key(node) else f"own-{digest_of(uid)}"


def has_key(key: str, node: str, uid: str) -> bool:
    """Tell whether a row goes by a key: by the one it came with, or by its own, which an earlier export gave it."""
    return key in (own_key(node, uid), own_key("", uid))
