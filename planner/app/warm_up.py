"""Loads, while nothing happens, what the first page did without and the person's next step will need."""

from __future__ import annotations

import gc
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QObject

    from planner.services.planner import Planner
    from planner.ui.shell.window import MainWindow

#: Quiet time after which the charts are loaded in advance, in milliseconds.
CHARTS_MS: Final = 3000

#: What writes, then what the other pages and the inspector are made of.
_MODULES: Final = (
    "planner.storage.transaction",
    "planner.services.actions.activities",
    "planner.ui.shell.inspector.content",
    "planner.ui.board.page",
    "planner.ui.goals.page",
    "planner.ui.calendar.page",
    "planner.ui.skills.page",
    "planner.ui.home.page",
)
_CHARTS: Final = "planner.ui.widgets.radar_chart"


def begin(window: MainWindow) -> None:
    """Warm everything up: the charts, which take longest, after a pause or once their page is pointed at."""
    load_rest(window, window.context.planner)
    QTimer.singleShot(CHARTS_MS, window, _load_charts)
    window.page_hovered.connect(lambda page_id: _load_charts() if page_id == "skills" else None)


def load_rest(owner: QObject, planner: Planner) -> None:
    """Load all but the charts, a piece each time that ``owner``'s thread has no event to handle."""
    first, *others = (partial(import_module, name) for name in _MODULES)
    read = partial(planner.read, lambda reader: reader.core)
    _one_by_one(owner, [first, read, *others, gc.freeze])  # modules stay, so no collection has to go through them


def _one_by_one(owner: QObject, pieces: Iterable[Callable[[], object]]) -> None:
    waiting = iter(pieces)
    timer = QTimer(owner)
    timer.setInterval(0)

    def load_next() -> None:
        piece = next(waiting, None)
        if piece is None:
            timer.stop()
            timer.deleteLater()
        else:
            piece()

    timer.timeout.connect(load_next)
    timer.start()


def _load_charts() -> None:
    import_module(_CHARTS)
