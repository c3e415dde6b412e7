"""The dialog that asks for the aim: the role, and the month by which to reach it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.humanize import month_name
from planner.services.queries.skills import ProfileChoice
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

_YEARS = 15


class AimDialog(QDialog):
    """``profile_id`` and ``until`` (``YYYY-MM`` or None) are what was chosen."""

    def __init__(
        self,
        theme: Theme,
        profiles: Sequence[ProfileChoice],
        parent: QWidget | None = None,
        *,
        chosen: int | None,
        until: str | None,
        today: date,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Your aim"))
        self.setMinimumWidth(420)
        self._summaries: dict[int, str] = {profile.id: profile.summary for profile in profiles}
        self._role = DropDown(theme, tr("Target role"), [(profile.name, profile.id) for profile in profiles])
        self._role.set_value(chosen)
        self._role.chosen.connect(self._describe)
        self._summary = Label("", "meta", "muted")
        self._summary.setWordWrap(True)
        months: list[tuple[str, object]] = [(month_name(month), month) for month in range(1, 13)]
        self._month = DropDown(theme, tr("Month"), [(tr("no date"), 0), *months])
        first = min(today.year, int(until[:4])) if until else today.year
        years = [(str(year), year) for year in range(first, today.year + _YEARS)]
        self._year = DropDown(theme, tr("Year"), years)
        self._month.set_value(int(until[5:7]) if until else 0)
        self._year.set_value(int(until[:4]) if until else today.year + 2)
        self._month.currentIndexChanged.connect(self._offer_year)
        when = QHBoxLayout()
        when.setSpacing(Space.S)
        when.addWidget(self._month)
        when.addWidget(self._year)
        when.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(Space.M)
        form.addRow(tr("Target role"), self._role)
        form.addRow("", self._summary)
        form.addRow(tr("Reach it by"), when)
        foot, self.save_button = dialog_foot(self, theme, tr("Save"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addLayout(form)
        column.addLayout(foot)
        self._describe()
        self._offer_year()
        self._role.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self) -> None:
        self._summary.setText(self._summaries.get(self.profile_id, ""))

    def _offer_year(self) -> None:
        self._year.setEnabled(bool(self._month.value()))

    @property
    def profile_id(self) -> int:
        """The chosen role, 0 if there is none."""
        value = self._role.value()
        return value if isinstance(value, int) else 0

    @property
    def until(self) -> str | None:
        """The month as ``YYYY-MM``, None for no date."""
        month = self._month.value()
        return f"{self._year.value()}-{month:02}" if isinstance(month, int) and month else None
