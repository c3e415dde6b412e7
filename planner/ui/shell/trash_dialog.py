"""The dialog of deleted activities: restore some, or remove all of them for good."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.humanize import relative_date
from planner.services.planner import Planner
from planner.services.queries.activity import Trashed, trashed
from planner.services.words import kind_word
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

_ID = Qt.ItemDataRole.UserRole


class _Deleted(QListWidget):
    """Tells of Enter; ``itemActivated`` would come with a single click on some desktops."""

    entered_by_key = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)


class TrashDialog(QDialog):
    """Lists what was deleted, the newest first; ``run`` does an action and says so where it is refused."""

    def __init__(
        self, theme: Theme, planner: Planner, run: Callable[[Action], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._planner, self._run = theme, planner, run
        self.setWindowTitle(tr("Deleted activities"))
        self.resize(520, 420)
        self._remark = Label("", "body", "muted")
        self._remark.setWordWrap(True)
        self._list = _Deleted(self)
        self._list.setAccessibleName(tr("Deleted activities"))
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._offer)
        self._list.itemDoubleClicked.connect(lambda _item: self._restore_selected())
        self._list.entered_by_key.connect(self._restore_selected)
        self._restore = Button(theme, tr("Restore"), "filled")
        self._restore.clicked.connect(self._restore_selected)
        self._purge = Button(theme, tr("Delete all for good"), "danger")
        self._purge.clicked.connect(self._purge_all)
        self._close = Button(theme, tr("Close"))
        self._close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self._purge)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self._remark)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        self.setTabOrder(self._list, self._restore)
        self.setTabOrder(self._restore, self._close)
        self.setTabOrder(self._close, self._purge)
        theme.changed.connect(self._show)
        self._show()
        (self._list if self._list.count() else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        rows: Sequence[Trashed] = self._planner.read(trashed)
        self._list.clear()
        today = self._planner.today()
        for row in rows:
            when = relative_date(_day_of(row), today)
            item = QListWidgetItem(self._theme.icon(self._theme.kind_icon(row.kind)), f"{row.title}   {when}")
            item.setData(_ID, row.id)
            said = tr("{kind} “{title}”, deleted {when}", kind=kind_word(row.kind), title=row.title, when=when)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(row.title)
            self._list.addItem(item)
        if rows:
            self._list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._remark.setText(
            tr("They stay here until you delete them for good; even that can be undone.")
            if rows
            else tr("Nothing is deleted. What you delete can be restored here.")
        )
        self._offer()

    def _offer(self) -> None:
        self._restore.setEnabled(bool(self._list.selectedItems()))
        self._purge.setEnabled(self._list.count() > 0)

    def _restore_selected(self) -> None:
        from planner.services.actions.trash import RestoreActivities

        if not self._list.selectedItems():
            return
        self._run(RestoreActivities(tuple(ActivityId(item.data(_ID)) for item in self._list.selectedItems())))
        self._show()

    def _purge_all(self) -> None:
        from planner.services.actions.trash import PurgeTrash

        self._run(PurgeTrash())
        self._show()


def _day_of(row: Trashed) -> date:
    return date.fromisoformat(row.trashed_at[:10])
