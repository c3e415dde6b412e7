"""The dialogs that add a goal and set its date, and the page before there is any."""


import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.errors import InvalidInputError
from planner.services.actions.details import AddGoal
from planner.services.planner import Planner
from planner.ui.goals.fields import read_hours
from planner.ui.goals.goal_date import GoalDateDialog
from planner.ui.goals.page import GoalsPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.ui.goals.looking import add_dialog, dialog_of, lines, named, press


def test_the_exam_is_moved_with_its_time_and_removed(page: GoalsPage) -> None:
    page.focus_content()
    press(page, "Set the date")
    dialog = dialog_of(page)
    assert (dialog.day.text(), dialog.time.text()) == ("Wed 9 Dec", "09:30")
    dialog.time.setText("25 o'clock")
    dialog.accept_button.click()
    assert dialog.problem.text() == "“25 o'clock” is not a time of day. Write it such as 09:30."
    dialog.day.setText("2026-12-16")
    dialog.time.setText("8.15")
    dialog.accept_button.click()
    exam = named(page, "AWS Certified AI Practitioner").exam
    assert exam is not None
    assert (exam.day.isoformat(), exam.time) == ("2026-12-16", "08:15")
    dialog.deleteLater()
    QApplication.processEvents()
    page.commands.set_date(named(page, "AWS Certified AI Practitioner"))
    again = [found for found in page.findChildren(GoalDateDialog) if found.isVisible()][-1]
    again._remove()
    assert named(page, "AWS Certified AI Practitioner").exam is None


@pytest.mark.parametrize(
    ("title", "label", "field"),
    [
        ("Idea one", "Exam on", "exam"),
        ("Project Management Professional", "Expires on", "expires"),
        ("Machine Learning Specialization", "Due on", "due"),
    ],
)
def test_each_goal_has_the_date_that_decides_about_it(page: GoalsPage, title: str, label: str, field: str) -> None:
    page.commands.set_date(named(page, title))
    dialog = dialog_of(page)
    assert dialog.day.accessibleName() == label
    dialog.day.setText("never ever")
    dialog.accept_button.click()
    assert "is not a date" in dialog.problem.text()
    dialog.day.setText("2027-08-01")
    dialog.accept_button.click()
    moment = getattr(named(page, title), field)
    assert moment.day.isoformat() == "2027-08-01"


def test_a_wanted_goal_is_added_and_shown(page: GoalsPage, library: Planner) -> None:
    page.add()
    dialog = add_dialog(page)
    dialog.accept_button.click()
    assert dialog.problem.text() == "Type the name of the certification."
    dialog.name.setText("New one")
    dialog.provider.setText("Issuer")
    dialog.hours.setText("many")
    dialog.accept_button.click()
    assert "“many” is not a number of hours" in dialog.problem.text()
    dialog.hours.setText("1.5 h")
    dialog.address.setText("example.org/new")
    dialog.accept_button.click()
    row = named(page, "New one")
    assert (row.state, row.provider, row.estimate, row.url) == (
        "considering", "Issuer", 90, "https://example.org/new",
    )  # fmt: skip
    assert page.list.current_goal() == row  # Ideas was unfolded for it
    page.list._flash.stop()
    library.undo()
    assert "New one" not in lines(page)


def test_a_held_goal_needs_its_expiry_or_none(page: GoalsPage, library: Planner) -> None:
    page.commands.add(held=True)
    dialog = add_dialog(page)
    dialog.name.setText("Held one")
    dialog.issued.setText("2024-05-01")
    dialog.accept_button.click()
    assert dialog.problem.text() == "Give the day on which it expires, or tick “It does not expire”."
    dialog.expires.setText("2024-04-01")
    dialog.accept_button.click()
    assert dialog.problem.text() == "It cannot expire before it was issued. Correct one of the dates."
    dialog.expires.setText("2027-05-01")
    dialog.accept_button.click()
    row = named(page, "Held one")
    assert row.expires is not None
    assert (row.state, row.issued_on, row.expires.day.isoformat()) == ("passed", "2024-05-01", "2027-05-01")
    page.list._flash.stop()
    library.undo()
    assert "Held one" not in lines(page)


def test_the_dialog_asks_only_for_what_the_goal_has(page: GoalsPage) -> None:
    page.add()
    dialog = add_dialog(page)

    def shown() -> list[str]:
        fields = (dialog.hours, dialog.exam, dialog.issued, dialog.expires, dialog.never)
        return [field.accessibleName() or field.text() for field in fields if field.isVisibleTo(dialog)]

    assert shown() == ["Hours that it takes", "Exam on"]
    dialog.having.set_value("hold")
    dialog.having.chosen.emit("hold")
    assert shown() == ["Issued on", "Expires on", "It does not expire"]
    dialog.kind.set_value("course")
    dialog.kind.chosen.emit("course")
    assert shown() == ["Finished on"]
    assert dialog.provider.accessibleName() == "Provider"
    dialog.name.setText("A course")
    dialog.issued.setText("2099-01-01")
    dialog.accept_button.click()
    assert "lies in the future" in dialog.problem.text()
    dialog.issued.setText("")
    dialog.accept_button.click()
    row = named(page, "A course")
    assert (row.state, row.completed_on) == ("completed", None)
    page.list._flash.stop()


def test_an_empty_plan_offers_both_ways(qtbot: QtBot, empty_library: Planner, theme: Theme) -> None:
    context = PageContext(empty_library, theme, SettingsFile())
    page = GoalsPage(context)
    qtbot.addWidget(page)
    empty_library.subscribe(page.apply_change)
    page.reload()
    page.show()
    assert page.stack.currentWidget() is page.empty
    assert [button.text() for button in page.empty.buttons] == ["I hold one", "I want one"]
    page.empty.buttons[0].click()
    dialog = add_dialog(page)
    assert dialog.is_held
    dialog.reject()
    empty_library.run(AddGoal("First", "course"))
    assert page.invitation.isVisibleTo(page)
    assert lines(page) == ["# ideas 1 open", "First"]
    context.deleteLater()


@pytest.mark.parametrize("text", ["٢٥", "２５ h", "1_0", "z" * 10_000])
def test_hours_are_plain_digits_and_refused_in_short(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a number of hours") as refused:
        read_hours(text)
    assert len(str(refused.value)) < 110
