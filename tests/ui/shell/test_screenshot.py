"""Pictures of pages: their size at a scale, both themes, and refusals."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from planner.app.bootstrap import Place
from planner.app.screenshot import grab_page, take
from planner.config.settings import SettingsFile
from planner.domain.errors import InvalidInputError, LibraryError
from planner.ui.shell.window import MainWindow
from planner.ui.theme import DARK, LIGHT


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``take`` sets for its own process is taken back."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_SCALE_FACTOR", "1")


@pytest.mark.parametrize(("mode", "ground"), [("light", LIGHT.side), ("dark", DARK.side)])
def test_a_picture_has_the_size_and_the_theme_that_were_asked_for(shell: MainWindow, mode: str, ground: str) -> None:
    image = grab_page(shell, "two", (1100, 700), mode, 2.0)
    assert (image.width(), image.height()) == (2200, 1400)
    assert image.pixelColor(6, 800).name() == ground
    assert shell.pages.current_id == "two"


def test_pictures_are_written_and_leave_no_trace_in_the_settings(
    tmp_path: Path, qapp: QApplication, environment: None
) -> None:
    before = SettingsFile().read()
    place = Place(tmp_path / "plan.db", may_create=True)
    written = take(place, tmp_path / "out", pages=("home",), themes=("dark", "light"), size=(1100, 700))
    assert [path.name for path in written] == ["home-dark.png", "home-light.png"]
    assert QImage(str(written[0])).width() == 1100
    assert SettingsFile().read() == before


def test_an_unknown_page_is_refused(tmp_path: Path, environment: None) -> None:
    with pytest.raises(InvalidInputError, match="no page “nowhere”"):
        take(Place(tmp_path / "plan.db", may_create=True), tmp_path, pages=("nowhere",))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, environment: None) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be made"):
        take(Place(tmp_path / "plan.db", may_create=True), tmp_path / "file" / "out", pages=("home",))
