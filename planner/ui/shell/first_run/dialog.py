"""The set-up of a plan as a dialog: three screens with Back, Skip and Next, and nothing written before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.first_run import Setup
from planner.services.libraries import BUILT_IN
from planner.services.queries.first_run import setup_plan
from planner.ui.shell.first_run.aim_screen import AimScreen
from planner.ui.shell.first_run.fit_screen import FitScreen
from planner.ui.shell.first_run.have_screen import HaveScreen
from planner.ui.shell.first_run.side import Side
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.announce import announce
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from planner.services.planner import Change
    from planner.ui.shell.first_run.screen import Screen
    from planner.ui.shell.page import PageContext

_SIZE = QSize(980, 680)
_LEAST = QSize(720, 480)


class FirstRunDialog(QDialog):
    """Asks for the aim, for what one has, and for what can go of the plan; Enter goes on, Escape leaves.

    ``set_up`` carries the change once all of it was written as one step, None where every screen was skipped.
    """

    set_up = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        planner = context.planner
        self.setup = Setup(planner.read(setup_plan, planner.today(), BUILT_IN), planner.today())
        theme = context.theme
        self.setWindowTitle(tr("Set up my plan"))
        self.setMinimumSize(_LEAST)
        self.place = Label("", "meta_strong", "muted")
        self.title = Label("", "title")
        self.told = wrapped("", "body", "muted")
        self.side = Side(self.setup)
        self.screens: tuple[Screen, ...] = (
            AimScreen(theme, self.setup),
            HaveScreen(theme, self.setup, planner.today, self),
            FitScreen(theme, self.setup),
        )
        self.later = Button(theme, tr("Set up later"))
        self.back = Button(theme, tr("Back"))
        self.skip = Button(theme, tr("Skip"))
        self.next = Button(theme, tr("Next"), "filled")
        self.next.setDefault(True)
        self.problem = wrapped("", "body", "danger")
        self.problem.hide()
        self._number = 0
        self._build()
        self._connect()
        self.resize(self._fitting_size(parent))
        self._show(0)

    def _fitting_size(self, parent: QWidget | None) -> QSize:
        room = parent.size() - QSize(2 * Space.XL, 2 * Space.L) if parent is not None else _SIZE
        return _SIZE.boundedTo(room).expandedTo(_LEAST)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.setContentsMargins(2, 0, 0, 0)  # in line with the screens, which leave room for rings of the focus
        for label in (self.place, self.title, self.told):
            head.addWidget(label)
        self._pages = QStackedWidget()
        self._areas: list[QScrollArea] = []
        for screen in self.screens:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(screen)
            self._areas.append(area)
            self._pages.addWidget(area)
        middle = QHBoxLayout()
        middle.setSpacing(Space.L)
        middle.addWidget(self._pages, 1)
        middle.addWidget(self.side)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.later)
        foot.addStretch(1)
        for button in (self.back, self.skip, self.next):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*DIALOG_MARGINS)
        whole.setSpacing(Space.L)
        whole.addLayout(head)
        whole.addLayout(middle, 1)
        whole.addWidget(self.problem)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.later.clicked.connect(self.reject)
        self.back.clicked.connect(lambda: self._show(self._number - 1))
        self.skip.clicked.connect(self._skip)
        self.next.clicked.connect(self._go_on)
        self._context.failed.connect(self._refused)
        for screen in self.screens:
            screen.answered.connect(self._answered)
            screen.skill_pointed.connect(self.side.show_skill)

    # -- going through

    @property
    def screen_shown(self) -> Screen:
        """The screen that is shown now."""
        return self.screens[self._number]

    def _show(self, number: int) -> None:
        self._number = number
        screen, last = self.screen_shown, number == len(self.screens) - 1
        self.setup.left_out.discard(screen.part)
        self.problem.hide()
        screen.enter()
        self.place.setText(tr("{number} of {count}", number=number + 1, count=len(self.screens)))
        self.title.setText(screen.title())
        self.told.setText(screen.told())
        self._pages.setCurrentIndex(number)
        self._areas[number].verticalScrollBar().setValue(0)
        self.back.setVisible(number > 0)
        self.skip.setText(tr("Keep everything") if last else tr("Skip"))
        self.next.setText(tr("Finish") if last else tr("Next"))
        self.skip.setHidden(last and not self.setup.groups())  # everything is kept anyway
        for button in (self.skip, self.next):
            button.setAccessibleName(button.text())
        self.side.show_skill(None, None)
        self.side.refresh()
        first = screen.first_control() or self.next
        # Once everything is laid out: a control that is not shown yet takes no focus.
        QTimer.singleShot(0, first, lambda: first.setFocus(Qt.FocusReason.TabFocusReason))
        said = tr("{place}: {title}. {told}", place=self.place.text(), title=screen.title(), told=screen.told())
        self.setAccessibleDescription(said)
        announce(self, said)

    def _answered(self) -> None:
        self.problem.hide()
        self.side.refresh()

    def _go_on(self) -> None:
        problem = self.screen_shown.problem()
        if problem:
            self._say(problem)
        elif self._number + 1 < len(self.screens):
            self._show(self._number + 1)
        else:
            self._finish()

    def _skip(self) -> None:
        self.setup.left_out.add(self.screen_shown.part)
        if self._number + 1 < len(self.screens):
            self._show(self._number + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        if self.setup.left_out >= {screen.part for screen in self.screens}:
            self.set_up.emit(None)
            self.accept()
            return
        action = self.setup.action()
        change: Change | None = self._context.run(action)
        if change is not None:
            self.set_up.emit(change)
        if change is not None or self._context.is_waiting(action):  # the window says so, and stores it later
            self.accept()

    def _refused(self, sentence: str, _action: object) -> None:
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        announce(self, sentence)

    def reject(self) -> None:
        """Leave without writing anything; what was answered is asked about first."""
        from planner.ui.shell.dialogs import confirm

        theme, said = self._context.theme, tr("What you answered so far is not kept.")
        if self.setup.is_touched and not confirm(
            theme, self, tr("Set up later"), said, tr("Leave"), no=tr("Go on")
        ):
            return
        super().reject()
