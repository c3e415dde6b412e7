"""Places that the tests of faults need: a disk that fills up, and a person who may not do everything."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own; skipped where the tests may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "none", place], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("only root can mount a small disk, and not in every container")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder to work in as a person whom permissions bind (they do not bind root)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "plans"
        folder.mkdir()
        user = os.geteuid()
        if user == 0:
            Path(name).chmod(0o755)
            os.chown(folder, NOBODY, -1)
            os.setresuid(NOBODY, NOBODY, 0)  # what access() goes by is the real one
        try:
            yield folder
        finally:
            if user == 0:
                os.setresuid(0, 0, 0)
            folder.chmod(0o700)
