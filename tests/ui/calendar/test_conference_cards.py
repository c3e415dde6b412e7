"""The conferences as cards: what a card says, how one goes over them, answers, sorts, and that nothing is lost."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.model import Event
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.details import AddEvent
from planner.services.actions.expenses import PutExpense
from planner.services.planner import Planner
from planner.services.queries.conference_facts import ConferenceFacts
from planner.ui.calendar.card_facts import Fact, Line, card_facts, card_kind, card_lines, card_sums
from planner.ui.calendar.conference_cards import ConferenceCards
from planner.ui.calendar.conference_columns import Column, Conference
from planner.ui.calendar.page import CalendarPage
from tests.services.reading import only
from tests.ui.calendar.conftest import Filled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cards(page: CalendarPage) -> ConferenceCards:
    """The conferences of the filled plan as cards, three side by side."""
    page.activateWindow()
    page.show_view("conferences")
    page.conferences.set_form("cards")
    QApplication.processEvents()
    return page.conferences.cards


@pytest.fixture
def many(plan: Planner, cards: ConferenceCards) -> ConferenceCards:
    """Sixty conferences more."""
    for number in range(60):
        plan.run(AddEvent(f"Days {number:02}", f"2027-{number // 20 + 6:02}-{number % 20 + 1:02}", None))
    return cards


def one(page: CalendarPage, activity_id: int) -> Conference:
    model = page.conference_model
    return model.conference(model.row_of(activity_id))


def index(cards: ConferenceCards, row: int) -> QModelIndex:
    return cards.model().index(row, 0)


def titles(cards: ConferenceCards) -> list[str]:
    return [str(index(cards, row).data()) for row in range(cards.model().rowCount())]


def action(menu: QMenu, text: str) -> QAction:
    return next(each for each in menu.actions() if each.text() == text)


def test_a_card_says_what_has_a_value(page: CalendarPage, cards: ConferenceCards, filled: Filled) -> None:
    here = page.conference_model.here
    mlsys, evening = one(page, filled["MLSys"]), one(page, filled["Evening"])
    assert card_kind(mlsys) == "Conference · in person"
    assert card_facts(mlsys, here) == [
        Fact("calendar", "17 – 21 May 2027"),
        Fact("pin", "Bellevue, USA"),
        Fact(
            "flag",
            "Call closes tomorrow",
            "Fri 4 Dec 12:59 your time",
            short="Call closes Fri 4 Dec 12:59 your time",
        ),
    ]
    assert card_facts(evening, here) == [Fact("calendar", "16 Dec")]
    assert card_facts(one(page, filled["NeurIPS"]), here)[-1] == Fact("warning", "Clashes with AWS", quiet=True)


def test_sums_stand_at_its_foot(
    page: CalendarPage, cards: ConferenceCards, filled: Filled, plan: Planner
) -> None:
    plan.run(PutExpense(ActivityId(filled["MLSys"]), None, "ticket", Money(40000, "USD"), "2026-12-01"))
    assert card_sums(one(page, filled["MLSys"])) == "USD 400.00"
    assert card_sums(one(page, filled["Evening"])) == ""


def test_calls_that_are_far_or_over_and_clashes_of_several(
    page: CalendarPage, cards: ConferenceCards, plan: Planner
) -> None:
    far = plan.run(AddEvent("Far", "2026-12-08", "2026-12-11", cfp_wall="2027-06-01T23:59:59")).added("activity")[0]
    over = plan.run(AddEvent("Over", "2026-12-09", None, cfp_date="2026-11-01")).added("activity")[0]
    here = page.conference_model.here
    assert card_facts(one(page, far), here)[1:] == [
        Fact("flag", "Call closes Wed 2 Jun 2027", "13:59 your time"),
        Fact("warning", "2 clashes: AWS, Over", quiet=True),
    ]
    assert Fact("flag", "Call closed 1 Nov", quiet=True) in card_facts(one(page, over), here)


def test_skill_gaps_are_told(page: CalendarPage, cards: ConferenceCards, filled: Filled) -> None:
    row = one(page, filled["Evening"]).row
    facts = card_facts(Conference(row, ConferenceFacts(gaps=("Data", "Models"))), page.conference_model.here)
    assert facts[-1] == Fact("skills", "Skill gaps: Data, Models")


def test_a_second_line_pushes_no_fact_out() -> None:
    call = Fact("flag", "Call closes in 3 weeks", "Thu 17 Dec 13:59", short="Call closes Thu 17 Dec 13:59")
    facts = [Fact("calendar", "1 Dec"), call, Fact("tag", "ml", quiet=True)]
    parted = [Line("flag", call.text, "", quiet=False), Line("", "", call.more, quiet=True)]
    day, whole, topic = (Line(*each[:4]) for each in facts)
    assert card_lines(facts, 4, lambda _: False) == [day, *parted, topic]
    assert card_lines(facts, 4, lambda _: True) == [day, whole, topic]
    assert card_lines(facts, 3, lambda _: False) == [day, Line("flag", call.short, "", quiet=False), topic]
    assert card_lines(facts, 1, lambda _: False) == [day]


def test_each_card_is_said_whole(cards: ConferenceCards) -> None:
    said = [index(cards, row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 4)]
    assert said == [
        "PyData Global, Conference, Dates: 1 – 3 Dec, Place: Online, Format: Online, My answer: Attending",
        (
            "MLSys, Conference, Dates: 17 – 21 May 2027, Place: Bellevue, USA, Format: In person, "
            "Call for papers: Closes tomorrow, Fri 4 Dec 12:59 your time, My answer: Interested"
        ),
    ]
    assert "Format: In person" in index(cards, 4).data(Qt.ItemDataRole.ToolTipRole)


def test_the_grid_flows_with_the_width(page: CalendarPage, cards: ConferenceCards) -> None:
    seen = []
    for width in (560, 852, 1080, 1720, 2400):
        page.resize(width, 700)
        QApplication.processEvents()
        seen.append(cards.columns())
        places = [cards.visualRect(index(cards, row)) for row in range(5)]
        assert {place.height() for place in places} == {places[0].height()}
        assert max(place.right() for place in places) < cards.viewport().width()
        assert min(place.width() for place in places) >= 320
        assert all(cards.indexAt(place.center()) == index(cards, row) for row, place in enumerate(places[:3]))
    assert seen == [1, 2, 3, 4, 4]


def test_arrows_go_over_the_grid(cards: ConferenceCards) -> None:
    cards.setCurrentIndex(index(cards, 0))
    steps = (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0), (Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Down, 4), (Qt.Key.Key_PageUp, 1),
    )  # fmt: skip
    for key, row in steps:
        QTest.keyClick(cards, key)
        assert cards.currentIndex().row() == row, key


def test_keys_and_clicks_open_and_answer(
    qtbot: QtBot, page: CalendarPage, cards: ConferenceCards, filled: Filled, plan: Planner
) -> None:
    cards.setCurrentIndex(index(cards, 1))
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.keyClick(cards, Qt.Key.Key_Return)
    assert opened.args == [filled["NeurIPS"]]
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.mouseClick(cards.viewport(), LEFT, pos=cards.visualRect(index(cards, 2)).center())
    assert opened.args == [filled["Evening"]]
    QTest.mouseClick(cards.viewport(), LEFT, pos=cards.answer_place(1).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "My answer to NeurIPS"
    menu.close()
    QTest.keyClick(cards, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action(menu, "Applied").trigger()
    menu.close()
    assert only(plan, Event, activity_id=filled["NeurIPS"]).state == "applied"
    assert cards.current_activity() == filled["NeurIPS"]


def test_between_cards_is_nothing(qtbot: QtBot, page: CalendarPage, cards: ConferenceCards) -> None:
    gap = cards.visualRect(index(cards, 0)).bottomRight() + QPoint(6, -20)
    assert not cards.indexAt(gap).isValid()
    with qtbot.assertNotEmitted(page.context.activity_opened):
        QTest.mouseClick(cards.viewport(), LEFT, pos=gap)


def test_the_order_is_that_of_the_table(page: CalendarPage, cards: ConferenceCards, filled: Filled) -> None:
    button = page.sub_header.order
    assert button.isVisible()
    assert button.text() == "Sort: by date"
    cards.setCurrentIndex(index(cards, 1))
    action(button.menu_of_orders(), "Place").trigger()
    assert titles(cards) == ["World Summit", "MLSys", "PyData Global", "NeurIPS", "Evening"]
    assert cards.current_activity() == filled["NeurIPS"]
    assert button.text() == "Sort: Place"
    assert page.conference_view.columns.sorted_by == Column.PLACE
    action(button.menu_of_orders(), "Downwards").trigger()
    assert titles(cards)[0] == "NeurIPS"
    assert button.accessibleName() == "Sort: Place, sorted downwards"
    action(button.menu_of_orders(), "By date").trigger()
    assert page.conference_model.sorted_by is None
    action(button.menu_of_orders(), "Downwards").trigger()
    assert titles(cards)[0] == "MLSys"
    ticked = [each.text() for each in button.menu_of_orders().actions() if each.isChecked()]
    assert ticked == ["By date", "Downwards"]
    action(button.menu_of_orders(), "Upwards").trigger()
    assert page.conference_model.sorted_by is None
    page.conferences.set_form("table")
    assert not button.isVisible()


def test_letters_turn_and_sort(page: CalendarPage, cards: ConferenceCards) -> None:
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_O)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "Sort by"
    menu.close()
    QTest.keyClick(cards, Qt.Key.Key_V)
    table = page.conference_view
    assert table.isVisible()
    assert table.hasFocus()
    table.setCurrentIndex(table.conferences.index(0, Column.NAME))
    QTest.keyClick(table, Qt.Key.Key_O)
    assert page.conference_model.sorted_by == Column.NAME
    QTest.keyClick(table, Qt.Key.Key_V)
    assert cards.isVisible()
    assert page.sub_header.forms.value() == "cards"


def test_the_place_is_kept_between_the_forms_and_over_changes(
    page: CalendarPage, many: ConferenceCards, plan: Planner
) -> None:
    cards, table = many, page.conference_view
    assert cards.show_activity(page.conference_model.conference(40).row.activity_id)
    kept, top = cards.current_activity(), cards.visualRect(cards.currentIndex()).top()
    assert cards.verticalScrollBar().value() > 0
    cards.answer_menu(40).actions()[-1].trigger()
    assert (cards.current_activity(), cards.visualRect(cards.currentIndex()).top()) == (kept, top)
    plan.run(AddEvent("First of all", "2026-12-04", None))
    assert (cards.current_activity(), cards.visualRect(cards.currentIndex()).top()) == (kept, top)
    page.conferences.set_form("table")
    assert table.current_activity() == kept
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    page.conferences.set_form("cards")
    assert cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()))
    page.conferences.sort(Column.NAME, down=True)
    assert cards.current_activity() == kept
    assert cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()))
    page.set_filter("days 0")
    assert cards.verticalScrollBar().value() == 0


def test_the_form_is_remembered(page: CalendarPage, cards: ConferenceCards) -> None:
    state = page.save_state()
    other = CalendarPage(page.context)
    other.restore_state(state)
    other.reload()
    assert other.conferences.form == "cards"
    assert other.sub_header.forms.value() == "cards"
    other.restore_state({"conferences": {"form": ["cards"]}})
    assert other.conferences.form == "cards"
    other.deleteLater()


def test_both_models_keep_the_rules_of_models(page: CalendarPage, cards: ConferenceCards) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(each, mode) for each in (cards.model(), page.conference_model)]
    page.set_filter("e")
    page.conferences.sort(Column.NAME, down=True)
    page.sub_header.past.setChecked(True)
    del testers
