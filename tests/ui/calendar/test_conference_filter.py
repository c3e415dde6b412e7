"""The conferences are filtered by the one filter of the page, with the chips that make sense there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.calendar_filter import CalendarFilter, CalendarPart
from planner.services.actions.details import EditDetail
from planner.services.planner import Planner
from planner.ui.calendar.conference_columns import Column
from planner.ui.calendar.filtering import CalendarFilterBar
from planner.ui.calendar.page import CalendarPage
from tests.services.reading import statements
from tests.ui.calendar.chips import menu, offered, tick
from tests.ui.calendar.conftest import Filled


def titles(page: CalendarPage) -> list[str]:
    return [row.title for row in page.conference_model.rows]


@pytest.fixture
def listed(page: CalendarPage, bar: CalendarFilterBar) -> CalendarPage:
    """The conferences below the open bar."""
    page.show_view("conferences")
    return page


@pytest.mark.parametrize(
    ("part", "names", "wanted"),
    [
        (CalendarPart.STATES, ["Listed", "Declined"], ["NeurIPS", "World Summit"]),
        (CalendarPart.TOPICS, ["Data"], ["PyData Global", "Evening"]),
        (CalendarPart.REGIONS, ["United States", "Germany"], ["Evening", "MLSys"]),
        (CalendarPart.REGIONS, ["No country"], ["PyData Global", "World Summit"]),
        (CalendarPart.FORMATS, ["Online"], ["PyData Global"]),
    ],
)
def test_each_chip_filters_the_conferences(
    listed: CalendarPage, bar: CalendarFilterBar, part: CalendarPart, names: list[str], wanted: list[str]
) -> None:
    tick(bar, part, *names)
    assert titles(listed) == wanted
    assert bar.count.text() == f"{len(wanted)} of 5 conferences"
    listed.set_filter("y")
    assert titles(listed) == [title for title in wanted if title in ("PyData Global", "MLSys", "NeurIPS", "Evening")]
    bar.clear_button.click()
    assert len(titles(listed)) == 5
    assert bar.count.text() == "5 conferences, nothing is hidden"


def test_only_the_chips_that_make_sense_are_there(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    assert not bar.chips[CalendarPart.KINDS].isVisible()
    assert bar.calls_chip.isVisible()
    assert [text for text, _ in offered(bar, CalendarPart.STATES)] == [
        "Listed", "Interested", "Applied", "Registered", "Attending", "Attended", "Declined",
    ]  # fmt: skip
    listed.show_view("month")
    assert bar.chips[CalendarPart.KINDS].isVisible()
    assert not bar.calls_chip.isVisible()


def test_what_can_be_chosen_is_counted(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    assert offered(bar, CalendarPart.REGIONS) == [
        ("Australia", "1"), ("Germany", "1"), ("United States", "1"), ("No country", "2"),
    ]  # fmt: skip
    assert offered(bar, CalendarPart.TOPICS) == [("Data", "2"), ("Python", "1")]
    listed.sub_header.past.setChecked(True)
    assert offered(bar, CalendarPart.TOPICS) == []


def test_one_country_is_one_choice_however_it_is_written(
    listed: CalendarPage, bar: CalendarFilterBar, plan: Planner, filled: Filled
) -> None:
    plan.run(EditDetail(filled["NeurIPS"], (("country", "United States"),)))
    plan.run(EditDetail(filled["Evening"], (("country", "U.S.A."),)))
    ((name, count), (nowhere, _)) = offered(bar, CalendarPart.REGIONS)
    assert (count, nowhere) == ("3", "No country")
    tick(bar, CalendarPart.REGIONS, name)
    assert titles(listed) == ["NeurIPS", "Evening", "MLSys"]


def test_open_calls(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    bar.calls_chip.click()
    assert titles(listed) == ["MLSys"]
    assert "Call open" in bar.accessibleDescription()
    bar.calls_chip.click()
    assert len(titles(listed)) == 5


def test_the_one_filter_holds_in_every_view(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    tick(bar, CalendarPart.REGIONS, "Germany")
    bar.calls_chip.click()
    assert titles(listed) == []
    listed.show_view("month")  # which knows nothing of calls
    assert [entry.title for entry in listed.month_model.entries] == ["Evening"]
    assert bar.count.text() == "1 of 4 dates"
    tick(bar, CalendarPart.KINDS, "Exam")
    listed.show_view("conferences")  # which knows nothing of kinds
    bar.calls_chip.click()
    assert titles(listed) == ["Evening"]
    assert listed.source.filter == CalendarFilter(kinds=frozenset({"exam"}), regions=frozenset({"germany"}))


def test_an_answer_that_a_view_does_not_offer_can_be_taken_back_there(
    listed: CalendarPage, bar: CalendarFilterBar
) -> None:
    tick(bar, CalendarPart.STATES, "Declined")
    listed.show_view("month")
    assert ("Declined", "") in offered(bar, CalendarPart.STATES)
    tick(bar, CalendarPart.STATES, "Declined")
    assert not listed.is_filtered()
    assert "Declined" not in dict(offered(bar, CalendarPart.STATES))


def test_where_none_fits_there_is_a_way_out(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    tick(bar, CalendarPart.REGIONS, "United States")
    tick(bar, CalendarPart.FORMATS, "Online")
    nothing = listed.conferences.none_found
    assert nothing.isVisible()
    assert nothing.accessibleName() == "None of 5 conferences fits the filter."
    assert not bar.clear_button.isVisible()
    (button,) = nothing.buttons
    button.click()
    assert len(titles(listed)) == 5
    assert listed.conference_view.isVisible()
    assert not listed.is_filtered()


def test_it_is_remembered(listed: CalendarPage, bar: CalendarFilterBar) -> None:
    tick(bar, CalendarPart.REGIONS, "United States")
    bar.calls_chip.click()
    other = CalendarPage(listed.context)
    other.restore_state(listed.save_state())
    other.reload()
    assert titles(other) == ["MLSys"]
    assert other.filtering.bar.calls_chip.isChecked()
    other.deleteLater()


def test_typing_reads_nothing_and_the_keyboard_stays(listed: CalendarPage, plan: Planner, filled: Filled) -> None:
    view = listed.conference_view
    view.setCurrentIndex(view.conferences.index(view.conferences.row_of(filled["NeurIPS"]), Column.PLACE))
    with statements(plan) as seen:
        listed.set_filter("n")
        listed.set_filter("ne")
        listed.set_filter("n")
    assert seen == []
    assert view.current_activity() == filled["NeurIPS"]
    assert view.currentIndex().column() == Column.PLACE


def test_a_change_is_filtered_too(
    listed: CalendarPage, bar: CalendarFilterBar, plan: Planner
) -> None:
    tick(bar, CalendarPart.STATES, "Listed")
    listed.conference_view.answer_menu(0).actions()[1].trigger()
    assert listed.conferences.none_found.isVisible()
    plan.undo()
    assert titles(listed) == ["NeurIPS"]


def test_return_leads_out_where_none_fits(listed: CalendarPage) -> None:
    listed.set_filter("nothing like it")
    listed.activateWindow()
    listed.focus_content()
    (button,) = listed.conferences.none_found.buttons
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert listed.conference_view.isVisible()


@pytest.mark.parametrize("form", ["table", "cards"])
def test_an_answer_that_the_filter_hides_is_told_and_the_next_takes_its_place(
    listed: CalendarPage, bar: CalendarFilterBar, form: str, filled: Filled, qtbot: QtBot
) -> None:
    tick(bar, CalendarPart.STATES, "Interested", "Attending")
    listed.conferences.set_form(form)
    before = titles(listed)
    view = listed.conferences.view()
    view.show_activity(filled[before[0]])
    with qtbot.waitSignal(listed.context.toast_requested) as told:
        view.answered.emit(filled[before[0]], "declined")
    assert titles(listed) == before[1:]
    assert view.current_activity() == filled[before[1]]
    assert told.args == [f"“{before[0]}” is marked as declined", True]
    listed.context.planner.undo()


@pytest.mark.parametrize("words", ["usa", "United States", "u.s.a."])
def test_a_country_is_found_however_it_is_written(listed: CalendarPage, bar: CalendarFilterBar, words: str) -> None:
    listed.set_filter(words.replace(".", ""))
    assert titles(listed) == ["MLSys"]
    listed.set_filter("")
    bar.open_part(CalendarPart.REGIONS)
    menu(bar).list.search(words.replace(".", ""))
    assert [option.text for option in menu(bar).list.options.shown] == ["United States"]
    menu(bar).close()
