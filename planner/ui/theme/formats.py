"""How dates and times are written in a place, as Qt knows it."""

from PySide6.QtCore import QLocale

from planner.config import formats


def formats_of(locale: QLocale) -> formats.Formats:
    """How dates and times are written in a place, and with which day its weeks begin."""
    short = QLocale.FormatType.ShortFormat
    found = formats.from_patterns(locale.dateFormat(short), locale.timeFormat(short))
    return found._replace(first_weekday=locale.firstDayOfWeek().value - 1)
