"""Where things lie."""

import stat
from pathlib import Path

import platformdirs
import pytest

from planner.config import paths


def test_variables_name_the_folders(own_folders: Path) -> None:
    assert paths.data_dir() == own_folders / "data"
    assert paths.config_dir() == own_folders / "config"
    assert paths.log_dir() == own_folders / "config" / "log"
    assert paths.default_library() == own_folders / "data" / "planner.db"


def test_folders_are_private(own_folders: Path) -> None:
    for folder in (paths.data_dir(), paths.config_dir(), paths.log_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_named_library_wins_and_makes_no_folder(
    own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_LIBRARY", str(tmp_path / "other.db"))
    assert paths.default_library() == tmp_path / "other.db"
    assert not (own_folders / "data").exists()


def test_a_named_library_may_be_relative_or_start_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("PLANNER_LIBRARY", "a.db")
    assert paths.default_library() == tmp_path / "a.db"
    monkeypatch.setenv("PLANNER_LIBRARY", "~/a.db")
    assert paths.default_library() == tmp_path / "me" / "a.db"


def test_without_variables_the_platform_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANNER_DATA_DIR")
    monkeypatch.delenv("PLANNER_CONFIG_DIR")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name, appauthor: str(tmp_path / "share" / name))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda name, appauthor: str(tmp_path / "etc" / name))
    assert paths.default_library() == tmp_path / "share" / "planner-desktop" / "planner.db"
    assert paths.config_dir() == tmp_path / "etc" / "planner-desktop"


def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PLANNER_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(OSError, match="is not a folder"):
        paths.data_dir()
