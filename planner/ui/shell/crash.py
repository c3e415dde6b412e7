"""Unexpected exceptions: the traceback goes to the log, the person is told once of each, the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_log = logging.getLogger(__name__)


class Crash(NamedTuple):
    """An error that nobody foresaw. ``number`` says how often one of its kind came from its place."""

    error: BaseException
    number: int


class _Route(QObject):
    """Brings an error to the thread of the window, after what is under way there, such as the painting that failed."""

    crashed = Signal(object)


def install(tell: Callable[[Crash], object]) -> Callable[[], None]:
    """Route exceptions that nobody caught to the log and to ``tell``; the function given back ends that.

    An error that repeats itself, as one of a paint event or a timer does, is logged whole the first time only. ``tell``
    runs in the thread of the window, later.
    """
    before, before_in_threads = sys.excepthook, threading.excepthook
    seen: dict[tuple[str, str, int], int] = {}
    route = _Route(QCoreApplication.instance())
    route.crashed.connect(tell, Qt.ConnectionType.QueuedConnection)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        place = (kind.__name__, *_place(trace))
        number = seen[place] = seen.get(place, 0) + 1
        if number == 1:
            _log.error("Unexpected error", exc_info=(kind, error, trace))
        elif number in {10, 100, 1000, 10_000}:
            _log.info("Unexpected error, %s at %s:%s, for the %sth time", *place, number)
        route.crashed.emit(Crash(error, number))

    def hook_of_threads(crash: threading.ExceptHookArgs) -> None:
        if crash.exc_value is not None and not issubclass(crash.exc_type, SystemExit):
            hook(crash.exc_type, crash.exc_value, crash.exc_traceback)

    sys.excepthook, threading.excepthook = hook, hook_of_threads

    def restore() -> None:
        if sys.excepthook is hook:
            sys.excepthook = before
        if threading.excepthook is hook_of_threads:
            threading.excepthook = before_in_threads
        route.deleteLater()

    return restore


def _place(trace: TracebackType | None) -> tuple[str, int]:
    """The file and the line where an error was raised."""
    if trace is None:
        return "", 0
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename, trace.tb_lineno
