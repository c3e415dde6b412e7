"""Writes docs/preferences.md from the declared table of preferences; ``make preferences`` runs it."""

from __future__ import annotations

from pathlib import Path

from planner.config.preferences import PREFERENCES, SECTIONS, Kind, Place, Preference
from planner.services.preferences import value_text, value_words

PAGE = Path(__file__).resolve().parent / "preferences.md"

_HEAD = """# Preferences

Edit ▸ Preferences… (`Ctrl+,`) shows all of these; what you choose acts at once unless it says otherwise. On the command
line, [`planner preferences`](commands.md#planner-preferences) reads and writes them by their keys; `none` stands for
“not set”.

Preferences of the machine lie in `settings.json` in the configuration folder and hold for every plan. Those of the plan
lie in the plan file: Undo takes them back, and they travel with it.

This page is made from the table in `planner/config/preferences.py` by `make preferences`.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for key, title in SECTIONS.items():
        parts.append(f"## {title}\n\n| preference | key | values | usual | kept in |\n|---|---|---|---|---|")
        rows = [_row(each) for each in PREFERENCES if each.section == key]
        parts[-1] += "\n" + "\n".join(rows) + "\n"
    return "\n".join(parts)


def _row(wanted: Preference) -> str:
    later = "" if wanted.at_once else " Acts at the next start."
    place = "the plan" if wanted.place is Place.PLAN else "the machine"
    cells = (
        f"**{wanted.title}**: {wanted.sentence}{later}",
        f"`{wanted.key}`",
        _values(wanted),
        _usual(wanted),
        place,
    )
    return f"| {' | '.join(cells)} |"


def _usual(wanted: Preference) -> str:
    written, words = value_text(wanted.default), value_words(wanted, wanted.default)
    return f"`{written}`" if written == words.lower() else f"`{written}` ({words})"


def _values(wanted: Preference) -> str:
    bounds = wanted.bounds
    match wanted.kind:
        case Kind.CHOICE:
            return ", ".join(f"`{option.value}`" for option in wanted.options)
        case Kind.NUMBER if bounds is not None:
            unit = f" {bounds.unit}" if bounds.unit else ""
            return f"{bounds.least} to {bounds.most}{unit}" + (", or `none`" if bounds.may_be_none else "")
        case Kind.LANGUAGE:
            return "`system`, or the code of a language that is installed, such as `en`"
        case Kind.FLAG:
            return "`on`, `off`"
        case Kind.FOLDER:
            return "a folder that is there, or `none`"
        case Kind.CALENDAR_FILE:
            return "a file that ends in .ics, or `none`"
        case Kind.CURRENCY:
            return "a code such as `EUR`, or `none`"
        case _:
            return "times before, such as `14 days, 2 hours`, or `none`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
