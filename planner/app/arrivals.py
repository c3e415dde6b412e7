"""Files that come to the window from outside, at the start or by a second start: shown one lot after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from planner.app.opening import files_to_open
from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.ui.shell.foreground import bring_forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.app.one_window import Request
    from planner.ui.shell.window import MainWindow

#: How often is looked whether the dialog is gone that files wait for, in milliseconds.
LOOK_MS: Final = 150
#: So many names that cannot be opened are told one by one.
_TOLD: Final = 8


class Arrivals(QObject):
    """Shows what files would bring, and tells of those that cannot be opened.

    While a dialog is open or something is being worked on, they wait: nothing is put over what a person is doing.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._lots: list[tuple[str, ...]] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._go_on)

    def take_request(self, request: Request) -> None:
        """A second start asks for the window: it comes forward at once, and the files follow."""
        bring_forward(self._window, request.token)
        self.take(request.words)

    def take(self, words: Sequence[str]) -> None:
        """Show the files that ``words`` name, as soon as nothing else is in front."""
        if words:
            self._lots.append(tuple(words))
            self._go_on()

    def stop(self) -> None:
        """Show nothing any more: the window is closed."""
        self._lots.clear()
        self._look.stop()

    def _go_on(self) -> None:
        while self._lots and not self._is_busy():
            self._show(self._lots.pop(0))
        if self._lots:
            self._look.start()
        else:
            self._look.stop()

    def _is_busy(self) -> bool:
        return QApplication.activeModalWidget() is not None or self._window.work.busy

    def _show(self, words: Sequence[str]) -> None:
        files, problems = files_to_open(words)
        if len(problems) > 1:
            self._tell(problems)
            if files:
                self._lots.insert(0, tuple(map(str, files)))  # once that was read
            return
        if files:
            from planner.app.file_commands import import_paths

            try:
                import_paths(self._window, files)
            except PlannerError as error:
                problems.append(str(error))
        if problems:
            self._window.toasts.show(problems[0], lasting=True)

    def _tell(self, problems: Sequence[str]) -> None:
        number = len(problems)
        lines = list(problems[:_TOLD])
        if number > _TOLD:
            lines.append(trn("… and {n} more", "… and {n} more", number - _TOLD))
        from planner.ui.shell.dialogs import opened
        from planner.ui.shell.question import Question

        said = trn("{n} file cannot be opened", "{n} files cannot be opened", number)
        theme = self._window.context.theme
        opened(Question(theme, said, "\n\n".join(lines), (), back=tr("Close"), parent=self._window))
