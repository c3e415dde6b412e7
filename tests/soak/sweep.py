"""Every operation of the program, with each of its calls to the disk failing in turn: an error, a full disk, half a
write.

After each run: the process ended with 0, or with 1 and one sentence; the plan opens, is whole, and is as it was before
the operation or after it; whoever was told that it is saved finds it, whoever was told that it is not can try again; no
file of a final name is half-written, and no draft was left that the program could have removed.
"""

import errno
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, NamedTuple

from tests.soak.facts import State, difference, file_problems, library_problems, state_of
from tests.soak.program import CHANGES, NOW, READ, ROOT, Ended, Program, shim_in

FIXTURE: Final = ROOT / "resources" / "fixtures" / "library-0001.db"
LATER: Final = "2027-03-01T09:00:00+00:00"
_QUIET: Final = (
    "planner: It was saved, but the ",
    "planner: It was saved, but what ",
    "planner: It was restored, but ",
    "planner: No log is kept",
    "planner: The settings cannot be read",
)
_DONE: Final = ("saved, but", "restored, but", "was made, but")
"""How it is told that the work was done, though something failed."""
_MAYBE: Final = "for sure"
"""And that it may have been done."""
_CALENDAR: Final = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//soak//EN",
        *(
            line
            for n in range(3)
            for line in (
                "BEGIN:VEVENT",
                f"UID:soak-{n}",
                "DTSTAMP:20261101T000000Z",
                f"DTSTART;VALUE=DATE:2027010{n + 1}",
                f"SUMMARY:Meeting {n}",
                "END:VEVENT",
            )
        ),
        "END:VCALENDAR",
        "",
    ]
)


class Fault(NamedTuple):
    """How the disk fails: at one call, or from one on (``stays``); ``torn`` writes the first half before."""

    name: str
    error: int
    stays: bool = False
    torn: bool = False
    kinds: int = CHANGES


FAULTS: Final = (
    Fault("one error", errno.EIO),
    Fault("full from there on", errno.ENOSPC, stays=True, torn=True),
    Fault("broken from there on", errno.EIO, stays=True),
    Fault("unreadable once", errno.EIO, kinds=READ),
)


Trouble = tuple[str, AbstractContextManager[object]]
"""What the matter is with the disk, by name, while one is in it."""


class Operation(NamedTuple):
    """What is done to a copy of the prepared home. ``prepare`` changes that first, without faults."""

    name: str
    argv: tuple[str, ...]
    prepare: Callable[["Sweeper"], object] = lambda _: None
    in_stages: bool = False
    """Whether a first part stays that is not what was asked for, such as the new format of the file."""


def operations() -> tuple[Operation, ...]:
    """All that are swept; ``{home}`` in an argument is the folder with the plan."""

    def op(name: str, *argv: str, prepare: Callable[["Sweeper"], object] = lambda _: None) -> Operation:
        return Operation(name, argv, prepare)

    return (
        op("add", "add", "Read a paper !high #ml @2026-12-01 ~6h"),
        op("add, first of the day", "add", "Read a paper", prepare=lambda s: shutil.rmtree(s.home / "backups")),
        op("add, with a live file", "add", "Read a paper @2026-12-01", prepare=_live),
        op("add, and empty the trash", "add", "Read a paper", prepare=_old_trash),
        op("edit", "edit", "{uid}", "--title", "Another title", "--status", "done"),
        op("delete", "delete", "{uid}"),
        op("undo", "undo"),
        op("redo", "redo", prepare=lambda s: s.do("undo")),
        op("import a calendar", "import", "{home}/in/three.ics"),
        op("import 150 rows", "import", "{home}/in/many.csv"),
        op("attach", "attach", "{uid}", "{home}/in/many.csv"),
        op("back up", "backup"),
        op("back up to a file", "backup", "{home}/copy.db"),
        op("back up over a copy", "backup", "{home}/copy.db", prepare=lambda s: s.do("backup", s.home / "copy.db")),
        op("restore", "restore", "{home}/earlier.db"),
        op("restore a file that is gone", "restore", "{home}/earlier.db", prepare=lambda s: s.library.unlink()),
        op("restore over damage", "restore", "{home}/earlier.db", prepare=_damage),
        Operation("migrate", ("undo",), lambda s: shutil.copy(FIXTURE, s.library), in_stages=True),
        op("restore an old format", "restore", "{home}/old.db", prepare=_old_copy),
        op("new", "new", prepare=lambda s: s.library.unlink()),
        op("new and empty", "new", "--empty", prepare=lambda s: s.library.unlink()),
        op("export a calendar", "export", "{home}/out.ics"),
        op("export a calendar again", "export", "{home}/out.ics", prepare=_exported_before),
        op("export an archive", "export", "{home}/out.json"),
        op("export a table", "export", "{home}/out.csv"),
        op("keep a live file", "live", "{home}/live.ics"),
    )


def _old_copy(sweeper: "Sweeper") -> None:
    shutil.copy(FIXTURE, sweeper.home / "old.db")


def _live(sweeper: "Sweeper") -> None:
    sweeper.do("live", sweeper.home / "live.ics")


def _old_trash(sweeper: "Sweeper") -> None:
    sweeper.do("delete", sweeper.uid)
    sweeper.now = LATER


def _exported_before(sweeper: "Sweeper") -> None:
    sweeper.do("export", sweeper.home / "out.ics")
    sweeper.do("add", "Something else @2026-12-24")


def _damage(sweeper: "Sweeper") -> None:
    with sweeper.library.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 300)


class _Task(NamedTuple):
    """What is run, and how the plan is before it and after it."""

    argv: tuple[str, ...]
    before: State | None
    after: State | None
    in_stages: bool


class Sweeper:
    """A prepared home, and the program on a disk that can fail; one for all operations, to be closed."""

    def __init__(self, folder: Path, *, home: Path | None = None, shim: bool = True) -> None:
        """Raises NoCompilerError where no disk can be made to fail. ``home`` may lie on a disk of its own."""
        self._program = Program(shim=shim_in(folder) if shim else None)
        self.home = home or folder / "home"
        self.library = self.home / "plan.db"
        self._pristine, self._prepared = folder / "pristine", folder / "prepared"
        self.now = NOW
        self.uid = ""
        self.figures = Counter[str]()
        self._prepare()

    def close(self) -> None:
        """Lets the server end."""
        self._program.close()

    def _prepare(self) -> None:
        (self.home / "in").mkdir(parents=True)
        (self.home / "in" / "three.ics").write_bytes(_CALENDAR.encode())
        lines = ["title,status,notes", *(f"Row {n},planned,{'words ' * (n % 40)}" for n in range(150))]
        (self.home / "in" / "many.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.do("new", "--empty")
        self.do("add", "First of all #ml @2027-01-10 ~3h")
        self.do("backup", self.home / "earlier.db")
        self.do("add", "Conference in Berlin *event")
        self.uid = self.do("add", "To be changed @2026-12-05", "--json").json["uid"]
        shutil.copytree(self.home, self._pristine)

    def do(self, *argv: object) -> Ended:
        """A command that must succeed."""
        ended = self._run(argv, None)
        assert ended.code == 0, ended
        return ended

    def _run(self, argv: tuple[object, ...], arm: dict[str, object] | None) -> Ended:
        return self._program.run(self.home, "--library", self.library, *argv, arm=arm, now=self.now)

    def sweep(self, operation: Operation, fault: Fault, *, step: int = 1) -> Iterator[list[str]]:
        """What was wrong with each run, in the order of the failing calls: ``step`` leaves out some."""
        task = self._begin(operation)
        number = 1
        while True:
            _copy(self._prepared, self.home)
            arm = {"folder": str(self.home), "kinds": fault.kinds, "nth": number, "error": fault.error}
            ended = self._run(task.argv, {**arm, "stays": fault.stays, "torn": fault.torn})
            if not ended.hits:
                return
            problems = self._examine(ended, task, drafts_may_stay=fault.stays or ended.what.startswith("unlink"))
            yield [f"{operation.name}, {fault.name}, call {number} ({ended.what}): {problem}" for problem in problems]
            number += step

    def meet(self, operation: Operation, troubles: Iterable[Trouble]) -> Iterator[list[str]]:
        """What was wrong with a run in each trouble, which is over when it is looked at and when it is done again."""
        task = self._begin(operation)
        for name, trouble in troubles:
            _copy(self._prepared, self.home)
            with trouble:
                ended = self._run(task.argv, None)
            problems = self._examine(ended, task, drafts_may_stay=True)
            yield [f"{operation.name}, {name}: {problem}" for problem in problems]

    def _begin(self, operation: Operation) -> _Task:
        self.now = NOW
        _copy(self._pristine, self.home)
        operation.prepare(self)
        _copy(self.home, self._prepared)
        argv = tuple(word.format(home=self.home, uid=self.uid) for word in operation.argv)
        before = _state(self.library)
        whole = self._run(argv, None)
        assert whole.code == 0, f"{operation.name} fails without any fault: {whole.err}"
        return _Task(argv, before, _state(self.library), operation.in_stages)

    def _examine(self, ended: Ended, task: _Task, *, drafts_may_stay: bool) -> list[str]:
        before, after = task.before, task.after
        self.figures["refused" if ended.code else "done all the same"] += 1
        if ended.raised:
            return [f"raised {ended.raised.strip().splitlines()[-1]}"]
        problems = _told(ended)
        found = _state(self.library)
        now = "before" if not difference(found, before) else "after" if not difference(found, after) else "neither"
        # What follows an action, such as to empty the trash, may fail if that is told.
        done = any(words in ended.err for words in _DONE)
        told = done or _MAYBE in ended.err
        late = told and found is not None and _holds(found, after)
        if ended.code == 0 and difference(found, after) and not late:
            problems.append(f"said to be done, but {difference(found, after)}")
        if ended.code == 1 and now == "neither" and not late:
            problems.append(f"half done: {difference(found, before)}; {difference(found, after)} ({ended.err.strip()})")
        if ended.code == 1 and before != after and now == "after" and not told and not task.in_stages:
            problems.append(f"it was saved, but said “{ended.err.strip()}”")
        if done and ("nothing was" in ended.err or (now == "before" and difference(before, after))):
            problems.append(f"contradicts itself or the plan: “{ended.err.strip()}”")
        damaged = now == "before" and before is not None and "damaged" in before
        if not damaged:
            problems += library_problems(self.library)
        problems += file_problems(self.home, self.library, drafts_may_stay=drafts_may_stay)
        if ended.code == 1 and now == "before":
            again = self._run(task.argv, None)
            if again.code != 0:
                problems.append(f"trying again says “{again.err.strip()}”, after “{ended.err.strip()}”")
            elif difference(_state(self.library), after):
                problems.append(f"tried again, {difference(_state(self.library), after)}")
        return problems


def _holds(found: State, wanted: State | None) -> bool:
    return all(set(rows) <= set(found.get(name, [])) for name, rows in (wanted or {}).items() if name != "setting")


def _state(library: Path) -> State | None:
    try:
        return state_of(library)
    except sqlite3.DatabaseError:
        return {"damaged": [(library.read_bytes(),)]}


def _told(ended: Ended) -> list[str]:
    """Whether exit code and stderr are those of a program that knows what it did."""
    lines = [line for line in ended.err.splitlines() if not line.startswith(_QUIET)]
    if "Traceback" in ended.err or "unexpected" in ended.err:
        return [f"said “{ended.err.strip()[-300:]}”"]
    if ended.code == 0:
        return [f"ended well, but said “{lines[0]}”"] if lines else []
    if ended.code != 1:
        return [f"ended with {ended.code}: {ended.err.strip()[-200:]}"]
    if len(lines) != 1 or not lines[0].startswith("planner: ") or not lines[0].endswith("."):
        return [f"did not say one sentence: “{ended.err.strip()[-300:]}”"]
    return []


def _copy(source: Path, target: Path) -> None:
    """What is in a folder, into another, which may be a mounted disk."""
    target.mkdir(exist_ok=True)
    for path in target.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(source, target, dirs_exist_ok=True)


__all__ = ["FAULTS", "Fault", "Operation", "Sweeper", "operations"]
