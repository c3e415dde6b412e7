"""The first screen: which roadmap, which role, by which month, at how many hours a week."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QWidget

from planner.config.text import tr, trn
from planner.domain.fitting import MOST_HOURS
from planner.services.first_run import Roadmap, most_text, offers
from planner.services.humanize import month_name
from planner.ui.shell.first_run.option_card import Option, OptionList
from planner.ui.shell.first_run.screen import Screen
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from planner.services.first_run import Setup
    from planner.ui.theme import Theme

_YEARS = 15
PRESETS = (2, 5, 10, 20)


class AimScreen(Screen):
    """Everything has an answer already, so that Enter alone goes on."""

    part = "aim"

    def __init__(self, theme: Theme, setup: Setup) -> None:
        super().__init__(setup)
        self._theme = theme
        self.roadmap: SegmentedSwitch | None = None
        self._build_roadmap()
        self._role_head = self.head(tr("Target role"))
        self.roles = OptionList(theme, tr("Target role"))
        self.roles.chosen.connect(self._take_role)
        self.column.addWidget(self.roles)
        self._build_time()
        self.column.addStretch(1)
        self._show_roles()

    def title(self) -> str:
        return tr("Your aim")

    def told(self) -> str:
        return tr("Where do you want to go, and how much of a week is for it?")

    def first_control(self) -> QWidget | None:
        return self.roles.focusProxy() or self.hours

    # -- building

    def _build_roadmap(self) -> None:
        choices = offers(self.setup.base)
        self.head(tr("Roadmap"))
        if len(choices) > 1:
            texts = [(choice.value, self._name(choice)) for choice in choices]
            self.roadmap = SegmentedSwitch(self._theme, texts, tr("Roadmap"))
            self.roadmap.set_value(self.setup.roadmap.value)
            self.roadmap.chosen.connect(self._take_roadmap)
            row = QHBoxLayout()
            row.addWidget(self.roadmap)
            row.addStretch(1)
            self.column.addLayout(row)
        self.roadmap_note = self.note("")
        self._tell_roadmap()

    def _name(self, choice: Roadmap) -> str:
        if choice is Roadmap.PRESENT:
            return self.setup.base.roadmap
        return self.setup.template().name if choice is Roadmap.BUILT_IN else tr("A roadmap of my own")

    def _tell_roadmap(self) -> None:
        plan = self.setup.plan
        if self.setup.roadmap is Roadmap.OWN:
            text = tr("One empty step to fill. Skills and roles come along; the shipped roadmap can come at any time.")
            if self.setup.base.has_built_in:
                text = tr("One empty step to fill. Skills and roles stay; the shipped roadmap waits in the archive.")
        else:
            core = sum(one.candidate.core for one in plan.activities)
            steps = trn("{n} step", "{n} steps", plan.steps)
            activities = trn("{n} core activity", "{n} core activities", core)
            ideas = trn("{n} further idea", "{n} further ideas", len(plan.activities) - core)
            words = {"name": plan.roadmap, "steps": steps, "activities": activities, "ideas": ideas}
            text = tr("{steps}, {activities} and {ideas}.", **words)
            if self.roadmap is None:
                text = tr("{name}: {steps}, {activities} and {ideas}.", **words)
        self.roadmap_note.setText(text)

    def _build_time(self) -> None:
        theme, setup = self._theme, self.setup
        until = setup.until
        months: list[tuple[str, object]] = [(month_name(month), month) for month in range(1, 13)]
        self.month = DropDown(theme, tr("Month"), [(tr("no date"), 0), *months])
        first = min(setup.today.year, int(until[:4])) if until else setup.today.year
        self.year = DropDown(theme, tr("Year"), [(str(year), year) for year in range(first, setup.today.year + _YEARS)])
        self.month.set_value(int(until[5:7]) if until else 0)
        self.year.set_value(int(until[:4]) if until else setup.today.year + 2)
        self.month.currentIndexChanged.connect(self._take_month)
        self.year.currentIndexChanged.connect(self._take_month)
        self.year.setEnabled(until is not None)
        self.hours = QSpinBox(self)
        self.hours.setRange(1, MOST_HOURS)
        self.hours.setValue(setup.hours)
        self.hours.setFixedWidth(64)
        self.hours.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.hours.setAccessibleName(tr("Hours a week"))
        self.hours.setToolTip(tr("Up and Down change it"))
        self.hours.valueChanged.connect(self._take_hours)
        self.presets: list[Button] = []
        hours = QHBoxLayout()
        hours.setSpacing(Space.S)
        hours.addWidget(self.hours)
        for number in PRESETS:
            button = Button(theme, str(number), "quiet", name=trn("{n} hour a week", "{n} hours a week", number))
            button.setFixedWidth(44)
            button.clicked.connect(lambda _checked=False, number=number: self.hours.setValue(number))
            self.presets.append(button)
            hours.addWidget(button)
        hours.addStretch(1)
        when = QHBoxLayout()
        when.setSpacing(Space.S)
        when.addWidget(self.month)
        when.addWidget(self.year)
        when.addStretch(1)
        self.column.addSpacing(Space.M)
        both = QGridLayout()
        both.setHorizontalSpacing(Space.L)
        both.setVerticalSpacing(Space.S)
        both.setColumnStretch(1, 1)
        for number, (text, row) in enumerate(((tr("Reach it by"), when), (tr("Hours a week"), hours))):
            both.addWidget(Label(text, "section"), number, 0)
            both.addLayout(row, number, 1)
        self.column.addLayout(both)

    def _show_roles(self) -> None:
        roles = self.setup.plan.roles
        options = [Option(role.key, role.name, (role.summary, most_text(role))) for role in roles]
        self.roles.show_options(options, self.setup.role)
        order: list[QWidget] = [*self.roles.cards, self.month, self.year, self.hours, *self.presets]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        self._role_head.setVisible(bool(options))
        self.roles.setVisible(bool(options))

    # -- answers

    def _take_roadmap(self, key: str) -> None:
        self.setup.choose(Roadmap(key))
        self._tell_roadmap()
        self._show_roles()
        self.answered.emit()

    def _take_role(self, key: str) -> None:
        self.setup.role = key
        self.answered.emit()

    def _take_month(self) -> None:
        month, year = self.month.value(), self.year.value()
        self.year.setEnabled(bool(month))
        self.setup.until = f"{year}-{month:02}" if isinstance(month, int) and month else None
        self.answered.emit()

    def _take_hours(self, hours: int) -> None:
        self.setup.hours = hours
        self.answered.emit()
