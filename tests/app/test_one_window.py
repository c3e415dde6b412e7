"""One window a library: who becomes it, what a second start says to it, and what hostile callers cannot do."""

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from planner.app import listening
from planner.app.listening import Listening
from planner.app.one_window import ANSWER, Claim, Request, Unanswered, claim_or_hand_over, read_request
from tests.conftest import ROOT, AllowLog


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    path.touch()
    return path


def claimed(library: Path) -> Claim:
    claim = claim_or_hand_over(library, (), patience=0)
    assert isinstance(claim, Claim)
    return claim


@pytest.fixture
def claim(plan: Path) -> Iterator[Claim]:
    made = claimed(plan)
    yield made
    made.release()


class Heard:
    """A window's end, and what it heard."""

    def __init__(self, claim: Claim) -> None:
        self.requests: list[Request] = []
        assert claim.socket_path is not None
        self.place = claim.socket_path
        self._parent = QObject()
        self.end = Listening(claim, self._parent)
        self.end.requested.connect(self.requests.append)

    def call(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.connect(str(self.place))
        return line


@pytest.fixture
def heard(claim: Claim, qtbot: QtBot) -> Iterator[Heard]:
    made = Heard(claim)
    yield made
    made.end.close()


def hand_over(library: Path, *words: str) -> tuple[threading.Thread, list[object]]:
    """A second start in a thread of its own, since the window's end lives in this one."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(claim_or_hand_over(library, words)))
    thread.start()
    return thread, found


def test_the_first_is_the_window_and_the_second_hands_over(
    plan: Path, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-7")
    link = plan.with_name("link.db")
    link.symlink_to(plan)
    for library in (plan, link, plan.parent / "x" / ".." / "plan.db"):
        thread, found = hand_over(library, "talks.ics", "file:///tmp/a.ics", "a\udcffb.ics")
        qtbot.waitUntil(lambda thread=thread: not thread.is_alive())  # type: ignore[misc]
        assert found == [None]
    here = str(plan.parent / "talks.ics")
    words = (here, "file:///tmp/a.ics", str(plan.parent / "a\udcffb.ics"))
    assert heard.requests == [Request(words, "token-7")] * 3


def test_another_library_and_one_that_was_left_are_free(plan: Path, claim: Claim) -> None:
    claimed(plan.with_name("other.db")).release()
    claim.release()
    claimed(plan).release()


def test_a_window_that_closes_makes_way(plan: Path, claim: Claim, heard: Heard, qtbot: QtBot) -> None:
    heard.end.close()
    thread, found = hand_over(plan)
    assert heard.requests == []
    claim.release()
    qtbot.waitUntil(lambda: not thread.is_alive())
    (second,) = found
    assert isinstance(second, Claim)
    second.release()


def test_a_window_that_hangs_does_not_hang_the_second_start(plan: Path, heard: Heard) -> None:
    # Nothing runs the window's event loop here.
    assert claim_or_hand_over(plan, ("a.ics",), patience=0.2) == Unanswered()


def test_what_a_killed_program_left_blocks_nothing(plan: Path, qtbot: QtBot) -> None:
    program = (
        "import sys, os, signal; from pathlib import Path; from PySide6.QtCore import QCoreApplication, QObject\n"
        "from planner.app.one_window import claim_or_hand_over; from planner.app.listening import Listening\n"
        "app = QCoreApplication([]); owner = QObject()\n"
        "end = Listening(claim_or_hand_over(Path(sys.argv[1]), ()), owner)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(plan)], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -9
    claim = claimed(plan)
    assert claim.socket_path is not None
    assert claim.socket_path.exists()  # what it left
    again = Heard(claim)
    thread, found = hand_over(plan, "/a.ics")
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert found == [None]
    assert again.requests[0].words == ("/a.ics",)
    again.end.close()
    claim.release()


def test_of_many_that_start_at_once_one_becomes_the_window(plan: Path) -> None:
    found: list[object] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        found.append(claim_or_hand_over(plan, (), patience=0))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claims = [each for each in found if isinstance(each, Claim)]
    assert len(claims) == 1
    assert found.count(Unanswered()) == 7
    claims[0].release()


def test_the_socket_is_for_the_person_alone(heard: Heard) -> None:
    assert heard.place.stat().st_mode & 0o777 == 0o600
    assert heard.place.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "message",
    [
        b"\n", b"nonsense\n", b"[" * 100_000 + b"\n", b"\xff\xfe\n", b'{"planner": 2, "words": []}\n', b"7\n",
        b'{"planner": 1, "words": "a"}\n', b'{"planner": 1, "words": [7]}\n', b'{"planner": 1, "words": [""]}\n',
        b'{"planner": 1, "words": [], "token": 7}\n', b'{"planner": 1, "words": []}', b"x" * 300_000,
    ],
)  # fmt: skip
def test_nonsense_is_hung_up_on(heard: Heard, qtbot: QtBot, message: bytes) -> None:
    answers: list[bytes] = []

    def talk() -> None:
        with heard.call() as line, contextlib.suppress(OSError):
            line.sendall(message)
            line.shutdown(socket.SHUT_WR)
            answers.append(line.recv(100))

    thread = threading.Thread(target=talk)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert answers in ([], [b""])
    assert heard.requests == []


def test_callers_that_say_nothing_are_let_go(
    plan: Path, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE_MS", 20)
    silent = [heard.call() for _ in range(12)]  # more than are heard at a time
    silent[0].send(b'{"planner"')
    thread, found = hand_over(plan, "/a.ics")
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert found == [None]
    assert [request.words for request in heard.requests] == [("/a.ics",)]
    for line in silent:
        line.close()


def test_a_message_longer_than_any_is_given_up(heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "LONGEST", 1000)
    ended: list[bool] = []

    def talk() -> None:
        with heard.call() as line:
            try:
                for _ in range(10_000):
                    line.sendall(b"x" * 1000)
            except OSError:
                ended.append(True)

    thread = threading.Thread(target=talk)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert ended == [True]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=9,
)


@given(st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_line_is_a_request_or_none(line: bytes) -> None:
    assert read_request(line) is None or b"planner" in line


@given(json_values, json_values)
def test_what_a_request_carries_is_of_its_kind(words: object, token: object) -> None:
    request = read_request(json.dumps({"planner": 1, "words": words, "token": token}).encode())
    if request is not None:
        assert all(request.words)
        assert request.token.isprintable()
        assert request.words == tuple(words)  # type: ignore[arg-type]


def test_a_long_way_to_the_socket_and_a_folder_that_others_may_enter(
    plan: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / ("long" * 30)))
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    claim = claimed(plan)
    assert claim.socket_path is not None
    assert claim.socket_path.is_relative_to(tmp_path / ("long" * 30))
    made = Heard(claim)
    thread, found = hand_over(plan, "/a.ics")
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert found == [None]
    assert made.requests[0].words == ("/a.ics",)
    made.end.close()
    assert not claim.socket_path.exists()
    claim.release()


def test_without_a_place_or_locks_each_start_is_a_window(
    plan: Path, monkeypatch: pytest.MonkeyPatch, allow_log: AllowLog
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert claimed(plan).socket_path is None
    monkeypatch.setattr(os, "name", "nt")
    assert claimed(plan).socket_path is None


def test_an_answer_is_short() -> None:
    assert json.loads(ANSWER) == {"planner": 1, "taken": True}
