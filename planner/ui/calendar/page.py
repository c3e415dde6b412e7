"""The Calendar page: month, agenda and conferences over one feed, with its dialogs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import add_months
from planner.domain.words import ActivityId
from planner.services.queries import calendar as queries
from planner.services.queries.conference_facts import conferences_with_facts
from planner.ui.calendar import dialogs
from planner.ui.calendar.agenda_model import AgendaModel, AgendaWindow, agenda_rows
from planner.ui.calendar.agenda_view import AgendaView
from planner.ui.calendar.coming_up import ComingUp
from planner.ui.calendar.commands import Commands
from planner.ui.calendar.conference_model import ConferenceModel
from planner.ui.calendar.conference_view import ConferenceView
from planner.ui.calendar.day_list import DayList
from planner.ui.calendar.entry_text import conferences_title, matching, month_title, no_conferences
from planner.ui.calendar.month_feed import MonthFeed, Wish
from planner.ui.calendar.month_model import MonthModel
from planner.ui.calendar.month_view import MonthView
from planner.ui.calendar.sub_header import SubHeader
from planner.ui.shell.page import Page
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction, QResizeEvent

    from planner.ui.shell.page import PageContext


VIEWS = ("month", "agenda", "conferences")
_NEXT = 10
_FLASH_MS = 1600
#: Below this width of the page, in pixels, the month gets all of it.
_ROOM_FOR_NEXT = 880


class CalendarPage(Page):
    """Shows dated things; writes answers, new conferences and imports."""

    page_id: ClassVar[str] = "calendar"
    watches: ClassVar[frozenset[str]] = frozenset(
        {"activity", "event", "deadline", "study_session", "step", "reminder", "expense", "credit", "activity_skill"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._zone = context.planner.zone()
        self._today = context.planner.today()
        self._month = (self._today.year, self._today.month)
        self._words: tuple[str, ...] = ()
        self._view = "month"
        self._with_listed = False
        self._next: tuple[queries.CalendarEntry, ...] = ()
        self._agenda = AgendaWindow(self._today)
        #: Views that do not show the present state of the plan, the filter or the switches.
        self._stale = set(VIEWS)
        self._day_list: DayList | None = None
        self._build()
        self._connect()
        self.commands = Commands(self)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.setInterval(_FLASH_MS)
        self._flash_timer.timeout.connect(lambda: self.month_view.flash(None))
        self._show_view()

    def _build(self) -> None:
        theme = self.context.theme
        self.switch = SegmentedSwitch(
            theme,
            [("month", tr("Month")), ("agenda", tr("Agenda")), ("conferences", tr("Conferences"))],
            tr("View of the calendar"),
        )
        self.export_button = Button(theme, tr("Export…"))
        self.sub_header = SubHeader(theme, self._zone)
        self.month_model = MonthModel()
        self.month_view = MonthView(theme, self.month_model, self._zone)
        self._feed = MonthFeed(self.context.planner, self._zone, self.month_view)
        self.agenda_model = AgendaModel(self._zone)
        self.agenda_view = AgendaView(theme, self.agenda_model, self._zone)
        self.conference_model = ConferenceModel(self._zone)
        self.conference_view = ConferenceView(theme, self.conference_model)
        yearly = (tr("Pick from yearly ones…"), self.pick_yearly)
        offers = [(tr("Add a conference"), self.add), yearly, (tr("Import a list…"), self.import_files)]
        self.coming_up = ComingUp(theme, self._zone, offers)
        self.empty = EmptyState(theme, "", offers, icon="calendar")
        self.stack = QStackedWidget()
        for widget in (self.month_view, self.agenda_view, self.conference_view, self.empty):
            self.stack.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.sub_header)
        left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.S, Space.XL, Space.L)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(self.coming_up)

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_view)
        self.export_button.clicked.connect(self.export)
        self.sub_header.stepped.connect(self.step_month)
        self.sub_header.today_wanted.connect(self.go_today)
        self.sub_header.import_wanted.connect(self.import_files)
        self.sub_header.listed.toggled.connect(lambda on: self.set_listed(on=on))
        self.sub_header.past.toggled.connect(lambda _on: self._read_conferences())
        for view in (self.month_view, self.agenda_view, self.coming_up, self.conference_view):
            view.entry_opened.connect(self.context.open_activity)
        self.month_view.list_requested.connect(self._open_day_list)
        self.month_view.add_requested.connect(self.add_on)
        self.month_view.day_wanted.connect(self.go_to)
        self.agenda_view.earlier_requested.connect(self._more_earlier)
        self.agenda_view.later_requested.connect(self._more_later)
        self.conference_view.answered.connect(self._answer)

    def header_widgets(self) -> list[QWidget]:
        return [self.switch, self.export_button]

    def add_text(self) -> str:
        return tr("Add")

    def actions(self) -> list[QAction]:
        return self.commands.everything()

    def reload(self) -> None:
        self._today = self.context.planner.today()
        self._feed.forget()
        self._agenda.start(self._today)
        self._stale = set(VIEWS)
        self._read_next()
        self._read_view()

    def _read_view(self) -> None:
        self._stale.discard(self._view)
        if self._view == "month":
            self._fill_month()
        elif self._view == "agenda":
            self._read_agenda()
        else:
            self._read_conferences()

    def _fill_month(self) -> None:
        day = self.month_view.current_day()
        self.month_model.show(self._feed.content(Wish(self._month, self._today, self._words, self._with_listed)))
        if day is None or not self.month_model.holds(day):
            day = self._today if self.month_model.holds(self._today) else date(*self._month, 1)
        self.month_view.set_current_day(day)
        self._name_view()

    def _read_next(self) -> None:
        self._next = self.context.planner.read(
            queries.coming_up, self._today, self._zone, _NEXT, with_listed=self._with_listed
        )
        self._fill_next()

    def _fill_next(self) -> None:
        entries = matching(self._next, self._words)
        self.coming_up.show_entries(entries, self._today, filtered=bool(self._words and self._next))

    def _read_agenda(self) -> None:
        agenda = self._agenda
        if agenda.entries is None:
            agenda.entries = self.context.planner.read(
                queries.calendar_entries, agenda.first, agenda.after, self._zone, with_listed=self._with_listed
            )
        self._fill_agenda()

    def _fill_agenda(self) -> None:
        entries = matching(self._agenda.entries or (), self._words)
        self.agenda_model.show(agenda_rows(entries, self._agenda.first, self._today), self._today)
        if not self.agenda_view.currentIndex().isValid():
            self.agenda_view.setCurrentIndex(self.agenda_model.index(self.agenda_model.first_from(self._today)))
        self._name_view()

    def _read_conferences(self) -> None:
        past = self._shows_past()
        kept = self.conference_view.current_activity()
        rows, facts = self.context.planner.read(conferences_with_facts, self._today, self._zone, past=past)
        self.conference_model.show(rows, self._today, facts)
        if kept is not None:
            self.conference_view.show_activity(kept)
        self._name_view()

    def _name_view(self) -> None:
        """Say in the line above what is shown, and below what to do where nothing is."""
        if self._view == "month":
            title, sentence = month_title(*self._month), ""
        elif self._view == "agenda":
            title, sentence = self._agenda.title(), self._agenda_sentence()
        else:
            title, sentence = conferences_title(len(self.conference_model.rows), past=self._shows_past()), ""
            if not self.conference_model.rows:
                total = self.conference_model.total
                sentence = no_conferences(past=self._shows_past(), filtered=bool(self._words and total))
        self.sub_header.title.setText(title)
        self._show_empty(sentence)

    def _shows_past(self) -> bool:
        return self.sub_header.past.isChecked()

    def _agenda_sentence(self) -> str:
        if self._agenda.entries or self.context.planner.read(queries.has_dates):
            return ""
        return tr("No dates yet. Add a conference, or import a calendar file.")

    def show_view(self, view: str) -> None:
        """Show month, agenda or conferences."""
        if view in VIEWS and view != self._view:
            self._view = view
            self.switch.set_value(view)
            self._show_view()
            if view in self._stale:
                self._read_view()
            else:
                self._name_view()
            self.focus_content()

    def _show_view(self) -> None:
        self.sub_header.show_view(self._view)
        self.stack.setCurrentIndex(VIEWS.index(self._view))
        self._place_next()

    def _show_empty(self, sentence: str) -> None:
        if sentence:
            self.empty.set_sentence(sentence)
            for button in self.empty.buttons:
                button.setVisible(not (self._words or (self._view == "conferences" and self._shows_past())))
        self.stack.setCurrentIndex(len(VIEWS) if sentence else VIEWS.index(self._view))

    def _place_next(self) -> None:
        """“Coming up” gives way to an inspector that is docked beside the page, and to a narrow window."""
        window = self.window()
        docked = window is not self and window.width() - self.mapTo(window, QPoint(self.width(), 0)).x() > 200
        self.coming_up.setVisible(self._view == "month" and self.width() >= _ROOM_FOR_NEXT and not docked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_next()

    def step_month(self, months: int) -> None:
        """Show an earlier or later month; the day stays the same where it can."""
        current = self.month_view.current_day()
        inside = current is not None and self.month_model.holds(current)
        start = current if inside and current is not None else date(*self._month, 1)
        try:
            day = add_months(start, months)
        except OverflowError:
            return
        self._show_month(day, keep_day=inside)

    def go_to(self, day: date) -> None:
        """Show the month of a day and put the keyboard on it."""
        self._show_month(day, keep_day=True)

    def _show_month(self, day: date, *, keep_day: bool) -> None:
        if (day.year, day.month) != self._month:
            self._month = (day.year, day.month)
            self._fill_month()
        if keep_day:
            self.month_view.set_current_day(day)
            self.month_view.viewport().update()

    def go_today(self) -> None:
        """Show today."""
        if self._view == "agenda":
            self.agenda_view.go_to(self._today)
        else:
            self.go_to(self._today)

    def set_listed(self, *, on: bool) -> None:
        """Show listed events in month and agenda, dimmed, or leave them out."""
        if on != self._with_listed:
            self._with_listed = on
            self.sub_header.listed.setChecked(on)
            self.commands.show_listed(on=on)
            self.reload()

    def set_filter(self, text: str) -> None:
        words = tuple(text.casefold().split())
        if words == self._words:
            return
        self._words = words
        self.conference_model.set_words(words)
        self._fill_next()
        self._stale = set(VIEWS) - {self._view}
        if self._view == "month":
            self._fill_month()
        elif self._view == "agenda":
            self._fill_agenda()
        else:
            self._name_view()

    def _more_earlier(self) -> None:
        first = self._agenda.first
        self._agenda.widen(earlier=True)
        self._read_agenda()
        self.agenda_view.go_to(first)

    def _more_later(self) -> None:
        self._agenda.widen(earlier=False)
        place = self.agenda_view.verticalScrollBar().value()
        self._read_agenda()
        self.agenda_view.verticalScrollBar().setValue(place)

    def reveal(self, table: str, row_id: int) -> bool:
        found = self.context.planner.read(queries.day_of, table, row_id, self._today, self._zone)
        if self._view == "conferences" and table in ("activity", "event"):
            owner = found[0] if found is not None else row_id
            if self.conference_view.show_activity(owner):
                return True
        if found is None:
            return False
        activity_id, day = found
        if self._view == "agenda" and self.agenda_view.show_activity(activity_id, day):
            return True
        self.show_view("month")
        self.go_to(day)
        self.month_view.flash(activity_id)
        self._flash_timer.start()
        return True

    def open_current_day(self) -> None:
        """Open the entries of the day that the keyboard is on."""
        self.month_view.open_day(self.month_view.current_day() or self._today)

    def _open_day_list(self, day: date, cell: QRect) -> None:
        if self._day_list is None:
            self._day_list = DayList(self.context.theme, self._zone, self)
            self._day_list.entry_opened.connect(self.context.open_activity)
            self._day_list.add_requested.connect(self.add_on)
        corner = self.month_view.viewport().mapToGlobal(cell.topLeft())
        self._day_list.show_day(day, self.month_model.on_day(day), self._today, QRect(corner, cell.size()))

    def add(self) -> None:
        self.add_on(None)

    def add_here(self) -> None:
        """Add a conference on the day that the keyboard is on."""
        day = {"month": self.month_view.current_day, "agenda": self.agenda_view.current_day}.get(self._view)
        self.add_on(day() if day is not None else None)

    def add_on(self, day: date | None) -> None:
        """Open the dialog that adds a conference, with a first day filled in if there is one."""
        dialogs.open_add(self.context, self, day, self._added)

    def _added(self, activity_id: int | None) -> None:
        if activity_id is not None and not self.reveal("activity", activity_id):
            self.show_view("conferences")
            self.conference_view.show_activity(activity_id)

    def pick_yearly(self) -> None:
        """Open the dialog that offers conferences that recur."""
        dialogs.open_yearly(self.context, self, self._added)

    def export(self) -> None:
        """Open the export dialog."""
        dialogs.open_export(self.context, self)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Open the import dialog, with files if some are given."""
        dialogs.open_import(self.context, self, paths)

    def _answer(self, activity_id: int, state: str) -> None:
        from planner.services.actions.activities import SetState

        self.context.run(SetState(ActivityId(activity_id), state))

    def save_state(self) -> dict[str, object]:
        return {"view": self._view, "listed": self._with_listed, "conferences": self.conference_view.remembered()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        view = state.get("view")
        if isinstance(view, str) and view in VIEWS:
            self._view = view
            self.switch.set_value(view)
            self._show_view()
        self.conference_view.restore(state.get("conferences"))
        if state.get("listed") is True:
            self._with_listed = True
            self.sub_header.listed.setChecked(True)
            self.commands.show_listed(on=True)

    def focus_content(self) -> None:
        (self.month_view, self.agenda_view, self.conference_view, self.empty)[self.stack.currentIndex()].setFocus()
