"""The list of names with what is told of each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from planner.ui.theme import Theme
from planner.ui.widgets.painting import plain_tip
from planner.ui.widgets.told_list import LINE, ToldList


def test_a_line_says_its_name_and_what_is_told(qtbot: QtBot, theme: Theme) -> None:
    found = ToldList(theme, "Files")
    qtbot.addWidget(found)
    item = found.add_line("team.ics", "3 new", icon=theme.icon("calendar"))
    assert (item.text(), found.told_of(item), item.toolTip()) == ("team.ics", "3 new", plain_tip("team.ics"))
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "3 new"
    assert found.told_of(found.add_line("a.csv")) == ""
    assert found.visualItemRect(item).height() == LINE


def test_what_is_bad_is_told_in_the_colour_of_danger(qtbot: QtBot, theme: Theme) -> None:
    found = ToldList(theme, "Files")
    qtbot.addWidget(found)
    found.resize(400, 120)
    found.show()

    def colours(row: int) -> set[str]:
        image = found.viewport().grab(found.visualItemRect(found.item(row)).adjusted(200, 0, 0, 0)).toImage()
        return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}

    found.add_line("a.csv", "█████")
    found.add_line("b.csv", "█████", is_bad=True)
    danger = theme.colour("danger").name()
    assert danger not in colours(0)
    assert danger in colours(1)


def test_a_long_name_ends_before_what_is_told(qtbot: QtBot, theme: Theme) -> None:
    found = ToldList(theme, "Files")
    qtbot.addWidget(found)
    found.resize(300, 120)
    found.show()
    found.add_line("█" * 100, "██")
    found.add_line("█" * 100, "")
    text = theme.colour("text").name()

    def right_end(row: int) -> int:
        image = found.viewport().grab(found.visualItemRect(found.item(row))).toImage()
        return max(x for x in range(image.width()) if QColor(image.pixel(x, LINE // 2)).name() == text)

    assert right_end(0) < right_end(1) - 16
