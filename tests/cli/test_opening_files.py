"""Files named without a command: which words are meant so, and one sentence for those that cannot be opened."""

from pathlib import Path

import pytest

from planner.app.opening import files_to_open
from planner.cli.run import _window_alone
from tests.cli.conftest import Run


def opened(*words: str) -> tuple[str, ...] | None:
    args = _window_alone(words)
    return None if args is None else args.opened


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.ics", "b.csv", "plain", "status"):
        Path(name).touch()
    return tmp_path


@pytest.mark.usefixtures("here")
def test_files_stand_among_the_options_of_the_window() -> None:
    assert opened("a.ics", "--temporary", "b.csv") == ("a.ics", "b.csv")
    assert opened("--library", "x.db", "plain") == ("plain",)
    assert opened("gone.ics") == ("gone.ics",)
    assert opened("file:///tmp/a.ics") == ("file:///tmp/a.ics",)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [("status",), ("import", "a.ics"), ("nonsense",), ("a.ics", "--json"), ("a.db",)])
def test_commands_come_before_files_and_the_rest_is_for_the_grammar(words: tuple[str, ...]) -> None:
    assert opened(*words) is None


def test_addresses_and_paths_name_the_same_file(here: Path) -> None:
    spaced = here / "Größe 100%.ics"
    spaced.touch()
    found = files_to_open([str(spaced), spaced.as_uri(), f"file://localhost{spaced.as_uri()[7:]}", "a.ics"])
    assert found == ([spaced, here / "a.ics"], [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gone.ics",), "There is no file"),
        (("a.ics", "gone"), "There is no file"),
        (("file:///nowhere/a.ics",), "There is no file"),
        (("file://server/a.ics",), "no file of this computer"),
        (("https://x.org/a.ics",), "no file of this computer"),
        (("http://[/a.ics",), "no file of this computer"),
        (("folder/",), "is no file"),
        (("plan.ics",), "is a plan file"),
        (("file:///a%00.ics",), "cannot be the path"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence(
    bare: Run, here: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    (here / "folder").mkdir()
    (here / "plan.ics").write_bytes(b"SQLite format 3\0" + bytes(100))
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    done = bare("--temporary", *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 2)
    file, display = done.err.splitlines()
    assert said in file
    assert "no display" in display


@pytest.mark.usefixtures("here")
def test_one_bad_name_stops_no_other() -> None:
    found = files_to_open(["a.ics", "gone.ics", "b.csv", "gone.ics", "https://x.org/"])
    assert [path.name for path in found.files] == ["a.ics", "b.csv"]
    assert len(found.problems) == 2


def test_a_word_that_is_nothing_is_told_with_the_commands(bare: Run) -> None:
    done = bare("nonsense")
    assert done.code == 2
    assert "usage: planner" in done.err
    assert "'status'" in done.err
