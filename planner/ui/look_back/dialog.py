"""The look back in the window: a document to read and to keep, in which outcomes and picks can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.look_back_words import document
from planner.services.queries.level_changes import LevelChanges, level_changes
from planner.services.queries.look_back import LookBack, look_back, without_outcome
from planner.ui.look_back.period_choice import PeriodChoice
from planner.ui.look_back.setting import set_document
from planner.ui.look_back.typeset import Fonts
from planner.ui.look_back.view import DocumentView
from planner.ui.shell import dialogs
from planner.ui.shell.own_steps import OwnStepsDialog
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from planner.domain.document import Target
    from planner.domain.periods import Period
    from planner.services.action import Action
    from planner.services.planner import Change
    from planner.ui.shell.page import PageContext

_SIZE = (860, 860)
_MARGIN = 40


class LookBackDialog(OwnStepsDialog):
    """Begins with the last twelve months."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._fonts = Fonts(theme)
        self.setWindowTitle(tr("Look back"))
        room = parent.window().height() - _MARGIN if parent is not None else _SIZE[1]
        self.resize(_SIZE[0], max(min(_SIZE[1], room), 480))
        self.choice = PeriodChoice(theme, context.planner.today)
        self.choice.changed.connect(self.show_period)
        self.choice.refused.connect(lambda sentence: self._tell(sentence, is_bad=True))
        self.pdf_button = Button(theme, tr("Save as PDF…"))
        self.pdf_button.clicked.connect(lambda: self._ask_where(".pdf"))
        self.markdown_button = Button(theme, tr("Save as Markdown…"))
        self.markdown_button.clicked.connect(lambda: self._ask_where(".md"))
        self.view = DocumentView(theme)
        self.view.followed.connect(self._follow)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self._build()
        self._period = self.choice.period()
        self._past: LookBack | None = None
        self._levels: LevelChanges | None = None
        self.show_period(self._period)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self.pdf_button)
        head.addWidget(self.markdown_button)
        paper = QFrame()
        paper.setProperty("role", "card")
        inner = QVBoxLayout(paper)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addLayout(head)
        column.addWidget(paper, 1)
        column.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    # ------------------------------------------------------------------ showing

    def show_period(self, period: Period) -> None:
        """Look back on another stretch of time; its levels follow once the rest stands there."""
        self._tell("")
        self._period, self._levels = period, None
        self.reload()
        self.view.to_top()
        QTimer.singleShot(0, self, self._read_levels)

    def reload(self) -> None:
        """Read what happened anew."""
        planner = self._context.planner
        self._past = planner.read(look_back, self._period, planner.today())
        self._show()

    def _read_levels(self) -> None:
        planner = self._context.planner
        self._levels = planner.read(level_changes, self._period, planner.today())
        if self._levels.is_known:
            self._show()

    def _show(self) -> None:
        if self._past is None:
            return
        whole = document(self._past, self._levels, self._context.planner.today(), interactive=True)
        self.view.show_pieces(set_document(self._fonts, whole))

    # ------------------------------------------------------------------ doing

    def _follow(self, target: Target) -> None:
        match target.kind:
            case "activity":
                self.accept()
                self._context.open_activity(int(target.key))
            case "link":
                from planner.ui.shell.inspector.opener import open_address

                open_address(target.key)
            case "outcomes":
                self._ask_outcomes(target.key)
            case "picks":
                self._ask_picks(int(target.key))

    def _ask_outcomes(self, month: str) -> None:
        from planner.ui.look_back.outcome_dialog import OutcomeDialog

        planner = self._context.planner
        rows = planner.read(without_outcome, self._period, planner.today(), month)
        if rows:
            dialogs.opened(OutcomeDialog(self._context, rows, self._do, self))

    def _ask_picks(self, year: int) -> None:
        from planner.ui.look_back.picks_dialog import PicksDialog

        if self._past is None:
            return
        rows = self._past.picks if year == self._period.coming_year else self._past.picked
        dialogs.opened(PicksDialog(self._context, year, rows, self._do, self))

    def _do(self, action: Action) -> Change:
        change = self._steps.do(action)
        self._show_done(change)
        return change

    def _ask_where(self, ending: str) -> None:
        from planner.services.look_back_export import proposed_name

        kinds = {".pdf": tr("PDF, to print or to send"), ".md": tr("Markdown, plain text")}
        proposed = dialogs.documents() / f"{proposed_name(self._period)}{ending}"
        others = [(word, other) for other, word in kinds.items() if other != ending]
        path = dialogs.export_file(self, proposed, kinds[ending], *others)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the look back to a file, as its ending says, and say so."""
        from planner.services.look_back_export import export_markdown, is_pdf, whole_document

        planner = self._context.planner

        def write() -> None:
            as_pdf = is_pdf(path)
            whole = whole_document(planner, self._period)
            if as_pdf:
                from planner.services.export import write_export
                from planner.ui.look_back.pdf import pdf_bytes

                write_export(planner, path, pdf_bytes(whole))
            else:
                export_markdown(planner, path, whole)

        self._save(path, write)
