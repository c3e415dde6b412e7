"""The page protocol: what a page of the window must offer, and what the window offers to a page.

How to write a page
-------------------
A page is one package ``planner/ui/<name>/`` with a module ``page.py`` that holds one subclass of :class:`Page`::

    class GoalsPage(Page):
        page_id = "goals"
        watches = frozenset({"activity", "certification", "course", "deadline"})

        def __init__(self, context: PageContext) -> None:
            super().__init__(context)
            ...build widgets; read nothing yet...

        def reload(self) -> None:
            rows = self.context.planner.read(goal_rows, self.context.planner.today())
            ...

- The window builds the page when it is first shown, then calls ``restore_state`` once and ``reload`` once. A page
  never subscribes to the planner: the window owns the one change feed. A change that touches none of ``watches`` is
  not passed on; while the page is hidden a change marks it dirty, and it is reloaded when it is next shown; while it
  is visible it gets ``apply_change``.
- Write only through ``context.run(action)``: it returns the ``Change``, or None after the person has been told, in
  one sentence, why nothing was written. The page is told about its own change through the feed like everybody else,
  before ``run`` returns. Never update widgets by hand after a write.
- Read only through ``context.planner.read(query, ...)``.
- Colours, fonts, spacing and icons come from ``context.theme`` (see :mod:`planner.ui.theme`). Painted delegates read
  ``theme.tokens`` at paint time; the window repaints everything when the theme changes.
- Single-letter shortcuts belong to the list or the board, not to the page: create the ``QAction``, set
  ``setShortcutContext(Qt.ShortcutContext.WidgetShortcut)``, ``view.addAction(action)`` and ``self.addAction(action)``
  is not needed: return it from :meth:`Page.actions` so that menus, the palette and the ``?`` sheet list it.
- Every text goes through ``tr``; every control has an accessible name; titles are plain text, never rich text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction

    from planner.config.settings import SettingsFile
    from planner.services.action import Action
    from planner.services.planner import Change, Planner
    from planner.services.temporary_copies import TemporaryCopies
    from planner.services.waiting import Waiting
    from planner.ui.theme import Theme


class PageContext(QObject):
    """What the window offers to its pages and to the inspector.

    ``planner`` reads and writes the library, ``theme`` holds colours, fonts and icons, ``settings`` is what this
    machine remembers. The methods ask the window to do something by emitting the signal beside them, so that a page
    can be built in a test without a window.
    """

    activity_opened = Signal(int)
    title_requested = Signal()  # the title of the activity that was opened just now is to be edited
    skill_opened = Signal(int)
    page_requested = Signal(str)
    row_requested = Signal(str, int)
    density_changed = Signal(str)
    toast_requested = Signal(str, bool)  # text, whether it offers Undo
    command_requested = Signal(str)
    live_file_wanted = Signal()  # the live calendar file is to be brought up to date: at the start, or it is another
    failed = Signal(str, object)  # sentence, the action that waits to be stored or None

    def __init__(
        self,
        planner: Planner,
        theme: Theme,
        settings: SettingsFile,
        parent: QObject | None = None,
        *,
        copies: TemporaryCopies | None = None,
    ) -> None:
        super().__init__(parent)
        self.planner = planner
        self.theme = theme
        self.settings = settings
        self._copies = copies
        self._waiting: Waiting | None = None
        #: What was chosen or read since the start; empty before.
        self.chosen_density = ""

    @property
    def copies(self) -> TemporaryCopies:
        """Private copies of kept files, for the programs that show them."""
        if self._copies is None:
            from planner.services.temporary_copies import TemporaryCopies

            self._copies = TemporaryCopies()
        return self._copies

    @property
    def density(self) -> str:
        """How much room cards take on this machine: “comfortable” or “compact”."""
        if not self.chosen_density:
            self.chosen_density = self.settings.read().density
        return self.chosen_density

    def set_density(self, density: str) -> None:
        """Give cards more or less room, at once; the window remembers it when it closes."""
        if density != self.density:
            self.chosen_density = density
            self.density_changed.emit(density)

    def usual_currency(self) -> str:
        """The currency of an amount that is typed without one: the preferred one, else that of the last expense."""
        from planner.services.queries.expenses import last_currency

        return self.settings.read().currency or self.planner.read(last_currency)

    def run(self, action: Action) -> Change | None:
        """Do the action; None when it was refused, after one sentence has told the person why.

        One that could not be stored, whatever it says, waits then: :meth:`is_waiting` tells.
        """
        try:
            return self.waiting.run(action)
        except PlannerError as error:
            self.failed.emit(str(error), action if self.is_waiting(action) else None)
        return None

    def submit(self, action: Action) -> Change | None:
        """Do the action for a dialog that says itself what is wrong with it: raises PlannerError for that.

        None when it waits to be stored: the dialog is done with it, and the window says so.
        """
        try:
            return self.waiting.run(action)
        except PlannerError as error:
            if not self.is_waiting(action):
                raise
            self.failed.emit(str(error), action)
        return None

    @property
    def waiting(self) -> Waiting:
        """What could not be stored yet."""
        if self._waiting is None:
            from planner.services.waiting import Waiting

            self._waiting = Waiting(self.planner)
        return self._waiting

    def is_waiting(self, action: Action) -> bool:
        """Whether the action was done and waits to be stored; then nobody needs to keep its text."""
        return self.waiting.holds(action)

    def open_activity(self, activity_id: int) -> None:
        """Open an activity in the inspector."""
        self.activity_opened.emit(activity_id)

    def edit_title(self, activity_id: int) -> None:
        """Open an activity in the inspector with its title being edited."""
        self.activity_opened.emit(activity_id)
        self.title_requested.emit()

    def open_skill(self, skill_id: int) -> None:
        """Open a skill in the inspector."""
        self.skill_opened.emit(skill_id)

    def toast(self, text: str, undo: bool = False) -> None:
        """Show one short sentence for some seconds, with an Undo button if ``undo``."""
        self.toast_requested.emit(text, undo)

    def tell(self, change: Change | None, text: str = "") -> None:
        """Say what a step did, in the words of ``text`` or in those that fit any step, with an Undo button.

        None, which :meth:`run` gives where a step was refused, is nothing to tell: the person has been told why. Nor is
        a step that changed nothing, where Undo would take back another.
        """
        from planner.ui.shell.told import told

        if change is None:
            return
        if change.rows or change.everything:
            self.toast(text or told(self.planner, change), undo=True)
        elif text:
            self.toast(text)

    def go(self, page_id: str) -> None:
        """Show another page."""
        self.page_requested.emit(page_id)

    def run_command(self, command_id: str) -> None:
        """Run a command of the window's menus, such as ``edit.set_up``."""
        self.command_requested.emit(command_id)

    def reveal(self, table: str, row_id: int) -> None:
        """Show a row on the page that holds it, the present page first."""
        self.row_requested.emit(table, row_id)


class Page(QWidget):
    """Base of every page. Subclasses set ``page_id`` and ``watches`` and override what they need."""

    page_id: ClassVar[str] = ""
    #: Names of the tables whose changes concern this page.
    watches: ClassVar[frozenset[str]] = frozenset()
    #: False hides the filter icon of the header.
    can_filter: ClassVar[bool] = True
    #: False hides the header's "+ Add".
    can_add: ClassVar[bool] = True
    #: The page dropped its filter by itself, to reveal something or by its own button: the header empties its field.
    filter_cleared = Signal()
    #: The page filters by something of its own: the header opens its field, holding these words.
    filter_set = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add_text(self) -> str:
        """Text of the header's filled button; short, one or two words."""
        return tr("Add")

    def reload(self) -> None:
        """Read everything that is shown. Called when the page is first shown and whenever it is dirty."""

    def apply_change(self, change: Change) -> None:
        """Bring the visible page up to date after a change; override for updates finer than a reload."""
        self.reload()

    def header_widgets(self) -> list[QWidget]:
        """Widgets placed right of the title: a segmented switch, a drop-down, Export and the like. Called once."""
        return []

    def set_filter(self, text: str) -> None:
        """Show only what matches the free text; empty text shows everything."""

    def show_filter(self, *, shown: bool) -> None:
        """The header opened or closed its field: show or put away what else the page filters by, and drop it."""

    def filter_text(self) -> str:
        """The words that the page filters by when it is first shown, as it was left."""
        return ""

    def is_filtered(self) -> bool:
        """Whether the page filters by something of its own, so that the header opens its field with it."""
        return False

    def add(self) -> None:
        """What the header's filled button and Ctrl+N do."""

    def reveal(self, table: str, row_id: int) -> bool:
        """Scroll to the row, select it and flash it; False if this page does not show it."""
        return False

    def step_at(self, at: QPoint) -> tuple[int | None, str] | None:
        """The step (None: the inbox), with its name, into which goes what is dropped at a place of the screen."""
        return None

    def save_state(self) -> dict[str, object]:
        """What this machine should remember of the page (JSON types only): view, folds, splitter sizes."""
        return {}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`save_state` gave; must tolerate missing and malformed values."""

    def flush(self) -> None:
        """Submit text that is still being typed; called before undo, before the page is left and before quitting.

        What is refused stays in its field, with the property ``invalid``: the window asks before it closes over it.
        """

    def actions(self) -> list[QAction]:
        """Actions of the page, for the menu, the palette and the ``?`` sheet; those added by ``addAction``."""
        return super().actions()

    def focus_content(self) -> None:
        """Put the keyboard focus on the main list or board; called after the page was chosen by keyboard."""
        self.setFocus()


class PageSpec(NamedTuple):
    """A page that the window may build: ``build`` imports the page's module, so that start-up does not."""

    id: str
    title: str
    icon: str
    build: Callable[[PageContext], Page]
