"""The real program, run command by command in processes that can be killed or whose disk can be made to fail."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
NOW: Final = "2026-11-25T09:00:00+00:00"

SCRATCH: Final = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where much is written that no power cut of this machine has to spare."""

WRITE, SYNC, NAME, SIZE, CREATE, READ = 1, 2, 4, 8, 16, 32
"""The kinds of calls that the shim knows: bytes written, made durable, names, lengths, new files, bytes read."""
CHANGES: Final = WRITE | SYNC | NAME | SIZE | CREATE
"""All that an operation does to the disk."""


class Ended(NamedTuple):
    """How a process ended: ``code`` is None if it was killed; ``hits`` counts the calls that failed."""

    code: int | None
    out: str
    err: str
    hits: int = 0
    calls: int = 0
    what: str = ""
    raised: str = ""

    @property
    def json(self) -> Any:
        """The document that it printed."""
        return json.loads(self.out)


class NoCompilerError(RuntimeError):
    """The shim cannot be made here."""


def shim_in(folder: Path) -> Path:
    """Compiles the shim. Raises NoCompilerError with the reason."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        raise NoCompilerError("no C compiler is installed (Debian: apt install gcc), so no disk can be made to fail")
    made = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    command = [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o", str(made), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCompilerError(f"the shim does not compile: {done.stderr.strip()[:300]}")
    return made


class Program:
    """A server that runs the program again and again; to be closed. ``shim`` is preloaded, ``window`` loads Qt."""

    def __init__(self, *, shim: Path | None = None, window: bool = False) -> None:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TZ": "UTC", "PLANNER_NOW": NOW}
        environment.pop("PLANNER_LIBRARY", None)
        if shim is not None:
            environment["LD_PRELOAD"] = str(shim)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.server", *(["window"] if window else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self._scratch = tempfile.TemporaryDirectory()
        self.pid = 0

    def close(self) -> None:
        """Lets the server end."""
        self._process.communicate()
        self._scratch.cleanup()

    def run(self, home: Path, *argv: object, arm: dict[str, object] | None = None, now: str = NOW) -> Ended:
        """One command with the configuration and data of ``home``, to its end."""
        task: dict[str, object] = {"argv": [str(word) for word in argv], "now": now}
        if arm is not None:
            task["arm"] = arm
        return self.perform(home, task)

    def killed(self, home: Path, *argv: object, after: float) -> Ended:
        """One command that is killed so many seconds after its process began, unless it ends before."""
        return self.perform(home, {"argv": [str(word) for word in argv]}, kill_after=after)

    def perform(
        self,
        home: Path,
        task: dict[str, object],
        *,
        kill_after: float | None = None,
        hear: Callable[[str], float | None] | None = None,
    ) -> Ended:
        """Any task. ``hear`` is told each line that is said, and gives in how many seconds to kill the process."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        out, err = Path(self._scratch.name) / "out", Path(self._scratch.name) / "err"
        for file in (out, err):
            file.unlink(missing_ok=True)
        environment = {"PLANNER_CONFIG_DIR": str(home / "config"), "PLANNER_DATA_DIR": str(home / "data")}
        environment["PLANNER_NOW"] = str(task.get("now", NOW))
        stdin.write(json.dumps({"out": str(out), "err": str(err), "environment": environment, **task}) + "\n")
        stdin.flush()
        self.pid = int(stdout.readline().removeprefix("pid "))
        timer = None if kill_after is None else self._kill_in(kill_after)
        told: dict[str, Any] = {}
        while not (line := stdout.readline()).startswith("gone "):
            assert line, "the server is gone"
            if line.startswith("{"):
                told = json.loads(line)
            elif hear is not None and (after := hear(line.rstrip("\n"))) is not None and timer is None:
                timer = self._kill_in(after)
        if timer is not None:
            timer.cancel()
            timer.join()
        code = told.get("code")
        texts = [file.read_text("utf-8", "replace") if file.exists() else "" for file in (out, err)]
        details = (told.get("hits", 0), told.get("calls", 0), told.get("what", ""), told.get("raised", ""))
        return Ended(code, texts[0], texts[1], *details)

    def _kill_in(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, _kill, (self.pid,))
        timer.start()
        return timer


def _kill(process: int) -> None:
    with _gone_is_fine():
        os.kill(process, signal.SIGKILL)


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        return
