"""The opening of dialogs, and what the shell asks: which file to open, make, import, export, back up or restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt

from planner.config.text import tr
from planner.services.import_finding import ENDINGS
from planner.ui.shell.file_dialog import FileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from planner.ui.theme import Theme


def patterns(name: str) -> str:
    """The files of a format that comes in, as a file dialog filters them."""
    return " ".join(f"*{ending}" for ending, its_name in ENDINGS.items() if its_name == name)


def _plan_files() -> str:
    return _kinds((tr("Plan files"), "*.db"), (tr("All files"), "*"))


def _kinds(*kinds: tuple[str, str]) -> str:
    """The filter of a file dialog: what each kind of file is called, and its patterns."""
    return ";;".join(f"{name} ({known})" for name, known in kinds)


def documents() -> Path:
    """Where a file dialog starts: the documents of the person, or the home folder where there are none."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named and Path(named).is_dir() else Path.home()


def _existing(folder: Path) -> Path:
    """The folder, or what is left of the way to it: from a missing one Qt would start where the program was started."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path.home())


def opened(dialog: QDialog) -> QDialog:
    """Open a dialog over its window, and let it go when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def opened_beside(dialog: QDialog) -> QDialog:
    """Open a dialog beside its window, which goes on as before, and let it go when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def open_library(parent: QWidget, folder: Path) -> Path | None:
    """Which plan file to open; None if the person thought better of it."""
    name, _ = FileDialog.getOpenFileName(parent, tr("Open a plan file"), str(_existing(folder)), _plan_files())
    return Path(name) if name else None


def new_library(parent: QWidget, folder: Path, proposed: str = "plan.db") -> Path | None:
    """Where to make a new plan file; None if the person thought better of it."""
    name, _ = FileDialog.getSaveFileName(parent, tr("New plan file"), str(_existing(folder) / proposed), _plan_files())
    return Path(name) if name else None


def new_from_template(theme: Theme, parent: QWidget) -> bool | None:
    """Whether the new plan starts with the built-in roadmap (True) or empty (False); None for neither."""
    from planner.ui.shell.question import Question

    answers = (tr("Nothing"), tr("The built-in roadmap"))
    text = tr("What should it start with? The built-in roadmap leads to AI/ML product leader, and is yours to change.")
    asked = Question(theme, tr("New plan file"), text, answers, parent=parent)
    asked.exec()
    asked.deleteLater()
    return None if asked.choice is None else bool(asked.choice)


def import_files(parent: QWidget, folder: Path) -> list[Path]:
    """Which files to import; empty if the person thought better of it."""
    kinds = {
        tr("Calendars"): patterns("ics"),
        tr("Roadmaps, templates and whole plans"): patterns("json"),
        tr("Markdown outlines"): patterns("markdown"),
        tr("Tables"): patterns("csv"),
        tr("Badges"): patterns("badge"),
        tr("Lists of conferences"): f"{patterns('conferences')} *.json",
    }
    filters = {tr("All that Planner reads"): " ".join(kinds.values()), **kinds, tr("All files"): "*"}
    names, _ = FileDialog.getOpenFileNames(
        parent, tr("Import"), str(_existing(folder)), ";;".join(f"{name} ({ends})" for name, ends in filters.items())
    )
    return [Path(name) for name in names]


def dated_files(parent: QWidget) -> list[Path]:
    """Which files with dates to import; empty if the person thought better of it."""
    known = " ".join((patterns("ics"), patterns("conferences"), patterns("json")))
    kinds = _kinds((tr("Calendars and lists of conferences"), known), (tr("All files"), "*"))
    names, _ = FileDialog.getOpenFileNames(parent, tr("Import dates"), str(documents()), kinds)
    return [Path(name) for name in names]


def dated_folder(parent: QWidget) -> list[Path]:
    """Which folder to import all dates from; empty if the person thought better of it."""
    name = FileDialog.getExistingDirectory(parent, tr("Import the dates of a folder"), str(documents()))
    return [Path(name)] if name else []


def badge_file(parent: QWidget, folder: Path) -> Path | None:
    """Which badge to take; None if the person thought better of it."""
    filters = _kinds((tr("Badges"), f"{patterns('badge')} *.json"), (tr("All files"), "*"))
    name, _ = FileDialog.getOpenFileName(parent, tr("Badge"), str(_existing(folder)), filters)
    return Path(name) if name else None


def export_file(parent: QWidget, proposed: Path, kind: str, *others: tuple[str, str]) -> Path | None:
    """Where to export to, in a format called ``kind``; None if the person thought better of it.

    ``others`` are the names and endings of other formats; a name without an ending gets that of the chosen one.
    """
    formats = [f"{word} (*{ending})" for word, ending in ((kind, proposed.suffix), *others)]
    start = _existing(proposed.parent) / proposed.name
    name, _ = FileDialog.getSaveFileName(parent, tr("Export"), str(start), ";;".join(formats))
    return Path(name) if name else None


def backup_file(parent: QWidget, folder: Path) -> Path | None:
    """Which backup to restore; None if the person thought better of it."""
    name, _ = FileDialog.getOpenFileName(parent, tr("Restore a backup"), str(_existing(folder)), _plan_files())
    return Path(name) if name else None


def confirm(theme: Theme, parent: QWidget, title: str, question: str, yes: str, *, no: str = "") -> bool:
    """Ask before something that Undo does not cover; the safe answer is the default."""
    from planner.ui.shell.question import Question

    asked = Question(theme, title, question, (yes,), back=no, careful=True, parent=parent)
    asked.exec()
    asked.deleteLater()
    return asked.choice is not None
