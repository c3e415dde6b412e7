"""The other picture of the left half of the Skills page: the levels of the view over time, in place of the radar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.ui.skills.axes import CATEGORIES, ROLE, SKILLS, spokes
from planner.ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.services.queries.skill_marks import SkillMarks
    from planner.ui.shell.page import PageContext
    from planner.ui.skills.radar_panel import RadarPanel
    from planner.ui.skills.skill_time import SkillTime
    from planner.ui.widgets.level_chart import LevelChart


class SkillLines(QObject):
    """Stands between the radar's panel and the chart, which is imported, made and filled once it is shown."""

    def __init__(self, context: PageContext, radar: RadarPanel, time: SkillTime) -> None:
        super().__init__(radar)
        self._context, self._radar, self._time = context, radar, time
        self._chart: LevelChart | None = None
        self._is_shown = self._wanted = False
        self._filled: tuple[object, ...] = ()
        self.link = Button(context.theme, tr("History"), "link", name=tr("Show the history of the levels"))
        self.link.hide()
        self.link.clicked.connect(lambda: self.show(wanted=not self._is_shown))
        radar.add_lines(self.link)
        radar.changed.connect(self._fill)
        radar.layers_changed.connect(self._dress)
        time.history_read.connect(self._take)
        time.bar.moved.connect(self._go)

    def is_shown(self) -> bool:
        """Whether the lines stand in the place of the radar."""
        return self._is_shown

    def show(self, *, wanted: bool) -> None:
        """Show the lines, or the radar again."""
        if wanted and not self._time.known():
            return
        self._is_shown, self._wanted = wanted, False
        self.link.setText(tr("Radar") if wanted else tr("History"))
        name = tr("Show the radar") if wanted else tr("Show the history of the levels")
        self.link.setAccessibleName(name)
        if wanted:
            self._radar.place.setCurrentWidget(self.chart())
            self._fill()
            self._go()
        else:
            self._radar.place.setCurrentWidget(self._radar.chart())
            for switch in self._radar.switches.values():
                switch.show()

    def chart(self) -> LevelChart:
        """The chart, made now if it was not yet."""
        if self._chart is None:
            from planner.ui.widgets.level_chart import LevelChart

            self._chart = LevelChart(self._context.theme)
            self._chart.opened.connect(self._context.open_activity)
            self._radar.add_picture(self._chart)
        return self._chart

    def save_state(self) -> dict[str, object]:
        """Whether the lines are shown; it belongs to the machine."""
        return {"lines": True} if self._is_shown else {}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Show the lines once there is a history, where they were shown when the page was left."""
        self._wanted = state.get("lines") is True

    def _take(self) -> None:
        """The history was read anew: draw it, or the radar where there is none any more."""
        is_there = not self._time.bar.isHidden()
        self.link.setVisible(is_there)
        if self._is_shown and not is_there:
            self.show(wanted=False)
        elif self._wanted and is_there:
            self.show(wanted=True)
        self._fill()

    def _fill(self) -> None:
        """Draw the history of the view that is chosen; nothing is read while it is not shown."""
        known = self._time.known(read=False)
        if not self._is_shown or self._chart is None or known is None:
            return
        chosen, view = self._radar.chosen(), self._time.today_view()
        if len(self._filled) == 3 and self._filled[0] is known and self._filled[1:] == (chosen, view):
            return  # another day of the past was slid to
        self._filled = (known, chosen, view)
        from planner.services.queries.skill_marks import skill_marks
        from planner.ui.skills.level_history import history_of

        planner = self._context.planner
        today = planner.today()
        axes = spokes(view, chosen)
        marks: dict[int, SkillMarks] = {}
        if chosen not in (CATEGORIES, SKILLS, ROLE):
            marks = planner.read(skill_marks, [one.skill.id for one in axes if one.skill is not None], today)
        name = self._radar.words()
        history = history_of(axes, chosen, name, known, marks=marks, today=today)
        self._chart.show_history(history, tr("History: {what}", what=name))
        for switch in self._radar.switches.values():
            switch.setVisible(chosen != CATEGORIES)
        self._dress()

    def _dress(self) -> None:
        if self._chart is not None:
            self._chart.set_layers(self._radar.layers())

    def _go(self) -> None:
        """Draw the day of the slider, and the one that it is compared with."""
        if self._chart is not None:
            self._chart.set_days(self._time.bar.day, self._time.bar.compared)
