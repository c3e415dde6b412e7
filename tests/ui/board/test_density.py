"""Comfortable and compact cards: chosen in the View menu, shown at once, remembered by this machine."""

from planner.ui.board.arrangements import STEPS
from planner.ui.board.page import BoardPage
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.shell.window_state import remember
from tests.ui.board.board_hands import cards
from tests.ui.scenes import show
from tests.ui.walk import settle


def height(page: BoardPage) -> int:
    return page.view.visualRect(page.model.index(page.model.row_of_card(cards(page)[0]))).height()


def test_the_board_changes_at_once_in_both_arrangements(page: BoardPage) -> None:
    card = cards(page)[3]
    page.view.choose_card(card)
    assert height(page) == 72
    page.context.set_density("compact")
    assert height(page) == 54
    assert page.view.current_card() == card
    page.arrange(STEPS)
    assert height(page) == 54
    page.context.set_density("comfortable")
    assert height(page) == 72
    assert not page.grab().isNull()


def test_the_card_with_the_focus_stays_in_sight_though_nobody_looks(page: BoardPage) -> None:
    page.context.set_density("compact")
    page.view.choose_card(cards(page)[-1])
    page.hide()
    page.context.set_density("comfortable")
    page.show()
    settle()
    assert page.view.viewport().rect().contains(page.view.visualRect(page.view.currentIndex()))


def test_an_unknown_density_is_the_usual_one(page: BoardPage) -> None:
    page.view.set_density("tiny")
    assert height(page) == 72


def test_the_view_menu_offers_both_and_the_machine_remembers(window: MainWindow) -> None:
    show(window, (1280, 800))
    window.go("board")
    settle()
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    window.commands.refresh_checks()
    compact, usual = (window.commands.action(f"density.{name}") for name in ("compact", "comfortable"))
    assert (compact.isChecked(), usual.isChecked()) == (False, True)
    compact.trigger()
    window.commands.refresh_checks()
    assert (compact.isChecked(), usual.isChecked()) == (True, False)
    assert height(page) == 54
    remember(window)
    context = window.context
    assert context.settings.read().density == "compact"
    assert PageContext(context.planner, context.theme, context.settings).density == "compact"
