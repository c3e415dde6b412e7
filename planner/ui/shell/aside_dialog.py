"""A dialog that lists what was put aside and takes chosen lines back: the base of the trash and of the archive."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import wrapped
from planner.ui.widgets.told_list import ToldList

_ID = Qt.ItemDataRole.UserRole


class AsideLine(NamedTuple):
    """One activity: its title, a remark on the right, and the whole as a screen reader says it."""

    id: int
    title: str
    kind: str
    remark: str
    said: str


class _Lines(ToldList):
    """Tells of Enter; ``itemActivated`` would come with a single click on some desktops."""

    entered_by_key = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)


class AsideWords(NamedTuple):
    """What the dialog says: its title, its button, the sentence above the list, and what stands where that is empty."""

    title: str
    take_back: str
    remark: str
    empty: str
    icon: str


class AsideDialog(QDialog):
    """Lists what ``read`` gives, the newest first.

    ``taking_back`` makes the action for chosen lines; ``run`` does it and says so where it is refused.
    """

    def __init__(
        self,
        theme: Theme,
        words: AsideWords,
        *,
        read: Callable[[], Sequence[AsideLine]],
        taking_back: Callable[[tuple[ActivityId, ...]], Action],
        run: Callable[[Action], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._words, self._read, self._taking_back, self._run = theme, words, read, taking_back, run
        self.setWindowTitle(words.title)
        self.resize(600, 460)
        self._remark = wrapped(words.remark, "body", "muted")
        self._empty = EmptyState(theme, words.empty, icon=words.icon)
        self._list = _Lines(theme, words.title, self)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._offer)
        self._list.itemDoubleClicked.connect(lambda _item: self._take_back_selected())
        self._list.entered_by_key.connect(self._take_back_selected)
        self._restore = Button(theme, words.take_back, "filled")
        self._restore.clicked.connect(self._take_back_selected)
        self._close = Button(theme, tr("Close"))
        self._close.clicked.connect(self.accept)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Space.S)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._close)
        self._buttons.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        column.addWidget(self._remark)
        column.addWidget(self._list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(self._buttons)
        self.setTabOrder(self._list, self._restore)
        self.setTabOrder(self._restore, self._close)
        theme.changed.connect(self.show_lines)

    def begin(self) -> None:
        """Read the lines, and put the focus where one would begin."""
        self.show_lines()
        (self._list if self._list.count() else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self) -> None:
        """Read the lines anew."""
        lines = self._read()
        self._list.clear()
        for line in lines:
            icon = self._theme.icon(self._theme.kind_icon(line.kind))
            item = self._list.add_line(line.title, line.remark, icon=icon)
            item.setData(_ID, line.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.said)
        if lines:
            self._list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for widget in (self._remark, self._list, self._restore):
            widget.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        if not lines:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def _offer(self) -> None:
        self._restore.setEnabled(bool(self._list.selectedItems()))

    def _take_back_selected(self) -> None:
        ids = tuple(ActivityId(item.data(_ID)) for item in self._list.selectedItems())
        if ids:
            self._run(self._taking_back(ids))
            self.show_lines()
