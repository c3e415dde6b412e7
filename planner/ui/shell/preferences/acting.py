"""What a preference does in the open window as soon as it is changed, and what the window prefers just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from planner.config import formats
from planner.config.preferences import Kind, Preference, Value
from planner.services.preferences import value_of
from planner.ui.theme.formats import formats_of

if TYPE_CHECKING:
    from planner.config.settings import Settings
    from planner.ui.shell.window import MainWindow

_FORMATS = frozenset({"dates", "clock", "week-start"})


def shown_value(window: MainWindow, wanted: Preference, settings: Settings) -> Value:
    """What is preferred: theme and cards as the window has them, which it writes down when it closes."""
    context = window.context
    if wanted.key == "theme":
        return context.theme.mode
    if wanted.key == "density":
        return context.density
    return value_of(wanted, settings, context.planner)


def act(window: MainWindow, wanted: Preference, value: Value) -> None:
    """Let a preference of this machine that was just written take effect."""
    context = window.context
    if wanted.key == "theme":
        context.theme.set_mode(str(value))
    elif wanted.key == "density":
        context.set_density(str(value))
    elif wanted.key == "motion":
        context.theme.motion.prefer(str(value))
    elif wanted.key in _FORMATS:
        formats.use(formats.preferred(formats_of(QLocale.system()), context.settings.read()))
        write_anew(window)
    elif wanted.kind is Kind.CALENDAR_FILE:
        context.live_file_wanted.emit()



def write_anew(window: MainWindow) -> None:
    """Read and write everything that is shown again, as after a change of how dates are written."""
    window.flush()
    window.pages.read_anew()
    inspector = window.inspector
    if inspector is not None and inspector.subject is not None and window.area.is_open:
        inspector.open(*inspector.subject)
    window.show_facts()
