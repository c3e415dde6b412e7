"""The filters that were saved under a name: show one, save the present one, rename or delete in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.folding import fold
from planner.services.queries.board_filter import SavedFilter, saved_filters
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.filter_menu import PopOver
from planner.ui.widgets.label import Label, Line
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.domain.filters import CardFilter
    from planner.ui.shell.page import PageContext

_WIDTH: Final = 320
_ROW: Final = 34
_MOST_ROWS: Final = 8
_LONGEST: Final = 80


class NameLine(QLineEdit):
    """A name that is being typed: Return takes it, Esc gives it up without closing what holds it."""

    given_up = Signal()

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(_LONGEST)
        self.setFixedHeight(30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class SavedFilters(PopOver):
    """Each saved filter is one line. ``chosen`` carries the filter that is to be shown."""

    chosen = Signal(object)

    def __init__(self, context: PageContext, present: CardFilter, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Saved filters"), parent)
        self._context = context
        self._present = present
        self._saved: tuple[SavedFilter, ...] = ()
        self._renaming = ""
        self.names: dict[str, Button] = {}
        self.rename_buttons: dict[str, Button] = {}
        self.delete_buttons: dict[str, Button] = {}
        self.rename_line: NameLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.setSpacing(Space.XS)
        self._list = QScrollArea(self)
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(tr("Saved filters"))
        column.addWidget(self._list)
        self._line = Line()
        column.addWidget(self._line)
        self.save_button = Button(context.theme, tr("Save this filter as…"), "quiet", "plus")
        self.save_button.setProperty("align", "left")
        self.save_button.clicked.connect(self.start_saving)
        column.addWidget(self.save_button)
        self._hint = Label(tr("Choose something to filter by, then save it here."), "meta")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(Space.XS, 0, Space.XS, Space.XS)
        column.addWidget(self._hint)
        self._build_form(column)
        self.refresh()

    def _build_form(self, column: QVBoxLayout) -> None:
        self._form = QWidget(self)
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.name_line = NameLine(tr("Name of the filter"))
        self.name_line.textChanged.connect(self._typed)
        self.name_line.returnPressed.connect(self._save)
        self.name_line.given_up.connect(self._stop_saving)
        row.addWidget(self.name_line, 1)
        self.confirm_button = Button(self.theme, tr("Save"), "filled")
        self.confirm_button.clicked.connect(self._save)
        row.addWidget(self.confirm_button)
        self._form.hide()
        column.addWidget(self._form)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        first = next(iter(self.names.values()), self.save_button)
        (first if first.isEnabled() else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Read the saved filters anew."""
        self._saved = self._context.planner.read(saved_filters)
        self.names, self.rename_buttons, self.delete_buttons = {}, {}, {}
        self.rename_line = None
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for saved in self._saved:
            rows.addWidget(self._row(saved))
        rows.addStretch(1)
        before = self._list.takeWidget()
        if before is not None:  # one of its buttons may be what was pressed
            before.deleteLater()
        self._list.setWidget(canvas)
        self._list.setVisible(bool(self._saved))
        self._line.setVisible(bool(self._saved))
        self._list.setFixedSize(_WIDTH, _ROW * min(_MOST_ROWS, len(self._saved)))
        self._hint.setVisible(not self._present.is_on)
        self._hint.setFixedWidth(_WIDTH)
        self.save_button.setEnabled(self._present.is_on)
        self.setFixedWidth(_WIDTH + 2 * Space.S)
        self.adjustSize()

    def _row(self, saved: SavedFilter) -> QWidget:
        row = QWidget()
        row.setFixedHeight(_ROW)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, Space.XS, 0)
        line.setSpacing(2)
        if saved.name == self._renaming:
            self.rename_line = NameLine(tr("New name of the filter"), saved.name)
            self.rename_line.returnPressed.connect(partial(self._rename, saved.name))
            self.rename_line.given_up.connect(partial(self.start_renaming, ""))
            line.addWidget(self.rename_line, 1)
            return row
        present = saved.filter == self._present
        name = Button(self.theme, "", "quiet", "check" if present else "filter", name=saved.name)
        if present:
            name.set_icon("check", "accent")
        name.setProperty("align", "left")
        room = _WIDTH - 2 * 32 - 64
        shown = name.fontMetrics().elidedText(saved.name, Qt.TextElideMode.ElideRight, room)
        name.setText(shown.replace("&", "&&"))
        name.setAccessibleName(tr("{name}, shown now", name=saved.name) if present else saved.name)
        name.setToolTip(plain_tip(saved.name) if shown != saved.name else "")
        name.clicked.connect(partial(self._choose, saved.filter))
        edit = Button(self.theme, "", "icon", "edit", tr("Rename “{name}”", name=saved.name))
        edit.clicked.connect(partial(self.start_renaming, saved.name))
        delete = Button(self.theme, "", "icon", "trash", tr("Delete “{name}”", name=saved.name))
        delete.clicked.connect(partial(self._delete, saved.name))
        self.names[saved.name], self.rename_buttons[saved.name], self.delete_buttons[saved.name] = name, edit, delete
        line.addWidget(name, 1)
        line.addWidget(edit)
        line.addWidget(delete)
        return row

    def _choose(self, card_filter: CardFilter, _checked: bool = False) -> None:
        self.close()
        self.chosen.emit(card_filter)

    # -- saving

    def start_saving(self) -> None:
        """Ask for the name of the present filter."""
        self.save_button.hide()
        self._form.show()
        self._typed()
        self.adjustSize()
        self.name_line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stop_saving(self) -> None:
        self._form.hide()
        self.save_button.show()
        self.adjustSize()
        self.save_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self) -> None:
        name = self.name_line.text().strip()
        replaces = any(fold(saved.name) == fold(name) for saved in self._saved)
        text = tr("Replace") if replaces else tr("Save")
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.confirm_button.setEnabled(bool(name))

    def _save(self) -> None:
        from planner.services.actions.filters import SaveFilter

        if self._context.run(SaveFilter(self.name_line.text(), self._present)) is not None:
            self.close()

    # -- renaming and deleting

    def start_renaming(self, name: str, _checked: bool = False) -> None:
        """Edit the name of a saved filter in its line; an empty name ends it."""
        before, self._renaming = self._renaming, name
        self.refresh()
        if self.rename_line is not None:
            self.rename_line.selectAll()
            self.rename_line.setFocus(Qt.FocusReason.PopupFocusReason)
        elif before in self.rename_buttons:
            self.rename_buttons[before].setFocus(Qt.FocusReason.PopupFocusReason)

    def _rename(self, name: str) -> None:
        from planner.services.actions.filters import RenameFilter

        assert self.rename_line is not None
        new_name = self.rename_line.text()
        if new_name == name or self._context.run(RenameFilter(name, new_name)) is not None:
            self.start_renaming("")
            self.names.get(" ".join(new_name.split()), self.save_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def _delete(self, name: str, _checked: bool = False) -> None:
        from planner.services.actions.filters import DeleteFilter

        change = self._context.run(DeleteFilter(name))
        if change is not None:
            self.focus_first()
            self._context.tell(change, tr("The filter “{name}” is deleted", name=name))
