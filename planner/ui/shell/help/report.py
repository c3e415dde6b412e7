"""What a report of a problem holds: versions, screen, the plan in numbers, and the end of the log. Nothing personal."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from planner import __version__
from planner.config import text
from planner.config.log_extract import extract
from planner.domain.errors import PlannerError
from planner.services.libraries import SCHEMA_VERSION

if TYPE_CHECKING:
    from planner.ui.shell.page import PageContext


def report(context: PageContext) -> str:
    """The report, in English whatever the language of the window, since it is read by those who wrote the program."""
    parts = ["\n".join(f"{name}: {value}" for name, value in _facts(context))]
    log = extract()
    parts.append(f"Log\n{log}" if log else "There is no log.")
    return "\n\n".join(parts) + "\n"


def _facts(context: PageContext) -> list[tuple[str, str]]:
    screens = [
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return [
        ("Planner", __version__),
        ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("Qt", f"{qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}"),
        ("SQLite", _sqlite(context)),
        ("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Screens", ", ".join(screens)),
        ("Language", f"{text.language()}, formats of {QLocale.system().name()}"),
        ("Look", f"{context.theme.mode}, {context.density}"),
        ("Plan", _plan(context)),
    ]


def _sqlite(context: PageContext) -> str:
    try:
        return str(context.planner.read(lambda reader: reader.value("SELECT sqlite_version()")))
    except PlannerError as error:
        return f"not known ({type(error).__name__})"


def _plan(context: PageContext) -> str:
    """The plan in numbers alone."""
    from planner.services.queries.status import counts

    try:
        number = context.planner.read(counts)
    except PlannerError as error:
        return f"cannot be read ({type(error).__name__})"
    return f"schema {SCHEMA_VERSION}, {number.total} activities, {number.listed} listed"
