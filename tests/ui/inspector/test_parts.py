"""Title, status, notes, checklist, links, tags, skills, dates and time: each through its widgets, each undone once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import EditActivity, MoveActivities
from planner.services.actions.details import SetEventTimes
from planner.services.actions.parts import AddChecklistItem, SetActivitySkill
from planner.services.actions.trash import TrashActivities
from planner.ui.shell.page import PageContext
from tests.ui.inspector.conftest import Bench


def choose(menu: QMenu, text: str) -> None:
    """Trigger the entry of a menu or of its submenus."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu) and any(each.text() == text for each in inner.actions()):
            choose(inner, text)
            return
        if action.text() == text:
            action.trigger()
            return
    raise AssertionError(f"no {text!r} in {[each.text() for each in menu.actions()]}")


def test_a_title_is_one_step_however_long_the_visit(bench: Bench) -> None:
    bench.open()
    before = bench.card().activity.title
    bench.view.title.selectAll()
    bench.qtbot.keyClicks(bench.view.title, "New")
    bench.view.title.visit.submit()
    assert bench.card().activity.title == "New"
    bench.qtbot.keyClicks(bench.view.title, " title ")
    assert bench.view.title.toPlainText() == "New title "  # our own change did not take the blank away
    bench.qtbot.keyClick(bench.view.title, Qt.Key.Key_Return)
    assert bench.card().activity.title == "New title"
    bench.planner.undo()
    assert bench.card().activity.title == before
    assert bench.view.title.toPlainText() == before


def test_an_empty_title_is_refused_and_stays(bench: Bench) -> None:
    bench.open()
    before = bench.card().activity.title
    bench.view.title.selectAll()
    bench.qtbot.keyClick(bench.view.title, Qt.Key.Key_Delete)
    bench.inspector.flush()
    assert bench.view.title.toPlainText() == ""
    assert bench.card().activity.title == before
    assert bench.failures == ["The title is empty. Type a few words."]
    bench.view.title.visit.reset(before)


def test_a_change_from_elsewhere_waits_while_one_types(bench: Bench) -> None:
    activity_id = ActivityId(bench.open())
    bench.qtbot.keyClicks(bench.view.title, "x")
    typed = bench.view.title.toPlainText()
    bench.planner.run(EditActivity(activity_id, (("title", "From elsewhere"),)))
    assert bench.view.title.toPlainText() == typed
    bench.inspector.flush()
    assert bench.card().activity.title == typed


def test_what_is_typed_is_written_when_something_else_is_opened(bench: Bench) -> None:
    first = bench.open()
    bench.view.title.selectAll()
    bench.qtbot.keyClicks(bench.view.title, "Kept")
    bench.open("course")
    title = bench.planner.read(
        lambda reader: reader.value("SELECT title FROM activity WHERE id = ?", (first,))
    )
    assert title == "Kept"
    assert bench.view.title.toPlainText() == bench.card().activity.title


def test_typing_is_written_after_a_pause(bench: Bench) -> None:
    bench.open()
    bench.view.title.selectAll()
    bench.qtbot.keyClicks(bench.view.title, "Paused")
    bench.qtbot.waitUntil(lambda: not bench.view.title.visit.pending, timeout=5000)
    assert bench.card().activity.title == "Paused"


def test_status_by_the_pill(bench: Bench) -> None:
    bench.open("topic")
    choose(bench.view.status_menu(), "In progress")
    assert bench.card().activity.status == "in_progress"
    assert bench.view.pill.text() == "In progress"
    bench.planner.undo()
    assert bench.view.pill.text() == "To do"


@pytest.mark.parametrize(
    ("kind", "word", "state", "status"),
    [
        ("certification", "Booked", "booked", "in_progress"),
        ("course", "Enrolled", "enrolled", "planned"),
        ("event", "Registered", "registered", "planned"),
    ],
)
def test_a_state_by_the_pill(bench: Bench, kind: str, word: str, state: str, status: str) -> None:
    bench.open(kind)
    choose(bench.view.status_menu(), word)
    card = bench.card()
    detail = card.certification or card.course or card.event
    assert detail is not None
    assert (detail.state, card.activity.status) == (state, status)
    assert bench.view.pill.text() == word


def test_notes_are_edited_and_previewed(bench: Bench) -> None:
    bench.open("topic")
    before = bench.card().activity.notes
    notes = bench.view.notes
    notes.edit()
    notes.editor.selectAll()
    bench.qtbot.keyClicks(notes.editor, "So **bold**")
    notes.editor.visit.submit()
    bench.qtbot.keyClicks(notes.editor, "er")
    bench.qtbot.keyClick(notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.card().activity.notes == "So **bold**er"
    assert bench.card().activity.status == "planned"  # Ctrl+Enter ended the text and nothing else
    assert not notes.editing
    assert notes.view.toPlainText() == "So bolder"
    bench.planner.undo()
    assert bench.card().activity.notes == before


def test_the_checklist(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    for item in bench.card().checklist:
        bench.view.checklist.remove(next(row for row in bench.view.checklist.rows if row.item == item))
    section = bench.view.checklist
    section.show()
    for text in ("one", "two", "three"):
        bench.qtbot.keyClicks(section.add_field, text)
        bench.qtbot.keyClick(section.add_field, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda: section.add_field.text() == "")
    assert [item.text for item in bench.card().checklist] == ["one", "two", "three"]
    section.rows[1].box.click()
    assert [item.done for item in bench.card().checklist] == [False, True, False]
    bench.qtbot.keyClick(section.rows[0].box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [item.text for item in bench.card().checklist] == ["two", "one", "three"]
    bench.qtbot.keyClick(section.rows[2].box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.text for item in bench.card().checklist] == ["two", "three", "one"]
    section.rows[0].edit()
    editor = section.rows[0].editor
    assert editor is not None
    bench.qtbot.keyClicks(editor, "second <b>")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [item.text for item in bench.card().checklist] == ["second <b>", "three", "one"]
    bench.planner.undo()
    assert bench.card().checklist[0].text == "two"
    bench.qtbot.keyClick(section.rows[0].box, Qt.Key.Key_Delete)
    assert [item.text for item in bench.card().checklist] == ["three", "one"]
    bench.planner.run(AddChecklistItem(activity_id, "from elsewhere"))
    assert [row.item.text for row in section.rows if row.item] == ["three", "one", "from elsewhere"]


def test_half_a_line_is_added_on_closing(bench: Bench) -> None:
    bench.open("topic")
    bench.view.checklist.show()
    bench.qtbot.keyClicks(bench.view.checklist.add_field, "nearly forgotten")
    bench.inspector.hide()
    assert bench.card().checklist[-1].text == "nearly forgotten"


def test_links(bench: Bench) -> None:
    bench.open("topic")
    before = bench.card().links
    section = bench.view.links
    section.edit(None)
    bench.qtbot.keyClicks(section.editor.url, "example.org/a")
    bench.qtbot.keyClicks(section.editor.title, "<i>A</i>")
    section.editor.save_button.click()
    assert [(link.url, link.title) for link in bench.card().links][len(before) :] == [
        ("https://example.org/a", "<i>A</i>")
    ]
    assert section.rows[len(before)].open_button.text() == "<i>A</i>"
    section.edit(bench.card().links[-1])
    section.editor.url.setText("file:///etc/passwd")
    section.editor.save_button.click()
    assert not section.editor.isHidden()  # refused: what was typed is still there
    assert section.editor.url.text() == "file:///etc/passwd"
    assert len(bench.failures) == 1
    section.close_editor()
    bench.qtbot.keyClick(section.rows[len(before)].open_button, Qt.Key.Key_Delete)
    assert bench.card().links == before


def test_tags(bench: Bench) -> None:
    bench.open("topic")
    before = bench.card().tags
    section = bench.view.tags
    section.show()
    section.start_adding()
    bench.qtbot.keyClicks(section.add_field, "#zeta")
    bench.qtbot.keyClick(section.add_field, Qt.Key.Key_Return)
    assert bench.card().tags == (*before, "zeta")
    bench.qtbot.keyClick(section.chips[len(before)], Qt.Key.Key_Delete)
    assert bench.card().tags == before


def test_skills(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    for shown in bench.card().skills:
        bench.planner.run(SetActivitySkill(activity_id, shown.skill_id, None))
    menu = QMenu()
    bench.view.skills.choose(menu)
    group = menu.actions()[0].menu()
    assert isinstance(group, QMenu)
    group.actions()[0].trigger()
    (skill,) = bench.card().skills
    assert skill.level == 2.0
    assert bench.view.skills.chips[0].text() == f"{skill.name} 2"
    bench.planner.run(SetActivitySkill(activity_id, SkillId(skill.skill_id), 3.5))
    assert bench.view.skills.chips[0].text() == f"{skill.name} 3.5"


def test_time_is_logged(bench: Bench) -> None:
    bench.open("topic")
    bench.qtbot.keyClick(bench.view.pill, Qt.Key.Key_L)
    panel = bench.view.log_panel
    bench.qtbot.waitUntil(panel.isVisible)
    bench.qtbot.keyClicks(panel.field, "ages")
    bench.qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.isVisible()
    panel.field.setText("25")
    bench.qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert bench.card().logged_minutes == 25
    assert panel.isHidden()


def test_the_more_menu(bench: Bench, context: PageContext) -> None:
    bench.open("topic")
    choose(bench.view.more_menu(), "Network")
    assert bench.card().step == "Network"
    choose(bench.view.more_menu(), "High")
    assert bench.card().activity.priority == 3
    choose(bench.view.more_menu(), "This week")
    assert bench.card().activity.picked_week is not None
    choose(bench.view.more_menu(), "Optional")
    assert bench.card().activity.core is False
    choose(bench.view.more_menu(), "Event")
    assert bench.card().event is not None
    assert bench.view.place.text() == "Network · event · optional"
    closed: list[bool] = []
    bench.inspector.close_requested.connect(lambda: closed.append(True))
    choose(bench.view.more_menu(), "Delete")
    assert closed
    assert bench.inspector.subject is None
    assert bench.toasts[-1].endswith(" is in the trash")


def test_what_was_deleted_elsewhere_closes(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    with bench.qtbot.waitSignal(bench.inspector.close_requested):
        bench.planner.run(TrashActivities((activity_id,)))
    assert not bench.inspector.open("activity", activity_id)
    assert not bench.inspector.open("activity", 999_999)


def test_keys(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    bench.qtbot.keyClick(bench.view.pill, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: bench.card().activity.status == "done")
    bench.planner.run(MoveActivities((activity_id,), "planned"))
    with bench.qtbot.waitSignal(bench.inspector.close_requested):
        bench.qtbot.keyClick(bench.view.pill, Qt.Key.Key_Escape)


def test_the_add_menu_reveals_and_starts(bench: Bench) -> None:
    bench.planner.run(EditActivity(ActivityId(bench.open("topic")), (("notes", ""),)))
    bench.inspector.open("activity", bench.open("course"))
    bench.open("topic")
    assert bench.view.notes.isHidden()
    choose(bench.view.add_menu(), "Notes")
    assert bench.view.notes.editing
    choose(bench.view.add_menu(), "Person")
    assert not bench.view.fields["activity.person"].isHidden()
    bench.open("course")
    assert bench.view.fields["activity.person"].isHidden()


def test_clearing_the_dates_of_an_event(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("event"))
    bench.planner.run(SetEventTimes(activity_id, "2030-05-04", "2030-05-07"))
    bench.view.dates.edit_times()
    bench.view.dates.times_editor.clear_button.click()
    event = bench.card().event
    assert event is not None
    assert event.starts is None
    assert bench.view.dates.when.shown == "No dates yet"
