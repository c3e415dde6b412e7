"""The dialog that explains once what a synced folder or a network drive means for the plan file, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from planner.config.text import tr, trn
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.config.synced_folders import Synced
    from planner.ui.theme import Theme

#: So many copies are named.
_NAMED = 3


class SyncedDialog(TellingDialog):
    """``move_wanted`` comes when the person wants the plan file elsewhere; without a ``place`` only copies are told."""

    move_wanted = Signal()

    def __init__(self, theme: Theme, place: Synced | None, copies: Sequence[Path], parent: QWidget) -> None:
        super().__init__(tr("Where your plan file lies"), parent)
        column, foot = self.column, self.foot
        column.addWidget(wrapped(_heading(place), "heading"))
        for text in _explanation(place):
            column.addWidget(wrapped(text))
        if copies:
            column.addWidget(wrapped(_of_copies(copies)))
        foot.addStretch(1)
        if place is not None:
            self.move_button = Button(theme, tr("Move the plan file…"))
            self.move_button.clicked.connect(self._move)
            foot.addWidget(self.move_button)
        self.keep = Button(theme, tr("Close") if place is None else tr("Keep it here"), "filled")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        foot.addWidget(self.keep)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self) -> None:
        self.accept()
        self.move_wanted.emit()


def _heading(place: Synced | None) -> str:
    if place is None:
        return tr("There are copies of your plan file")
    if place.is_network:
        return tr("Your plan file is on a network drive")
    return tr("Your plan file is in a folder that {service} copies", service=place.service)


def _explanation(place: Synced | None) -> list[str]:
    if place is None:
        return []
    if place.is_network:
        return [
            tr(
                "On a network drive ({type}) a computer does not always notice that another one is writing. If two"
                " have this plan open at a time, the file can be damaged.",
                type=place.service,
            ),
            tr(
                "You can keep it here if only one computer has the plan open at a time. It is safer, and faster, on a"
                " disk of this computer, with the backups on the network drive."
            ),
        ]
    return [
        tr(
            "While Planner is open, the newest changes lie in a second file beside the plan file. {service} copies one"
            " after the other, so another computer can get half a plan; and of the changes that two computers make at"
            " the same time it keeps one.",
            service=place.service,
        ),
        tr(
            "You can keep it here if you close Planner, and wait until {service} is done, before you open the plan on"
            " another computer.",
            service=place.service,
        ),
        tr(
            "It is safer in a folder that only this computer has, with the backups in {service}.",
            service=place.service,
        ),
    ]


def _of_copies(copies: Sequence[Path]) -> str:
    named = ", ".join(tr("“{name}”", name=path.name) for path in copies[:_NAMED])
    if len(copies) > _NAMED:
        number = len(copies) - _NAMED
        named = trn("{names} and {n} more", "{names} and {n} more", number, names=named)
    return trn(
        "Beside it lies {names}: a copy that was made because two computers had changed the plan. Open it with “Open"
        " plan file…” to see what it holds, before you delete it.",
        "Beside it lie {names}: copies that were made because two computers had changed the plan. Open them with “Open"
        " plan file…” to see what they hold, before you delete them.",
        len(copies),
        names=named,
    )
