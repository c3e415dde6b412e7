"""The dialog of the target roles: choose, copy, edit and make them, and say what each wants of every skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries.roles import RoleRow, RolesView, roles_view
from planner.ui.shell.history import HistoryControl
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.skills.roles.changes import RoleChanges
from planner.ui.skills.roles.target_list import TargetList, keys_text
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from planner.services.planner import Change
    from planner.ui.shell.page import PageContext

_ID = Qt.ItemDataRole.UserRole
_ROLES_WIDTH = 248
_SIZE = (940, 620)


class _RoleList(ToldList):
    """Del and F2 are those of the dialog; Return does not close it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


class RolesDialog(QDialog):
    """Roles on the left, the one with the focus on the right; every change is saved at once and can be taken back.

    The page that opens it tells it of changes by :meth:`take`.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = RolesView(None, None, (), ())
        self._warned = False
        theme = context.theme
        self.setWindowTitle(tr("Target roles"))
        self.resize(*_SIZE)
        self.roles = _RoleList(theme, tr("Target roles"), self)
        self.roles.currentRowChanged.connect(self._look_at)
        self.new = self._button(tr("New"), self._add, tr("New role"))
        self.copy = self._button(tr("Copy"), self._copy, tr("Copy this role"))
        self.remove = self._button(tr("Remove"), self._remove, tr("Remove this role"))
        self.name = GrowingField(tr("Name of the role"), self._rename, role="heading", one_line=True)
        self.summary = GrowingField(tr("What the role is about"), self._describe, one_line=True)
        self.summary.setPlaceholderText(tr("What is this role about?"))
        self.choose = self._button(tr("Aim at this"), self._choose, tr("Aim at this role"))
        self.targets = TargetList(theme, self)
        self.changes = RoleChanges(context, self.targets)
        for field in (self.name, self.summary):  # Enter leads on to the levels
            field.entered.connect(lambda: self.targets.setFocus(Qt.FocusReason.TabFocusReason))
        self.said = Label("", "meta", "muted")
        self.said.setWordWrap(True)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self._build()
        self._add_keys()
        context.failed.connect(self._refused)
        self._read(None)
        self._say("")
        (self.roles if self._view.roles else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, text: str, run: Callable[[], object], name: str) -> Button:
        button = Button(self._context.theme, text, name=name)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for button in (self.new, self.copy, self.remove):
            buttons.addWidget(button, 1)
        left = QWidget()
        left.setMinimumWidth(_ROLES_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.roles, 1)
        column.addLayout(buttons)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.name, 1)
        head.addWidget(self.choose)
        shown = QWidget()
        details = QVBoxLayout(shown)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(0)
        details.addLayout(head)
        details.addWidget(self.summary)
        details.addSpacing(Space.S)
        details.addWidget(self.targets, 1)
        self._empty = EmptyState(
            self._context.theme,
            tr("No target role yet. Make one, then say which level it wants of each skill."),
            [(tr("New role"), self._add)],
            icon="compass",
        )
        self._right = QStackedWidget()
        self._right.addWidget(shown)
        self._right.addWidget(self._empty)
        both = QHBoxLayout()
        both.setSpacing(Space.XL)
        both.addWidget(left)
        both.addWidget(self._right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.L)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*DIALOG_MARGINS)
        whole.setSpacing(Space.M)
        whole.addLayout(both, 1)
        whole.addLayout(foot)

    def _add_keys(self) -> None:
        """Undo and redo reach the plan from here too; the window behind does not hear the keyboard."""
        undo, redo = QAction(self), QAction(self)
        self.history = HistoryControl(self._context.planner, undo, redo, self)
        self.history.done.connect(lambda change: self._say(self.history.sentence(change)))
        self.history.idle.connect(self._say)
        self.history.refused.connect(self._refused)
        rename, remove = QAction(self), QAction(self)
        for action, keys, run in (
            (undo, ("Ctrl+Z",), lambda: self._take_back(self.history.undo)),
            (redo, ("Ctrl+Shift+Z", "Ctrl+Y"), lambda: self._take_back(self.history.redo)),
            (rename, ("F2",), self._edit_name),
            (remove, ("Del",), self._remove),
        ):
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _checked=False, run=run: run())
            (self if action in (undo, redo) else self.roles).addAction(action)
        for action in (rename, remove):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    # ------------------------------------------------------------------ showing

    def take(self, change: Change) -> None:
        """Something changed, here or elsewhere: a role that was made here is shown, else the one that is."""
        added = change.added("profile") if change.kind != "refresh" else []
        self._read(added[0] if added else self._view.shown)
        if change.kind == "do":
            self._say("")

    def _read(self, shown: int | None) -> None:
        """Read anew, and show a role; where it is gone, the one that took its place."""
        before, view = self._view, self._context.planner.read(roles_view, shown)
        if shown is not None and view.shown != shown and view.roles:
            place = next((number for number, row in enumerate(before.roles) if row.id == shown), 0)
            view = self._context.planner.read(roles_view, view.roles[min(place, len(view.roles) - 1)].id)
        self._view = view
        self._show(fresh=view.shown != before.shown)

    def _show(self, *, fresh: bool) -> None:
        view = self._view
        self._show_roles()
        role = self._role()
        for button in (self.copy, self.remove):
            button.setEnabled(role is not None)
        self._right.setCurrentIndex(0 if role is not None else 1)
        self.changes.show(view)
        self.targets.show_targets(view.skills)
        if role is None:
            return
        self.choose.setVisible(role.id != view.chosen)
        for field, text in ((self.name, role.name), (self.summary, role.summary)):
            if fresh:
                field.visit.reset(text)
            else:
                field.visit.show(text)

    def _show_roles(self) -> None:
        with QSignalBlocker(self.roles):
            self.roles.clear()
            for row in self._view.roles:
                item = self.roles.add_line(row.name, tr("your aim") if row.id == self._view.chosen else "")
                item.setData(_ID, row.id)
                if row.id == self._view.shown:
                    self.roles.setCurrentItem(item, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _role(self) -> RoleRow | None:
        """The role that is looked at."""
        return next((row for row in self._view.roles if row.id == self._view.shown), None)

    def _look_at(self, place: int) -> None:
        if 0 <= place < len(self._view.roles):
            self._read(self._view.roles[place].id)
            self._say("")

    def _say(self, sentence: str, tone: str = "text") -> None:
        self.said.setText(sentence or keys_text())
        self.said.set_tone(tone if sentence else "muted")

    def _refused(self, sentence: str, _again: object = None) -> None:
        self._say(sentence)

    # ------------------------------------------------------------------ doing

    def _add(self) -> None:
        from planner.services.actions.names import free_name
        from planner.services.actions.roles import AddProfile

        if not self.flush():
            return
        name = free_name(tr("New role"), [row.name for row in self._view.roles])
        if self._context.run(AddProfile(name)) is not None:
            self._edit_name()

    def _copy(self) -> None:
        from planner.services.actions.roles import CopyProfile

        role = self._role()
        if role is not None and self.flush() and self._context.run(CopyProfile(role.id)) is not None:
            self._edit_name()

    def _remove(self) -> None:
        from planner.services.actions.roles import RemoveProfile

        role = self._role()
        if role is None:
            return
        had_focus = self.remove.hasFocus()
        if self._context.run(RemoveProfile(role.id)) is not None:
            self._say(tr("The role “{name}” is removed; Ctrl+Z brings it back", name=role.name))
            if not self._view.roles:
                self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            elif not had_focus:
                self.roles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        from planner.services.actions.skills import ChooseProfile

        role = self._role()
        if role is not None and self.flush() and self._context.run(ChooseProfile(role.id)) is not None:
            self.roles.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is gone

    def _edit_name(self) -> None:
        if self._role() is not None:
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def _rename(self, text: str, visit: str) -> bool:
        from planner.services.actions.roles import EditProfile

        role = self._role()
        return role is None or self._context.run(EditProfile(role.id, name=text, visit=visit)) is not None

    def _describe(self, text: str, visit: str) -> bool:
        from planner.services.actions.roles import EditProfile

        role = self._role()
        return role is None or self._context.run(EditProfile(role.id, summary=text, visit=visit)) is not None

    def _take_back(self, step: Callable[[], None]) -> None:
        if self.flush():
            step()

    def flush(self) -> bool:
        """Submit what is being typed; False where that was refused, after one sentence has told why."""
        written = [field.visit.submit() for field in (self.name, self.summary)]
        return all(written)

    def done(self, result: int) -> None:
        """Close; the first time a text that was refused is given back to be corrected."""
        if not self.flush() and not self._warned:
            self._warned = True
            (self.name if self.name.visit.pending else self.summary).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().done(result)
