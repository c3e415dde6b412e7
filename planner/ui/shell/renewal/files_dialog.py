"""The files of a credit: the evidence that it was earned, and the proof that it was reported to an issuer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.attaching import Owner
from planner.services.attachments import limits_text
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.files_section import FilesSection
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.words import ClaimId, CreditId
    from planner.services.planner import Change
    from planner.ui.shell.page import PageContext


class CreditFilesDialog(QDialog):
    """Follows the plan while it is open. ``claim_id`` and ``issuer`` are those of the ledger it was opened from."""

    def __init__(
        self,
        context: PageContext,
        credit_id: CreditId,
        title: str,
        *,
        claim_id: ClaimId | None = None,
        issuer: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Files of the credit for “{title}”", title=title))
        self.setMinimumWidth(440)
        self.sections: dict[str, tuple[FilesSection, Owner]] = {}
        body = QWidget()
        body.setProperty("role", "canvas")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(Space.XL - HANG, 0, Space.XL - HANG, Space.L)
        self._column.setSpacing(0)
        self._add("evidence", tr("Evidence"), Owner(credit_id=credit_id))
        if claim_id is not None:
            self._add("proof", tr("Proof of the report to {issuer}", issuer=issuer), Owner(claim_id=claim_id))
        self._column.addStretch(1)
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(body)
        close = Button(context.theme, tr("Close"), "filled")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.S, Space.XL, Space.L)
        foot.addWidget(Label(limits_text(), "meta"), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroller, 1)
        column.addLayout(foot)
        self._unsubscribe = context.planner.subscribe(self._take)
        self.finished.connect(lambda _result: self._unsubscribe())
        self._show(fresh=True)

    def _add(self, key: str, title: str, owner: Owner) -> None:
        section = FilesSection(self._context, title=title)
        name = tr("{title}: attach a file", title=title)
        attach = Button(self._context.theme, tr("Attach a file…"), "link", name=name)
        attach.clicked.connect(lambda: section.files.choose(owner))
        holder = QHBoxLayout()
        holder.setContentsMargins(HANG, Space.XS, 0, 0)
        holder.addWidget(attach)
        holder.addStretch(1)
        self._column.addWidget(section)
        self._column.addLayout(holder)
        self.sections[key] = (section, owner)

    def _take(self, change: Change) -> None:
        if change.everything or change.tables & {"attachment", "credit", "credit_claim"}:
            self._show(fresh=False)

    def _show(self, *, fresh: bool) -> None:
        for section, owner in self.sections.values():
            section.show_owner(owner, fresh=fresh)

    def done(self, result: int) -> None:
        for section, _owner in self.sections.values():
            section.flush()
        super().done(result)
