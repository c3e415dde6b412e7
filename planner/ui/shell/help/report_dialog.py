"""Report a problem: shows everything that a report would hold, to be copied or saved. Nothing is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.ui.shell import dialogs
from planner.ui.shell.help.report import report
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.ui.shell.page import PageContext


class ReportDialog(QDialog):
    """The report as text that can be read to the end before anyone else sees it."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Report a problem"))
        self.resize(680, 560)
        explained = Label(
            tr(
                "This is what helps to find a fault: versions, your screen, how many things your plan holds, and the"
                " end of the log. Titles, names, addresses and folders were taken out. Nothing is sent: copy it into"
                " your report, and write beside it what you did and what you expected."
            ),
            "body",
            "muted",
        )
        explained.setWordWrap(True)
        self.text = QPlainTextEdit(report(context))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Report"))
        self.said = Label("", "body", "muted")
        self.said.setWordWrap(True)
        self.save_button = Button(context.theme, tr("Save…"))
        self.save_button.clicked.connect(self._save)
        self.close_button = Button(context.theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.copy_button = Button(context.theme, tr("Copy"), "filled")
        self.copy_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.save_button)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        column.addWidget(explained)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.copy_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.set_tone("muted")
        self.said.setText(tr("Copied"))

    def _save(self) -> None:
        path = dialogs.export_file(self, Path.home() / "planner-report.txt", tr("Text"), (tr("Text"), ".txt"))
        if path is None:
            return
        from planner.services.export import write_export

        try:
            write_export(self._context.planner, path, self.text.toPlainText().encode("utf-8"))
        except PlannerError as error:
            self.said.set_tone("danger")
            self.said.setText(str(error))
            return
        self.said.set_tone("muted")
        self.said.setText(tr("Saved as “{name}”", name=path.name))
