"""What a person means a year to be for: at most three activities or intentions, kept in a setting of the plan."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

SETTING: Final = "year_picks"
"""The setting of the plan: an object of years and lists of picks, each with ``text``, ``uid`` and ``done``."""
MOST: Final = 3


class YearPick(NamedTuple):
    """One pick: an activity by its ``uid``, or (``uid`` empty) an intention in words, which is ticked off by hand.

    ``text`` of an activity is the title that it had, for when it is gone.
    """

    text: str
    uid: str = ""
    done: bool = False


def picks_of(stored: Any, year: int) -> tuple[YearPick, ...]:
    """The picks of a year in what the setting holds, without what no program of ours wrote there."""
    of_year = stored.get(str(year)) if isinstance(stored, Mapping) else None
    found = []
    for each in of_year if isinstance(of_year, list) else ():
        text, uid = (each.get("text"), each.get("uid", "")) if isinstance(each, Mapping) else (None, "")
        if isinstance(text, str) and text.strip() and isinstance(uid, str):
            found.append(YearPick(text, uid, each.get("done") is True))
    return tuple(found[:MOST])


def with_picks(stored: Any, year: int, picks: Iterable[YearPick]) -> dict[str, Any] | None:
    """What the setting holds once a year has these picks; None for nothing at all."""
    kept = {str(key): value for key, value in stored.items()} if isinstance(stored, Mapping) else {}
    chosen = [{"text": pick.text, "uid": pick.uid, "done": pick.done} for pick in picks]
    kept.pop(str(year), None)
    if chosen:
        kept[str(year)] = chosen
    return kept or None
