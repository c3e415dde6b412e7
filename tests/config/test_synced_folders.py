"""Folders that other programs copy, drives of the network, and copies of conflicts are recognised by what they are."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config.synced_folders import conflict_copies, copies_beside, place_of, synced

MOUNTS = r"""
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/home /home/ada/net nfs4 rw 0 0
ada@host:/ /mnt/over\040there fuse.sshfs rw 0 0
/dev/sdb1 /home/ada/net/local ext4 rw 0 0
tmpfs /shm tmpfs rw 0 0
//nas/x /shm cifs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
odd line
"""


def found(path: str, *there: str) -> tuple[str, str, bool] | None:
    place = synced(PurePosixPath(path), lambda each: str(each) in there, MOUNTS)
    return None if place is None else (place.service, str(place.folder), place.is_network)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"), ("Dropbox (Personal)", "Dropbox"), ("OneDrive", "OneDrive"),
        ("OneDrive - Example Ltd", "OneDrive"), ("Google Drive", "Google Drive"),
        ("GoogleDrive-ada@example.org", "Google Drive"), ("My Drive", "Google Drive"),
        ("iCloudDrive", "iCloud Drive"), ("com~apple~CloudDocs", "iCloud Drive"), ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"), ("ownCloud", "ownCloud"), ("Seafile", "Seafile"), ("pCloudDrive", "pCloud"),
    ],
)  # fmt: skip
def test_services_are_known_by_the_names_of_their_folders(folder: str, service: str) -> None:
    assert found(f"/home/ada/{folder}/plans/plan.db") == (service, f"/home/ada/{folder}", False)


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".sync/ID", "Resilio Sync"),
        (".nextcloudsync.log", "Nextcloud"), (".owncloudsync.log", "ownCloud"), (".seafile-data", "Seafile"),
    ],
)  # fmt: skip
def test_services_are_known_by_what_they_keep_in_their_folders(marker: str, service: str) -> None:
    assert found("/home/ada/Sync/deep/er/plan.db", f"/home/ada/Sync/{marker}") == (service, "/home/ada/Sync", False)


@pytest.mark.parametrize(
    "path",
    ["/home/ada/plan.db", "/home/ada/Documents/Dropboxes/plan.db", "/home/ada/mydropbox/plan.db", "/plan.db",
     "/home/ada/net/local/plan.db", "/home/ada/Dropbox.db"],
)  # fmt: skip
def test_other_places_are_none(path: str) -> None:
    assert found(path, "/home/ada/.dropbox", "/home/ada/.sync") is None


@pytest.mark.parametrize(
    ("path", "kind", "mount"),
    [
        ("/home/ada/net/plan.db", "nfs4", "/home/ada/net"),
        ("/mnt/over there/plans/plan.db", "fuse.sshfs", "/mnt/over there"),
        ("/shm/plan.db", "cifs", "/shm"),
        ("/run/user/1000/gvfs/smb-share/plan.db", "fuse.gvfsd-fuse", "/run/user/1000/gvfs"),
    ],
)
def test_drives_of_the_network_are_known_by_their_type(path: str, kind: str, mount: str) -> None:
    assert found(path) == (kind, mount, True)


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("plan (conflicted copy 2026-11-30).db", ""), ("plan (Ada's conflicted copy 2026-11-30).db", ""),
        ("plan.sync-conflict-20261130-101500-ABCDEFG.db", ""), ("plan_conflict-20261130-101500.db", ""),
        ("plan (SFConflict ada@example.org 2026-11-30-10-15-00).db", ""), ("plan.Conflict.db", ""),
        ("plan [conflicted].db", ""), ("plan-DESKTOP-1.db", "OneDrive"), ("plan-LAPTOP7.db", "OneDrive"),
        ("plan (1).db", "Google Drive"), ("plan 2.db", "iCloud Drive"),
    ],
)  # fmt: skip
def test_copies_of_conflicts_are_known_by_their_names(name: str, service: str) -> None:
    others = ["plan.db", "plan.db-wal", "planner (conflicted copy).db", "plan-old.db", "plan (moved 2026-11-30).db"]
    assert conflict_copies("plan.db", [name, *others], service) == [name]


def test_names_that_only_one_service_gives_mean_nothing_elsewhere() -> None:
    assert conflict_copies("plan.db", ["plan-DESKTOP-1.db", "plan (1).db", "plan 2.db"]) == []
    assert conflict_copies("p.l+n", ["p.l+n", "p (conflict).l+n", "pxl+n"]) == ["p (conflict).l+n"]
    assert conflict_copies("plan", ["plan (conflict)"]) == ["plan (conflict)"]


@given(st.text(), st.lists(st.text()), st.sampled_from(["", "OneDrive", "Google Drive", "iCloud Drive"]))
def test_any_names_are_looked_at(name: str, names: list[str], service: str) -> None:
    assert set(conflict_copies(name, names, service)) <= set(names)


@given(st.text())
def test_any_table_of_mounts_is_read(mounts: str) -> None:
    synced(PurePosixPath("/home/ada/plan.db"), lambda _: False, mounts)


def test_real_folders_are_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "Shared"
    (folder / ".stfolder").mkdir(parents=True)
    link = tmp_path / "link.db"
    link.symlink_to(folder / "plan.db")
    for name in ("plan.db", "plan.sync-conflict-20261130-101500-A.db", "other.db"):
        (folder / name).touch()
    place = place_of(link)
    assert place is not None
    assert (place.service, place.folder) == ("Syncthing", folder)
    assert [path.name for path in copies_beside(folder / "plan.db")] == ["plan.sync-conflict-20261130-101500-A.db"]
    assert copies_beside(tmp_path / "nowhere" / "plan.db") == []
    assert place_of(tmp_path / "plan.db") is None or place_of(tmp_path / "plan.db").is_network  # type: ignore[union-attr]
