"""Private folders and whole files."""

import os
import stat
from pathlib import Path

import pytest

from planner.config.files import make_private_folder, write_whole_file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_new_folders_are_for_the_owner_alone_at_every_level(tmp_path: Path) -> None:
    folder = make_private_folder(tmp_path / "a" / "b")
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)


def test_a_folder_that_the_person_chose_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_our_own_folder_is_tightened(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path, tighten=True)
    assert mode(tmp_path) == 0o700


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(NotADirectoryError):
        make_private_folder(tmp_path / "x")


def test_a_written_file_is_private_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_whole_file(path, b"one")
    write_whole_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_target_of_a_link_is_replaced_not_the_link(tmp_path: Path) -> None:
    target = tmp_path / "real"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_whole_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_whole_file(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_drafts_that_a_killed_program_left_go_after_a_day(tmp_path: Path) -> None:
    path = tmp_path / "plan [1].ics"
    old, young = tmp_path / ".plan [1].ics.abc.new", tmp_path / ".plan [1].ics.def.new"
    other = tmp_path / ".plan 1.ics.abc.new"
    for draft in (old, young, other):
        draft.write_bytes(b"half")
    for draft in (old, other):
        os.utime(draft, (0, 0))
    write_whole_file(path, b"whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([path.name, young.name, other.name])
