"""The status line: what it says of the live calendar file, and that it says nothing where there is none."""

from pytestqt.qtbot import QtBot

from planner.ui.shell.status_line import StatusLine
from planner.ui.theme import Theme
from planner.ui.widgets.label import Label


def test_it_says_how_the_live_file_stands(theme: Theme, qtbot: QtBot) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show()

    def seen() -> list[tuple[str, str]]:
        labels = [label for label in line.findChildren(Label) if label.isVisible() and label.text()]
        return [(label.text(), label.property("tone") or "") for label in labels]

    assert seen() == [("Saved", "")]
    line.set_live("Calendar file written today at 14:32")
    assert ("Calendar file written today at 14:32", "") in seen()
    line.set_live("Calendar file not written", "There is no folder “x”.")
    assert ("Calendar file not written", "danger") in seen()
    assert any("There is no folder “x”." in label.toolTip() for label in line.findChildren(Label))
    line.set_live("")
    assert seen() == [("Saved", "")]
