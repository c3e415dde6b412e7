"""The dialog that saves the radar as a picture, for a CV or a talk: format, size, scale, ground."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.export import write_export
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.shell import dialogs
from planner.ui.shell.busy_line import BusyLine
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.radar.picture import LEAST, MOST, Picture, has_names, painted, png, svg

if TYPE_CHECKING:
    from planner.ui.shell.page import PageContext

_PREVIEW = 300
_USUAL = (900, 700)


class ExportRadarDialog(QDialog):
    """Shows what will be saved beside the choices."""

    def __init__(self, context: PageContext, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._picture = context, picture
        theme = context.theme
        self._themes = {"light": Theme("light"), "dark": Theme("dark")}
        self.setWindowTitle(tr("Save the radar as a picture"))
        self.format = DropDown(theme, tr("Format"), [(tr("PNG, a picture"), "png"), (tr("SVG, a drawing"), "svg")])
        self.width_field, self.height_field = (
            self._number(tr("Width"), _USUAL[0]),
            self._number(tr("Height"), _USUAL[1]),
        )
        self.scale = DropDown(theme, tr("Pixels for each point"), [(f"{each} x", each) for each in (1, 2, 3, 4)])
        self.scale.set_value(2)
        self.ground = DropDown(
            theme, tr("Ground"), [(tr("Light"), "light"), (tr("Dark"), "dark"), (tr("Transparent"), "clear")]
        )
        self.heading = QLineEdit(picture.title)
        self.heading.setMaxLength(200)
        self.heading.setCursorPosition(0)
        self.heading.setMinimumWidth(240)
        self.heading.setAccessibleName(tr("Heading"))
        self.legend = CheckBox(theme, tr("Legend"))
        self.legend.setChecked(True)
        self.room = Label(tr("There is no room for the names. Choose a larger size to see them."), "meta")
        self.room.setWordWrap(True)
        self.sentence = Label("", "body", "danger")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.preview = QLabel()
        self.preview.setFixedSize(_PREVIEW, _PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(tr("How it will look"))
        self._build()
        self._show()

    def _number(self, name: str, value: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(LEAST, MOST)
        field.setSingleStep(50)
        field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        field.setMinimumWidth(90)
        field.setValue(value)
        field.setAccessibleName(name)
        field.valueChanged.connect(lambda _value: self._show())
        return field

    def _build(self) -> None:
        size = QHBoxLayout()
        size.setSpacing(Space.S)
        size.addWidget(self.width_field)
        size.addWidget(Label("x", "meta"))
        size.addWidget(self.height_field)
        size.addStretch(1)
        form = QFormLayout()
        form.setSpacing(Space.M)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Size"), size)
        form.addRow(tr("Scale"), self.scale)
        form.addRow(tr("Ground"), self.ground)
        form.addRow(tr("Heading"), self.heading)
        form.addRow("", self.legend)
        for field in (self.format, size, self.scale, self.ground, self.heading):
            form.labelForField(field).setMinimumHeight(self.heading.sizeHint().height())
        columns = QHBoxLayout()
        columns.setSpacing(Space.XL)
        columns.addWidget(self.preview)
        columns.addLayout(form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.S)
        column.addLayout(columns)
        column.addWidget(self.room)
        column.addWidget(self.sentence)
        self.busy = BusyLine(self._context.theme, self)
        self.cancel_button = Button(self._context.theme, tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = Button(self._context.theme, tr("Save as…"), "filled")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.accept)
        column.addLayout(self.busy.foot(self.cancel_button, self.save_button))
        for choice in (self.format, self.scale, self.ground):
            choice.chosen.connect(lambda _value: self._show())
        self.heading.textChanged.connect(lambda _text: self._show())
        self.legend.toggled.connect(lambda _on: self._show())

    def _chosen(self) -> tuple[Theme, Picture, QSize, bool]:
        ground = str(self.ground.value())
        theme = self._themes["dark" if ground == "dark" else "light"]
        legend = self._picture.legend if self.legend.isChecked() else ()
        picture = self._picture._replace(title=self.heading.text().strip(), legend=legend)
        return theme, picture, QSize(self.width_field.value(), self.height_field.value()), ground == "clear"

    def _show(self) -> None:
        """Show it small, in the shape that it will have."""
        theme, picture, size, clear = self._chosen()
        self.scale.setEnabled(self.format.value() == "png")
        self._tell("")
        self.room.setVisible(not has_names(theme, picture, size))
        shown = QPixmap.fromImage(
            painted(theme, picture, size, 2 * _PREVIEW / max(size.width(), size.height()), clear=clear)
        )
        painter = QPainter(shown)
        painter.setPen(QPen(self._context.theme.colour("line_strong"), 2))
        painter.drawRect(shown.rect().adjusted(1, 1, -1, -1))  # where the picture ends, on a ground like its own
        painter.end()
        shown.setDevicePixelRatio(2)
        self.preview.setPixmap(shown)

    def _tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def accept(self) -> None:
        """Ask where to, and write."""
        ending = str(self.format.value())
        kind = tr("Picture as PNG") if ending == "png" else tr("Drawing as SVG")
        path = dialogs.export_file(self, dialogs.documents() / f"{tr('skills')}.{ending}", kind)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the picture as it was chosen, beside the interface, and close; what went wrong is said here."""
        theme, picture, size, clear = self._chosen()
        try:
            if self.format.value() == "png":
                scale = self.scale.value()
                image = painted(theme, picture, size, float(scale) if isinstance(scale, int) else 1.0, clear=clear)
                make = partial(png, image)
            else:
                make = partial(bytes, svg(theme, picture, size, clear=clear))
        except PlannerError as error:
            self._tell(str(error))
            return

        def work(planner: StoppablePlanner) -> Path:
            write_export(planner, path, make())
            return path

        self._tell("")
        self._set_enabled(enabled=False)
        self.busy.start(self._context.planner, tr("Writing “{file}”…", file=path.name), work, self._written)

    def _set_enabled(self, *, enabled: bool) -> None:
        self.save_button.setVisible(enabled)
        self.cancel_button.setVisible(enabled)

    def _written(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if isinstance(result, Path):
            self._context.toast(tr("Saved {file}", file=str(result)))
            super().accept()
        elif isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._tell(str(result))

    def reject(self) -> None:
        """Close; while the file is written, stop that instead."""
        if self.busy.busy:
            self.busy.cancel()
        else:
            super().reject()
