"""Disks in trouble: full, read-only, and gone in the middle. Small real ones, in a name space of mounts of our own.

``python -m tests.soak.disks`` runs everything in such a name space, as root or, where the system allows it to anybody,
as somebody who is root there alone; it prints each fault, and last what was tried. Without that it says why and does
nothing.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planner.domain.errors import PlannerError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.planner import Planner
from tests.soak.facts import figures_text, file_problems, library_problems, state_of
from tests.soak.program import ROOT
from tests.soak.sweep import Operation, Sweeper, operations

INSIDE: Final = "PLANNER_SOAK_INSIDE"
_SIZE_KB: Final = 6000
LEFT_KB: Final = (0, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1500)
"""How much space is left on the full disk, in KiB, one run for each."""


def why_not() -> str:
    """Why no disk can be mounted here; empty if one can."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return "there is no unshare or no mount on this system"
    with tempfile.TemporaryDirectory() as folder:
        command = [*_unshare(), "mount", "-t", "tmpfs", "-o", "size=1m", "soak", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"no disk can be mounted here ({done.stderr.strip()[:200]})"


def _unshare() -> list[str]:
    return ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def run(*, quick: bool = False) -> int:
    """Runs all in a name space of its own and lets its lines through; gives how many runs failed."""
    command = [*_unshare(), sys.executable, "-m", "tests.soak.disks", *(["quick"] if quick else [])]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {INSIDE: "1"}, check=False).returncode


class Disk:
    """A small file system in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={_SIZE_KB}k", "soak", str(folder))

    @contextmanager
    def full(self, left_kb: int) -> Iterator[None]:
        """As long as it lasts, so much space is left."""
        ballast = self.folder / "ballast.bin"
        status = os.statvfs(self.folder)
        free = status.f_bavail * status.f_frsize - left_kb * 1024
        with ballast.open("wb") as file:
            file.write(bytes(max(free, 0)))
        try:
            yield
        finally:
            ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """As long as it lasts, nothing can be written."""
        _mount("-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.folder))

    @contextmanager
    def away(self) -> Iterator[None]:
        """As long as it lasts, the disk is mounted elsewhere, and an empty folder is in its place."""
        aside = self.folder.with_name("aside")
        aside.mkdir(exist_ok=True)
        _mount("--bind", str(self.folder), str(aside))
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        try:
            yield
        finally:
            _mount("--bind", str(aside), str(self.folder))
            subprocess.run(["umount", "-l", str(aside)], check=True)


@contextmanager
def renamed(folder: Path) -> Iterator[None]:
    """As long as it lasts, a folder has another name."""
    other = folder.with_name(folder.name + "-moved")
    folder.rename(other)
    try:
        yield
    finally:
        other.rename(folder)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


# ------------------------------------------------------------------------------------------------- what is tried


def by_command(folder: Path, disk: Disk, *, quick: bool) -> Iterator[list[str]]:
    """Each operation of the command line on the disk while it is full, and while it cannot be written."""
    home = disk.folder / "home"
    sweeper = Sweeper(folder / "sweep", home=home, shim=False)
    try:
        left = LEFT_KB[::6] if quick else LEFT_KB
        for operation in _chosen(quick=quick):
            full = ((f"{kb} KiB left", disk.full(kb)) for kb in left)
            yield from sweeper.meet(operation, itertools.chain(full, [("read-only", disk.read_only())]))
    finally:
        sweeper.close()
    shutil.rmtree(home)
    print(f"  by command: {figures_text(sweeper.figures)}", flush=True)


def _chosen(*, quick: bool) -> Iterator[Operation]:
    for operation in operations():
        if not quick or operation.name == "add":
            yield operation


def in_one_process(disk: Disk, *, quick: bool) -> Iterator[list[str]]:
    """A program that stays open while the disk is in trouble: what is refused succeeds when tried again."""
    place = disk.folder / "plan"
    place.mkdir()
    troubles: list[tuple[str, Callable[[], object]]] = [
        *((f"{kb} KiB left", lambda kb=kb: disk.full(kb)) for kb in LEFT_KB[: 12 : 5 if quick else 1]),
        ("read-only from the start", disk.read_only),
        ("the folder renamed", lambda: renamed(place)),
        ("the disk unmounted", disk.away),
    ]
    for name, trouble in troubles:
        yield [f"a program that stays, {name}: {problem}" for problem in _live(place / "plan.db", trouble, name)]


def _live(path: Path, trouble: Callable[[], object], name: str) -> list[str]:
    for old in path.parent.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    problems: list[str] = []
    libraries.new_plan(path, None).close()
    planner = libraries.open_plan(path, busy_ms=50)
    wanted = ["before"]
    planner.run(AddActivity("before"))
    again: list[AddActivity] = []
    if name.startswith("read-only"):
        planner.close()  # a disk with open files cannot be made read-only
    with trouble():  # type: ignore[attr-defined]  # a context manager of any kind
        if name.startswith("read-only"):
            planner = libraries.open_plan(path, busy_ms=50)
        for number in range(6):
            action = AddActivity(f"{number}", notes="words " * 3000)
            try:
                planner.run(action)
                wanted.append(str(number))
            except PlannerError as error:
                again.append(action)
                if "\n" in str(error) or not str(error).endswith("."):
                    problems.append(f"told “{error}”")
            except Exception as error:  # noqa: BLE001  that is what the round looks for
                problems.append(f"raised {type(error).__name__}: {error}")
    print(f"    a program that stays, {name}: {len(again)} of 6 refused", flush=True)
    if not again and not name.endswith("KiB left"):
        problems.append("nothing was refused")
    if name.startswith("read-only"):
        planner.close()
        planner = libraries.open_plan(path, busy_ms=50)
    problems += _again(planner, again, wanted)
    planner.close()
    problems += library_problems(path) + file_problems(path.parent, path, drafts_may_stay=False)
    titles = [row[2] for row in (state_of(path) or {})["activity"]]
    return problems + ([] if titles == wanted else [f"{titles} are in the plan, {wanted} should be"])


def _again(planner: Planner, refused: list[AddActivity], wanted: list[str]) -> list[str]:
    for action in refused:
        try:
            planner.run(action)
        except PlannerError as error:
            return [f"tried again, it says “{error}”"]
        wanted.append(action.title)
    return []


def _all(*, quick: bool) -> int:
    tried = failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sweep").mkdir()
        for variable in ("CONFIG", "DATA"):
            os.environ[f"PLANNER_{variable}_DIR"] = str(folder / variable)
        disk = Disk(folder / "disk")
        try:
            for problems in itertools.chain(in_one_process(disk, quick=quick), by_command(folder, disk, quick=quick)):
                tried += 1
                failed += bool(problems)
                for problem in problems:
                    print(f"  {problem}", flush=True)
        finally:
            subprocess.run(["umount", "-l", str(disk.folder)], check=True)
    print(f"  {tried} runs on disks in trouble, {failed} failed", flush=True)
    return failed


if __name__ == "__main__":
    if INSIDE not in os.environ:
        sys.exit(why_not() or run(quick="quick" in sys.argv))
    sys.exit(min(_all(quick="quick" in sys.argv), 99))
