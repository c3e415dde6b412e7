"""A question of one sentence with its answers, before something that Undo does not cover or that could go two ways."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from planner.config.text import tr
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme


class Question(TellingDialog):
    """``choice`` is the place of the answer that was pressed, None where the person thought better of it.

    The last of the ``answers`` is the one that most people want. A ``careful`` question leaves the focus on the way
    back, so that a hasty Enter changes nothing; ``back`` is what that way is called, usually Cancel. Without answers it
    only tells something.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        answers: Sequence[str],
        *,
        back: str = "",
        careful: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.choice: int | None = None
        self.text = wrapped(text)
        self.column.addWidget(wrapped(title, "heading"))
        self.column.addWidget(self.text)
        self.foot.addStretch(1)
        self.back_button = Button(theme, back or tr("Cancel"))
        self.back_button.clicked.connect(self.reject)
        self.foot.addWidget(self.back_button)
        self.answers: list[Button] = []
        for place, answer in enumerate(answers):
            button = Button(theme, answer, "filled" if place == len(answers) - 1 else "plain")
            button.clicked.connect(partial(self._choose, place))
            self.answers.append(button)
            self.foot.addWidget(button)
        first = self.back_button if careful or not self.answers else self.answers[-1]
        first.setDefault(not careful)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: int) -> None:
        self.choice = place
        self.accept()
