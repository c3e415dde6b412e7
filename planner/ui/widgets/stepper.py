"""A whole number between two buttons that make it smaller and larger."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button


class _Number(QSpinBox):
    """Scrolling what is around must never change it on the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        texts = (self.specialValueText(), *(self.textFromValue(each) for each in (self.minimum(), self.maximum())))
        widest = max(metrics.horizontalAdvance(self.prefix() + each + self.suffix()) for each in texts)
        return QSize(max(widest + 28, 64), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Stepper(QWidget):
    """``changed`` carries the number that the person chose, None for “none” (where ``none`` names it)."""

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        least: int,
        most: int,
        *,
        none: str = "",
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._may_be_none = least, bool(none)
        self.number = _Number(self)
        self.number.setRange(least - 1 if none else least, most)
        self.number.setSpecialValueText(none)
        self.number.setSuffix(suffix)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setKeyboardTracking(False)
        self.number.setAccessibleName(name)
        self.number.setFixedHeight(32)
        self.less = Button(theme, variant="boxed", icon="minus", name=tr("{name}: less", name=name))
        self.more = Button(theme, variant="boxed", icon="plus", name=tr("{name}: more", name=name))
        self.less.clicked.connect(self.number.stepDown)
        self.more.clicked.connect(self.number.stepUp)
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys Up and Down do it, too
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.less)
        row.addWidget(self.number)
        row.addWidget(self.more)
        self.number.valueChanged.connect(self._tell)
        self._offer()

    def value(self) -> int | None:
        """The number, None for none."""
        value = self.number.value()
        return None if self._may_be_none and value < self._least else value

    def set_value(self, value: int | None) -> None:
        """Show a number without telling."""
        with QSignalBlocker(self.number):
            self.number.setValue(self._least - 1 if value is None else value)
        self._offer()

    def _tell(self) -> None:
        self._offer()
        self.changed.emit(self.value())

    def _offer(self) -> None:
        self.less.setEnabled(self.number.value() > self.number.minimum())
        self.more.setEnabled(self.number.value() < self.number.maximum())
