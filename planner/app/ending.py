"""What the system asks of a process that is to end: at logout, by ``kill``, by Ctrl+C in a terminal, by a closed one.

By themselves these signals end the process where it stands: text that is still being typed is lost, and the write-ahead
log stays beside the plan. So they close the window as a person would, with all that this saves and asks.
"""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from planner.ui.shell.window import MainWindow

    Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK") if hasattr(signal, name)
)

_log = logging.getLogger(__name__)


class Ending(QObject):
    """Closes a window when the system asks for the end, until :meth:`finish`.

    A handler of Python runs only once the interpreter has its turn, which a window at rest never gives it. The number
    of the signal comes through a socket instead, which wakes the event loop.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._closing = False
        self._before: dict[int, Handler] = {}
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)  # noqa: FBT003  positional only
        self._wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, _heard)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)

    def _asked(self) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(64)
        if self._closing:
            return  # the question whether to leave what is not saved stands already
        _log.info("The system asks for the end")
        self._closing = True
        try:
            if self._window.close():
                QApplication.exit(0)  # a dialog that is open over the window must not keep the process
        finally:
            self._closing = False

    def finish(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            if handler is not None:
                signal.signal(number, handler)
        self._reader.close()
        self._writer.close()


def _heard(_number: int, _frame: FrameType | None) -> None:
    """There must be a handler for the number to be sent."""
