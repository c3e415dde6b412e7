"""The left half of the Skills page: which axes the radar has, the radar itself, its legend, and the days it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import NotFoundError
from planner.services.humanize import long_date
from planner.services.queries.skill_card import SkillCard, skill_card
from planner.services.queries.skills import SkillsView
from planner.services.words import level_name
from planner.ui.skills.axes import (
    CATEGORIES,
    ROLE,
    SKILLS,
    Spoke,
    axes_of,
    category_note,
    skill_note,
    spokes,
    view_of_category,
)
from planner.ui.skills.legend import LegendSwitch
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.radar.axes import Layers
from planner.ui.widgets.radar.note import Note
from planner.ui.widgets.radar.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from planner.ui.shell.page import PageContext
    from planner.ui.widgets.radar_chart import RadarChart

_WORDS_FROM = 500


class RadarPanel(QWidget):
    """``rated`` carries a skill's id and its new level (None for unknown), ``dragged`` those of a drag.

    ``opened`` carries the id of a skill to look at.

    ``numbered`` carries the number of each skill while numbers stand in the place of names, else nothing. ``changed``
    tells that another view or other levels are shown, ``layers_changed`` that polygons were switched.
    """

    rated = Signal(int, object)
    dragged = Signal(int, float)
    opened = Signal(int)
    numbered = Signal(object)
    changed = Signal()
    layers_changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = SkillsView(None, (), ())
        self._ghost: SkillsView | None = None
        self._chosen = CATEGORIES
        self._spokes: list[Spoke] = []
        self._cards: dict[int, SkillCard] = {}
        self._chart: RadarChart | None = None
        self._past: date | None = None
        self._items: list[tuple[str, object]] = []
        theme = context.theme
        self._back = Button(theme, tr("All categories"), "link", icon="chevron-left", parent=self)
        self._back.setToolTip(tr("Back to all categories"))
        self._back.clicked.connect(lambda: self.choose(CATEGORIES))
        self._choice = DropDown(theme, tr("What the radar shows"), parent=self)
        self._choice.chosen.connect(self._choose)
        self._end_of_head: QWidget = self._choice
        self.place = QStackedWidget()
        self.place.addWidget(QWidget())
        self.place.currentChanged.connect(self._number)
        self.switches = {
            layer: LegendSwitch(theme, layer, text)
            for layer, text in (
                ("target", tr("Role")),
                ("claimed", tr("Self-rated")),
                ("evidenced", tr("Shown by work")),
            )
        }
        self._head = head = QHBoxLayout()
        head.setContentsMargins(0, Space.S, 0, 0)
        head.setSpacing(Space.S)
        head.addWidget(self._back)
        head.addWidget(self._choice)
        head.addStretch(1)
        legend = QHBoxLayout()
        legend.setSpacing(Space.M)
        legend.addStretch(1)
        for switch in self.switches.values():
            switch.toggled.connect(self._switch_layers)
            legend.addWidget(switch)
        legend.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.L)
        self._column.setSpacing(Space.S)
        self._column.addLayout(head)
        self._column.addWidget(self.place, 1)
        self._column.addLayout(legend)
        back = QAction(tr("Back to all categories"), self)
        back.setShortcut(QKeySequence("Backspace"))
        back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.triggered.connect(lambda: self.choose(CATEGORIES))
        self.addAction(back)
        self.back_action = back

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The arrow says it where the words would take the name of the view its room.
        self._back.setText(tr("All categories") if event.size().width() >= _WORDS_FROM else "")

    # ------------------------------------------------------------------ what it shows

    def add_history(self, bar: QWidget, choice: QWidget) -> None:
        """Put the slider over the days below the legend, and the choice of a day to compare with above the chart."""
        self._column.addWidget(bar)
        self._head.addWidget(choice)
        self.setTabOrder(self._end_of_head, choice)
        self._end_of_head = choice

    def add_lines(self, link: QWidget) -> None:
        """Put the link that changes the radar for lines over time beside the choice of the view."""
        self._head.insertWidget(2, link)
        self.setTabOrder(self._choice, link)

    def add_picture(self, chart: QWidget) -> None:
        """Take a chart that can stand in the middle; it is made late, and the Tab key meets it before the legend."""
        self.place.addWidget(chart)
        self.setTabOrder(self._end_of_head, chart)

    def forget_notes(self) -> None:
        """Read anew what is said of skills: something was changed."""
        self._cards.clear()

    def show_skills(self, view: SkillsView, *, ghost: SkillsView | None = None, past: date | None = None) -> None:
        """Show these levels, and those of another day as a dotted line. Levels of a day in the past are not dragged."""
        self._view, self._ghost, self._past = view, ghost, past
        items: list[tuple[str, object]] = [(tr("By category"), CATEGORIES), (tr("All skills"), SKILLS)]
        if any(row.target is not None for category in view.categories for row in category.skills):
            items.append((tr("Skills of the role"), ROLE))
        items += [(row.name, view_of_category(row.id)) for row in view.categories]
        if self._chosen not in [value for _, value in items]:
            self._chosen = CATEGORIES
        if items != self._items:
            self._items = items
            self._choice.set_items(items)
        self._choice.set_value(self._chosen)
        self._draw()

    def is_editable(self) -> bool:
        """Whether the levels of skills can be dragged."""
        return self._past is None

    def chosen(self) -> str:
        """The view of the radar that is shown."""
        return self._chosen

    def words(self) -> str:
        """The name of that view."""
        return self._choice.currentText()

    def choose(self, chosen: str) -> None:
        """Show another view of the radar."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._choice.set_value(chosen)
            self._draw(keep_current=False)

    def _choose(self, value: object) -> None:
        if isinstance(value, str):
            self.choose(value)

    def _draw(self, *, keep_current: bool = True) -> None:
        self._spokes = spokes(self._view, self._chosen)
        self._back.setVisible(self._chosen != CATEGORIES)
        self.changed.emit()
        if self._chart is None:
            return
        ghosts = spokes(self._ghost, self._chosen) if self._ghost is not None else None
        name = tr("Radar: {what}", what=self._choice.currentText())
        self._chart.editable = self.is_editable() and self._chosen != CATEGORIES
        self._chart.set_axes(axes_of(self._spokes, ghosts), name, self._note, keep_current=keep_current)
        self._number()

    # ------------------------------------------------------------------ the chart

    def is_made(self) -> bool:
        """Whether the chart is there."""
        return self._chart is not None

    def chart(self) -> RadarChart:
        """The radar, made now if it was not yet."""
        if self._chart is None:
            from planner.ui.widgets.radar_chart import RadarChart

            self._chart = RadarChart(self._context.theme)
            self._chart.set_ring_names([level_name(level) for level in range(6)])
            self._chart.axis_chosen.connect(self._choose_axis)
            self._chart.level_set.connect(self._set_level)
            self._chart.level_dragged.connect(self._drag_level)
            self._chart.numbered.connect(self._number)
            self.add_picture(self._chart)
            if self.place.currentIndex() == 0:
                self.place.setCurrentWidget(self._chart)
            self._switch_layers()
            self._draw()
        return self._chart

    def _number(self) -> None:
        numbers: dict[int, int] = {}
        chart = self._chart
        if chart is not None and chart.is_numbered() and self.place.currentWidget() is chart:
            numbers = {one.skill.id: place + 1 for place, one in enumerate(self._spokes) if one.skill is not None}
        self.numbered.emit(numbers)

    def _note(self, index: int, level: float | None) -> Note:
        spoke = self._spokes[index]
        if spoke.skill is None:
            return category_note(spoke.category)
        skill_id = spoke.skill.id
        planner = self._context.planner
        try:
            if skill_id not in self._cards:
                self._cards[skill_id] = planner.read(skill_card, skill_id, planner.today())
        except NotFoundError:
            return Note("")  # another program removed it, which the page hears of in a moment
        return skill_note(spoke.skill, self._cards[skill_id], level, self._past or planner.today())

    def _choose_axis(self, index: int) -> None:
        spoke = self._spokes[index]
        if spoke.skill is None:
            self.choose(view_of_category(spoke.category.id))
        else:
            self.opened.emit(spoke.skill.id)

    def _set_level(self, index: int, level: object) -> None:
        skill = self._spokes[index].skill
        if skill is not None:
            self.rated.emit(skill.id, level)

    def _drag_level(self, index: int, level: float) -> None:
        skill = self._spokes[index].skill
        if skill is not None:
            self.dragged.emit(skill.id, level)

    def picture(self) -> Picture:
        """What the radar shows, to be kept."""
        view = self._view
        role = next((profile.name for profile in view.profiles if profile.id == view.profile_id), "")
        shown = {layer: switch.isChecked() for layer, switch in self.switches.items()}
        return Picture(
            tuple(axes_of(self._spokes, spokes(self._ghost, self._chosen) if self._ghost is not None else None)),
            Layers(**shown),
            " · ".join(filter(None, (tr("Skills"), role, "" if self._past is None else long_date(self._past)))),
            tuple((layer, switch.text()) for layer, switch in self.switches.items() if shown[layer]),
            tuple(level_name(level) for level in range(6)),
        )

    # ------------------------------------------------------------------ the legend

    def _switch_layers(self) -> None:
        self.layers_changed.emit()
        if self._chart is not None:
            self._chart.set_layers(self.layers())

    def layers(self) -> Layers:
        """Which polygons are switched on."""
        return Layers(**{layer: switch.isChecked() for layer, switch in self.switches.items()})

    def save_state(self) -> dict[str, object]:
        """Which polygons are hidden, and which view is shown; it belongs to the machine."""
        hidden = [layer for layer, switch in self.switches.items() if not switch.isChecked()]
        return {"hidden": hidden, "radar": self._chosen}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Take up what :meth:`save_state` gave."""
        hidden, chosen = state.get("hidden"), state.get("radar")
        for layer, switch in self.switches.items():
            switch.setChecked(not (isinstance(hidden, list) and layer in hidden))
        if isinstance(chosen, str):
            self._chosen = chosen
