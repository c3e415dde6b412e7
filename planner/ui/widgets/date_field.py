"""A date field: takes a typed date in many forms, or one picked from a calendar."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from planner.config import formats
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.plain_text import shortened
from planner.services.humanize import short_date, weekday_name
from planner.ui.theme import Theme
from planner.ui.theme.qt_words import spoken_locale


def read_date(text: str, today: dt.date, *, past: bool = False) -> dt.date | None:
    """The date that ``text`` says (“2026-12-01”, “1 dec”, “friday”, “in 2 weeks”); None if it says none.

    Of something ``past``, “1 dec” and “friday” are the last ones, and “yesterday” is a day, too.
    """
    from planner.domain.quick_add import preview
    from planner.domain.spoken_dates import parse_past_date
    from planner.services.typed_dates import in_english

    text = in_english(text)
    try:
        if past:
            return parse_past_date(text, today)
        found = preview("@" + text.strip().lstrip("@"), today)
    except PlannerError:
        return None
    return found.due if not found.title else None


def weekday_date(day: dt.date, today: dt.date) -> str:
    """“Tue 1 Dec”, with the year when it is not this year's."""
    return tr("{weekday} {date}", weekday=weekday_name(day.weekday()), date=short_date(day, today))


def span_problem(first: "DateField", last: "DateField") -> str:
    """What is wrong with two fields of a span as they stand, in one sentence; empty if nothing is."""
    for field in (first, last):
        if field.property("invalid"):
            return tr("“{text}” is not a date. Write it such as 1 dec or 2026-12-01.", text=shortened(field.text()))
    begins, ends = first.date(), last.date()
    if begins is not None and ends is not None and ends < begins:
        return tr("The last day is before the first day. Change one of them.")
    return ""


class DateField(QLineEdit):
    """A line that holds a date or nothing. ``date_changed`` carries a date or None when the person changes it.

    What cannot be read is marked, kept as typed, and never told; Esc brings the last date back. Down opens the
    calendar. ``past`` says that it is about something that has happened.
    """

    date_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        today: Callable[[], dt.date],
        value: dt.date | None = None,
        *,
        past: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._past = past
        self._theme = theme
        self._today = today
        self._date: dt.date | None = None
        self._popup: QWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("No date"))
        self.setToolTip(tr("Type a date such as 2026-12-01, 1 dec, friday or in 2 weeks"))
        self._open_calendar = QAction(tr("Pick from a calendar"), self)
        self._open_calendar.triggered.connect(self.open_calendar)
        self.addAction(self._open_calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._submit)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_date(value)

    def date(self) -> dt.date | None:
        """The date that was last understood."""
        return self._date

    def read(self, text: str) -> dt.date | None:
        """The date that a text says here; None if it says none."""
        return read_date(text, self._today(), past=self._past)

    def set_date(self, value: dt.date | None) -> None:
        """Show a date without telling."""
        self._date = value
        self.setText(self._shown())
        self._mark(invalid=False)

    def submit(self) -> None:
        """Take over what is being typed: a click on a button does not take the focus from the field."""
        self._submit()

    def wanted_width(self) -> int:
        """So wide that no date is cut, whatever its weekday, month and year."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        days = (dt.date(self._today().year + 1, month, day) for month in range(1, 13) for day in range(20, 27))
        longest = max(metrics.horizontalAdvance(weekday_date(day, self._today())) for day in days)
        # Qt's own hint is for so many letters x and all that is around them.
        return longest + self.sizeHint().width() - 17 * metrics.horizontalAdvance("x") + 2

    def open_calendar(self) -> None:
        """Open the calendar below the field."""
        if self._popup is None:
            self._popup = self._build_popup()
        calendar = self._popup.findChild(QCalendarWidget)
        assert isinstance(calendar, QCalendarWidget)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek(formats.current().first_weekday + 1))
        shown = self._date or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()
        calendar.setFocus()

    def _build_popup(self) -> QWidget:
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setProperty("role", "popup")
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        calendar = QCalendarWidget(popup)
        calendar.setLocale(spoken_locale())
        calendar.setAccessibleName(self.accessibleName())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        column.addWidget(calendar)
        return popup

    def _picked(self, picked: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self._take(dt.date(picked.year(), picked.month(), picked.day()))

    def _submit(self) -> None:
        text = self.text().strip()
        if not text:
            self._take(None)
        elif text != self._shown():
            found = self.read(text)
            if found is None:
                self._mark(invalid=True)
            else:
                self._take(found)

    def _take(self, value: dt.date | None) -> None:
        changed = value != self._date
        self.set_date(value)
        if changed:
            self.date_changed.emit(value)

    def _mark(self, *, invalid: bool) -> None:
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(tr("This is not a date that can be read") if invalid else "")

    def _dress(self) -> None:
        self._open_calendar.setIcon(self._theme.icon("calendar", "muted", 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown():
            self.set_date(self._date)
            return
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _shown(self) -> str:
        return "" if self._date is None else weekday_date(self._date, self._today())
