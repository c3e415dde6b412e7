"""The main window: puts sidebar, header, pages, inspector, toasts and status line together and routes between them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from planner.config.paths import default_library
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.ui.shell.commands import CommandTable
from planner.ui.shell.facts import ShellFacts
from planner.ui.shell.header import Header
from planner.ui.shell.history import HistoryControl, places
from planner.ui.shell.inspector_area import InspectorArea
from planner.ui.shell.menus import Menus
from planner.ui.shell.page_host import PageHost
from planner.ui.shell.sidebar import Sidebar
from planner.ui.shell.standard_commands import standard_commands
from planner.ui.shell.status_line import StatusLine
from planner.ui.shell.toasts import Toasts
from planner.ui.shell.unsaved import Unsaved
from planner.ui.shell.window_state import WindowState, remember
from planner.ui.theme.tokens import DOCK_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from planner.config.settings import Settings
    from planner.services.planner import Change
    from planner.ui.shell.command_palette import CommandPalette
    from planner.ui.shell.commands import Command
    from planner.ui.shell.crash import Crash
    from planner.ui.shell.inspector_panel import InspectorContent
    from planner.ui.shell.long_work import LongWork
    from planner.ui.shell.page import PageContext, PageSpec

#: How often another program's writes are looked for while the window is in use, in milliseconds.
REFRESH_MS = 5000
#: So long after the last change, what stands around the pages is read anew.
PAUSE_MS = 250

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """The window of one library.

    ``first_painted`` comes once, when the first frame with its page is on screen, ``settled`` when all around it is.
    """

    first_painted = Signal()
    settled = Signal()
    page_hovered = Signal(str)

    def __init__(
        self,
        context: PageContext,
        specs: Sequence[PageSpec],
        settings: Settings,
        *,
        facts: ShellFacts | None = None,
        inspector: Callable[[PageContext], InspectorContent] | None = None,
        animated: bool = True,
    ) -> None:
        """``inspector`` builds what opens on the right, when something is first opened."""
        super().__init__()
        self.context = context
        self._facts = facts or ShellFacts()
        self._specs = tuple(specs)
        self._build_inspector = inspector
        self.inspector: InspectorContent | None = None
        self.palette_view: CommandPalette | None = None
        #: Another plan file to open after this window has closed.
        self.next_library: Path | None = None
        #: What is done once the plan file is closed, too; it may give a sentence for the next window to say.
        self.at_the_end: Callable[[], str] = str
        #: False for windows that are only looked at: they leave no trace in the settings.
        self.remembers = True
        self._painted = False
        self._state = WindowState.read(settings.window)
        self.setObjectName("window")
        self.setWindowTitle(tr("Planner"))
        self._build(settings, animated=animated)
        self.commands = CommandTable(self)
        for command in standard_commands(self, self._specs):
            self.addAction(self.commands.add(command))
        self.menus = Menus(self, self.commands, lambda: self.pages.current)
        self.menuBar().setVisible(self._state.menu_bar)
        self.history = HistoryControl(
            context.planner, self.commands.action("edit.undo"), self.commands.action("edit.redo"), self
        )
        self._connect()
        self._restore(settings)

    # ------------------------------------------------------------------ building

    def _build(self, settings: Settings, *, animated: bool) -> None:
        theme = self.context.theme
        self.sidebar = Sidebar(theme, self._specs)
        self.header = Header(theme)
        self.header.comes_after = self.sidebar.last_control
        self.pages = PageHost(self._specs, self.context, settings.pages)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.pages, 1)
        self.area = InspectorArea(column, theme, animated=animated)
        self.status = StatusLine(theme)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.area, 1)
        right.addWidget(self.status)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.toasts = Toasts(theme, self.area, self.area.free_width)
        self.area.moved.connect(self.toasts.place)
        self.unsaved = Unsaved(self, right)
        self._work: LongWork | None = None
        path = self.context.planner.path
        self._file_name = "" if path == default_library() else path.stem
        self.setMinimumSize(560, 340)

    def _connect(self) -> None:
        context = self.context
        self.sidebar.chosen.connect(self.go)
        self.sidebar.hovered.connect(self.page_hovered)
        self.sidebar.fold_requested.connect(self.toggle_sidebar)
        self.header.search_requested.connect(self.open_palette)
        self.header.add_requested.connect(self.add)
        self.header.filter_changed.connect(self._filter)
        self.header.filter_left.connect(self._focus_page)
        self.area.closed.connect(self._inspector_closed)
        self.history.done.connect(self._history_done)
        self.history.refused.connect(self._refused)
        self.history.idle.connect(self.toast)
        context.activity_opened.connect(lambda row_id: self.open("activity", row_id))
        context.skill_opened.connect(lambda row_id: self.open("skill", row_id))
        context.page_requested.connect(self.go)
        context.row_requested.connect(self.reveal)
        context.toast_requested.connect(self.toast)
        context.failed.connect(self.unsaved.failed)
        self._unsubscribe = context.planner.subscribe(self._take)
        self._poll = QTimer(self)
        self._poll.setInterval(REFRESH_MS)
        self._poll.timeout.connect(self.refresh)
        self._poll.start()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_facts)

    def _restore(self, settings: Settings) -> None:
        self.resize(1280, 800)
        if self._state.geometry:
            self.restoreGeometry(self._state.geometry_bytes())
        self.sidebar.set_folded(folded=self._state.folded)
        known = [spec.id for spec in self._specs]
        if known:
            self.go(settings.last_page if settings.last_page in known else known[0])

    def add_commands(self, commands: Sequence[Command]) -> None:
        """Add commands of other parts of the program to menus, palette and shortcut sheet."""
        for command in commands:
            self.addAction(self.commands.add(command))
        self.menus.fill()

    # ------------------------------------------------------------------ pages

    def go(self, page_id: str) -> None:
        """Show a page; an unknown id is ignored, since links may be older than the program."""
        if page_id not in self.pages.specs:
            return
        page = self.pages.show_page(page_id)
        self.header.show_page(page, self.pages.specs[page_id].title)
        self.sidebar.set_page(page_id)
        self.setWindowTitle(self._title(self.pages.specs[page_id].title))

    def _title(self, page: str) -> str:
        """“Calendar – plan – Planner”; the library that opens by itself needs no name."""
        if not self._file_name:
            return tr("{page} – Planner", page=page)
        return tr("{page} – {file} – Planner", page=page, file=self._file_name)

    def go_by_key(self, page_id: str) -> None:
        """Show a page and put the keyboard focus on its list or board."""
        self.go(page_id)
        self._focus_page()

    def add(self) -> None:
        """What "+ Add" does on this page."""
        page = self.pages.current
        if page is not None and page.can_add:
            page.add()

    def _filter(self, text: str) -> None:
        page = self.pages.current
        if page is not None and page.can_filter:
            page.set_filter(text)

    def _focus_page(self) -> None:
        page = self.pages.current
        if page is not None:
            page.focus_content()

    def toggle_sidebar(self) -> None:
        """Fold or unfold the sidebar."""
        self.sidebar.set_folded(folded=not self.sidebar.folded)

    def toggle_menu_bar(self) -> None:
        """Show or hide the menu bar; its shortcuts work either way."""
        self.menuBar().setVisible(self.menuBar().isHidden())

    # ------------------------------------------------------------------ inspector

    def open(self, table: str, row_id: int) -> bool:
        """Open a thing in the inspector; False if it is not there."""
        if self._build_inspector is None:
            return self.reveal(table, row_id)
        if self.inspector is None:
            self.inspector = self._build_inspector(self.context)
            self.inspector.close_requested.connect(self.area.panel.close_panel)
            self.inspector.put_right.connect(self.unsaved.put_right)
        else:
            self.inspector.flush()
            if self.inspector.subject != (table, row_id) and not self.unsaved.may_replace(self.inspector):
                return True
        if not self.inspector.open(table, row_id):
            return False
        self.area.panel.open_widget(self.inspector)
        return True

    def _inspector_closed(self) -> None:
        if self.inspector is not None:
            self.inspector.flush()
        self._focus_page()

    def reveal(self, table: str, row_id: int) -> bool:
        """Show a row on the page that holds it, the present page first; False if none does."""
        current = self.pages.current_id
        for page_id in dict.fromkeys((current, *self.pages.built, *self.pages.specs)):
            if not page_id or not self.pages.page(page_id).reveal(table, row_id):
                continue
            if page_id != current:
                self.go(page_id)
                self.pages.page(page_id).reveal(table, row_id)  # once more, now that the page has its size
            return True
        return False

    # ------------------------------------------------------------------ changes

    def _take(self, change: Change) -> None:
        """The one listener of the library: everything that is shown hears of changes from here."""
        self.pages.take(change)
        if self.inspector is not None and self.area.is_open:
            self.inspector.apply_change(change)
        self.history.refresh()
        self.unsaved.written()
        if change.kind != "refresh":
            self.toasts.written()
        self._pause.start()

    def show_facts(self) -> None:
        """The aim and the next date: read when changes pause, since a card moved by key must not wait for them."""
        try:
            aim, next_date = self._facts.aim(), self._facts.next_date()
        except PlannerError as error:
            _log.info("The aim and the next date were not read: %s", error)
            return
        self.sidebar.set_aim(aim)
        self.status.set_next(next_date)

    def refresh(self) -> None:
        """Take in what other programs wrote since the last look."""
        try:
            self.context.planner.refresh()
        except PlannerError as error:
            _log.info("Not refreshed: %s", error)

    def flush(self) -> None:
        """Submit all text that is still being typed."""
        self.pages.flush()
        if self.inspector is not None:
            self.inspector.flush()

    def undo(self) -> None:
        """Take back the newest step and show the place that it changed."""
        if self.unsaved.is_stored():
            self.history.undo()

    def redo(self) -> None:
        """Bring back what was taken back last and show the place that it changed."""
        if self.unsaved.is_stored():
            self.history.redo()

    def _history_done(self, change: Change) -> None:
        for table, row_id in places(change):
            if self.reveal(table, row_id):
                break
        button, press = (tr("Redo"), self.redo) if change.kind == "undo" else (tr("Undo"), self.undo)
        self.toasts.show(self.history.sentence(change), button, press)

    # ------------------------------------------------------------------ messages

    def toast(self, text: str, undo: bool = False) -> None:
        """Show one sentence, with Undo if asked."""
        if undo:
            self.toasts.show(text, tr("Undo"), self.undo)
        else:
            self.toasts.show(text)

    def _refused(self, sentence: str, again: object) -> None:
        self.unsaved.refused(sentence)
        if callable(again):
            self.toasts.show(sentence, tr("Retry"), again, lasting=True)
        else:
            self.toasts.show(sentence, lasting=True)

    def tell_unexpected(self, crash: Crash) -> None:
        """After an error that nobody foresaw."""
        from planner.ui.shell.crash_dialog import tell

        tell(self, crash)

    @property
    def work(self) -> LongWork:
        """Runs what takes long in a thread."""
        if self._work is None:
            from planner.ui.shell.long_work import LongWork

            self._work = LongWork(self, self.context.planner, self.toast)
        return self._work

    def open_palette(self) -> None:
        """Open the command palette."""
        if self.palette_view is None:
            from planner.ui.shell.overlays import build_palette

            self.palette_view = build_palette(self, self._specs, self._facts.search)
        self.palette_view.open()

    # ------------------------------------------------------------------ Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.area.is_open:
            self.area.panel.close_panel()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.area.set_docked(docked=self.width() >= DOCK_WIDTH)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh()
            self.pages.freshen()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_painted.emit()
        self.history.refresh()
        self.show_facts()
        self._focus_page()
        if self._state.inspector is not None:
            self.open(*self._state.inspector)
        self.settled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        if self.remembers and not self.unsaved.may_close():
            self.next_library = None
            event.ignore()
            return
        if self.remembers:
            remember(self)
        self._poll.stop()
        self._pause.stop()
        self._unsubscribe()
        super().closeEvent(event)
