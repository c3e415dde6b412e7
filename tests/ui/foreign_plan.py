"""A plan with a year in it whose own words are in Greek letters: each Latin word on screen is the program's."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.config.settings import Settings, SettingsFile
from planner.config.text import PSEUDO_LANGUAGE, set_language
from planner.domain.yearly import YearlyConferences
from planner.exchange import yearly as yearly_file
from planner.exchange.yearly import load_yearly
from planner.services import libraries
from planner.services.actions.attachments import AttachFile
from planner.services.attachments import IncomingFile
from planner.services.generate import generate
from planner.services.planner import Planner
from planner.services.yearly import yearly
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.question import Question
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme

NOW = "2026-11-25T09:00:00+00:00"

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK = "ΑΒΞΔΕΦΓΗΙΨΚΛΜΝΟΠΘΡΣΤΥΩΧΧΥΖαβξδεφγηιψκλμνοπθρστυωχχυζ"
_OTHER_SCRIPT = str.maketrans(_LATIN, _GREEK)

#: The columns that hold words of the person or of the template.
_OWN_WORDS = {
    "roadmap": ("name",),
    "step": ("name", "why", "ready_when"),
    "activity": ("title", "notes", "outcome", "person"),
    "certification": ("issuer", "code", "credential_id"),
    "course": ("provider",),
    "event": ("venue", "city", "country", "organiser", "topics"),
    "deadline": ("label",),
    "checklist_item": ("text",),
    "link": ("title",),
    "tag": ("name",),
    "category": ("name",),
    "skill": ("name", "definition"),
    "rubric_level": ("text",),
    "assessment": ("note",),
    "profile": ("name", "summary"),
    "study_session": ("note",),
}


def _in_other_script(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function("other_script", 1, lambda text: text and text.translate(_OTHER_SCRIPT))
        for table, columns in _OWN_WORDS.items():
            changes = ", ".join(f"{column} = other_script({column})" for column in columns)
            connection.execute(f"UPDATE {table} SET {changes}")
        for table in ("journal_row", "journal_step"):  # whose labels are in the language of who made them
            connection.execute(f"DELETE FROM {table}")


def _foreign_conferences() -> YearlyConferences:
    """The conferences that ship, in Greek letters: their names are nobody's to translate."""

    def other(text: str) -> str:
        return text.translate(_OTHER_SCRIPT)

    whole = load_yearly()
    return whole._replace(
        conferences=tuple(
            one._replace(
                name=other(one.name), place=other(one.place), note=other(one.note), topics=tuple(map(other, one.topics))
            )
            for one in whole.conferences
        )
    )


def _attach(planner: Planner) -> None:
    """A document and something that is not opened, to the first activity of each kind; their names have no ending."""
    first = "SELECT min(id) FROM activity WHERE trashed_at IS NULL GROUP BY kind"
    for (activity_id,) in planner.read(lambda reader: reader.rows(first)):
        for name, data in (("Βεβαίωση", b"%PDF-1.7"), ("Κάτι άλλο", b"x" * 2_000)):
            planner.run(AttachFile(IncomingFile.of(name, data), activity_id=activity_id))


@pytest.fixture(scope="session")
def foreign_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, made once."""
    path = tmp_path_factory.mktemp("foreign") / "plan.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNER_NOW", NOW)
        planner = libraries.new_plan(path, libraries.BUILT_IN)
        generate(planner, 1, 1)
        _attach(planner)
        planner.close()
    _in_other_script(path)
    return path


@pytest.fixture
def foreign_plan(foreign_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """A copy of the plan, opened on a fixed day in the pseudo language."""
    monkeypatch.setenv("PLANNER_NOW", NOW)
    set_language(PSEUDO_LANGUAGE)
    monkeypatch.setattr(yearly_file, "load_yearly", _foreign_conferences)
    yearly.cache_clear()
    path = tmp_path / "0.db"
    shutil.copyfile(foreign_file, path)
    planner = libraries.open_plan(path)
    yield planner
    planner.close()
    yearly.cache_clear()


@pytest.fixture
def foreign_window(foreign_plan: Planner, theme: Theme) -> Iterator[MainWindow]:
    """The whole window on that plan, not yet shown."""
    from planner.app.gui import build_window

    window = build_window(foreign_plan, theme, SettingsFile(), settings=Settings(), animated=False)
    window.remembers = False
    yield window
    window.toasts.clear()
    window.close()
    window.deleteLater()


@pytest.fixture
def no_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a file gets none, and whoever asks a question that waits is answered at once."""
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(Question, "exec", lambda _: 0)
