"""Whether a file lies where another program copies it to other computers, or on a drive of the network."""

import os
import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path, PurePath
from typing import Final, NamedTuple

#: Names of folders (whole, any case) by which a service is known.
_NAMES: Final = (
    (re.compile(r"dropbox([ -].*)?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive([ -].*|commercial)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google[ -]?drive([ :-].*)?|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"seafile", re.IGNORECASE), "Seafile"),
    (re.compile(r"pcloud ?(drive|sync)", re.IGNORECASE), "pCloud"),
)
#: What services keep in the folders that they copy, by paths below them.
_MARKERS: Final = (
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".sync/ID", "Resilio Sync"),  # Syncthing's rival keeps settings of its own in a ``.sync`` elsewhere
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".seafile-data", "Seafile"),
    (".tmp.drivedownload", "Google Drive"),
)
#: Types of file systems that lie on another computer, as ``/proc/mounts`` names them.
_NETWORK: Final = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")
#: So many names of a folder are looked at for copies.
_MOST_NAMES: Final = 20_000


class Synced(NamedTuple):
    """What copies a file or carries it: the name of a service, or the type of a file system of the network."""

    service: str
    folder: PurePath
    is_network: bool = False


def synced(path: PurePath, exists: Callable[[PurePath], bool], mounts: str) -> Synced | None:
    """What is known of the place of an absolute ``path``: the innermost folder that tells something.

    ``exists`` says whether there is something at a path, ``mounts`` is the text of ``/proc/mounts``.
    """
    for folder in path.parents:
        for marker, service in _MARKERS:
            if exists(folder / marker):
                return Synced(service, folder)
        for name, service in _NAMES:
            if name.fullmatch(folder.name):
                return Synced(service, folder)
    mounted = _mounted(path, mounts)
    return Synced(mounted[1], mounted[0], is_network=True) if mounted[1] in _NETWORK else None


def _mounted(path: PurePath, mounts: str) -> tuple[PurePath, str]:
    """Where the file system of a path is mounted, and its type; a later mount lies over an earlier one."""
    best, kind = PurePath(path.anchor), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = PurePath(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[1]))
        if path.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, fields[2]
    return best, kind


def conflict_copies(name: str, names: Iterable[str], service: str = "") -> list[str]:
    """Which of the ``names`` in a folder a service gave to a copy of the file ``name``, as two computers wrote it."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    marks = [
        r" \(.*conflict.*\)", r" \[conflicted\]", r"_conflict-[\w-]+", r"\.sync-conflict-[\w-]+", r"\.conflict\d*",
    ]  # fmt: skip
    if service == "OneDrive":
        marks.append(r"-[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
    if service == "Google Drive":
        marks.append(r" \(\d+\)")
    if service == "iCloud Drive":
        marks.append(r" \d+")
    general = re.compile(rf"{re.escape(stem)}(?i:{'|'.join(marks[:5])}){re.escape(ending)}")
    special = re.compile(rf"{re.escape(stem)}({'|'.join(marks[5:])}){re.escape(ending)}") if marks[5:] else general
    return sorted(each for each in names if general.fullmatch(each) or special.fullmatch(each))


def place_of(path: Path) -> Synced | None:
    """What :func:`synced` says of a file on this machine."""

    def exists(each: PurePath) -> bool:
        try:
            return Path(each).exists()
        except OSError:
            return False

    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # only Linux has it
        mounts = ""
    return synced(Path(os.path.realpath(path)), exists, mounts)


def copies_beside(path: Path, service: str = "") -> list[Path]:
    """The copies of a conflict that lie in the folder of ``path``."""
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, _MOST_NAMES)]
    except OSError:
        return []
    return [path.with_name(name) for name in conflict_copies(path.name, names, service)]
