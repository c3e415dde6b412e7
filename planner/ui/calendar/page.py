"""The Calendar page: month, agenda and conferences over one feed, with its dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries import calendar as queries
from planner.services.queries.waiting import next_waiting
from planner.ui.calendar import dialogs
from planner.ui.calendar.agenda_part import AgendaPart
from planner.ui.calendar.coming_up import ComingUp
from planner.ui.calendar.commands import Commands
from planner.ui.calendar.conference_part import ConferencePart
from planner.ui.calendar.entry_source import EntrySource, Look
from planner.ui.calendar.filtering import CalendarFiltering
from planner.ui.calendar.hover_card import HoverCards
from planner.ui.calendar.month_part import MonthPart
from planner.ui.calendar.moving import Moving
from planner.ui.calendar.sub_header import SubHeader
from planner.ui.shell.page import Page
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QAction, QResizeEvent

    from planner.ui.shell.page import PageContext


VIEWS = ("month", "agenda", "conferences")
_NEXT = 10
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
        self._view = "month"
        self._next: tuple[queries.CalendarEntry, ...] = ()
        #: Views that do not show the present state of the plan, the filter or the switches.
        self._stale = set(VIEWS)
        self._build()
        self._connect()
        self.commands = Commands(self)
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
        self.source = EntrySource(self.context.planner, self._zone)
        self.month = MonthPart(theme, self.source, self._zone, self._today, filled=self._name_view)
        self.month_model, self.month_view = self.month.model, self.month.view
        self.moving = Moving(self)
        self.agenda = AgendaPart(theme, self.context.planner, self.source, self._zone, self._name_view)
        self.agenda_model, self.agenda_view = self.agenda.model, self.agenda.view
        self.conferences = ConferencePart(
            self.context, self.source, self._zone, self.sub_header, clear=self._clear_filter, filled=self._name_view
        )
        self.conference_model, self.conference_view = self.conferences.model, self.conferences.table
        yearly = (tr("Pick from yearly ones…"), self.pick_yearly)
        offers = [(tr("Add a conference"), self.add), yearly, (tr("Import a list…"), self.import_files)]
        self.coming_up = ComingUp(theme, self._zone, offers)
        cards = HoverCards(theme, self.context.planner, self._zone)
        for shown in (self.month_view, self.agenda_model, self.coming_up.view.rows):
            shown.tell = cards.html
        self.empty = EmptyState(theme, "", offers, icon="calendar")
        self.stack = QStackedWidget()
        for widget in (self.month_view, self.agenda_view, self.conferences.stack, self.empty):
            self.stack.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.sub_header)
        left.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(Space.XL, Space.S, Space.XL, Space.L)
        row.setSpacing(20)
        column.addLayout(row, 1)
        self.filtering = CalendarFiltering(
            theme,
            self.context.planner,
            self.source,
            self.conference_model.tally,
            self,
            column=column,
            leave=self.focus_content,
        )
        row.addLayout(left, 1)
        row.addWidget(self.coming_up)

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_view)
        self.export_button.clicked.connect(self.export)
        self.sub_header.stepped.connect(self.step_month)
        self.sub_header.today_wanted.connect(self.go_today)
        self.sub_header.import_wanted.connect(self.import_files)
        self.sub_header.go_wanted.connect(self.ask_date)
        self.sub_header.zones_turned.connect(self.turn_zones)
        self.sub_header.listed.toggled.connect(lambda on: self.set_listed(on=on))
        for part in (self.month, self.agenda_view, self.coming_up):
            part.entry_opened.connect(self.context.open_activity)
        self.month.add_requested.connect(self.add_on)
        self.month_view.days_drawn.connect(self.add_on)
        self.month_view.entry_moved.connect(self.moving.move)
        self.month_view.refused.connect(self.context.toast)
        self.month_view.why_fixed = self.moving.why_fixed
        self.filtering.changed.connect(self._filter_changed)
        self.filtering.told.connect(self.filter_set)
        self.filtering.emptied.connect(self._filter_emptied)

    def header_widgets(self) -> list[QWidget]:
        return [self.switch, self.export_button]

    def add_text(self) -> str:
        return tr("Add")

    def actions(self) -> list[QAction]:
        return self.commands.everything()

    def reload(self) -> None:
        self._today = self.context.planner.today()
        self.source.forget()
        self.filtering.forget()
        self.month.start(self._today)
        self.agenda.start(self._today)
        self.conferences.start(self._today)
        self._stale = set(VIEWS)
        self._read_next()
        self._read_view()

    def _read_view(self) -> None:
        self._stale.discard(self._view)
        if self._view == "month":
            self.month.fill()
        elif self._view == "agenda":
            self.agenda.read()
        else:
            self.conferences.read()

    def _read_next(self) -> None:
        self._next = self.source.coming_up(self._today, _NEXT)
        self._fill_next()

    def _fill_next(self) -> None:
        entries = self.source.fitting(self._next)
        self.coming_up.show_entries(entries, self._today, filtered=bool(self.source.hides and self._next))

    def _name_view(self) -> None:
        """Say in the line above what is shown, and below what to do where nothing is."""
        parts: dict[str, MonthPart | AgendaPart | ConferencePart] = {
            "month": self.month,
            "agenda": self.agenda,
            "conferences": self.conferences,
        }
        part = parts[self._view]
        self.sub_header.show_title(part.title())
        self._show_empty("" if isinstance(part, MonthPart) else part.sentence())
        self.filtering.show(*part.counts, conferences=part is self.conferences)

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
                button.setVisible(self._view != "conferences" or not self.conferences.past)
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
        self.month.step(months)

    def go_to(self, day: date) -> None:
        """Show a day in month or agenda and put the keyboard on it."""
        if self._view == "agenda":
            self.agenda.go_to(day)
            return
        self.show_view("month")
        self.month.go_to(day)

    def go_today(self) -> None:
        """Show today."""
        self.go_to(self._today)

    def ask_date(self) -> None:
        """Open the small line that goes to a typed date."""
        from planner.ui.calendar.go_to_date import GoToDate

        if self._view == "conferences":
            self.show_view("month")
        popup = GoToDate(self.context.theme, self._today, self)
        popup.chosen.connect(self._went)
        popup.open_below(self.sub_header.go)

    def _went(self, day: date) -> None:
        self.go_to(day)
        self.focus_content()

    def turn_zones(self) -> None:
        """Show times in the zone of each event, or in the person's again."""
        look = self.source.look
        self.set_look(look._replace(own_zones=not look.own_zones))

    def set_listed(self, *, on: bool) -> None:
        """Show listed events in month and agenda, dimmed, or leave them out."""
        self.set_look(self.source.look._replace(with_listed=on))

    def set_look(self, look: Look) -> None:
        """Show entries another way in month, agenda and “Coming up”."""
        if look != self.source.look:
            self.source.look = look
            self._show_look()
            self.reload()

    def _show_look(self) -> None:
        self.sub_header.show_look(self.source.look)
        self.commands.show_look(self.source.look)

    def set_filter(self, text: str) -> None:
        self.filtering.type(text)

    def show_filter(self, *, shown: bool) -> None:
        self.filtering.show_bar(shown=shown)

    def filter_text(self) -> str:
        return self.source.filter.words

    def is_filtered(self) -> bool:
        return self.source.filter.is_on

    def _filter_changed(self) -> None:
        self._fill_next()
        self._stale = set(VIEWS) - {self._view}
        if self._view == "month":
            self.month.fill()
        elif self._view == "agenda":
            self.agenda.fill()
        else:
            self.conferences.fill()

    def _clear_filter(self) -> None:
        self.filtering.clear()

    def _filter_emptied(self) -> None:
        self.filter_cleared.emit()
        self.focus_content()

    def reveal(self, table: str, row_id: int) -> bool:
        found = self.context.planner.read(queries.day_of, table, row_id, self._today, self._zone)
        if self._view == "conferences" and table in ("activity", "event"):
            owner = found[0] if found is not None else row_id
            if self.conferences.show_activity(owner):
                return True
        if found is None:
            return False
        activity_id, day = found
        if not self.source.look.with_listed and self.context.planner.read(next_waiting, [activity_id], self._today):
            self.show_view("conferences")  # neither month nor agenda has it
            return self.conferences.show_activity(activity_id)
        if self._view == "agenda" and self.agenda_view.show_activity(activity_id, day):
            return True
        self.show_view("month")
        self.go_to(day)
        self.month.flash(activity_id)
        return True

    def open_current_day(self) -> None:
        """Open the entries of the day that the keyboard is on."""
        self.month_view.open_day(self.month_view.current_day() or self._today)

    @property
    def shown_view(self) -> str:
        """The view that is chosen: month, agenda or conferences."""
        return self._view

    def chosen_entry(self) -> queries.CalendarEntry | None:
        """The entry that keys of the month or the agenda are about."""
        return self.agenda_view.current_entry() if self._view == "agenda" else self.month_view.choice.entry()

    def add(self) -> None:
        self.add_on(None)

    def add_here(self) -> None:
        """Add a conference on the day that the keyboard is on."""
        day = {"month": self.month_view.current_day, "agenda": self.agenda_view.current_day}.get(self._view)
        self.add_on(day() if day is not None else None)

    def add_on(self, day: date | None, last: date | None = None) -> None:
        """Open the dialog that adds a conference, with its first day filled in if there is one, and its last."""
        dialogs.open_add(self.context, self, day, self._added, last=last)

    def _added(self, activity_id: int | None) -> None:
        if activity_id is not None and not self.reveal("activity", activity_id):
            self.show_view("conferences")
            self.conferences.show_activity(activity_id)

    def pick_yearly(self) -> None:
        """Open the dialog that offers conferences that recur."""
        dialogs.open_yearly(self.context, self, self._added)

    def export(self) -> None:
        """Open the export dialog."""
        dialogs.open_export(self.context, self)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Open the import dialog, with files if some are given."""
        dialogs.open_import(self.context, self, paths)

    def save_state(self) -> dict[str, object]:
        look = self.source.look
        return {
            "view": self._view,
            "listed": look.with_listed,
            "own zones": look.own_zones,
            "by kind": look.by_kind,
            "weeks": self.month_view.shows_weeks(),
            "filter": self.filtering.state(),
            "conferences": self.conferences.remembered(),
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        view = state.get("view")
        if isinstance(view, str) and view in VIEWS:
            self._view = view
            self.switch.set_value(view)
            self._show_view()
        self.source.look = Look(*(state.get(name) is True for name in ("listed", "own zones", "by kind")))
        self._show_look()
        self.commands.show_weeks(on=state.get("weeks") is True)
        self.filtering.restore(state.get("filter"))
        self.conferences.restore(state.get("conferences"))

    def focus_content(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.conferences.stack:
            self.conferences.focus()
        elif shown is not None:
            shown.setFocus()
