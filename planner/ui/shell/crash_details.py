"""What can be passed on of an unexpected error: versions and where it came from, and nothing of the person's plan."""

import platform
import traceback
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from planner import __version__
from planner.config.log_extract import program_file

#: Their messages speak of code. Those of other errors may quote what a person wrote.
_OF_CODE: Final = (AttributeError, ImportError, IndexError, NameError, RecursionError, TypeError, ZeroDivisionError)
#: So many calls of a traceback are shown at each end.
_CALLS: Final = 25


def details(error: BaseException) -> str:
    """Versions and traceback as text. Folders of the person are ``~``, and what may quote their words is left out."""
    lines = [
        f"Planner {__version__}, Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}, {QGuiApplication.platformName()}",
        "",
    ]
    seen: set[int] = set()
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        chain.insert(0, link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for each in chain:
        lines += [*_calls(each), _message(each), ""]
    return "\n".join(lines)


def _calls(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    shown = [f"  {program_file(each.filename)}:{each.lineno} in {each.name}: {each.line or ''}" for each in frames]
    if len(shown) > 2 * _CALLS:
        shown[_CALLS:-_CALLS] = [f"  ... {len(shown) - 2 * _CALLS} more ..."]
    return shown


def _message(error: BaseException) -> str:
    name = type(error).__qualname__
    return f"{name}: {_without_home(str(error))}" if type(error) in _OF_CODE else f"{name} (what it says is in the log)"


def _without_home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
