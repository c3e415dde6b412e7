"""The bytes of kept files: there as long as a row or a step names them, found out when they are damaged."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import model
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.planner import Planner
from planner.storage import blobs, journal
from planner.storage.backup import DAILY, back_up, restore_into
from planner.storage.purge import purge_trashed_before
from planner.storage.transaction import Transaction
from tests.storage.samples import STAMP, AddActivity, Fail, Rename, plan_at

LATER = "2026-09-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Attach(Action):
    """Keeps bytes with the first activity."""

    data: bytes
    name: str = "a.bin"
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        digest = tx.keep(self.data)
        size = len(self.data)
        tx.add(model.Attachment(0, tx.new_uid(), ActivityId(1), None, None, self.name, "x/y", size, digest))
        return f"Attach {self.name}"

    @property
    def merge_key(self) -> str | None:
        return self.visit


@dataclass(frozen=True, slots=True)
class Detach(Action):
    """Removes the newest attachment."""

    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        tx.remove(model.Attachment, tx.find(model.Attachment)[-1].id)
        return "Remove"

    @property
    def merge_key(self) -> str | None:
        return self.visit


@dataclass(frozen=True, slots=True)
class KeepOnly(Action):
    """Keeps bytes that no row names."""

    data: bytes

    def apply(self, tx: Transaction) -> str:
        tx.keep(self.data)
        return "Nothing"


@dataclass(frozen=True, slots=True)
class Trash(Action):
    """Puts the first activity into the trash."""

    def apply(self, tx: Transaction) -> str:
        tx.put(tx.get(model.Activity, 1)._replace(trashed_at=tx.now))
        return "Delete"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.db"


@pytest.fixture
def plan(path: Path) -> Iterator[Planner]:
    planner = plan_at(path)
    planner.run(AddActivity("one"))
    yield planner
    planner.close()


def contents(plan: Planner) -> set[bytes]:
    """The bytes that lie in the file."""
    return {data for (data,) in plan.read(lambda reader: reader.rows("SELECT bytes FROM blob"))}


def attached(plan: Planner) -> list[bytes | None]:
    """The bytes of each attachment, as far as they are there."""
    return plan.read(
        lambda reader: [
            blobs.read(reader, digest) for (digest,) in reader.rows("SELECT digest FROM attachment ORDER BY id")
        ]
    )


def test_bytes_come_and_go_with_undo_and_redo(plan: Planner, path: Path) -> None:
    plan.run(Attach(b"one\0two"))
    assert attached(plan) == [b"one\0two"]
    plan.undo()
    assert (attached(plan), contents(plan)) == ([], {b"one\0two"})
    plan.close()
    again = plan_at(path)
    again.redo()
    assert attached(again) == [b"one\0two"]
    again.run(Detach())
    assert contents(again) == {b"one\0two"}
    again.close()
    again = plan_at(path)
    again.undo()
    assert attached(again) == [b"one\0two"]
    again.close()


def test_the_same_bytes_lie_there_once(plan: Planner) -> None:
    plan.run(Attach(b"same", "a"))
    plan.run(Attach(b"same", "b"))
    assert plan.read(lambda reader: reader.value("SELECT count(*) FROM blob")) == 1
    plan.run(Detach())
    assert attached(plan) == [b"same"]


def test_bytes_go_with_the_undone_step_that_a_new_one_forgets(plan: Planner) -> None:
    plan.run(Attach(b"gone"))
    plan.undo()
    plan.run(Attach(b"other"))
    assert contents(plan) == {b"other"}
    plan.run(Attach(b"again"))
    plan.undo()
    plan.run(Attach(b"again"))
    assert contents(plan) == {b"other", b"again"}


def test_bytes_stay_that_only_the_step_which_removes_them_names(plan: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_STEPS", 1)
    plan.run(Attach(b"kept"))
    plan.run(Attach(b"other"))  # the step that brought the first file is trimmed
    plan.undo()
    plan.run(Detach())  # forgets the undone step, which named a file
    assert contents(plan) == {b"kept"}
    plan.undo()
    assert attached(plan) == [b"kept"]


def test_bytes_go_when_the_last_step_that_names_them_is_trimmed(
    plan: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MAX_STEPS", 3)
    plan.run(Attach(b"kept"))
    plan.run(Attach(b"gone"))
    plan.run(Detach())
    for number in range(2):
        plan.run(Rename(1, f"name {number}"))
        assert b"gone" in contents(plan), "the step that removed it can still be undone"
    plan.run(Rename(1, "last"))
    assert contents(plan) == {b"kept"}
    while plan.undo():
        pass
    assert attached(plan) == [b"kept"]


def test_bytes_go_when_the_journal_is_full(plan: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.run(Attach(b"gone"))
    plan.run(Detach())
    monkeypatch.setattr(journal, "MAX_BYTES", 1)
    plan.run(Rename(1, "name"))
    assert contents(plan) == set()


def test_bytes_go_with_a_step_that_joins_itself_away(plan: Planner) -> None:
    plan.run(Attach(b"gone", visit="v"))
    plan.run(Detach(visit="v"))
    assert contents(plan) == set()


def test_bytes_that_no_row_names_do_not_stay(plan: Planner) -> None:
    plan.run(Attach(b"kept"))
    plan.run(KeepOnly(b"gone"))
    plan.run(KeepOnly(b"kept"))
    assert contents(plan) == {b"kept"}


def test_bytes_are_rolled_back_with_their_step(plan: Planner) -> None:
    class Both(Fail):
        def apply(self, tx: Transaction) -> str:
            tx.keep(b"never")
            return super().apply(tx)

    with pytest.raises(ZeroDivisionError):
        plan.run(Both(ZeroDivisionError()))
    assert contents(plan) == set()


def test_bytes_go_with_the_trash(plan: Planner) -> None:
    plan.run(Attach(b"gone"))
    plan.run(Trash())
    with plan.library.write() as connection:
        assert purge_trashed_before(connection, LATER) == 1
    assert contents(plan) == set()
    assert plan.library.problems(quick=False) == []


def test_bytes_of_others_survive_the_trash(plan: Planner) -> None:
    plan.run(Attach(b"gone"))
    plan.run(Trash())
    plan.run(AddActivity("two"))

    class ToSecond(Attach):
        def apply(self, tx: Transaction) -> str:
            label = Attach.apply(self, tx)
            tx.put(tx.find(model.Attachment)[-1]._replace(activity_id=ActivityId(2)))
            return label

    plan.run(ToSecond(b"kept"))
    plan.run(Detach())
    with plan.library.write() as connection:
        purge_trashed_before(connection, LATER)
    assert contents(plan) == {b"kept"}
    plan.undo()
    assert attached(plan) == [b"kept"]


def test_an_image_that_cannot_be_read_keeps_everything(plan: Planner, path: Path) -> None:
    plan.run(Attach(b"held"))
    plan.run(Detach())
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE journal_row SET before = '{' WHERE table_name = 'attachment' AND after IS NULL")
    with plan.library.write() as transaction:
        blobs.sweep(transaction)
    assert contents(plan) == {b"held"}


def test_a_backup_holds_the_bytes_and_a_restore_brings_them_back(plan: Planner, path: Path, tmp_path: Path) -> None:
    plan.run(Attach(b"in the copy" * 10_000))
    copy = back_up(path, tmp_path / "backups", STAMP, reason=DAILY)
    plan.run(Detach())
    plan.run(Attach(b"later"))
    plan.close()
    restore_into(path, copy)
    again = plan_at(path)
    assert attached(again) == [b"in the copy" * 10_000]
    assert again.library.problems(quick=False) == []
    again.undo()
    again.redo()
    assert attached(again) == [b"in the copy" * 10_000]
    again.close()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("DELETE FROM blob", "the content of the file “a.bin” is missing"),
        ("UPDATE blob SET bytes = x'00'", "the content of the file “a.bin” is not what was kept"),
        ("UPDATE attachment SET size = 7", "the content of the file “a.bin” is not what was kept"),
    ],
)
def test_a_full_check_finds_what_is_missing_or_damaged(plan: Planner, path: Path, damage: str, sentence: str) -> None:
    plan.run(Attach(b"x"))
    assert plan.library.problems(quick=False) == []
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    assert plan.library.problems(quick=True) == []
    assert plan.library.problems(quick=False) == [sentence]


@given(st.lists(st.sampled_from(["a", "b", "c", "detach", "undo", "redo", "rename"]), max_size=14))
def test_whatever_is_attached_has_its_bytes_and_nothing_else_lies_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("random") / "plan.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "MAX_STEPS", 4)
        for number, step in enumerate(steps):
            if step == "undo":
                plan.undo()
            elif step == "redo":
                plan.redo()
            elif not plan.read(lambda reader: reader.value("SELECT count(*) FROM activity")):
                continue
            elif step == "rename":
                plan.run(Rename(1, f"name {number}"))
            elif step == "detach":
                if attached(plan):
                    plan.run(Detach())
            else:
                plan.run(Attach(step.encode()))
            assert None not in attached(plan)
    with plan.library.write() as connection:
        lying = connection.exec_driver_sql("SELECT count(*) FROM blob").scalar()
        blobs.sweep(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == lying
    while plan.undo():
        assert None not in attached(plan)
    while plan.redo():
        assert None not in attached(plan)
    plan.close()
