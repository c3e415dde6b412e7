"""Unexpected exceptions: the traceback goes to the log, the person sees one sentence, the program goes on."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

_log = logging.getLogger(__name__)


def install(tell: Callable[[], object]) -> Callable[[], None]:
    """Route exceptions that nobody caught to the log and to ``tell``; the function given back ends that."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        _log.error("Unexpected error", exc_info=(kind, error, trace))
        tell()

    sys.excepthook = hook

    def restore() -> None:
        if sys.excepthook is hook:
            sys.excepthook = before

    return restore
