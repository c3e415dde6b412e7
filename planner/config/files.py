"""Private folders (0700) and files (0600) that are written whole: the old one or the new one, never half of both."""

import glob
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path, *, tighten: bool = False) -> Path:
    """Create ``folder`` and what is missing above it, for the owner alone.

    A folder that exists keeps its mode unless ``tighten`` is set: a person may have chosen it on purpose.

    Raises:
        OSError: the folder cannot be created or its mode cannot be changed.
    """
    missing = []
    above = folder
    while not above.exists():
        missing.append(above)
        above = above.parent
    for part in reversed(missing):
        part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")
    if tighten and os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(PRIVATE_FOLDER)
    return folder


def write_whole_file(path: Path, content: bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Replace the file at ``path`` by ``content`` in one step that survives a crash or a power cut.

    The bytes reach the disk under another name in the same folder before that name takes the place of the old
    file. A symbolic link keeps pointing where it did: its target is replaced.

    Raises:
        OSError: nothing was written and the old file is as it was.
    """
    target = path.resolve()
    _sweep(target)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _sweep(target: Path) -> None:
    """Remove the drafts of this very file that programs left which were killed more than a day ago."""
    for draft in target.parent.glob(f".{glob.escape(target.name)}.*.new"):
        with suppress(OSError):
            if draft.stat().st_mtime < time.time() - 86_400:
                draft.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can (Windows cannot open a folder)."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems refuse; the content itself is safe already
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
