"""What this machine remembers of the window: place, fold, page, inspector; read and written as one mapping."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.ui.shell.window import MainWindow

_log = logging.getLogger(__name__)


class WindowState(NamedTuple):
    """Everything is optional in the file: what is missing or of a wrong type has its first value."""

    geometry: str = ""
    folded: bool = False
    menu_bar: bool = True
    inspector: tuple[str, int] | None = None

    @classmethod
    def read(cls, saved: Mapping[str, object]) -> WindowState:
        """From the mapping in the settings."""
        geometry, folded, menu_bar = saved.get("geometry"), saved.get("folded"), saved.get("menu_bar")
        inspector = saved.get("inspector")
        subject: tuple[str, int] | None = None
        if isinstance(inspector, list | tuple) and len(inspector) == 2:
            table, row_id = inspector
            if isinstance(table, str) and isinstance(row_id, int):
                subject = (table, row_id)
        return cls(
            geometry if isinstance(geometry, str) else "",
            folded if isinstance(folded, bool) else False,
            menu_bar if isinstance(menu_bar, bool) else True,
            subject,
        )

    def as_mapping(self) -> dict[str, object]:
        """As it stands in the settings."""
        return {
            "geometry": self.geometry,
            "folded": self.folded,
            "menu_bar": self.menu_bar,
            "inspector": None if self.inspector is None else list(self.inspector),
        }

    def geometry_bytes(self) -> QByteArray:
        """What ``QWidget.restoreGeometry`` takes."""
        return QByteArray.fromBase64(self.geometry.encode())


def geometry_text(geometry: QByteArray) -> str:
    """What ``QWidget.saveGeometry`` gave, as text."""
    return bytes(geometry.toBase64().data()).decode()


def remember(window: MainWindow) -> None:
    """Write what this machine should remember of a window; a full disk is no reason not to close."""
    subject = window.inspector.subject if window.inspector is not None and window.area.is_open else None
    state = WindowState(
        geometry_text(window.saveGeometry()), window.sidebar.folded_by_choice, not window.menuBar().isHidden(), subject
    )
    pages = window.pages.states()
    try:
        window.context.settings.change(
            lambda settings: settings._replace(
                window=state.as_mapping(),
                pages=pages,
                last_page=window.pages.current_id or settings.last_page,
                theme=window.context.theme.mode,
                density=window.context.chosen_density or settings.density,
            )
        )
    except OSError as error:
        _log.warning("The state of the window was not saved: %s", error)
