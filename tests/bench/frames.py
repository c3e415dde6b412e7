"""Frames in a real window: from the input event to the end of the paint that shows its effect. Run as a program."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from planner.config.settings import Settings, SettingsFile
from planner.services import libraries
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.ui.board.page import BoardPage
    from planner.ui.shell.window import MainWindow
    from planner.ui.skills.page import SkillsPage

PAGES = ("home", "board", "skills", "goals", "calendar")
MOVES = 120
DRAGS = 120
SCROLLS = 100
TURNS = 60
#: What one notch of a wheel scrolls, in pixels.
SCROLL = 120
#: What is typed into the filter: the first again and again, then each once, so that nobody has found it before.
WORDS = ("model eva", "data sour", "random fo", "strategy ", "interview", "small mod", "mlops in ", "chapters ")


class Paints(QObject):
    """Notices each round of painting of the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.count += 1
        return False


class Bench:
    """Drives one window and takes the time of what it shows."""

    def __init__(self, library: Path) -> None:
        from planner.app import gui, warm_up
        from planner.app.application import application

        self.app = application()
        theme = Theme("light")
        theme.apply(self.app)
        self.planner = libraries.open_plan(library)
        self.window: MainWindow = gui.build_window(
            self.planner, theme, SettingsFile(), settings=Settings(last_page="home"), animated=False
        )
        self.window.remembers = False
        self.window.resize(1600, 1000)
        self.paints = Paints(self.window)
        self.window.show()
        self.window.activateWindow()
        warm_up.load_rest(self.window, self.planner)  # as the program does once it has painted
        self.settle(0.5)

    def settle(self, quiet: float = 0.15) -> None:
        """Lets everything that is still under way come to its end, outside any measurement."""
        last = time.perf_counter()
        while time.perf_counter() - last < quiet:
            before = self.paints.count
            QCoreApplication.processEvents()
            if self.paints.count != before:
                last = time.perf_counter()

    def frame(self, act: Callable[[], object]) -> float:
        """Milliseconds from the act to the end of the paint that it caused."""
        before = self.paints.count
        begun = time.perf_counter()
        act()
        ended = time.perf_counter()
        while True:
            seen = self.paints.count
            QCoreApplication.processEvents()
            if self.paints.count == seen:
                break
            ended = time.perf_counter()
        assert self.paints.count > before, "nothing was painted"
        return (ended - begun) * 1000

    def pages(self) -> dict[str, float]:
        """Each page shown for the first time, and again (the slower of two)."""
        figures = {}
        for page in PAGES[1:]:
            if page == "skills":
                # The page stands before its radar is there: first its frame alone, then all of it.
                begun = time.perf_counter()
                self.window.go(page)
                self.window.repaint()
                figures["first skills, frame"] = (time.perf_counter() - begun) * 1000
                figures["radar, first"] = figures["first skills, frame"] + self.frame(self.window.update)
                self.settle(1.2)
                continue
            figures[f"first {page}"] = self.frame(partial(self.window.go, page))
            self.settle(0.2)
        figures["first home, frame"], figures["first home"] = self.first_home()
        for page in PAGES:
            again = []
            for _ in range(5):
                other = "home" if page != "home" else "board"
                self.window.go(other)
                self.settle(0.1)
                again.append(self.frame(partial(self.window.go, page)))
            figures[f"again {page}"] = sorted(again)[-2]
        return figures

    def first_home(self) -> tuple[float, float]:
        """Home made anew: read and painted, and then whole with what it reads after that."""
        from planner.ui.home.page import HomePage

        begun = time.perf_counter()
        page = HomePage(self.window.context)
        page.resize(1400, 900)
        page.reload()
        page.show()
        page.grab()
        painted = (time.perf_counter() - begun) * 1000
        page.later.read()
        page.grab()
        whole = (time.perf_counter() - begun) * 1000
        page.close()
        page.deleteLater()
        return painted, whole

    def radar(self) -> float:
        """The radar built on a fresh page after its library was loaded."""
        from planner.ui.skills.page import SkillsPage

        begun = time.perf_counter()
        page = SkillsPage(self.window.context)
        page.reload()
        page.chart().grab()
        return (time.perf_counter() - begun) * 1000

    def view_of(self, page: str) -> QAbstractItemView:
        """The list that has the page's keyboard."""
        self.window.go(page)
        self.settle()
        current = self.window.pages.current
        assert current is not None
        current.focus_content()
        self.settle()
        view = QApplication.focusWidget()
        assert isinstance(view, QAbstractItemView), view
        return view

    def moves(self) -> list[float]:
        """Moves a card to and fro between two columns by the keyboard."""
        view = self.view_of("board")
        for _ in range(3):
            QTest.keyClick(view, Qt.Key.Key_Down)
        times = []
        control = Qt.KeyboardModifier.ControlModifier
        steps = self.planner.history().undo
        for index in range(MOVES):
            key = Qt.Key.Key_Right if index % 2 == 0 else Qt.Key.Key_Left
            times.append(self.frame(partial(QTest.keyClick, view, key, control)))
        assert self.planner.history().undo != steps, "no card was moved"
        return times

    def board(self, arrangement: str = "lanes") -> "BoardPage":
        """The board in an arrangement, at its top, with its first step unfolded."""
        self.window.go("board")
        page = cast("BoardPage", self.window.pages.current)
        page.arrange(arrangement)
        page.content.set_opened(page.content.steps[0].step_id, opened=True)
        page.commands.shown.widget.verticalScrollBar().setValue(0)
        self.settle()
        return page

    def scrolls(self, arrangement: str) -> list[float]:
        """Turns the wheel over a full column, down and up again."""
        page = self.board(arrangement)
        page.content.show_done(page.content.steps[0].step_id)
        self.settle()
        bar = page.commands.shown.widget.verticalScrollBar()
        assert bar.maximum() > SCROLLS * SCROLL
        places = [SCROLL * turn for turn in range(1, SCROLLS + 1)]
        return [self.frame(partial(bar.setValue, place)) for place in (*places, *reversed(places[:-1]))]

    def sorts(self) -> list[float]:
        """Sorts the outline by one column after the other, down and up."""
        from planner.ui.board.outline.columns import Column

        page = self.board("outline")
        columns = page.arrangements.outline.view.columns
        wanted = [(Column.TITLE, False), (Column.DATE, True), (Column.TIME, True), (Column.KIND, False)] * 6
        times = [self.frame(partial(columns.sort_wanted.emit, *sorting)) for sorting in wanted]
        columns.sort_wanted.emit(None, False)
        self.settle()
        return times

    def turns(self) -> list[float]:
        """Goes from Home to the board while it shows the outline."""
        self.board("outline")
        times = []
        for _ in range(TURNS):
            self.window.go("home")
            self.settle()
            times.append(self.frame(partial(self.window.go, "board")))
        return times

    def drags(self) -> list[float]:
        """Carries a card over the board, from column to column and up and down, and lets it go where it was."""
        view = self.board().view
        port = view.viewport()
        card = view.visualRect(view.board.index(3)).center()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(port, left, none, card)
        QTest.mouseMove(port, card + QPoint(0, 20))
        self.settle()
        width = port.width()
        path = [QPoint((card.x() + 37 * turn) % width, 150 + (53 * turn) % 600) for turn in range(1, DRAGS + 1)]
        times = [self.frame(partial(QTest.mouseMove, port, place)) for place in path]
        view.mouse.cancel()
        QTest.mouseRelease(port, left, none, card)
        self.settle()
        return times

    def keystrokes(self, arrangement: str, words: Iterable[str]) -> list[float]:
        """Types filters letter by letter, and takes each back."""
        self.board(arrangement)
        header = self.window.header
        if not header.filter_button.isChecked():
            header.filter_button.click()
        self.settle()
        field = header.filter_field
        field.setFocus()
        times = []
        for typed in words:
            times += [self.frame(partial(QTest.keyClicks, field, letter)) for letter in typed]
            times += [self.frame(partial(QTest.keyClick, field, Qt.Key.Key_Backspace)) for _ in typed]
        return times

    def months(self) -> list[float]:
        """Flips through the months."""
        view = self.view_of("calendar")
        keys = [Qt.Key.Key_PageDown] * 40 + [Qt.Key.Key_PageUp] * 40
        return [self.frame(partial(QTest.keyClick, view, key)) for key in keys]

    def agenda(self) -> list[float]:
        """Turns the wheel over the agenda of the next months, down and up again."""
        view = self.view_of("calendar")
        QTest.keyClick(view, Qt.Key.Key_A)
        self.settle(0.5)
        bar = self.view_of("calendar").verticalScrollBar()
        assert bar.maximum() > bar.value() + SCROLLS * SCROLL
        places = [bar.value() + SCROLL * turn for turn in range(1, SCROLLS + 1)]
        times = [self.frame(partial(bar.setValue, place)) for place in (*places, *reversed(places[:-1]))]
        QTest.keyClick(self.view_of("calendar"), Qt.Key.Key_M)
        return times

    def ratings(self) -> list[float]:
        """Rates a skill up and down, with the radar redrawn each time."""
        view = self.view_of("skills")
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Down)
        keys = [Qt.Key.Key_1] + [Qt.Key.Key_Right, Qt.Key.Key_Left] * 40
        return [self.frame(partial(QTest.keyClick, view, key)) for key in keys][1:]

    def redraws(self) -> list[float]:
        """The radar of forty skills with its three polygons, drawn anew for one level after the other."""
        page = self.skills_page()
        page._radar.choose("skills")
        self.settle(0.5)
        chart = page.chart()
        axes = [axis._replace(claimed=axis.claimed or 2.0) for axis in chart._radar.axes[:40]]
        assert len(axes) == 40
        times = []
        for number in range(80):
            place = number % 40
            axes[place] = axes[place]._replace(claimed=5.0 - (axes[place].claimed or 0.0))
            times.append(self.frame(partial(chart.set_axes, list(axes), "Radar")))
        page._history.read()
        return times[1:]

    def slides(self, view: str) -> list[float]:
        """Goes back through 120 months and forth again by the keys of the slider."""
        page = self.skills_page()
        page._radar.choose(view)
        page._history.read()
        self.settle(0.5)
        slider = page._history.bar.slider
        keys = [Qt.Key.Key_Left] * 119 + [Qt.Key.Key_Right] * 119
        times = [self.frame(partial(QTest.keyClick, slider, key)) for key in keys]
        page._history.bar.go_to(None)
        return times

    def skills_page(self) -> "SkillsPage":
        """The Skills page, shown."""
        from planner.ui.skills.page import SkillsPage

        self.window.go("skills")
        self.settle(0.2)
        page = self.window.pages.current
        assert isinstance(page, SkillsPage)
        return page


def main() -> None:
    bench = Bench(Path(sys.argv[1]))
    figures: dict[str, object] = {"pages": bench.pages(), "radar": bench.radar()}
    if "--pages-only" not in sys.argv:
        figures |= {
            "moves": bench.moves(),
            "drags": bench.drags(),
            "scrolls": bench.scrolls("lanes"),
            "scrolls of steps": bench.scrolls("steps"),
            "scrolls of outline": bench.scrolls("outline"),
            "sorts": bench.sorts(),
            "turns": bench.turns(),
        }
        for arrangement in ("outline", "steps", "lanes"):
            bench.keystrokes(arrangement, WORDS[:1])  # so that they are known; new ones come next
            figures[f"keystrokes of {arrangement}"] = bench.keystrokes(arrangement, WORDS[:1] * len(WORDS))
        for arrangement in ("outline", "steps", "lanes"):
            figures[f"new words of {arrangement}"] = bench.keystrokes(arrangement, WORDS[1:])
        figures |= {
            "months": bench.months(),
            "agenda": bench.agenda(),
            "ratings": bench.ratings(),
            "redraws": bench.redraws(),
            "slides of categories": bench.slides("categories"),
            "slides of skills": bench.slides("skills"),
        }
    bench.window.close()
    bench.planner.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
