"""The guided review stopped and continued, taken back, changed from elsewhere, its last screen and its looks."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.model import ActivitySkill
from planner.domain.words import SkillId
from planner.services import libraries
from planner.services.actions.activities import MoveActivities
from planner.services.actions.review import AnswerReview
from planner.services.actions.skills import AddSkill, Assess, RemoveSkill
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.skills import skills_view
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.review.dialog import ReviewDialog
from planner.ui.theme import Theme
from tests.services.reading import rows
from tests.ui.skills.review_hands import begin, chosen, click, levels, name_of, press, skills, state
from tests.ui.walk import cut, cut_when_painted, painted, settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# ---------------------------------------------------------------------- stopping, continuing, taking back


def test_it_is_stopped_by_escape_and_continued_where_it_was(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, *[Key.Key_2] * 7)
    press(dialog, Key.Key_Escape)
    settle()
    assert page.findChild(ReviewDialog) is None
    assert page._reviewing.again.text() == "Continue the review · 13 left"
    click(page._reviewing.again)
    again = page.findChild(ReviewDialog)
    assert isinstance(again, ReviewDialog)
    assert again.place.text() == "8 of 20"
    click(again.close_button)
    settle()


def test_it_goes_on_in_another_run_on_another_day(qtbot: QtBot, page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, *[Key.Key_2] * 3)
    dialog.close()
    later = FixedClock(datetime.now(UTC) + timedelta(days=9), "UTC")
    other = Planner(libraries.open_plan(planner.path).library, later)
    context = PageContext(other, page.context.theme, page.context.settings)
    continued = ReviewDialog(context)
    qtbot.addWidget(continued)
    unsubscribe = other.subscribe(continued.take)
    continued.open()
    settle()
    assert continued.place.text() == "4 of 20"
    press(continued, Key.Key_Left)
    assert continued.next.text() == "Same as before", "the answer of another day is the last one"
    press(continued, Key.Key_Return)
    assert continued.place.text() == "4 of 20"
    unsubscribe()
    continued.close()
    context.deleteLater()
    other.close()


def test_undo_in_the_dialog_goes_to_the_skill_whose_answer_it_took(page: SkillsPage, planner: Planner) -> None:
    planner.run(AddSkill("Singing", category="Voice"))
    dialog = begin(page)
    order = [row.name for row in skills(planner)]
    press(dialog, Key.Key_2, Key.Key_3, Key.Key_4)
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert (name_of(dialog), levels(planner)[:3]) == (order[2], [2.0, 3.0, None])
    assert dialog.said.text() == f"Undone: Rate “{order[2]}” 4"
    assert chosen(dialog) == []
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert (name_of(dialog), state(planner).asked) == (order[0], frozenset())
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert len(skills(planner)) == 21, "what was done before the review is not taken back from here"
    assert dialog.said.text() == "Nothing that was answered here is left to undo"
    QTest.keyClick(dialog, Key.Key_Y, CONTROL)
    assert (name_of(dialog), levels(planner)[0]) == (order[0], 2.0)
    press(dialog, Key.Key_Return)
    assert name_of(dialog) == order[1]
    dialog.close()


def test_an_answer_that_was_moved_back_by_itself_leaves_nothing_to_undo(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, Key.Key_3)
    dialog.close()
    settle()
    before = planner.history().undo
    dialog = begin(page)
    press(dialog, Key.Key_Left, Key.Key_Plus, Key.Key_Minus)
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.said.text() == "Nothing that was answered here is left to undo"
    assert planner.history().undo == before
    assert levels(planner)[0] == 3.0
    dialog.close()


def test_undo_tells_of_a_step_that_another_window_made_meanwhile(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, Key.Key_3)
    other = libraries.open_plan(planner.path)
    other.run(AddSkill("Singing", category="Voice"))
    other.close()
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.said.text() == "Undone: Add skill “Singing”"
    assert dialog.place.text() == "2 of 20"
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert (dialog.place.text(), levels(planner)[0]) == ("1 of 20", None)
    dialog.close()


def test_undo_at_the_end_goes_back_to_the_last_skill(page: SkillsPage, planner: Planner) -> None:
    dialog = begin(page)
    press(dialog, *[Key.Key_2] * 20)
    assert dialog.next.text() == "Done"
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.place.text() == "20 of 20"
    assert dialog.next.text() == "Next"
    assert levels(planner)[19] is None
    press(dialog, Key.Key_5)
    assert dialog.next.text() == "Done"
    press(dialog, Key.Key_Left)
    assert chosen(dialog) == [5]
    press(dialog, Key.Key_4)
    assert levels(planner)[19] == 4.0
    assert dialog.next.text() == "Done", "a finished review may be corrected, and stays finished"
    assert state(planner, 1).left == 0
    dialog.close()


def test_the_last_screen_says_what_changed_and_what_stands_out(page: SkillsPage, planner: Planner) -> None:
    first, second, third = skills(planner)[:3]
    planner.run(Assess(first.id, 1.0, on="2026-01-02"))
    dialog = begin(page)
    press(dialog, Key.Key_3, Key.Key_1, Key.Key_2)
    for _ in range(17):
        press(dialog, Key.Key_Right)
    said = [line.text() for line in dialog.end.lines]
    assert said[0] == f"Since 2 Jan: +2.0 {first.name}, 2 skills rated for the first time."
    assert said[1:3] == [
        "You rated 3 skills.",
        f"2 of them stand more than a level above what your work shows: {first.name} and {third.name}.",
    ]
    assert said[3] == "17 skills were not asked yet; you can continue at any time."
    assert dialog.end.title.text() == "So far"
    assert second.name not in said[2]
    press(dialog, Key.Key_Left)
    assert dialog.place.text() == "20 of 20"
    dialog.close()


# ---------------------------------------------------------------------- what others do meanwhile


def test_a_skill_that_is_removed_meanwhile_gives_way_to_the_next(page: SkillsPage, planner: Planner) -> None:
    order = skills(planner)
    dialog = begin(page)
    other = libraries.open_plan(planner.path)
    other.run(RemoveSkill(order[0].id))
    press(dialog, Key.Key_3)
    assert "not in the" in dialog.said.text()
    planner.refresh()
    assert name_of(dialog) == order[1].name
    assert dialog.place.text() == "1 of 19"
    other.run(AddSkill("Singing", category="Voice"))
    planner.refresh()
    assert dialog.place.text() == "1 of 20"
    for row in skills(planner):
        other.run(RemoveSkill(SkillId(row.id)))
    other.close()
    planner.refresh()
    settle()
    assert page.findChild(ReviewDialog) is None


def test_without_skills_it_says_so(page: SkillsPage, planner: Planner) -> None:
    for row in skills(planner):
        planner.run(RemoveSkill(row.id))
    toasts: list[str] = []
    page.context.toast_requested.connect(lambda text, _undo: toasts.append(text))
    next(each for each in page.actions() if each.text() == "Review my skills…").trigger()
    assert toasts == ["There are no skills to review yet. Add one first."]
    assert page.findChild(ReviewDialog) is None


def test_in_the_window_it_hears_of_its_own_answers(window: MainWindow) -> None:
    window.resize(1100, 700)
    window.show()
    window.go("skills")
    page = window.pages.page("skills")
    assert isinstance(page, SkillsPage)
    page.chart()
    page._reviewing.open()
    dialog = window.findChild(ReviewDialog)
    assert isinstance(dialog, ReviewDialog)
    settle()
    assert (dialog.width() < 1100, dialog.height() < 700) == (True, True)
    press(dialog, Key.Key_3)
    assert dialog.place.text() == "2 of 20"
    assert page._reviewing.again.text() == "Continue the review · 19 left"
    dialog.close()


def test_a_level_that_the_arrows_lead_to_is_scrolled_into_sight(page: SkillsPage) -> None:
    dialog = begin(page)
    dialog.resize(560, 300)
    settle()
    last = dialog.rungs.rungs[5]
    assert last.visibleRegion().isEmpty()
    press(dialog, *[Key.Key_Down] * 6)
    settle()
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()
    dialog.close()


def test_the_page_behind_shows_each_answer_and_reads_only_that(
    page: SkillsPage, planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = begin(page)
    monkeypatch.setattr(page, "_read", lambda: pytest.fail("the whole page was read anew"))
    press(dialog, Key.Key_3, Key.Key_2)
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    click(dialog.other)
    view = planner.read(skills_view, planner.today())
    assert page._view == view
    assert [row.claimed for row in view.categories[0].skills][:2] == [3.0, None]
    dialog.close()


# ---------------------------------------------------------------------- its looks and its words


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(760, 560), (560, 420)])
def test_nothing_is_cut(
    page: SkillsPage, theme: Theme, mode: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = page.context.planner
    link = rows(planner, ActivitySkill, skill_id=skills(planner)[0].id)[0]
    planner.run(MoveActivities((link.activity_id,), status="done"))
    planner.run(Assess(skills(planner)[0].id, 2.5, on="2025-09-12"))
    theme.set_mode(mode)
    dialog = begin(page)
    dialog.resize(*size)
    settle()
    assert [*cut(dialog), *cut_when_painted(painted(dialog, monkeypatch))] == []
    click(dialog.rungs.rungs[4])
    settle()
    assert [*cut(dialog), *cut_when_painted(painted(dialog, monkeypatch))] == []
    assert dialog.grab().toImage().pixelColor(3, 3) == theme.colour("bg")
    for _ in range(20):
        press(dialog, Key.Key_Right)
    settle()
    assert [*cut(dialog), *cut_when_painted(painted(dialog, monkeypatch))] == []
    dialog.close()


def test_today_s_answer_looks_other_than_the_last_one(page: SkillsPage, planner: Planner, theme: Theme) -> None:
    planner.run(Assess(skills(planner)[0].id, 2.0, on="2025-09-12"))
    dialog = begin(page)
    rung = dialog.rungs.rungs[2]
    assert rung.grab().toImage().pixelColor(6, 6) == theme.colour("bg")
    click(rung)
    assert rung.grab().toImage().pixelColor(6, 6) == theme.colour("accent_soft")
    dialog.close()


def test_the_skill_and_its_levels_have_names(page: SkillsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    QAccessible.setActive(True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: announced.append(event.message()))
    dialog = begin(page)
    press(dialog, Key.Key_3)
    second = skills(page.context.planner)[1]
    assert announced[-1].startswith("Skill 2 of 20, Technical foundation: ")
    assert second.name in dialog.question.accessibleName()
    assert second.definition in dialog.question.accessibleName()
    roles = {QAccessible.queryAccessibleInterface(rung).role() for rung in dialog.rungs.rungs}
    assert roles == {QAccessible.Role.RadioButton}
    assert all(rung.accessibleName().startswith(f"Level {rung.level}: ") for rung in dialog.rungs.rungs)
    dialog.close()
    QAccessible.setActive(False)


def test_a_skip_of_everything_leaves_the_invitation(page: SkillsPage, planner: Planner) -> None:
    for row in skills(planner)[:5]:
        planner.run(AnswerReview(row.id, None))
    assert page._reviewing.hint.isVisibleTo(page)
    assert page._reviewing.start.text() == "Continue"
    assert page._reviewing.start.accessibleName() == "Continue the review · 15 left"
    assert "8 minutes" in page._reviewing.hint.text()
