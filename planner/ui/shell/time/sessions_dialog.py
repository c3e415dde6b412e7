"""The list of study sessions: by week with their sums, to look at and to correct, each correction a step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services.actions.sessions import EditSession, MoveSessions, RemoveSessions
from planner.services.actions.several import Several
from planner.services.humanize import duration
from planner.services.queries.hours import minutes_a_week
from planner.services.queries.sessions import (
    SessionRow,
    loggable,
    sessions,
    steps_with_sessions,
    title_of,
)
from planner.services.session_sums import by_kind, by_step, logged_minutes
from planner.services.session_words import doubts_words, shares_words
from planner.ui.shell import dialogs
from planner.ui.shell.own_steps import OwnStepsDialog
from planner.ui.shell.time.session_filter import SessionFilter
from planner.ui.shell.time.session_table import SessionTable
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.sorted_table import PAD

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from planner.domain.words import ActivityId
    from planner.services.action import Action
    from planner.services.queries.sessions import LoggedOn
    from planner.ui.shell.page import PageContext

_SIZE = (900, 640)


class SessionsDialog(OwnStepsDialog):
    """Shows all sessions, or at first those of one activity."""

    def __init__(
        self, context: PageContext, activity_id: ActivityId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._rows: tuple[SessionRow, ...] = ()
        theme, read = context.theme, context.planner.read
        self.setWindowTitle(tr("Study sessions"))
        self.resize(*_SIZE)
        self._choices: tuple[LoggedOn, ...] | None = None
        self.filter = SessionFilter(theme, read(steps_with_sessions), self._only(activity_id))
        self.filter.changed.connect(self.reload)
        self.add_button = Button(theme, tr("Log time…"), "plain", "plus")
        self.add_button.clicked.connect(self._add)
        self.sums = Label("", "strong")
        self.shares = Label("", "meta")
        self.doubts = Label("", "meta", "text")
        for label in (self.sums, self.shares, self.doubts):
            label.setWordWrap(True)
            label.setContentsMargins(PAD, 0, PAD, 0)
        self.table = SessionTable(theme, context.planner.today, self._loggable)
        # Once the editor is closed: the list is read anew, and would pull the cell away from under it.
        self.table.edited.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self.table.refused.connect(lambda sentence: self._tell(sentence, is_bad=True))
        self.table.asked.connect(self._act)
        self.table.chosen_changed.connect(self._offer)
        self.empty = EmptyState(
            theme, tr("No time is logged yet. What you log stands here, week by week."), icon="clock"
        )
        self.none_here = EmptyState(
            theme, tr("No study session fits."), [(tr("Show all sessions"), self.filter.widen)], icon="clock"
        )
        self.move_button = Button(theme, tr("Move to…"), name=tr("Move the chosen sessions to another activity"))
        self.move_button.clicked.connect(lambda: self._act("move"))
        self.remove_button = Button(theme, tr("Delete"), name=tr("Delete the chosen sessions"))
        self.remove_button.clicked.connect(lambda: self._act("remove"))
        self.save_button = Button(theme, tr("Save as CSV…"))
        self.save_button.clicked.connect(self._ask_where)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self._build()
        self.reload()

    def _loggable(self) -> tuple[LoggedOn, ...]:
        """What a session can count for, read when it is first asked for."""
        if self._choices is None:
            self._choices = self._context.planner.read(loggable, self._context.planner.today())
        return self._choices

    def _only(self, activity_id: ActivityId | None) -> tuple[ActivityId, str] | None:
        if activity_id is None:
            return None
        return activity_id, self._context.planner.read(title_of, activity_id)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.filter, 1)
        head.addWidget(self.add_button)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.sums, self.shares, self.doubts):
            words.addWidget(label)
        self.stack = QStackedWidget()
        for widget in (self.table, self.none_here, self.empty):
            self.stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.move_button)
        foot.addWidget(self.remove_button)
        foot.addWidget(self.save_button)
        foot.addSpacing(Space.S)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(words)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    # ------------------------------------------------------------------ showing

    def reload(self) -> None:
        """Read the chosen sessions and what they come to."""
        planner = self._context.planner
        self._rows = planner.read(sessions, self.filter.choice(planner.today()))
        found = self.table.show_rows(self._rows, planner.read(minutes_a_week))
        number = trn("{n} session", "{n} sessions", len(self._rows))
        logged = logged_minutes(self._rows)
        self.sums.setText(tr("{number} · {time} logged", number=number, time=duration(logged)))
        for label, text in (
            (self.shares, shares_words(by_step(self._rows), by_kind(self._rows))),
            (self.doubts, doubts_words(found)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.sums.setVisible(bool(self._rows))
        self.stack.setCurrentIndex(0 if self._rows else 1 if self.filter.is_narrow() else 2)
        self.save_button.setVisible(bool(self._rows))
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.table if self._rows else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        some = bool(self._rows) and bool(self.table.chosen())
        self.move_button.setVisible(bool(self._rows))
        self.remove_button.setVisible(bool(self._rows))
        self.move_button.setEnabled(some)
        self.remove_button.setEnabled(some)

    # ------------------------------------------------------------------ doing

    def _act(self, wanted: str) -> None:
        rows = self.table.chosen()
        if not rows:
            return
        ids = tuple(row.id for row in rows)
        if wanted == "open":
            self.accept()
            self._context.open_activity(rows[0].activity_id)
        elif wanted == "remove":
            self._do(RemoveSessions(ids))
        elif wanted == "move":
            self._move(ids)
        elif wanted in ("log", "plan"):
            actions = [EditSession(row.id, planned=wanted == "plan") for row in rows]
            self._do(actions[0] if len(actions) == 1 else Several(tuple(actions), tr("Say which sessions took place")))

    def _do(self, action: Action) -> None:
        """Do it, show what came of it, and say so with Undo beside it."""
        try:
            change = self._steps.do(action)
        except PlannerError as error:
            self._tell(str(error), is_bad=True)
            return
        self._show_done(change)

    def _move(self, ids: tuple[int, ...]) -> None:
        from planner.ui.shell.time.move_dialog import MoveDialog

        dialog = MoveDialog(self._context, self._loggable(), len(ids), self)
        dialog.chosen.connect(lambda activity_id: self._do(MoveSessions(ids, activity_id)))
        dialogs.opened(dialog)

    def _add(self) -> None:
        from planner.ui.shell.time.log_dialog import LogDialog

        rows = self.table.chosen()
        dialog = LogDialog(self._context, rows[0].activity_id if len(rows) == 1 else None, self)
        dialog.accepted.connect(self._added)
        dialogs.opened(dialog)

    def _added(self) -> None:
        label = self._steps.note_newest()
        self.reload()
        self._tell(label, undo=True)

    def _ask_where(self) -> None:
        path = dialogs.export_file(self, dialogs.documents() / f"{tr('sessions')}.csv", tr("Table as CSV"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the sessions that are shown to a file, and say so."""
        from planner.services.session_export import export_sessions

        self._save(path, lambda: export_sessions(self._context.planner, path, self._rows))
