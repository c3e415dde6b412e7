"""Settings of the machine survive damage, other versions and other processes."""

import errno
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.config import paths
from planner.config.settings import Settings, SettingsFile
from tests.conftest import AllowLog


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def test_a_new_machine_has_the_usual_settings(file: SettingsFile) -> None:
    assert file.read() == Settings()
    assert not file.path.exists()


def test_the_usual_place_is_the_configuration_folder() -> None:
    assert SettingsFile().path == paths.config_dir() / "settings.json"


def test_all_settings_come_back(file: SettingsFile) -> None:
    settings = Settings(
        theme="dark",
        density="compact",
        language="de",
        text_scale=1.25,
        last_page="board",
        notifications=False,
        told_until={"a-library": "2026-05-06T09:00:00Z"},
        last_seen={"a-library": "2026-05-06"},
        live_file="/a/ü.ics",
        backup_folder="/b",
        recent=("/x.db", "/y.db"),
        window={"geometry": "AAEC"},
        pages={"board": {"folded": [1, 2]}},
        highest_sequence={"u": 7},
        newest_step={"u": 31},
        tables={"k": {"fields": ["title", ""]}},
    )
    file.write(settings)
    assert file.read() == settings
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_every_setting_is_stored_under_its_name(file: SettingsFile) -> None:
    file.write(Settings())
    assert set(json.loads(file.path.read_text())) == set(Settings._fields) - {"unknown"}


def test_what_another_version_wrote_is_kept(file: SettingsFile) -> None:
    file.path.write_text('{"theme": "light", "from_the_future": {"a": [1]}}')
    file.change(lambda settings: settings._replace(theme="dark"))
    document = json.loads(file.path.read_text())
    assert (document["theme"], document["from_the_future"]) == ("dark", {"a": [1]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("notifications", "yes"),
        ("told_until", {"a-library": 5}),
        ("last_seen", {"a-library": 5}),
        ("text_scale", 0),
        ("text_scale", True),
        ("text_scale", "1"),
        ("recent", "x"),
        ("recent", [1]),
        ("window", []),
        ("newest_step", {"a": "b"}),
        ("highest_sequence", {"a": True}),
        ("highest_sequence", 4),
        ("live_file", None),
    ],
)
def test_one_bad_value_costs_only_itself(file: SettingsFile, name: str, value: object, allow_log: AllowLog) -> None:
    allow_log(f"The setting {name} in")
    file.path.write_text(json.dumps({"last_page": "goals", name: value}))
    assert file.read() == Settings(last_page="goals")


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"theme": "dark"', "\x00\xff", "[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_forgotten(file: SettingsFile, content: str, allow_log: AllowLog) -> None:
    allow_log("The settings in .* cannot be used")
    file.path.write_text(content)
    assert file.read() == Settings()
    assert file.path.with_suffix(".damaged.json").read_text() == content
    file.write(Settings(theme="dark"))
    assert file.read().theme == "dark"


def test_a_file_that_cannot_be_read_is_reported(file: SettingsFile, allow_log: AllowLog) -> None:
    allow_log("The settings cannot be read")
    file.path.mkdir()
    assert file.read() == Settings()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(file: SettingsFile, allow_log: AllowLog) -> None:
    allow_log("The settings cannot be read.* is no file")
    os.mkfifo(file.path)
    assert file.read() == Settings()


def test_a_folder_that_cannot_be_made_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allow_log: AllowLog
) -> None:
    allow_log("The settings cannot be read")
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / "file" / "sub"))
    assert SettingsFile().read() == Settings()


@pytest.mark.parametrize("error", [PermissionError(), OSError(errno.EIO, "Input/output error")])
def test_a_file_that_cannot_even_be_looked_at_is_reported(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch, allow_log: AllowLog, error: OSError
) -> None:
    allow_log("The settings cannot be read")
    file.write(Settings(theme="dark"))
    look = Path.stat

    def fail(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == file.path:
            raise error
        return look(path, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "stat", fail)
        assert file.read() == Settings()
    assert file.read().theme == "dark"


def test_a_change_of_nothing_writes_nothing(file: SettingsFile) -> None:
    assert file.change(lambda settings: settings) == Settings()
    assert not file.path.exists()


def test_changes_made_at_the_same_time_are_all_kept(file: SettingsFile) -> None:
    def count(_number: int) -> None:
        one_more = SettingsFile(file.path)
        one_more.change(lambda s: s._replace(newest_step={"u": s.newest_step.get("u", 0) + 1}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(40)))
    assert file.read().newest_step == {"u": 40}


def test_half_a_letter_breaks_nothing(tmp_path: Path, allow_log: AllowLog) -> None:
    allow_log("live_file")
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text(r'{"live_file": "\ud800", "window": {"title": "\ud800"}, "other": "\udcff", "last_page": "b"}')
    file.change(lambda settings: settings._replace(theme="dark"))
    found = file.read()
    assert (found.live_file, found.window, found.theme) == ("", {"title": "\ud800"}, "dark")
    assert found.unknown == {"other": "\udcff"}
