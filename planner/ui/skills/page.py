"""The Skills page: the radar of role, self-rated and shown by work, and the list of skills to rate in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.evidence import Shown
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.humanize import level_text, long_date
from planner.services.planner import Change
from planner.services.queries.skills import (
    SkillRow,
    SkillsView,
    claims,
    newest_rating,
    shown_levels,
    skill_of_assessment,
    skills_view,
    with_claims,
    with_shown,
)
from planner.ui.shell.page import Page, PageContext
from planner.ui.skills.lines import SkillLines
from planner.ui.skills.managing import Managing
from planner.ui.skills.radar_panel import RadarPanel
from planner.ui.skills.reviewing import Reviewing, rated_in
from planner.ui.skills.skill_list import Heading, SkillList
from planner.ui.skills.skill_time import SkillTime
from planner.ui.skills.views import RADAR, Views
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.menu import Menu, submenu
from planner.ui.widgets.side_by_side import SideBySide

if TYPE_CHECKING:
    from datetime import date

    from planner.ui.widgets.radar_chart import RadarChart


#: Narrow enough for the smallest window, wide enough for two lines of a name.
_LIST_WIDTH = (400, 600)
_NARROW = 744


class SkillsPage(Page):
    """Radar on the left, list on the right; a click on an axis opens that category, the line above leads back."""

    page_id: ClassVar[str] = "skills"
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            *("skill", "category", "assessment", "profile", "profile_target", "rubric_level", "setting"),
            *("activity", "activity_skill", "certification", "deadline", "study_session", "event"),
        }
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._view = self._shown = SkillsView(None, (), ())  # as of today, and as of the day that is shown
        self._words = ""
        self._visit = ""
        self._occasion: tuple[int, date] | None = None
        self._day: date | None = None
        theme = context.theme
        self._role = DropDown(theme, tr("Target role"), parent=self)  # else it would flash as a window of its own
        self._role.chosen.connect(self._choose_role)
        self._list = SkillList(theme)
        self._list.rated.connect(self._rate)
        self._list.confirmed.connect(self._confirm)
        self._list.opened.connect(self._open)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._managing = Managing(self, lambda: self._view.categories)
        self._reviewing = Reviewing(self)
        self._build()
        self._add_actions()

    def _build(self) -> None:
        theme = self.context.theme
        self._radar = RadarPanel(self.context)
        self._radar.rated.connect(self._rate)
        self._radar.dragged.connect(lambda skill_id, level: self._rate(skill_id, level, dragged=True))
        self._radar.opened.connect(self._open)
        self._radar.numbered.connect(self._list.set_numbers)
        side = QWidget()
        side.setMinimumWidth(_LIST_WIDTH[0])
        side.setMaximumWidth(_LIST_WIDTH[1])  # on a wide screen the levels stay near the names
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._reviewing.offer)
        right.addWidget(self._list, 1)
        self._history = SkillTime(self.context, self._radar)
        self._history.day_changed.connect(self._show_day)
        self._lines = SkillLines(self.context, self._radar, self._history)
        content = SideBySide(self._radar, side, (54, 46), _NARROW)
        self._empty = EmptyState(
            theme,
            tr("How good you are at what your target role asks: as you rate yourself, and as your work shows. Take the"
               " twenty built-in skills, or add your own."),
            [(tr("Take the built-in skills"), self._take_built_in), (tr("Add a skill"), self.add)],
            icon="skills",
        )  # fmt: skip
        self._none_found = EmptyState(theme, "", [(tr("Clear filter"), self._clear_filter)], icon="search")
        self._pages = QStackedWidget()
        for widget in (content, self._empty, self._none_found):
            self._pages.addWidget(widget)
        self._views = Views(self, self._pages, self._list, self._managing.open_roles)
        self._views.switched.connect(self.reload)
        self._views.opened.connect(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _add_actions(self) -> None:
        action = QAction(tr("Open the skill"), self)
        action.setShortcut(QKeySequence("Return"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._open_current)
        for owner in (self, self._list):
            owner.addAction(action)
        self.addAction(self._radar.back_action)
        self.addAction(tr("Review my skills…"), self._reviewing.open)
        self.addAction(tr("Target roles…"), self._managing.open_roles)
        self.addAction(tr("How much work shows…"), self._managing.open_caps)
        self.addAction(tr("Save the radar as a picture…"), lambda: self._managing.save_picture(self._radar.picture()))

    def header_widgets(self) -> list[QWidget]:
        return [self._views.switch, self._role]

    def add_text(self) -> str:
        return tr("Add skill")

    def focus_content(self) -> None:
        if self._views.is_gaps():
            self._views.gaps().focus_content()
        else:
            self._list.setFocus()

    def set_filter(self, text: str) -> None:
        self._words = text
        if self._views.is_gaps() and self._view.categories:
            self._show_page(found=self._views.filter(text))
        else:
            self._show_list(keep_order=False)

    def _clear_filter(self) -> None:
        self.set_filter("")
        self.filter_cleared.emit()
        self.focus_content()

    def save_state(self) -> dict[str, object]:
        return self._radar.save_state() | self._lines.save_state() | self._views.save_state()

    def restore_state(self, state: Mapping[str, object]) -> None:
        self._radar.restore_state(state)
        self._lines.restore_state(state)
        self._views.restore_state(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._day is not None and self._day != self.context.planner.today():
            self.reload()  # the day has changed while the page was away

    def reload(self) -> None:
        gaps = self._views.is_gaps()
        self._read(shown=None if gaps else {row.id: row.shown for row in self._rows()})
        if gaps:
            self._show_gaps()
            return
        self._shown = self._history.show(self._view)
        self._show_list(keep_order=False)
        QTimer.singleShot(0, self, self._complete)  # the frame comes first

    def _complete(self) -> None:
        """Read what the work of years shows, and make the radar."""
        if self._views.is_gaps():
            return
        planner = self.context.planner
        view = with_shown(self._view, planner.read(shown_levels, planner.today()))
        if view != self._view:
            self._view = view
            self._shown = self._history.show(view)
            self._show_list(keep_order=True)
        self._radar.chart()

    def apply_change(self, change: Change) -> None:
        rated = rated_in(change)
        anew = change.everything or bool(change.tables & {"profile", "profile_target", "setting"})
        if rated is not None:
            self._read_ratings(rated)
        else:
            self._read()
        if self._views.is_gaps():
            self._show_gaps()
        else:
            self._shown = self._history.show(self._view)
            self._show_list(keep_order=rated is not None or not anew)
        self._managing.take(change)
        self._reviewing.take(change)

    def _show_day(self, view: SkillsView) -> None:
        """Show the levels of another day in the list; there they are only looked at."""
        self._shown = view
        if not self._views.is_gaps():  # the slider tells a moment later; the person may be elsewhere by then
            self._show_list(keep_order=True)

    def reveal(self, table: str, row_id: int) -> bool:
        table, row_id = self._managing.place_of(table, row_id)
        if table == "assessment":
            found = self.context.planner.read(skill_of_assessment, row_id)
            table, row_id = "skill", found or -1
        if table == "profile":  # the page shows the role that is aimed at; which one that is stays as it was chosen
            return any(profile.id == row_id for profile in self._view.profiles)
        if self._views.is_gaps() and self._view.categories:
            if self._views.gaps().reveal(table, row_id):
                return True
            if table != "skill" or self._row(row_id) is None:
                return False
            self._views.choose(RADAR)  # the role does not ask for it
        row = self._list.skills.row_of(row_id) if table == "skill" else -1
        if row < 0:
            return False
        self._list.setCurrentIndex(self._list.skills.index(row))
        self._list.scrollTo(self._list.skills.index(row))
        return True

    def _read(self, shown: Mapping[int, Shown] | None = None) -> None:
        self._day = self.context.planner.today()
        self._view = self.context.planner.read(skills_view, self._day, shown)
        roles = [(profile.name, profile.id) for profile in self._view.profiles]
        self._role.set_items([*roles, (tr("Target roles…"), None)])
        self._role.set_value(self._view.profile_id)
        self._role.setVisible(bool(self._view.profiles))
        self._reviewing.show(self._view)

    def _read_ratings(self, skill_ids: set[int]) -> None:
        """After a rating only the skill's own row is read: one rates again and again."""
        planner = self.context.planner
        self._view = with_claims(self._view, skill_ids, planner.read(claims, skill_ids, planner.today()))
        self._reviewing.show(self._view)

    def _show_list(self, *, keep_order: bool) -> None:
        current = self._list.current_skill()
        self._list.skills.show(self._shown.categories, self._words, keep_order=keep_order)
        if current is not None and not keep_order:
            row = self._list.skills.row_of(current.id)
            if row >= 0:
                self._list.setCurrentIndex(self._list.skills.index(row))
        self._pages.setCurrentIndex(0)
        self._show_page(found=self._list.skills.rowCount() > 0)

    def _show_gaps(self) -> None:
        self._show_page(found=not self._view.categories or self._views.show_gaps(self._view, self._words))

    def _show_page(self, *, found: bool) -> None:
        """Say so where there is nothing at all, or where the filter leaves nothing."""
        if not self._view.categories:
            self._pages.setCurrentWidget(self._empty)
        elif not found:
            words = " ".join(self._words.split())
            self._none_found.set_sentence(tr("No skill and no category holds “{words}”.", words=words))
            self._pages.setCurrentWidget(self._none_found)

    def chart(self) -> "RadarChart":
        """The radar, made now if it was not yet; for pictures and tests."""
        return self._radar.chart()

    def _choose_role(self, value: object) -> None:
        from planner.services.actions.skills import ChooseProfile

        if not isinstance(value, int):
            self._role.set_value(self._view.profile_id)
            self._managing.open_roles()
        elif value != self._view.profile_id:
            self.context.run(ChooseProfile(ProfileId(value)))

    def _rate(self, skill_id: int, level: float | None, *, dragged: bool = False) -> None:
        """Rate a skill; None takes its newest rating back."""
        from planner.services.actions.skills import Assess, RemoveAssessment

        row = self._row(skill_id)
        if row is None or (level is None and row.claimed is None) or self._is_past(row):
            return
        today = self.context.planner.today()
        if dragged or self._occasion != (skill_id, today):
            # Steps of one stay on a skill are one undo step, and so is each drag.
            self._visit, self._occasion = uuid4().hex, None if dragged else (skill_id, today)
        if level is None and row.claimed_on != today.isoformat():
            newest = self.context.planner.read(newest_rating, skill_id, today)
            if newest is not None and self.context.run(RemoveAssessment(newest.id)):
                day = long_date(parse_date(newest.on_date))
                self.context.toast(tr("Took back the rating of “{name}” of {day}", name=row.name, day=day), undo=True)
            return
        self.context.run(Assess(SkillId(skill_id), level, visit=self._visit))

    def _confirm(self, skill_id: int) -> None:
        """The level that stands was pressed: a rating of today is taken back, an older one is given again."""
        row = self._row(skill_id)
        if row is not None:
            is_new = row.claimed_on == self.context.planner.today().isoformat()
            self._rate(skill_id, None if is_new else row.claimed)

    def _forget(self, row: SkillRow) -> None:
        """Take all ratings of a skill away."""
        from planner.services.actions.skills import ForgetRating

        if not self._is_past(row) and self.context.run(ForgetRating(row.id)):
            self.context.toast(tr("“{name}” is unknown again", name=row.name), undo=True)

    def _is_past(self, row: SkillRow) -> bool:
        """Whether a day in the past is shown, where nothing can be rated; that is said then."""
        if self._history.is_past():
            self.context.toast(tr("The past is only looked at here. Go back to today to rate “{name}”.", name=row.name))
        return self._history.is_past()

    def _row(self, skill_id: int) -> SkillRow | None:
        return next((row for row in self._rows() if row.id == skill_id), None)

    def _rows(self) -> list[SkillRow]:
        return [row for category in self._view.categories for row in category.skills]

    def _open(self, skill_id: int) -> None:
        self.context.open_skill(skill_id)

    def _open_current(self) -> None:
        row = self._list.current_skill()
        skill_id = self._views.current_skill() if self._views.is_gaps() else row.id if row is not None else None
        if skill_id is not None:
            self._open(skill_id)

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
            rate = levels.addAction(level_text(level))
            rate.triggered.connect(lambda _checked=False, level=level: self._rate(row.id, level))
        unknown = menu.addAction(tr("Mark as unknown"), lambda: self._forget(row))
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
