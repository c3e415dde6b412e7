"""The log: a rotating file in the configuration folder for finding faults, and warnings on stderr."""

import logging
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from planner.config import paths
from planner.config.files import PRIVATE_FILE

FILE_NAME = "planner.log"
LIMIT_BYTES = 1_000_000
KEPT_FILES = 3

_log = logging.getLogger(__name__)


class RotatingLog(logging.FileHandler):
    """A log file that starts anew when it is full; the full ones are kept as ``.1`` (newest) to ``.3``.

    Not ``logging.handlers``: that module imports sockets and queues, which the start of the program would pay for.
    """

    def __init__(self, path: Path, limit: int = LIMIT_BYTES, kept: int = KEPT_FILES) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self._path = path
        self._limit = limit
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record and turn the file over when that filled it. A file that cannot be written is no error."""
        try:
            super().emit(record)
            if self.stream is not None and self.stream.tell() > self._limit:
                self._turn_over()
        except OSError:
            self.handleError(record)

    def close(self) -> None:
        """Close the file. What a full disk did not take is no error: closing writes it, and would raise."""
        with suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging calls it so
        """Say nothing: what logging does instead is a traceback on the person's terminal."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE))
        return self._path.open("a", encoding="utf-8", errors="backslashreplace")

    def _turn_over(self) -> None:
        self.close()
        names = [self._path, *(self._path.with_name(f"{self._path.name}.{n}") for n in range(1, self._kept + 1))]
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            with suppress(FileNotFoundError):  # another process may have turned it over first
                newer.replace(older)


class _Once(logging.Filter):
    """Lets a sentence pass once: settings that cannot be used are read many times, and told by each reading."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if record.levelno < logging.WARNING or record.exc_info:
            return True
        is_new = said not in self._told
        self._told.add(said)
        return is_new


def set_up(*, verbose: bool = False, folder: Path | None = None) -> Path | None:
    """Send records of our own packages to the log file and warnings to stderr; return the file.

    Calling it again replaces what the call before set up. Where no file can be made, stderr alone remains, which
    says why once, and None is returned.
    """
    take_down()
    root = logging.getLogger("planner")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.DEBUG if verbose else logging.WARNING)
    terminal.setFormatter(logging.Formatter("planner: %(message)s"))
    terminal.addFilter(_Once())
    root.addHandler(terminal)
    logging.captureWarnings(capture=True)
    try:
        path = (folder if folder is not None else paths.log_dir()) / FILE_NAME
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE))
    except OSError as error:
        _log.warning("No log is kept: %s", error)
        return None
    file = RotatingLog(path)
    file.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)
    logging.getLogger("py.warnings").addHandler(file)
    return path


def take_down() -> None:
    """Close what :func:`set_up` opened."""
    logging.captureWarnings(capture=False)
    for name in ("planner", "py.warnings"):
        logger = logging.getLogger(name)
        for handler in [h for h in logger.handlers if isinstance(h, RotatingLog) or type(h) is logging.StreamHandler]:
            logger.removeHandler(handler)
            handler.close()
