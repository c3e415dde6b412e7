"""How dates and times are written in a place, as Qt knows it."""

from PySide6.QtCore import QLocale

from planner.config import formats


def formats_of(locale: QLocale) -> formats.Formats:
    """How dates and times are written in a place, with which day its weeks begin, and its numbers."""
    short = QLocale.FormatType.ShortFormat
    found = formats.from_patterns(locale.dateFormat(short), locale.timeFormat(short))
    own_digits = locale.zeroDigit() == "0"
    there = found._replace(first_weekday=locale.firstDayOfWeek().value - 1)
    return formats.with_separators(
        there, locale.decimalPoint() if own_digits else ".", locale.groupSeparator() if own_digits else ","
    )
