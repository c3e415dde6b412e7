"""The window's end of a second start: listens at a socket of its own, checks what comes, and answers."""

from __future__ import annotations

import errno
import logging
import os
import socket
import struct
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from planner.app.one_window import ANSWER, LONGEST, address_of, read_request

if TYPE_CHECKING:
    from pathlib import Path

    from planner.app.one_window import Claim

#: Who connects and says nothing is let go after so many milliseconds.
PATIENCE_MS: Final = 3000
#: So many are heard at a time; others wait in the system's queue.
_MOST: Final = 4
_CHUNK: Final = 65_536

_log = logging.getLogger(__name__)


class Listening(QObject):
    """Hears second starts on the library that ``claim`` is for; ``requested`` carries each :class:`Request`.

    Nothing that another process sends, or does not send, stops the window: reading never waits, is bounded, and ends
    after a while.
    """

    requested = Signal(object)

    def __init__(self, claim: Claim, parent: QObject) -> None:
        super().__init__(parent)
        self._callers: dict[int, _Caller] = {}
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._place = claim.socket_path
        if self._place is None:
            return
        try:
            self._socket = _bound(self._place)
        except OSError as error:
            _log.info("Second starts cannot reach this window: %s", error)
            return
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def close(self) -> None:
        """Hear nobody any more; whoever comes now opens a window as soon as the claim is released."""
        for caller in list(self._callers.values()):
            caller.finish()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            if self._place is not None:
                with suppress(OSError):
                    self._place.unlink()

    def _accept(self) -> None:
        if self._socket is None or self._notifier is None:
            return
        try:
            line, _ = self._socket.accept()
        except OSError:  # whoever it was has gone
            return
        if not _is_ours(line):
            line.close()
            return
        caller = _Caller(line, self)
        self._callers[id(caller)] = caller
        caller.finished.connect(partial(self._forget, id(caller)))
        self._notifier.setEnabled(len(self._callers) < _MOST)

    def _forget(self, key: int) -> None:
        self._callers.pop(key, None)
        if self._socket is not None and self._notifier is not None:
            self._notifier.setEnabled(True)

    def take(self, line: bytes) -> bool:
        """Pass on what a message says; False for one that says nothing."""
        request = read_request(line)
        if request is None:
            _log.info("A message to the window was not understood: %.80r", line)
            return False
        self.requested.emit(request)
        return True


class _Caller(QObject):
    """One that has connected: its line is read until its message is whole, or it has had its time."""

    finished = Signal()

    def __init__(self, line: socket.socket, owner: Listening) -> None:
        super().__init__(owner)
        self._owner = owner
        self._line = line
        self._read = bytearray()
        line.setblocking(False)  # noqa: FBT003  positional only
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._more)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.finish)
        self._timer.start(PATIENCE_MS)

    def _more(self) -> None:
        try:
            part = self._line.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._read += part
        whole = self._read.endswith(b"\n")
        if part and not whole and len(self._read) <= LONGEST:
            return
        if whole and self._owner.take(bytes(self._read)):
            with suppress(OSError):  # who does not wait for the answer needs none
                self._line.send(ANSWER)
        self.finish()

    def finish(self) -> None:
        """Hang up."""
        self._timer.stop()
        self._notifier.setEnabled(False)
        self._line.close()
        self.finished.emit()
        self.deleteLater()


def _bound(place: Path) -> socket.socket:
    """A socket that listens at ``place``, for this person alone. What a killed program left there goes."""
    with suppress(FileNotFoundError):
        place.unlink()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | getattr(socket, "SOCK_CLOEXEC", 0))
    folder: int | None = None
    try:
        address, folder = address_of(place)
        made.bind(address)
        place.chmod(0o600)
        made.listen(_MOST * 4)
        made.setblocking(False)  # noqa: FBT003  positional only
    except BaseException:
        made.close()
        raise
    finally:
        if folder is not None:
            os.close(folder)
    return made


def _is_ours(line: socket.socket) -> bool:
    """Whether a process of the same person called. The folder's mode says so too; not every system tells more."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    try:
        _, user, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, option, struct.calcsize("3i")))
    except OSError as error:
        return error.errno == errno.ENOPROTOOPT
    return bool(user == os.getuid())
