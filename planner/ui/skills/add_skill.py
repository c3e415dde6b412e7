"""The small dialog that asks for a new skill's name and category."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries.skills import CategoryRow
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.drop_down import DropDown


class AddSkillDialog(QDialog):
    """``name``, and the ``category`` that was chosen or typed."""

    def __init__(self, theme: Theme, categories: Sequence[CategoryRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add a skill"))
        self.setMinimumWidth(380)
        self._categories = {category.name.casefold(): category.id for category in categories}
        self._name = QLineEdit(self)
        self._name.setMaxLength(200)
        self._name.setAccessibleName(tr("Name of the skill"))
        self._name.setPlaceholderText(tr("Such as Public speaking"))
        self._category = DropDown(theme, tr("Category"), [(category.name, category.id) for category in categories])
        self._category.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._category.set_editable()
        form = QFormLayout()
        form.setSpacing(Space.M)
        form.addRow(tr("Name"), self._name)
        form.addRow(tr("Category"), self._category)
        foot, self.add_button = dialog_foot(self, theme, tr("Add"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addLayout(form)
        column.addLayout(foot)
        self._name.textChanged.connect(self._check)
        self._category.editTextChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        complete = bool(self.name() and self._category.currentText().strip())
        self.add_button.setEnabled(complete)

    def name(self) -> str:
        """The name that was typed."""
        return self._name.text().strip()

    def category(self) -> tuple[int | None, str]:
        """The id of the chosen category, or None and the name of a new one."""
        text = self._category.currentText().strip()
        return self._categories.get(text.casefold()), text
