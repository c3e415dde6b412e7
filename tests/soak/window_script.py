"""A person at the real window, in the process that is to be killed: types, moves cards, rates skills, undoes, closes.

Each change that was told as saved is said on the output with the rows as they are now, so that whoever kills the
process knows what must be in the plan.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.app import gui
from planner.app.application import application
from planner.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from planner.services.planner import Change
    from planner.ui.board.page import BoardPage
    from planner.ui.shell.inspector.content import ActivityInspector
    from planner.ui.skills.page import SkillsPage
    from tests.soak.server import Shim

Key = Qt.Key
Say = Callable[[object], None]
CONTROL: Final = Qt.KeyboardModifier.ControlModifier


def drive(task: dict[str, Any], _shim: "Shim", say: Say) -> int:
    """Opens the window on ``task["library"]`` and works there by the seed, ``task["deeds"]`` times; then closes it."""
    app = application()
    person = _Person(random.Random(task["seed"]), task["deeds"], say)
    QTimer.singleShot(0, app, person.look)
    code = gui.run_window(Path(task["library"]))
    say("ended")
    return code


class _Person:
    def __init__(self, chance: random.Random, deeds: int, say: Say) -> None:
        self._chance = chance
        self._left = deeds
        self._say = say
        self._window: MainWindow | None = None

    def look(self) -> None:
        """Until the window stands."""
        found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
        if not found:
            QTimer.singleShot(2, self.look)
            return
        self._window = found[0]
        self._window.context.planner.subscribe(self._tell)
        self._window.settled.connect(lambda: QTimer.singleShot(0, self._go_on))
        self._say("window")

    def _tell(self, change: "Change") -> None:
        rows = [(row.table, row.id, row.after) for row in change.rows]
        assert self._window is not None
        counter = self._window.context.planner._touched
        # The window, which listens for longer, has heard of it before.
        assert self._window.status._state.text() == "Saved"
        assert not change.everything
        self._say("saved " + json.dumps([counter, rows]))

    def _go_on(self) -> None:
        window = self._window
        assert window is not None
        if self._left == 0:
            self._say("closing")
            window.close()
            return
        self._left -= 1
        deeds = [self._type_title, self._type_notes, self._move_card, self._rate, self._undo, self._redo, self._add]
        self._chance.choices(deeds, [3, 2, 4, 3, 3, 1, 2])[0](window)
        QTimer.singleShot(0, self._go_on)

    def _card(self, window: MainWindow) -> int:
        sql = "SELECT id FROM activity WHERE trashed_at IS NULL AND step_id IS NOT NULL ORDER BY id LIMIT 40"
        rows = window.context.planner.read(lambda reader: [int(row[0]) for row in reader.rows(sql)])
        return self._chance.choice(rows)

    def _inspector(self, window: MainWindow) -> "ActivityInspector":
        window.open("activity", self._card(window))
        found: Any = window.inspector
        return found  # type: ignore[no-any-return]  # the window knows it as any content

    def _type_title(self, window: MainWindow) -> None:
        title = self._inspector(window).activity_view.title
        title.setFocus()
        title.selectAll()
        QTest.keyClicks(title, f"Title {self._chance.randrange(10**6)}")
        QTest.keyClick(title, Key.Key_Return)

    def _type_notes(self, window: MainWindow) -> None:
        notes = self._inspector(window).activity_view.notes
        notes.show()
        notes.edit()
        QTest.keyClicks(notes.editor, f"Note {self._chance.randrange(10**6)} ")
        window.flush()

    def _move_card(self, window: MainWindow) -> None:
        window.go("board")
        page: BoardPage = window.pages.page("board")  # type: ignore[assignment]  # which page it is, its id says
        page.view.choose_card(self._card(window))
        key = self._chance.choice([Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up])
        QTest.keyClick(page.view, key, CONTROL)

    def _rate(self, window: MainWindow) -> None:
        window.go("skills")
        page: SkillsPage = window.pages.page("skills")  # type: ignore[assignment]
        page._list.go_to(page._list.skills.first_unknown())
        for key in self._chance.choices([Key.Key_Right, Key.Key_2, Key.Key_4, Key.Key_Left, Key.Key_Down], k=3):
            QTest.keyClick(page._list, key)

    def _undo(self, window: MainWindow) -> None:
        window.commands.action("edit.undo").trigger()

    def _redo(self, window: MainWindow) -> None:
        window.commands.action("edit.redo").trigger()

    def _add(self, window: MainWindow) -> None:
        from planner.services.actions.activities import QuickAdd

        window.context.run(QuickAdd(f"Thing {self._chance.randrange(10**6)} @2026-12-24 #new", None))
