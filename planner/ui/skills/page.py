"""The Skills page: the radar of role, self-rated and shown by work, and the list of skills to rate in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.levels import format_level
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.planner import Change
from planner.services.queries.skills import (
    CategoryRow,
    SkillRow,
    SkillsView,
    claims,
    skill_of_assessment,
    skills_view,
    with_claims,
)
from planner.ui.shell.page import Page, PageContext
from planner.ui.skills.axes import category_axis, category_hint, level_axis, skill_hint
from planner.ui.skills.legend import LegendSwitch
from planner.ui.skills.managing import Managing
from planner.ui.skills.skill_list import Heading, SkillList
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from planner.ui.widgets.radar_chart import RadarChart


#: Narrow enough for the smallest window, wide enough for two lines of a name.
_LIST_WIDTH = (400, 600)


class SkillsPage(Page):
    """Radar on the left, list on the right; a click on an axis opens that category, the line above leads back."""

    page_id: ClassVar[str] = "skills"
    watches: ClassVar[frozenset[str]] = frozenset(
        {"skill", "category", "assessment", "profile", "profile_target", "setting", "activity", "activity_skill"}
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._view = SkillsView(None, (), ())
        self._category: CategoryId | None = None
        self._words = ""
        self._visit, self._visited = "", -1
        self._chart: RadarChart | None = None
        theme = context.theme
        self._role = DropDown(theme, tr("Target role"), parent=self)  # else it would flash as a window of its own
        self._role.chosen.connect(self._choose_role)
        self._list = SkillList(theme)
        self._list.rated.connect(self._rate)
        self._list.opened.connect(self._open)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._managing = Managing(self, lambda: self._view.categories)
        self._build()
        self._add_actions()

    def _build(self) -> None:
        theme = self.context.theme
        self._back = Button(theme, tr("All categories"), "link", icon="chevron-left")
        self._back.clicked.connect(lambda: self._show_category(None))
        self._crumb = Label("", "section")
        crumbs = QHBoxLayout()
        crumbs.setContentsMargins(0, Space.S, 0, 0)
        crumbs.setSpacing(Space.S)
        crumbs.addWidget(self._back)
        crumbs.addWidget(self._crumb)
        crumbs.addStretch(1)
        self._place = QStackedWidget()
        self._place.addWidget(QWidget())
        self._switches = {
            layer: LegendSwitch(theme, layer, text)
            for layer, text in (
                ("target", tr("Role")),
                ("claimed", tr("Self-rated")),
                ("evidenced", tr("Shown by work")),
            )
        }
        legend = QHBoxLayout()
        legend.setSpacing(Space.M)
        legend.addStretch(1)
        for switch in self._switches.values():
            switch.toggled.connect(self._switch_layers)
            legend.addWidget(switch)
        legend.addStretch(1)
        self._hint = Label(
            tr("Rate your skills: 4 minutes, stop any time. Press 0 to 5 for each, or click its dots."), "body"
        )
        self._hint.setWordWrap(True)
        self._start = Button(theme, tr("Start"), "filled", name=tr("Start to rate your skills"))
        self._start.clicked.connect(lambda: self._list.go_to(self._list.skills.first_unknown()))
        self._invitation = QWidget()
        invitation = QHBoxLayout(self._invitation)
        invitation.setContentsMargins(0, Space.S, 0, Space.S)
        invitation.addWidget(self._hint, 1)
        invitation.addWidget(self._start)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, Space.XL)
        left.setSpacing(Space.S)
        left.addLayout(crumbs)
        left.addWidget(self._place, 1)
        left.addLayout(legend)
        side = QWidget()
        side.setMinimumWidth(_LIST_WIDTH[0])
        side.setMaximumWidth(_LIST_WIDTH[1])  # on a wide screen the levels stay near the names
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._invitation)
        right.addWidget(self._list, 1)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        columns.setSpacing(Space.XXL)
        columns.addLayout(left, 54)
        columns.addWidget(side, 46)
        self._empty = EmptyState(
            theme,
            tr("No skills yet. Take the twenty of the built-in roadmap with their levels, or add your own."),
            [(tr("Take the built-in skills"), self._take_built_in), (tr("Add a skill"), self.add)],
            icon="skills",
        )
        self._none_found = EmptyState(theme, "", [(tr("Clear filter"), self._clear_filter)], icon="search")
        self._pages = QStackedWidget()
        for widget in (content, self._empty, self._none_found):
            self._pages.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _add_actions(self) -> None:
        for text, key, act in (
            (tr("Open the skill"), "Return", self._open_current),
            (tr("Back to all categories"), "Backspace", lambda: self._show_category(None)),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.addAction(action)
            (self._list if key == "Return" else self._place).addAction(action)
        self.addAction(tr("Target roles…"), self._managing.open_roles)

    def header_widgets(self) -> list[QWidget]:
        return [self._role]

    def add_text(self) -> str:
        return tr("Add skill")

    def focus_content(self) -> None:
        self._list.setFocus()

    def set_filter(self, text: str) -> None:
        self._words = text
        self._show_list(keep_order=False)

    def _clear_filter(self) -> None:
        self.set_filter("")
        self.filter_cleared.emit()
        self.focus_content()

    def save_state(self) -> dict[str, object]:
        return {"hidden": [layer for layer, switch in self._switches.items() if not switch.isChecked()]}

    def restore_state(self, state: Mapping[str, object]) -> None:
        hidden = state.get("hidden")
        for layer, switch in self._switches.items():
            switch.setChecked(not (isinstance(hidden, list) and layer in hidden))

    def reload(self) -> None:
        self._read()
        self._show_list(keep_order=False)
        if self._chart is None:
            # The frame comes first; pyqtgraph takes half a second to import where it was not warmed.
            QTimer.singleShot(0, self, self._make_chart)
        else:
            self._show_chart()

    def apply_change(self, change: Change) -> None:
        own_order = not change.everything and not change.tables & {"profile", "profile_target", "setting"}
        if not change.everything and change.tables == {"assessment"}:
            self._read_ratings({(row.after or row.before or {})["skill_id"] for row in change.rows})
        else:
            self._read()
        self._show_list(keep_order=own_order)
        if self._chart is not None:
            self._show_chart()
        self._managing.take(change)

    def reveal(self, table: str, row_id: int) -> bool:
        table, row_id = self._managing.place_of(table, row_id)
        if table == "assessment":
            found = self.context.planner.read(skill_of_assessment, row_id)
            table, row_id = "skill", found or -1
        if table == "profile":  # the page shows the role that is aimed at; which one that is stays as it was chosen
            return any(profile.id == row_id for profile in self._view.profiles)
        row = self._list.skills.row_of(row_id) if table == "skill" else -1
        if row < 0:
            return False
        self._list.setCurrentIndex(self._list.skills.index(row))
        self._list.scrollTo(self._list.skills.index(row))
        return True

    def _read(self) -> None:
        self._view = self.context.planner.read(skills_view)
        roles = [(profile.name, profile.id) for profile in self._view.profiles]
        self._role.set_items([*roles, (tr("Target roles…"), None)])
        self._role.set_value(self._view.profile_id)
        self._role.setVisible(bool(self._view.profiles))
        self._invite()

    def _read_ratings(self, skill_ids: set[int]) -> None:
        """After a rating only the skill's own row is read: one rates again and again."""
        self._view = with_claims(self._view, skill_ids, self.context.planner.read(claims, skill_ids))
        self._invite()

    def _invite(self) -> None:
        rated = any(row.claimed is not None for category in self._view.categories for row in category.skills)
        self._invitation.setVisible(not rated)

    def _show_list(self, *, keep_order: bool) -> None:
        current = self._list.current_skill()
        self._list.skills.show(self._view.categories, self._words, keep_order=keep_order)
        if current is not None and not keep_order:
            row = self._list.skills.row_of(current.id)
            if row >= 0:
                self._list.setCurrentIndex(self._list.skills.index(row))
        shown = 0
        if not self._view.categories:
            shown = 1
        elif not self._list.skills.rowCount():
            shown = 2
            words = " ".join(self._words.split())
            self._none_found.set_sentence(tr("No skill and no category holds “{words}”.", words=words))
        self._pages.setCurrentIndex(shown)

    def _make_chart(self) -> None:
        if self._chart is None:
            from planner.ui.widgets.radar_chart import RadarChart

            self._chart = RadarChart(self.context.theme)
            self._chart.axis_chosen.connect(self._choose_axis)
            self._place.addWidget(self._chart)
            self._place.setCurrentWidget(self._chart)
            self.setTabOrder(self._back, self._chart)  # it is made last, and stands first
            self._switch_layers()
        self._show_chart()

    def chart(self) -> "RadarChart":
        """The radar, made now if it was not yet; for pictures and tests."""
        self._make_chart()
        assert self._chart is not None
        return self._chart

    def _switch_layers(self) -> None:
        if self._chart is not None:
            from planner.ui.widgets.radar_chart import Layers

            self._chart.set_layers(Layers(**{layer: switch.isChecked() for layer, switch in self._switches.items()}))

    def _opened_category(self) -> CategoryRow | None:
        return next((found for found in self._view.categories if found.id == self._category), None)

    def _show_chart(self) -> None:
        assert self._chart is not None
        category = self._opened_category()
        self._back.setVisible(category is not None)
        self._crumb.setText(category.name if category else "")
        if category is None:
            rows = self._view.categories
            axes = [category_axis(row) for row in rows]
            self._chart.set_axes(axes, tr("Radar of all categories"), lambda index: category_hint(rows[index]))
        else:
            skills = category.skills
            axes = [level_axis(row.name, row.claimed, row.target, row.evidenced) for row in skills]
            name = tr("Radar of {category}", category=category.name)
            self._chart.set_axes(axes, name, lambda index: skill_hint(skills[index]))

    def _show_category(self, category_id: CategoryId | None) -> None:
        self._category = category_id
        if self._chart is not None:
            self._show_chart()

    def _choose_axis(self, index: int) -> None:
        category = self._opened_category()
        if category is None:
            self._show_category(self._view.categories[index].id)
        else:
            self._open(category.skills[index].id)

    def _choose_role(self, value: object) -> None:
        from planner.services.actions.skills import ChooseProfile

        if not isinstance(value, int):
            self._role.set_value(self._view.profile_id)
            self._managing.open_roles()
        elif value != self._view.profile_id:
            self.context.run(ChooseProfile(ProfileId(value)))

    def _rate(self, skill_id: int, level: float | None) -> None:
        from planner.services.actions.skills import Assess, ForgetRating

        row = self._row(skill_id)
        if row is None or (level is None and row.claimed is None):
            return
        if self._visited != skill_id:
            # Steps of one stay on a skill are one undo step, like the drag of a slider.
            self._visit, self._visited = uuid4().hex, skill_id
        today = self.context.planner.today().isoformat()
        if level is None and row.claimed_on != today:
            if self.context.run(ForgetRating(SkillId(skill_id))):
                self.context.toast(tr("“{name}” is unknown again", name=row.name), undo=True)
            return
        self.context.run(Assess(SkillId(skill_id), level, visit=self._visit))

    def _row(self, skill_id: int) -> SkillRow | None:
        rows = (row for category in self._view.categories for row in category.skills)
        return next((row for row in rows if row.id == skill_id), None)

    def _open(self, skill_id: int) -> None:
        self.context.open_skill(skill_id)

    def _open_current(self) -> None:
        row = self._list.current_skill()
        if row is not None:
            self._open(row.id)

    def _menu(self, where: QPoint) -> None:
        index = self._list.indexAt(where)
        if index.isValid():
            self._list.setCurrentIndex(index)
        row = self._list.current_skill()
        heading = self._list.skills.line(index.row()) if index.isValid() else None
        if isinstance(heading, Heading):
            self._managing.open_menu(heading.category_id, self._list.viewport().mapToGlobal(where))
        if row is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open"), lambda: self._open(row.id))
        levels = submenu(menu, tr("Rate"))
        for half in range(11):
            level = half / 2
            rate = levels.addAction(format_level(level))
            rate.triggered.connect(lambda _checked=False, level=level: self._rate(row.id, level))
        unknown = menu.addAction(tr("Mark as unknown"), lambda: self._rate(row.id, None))
        unknown.setEnabled(row.claimed is not None)
        self._managing.add_submenu(menu, row.category_id)
        menu.addSeparator()
        menu.addAction(tr("Remove the skill"), lambda: self._remove(row))
        menu.popup(self._list.viewport().mapToGlobal(where))

    def _remove(self, row: SkillRow) -> None:
        from planner.services.actions.skills import RemoveSkill

        if self.context.run(RemoveSkill(row.id)):
            self.context.toast(tr("Removed “{name}”", name=row.name), undo=True)

    def _take_built_in(self) -> None:
        from planner.services.actions.templates import ApplyTemplate
        from planner.services.libraries import BUILT_IN

        self.context.run(ApplyTemplate.named(BUILT_IN, skills_only=True))

    def add(self) -> None:
        from planner.services.actions.skills import AddSkill
        from planner.ui.shell.dialogs import opened
        from planner.ui.skills.add_skill import AddSkillDialog

        dialog = AddSkillDialog(self.context.theme, self._view.categories, self.window())

        def add_it() -> None:
            category_id, category = dialog.category()
            chosen = None if category_id is None else CategoryId(category_id)
            change = self.context.run(AddSkill(dialog.name(), chosen, category))
            if change is not None:
                self.reveal("skill", change.added("skill")[0])

        dialog.accepted.connect(add_it)
        opened(dialog)
