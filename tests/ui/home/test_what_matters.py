"""Home: warnings that unfold and hide, practices that are logged by one press, what is next best, hours of the week."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Skill, StudySession
from planner.domain.next_best import Duty, GapLink, Suggestion, Why
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity, PickForWeek
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.services.queries.home_rest import Next
from planner.ui.home.best_lines import reason
from planner.ui.home.line_list import LineList
from planner.ui.home.lines import Line
from planner.ui.home.page import HomePage
from planner.ui.home.warning_lines import warning_lines
from tests.services.actions.renewal_hands import held
from tests.services.reading import only, rows
from tests.ui.walk import settle

RULE = Rule("credits", 24, "SEU", 2000, (Category("Education", 1200),))


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def lines(block: LineList) -> list[Line]:
    return block.lines_model.lines()


def titles(block: LineList) -> list[str]:
    return [line.title for line in lines(block)]


def press_mark(block: LineList, row: int, qtbot: QtBot, place: int = 1) -> None:
    rect = block.visualRect(block.lines_model.index(row))
    at = QPoint(block.viewport().width() - 32 * place + 16, rect.center().y())
    qtbot.mouseClick(block.viewport(), Qt.MouseButton.LeftButton, pos=at)


def practice(planner: Planner, title: str, count: int, minutes: int = 25) -> ActivityId:
    found = ActivityId(planner.run(AddActivity(title)).added("activity")[0])
    planner.run(EditActivity(found, (("cadence_count", count), ("cadence_minutes", minutes))))
    return found


def exam(planner: Planner) -> ActivityId:
    planner.run(ChangeSetting("hours_a_week", 6, "hours a week"))
    change = planner.run(AddGoal("Practitioner", "certification", estimate_minutes=21 * 60, exam_on=day(planner, 16)))
    return ActivityId(change.added("activity")[0])


# ---------------------------------------------------------------------- warnings


def test_an_exam_too_near_says_what_to_do_and_leads_there(home_page: HomePage, qtbot: QtBot) -> None:
    found = exam(home_page.context.planner)
    (line,) = lines(home_page.notices)
    assert line.title == "Practitioner: exam in 16 days, 21 h to go."
    assert line.remark == "Your week has 6 h. Add 4 h, or move the exam."
    assert (line.tone, line.tip.partition(":")[0]) == ("danger", "Practitioner")
    home_page.notices.enter(0)
    with qtbot.waitSignal(home_page.context.activity_opened) as opened:
        qtbot.keyClick(home_page.notices, Qt.Key.Key_Return)
    assert opened.args == [found]


def test_without_hours_a_week_it_says_what_it_takes(home_page: HomePage) -> None:
    planner = home_page.context.planner
    planner.run(AddGoal("Practitioner", "certification", estimate_minutes=30 * 60, exam_on=day(planner, 7)))
    (line,) = lines(home_page.notices)
    assert line.remark == "That takes 30 h a week. Move the exam, or make room for it."
    assert line.tone == "quiet"


def test_an_exam_that_takes_a_little_more_of_each_week_is_told_calmly(home_page: HomePage) -> None:
    planner = home_page.context.planner
    planner.run(ChangeSetting("hours_a_week", 6, "hours a week"))
    planner.run(AddGoal("Practitioner", "certification", estimate_minutes=14 * 60 + 30, exam_on=day(planner, 16)))
    (line,) = lines(home_page.notices)
    assert line.title == "Practitioner: exam in 16 days, 14.5 h to go."
    assert (line.remark, line.tone) == ("Your week has 6 h. Add 1 h, or move the exam.", "quiet")


def test_an_exam_with_a_long_title_is_called_by_its_code(home_page: HomePage) -> None:
    planner = home_page.context.planner
    title, day_of_exam = "Artificial Intelligence Governance Professional", day(planner, 16)
    change = planner.run(AddGoal(title, "certification", estimate_minutes=6000, exam_on=day_of_exam))
    planner.run(EditDetail(ActivityId(change.added("activity")[0]), (("code", "AIGP"),)))
    assert titles(home_page.notices) == ["AIGP: exam in 16 days, 100 h to go."]


def test_not_now_hides_a_warning_until_undone(home_page: HomePage, qtbot: QtBot) -> None:
    exam(home_page.context.planner)
    with qtbot.waitSignal(home_page.context.toast_requested) as told:
        press_mark(home_page.notices, 0, qtbot)
    assert told.args == ["Hidden for two weeks", True]
    assert home_page.notices.isHidden()
    home_page.context.planner.undo()
    home_page.notices.enter(0)
    qtbot.keyClick(home_page.notices, Qt.Key.Key_Delete)
    assert home_page.notices.isHidden()


def test_what_was_missed_cannot_be_hidden(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    planner.run(AddGoal("Cert", "certification", exam_on=day(planner, -2)))
    (line,) = lines(home_page.notices)
    assert (line.mark, line.key, line.tone) == ("", "", "danger")
    home_page.notices.enter(0)
    qtbot.keyClick(home_page.notices, Qt.Key.Key_Delete)
    assert len(lines(home_page.notices)) == 1


def test_credits_short_take_the_place_of_the_expiry(home_page: HomePage) -> None:
    planner = home_page.context.planner
    held(planner, "Owner", RULE, "2025-02-15", "2027-02-14")
    (line,) = lines(home_page.notices)
    assert line.title == "Owner will be 20 SEUs short on 14 Feb 2027."
    assert line.remark == "12 of them Education."
    assert line.tone == "quiet"


def test_one_skill_rated_above_work_is_named(home_page: HomePage) -> None:
    planner = home_page.context.planner
    skill = rows(planner, Skill)[0]
    planner.run(Assess(skill.id, 4.0, on="2026-01-01"))
    (line,) = lines(home_page.notices)
    assert (line.title, line.remark) == (f"You rate {skill.name} higher than your work shows.", "")
    assert (line.table, line.row_id) == ("skill", skill.id)


def test_all_skills_rated_above_work_are_one_line_that_leads_to_them(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    for skill in rows(planner, Skill)[:5]:
        planner.run(Assess(skill.id, 4.0, on="2026-01-01"))
    (line,) = lines(home_page.notices)
    assert line.title == "You rate 5 skills higher than your work shows."
    assert line.remark.endswith("and 2 more")
    asked: list[object] = []
    home_page.context.page_requested.connect(asked.append)
    home_page.context.row_requested.connect(lambda table, row_id: asked.append((table, row_id)))
    home_page.notices.enter(0)
    qtbot.keyClick(home_page.notices, Qt.Key.Key_Return)
    assert asked == ["skills", ("skill", 1)]


def test_many_warnings_unfold_the_most_urgent_first(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    for number in range(5):
        planner.run(
            AddGoal(f"C{number}", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, 9))
        )
    exam(planner)
    planner.run(AddEvent("Conf", day(planner, 90), None, cfp_date=day(planner, 1)))
    first = ["Call for papers closes tomorrow.", "Practitioner: exam in 16 days, 21 h to go."]
    assert titles(home_page.notices)[:2] == first
    assert titles(home_page.notices)[-1] == "and 3 more"
    assert len(lines(home_page.notices)) == 5
    home_page.notices.enter(-1)
    qtbot.keyClick(home_page.notices, Qt.Key.Key_Return)
    assert len(lines(home_page.notices)) == 7


def test_before_the_rest_is_read_the_first_warnings_stand() -> None:
    from planner.services.queries.home import Notice

    notice = Notice("expiring", 7, "Cert", date(2026, 12, 1), "", "uid")
    assert [line.title for line in warning_lines([notice], None, date(2026, 11, 25))] == ["Expires in 6 days."]


# ---------------------------------------------------------------------- the week


def test_one_press_logs_a_practice_and_undo_takes_it_back(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    found = practice(planner, "Read one paper", 3, 30)
    planner.run(LogTime(found, 30, on=day(planner, -1)))
    (line,) = lines(home_page.picks)
    assert (line.title, line.remark, line.right) == ("Read one paper", "1 of 3 this week", "30 min")
    with qtbot.waitSignal(home_page.context.toast_requested) as told:
        press_mark(home_page.picks, 0, qtbot, place=2)
    assert told.args == ["30 min logged on “Read one paper”", True]
    assert lines(home_page.picks)[0].remark == "2 of 3 this week"
    home_page.picks.enter(0)
    qtbot.keyClick(home_page.picks, Qt.Key.Key_L)
    assert (lines(home_page.picks)[0].remark, lines(home_page.picks)[0].done) == ("3 of 3 this week", True)
    planner.undo()
    planner.undo()
    assert [row.minutes for row in rows(planner, StudySession)] == [30]


def test_a_practice_can_be_picked_and_logged(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    found = practice(planner, "Read one paper", 3, 30)
    planner.run(LogTime(found, 30, on=day(planner, -1)))
    press_mark(home_page.picks, 0, qtbot)
    assert only(planner, Activity, id=found).picked_week is not None
    assert (lines(home_page.picks)[0].mark, lines(home_page.picks)[0].right) == ("star-filled", "30 min")


def test_a_picked_practice_has_both_marks(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    found = practice(planner, "Read one paper", 3)
    planner.run(PickForWeek((found,)))
    press_mark(home_page.picks, 0, qtbot, place=2)
    assert lines(home_page.picks)[0].remark == "1 of 3 this week"
    home_page.picks.enter(0)
    qtbot.keyClick(home_page.picks, Qt.Key.Key_L)
    assert lines(home_page.picks)[0].remark == "2 of 3 this week"
    press_mark(home_page.picks, 0, qtbot)
    assert only(planner, Activity, id=found).picked_week is None
    assert titles(home_page.picks) == ["Read one paper"]  # it has begun, and stays as a practice


def test_practices_that_are_kept_fold_away(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    for number in range(3):
        planner.run(LogTime(practice(planner, f"Practice {number}", 1), 20))
    assert titles(home_page.picks) == ["3 practices kept this week"]
    home_page.picks.enter(0)
    qtbot.keyClick(home_page.picks, Qt.Key.Key_Space)
    assert titles(home_page.picks) == [f"Practice {number}" for number in range(3)]


def test_the_hours_of_the_week(home_page: HomePage) -> None:
    planner = home_page.context.planner
    assert home_page.hours.isHidden()
    planner.run(LogTime(ActivityId(1), 260))
    assert home_page.hours.text.text() == "4 h 20 logged"
    planner.run(ChangeSetting("hours_a_week", 6, "hours a week"))
    assert home_page.hours.text.text() == "4 h 20 of 6 h logged"
    assert not home_page.grab().isNull()


def test_what_is_past_its_day_stands_first_and_unfolds(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    for number in range(1, 6):
        planner.run(AddActivity(f"Late {number}", due=day(planner, -number)))
    planner.run(AddActivity("Soon", due=day(planner, 1)))
    assert titles(home_page.dates) == ["Late 1", "Late 2", "Late 3", "2 more past their day", "Soon"]
    assert lines(home_page.dates)[1].right == "2 days late"
    assert not any(line.tone for line in lines(home_page.dates))
    home_page.dates.enter(3)
    qtbot.keyClick(home_page.dates, Qt.Key.Key_Return)
    assert titles(home_page.dates) == [*(f"Late {number}" for number in range(1, 6)), "Soon"]


def test_of_very_many_that_are_past_their_day_the_newest_are_shown_and_where_the_others_are(
    home_page: HomePage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("planner.services.queries.home.OVERDUE_READ", 6)
    planner = home_page.context.planner
    for number in range(1, 9):
        planner.run(AddActivity(f"Late {number}", due=day(planner, -number)))
    assert titles(home_page.dates) == ["Late 1", "Late 2", "Late 3", "At least 3 more past their day"]
    home_page.dates.enter(3)
    qtbot.keyClick(home_page.dates, Qt.Key.Key_Return)
    assert titles(home_page.dates) == [
        *(f"Late {number}" for number in range(1, 7)),
        "Older ones are on the roadmap: filter by “overdue”",
    ]
    gone: list[str] = []
    home_page.context.page_requested.connect(gone.append)
    home_page.dates.enter(6)
    qtbot.keyClick(home_page.dates, Qt.Key.Key_Return)
    assert gone == ["board"]


# ---------------------------------------------------------------------- next best


def test_a_suggestion_says_why_and_its_star_picks_it(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    found = lines(home_page.best)
    assert len(found) == 3
    assert found[0].remark.startswith("largest gap: ")
    press_mark(home_page.best, 0, qtbot)
    assert titles(home_page.picks) == [found[0].title]
    assert found[0].title not in titles(home_page.best)
    home_page.best.enter(0)
    second = titles(home_page.best)[0]
    qtbot.keyClick(home_page.best, Qt.Key.Key_W)
    assert second in titles(home_page.picks)
    planner.undo()
    assert second not in titles(home_page.picks)


@pytest.mark.parametrize(
    ("suggestion", "words"),
    [
        (Suggestion(1, Why.DUTY, 1, Duty("due", 5)), "due in 5 days"),
        (Suggestion(1, Why.DUTY, 1, Duty("early_bird", 5)), "early-bird price ends in 5 days"),
        (Suggestion(1, Why.DUTY, 1, Duty("exam", 1)), "exam tomorrow"),
        (Suggestion(1, Why.DUTY, 1, Duty("exam", 14)), "exam on 9 Dec"),
        (Suggestion(1, Why.GAP, 1, gap=GapLink(1, "Agile", 2.0, 4.0, 6.0, largest=True)),
         "largest gap: Agile 2 → 4"),
        (Suggestion(1, Why.GAP, 1, gap=GapLink(1, "Agile", None, 3.5, 6.0)), "closes a gap: Agile to 3.5"),
        (Suggestion(1, Why.FIRST, 1), "first open one of step 2"),
        (Suggestion(1, Why.STEP, 1), "belongs to step 2"),
        (Suggestion(1, Why.UNDER_WAY, 1), "under way"),
        (Suggestion(1, Why.PRIORITY, 1), "you gave it priority"),
        (Suggestion(1, Why.INBOX, 1), "waits in the inbox"),
    ],
)  # fmt: skip
def test_each_reason_in_words(suggestion: Suggestion, words: str) -> None:
    assert reason(Next(suggestion, "A", "topic", "planned", 1, 2, None), date(2026, 11, 25)) == words


def test_with_five_picks_what_is_next_folds_away(home_page: HomePage, qtbot: QtBot) -> None:
    planner = home_page.context.planner
    planner.run(PickForWeek(tuple(ActivityId(number) for number in range(1, 6))))
    assert titles(home_page.best) == ["3 more worth doing next"]
    assert home_page._best_head.isHidden()
    home_page.best.enter(0)
    qtbot.keyClick(home_page.best, Qt.Key.Key_Return)
    assert len(lines(home_page.best)) == 3


def test_when_all_is_done_it_asks_what_comes_next(home_page: HomePage) -> None:
    planner = home_page.context.planner
    from planner.services.actions.activities import MoveActivities

    assert home_page._no_picks_text.text() == "Nothing picked yet. What would make this a good week?"
    every = tuple(row.id for row in rows(planner, Activity) if row.kind not in ("event", "certification", "course"))
    planner.run(MoveActivities(every, "done"))
    others = tuple(row.id for row in rows(planner, Activity) if row.status == "planned")
    planner.run(MoveActivities(others, "skipped"))
    assert home_page._no_picks_text.text() == "Every step is done. What comes next?"
    assert home_page.best.isHidden()


def test_it_is_read_once_the_page_was_painted(home_page: HomePage) -> None:
    home_page.later.found = None
    home_page._show()
    assert home_page.best.isHidden()
    home_page.reload()
    settle()
    home_page.grab()
    settle()
    assert len(lines(home_page.best)) == 3
