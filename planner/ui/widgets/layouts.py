"""Layouts that wait until everything in them is as it shall be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


@contextmanager
def laid_out_once(*widgets: QWidget) -> Iterator[None]:
    """Keep the layouts of ``widgets``, the outermost first, still meanwhile, and let each arrange everything then.

    Qt arranges a visible form anew each time one widget in it is shown (``QWidget::setVisible`` activates the layouts
    of all its parents), which for a form of fifty rows takes longer than everything else that shows them.
    """
    still = [layout for widget in widgets if (layout := widget.layout()) is not None]
    for layout in still:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in reversed(still):
            layout.setEnabled(True)
            layout.invalidate()
            layout.activate()
