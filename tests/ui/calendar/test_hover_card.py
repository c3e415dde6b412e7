"""The hover card: all that is known of a dated thing, in month, agenda, “Coming up” and the list of a day."""

import re
from datetime import date
from html import unescape

import pytest
from PySide6.QtCore import Qt

from planner.domain.money import Money
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.planner import Planner
from planner.ui.calendar.page import CalendarPage
from tests.ui.calendar.conftest import Filled


def lines(html: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]*>", "", line)) for line in html.split("<br>")]


def card(page: CalendarPage, title: str, what: str = "event") -> list[str]:
    entry = next(each for each in page.month_model.entries if (each.title, each.what) == (title, what))
    return lines(page.month_view.tell(entry))


def test_an_event_says_all_that_is_known(page: CalendarPage, plan: Planner, filled: Filled) -> None:
    event = filled["PyData Global"]
    plan.run(PutExpense(event, None, "ticket", Money(40000, "EUR"), "2026-11-20"))
    plan.run(EditActivity(event, (("notes", "Ask about <evaluation>.\n\nBring cards."),)))
    plan.run(EditDetail(event, (("topics", "ml, data"),)))
    assert card(page, "PyData Global") == [
        "PyData Global",
        "Conference · online · attending",
        "1 – 3 Dec",
        "Topics: ml, data",
        "EUR 400.00",
        "Ask about <evaluation>. Bring cards.",
    ]


def test_times_and_clashes(page: CalendarPage, plan: Planner, filled: Filled) -> None:
    exam = plan.run(AddActivity("Grade 1", kind="certification")).added("activity")[0]
    plan.run(PutDeadline(exam, "exam", on_date="2026-12-16"))  # type: ignore[arg-type]
    told = card(page, "Evening")
    assert told[1:3] == ["Meetup · in person · interested", "16 Dec · 18:30 – 21:00"]
    assert "Clashes with Grade 1" in told


def test_what_is_due_for_an_event_says_of_which(page: CalendarPage, filled: Filled) -> None:
    told = card(page, "MLSys", "cfp_closes")
    assert told[0] == "MLSys: call for papers"
    assert told[-1] == "MLSys, 17 – 21 May 2027, Bellevue, USA"


@pytest.mark.usefixtures("filled")
def test_other_things_say_their_date(page: CalendarPage, plan: Planner) -> None:
    plan.run(AddActivity("Portfolio", due="2026-12-18"))
    assert card(page, "Portfolio", "due") == ["Portfolio", "18 Dec", "due in 2 weeks"]


@pytest.mark.usefixtures("filled")
def test_every_list_of_entries_has_the_card(page: CalendarPage) -> None:
    coming = page.coming_up.view.rows
    page.show_view("agenda")
    agenda = page.agenda_model
    for model in (coming, agenda):
        tips = [model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())]
        assert any("<b>PyData Global</b>" in tip for tip in tips if tip)
    page.show_view("month")
    page.month_view.list_requested.emit(date(2026, 12, 1), page.month_view.visualRect(page.month_model.index(0, 0)))
    assert page.month.day_list is not None
    listed = page.month.day_list.view.rows
    assert "<b>PyData Global</b>" in listed.index(0).data(Qt.ItemDataRole.ToolTipRole)
    page.month.day_list.close()


@pytest.mark.usefixtures("filled")
def test_what_is_gone_meanwhile_has_an_empty_card_and_no_error(page: CalendarPage, plan: Planner) -> None:
    entry = next(each for each in page.month_model.entries if each.title == "Evening")
    assert lines(page.month_view.tell(entry._replace(activity_id=10**6)))[0] == "Evening"
