"""One window a library: who holds it, and how a second start hands over what it was asked to open. No Qt.

Beside a socket lies a file that the window's process holds locked: a system lock ends with its process, however that
ends, so that what a killed program leaves behind never stands in anybody's way. The lock is taken before Qt is loaded;
the socket follows after the first paint (:mod:`planner.app.listening`).

The message is one line of JSON, ``{"planner": 1, "words": [...], "token": "..."}``: the absolute paths or ``file:``
addresses to open, and what the desktop gave the second process for raising a window. The answer is one line, too.
"""

from __future__ import annotations

import json
import logging
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config import paths
from planner.config.files import make_private_folder

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

#: The longest message that is read, in bytes, and the most words and letters of a word in it: more than the two
#: megabytes that a system lets a process be started with, written as JSON, so that what was named always fits.
LONGEST: Final = 8_000_000
MOST_WORDS: Final = 100_000
LONGEST_WORD: Final = 131_072
ANSWER: Final = b'{"planner": 1, "taken": true}\n'
#: How long a second start waits for the first window, in seconds: it may be starting, closing or busy.
PATIENCE: Final = 10.0
_PAUSE: Final = 0.05
_LONGEST_TOKEN: Final = 500
_TOKENS: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
#: Longer names of sockets are refused by some systems (``sun_path`` has 104 bytes on macOS, 108 on Linux).
_LONGEST_NAME: Final = 100

_log = logging.getLogger(__name__)


class Request(NamedTuple):
    """What a second start hands over: absolute paths or ``file:`` addresses, and the token for raising a window."""

    words: tuple[str, ...] = ()
    token: str = ""


class Claim:
    """The right to be the window of a library, until it is released or the process ends.

    Without a ``descriptor`` it is a formal one, where the system offers no way to share: every start has one.
    """

    def __init__(self, socket_path: Path | None = None, descriptor: int = -1) -> None:
        self.socket_path = socket_path
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another start be the window. Once is enough; again is no error."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self.socket_path = None


class Unanswered(NamedTuple):
    """The window of the library is there and does not answer."""


def claim_or_hand_over(library: Path, words: Sequence[str], patience: float = PATIENCE) -> Claim | Unanswered | None:
    """Become the window of ``library``, or hand ``words`` over to the one that is.

    Gives the claim, None where the words were taken over, or :class:`Unanswered` after ``patience`` seconds. A window
    that is just starting or closing is waited for: the one takes the words, the other makes way.
    """
    place = _socket_path(library)
    if place is None:
        return Claim()
    deadline = time.monotonic() + patience
    while True:
        claim = _claim(place)
        if claim is not None:
            return claim
        if _told(place, _message(words), deadline):
            return None
        if time.monotonic() >= deadline:
            return Unanswered()
        time.sleep(_PAUSE)


def _claim(place: Path) -> Claim | None:
    import fcntl

    try:
        descriptor = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        _log.info("Starts on one library cannot find each other: %s", error)
        return Claim()
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError as error:  # a file system without locks
        os.close(descriptor)
        _log.info("Starts on one library cannot find each other: %s", error)
        return Claim()
    return Claim(place, descriptor)


def _socket_path(library: Path) -> Path | None:
    """Where the window of a library listens: named after the file that its path leads to, whatever the path is."""
    if os.name != "posix":
        return None
    import hashlib

    name = hashlib.sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:20]
    try:
        folder = _runtime_folder()
    except OSError as error:
        _log.info("Starts on one library cannot find each other: %s", error)
        return None
    return folder / f"{name}.socket"


def _runtime_folder() -> Path:
    """A folder for this person alone, on this machine: the session's, else one in the configuration folder."""
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session.startswith("/"):
        with suppress(OSError):
            status = Path(session).stat()
            if status.st_uid == os.getuid() and stat.S_IMODE(status.st_mode) == 0o700:
                return make_private_folder(Path(session) / paths.APP_NAME, tighten=True)
    return make_private_folder(paths.config_dir() / "run", tighten=True)


def address_of(place: Path) -> tuple[str, int | None]:
    """How a socket at ``place`` is named to the system, and a descriptor to be closed once it was.

    A name that is too long is given by way of an open folder, where the system has that. Raises OSError.
    """
    if len(os.fsencode(place)) <= _LONGEST_NAME or not Path("/proc/self/fd").is_dir():
        return str(place), None
    folder = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return f"/proc/self/fd/{folder}/{place.name}", folder


def _told(place: Path, message: bytes, deadline: float) -> bool:
    """Whether the window took the message; False where none listens, or it does not answer before ``deadline``."""
    if not place.exists():
        return False
    import socket

    folder: int | None = None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.settimeout(max(_PAUSE, deadline - time.monotonic()))
            address, folder = address_of(place)
            line.connect(address)
            line.sendall(message)
            return _answer(line, deadline) == ANSWER
        except OSError:  # nobody listens any more, or it takes too long
            return False
        finally:
            if folder is not None:
                os.close(folder)


def _answer(line: socket.socket, deadline: float) -> bytes:
    found = b""
    while not found.endswith(b"\n") and len(found) < len(ANSWER):
        line.settimeout(max(_PAUSE, deadline - time.monotonic()))
        part = line.recv(len(ANSWER))
        if not part:
            break
        found += part
    return found


def _message(words: Sequence[str]) -> bytes:
    """The words, absolute, and the token of this process."""
    token = next((value for name in _TOKENS if (value := os.environ.get(name, ""))), "")
    content = {"planner": 1, "words": [_absolute(word) for word in words if word], "token": token}
    return json.dumps(content).encode() + b"\n"


def _absolute(word: str) -> str:
    """A path as the other process can follow it: that runs in another folder. Addresses stay."""
    from planner.app.opening import is_address

    if is_address(word) or not word or "\0" in word:
        return word
    with suppress(OSError, RuntimeError):
        return str(Path(word).expanduser().absolute())
    return word


def read_request(line: bytes) -> Request | None:
    """What a message says, or None for one that no second start of this program would send."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("planner") != 1:
        return None
    words, token = content.get("words"), content.get("token", "")
    if not isinstance(words, list) or len(words) > MOST_WORDS or not isinstance(token, str):
        return None
    if not all(isinstance(word, str) and 0 < len(word) <= LONGEST_WORD for word in words):
        return None
    if len(token) > _LONGEST_TOKEN or not token.isprintable():
        token = ""
    return Request(tuple(words), token)
