"""Adding a goal with the help of the catalogue, by keyboard and by mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.model import Activity, Certification, Course, Credit, CreditClaim, RenewalRule
from planner.services.actions.details import AddGoal
from planner.services.planner import Planner
from planner.services.queries.activity import activity_card
from planner.ui.goals.add_goal import AddGoalDialog
from planner.ui.goals.page import GoalsPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.services.reading import everything, only, rows
from tests.ui.goals.looking import named


@pytest.fixture
def library(planner_library: Planner) -> Planner:
    """The built-in roadmap, whose goals are ideas."""
    return planner_library


@pytest.fixture
def page(qtbot: QtBot, library: Planner, theme: Theme) -> Iterator[GoalsPage]:
    context = PageContext(library, theme, SettingsFile())
    made = GoalsPage(context)
    qtbot.addWidget(made)
    library.subscribe(made.apply_change)
    made.resize(1000, 640)
    made.reload()
    made.show()
    yield made
    made.list._flash.stop()
    context.deleteLater()


def opened(page: GoalsPage, *, held: bool = False) -> AddGoalDialog:
    page.commands.add(held=held)
    found = next(each for each in page.findChildren(AddGoalDialog) if each.isVisible())
    found.activateWindow()
    QApplication.processEvents()
    return found


def typed(dialog: AddGoalDialog, text: str) -> list[str]:
    """Type a name anew; what is suggested."""
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, text)
    if dialog.suggestions.isHidden():
        return []
    return [known.key for known in dialog.suggestions.list.entries]


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def chosen(dialog: AddGoalDialog, text: str) -> None:
    typed(dialog, text)
    if dialog.suggestions.list.current() is None:
        press(dialog.name, Qt.Key.Key_Down)
    press(dialog.name, Qt.Key.Key_Return)
    assert entry_of(dialog)


def entry_of(dialog: AddGoalDialog) -> str:
    """The key of the entry that was chosen."""
    return "" if dialog.known is None else dialog.known.key


def shown(dialog: AddGoalDialog) -> list[str]:
    """What is asked besides the name."""
    rows = {
        "issuer": dialog.provider, "page": dialog.address, "hours": dialog.hours, "exam": dialog.exam,
        "issued": dialog.issued, "expires": dialog.expires, "never": dialog.never, "credits": dialog.credits,
        "reported": dialog.reported,
    }  # fmt: skip
    return [name for name, field in rows.items() if field.isVisibleTo(dialog)]


def test_typing_suggests_and_the_keyboard_chooses(page: GoalsPage) -> None:
    dialog = opened(page)
    assert typed(dialog, "a") == []
    assert typed(dialog, "azure") == ["ms-ai-901", "ms-ai-103", "ms-ai-102", "ms-ai-900"]
    found = dialog.suggestions.list
    assert found.current() is None
    assert dialog.name.accessibleDescription() == "4 suggestions, Down goes to them"
    press(dialog.name, Qt.Key.Key_Up)
    assert dialog.name.accessibleDescription() == (
        "Microsoft Azure AI Fundamentals exam, AI-900, Microsoft, retired on 30 Jun 2026, now AI-901"
    )
    press(dialog.name, Qt.Key.Key_Down)
    assert found.currentIndex().row() == 0
    assert dialog.name.hasFocus()
    press(dialog.name, Qt.Key.Key_Return)
    assert dialog.suggestions.isHidden()
    assert dialog.isVisible()
    assert dialog.name.accessibleDescription() == ""
    assert (dialog.name.text(), dialog.provider.text()) == ("Microsoft Certified: Azure AI Fundamentals", "Microsoft")
    assert len(typed(dialog, "ce")) == 6


def test_escape_closes_the_list_only_and_the_mouse_chooses(page: GoalsPage) -> None:
    dialog = opened(page)
    typed(dialog, "scrum prod")
    press(dialog.name, Qt.Key.Key_Escape)
    assert dialog.suggestions.isHidden()
    assert dialog.isVisible()
    assert dialog.name.text() == "scrum prod"
    press(dialog.name, Qt.Key.Key_Down)  # opens it again
    assert not dialog.suggestions.isHidden()
    view = dialog.suggestions.list
    second = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseMove(view.viewport(), second)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert dialog.known == view.entries[1]
    typed(dialog, "scrum")
    dialog.provider.setFocus()
    assert dialog.suggestions.isHidden()
    dialog.name.setFocus()
    press(dialog.name, Qt.Key.Key_Escape)
    assert page.findChildren(AddGoalDialog) == []


def test_the_list_stays_inside_the_dialog(page: GoalsPage) -> None:
    dialog = opened(page)
    for kind in ("certification", "course"):
        dialog.kind.set_value(kind)
        dialog.kind.chosen.emit(kind)
        typed(dialog, "ma")
        assert len(dialog.suggestions.list.entries) == 6
        assert dialog.rect().contains(dialog.suggestions.geometry())
        assert dialog.suggestions.list.verticalScrollBar().maximum() == 0
    assert dialog.width() <= 1100
    assert dialog.height() <= 700


def test_return_without_a_chosen_line_closes_the_list_and_then_adds(page: GoalsPage, library: Planner) -> None:
    dialog = opened(page)
    typed(dialog, "scrum mas")
    press(dialog.name, Qt.Key.Key_Return)
    assert dialog.suggestions.isHidden()
    assert dialog.isVisible()
    press(dialog.name, Qt.Key.Key_Return)
    assert page.findChildren(AddGoalDialog) == []
    assert named(page, "scrum mas").state == "considering"
    assert only(library, Certification, activity_id=named(page, "scrum mas").id).catalogue_key == ""


def test_a_code_is_enough(page: GoalsPage, library: Planner) -> None:
    dialog = opened(page)
    typed(dialog, "pmp")
    press(dialog.name, Qt.Key.Key_Return)
    assert dialog.catalogue_note.source.text() == "From the catalogue, as of 23 Nov 2026: 36 months, 60 PDUs in 3 years"
    assert dialog.hours.text() == "115"
    before = everything(library)
    press(dialog.name, Qt.Key.Key_Return)
    row = named(page, "Project Management Professional")
    detail = only(library, Certification, activity_id=row.id)
    assert (detail.catalogue_key, detail.facts_checked_on, detail.code) == ("pmi-pmp", "2026-11-23", "PMP")
    assert (row.estimate, row.state) == (115 * 60, "considering")
    assert only(library, RenewalRule).required == 6000
    assert len(library.read(activity_card, row.id).skills) == 4
    page.list._flash.stop()
    library.undo()
    assert everything(library) == before


def test_what_was_filled_in_is_taken_back(page: GoalsPage) -> None:
    dialog = opened(page)
    chosen(dialog, "aigp")
    dialog.hours.setText("12")
    dialog.catalogue_note.clear_button.click()
    assert entry_of(dialog) == ""
    assert (dialog.provider.text(), dialog.address.text(), dialog.hours.text()) == ("", "", "12")
    assert dialog.name.text() == "Artificial Intelligence Governance Professional"
    assert not dialog.catalogue_note.isVisibleTo(dialog)
    chosen(dialog, "aigp")
    QTest.keyClicks(dialog.name, " of mine")
    assert entry_of(dialog) == "iapp-aigp"  # it still speaks of it
    typed(dialog, "Juggling")
    assert entry_of(dialog) == ""
    assert dialog.provider.text() == ""
    chosen(dialog, "aigp")
    dialog.kind.set_value("course")
    dialog.kind.chosen.emit("course")
    assert entry_of(dialog) == ""


def test_an_entry_of_the_other_kind_sets_the_kind(page: GoalsPage, library: Planner) -> None:
    dialog = opened(page, held=True)
    chosen(dialog, "made with ml")
    assert dialog.is_course
    assert shown(dialog) == ["issuer", "page", "issued"]
    QTest.keyClicks(dialog.issued, "2026-05-01")
    dialog.accept_button.click()
    course = only(library, Course, catalogue_key="made-with-ml")
    assert (course.state, only(library, Activity, id=course.activity_id).completed_on) == ("completed", "2026-05-01")


def test_a_held_one_needs_its_dates_and_credits_only(page: GoalsPage, library: Planner) -> None:
    dialog = opened(page, held=True)
    assert shown(dialog) == ["issuer", "page", "issued", "expires", "never"]
    chosen(dialog, "pmp")
    assert dialog.issued.hasFocus()
    QTest.keyClicks(dialog.issued, "2025-02-15")
    press(dialog.issued, Qt.Key.Key_Tab)
    assert dialog.expires.date().isoformat() == "2028-02-14"  # type: ignore[union-attr]  # the last valid day
    assert shown(dialog)[-2:] == ["credits", "reported"]
    names = [field.accessibleName() for field in dialog.credits.fields.values()]
    assert names == ["Education, PDUs so far", "Giving back, PDUs so far"]
    education, giving = dialog.credits.fields.values()
    for field, following in ((dialog.never, education), (education, giving), (giving, dialog.reported)):
        field.setFocus()
        press(field, Qt.Key.Key_Tab)
        assert following.hasFocus()
    QTest.keyClicks(education, "26,5")
    QTest.keyClicks(giving, "0")
    dialog.reported.click()
    dialog.accept_button.click()
    row = named(page, "Project Management Professional")
    assert row.expires is not None
    assert (row.state, row.expires.day.isoformat()) == ("passed", "2028-02-14")
    credit = only(library, Credit)
    assert (credit.amount, credit.category, credit.unit, credit.title) == (2650, "Education", "PDU", "Earlier credits")
    claim = only(library, CreditClaim)
    assert (claim.activity_id, claim.reported_on) == (row.id, credit.on_date)


def test_the_reckoned_expiry_gives_way_to_the_persons(page: GoalsPage) -> None:
    dialog = opened(page, held=True)
    chosen(dialog, "cspo")
    QTest.keyClicks(dialog.issued, "2025-02-15")
    press(dialog.issued, Qt.Key.Key_Tab)
    dialog.expires.setText("2028-01-01")
    press(dialog.expires, Qt.Key.Key_Tab)
    dialog.issued.setText("2025-03-15")
    press(dialog.issued, Qt.Key.Key_Tab)
    assert dialog.expires.date().isoformat() == "2028-01-01"  # type: ignore[union-attr]
    dialog.never.click()
    assert "credits" not in shown(dialog)
    dialog.never.click()
    assert list(dialog.credits.fields) == [""]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("issued", "2099-01-01", "That day lies in the future. Give the day on which you got it."),
        ("expires", "2020-01-01", "It cannot expire before it was issued. Correct one of the dates."),
        ("Education", "many", "“many” is not an amount of credits. Type one such as 6 or 0.25."),
        ("Giving back", "25.01", "“Giving back” counts up to 25 PDUs. Give no more than that."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    page: GoalsPage, library: Planner, field: str, text: str, sentence: str
) -> None:
    dialog = opened(page, held=True)
    chosen(dialog, "pmp")
    dialog.issued.setText("2025-02-15")
    dialog.expires.setText("2028-02-14")
    line = dialog.credits.fields[field] if field in dialog.credits.fields else getattr(dialog, field)
    line.setText(text)
    before = everything(library)
    dialog.accept_button.click()
    QApplication.processEvents()
    assert dialog.problem.text() == sentence
    assert line.hasFocus()
    below = dialog.problem.mapTo(dialog, dialog.problem.rect().topLeft()).y()
    above = line.mapTo(dialog, line.rect().bottomLeft()).y()
    assert 0 < below - above < line.height()
    assert everything(library) == before
    QTest.keyClicks(line, "1")
    assert not dialog.problem.isVisibleTo(dialog)


def test_a_retired_one_offers_what_came_after(page: GoalsPage) -> None:
    dialog = opened(page)
    chosen(dialog, "ai-900")
    assert dialog.catalogue_note.retired.text() == (
        "Retired on 30 Jun 2026; now there is Microsoft Certified: Azure AI Fundamentals (AI-901)."
    )
    assert dialog.catalogue_note.instead.text() == "Add AI-901 instead"
    dialog.catalogue_note.instead.click()
    assert entry_of(dialog) == "ms-ai-901"
    assert dialog.hours.text() == "15"  # of the idea that the plan has
    assert not dialog.catalogue_note.retired.isVisibleTo(dialog)


def test_an_unconfirmed_one_fills_in_its_name_alone(page: GoalsPage) -> None:
    dialog = opened(page)
    chosen(dialog, "tensorflow dev")
    assert dialog.catalogue_note.source.text().startswith("The catalogue knows only its name")
    assert (dialog.provider.text(), dialog.address.text(), dialog.hours.text()) == ("Google", "", "")


def test_an_idea_of_the_roadmap_is_taken_up(page: GoalsPage, library: Planner) -> None:
    number = len(rows(library, Activity))
    dialog = opened(page)
    chosen(dialog, "aigp")
    assert dialog.presence_note.told.text() == "It is an idea in “Continuous upskilling” already."
    assert dialog.accept_button.text() == "Take it up"
    dialog.presence_note.take.click()
    assert dialog.accept_button.text() == "Add another"
    dialog.presence_note.take.click()
    dialog.accept_button.click()
    row = named(page, "Artificial Intelligence Governance Professional")
    assert row.state == "preparing"
    assert len(rows(library, Activity)) == number
    assert only(library, RenewalRule, activity_id=row.id).required == 2000


def test_a_typed_name_finds_an_idea_too(page: GoalsPage, library: Planner) -> None:
    dialog = opened(page, held=True)
    typed(dialog, "certified scrum product owner")
    press(dialog.name, Qt.Key.Key_Escape)
    assert dialog.presence_note.isVisibleTo(dialog)
    QTest.keyClicks(dialog.provider, "Somebody")
    assert not dialog.presence_note.isVisibleTo(dialog)
    dialog.provider.clear()
    QTest.keyClicks(dialog.provider, "scrum alliance")
    dialog.never.click()
    dialog.accept_button.click()
    assert named(page, "Certified Scrum Product Owner").state == "passed"


def test_what_is_under_way_is_opened_instead(page: GoalsPage, library: Planner) -> None:
    goal = library.run(AddGoal("PMP", "certification", "PMI", held=True)).added("activity")[0]
    opened_ids: list[int] = []
    page.context.activity_opened.connect(opened_ids.append)
    dialog = opened(page)
    chosen(dialog, "pmp")
    assert dialog.presence_note.told.text() == "“PMP” is in the plan already: passed, in “Inbox”."
    assert not dialog.presence_note.take.isVisibleTo(dialog)
    assert dialog.accept_button.text() == "Add another"
    dialog.presence_note.open_button.click()
    QApplication.processEvents()
    assert page.findChildren(AddGoalDialog) == []
    assert opened_ids == [goal]


def test_everything_has_a_name(page: GoalsPage) -> None:
    dialog = opened(page, held=True)
    chosen(dialog, "ai-900")
    chosen(dialog, "pmp")
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(dialog):
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name or not widget.isEnabled(), widget
