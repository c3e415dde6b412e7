"""Recurrence rules of foreign .ics files: which of them can be kept."""

import re
from functools import lru_cache
from typing import Final

from icalendar.prop import vRecur

_MAX_RULE: Final = 2_000


@lru_cache(maxsize=1024)
def is_rule(rule: str) -> bool:
    """Tell whether icalendar understands a recurrence rule, and it is one that comes to an end of its computation."""
    if len(rule) > _MAX_RULE:
        return False
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if part)
    if "FREQ" not in parts or parts.get("INTERVAL", "1").lstrip("0") == "" or not re.match(r"[A-Z0-9=;,+:\-]+\Z", rule):
        return False
    try:
        # icalendar raises whatever the damage leads to.
        parsed = vRecur.from_ical(rule)
        return bool(parsed.get("FREQ")) and all(_is_whole(parts.get(name, "1")) for name in ("INTERVAL", "COUNT"))
    except Exception:  # noqa: BLE001
        return False


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:12]) > 0
