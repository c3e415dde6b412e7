"""A line that names an activity: typing a part of its title is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.folding import fold
from planner.domain.plain_text import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.words import ActivityId
    from planner.services.queries.sessions import LoggedOn

_SHOWN = 10


class ActivityField(QLineEdit):
    """Completes what is typed over the activities that it was given; ``named`` comes when one is chosen or typed."""

    named = Signal()

    def __init__(self, name: str, choices: Sequence[LoggedOn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Type a part of its title"))
        self.setMaxLength(500)
        self._choices = tuple(choices)
        self._by_label = {fold(choice.label): choice for choice in choices}
        completer = QCompleter(QStringListModel([choice.label for choice in choices], self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_SHOWN)
        popup = QListView()
        popup.setUniformItemSizes(True)  # else each of thousands is measured before the first one is shown
        popup.setAccessibleName(name)
        completer.setPopup(popup)
        completer.activated.connect(self._taken)
        self.setCompleter(completer)
        self.editingFinished.connect(self.named)

    def set_activity(self, activity_id: ActivityId | None) -> None:
        """Name an activity; one that is not among the choices, or None, leaves the line empty."""
        found = next((choice for choice in self._choices if choice.id == activity_id), None)
        self.setText("" if found is None else found.label)
        self.setCursorPosition(0)

    def found(self) -> LoggedOn | None:
        """The activity that the line names: by its whole label, or by a part that only one has."""
        wanted = fold(self.text().strip())
        if not wanted:
            return None
        exact = self._by_label.get(wanted)
        if exact is not None:
            return exact
        holding = [choice for label, choice in self._by_label.items() if wanted in label]
        return holding[0] if len(holding) == 1 else None

    def activity(self) -> LoggedOn:
        """The activity that the line names. Raises InvalidInputError, with a sentence, where it names none."""
        found = self.found()
        if found is not None:
            return found
        text = self.text().strip()
        if not text:
            raise InvalidInputError(tr("Say what it was for: type a part of a title and choose the activity."))
        raise InvalidInputError(
            tr("“{text}” fits no single open activity. Choose one from the list.", text=shortened(text))
        )

    def _taken(self, _label: str) -> None:
        self.setCursorPosition(0)
        self.named.emit()
