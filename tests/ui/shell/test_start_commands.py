"""The sample plan in its window, the ways out of it, and the file for another computer."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.app.gui import build_window
from planner.config.paths import default_library
from planner.config.settings import Settings, SettingsFile
from planner.config.text import PSEUDO_LANGUAGE, set_language, tr
from planner.services import libraries
from planner.services.queries.status import counts
from planner.services.sample import open_sample
from planner.services.sample_place import is_sample
from planner.ui.shell import dialogs
from planner.ui.shell.moved_dialog import MovedDialog
from planner.ui.shell.sample_strip import SampleStrip, add_strip
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.scenes import PAGES, Scene, show
from tests.ui.test_accessibility import complain, faults, tab_faults
from tests.ui.test_pseudo_language import complain as complain_of_words
from tests.ui.walk import settle


@pytest.fixture
def sample(tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    planner = libraries.open_plan(open_sample())
    made = build_window(planner, theme, SettingsFile(), settings=Settings(), animated=False)
    yield made
    made.close()
    made.deleteLater()
    planner.close()


def strip_of(window: MainWindow) -> SampleStrip:
    (strip,) = window.findChildren(SampleStrip)
    return strip


def test_only_the_sample_plan_says_that_nothing_is_kept(sample: MainWindow, window: MainWindow) -> None:
    assert not window.findChildren(SampleStrip)
    assert strip_of(sample).sentence.text() == "Sample plan: nothing here is kept"
    assert sample.windowTitle() == "Home – Sample plan – Planner"


def test_the_strip_is_reached_by_tab_on_every_page(sample: MainWindow, qtbot: QtBot) -> None:
    show(sample, (1280, 800))
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    lines = []
    for page_id in PAGES:
        sample.go(page_id)
        settle()
        scene = Scene(f"sample, {page_id}", sample)
        lines += [*faults([scene]), *tab_faults(scene)]
    complain(lines)


def test_longer_words_have_room(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language(PSEUDO_LANGUAGE)
    show(window, (760, 520))
    add_strip(window, list, list, tr("Start my own"))
    settle()
    dialog = MovedDialog(window.context.theme, tmp_path / "7.db", window)
    dialog.open()
    settle()

    def moved_scenes() -> Iterator[Scene]:
        yield Scene("strip", strip_of(window))
        yield Scene("moved", dialog)

    complain_of_words(moved_scenes(), monkeypatch)
    dialog.reject()


def test_it_is_kept_where_the_person_says(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, folder: Path, proposed: str = "plan.db") -> Path:
        asked.append(str(folder / proposed))
        return tmp_path / "kept.db"

    monkeypatch.setattr(dialogs, "new_library", choose)
    total = sample.context.planner.read(counts).total
    strip_of(sample).keep.click()
    assert asked == [str(default_library())]  # there is no plan of one's own yet
    assert sample.next_library == tmp_path / "kept.db"
    planner = libraries.open_plan(tmp_path / "kept.db")
    assert planner.read(counts).total == total
    assert not is_sample(planner.path)
    planner.close()


def test_what_would_be_lost_by_keeping_it_stays(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    libraries.new_plan(other, None).close()
    monkeypatch.setattr(dialogs, "new_library", lambda *_words: other)
    said: list[str] = []
    monkeypatch.setattr(sample, "toast", said.append)
    strip_of(sample).keep.click()
    assert "is another plan" in said[0]
    assert sample.next_library is None


def test_one_goes_on_to_a_plan_of_ones_own(sample: MainWindow) -> None:
    assert strip_of(sample).leave.text() == "Start my own"
    strip_of(sample).leave.click()
    assert sample.next_library == default_library()


def test_the_command_opens_the_sample_plan(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    window.remembers = False
    window.commands.action("help.sample").trigger()
    qtbot.waitUntil(lambda: window.next_library is not None)
    assert window.next_library is not None
    assert is_sample(window.next_library)


def test_the_file_for_another_computer_and_what_to_do_there(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    show(window, (1280, 800))
    proposed: list[str] = []

    def choose(_parent: object, _folder: Path, name: str = "plan.db") -> Path:
        proposed.append(name)
        return tmp_path / "to the laptop.db"

    monkeypatch.setattr(dialogs, "new_library", choose)
    window.commands.action("file.to_computer").trigger()
    qtbot.waitUntil(lambda: window.findChild(MovedDialog) is not None)
    dialog = window.findChild(MovedDialog)
    assert isinstance(dialog, MovedDialog)
    settle()
    assert proposed == [f"plan of {window.context.planner.today().isoformat()}.db"]
    assert "“to the laptop.db”" in dialog.lines[0]
    assert len(dialog.lines) == 3
    complain([*faults([Scene("moved", dialog)]), *tab_faults(Scene("moved", dialog))])
    dialog.accept()
    assert libraries.check(tmp_path / "to the laptop.db") == []


def test_nothing_happens_where_no_file_is_chosen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "new_library", lambda *_words: None)
    window.commands.action("file.to_computer").trigger()
    assert not window.work.busy
