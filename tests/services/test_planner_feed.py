"""The change feed: what listeners are told, also of what other programs wrote."""

from pathlib import Path

import pytest

from planner.services.planner import Change, Planner
from planner.storage import journal
from tests.conftest import AllowLog
from tests.storage.samples import AddActivity, Rename, Rows, plan_at, rows_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


def titles(path: Path) -> list[str]:
    return [row["title"] for row in rows_at(path)["activity"].values()]


def mirror(plan: Planner, path: Path) -> Rows:
    """Rows that follow the feed alone."""
    rows = rows_at(path)

    def follow(change: Change) -> None:
        if change.everything:
            rows.update(rows_at(path))
            return
        for row in change.rows:
            if row.after is None:
                rows[row.table].pop(row.id, None)
            else:
                rows[row.table][row.id] = row.after

    plan.subscribe(follow)
    return rows


def test_refresh_tells_what_the_other_wrote(path: Path) -> None:
    ours, theirs = plan_at(path), plan_at(path)
    seen = mirror(ours, path)
    assert ours.refresh() is None
    theirs.run(AddActivity("theirs"))
    theirs.run(AddActivity("second"))
    theirs.run(Rename(1, "renamed"))
    change = ours.refresh()
    assert change is not None
    assert (change.kind, change.everything, change.label) == ("refresh", False, "")
    assert change.touched("activity") == {1, 2}
    assert seen == rows_at(path)
    assert ours.refresh() is None
    theirs.undo()
    change = ours.refresh()
    assert change is not None
    assert [(row.id, row.after and row.after["title"]) for row in change.rows] == [(1, "theirs")]
    assert seen == rows_at(path)
    ours.close()
    theirs.close()


def test_refresh_that_cannot_tell_the_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_STEPS", 3)
    ours, theirs = plan_at(path), plan_at(path)
    seen = mirror(ours, path)

    def everything() -> bool:
        change = ours.refresh()
        assert change is not None
        assert seen == rows_at(path)
        assert ours.refresh() is None
        return change.everything

    for number in range(5):
        theirs.run(AddActivity(str(number)))
    assert everything()  # trimmed
    theirs.run(Rename(1, "a", visit="v"))
    assert not everything()
    theirs.run(Rename(2, "b", visit="v"))
    assert everything()  # merged
    theirs.run(Rename(1, "0", visit="v"))
    theirs.run(Rename(2, "1", visit="v"))
    assert everything()  # merged to nothing
    theirs.undo()
    theirs.redo()
    assert everything()  # moved twice
    theirs.undo()
    theirs.run(AddActivity("new"))
    assert everything()  # forgotten
    ours.close()
    theirs.close()


def test_a_step_after_somebody_elses_says_so(path: Path) -> None:
    ours, theirs = plan_at(path), plan_at(path)
    seen = mirror(ours, path)
    theirs.run(AddActivity("theirs"))
    assert ours.run(AddActivity("ours")).everything
    assert seen == rows_at(path)
    assert ours.refresh() is None
    assert not ours.run(AddActivity("again")).everything
    assert ours.run(Rename(1, "x", visit="v")).everything is False
    assert ours.run(Rename(1, "y", visit="v")).everything is False
    assert seen == rows_at(path)
    ours.close()
    theirs.close()


def test_undo_takes_back_the_newest_step_whoever_made_it(path: Path) -> None:
    ours, theirs = plan_at(path), plan_at(path)
    ours.run(AddActivity("ours"))
    theirs.run(AddActivity("theirs"))
    assert ours.history().undo == "Add “theirs”"
    undone = ours.undo()
    assert undone is not None
    assert undone.label == "Add “theirs”"
    assert titles(path) == ["ours"]
    ours.close()
    theirs.close()


def test_what_is_not_part_of_the_plan_tells_nobody(path: Path) -> None:
    ours, theirs = plan_at(path), plan_at(path)
    with theirs.library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO export_ledger (uid, recurrence_id, digest, sequence, stamp, what, kind, status, summary,"
            " starts, ends, zone) VALUES ('u', '', x'00', 1, '', '', '', '', '', '', '', '')"
        )
    assert ours.refresh() is None
    ours.close()
    theirs.close()


def test_listeners_may_not_write(path: Path) -> None:
    plan = plan_at(path)

    def write(change: Change) -> None:
        for attempt in (lambda: plan.run(AddActivity("more")), plan.undo, plan.redo):
            with pytest.raises(RuntimeError, match="a listener tried to write"):
                attempt()
        assert plan.refresh() is None
        assert titles(path) == ["one"]

    told: list[str] = []
    plan.subscribe(write)
    plan.subscribe(lambda change: told.append(change.label))
    plan.run(AddActivity("one"))
    assert told == ["Add “one”"]
    plan.close()


def test_a_listener_that_fails_hides_the_change_from_nobody(path: Path, allow_log: AllowLog) -> None:
    allow_log("A listener failed")
    plan = plan_at(path)
    told: list[str] = []

    def fail(change: Change) -> None:
        raise ValueError("broken page")

    plan.subscribe(fail)
    plan.subscribe(lambda change: told.append(change.label))
    plan.run(AddActivity("one"))
    plan.run(AddActivity("two"))
    assert told == ["Add “one”", "Add “two”"]
    plan.close()


def test_who_leaves_hears_no_more(path: Path) -> None:
    plan = plan_at(path)
    told: list[str] = []
    second: list[str] = []
    leave_second = plan.subscribe(lambda change: second.append(change.label))
    leave_first = plan.subscribe(lambda change: told.append(change.label))
    plan.subscribe(lambda change: leave_first())
    plan.run(AddActivity("one"))
    leave_second()
    leave_second()
    plan.run(AddActivity("two"))
    assert (told, second) == (["Add “one”"], ["Add “one”"])
    plan.close()
