"""After a completion: a line on what came of it, a link, and whether it shows its skills. Soon gone by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.shell.inspector_area import InspectorArea
from planner.ui.shell.skill_question import SkillQuestionLine
from planner.ui.shell.toasts import ASKING_LINE
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from planner.services.planner import Change
    from planner.ui.shell.page import PageContext
    from planner.ui.shell.renewal.offer_line import CreditOfferLine

SHOWN_MS = 12_000
_WIDTH = 540
#: What a toast takes at the foot of the page: the panel stands above it.
_TOAST = 76


class CompletionPanel(QWidget):
    """Lies over ``ground``; Enter saves, Esc and time close it. Time stands still while it is used.

    ``refocus`` gives the focus back to the view, and ``flash`` shows where the activity stands.
    """

    def __init__(
        self,
        context: PageContext,
        ground: QWidget,
        refocus: Callable[[], object],
        flash: Callable[[ActivityId], object],
    ) -> None:
        super().__init__(ground)
        self._context = context
        self._ground = ground
        self._refocus, self._flash = refocus, flash
        self._activity_id = ActivityId(0)
        self._visit: str | None = None
        self._area: InspectorArea | None = None
        self.setObjectName(ASKING_LINE)
        self.skills = SkillQuestionLine(context, self)
        self.skills.answered.connect(self._answered)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.XS, Space.S)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        column.addLayout(row)
        column.addWidget(self.skills)
        self._credits: CreditOfferLine | None = None
        self.line = self._field(tr("What came of it? One line, if you like (O)"), 1000)
        self.link = self._field(tr("Link"), 2000)
        row.addWidget(self.line, 3)
        row.addWidget(self.link, 1)
        self.close_button = Button(context.theme, variant="icon", icon="close", name=tr("Close (Esc)"))
        self.close_button.clicked.connect(self.put_away)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()
        ground.installEventFilter(self)

    def _field(self, hint: str, most: int) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setMaxLength(most)
        field.installEventFilter(self)
        return field

    def offer(self, activity_id: ActivityId, visit: str | None, *, focus: bool = False) -> None:
        """Show it for an activity that is done; without ``focus`` the keyboard stays where it is."""
        from planner.services.queries.activity import activity_card

        self.flush()
        row = self._context.planner.read(activity_card, activity_id).activity
        self._activity_id, self._visit = activity_id, visit
        name = tr("What came of “{title}”?", title=row.title)
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.link.setAccessibleName(tr("Link to what came of “{title}”", title=row.title))
        self.line.setText(row.outcome)
        self.link.setText(row.outcome_url)
        self.skills.ask(activity_id, visit)
        self._offer_credits(activity_id, visit)
        self.show()
        self._place()  # only what is shown has a height for its width
        self.raise_()
        self._timer.start()
        if focus:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_credits(self, activity_id: ActivityId, visit: str | None) -> None:
        """Offer what it is worth to the certifications that collect credits; the line is made for the first offer."""
        if self._credits is None:
            from planner.services.queries.credits import offer

            planner = self._context.planner
            if planner.read(offer, activity_id, planner.today()) is None:
                return
            from planner.ui.shell.renewal.offer_line import CreditOfferLine

            self._credits = CreditOfferLine(self._context, self)
            self._credits.settled.connect(self._answered)
            self._column.addWidget(self._credits)
        self._credits.ask(activity_id, visit)

    def take(self, change: Change) -> None:
        """Go, once the activity is not done any more, or not there; ask of its skills as they are now."""
        if self.isHidden():
            return
        for row in change.rows:
            if row.table == "activity" and row.id == self._activity_id:
                after = row.after
                if after is None or after["status"] != "done" or after["trashed_at"] is not None:
                    self._hide()
                    return
        if change.everything or change.tables & {"activity_skill", "skill", "rubric_level", "setting"}:
            self.skills.renew()
            self._place()
        if self._credits is not None and change.tables & {"credit", "credit_claim", "renewal_rule"}:
            self._credits.ask(self._activity_id, self._visit)
            self._place()

    def save(self) -> bool:
        """Write what was typed; False if it was refused."""
        from planner.services.actions.outcomes import RecordOutcome

        action = RecordOutcome(self._activity_id, self.line.text(), self.link.text(), self._visit)
        if self._context.run(action) is None:
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._hide()
        self._flash(self._activity_id)
        return True

    def lower(self) -> None:
        """The skill that is asked about is shown at half a level less."""
        if self.isVisible():
            self.skills.lower()

    def _answered(self) -> None:
        """More time for the next question, and for the line."""
        self._place()
        self._timer.start()

    def flush(self) -> None:
        """Write what was typed and not entered yet."""
        if not self.isHidden() and self._is_typed():
            self.save()

    def put_away(self) -> None:
        """Close without writing."""
        self._hide()

    def _hide(self) -> None:
        had_focus = self._has_focus()
        self._timer.stop()
        self.line.setModified(False)
        self.link.setModified(False)
        self.hide()
        if had_focus:
            self._refocus()

    def _is_typed(self) -> bool:
        return self.line.isModified() or self.link.isModified()

    def _in_use(self) -> bool:
        return self._has_focus() or self.underMouse()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _time_is_up(self) -> None:
        if self._in_use() or self._is_typed():
            self._timer.start()
        else:
            self._hide()

    def _place(self) -> None:
        ground = self._ground
        free = self._free_width()
        width = min(_WIDTH, free - 2 * Space.L)
        height = self._column.heightForWidth(width)
        self.setGeometry((free - width) // 2, ground.height() - _TOAST - height, width, height)

    def _free_width(self) -> int:
        """How much of the page, from the left, the inspector leaves in sight."""
        ground = self._ground
        if self._area is None:
            area = ground.parentWidget()
            while area is not None and not isinstance(area, InspectorArea):
                area = area.parentWidget()
            if area is None:
                return ground.width()
            self._area = area
            area.moved.connect(self._place)
        return min(ground.width(), self._area.free_width() - ground.mapTo(self._area, QPoint(0, 0)).x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._ground:
            self._place()
        elif event.type() == QEvent.Type.FocusOut and not self._in_use() and self._is_typed() and self.isVisible():
            self.save()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._context.theme)
