"""The Conferences view as cards: the rows of the table, in its order, as a grid that is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal

from planner.config.text import tr
from planner.ui.calendar.card_delegate import CARD_HEIGHT, ConferenceCardDelegate, card_answer_box
from planner.ui.calendar.card_facts import card_told
from planner.ui.calendar.conference_items import ConferenceItems
from planner.ui.calendar.conference_model import ROW_ROLE
from planner.ui.calendar.hover_card import card_html
from planner.ui.widgets.card_grid import CardGrid, CardSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.calendar.conference_model import ConferenceModel
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_SIZE: Final = CardSize(CARD_HEIGHT, least=320, gap=12, most_columns=4)


class CardModel(QAbstractListModel):
    """The conferences of the table as a list, so that each of them is said whole."""

    def __init__(self, conferences: ConferenceModel) -> None:
        super().__init__(conferences)
        self.conferences = conferences
        conferences.modelAboutToBeReset.connect(self.beginResetModel)
        conferences.modelReset.connect(self.endResetModel)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self.conferences.rowCount()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.conferences.conference(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return one.row.title
        if role == ROW_ROLE:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(card_told(one, self.conferences.here))
        if role == Qt.ItemDataRole.ToolTipRole:
            return card_html(card_told(one, self.conferences.here))
        return None


class ConferenceCards(ConferenceItems, CardGrid):
    """Enter or a click opens a card, the space bar or a click on its drop-down answers."""

    entry_opened = Signal(int)
    #: The person's answer: the activity and the state.
    answered = Signal(int, str)

    def __init__(self, theme: Theme, model: ConferenceModel, parent: QWidget | None = None) -> None:
        super().__init__(_SIZE, parent)
        self._shown = model
        self.setModel(CardModel(model))
        self.setItemDelegate(ConferenceCardDelegate(theme, self))
        self.setAccessibleName(tr("Conferences"))
        theme.changed.connect(self.viewport().update)

    @property
    def conferences(self) -> ConferenceModel:
        return self._shown

    def answer_place(self, row: int) -> QRect:
        return card_answer_box(self.visualRect(self.model().index(row, 0)))
