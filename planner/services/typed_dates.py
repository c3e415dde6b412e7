"""Words of dates in the person's language, as the English ones that :mod:`planner.domain.spoken_dates` reads.

English is read in every language, and so are dates in digits.
"""

import re
from typing import Final

from planner.config.text import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, language, tr
from planner.services.humanize import full_month, full_weekday, month_name, weekday_name

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEXT: Final = re.compile(r"\bnext (week|month|year)s\b")
_WORD: Final = re.compile(r"[^\W\d_]+")


def in_english(text: str) -> str:
    """A date that a person typed, with the words of their language put into English; what is no such word stays.

    “3. März 2027” is “3. march 2027”, “in 2 Wochen” is “in 2 weeks”.
    """
    if language() in {SOURCE_LANGUAGE, PSEUDO_LANGUAGE}:
        return text
    known = _words()
    english = _WORD.sub(lambda found: known.get(found[0].casefold(), found[0]), text)
    return _NEXT.sub(r"next \1", english)


def _words() -> dict[str, str]:
    words = {
        # Translators: words that a person may type in a date, separated by blanks, in small letters.
        "next": tr("next"),
        "in": tr("in"),
        "days": tr("day days"),
        "weeks": tr("week weeks"),
        "months": tr("month months"),
        "years": tr("year years"),
        "today": tr("today"),
        "tomorrow": tr("tomorrow"),
        "yesterday": tr("yesterday"),
    }
    for place, english in enumerate(_MONTHS, 1):
        words[english] = f"{month_name(place)} {full_month(place)}"
    for place, english in enumerate(_WEEKDAYS):
        words[english] = f"{weekday_name(place)} {full_weekday(place)}"
    return {
        found.casefold(): english
        for english, several in words.items()
        for found in _WORD.findall(several)
    }
