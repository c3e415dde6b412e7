"""The sidebar: the pages with their keys, and the aim at its foot; folds to icons."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.shell.facts import Aim
from planner.ui.shell.page import PageSpec
from planner.ui.theme import Radius, Space, Theme
from planner.ui.theme.tokens import SIDEBAR_FOLDED, SIDEBAR_WIDTH
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.progress_bar import ProgressBar

#: Below this width of the window the words of the sidebar give way to the page.
_NARROW = 900


class _Entry(QRadioButton):
    """One page; a radio button, so that arrow keys and screen readers work as they should."""

    hovered = Signal()

    def __init__(self, theme: Theme, spec: PageSpec, number: int, parent: QWidget) -> None:
        super().__init__(spec.title, parent)
        self._theme = theme
        self._icon = spec.icon
        self._number = number
        self.folded = False
        self.setFixedHeight(36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(tr("Ctrl+{number}", number=number))
        self.setToolTip(tr("{title} (Ctrl+{number})", title=spec.title, number=number))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(36, 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
        if on:
            painter.setPen(theme.colour("line"))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        role = "text" if on else "muted"
        icon = theme.pixmap(self._icon, role, 18, self.devicePixelRatioF())
        left = (self.width() - 18) / 2 if self.folded else 10
        painter.drawPixmap(QPointF(left, (self.height() - 18) / 2), icon)
        if not self.folded:
            painter.setPen(theme.colour(role))
            painter.setFont(theme.font("section" if on else "body"))
            room = self.rect().adjusted(37, 0, -28, 0)
            text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(theme.colour("faint"))
            painter.setFont(theme.font("small"))
            corner = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), corner, str(self._number))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)


class Sidebar(QWidget):
    """``chosen`` carries the id of the page that the person wants, ``hovered`` of the one under the pointer.

    A narrow window folds it by itself, and unfolds it again when it is wider, unless the person folded it.
    """

    chosen = Signal(str)
    hovered = Signal(str)
    fold_requested = Signal()
    aim_requested = Signal()

    def __init__(self, theme: Theme, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: dict[str, _Entry] = {}
        self._folded = self._narrow = self._squeezed = False
        self.setObjectName("sidebar")
        self.setAccessibleName(tr("Pages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 11, Space.L)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 0, 0)
        self._name = Label(tr("Planner"), "section")
        self._fold = Button(theme, variant="icon", icon="sidebar", name=tr("Fold the sidebar"))
        self._fold.clicked.connect(self.fold_requested)
        head.addWidget(self._name, 1)
        head.addWidget(self._fold)
        self._head = QWidget(self)
        self._head.setFixedHeight(54)
        self._head.setLayout(head)
        column.addWidget(self._head)
        for number, spec in enumerate(specs, start=1):
            entry = _Entry(theme, spec, number, self)
            entry.toggled.connect(partial(self._toggled, spec.id))
            entry.hovered.connect(partial(self.hovered.emit, spec.id))
            self._entries[spec.id] = entry
            column.addWidget(entry)
        column.addStretch(1)
        self._aim = _AimFoot(theme, self)
        self._aim.clicked.connect(self.aim_requested)
        column.addWidget(self._aim)
        self.set_folded(folded=False)
        theme.changed.connect(self.update)

    @property
    def last_control(self) -> QWidget:
        """The control that is last when tabbing."""
        return self._aim

    def _toggled(self, page_id: str, on: bool) -> None:
        if on:
            self.chosen.emit(page_id)

    @property
    def folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    @property
    def folded_by_choice(self) -> bool:
        """Whether the person, and not the width of the window, folded it."""
        return self._folded and not self._squeezed

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return False

    def _fit(self) -> None:
        narrow = self.window().width() < _NARROW
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow and not self._folded:
            self.set_folded(folded=True)
            self._squeezed = True
        elif self._squeezed:
            self.set_folded(folded=False)

    def set_folded(self, *, folded: bool) -> None:
        """Show icons only, or icons with words."""
        self._folded, self._squeezed = folded, False
        self.setFixedWidth(SIDEBAR_FOLDED if folded else SIDEBAR_WIDTH)
        self._name.setVisible(not folded)
        self._aim.set_folded(folded=folded)
        self._fold.setAccessibleName(tr("Unfold the sidebar") if folded else tr("Fold the sidebar"))
        self._fold.setToolTip(self._fold.accessibleName())
        layout = self._head.layout()
        assert layout is not None
        layout.setContentsMargins(1 if folded else 10, 0, 0, 0)
        for entry in self._entries.values():
            entry.folded = folded
            entry.update()

    def set_page(self, page_id: str) -> None:
        """Mark the page that is shown, without asking for it."""
        entry = self._entries[page_id]
        with QSignalBlocker(entry):
            entry.setChecked(True)
        for each in self._entries.values():  # Tab comes to the page that is shown, arrows go to the others
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is entry else Qt.FocusPolicy.ClickFocus)

    def set_aim(self, aim: Aim | None) -> None:
        """Show the aim; None hides it."""
        self._aim.show_aim(aim)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("side"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))


class _AimFoot(QAbstractButton):
    """Name of the aim, when and how far, and a thin bar; a press asks for another aim."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folded = False
        self._has_aim = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(2)
        self._name = ElidedLabel("", "meta_strong")
        self._when = ElidedLabel("", "meta")
        self._bar = ProgressBar(theme, tr("Progress of the aim"))
        column.addWidget(self._name)
        column.addWidget(self._when)
        column.addSpacing(Space.XS)
        column.addWidget(self._bar)
        for part in (self._name, self._when, self._bar):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def set_folded(self, *, folded: bool) -> None:
        self._folded = folded
        self._name.setVisible(not folded)
        self._when.setVisible(not folded)
        self.setVisible(self._has_aim)

    def show_aim(self, aim: Aim | None) -> None:
        self._has_aim = aim is not None
        self.setVisible(self._has_aim)
        if aim is None:
            return
        percent = tr("{percent} %", percent=round(100 * aim.share))
        when = tr("{when} · {percent}", when=aim.when, percent=percent) if aim.when else percent
        self._name.setText(aim.name)
        self._when.setText(when)
        self._bar.set_share(aim.share)
        self._bar.setAccessibleName(tr("Progress towards {aim}", aim=aim.name))
        self.setAccessibleName(tr("Aim: {name}, {percent}", name=aim.name, percent=percent))
        done = tr("{percent}: share of core activities done", percent=percent)
        said = tr("{aim}, {when}", aim=aim.name, when=aim.when) if aim.when else aim.name
        self.setToolTip(tr("{aim} · {done}", aim=said, done=done))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
