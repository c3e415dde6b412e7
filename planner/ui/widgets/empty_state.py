"""What stands where nothing is yet: one helpful sentence and the buttons that change that."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label


class EmptyState(QWidget):
    """A sentence, optionally under an icon, and up to three buttons; the first button is the filled one."""

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XXL)
        column.setSpacing(Space.M)
        column.addStretch(1)
        self._picture = QLabel(self)
        self._picture.setAccessibleName(tr("Nothing here"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setVisible(bool(icon))
        column.addWidget(self._picture)
        self._sentence = Label(sentence, "body", "muted")
        self._sentence.setWordWrap(True)
        self._sentence.setMaximumWidth(440)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch(1)
        for text, press in buttons:
            button = Button(theme, text, "plain" if self.buttons else "filled")
            button.clicked.connect(lambda _checked=False, press=press: press())
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setAccessibleName(sentence)
        theme.changed.connect(self._dress)
        self._dress()

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def _dress(self) -> None:
        if self._icon:
            self._picture.setPixmap(self._theme.pixmap(self._icon, "faint", 32, self.devicePixelRatioF()))
