"""What happens elsewhere to the activity in whose field a person is typing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.trash import RestoreActivities, TrashActivities
from tests.ui.inspector.conftest import Bench


def type_notes(bench: Bench) -> None:
    bench.view.notes.show()
    bench.view.notes.edit()
    bench.view.notes.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(bench.view.notes.editor, " and more")


def test_what_was_typed_when_another_window_deleted_it_stays_and_can_still_be_stored(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    type_notes(bench)
    bench.planner.run(TrashActivities((activity_id,)))
    bench.qtbot.waitUntil(lambda: bool(bench.failures))
    assert bench.view.notes.editor.toPlainText().endswith(" and more")
    bench.planner.run(RestoreActivities((activity_id,)))
    bench.inspector.flush()
    assert bench.card().activity.notes.endswith(" and more")


def test_what_was_typed_when_a_restore_took_it_away_stays_in_its_field(bench: Bench, tmp_path: Path) -> None:
    copy = libraries.back_up_to(bench.planner, tmp_path / "copy.db")
    bench.planner.run(AddActivity("New since then"))
    activity_id = bench.open(title="New since then")
    type_notes(bench)
    libraries.restore(bench.planner.path, copy)
    bench.planner.refresh()
    bench.qtbot.waitUntil(lambda: bool(bench.failures))
    assert bench.view.notes.editor.toPlainText().endswith(" and more")
    assert bench.view.notes.editor.property("invalid") is True
    assert bench.inspector.subject == ("activity", activity_id)
