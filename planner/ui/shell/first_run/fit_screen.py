"""The third screen: what can go for what one rated, each with a tick, and what that makes of the hours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.services.first_run import Roadmap, hours_text, round_hours
from planner.services.humanize import duration, level_text
from planner.ui.shell.first_run.screen import Screen
from planner.ui.theme import Space
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from planner.domain.fitting import Group
    from planner.services.first_run import Setup
    from planner.services.queries.first_run import SetupActivity
    from planner.ui.theme import Theme


class FitScreen(Screen):
    """Everything that can go is ticked; what is not, stays in the plan."""

    part = "fit"

    def __init__(self, theme: Theme, setup: Setup) -> None:
        super().__init__(setup)
        self._theme = theme
        self.sum = wrapped("", "strong")
        self.column.addWidget(self.sum)
        self.hint = self.note("")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.boxes: dict[str, CheckBox] = {}
        self._made: list[QWidget] = []

    def title(self) -> str:
        return tr("Your plan, fitted")

    def told(self) -> str:
        return tr("What you know already need not be done again.")

    def enter(self) -> None:
        for widget in self._made:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made, self.boxes = [], {}
        names = {skill.key: skill.name for skill in self.setup.plan.skills()}
        rows = {one.candidate.key: one for one in self.setup.plan.activities}
        for group in self.setup.groups():
            self._put_group(group, names.get(group.skill, ""), rows)
        self._tell()

    def first_control(self) -> QWidget | None:
        return next(iter(self.boxes.values()), None)

    def _put(self, widget: QWidget) -> None:
        self._made.append(widget)
        self._list.addWidget(widget)

    def _put_group(self, group: Group, skill: str, rows: dict[str, SetupActivity]) -> None:
        text = trn(
            "You rated {skill} {level}, so {n} activity can go",
            "You rated {skill} {level}, so {n} activities can go",
            len(group.keys),
            skill=skill,
            level=level_text(group.rated),
        )
        head = wrapped(text, "section")
        head.setContentsMargins(0, Space.M, 0, Space.XS)
        self._put(head)
        for key in group.keys:
            one = rows[key]
            minutes = one.candidate.estimate_minutes
            title = tr("{title}, {time}", title=one.title, time=duration(minutes)) if minutes else one.title
            box = CheckBox(self._theme, title)
            box.setToolTip(tr("{title}, in “{step}”", title=title, step=one.step) if one.step else title)
            box.setChecked(key not in self.setup.kept)
            box.toggled.connect(partial(self._take, key))
            self.boxes[key] = box
            self._put(box)

    def _take(self, key: str, goes: bool) -> None:
        (self.setup.kept.discard if goes else self.setup.kept.add)(key)
        self._tell()
        self.answered.emit()

    def _tell(self) -> None:
        before, after = self.setup.minutes()
        going = len(self.setup.going())
        if going:
            self.sum.setText(
                trn(
                    "{n} activity goes: {before} become {after}.",
                    "{n} activities go: {before} become {after}.",
                    going,
                    before=hours_text(round_hours(before)),
                    after=round_hours(after),
                )
            )
        elif before:
            self.sum.setText(tr("Every activity stays: {hours}.", hours=hours_text(round_hours(after))))
        else:
            self.sum.setText(tr("There is nothing in the roadmap yet that could go."))
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self.boxes:
            return tr(
                "Untick what you want to do all the same. What goes is skipped and tagged “known already”: it counts"
                " neither as done nor against you, and can be taken up again at any time."
            )
        if self.setup.roadmap is Roadmap.OWN:
            return tr("Fill the first step on the Roadmap page; “+ Add” takes one activity, or a whole pasted list.")
        if not self.setup.rated():
            return tr("You rated no skill, so nothing can go yet. Go back to rate some, or finish as it is.")
        return tr("What you rated does not reach the levels of whole activities yet. Nothing is lost by that.")
