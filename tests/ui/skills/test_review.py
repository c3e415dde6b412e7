"""The guided review: by keyboard alone, by mouse alone, and each way to answer a skill."""

from PySide6.QtCore import Qt
from shiboken6 import isValid

from planner.domain.model import Activity, ActivitySkill
from planner.services.actions.activities import MoveActivities
from planner.services.actions.rubrics import SetRubric
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.review.dialog import ReviewDialog
from tests.services.reading import everything, rows
from tests.ui.skills.review_hands import begin, chosen, click, levels, name_of, press, skills, state
from tests.ui.walk import settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# ---------------------------------------------------------------------- the whole of it


def test_a_whole_review_by_keyboard_alone(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    order = [row.name for row in skills(planner)]
    for number in range(20):
        assert name_of(dialog) == order[number]
        assert dialog.place.text() == f"{number + 1} of 20"
        press(dialog, (Key.Key_0, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)[number % 6])
    assert levels(planner) == [float(number % 6) for number in range(20)]
    assert dialog.end.title.text() == "The review is done"
    assert "You rated 20 skills." in dialog.end.said()
    assert dialog.next.hasFocus()
    assert dialog.next.accessibleDescription() == dialog.end.said(), "the focus says what came of it"
    press(dialog, Key.Key_Return)
    assert not isValid(dialog) or not dialog.isVisible()
    settle()
    assert page._reviewing.again.text() == "Review · last today"


def test_a_whole_review_by_mouse_alone(page: SkillsPage, planner: Planner) -> None:
    click(page._reviewing.start)
    dialog = page.findChild(ReviewDialog)
    assert isinstance(dialog, ReviewDialog)
    settle()
    for number in range(20):
        if number == 3:
            click(dialog.other)
            continue
        assert not dialog.next.isEnabled()
        click(dialog.rungs.rungs[2])
        if number % 2:
            click(dialog.rungs.rungs[2])
        assert dialog.next.text() == "Next"
        click(dialog.next)
    assert levels(planner) == [None if number == 3 else 2.5 if number % 2 else 2.0 for number in range(20)]
    assert "You rated 19 skills. 1 was passed over and stays as it was." in dialog.end.said()
    click(dialog.next)
    settle()
    assert page.findChild(ReviewDialog) is None


def test_the_time_that_is_left_and_the_bar_move_with_the_answers(page: SkillsPage) -> None:
    dialog = begin(page)
    assert dialog.rest.text() == "about 10 minutes left"
    press(dialog, *[Key.Key_2] * 7)
    assert (dialog.place.text(), dialog.rest.text(), dialog.bar.value()) == ("8 of 20", "about 7 minutes left", 35)
    press(dialog, *[Key.Key_2] * 12)
    assert dialog.rest.text() == "about 1 minute left"
    dialog.close()


# ---------------------------------------------------------------------- answering one skill


def test_plus_and_minus_move_by_half_and_enter_goes_on(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    before = planner.history().undo
    press(dialog, Key.Key_Minus)
    assert levels(planner)[0] is None, "less than unknown is no answer"
    press(dialog, *[Key.Key_Plus] * 5, Key.Key_Minus)
    assert levels(planner)[0] == 1.5
    assert chosen(dialog) == [1]
    assert dialog.rungs.rungs[1].accessibleName().startswith("Level 1.5: ")
    press(dialog, Key.Key_Return)
    assert dialog.place.text() == "2 of 20"
    planner.undo()
    assert planner.history().undo == before, "all presses on one skill are one step"
    dialog.close()


def test_enter_dates_the_last_answer_today(page: SkillsPage, planner: Planner) -> None:
    first = skills(planner)[0]
    planner.run(Assess(first.id, 2.5, on="2025-09-12"))
    dialog = begin(page)
    assert chosen(dialog) == [2]
    assert "Last answer, 12 Sep 2025: 2.5" in dialog.rungs.rungs[2].accessibleName()
    assert dialog.next.text() == "Same as before"
    press(dialog, Key.Key_Return)
    row = skills(planner)[0]
    assert (row.claimed, row.claimed_on) == (2.5, planner.today().isoformat())
    assert dialog.place.text() == "2 of 20"
    dialog.close()


def test_enter_says_what_to_do_where_nothing_is_shown(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    before = everything(planner)
    press(dialog, Key.Key_Return)
    assert dialog.said.text() == "Choose a level first, or say that you do not know"
    assert dialog.place.text() == "1 of 20"
    assert everything(planner) == before
    dialog.close()


def test_a_second_click_makes_it_half_and_a_third_whole(page: SkillsPage, planner: Planner) -> None:
    planner.run(Assess(skills(planner)[0].id, 3.5, on="2025-09-12"))
    dialog = begin(page)
    seen = []
    for _ in range(3):
        click(dialog.rungs.rungs[3])
        seen.append(levels(planner)[0])
    assert seen == [3.0, 3.5, 3.0]
    click(dialog.rungs.rungs[5])
    click(dialog.rungs.rungs[5])
    assert levels(planner)[0] == 5.0
    dialog.close()


def test_arrows_walk_over_the_rungs_and_enter_takes_one(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    focused = dialog.rungs.focused
    assert focused is not None
    assert focused.level == 1
    assert levels(planner)[0] is None
    press(dialog, Key.Key_Space)
    press(dialog, Key.Key_Space)
    assert levels(planner)[0] == 1.5
    press(dialog, Key.Key_Return)
    assert levels(planner)[0] == 1.5
    assert dialog.place.text() == "2 of 20"
    assert dialog.question.hasFocus()
    press(dialog, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert levels(planner)[1] == 1.0
    dialog.close()


def test_passing_over_writes_only_that_it_was_asked(page: SkillsPage, planner: Planner) -> None:
    planner.run(Assess(skills(planner)[0].id, 2.0, on="2025-09-12"))
    before = everything(planner)
    dialog = begin(page)
    assert everything(planner) == before, "opening it writes nothing"
    assert dialog.other.text() == "Skip"
    click(dialog.other)
    assert dialog.other.text() == "I do not know"
    click(dialog.other)
    assert dialog.place.text() == "3 of 20"
    changed = {table for table, found in everything(planner).items() if found != before[table]}
    assert changed == {"setting"}
    assert len(state(planner).asked) == 2
    dialog.close()


def test_an_answer_is_taken_back_by_mouse(page: SkillsPage, planner: Planner) -> None:
    first, second = skills(planner)[:2]
    planner.run(Assess(second.id, 4.0))
    dialog = begin(page)
    click(dialog.rungs.rungs[2])
    assert dialog.other.text() == "Take back"
    click(dialog.other)
    assert levels(planner)[0] is None
    assert (dialog.other.text(), chosen(dialog)) == ("I do not know", [])
    click(dialog.other)
    assert "Last answer, today: 4" in dialog.question.accessibleName()
    click(dialog.rungs.rungs[1])
    click(dialog.other)
    assert levels(planner)[1] == 4.0, "what was rated today before the review stands again"
    assert first.name != name_of(dialog)
    dialog.close()


def test_going_back_and_on_answers_nothing(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    assert not dialog.back.isEnabled()
    press(dialog, Key.Key_3, Key.Key_3)
    before = everything(planner)
    places = []
    for key in (Key.Key_Left, Key.Key_Backspace, Key.Key_Left, Key.Key_Right, Key.Key_Right, Key.Key_Right):
        press(dialog, key)
        places.append(dialog.place.text()[:2].strip())
    assert places == ["2", "1", "1", "2", "3", "4"]
    assert everything(planner) == before
    press(dialog, Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert chosen(dialog) == [3]
    press(dialog, Key.Key_4)
    assert levels(planner)[:3] == [4.0, 3.0, None]
    assert dialog.place.text() == "3 of 20", "it goes on where the review stands"
    dialog.close()


def test_a_button_keeps_the_focus_while_it_is_pressed_again_and_again(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    dialog.other.setFocus()
    for _ in range(3):
        press(dialog, Key.Key_Space)
    assert dialog.other.hasFocus()
    assert dialog.place.text() == "4 of 20"
    press(dialog, Key.Key_Right)
    assert dialog.place.text() == "5 of 20", "the arrows turn pages there too"
    dialog.close()


def test_what_work_shows_is_marked_with_its_evidence(page: SkillsPage, planner: Planner) -> None:
    first = skills(planner)[0]
    links = [link for link in rows(planner, ActivitySkill, skill_id=first.id) if link.level == 2.0]
    ids = [link.activity_id for link in links][:4]
    assert len(ids) == 4
    for number, activity_id in enumerate(ids):
        planner.run(MoveActivities((activity_id,), status="done", on=f"2026-0{number + 1}-05"))
    dialog = begin(page)
    said = [rung.accessibleName() for rung in dialog.rungs.rungs]
    assert [level for level, text in enumerate(said) if "Your work shows this" in text] == [2]
    newest = rows(planner, Activity, id=ids[-1])[0].title
    oldest = rows(planner, Activity, id=ids[0])[0].title
    assert f"{newest} · 5 Apr 2026" in said[2]
    assert oldest not in said[2]
    assert "and 1 more" in said[2]
    dialog.close()


def test_faded_work_and_levels_without_words_are_told(page: SkillsPage, planner: Planner) -> None:
    first = skills(planner)[0]
    link = next(link for link in rows(planner, ActivitySkill, skill_id=first.id) if link.level == 2.0)
    planner.run(MoveActivities((link.activity_id,), status="done", on="2020-01-05"))
    planner.run(SetRubric(first.id, 4, ""))
    dialog = begin(page)
    assert "Your work showed this more than two years ago" in dialog.rungs.rungs[2].accessibleName()
    assert dialog.rungs.rungs[4].accessibleName() == "Level 4: Coaches others"
    dialog.close()
