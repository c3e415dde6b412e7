"""Looking a goal of the plan up in the catalogue: what it would fill in is shown before, and only what is ticked is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.model import Certification, RenewalRule
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.goals import ApplyCatalogue, EnterGoal
from planner.services.catalogue import entry
from planner.services.planner import Planner
from planner.services.queries.activity import activity_card
from planner.ui.goals.page import GoalsPage
from planner.ui.shell.catalogue_dialog import CatalogueDialog, look_up
from planner.ui.shell.inspector.activity_view import ActivityView
from planner.ui.shell.page import PageContext
from tests.services.reading import everything, only
from tests.ui.goals.looking import entry as menu_entry
from tests.ui.goals.looking import named

CHECKED = "2026-11-23"


def add(planner: Planner, title: str, kind: str = "certification", **fields: object) -> ActivityId:
    return ActivityId(planner.run(AddGoal(title, kind, **fields)).added("activity")[0])  # type: ignore[arg-type]


@pytest.fixture
def dialog(context: PageContext, qtbot: QtBot) -> CatalogueDialog:
    """For a certification that the plan knows by its code alone."""
    goal = add(context.planner, "PMP")
    context.planner.run(EditDetail(goal, (("issuer", "PMI"),)))
    made = CatalogueDialog(context, context.planner.read(activity_card, goal))
    qtbot.addWidget(made)
    made.show()
    return made


def texts(dialog: CatalogueDialog) -> list[str]:
    return [box.text().partition(":")[0] for box in dialog.boxes.values()]


def test_it_shows_what_it_would_fill_in_and_does_what_is_ticked(
    dialog: CatalogueDialog, context: PageContext
) -> None:
    planner = context.planner
    assert texts(dialog) == ["Issuer’s web page", "Code", "Level", "Asked before", "Renewal", "Time", "Shows"]
    assert dialog.boxes["renewal"].text() == "Renewal: 60 PDUs in 3 years"
    assert all(box.isChecked() and box.accessibleName() for box in dialog.boxes.values())
    dialog.boxes["level"].click()
    before = everything(planner)
    dialog.accept_button.click()
    detail = only(planner, Certification, catalogue_key="pmi-pmp")
    assert (detail.issuer, detail.code, detail.level, detail.facts_checked_on) == ("PMI", "PMP", "", CHECKED)
    assert only(planner, RenewalRule).required == 6000
    planner.undo()
    assert everything(planner) == before


def test_the_keyboard_goes_through_what_was_found(dialog: CatalogueDialog) -> None:
    QTest.keyClicks(dialog.field, "scrum owner")
    assert [known.key for known in dialog.list.entries][:1] == ["scrumalliance-cspo"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.list.currentIndex().row() == 1
    QTest.keyClick(dialog.field, Qt.Key.Key_Up)
    assert dialog.boxes["code"].text() == "Code: CSPO"
    for box in list(dialog.boxes.values()):
        box.click()
    assert not dialog.accept_button.isEnabled()
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, "rope dancing")
    assert dialog.source.text().startswith("Nothing in the catalogue has these words.")
    assert not dialog.accept_button.isEnabled()
    assert not dialog.list.isVisibleTo(dialog)
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, "ai-900")
    assert "Retired on 30 Jun 2026" in dialog.source.text()
    second = dialog.list.visualRect(dialog.list.model().index(1, 0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert dialog.list.current() == entry("ms-ai-901")


def test_what_is_whole_needs_nothing(context: PageContext, qtbot: QtBot) -> None:
    planner = context.planner
    known = entry("ms-ab-731")
    goal = ActivityId(planner.run(EnterGoal(AddGoal(known.name, "certification"), known, CHECKED)).added("activity")[0])
    fields = ("issuer", "url", "estimate")
    planner.run(ApplyCatalogue(goal, known, CHECKED, fields))
    made = CatalogueDialog(context, planner.read(activity_card, goal))
    qtbot.addWidget(made)
    assert made.list.entries == (known,)
    assert made.source.text().endswith("All that it knows stands in the plan already.")
    assert not made.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Hugging Face LLM Course", "hf-llm-course"),
        ("Healthcare: AI in Healthcare Specialization", "stanford-ai-healthcare"),
        ("AI Agents Course", "hf-agents-course"),
    ],
)
def test_the_ideas_of_the_roadmap_are_recognised(context: PageContext, qtbot: QtBot, title: str, key: str) -> None:
    goal = context.planner.read(lambda reader: reader.value("SELECT id FROM activity WHERE title = ?", (title,)))
    made = CatalogueDialog(context, context.planner.read(activity_card, goal))
    qtbot.addWidget(made)
    assert made.list.entries[0].key == key


def test_menus_offer_it_for_goals_only(page: GoalsPage, context: PageContext, qtbot: QtBot) -> None:
    menu = page.commands.menu(named(page, "Idea one"))
    menu_entry(menu, "Look up in the catalogue…").trigger()
    found = page.findChild(CatalogueDialog)
    assert found is not None
    assert found.field.text() == "Idea one"
    found.reject()
    view = ActivityView(context)
    qtbot.addWidget(view)
    other = context.planner.run(AddActivity("A topic")).added("activity")[0]
    for goal, wanted in ((add(context.planner, "AIGP"), True), (ActivityId(other), False)):
        view.show_card(context.planner.read(activity_card, goal))
        words = [action.text() for action in view.more_menu().actions()]
        assert ("Look up in the catalogue…" in words) is wanted
    dialog = look_up(context, add(context.planner, "CSPO"), view)
    assert dialog.list.entries[0].key == "scrumalliance-cspo"
    dialog.reject()
    QApplication.processEvents()


def test_the_inspector_says_that_a_certification_is_retired(context: PageContext, qtbot: QtBot) -> None:
    planner = context.planner
    view = ActivityView(context)
    qtbot.addWidget(view)
    view.show()
    for key, told in (
        ("ms-ai-900", "Retired on 30 Jun 2026; now there is Microsoft Certified: Azure AI Fundamentals (AI-901)."),
        ("pmi-pmp", ""),
    ):
        known = entry(key)
        goal = planner.run(EnterGoal(AddGoal(known.name, "certification"), known, CHECKED)).added("activity")[0]
        view.show_card(planner.read(activity_card, ActivityId(goal)))
        part = view.leading.parts["catalogue"]
        assert part.isVisibleTo(view) is bool(told)
        assert part.sentence.text() == told  # type: ignore[attr-defined]
