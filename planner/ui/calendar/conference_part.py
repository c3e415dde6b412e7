"""The conferences of the Calendar page: reads them, shows them as a table or as cards, and writes the answers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.calendar_filter_words import none_fits
from planner.services.queries.conference_facts import conferences_with_facts
from planner.ui.calendar.conference_cards import ConferenceCards
from planner.ui.calendar.conference_columns import KEYS
from planner.ui.calendar.conference_model import ConferenceModel
from planner.ui.calendar.conference_view import ConferenceView
from planner.ui.calendar.entry_text import conferences_title, no_conferences
from planner.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from planner.ui.calendar.entry_source import EntrySource
    from planner.ui.calendar.sub_header import SubHeader
    from planner.ui.shell.page import PageContext

TABLE: Final = "table"
CARDS: Final = "cards"
FORMS: Final = (TABLE, CARDS)


class ConferencePart(QObject):
    """Model and views of the conferences. ``filled`` is called whenever others are shown.

    :attr:`past` says whether those that are over are shown, :attr:`form` how they are.
    """

    def __init__(
        self,
        context: PageContext,
        source: EntrySource,
        zone: str,
        header: SubHeader,
        *,
        clear: Callable[[], object],
        filled: Callable[[], object],
    ) -> None:
        """``source`` holds the filter, which ``clear`` clears; ``header`` has the switch and the order."""
        super().__init__()
        self._context = context
        self._source = source
        self._zone = zone
        self._header = header
        self._filled = filled
        self._today = context.planner.today()
        self._is_read = False
        self._past = False
        self._form = TABLE
        self.model = ConferenceModel(zone)
        self.table = ConferenceView(context.theme, self.model)
        self.cards = ConferenceCards(context.theme, self.model)
        self.none_found = EmptyState(context.theme, "", [(tr("Clear filter"), clear)], icon="search")
        self.stack = QStackedWidget()
        for widget in (self.table, self.cards, self.none_found):
            self.stack.addWidget(widget)
        for view in (self.table, self.cards):
            view.entry_opened.connect(context.open_activity)
            view.answered.connect(self._answer)
        self.table.columns.sort_wanted.connect(self.sort)
        header.order.sort_wanted.connect(self.sort)
        header.forms.chosen.connect(self.set_form)
        header.past.toggled.connect(self._show_past)

    # -- what is shown

    def start(self, today: date) -> None:
        """The plan changed: all is to be read anew."""
        self._today = today
        self._is_read = False

    def read(self) -> None:
        """Show what the plan holds, read where that was not done yet."""
        if self._is_read:
            self.fill()
            return
        with self._in_place():
            rows, facts = self._context.planner.read(
                conferences_with_facts, self._today, self._zone, past=self._past
            )
            self._is_read = True
            self.model.show(rows, self._today, facts)
            self.model.filter(self._source.filter)
        self._show()

    def fill(self) -> None:
        """Show of what was read what fits the filter."""
        with self._in_place():
            self.model.filter(self._source.filter)
        self._show()

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """The keyboard stays on its conference, and what is in sight where it stands."""
        view = self.view()
        place = view.place()
        yield
        view.take_place(place)

    def _show(self) -> None:
        if self.model.rowCount() or not self.model.total:
            self.stack.setCurrentWidget(self.view())
        else:
            self.none_found.set_sentence(none_fits(self.model.total))
            self.stack.setCurrentWidget(self.none_found)
        self._header.order.show_order(self.model.sorted_by, down=self.model.down, latest_first=self._past)
        if self._is_read:
            self._filled()

    @property
    def counts(self) -> tuple[int, int]:
        """How many are let through by the filter, and of how many."""
        return self.model.rowCount(), self.model.total

    def title(self) -> str:
        """“14 conferences”."""
        return conferences_title(self.model.rowCount(), past=self._past)

    def sentence(self) -> str:
        """What to do while there are none, whatever the filter."""
        return "" if self.model.total else no_conferences(past=self._past)

    @property
    def past(self) -> bool:
        """Whether those that are over are shown."""
        return self._past

    def _show_past(self, past: bool) -> None:
        self._past = past
        self._is_read = False
        self.read()

    # -- how

    def view(self) -> ConferenceView | ConferenceCards:
        """The form that is chosen."""
        return self.cards if self._form == CARDS else self.table

    @property
    def form(self) -> str:
        """What they are shown as: table or cards."""
        return self._form

    def set_form(self, form: str) -> None:
        """Show them as a table or as cards; the keyboard and what is in sight go along."""
        if form not in FORMS or form == self._form:
            return
        before = self.view()
        place, had_focus = before.place(), before.hasFocus()
        self._form = form
        self._header.show_form(form, cards=form == CARDS)
        after = self.view()
        self._show()
        after.take_place(place)
        if place.current in dict(place.tops):
            after.scrollTo(after.currentIndex())
        if had_focus:
            after.setFocus()

    def turn(self) -> None:
        """Show the other form."""
        self.set_form(TABLE if self._form == CARDS else CARDS)

    def sort(self, column: int | None, down: bool) -> None:  # a signal carries it
        """Sort by a column, or by date; the conference with the keyboard stays in sight."""
        view = self.view()
        place = view.place()
        self.model.order(column, down=down)
        self.table.columns.set_sorting(column, down=down)
        self._header.order.show_order(column, down=down, latest_first=self._past)
        view.take_place(place._replace(tops=()))
        view.scrollTo(view.currentIndex())

    def ask_order(self) -> None:
        """Sort the table by the column with the keyboard; of cards ask what to sort them by."""
        if self._form == TABLE:
            self.table.sort_by_current_column()
        else:
            self._header.order.open_menu()

    def show_activity(self, activity_id: int) -> bool:
        """Put the keyboard on a conference; False if it is not shown."""
        return self.view().show_activity(activity_id)

    def focus(self) -> None:
        """Give the keyboard to what is shown."""
        shown = self.stack.currentWidget()
        (self.none_found.buttons[0] if shown is self.none_found else self.view()).setFocus()

    def _answer(self, activity_id: int, state: str) -> None:
        from planner.services.actions.activities import SetState

        change = self._context.run(SetState(ActivityId(activity_id), state))
        if change is not None and self.model.row_of(activity_id) < 0:
            self._context.tell(change)  # the filter lets it go, so that nothing else would say what became of it

    # -- what this machine remembers

    def remembered(self) -> dict[str, object]:
        """Form, columns and order."""
        sorted_by = None if self.model.sorted_by is None else KEYS[self.model.sorted_by]
        columns = self.table.columns.remembered()
        return {"form": self._form, "columns": columns, "sorted": sorted_by, "down": self.model.down}

    def restore(self, state: object) -> None:
        """Take back what :meth:`remembered` gave, leaving out what is malformed."""
        if not isinstance(state, dict):
            return
        columns, name = state.get("columns"), state.get("sorted")
        if isinstance(columns, dict):
            self.table.columns.restore(columns)
        if name in KEYS:
            self.sort(KEYS.index(name), state.get("down") is True)
        self.set_form(str(state.get("form")))
