"""How a table is read, for the person to change: what its columns fill, what its dates mean, the unit of durations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.humanize import long_date
from planner.services.import_reading import CsvMapping, Doubt, Preview, column_words
from planner.ui.files.mapping_table import MappingTable
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence


class MappingPanel(QWidget):
    """The table with its drop-downs, the question about its dates, and the unit. ``changed`` carries a mapping."""

    changed = Signal(object)
    rebuilt = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mapping: CsvMapping | None = None
        self._doubts: tuple[Doubt, ...] = ()
        self.table = MappingTable(theme)
        self.question = Label("", "strong")
        self.question.setWordWrap(True)
        self.orders = {"dmy": Button(theme), "mdy": Button(theme)}
        self._unit_label = Label(tr("A bare number in “Estimate” means"), "body", "muted")
        self.unit = DropDown(
            theme,
            tr("What a bare number in “Estimate” means"),
            [
                (tr("minutes"), 1.0),
                (tr("hours"), 60.0),
                (tr("days of 8 hours"), 480.0),
                (tr("seconds"), 1 / 60),
            ],
        )
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.table, 1)
        asked = QHBoxLayout()
        asked.setSpacing(Space.S)
        asked.addWidget(self.question, 1)
        for order, button in self.orders.items():
            button.setCheckable(True)
            asked.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.clicked.connect(lambda _on=False, order=order: self._choose_order(order))
        column.addLayout(asked)
        units = QHBoxLayout()
        units.setSpacing(Space.S)
        units.addWidget(self._unit_label)
        units.addWidget(self.unit)
        units.addStretch(1)
        column.addLayout(units)
        self.table.chosen.connect(self._choose_column)
        self.table.head.completed.connect(self.rebuilt)
        self.unit.chosen.connect(self._choose_unit)

    def controls(self) -> Sequence[QWidget]:
        """What takes the focus, in the order of reading."""
        return (*self.table.head.boxes, self.table, *self.orders.values(), self.unit)

    def show_preview(self, preview: Preview) -> None:
        """Show how a table is read."""
        self._mapping = preview.mapping
        self._doubts = preview.doubts
        self.table.show_preview(preview)
        self._show_question(preview)
        has_estimate = "estimate" in preview.mapping.fields
        self._unit_label.setVisible(has_estimate)
        self.unit.setVisible(has_estimate)
        self.unit.set_value(preview.mapping.unit)

    def _show_question(self, preview: Preview) -> None:
        self.question.setVisible(bool(self._doubts))
        for button in self.orders.values():
            button.setVisible(bool(self._doubts))
        if not self._doubts:
            return
        doubt, words = self._doubts[0], column_words()
        fields = ", ".join(dict.fromkeys(words[each.field] for each in self._doubts))
        days = [long_date(date.fromisoformat(day)) for day in (doubt.day_first, doubt.month_first)]
        self.question.setText(
            tr("{fields}: “{text}” could be {one} or {other}. Which is it?",
               fields=fields, text=doubt.text, one=days[0], other=days[1])
        )  # fmt: skip
        chosen = dict(preview.mapping.orders).get(doubt.field, "")
        chosen = "" if doubt.field in preview.mapping.doubtful else chosen
        for (order, button), day in zip(self.orders.items(), days, strict=True):
            button.setText(day)
            button.setAccessibleName(tr("“{text}” is {day}", text=doubt.text, day=day))
            button.setChecked(order == chosen)

    def _choose_column(self, column: int, field: str) -> None:
        if self._mapping is not None and self._mapping.fields[column] != field:
            self._change(self._mapping.with_column(column, field))

    def _choose_order(self, order: str) -> None:
        if self._mapping is not None:
            for key, button in self.orders.items():
                button.setChecked(key == order)
            fields = [doubt.field for doubt in self._doubts]
            self._change(self._mapping.with_order("dmy" if order == "dmy" else "mdy", *fields))

    def _choose_unit(self, unit: object) -> None:
        if self._mapping is not None and isinstance(unit, float):
            self._change(self._mapping._replace(unit=unit))

    def _change(self, mapping: CsvMapping) -> None:
        self._mapping = mapping  # so that a second choice builds on this one while the file is read anew
        self.changed.emit(mapping)
