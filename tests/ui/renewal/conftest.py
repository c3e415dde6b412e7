"""A plan in which two certifications collect credits and a third wants its exam again, with the inspector on it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.money import Money
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.renewals import PutRule
from planner.services.planner import Planner
from planner.services.queries.renewals import Standing, standings
from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.page import PageContext
from planner.ui.shell.renewal.part import RenewalPart
from planner.ui.theme import Theme


class Bench(NamedTuple):
    """The inspector, its library, the ids of what is in it, and what the window was asked to say."""

    inspector: ActivityInspector
    planner: Planner
    pmp: ActivityId
    cspo: ActivityId
    exam: ActivityId
    event: ActivityId
    failures: list[str]
    context: PageContext

    def part(self, activity_id: int) -> RenewalPart:
        """Open a certification; gives the part on its renewal."""
        assert self.inspector.open("activity", activity_id)
        found = self.inspector.activity_view.leading.parts["renewal"]
        assert isinstance(found, RenewalPart)
        return found

    def standing(self, activity_id: ActivityId) -> Standing:
        """How the certification stands."""
        return self.planner.read(standings, self.planner.today(), [activity_id])[activity_id]

    def dialog(self) -> QDialog:
        """The dialog that was opened last."""
        return [each for each in self.inspector.findChildren(QDialog) if each.isVisible()][-1]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: Theme, qtbot: QtBot) -> Iterator[Bench]:
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 25, 9, tzinfo=UTC).isoformat())
    planner = libraries.new_plan(tmp_path / "renewals.db", None)

    def held(title: str, code: str, dates: tuple[str, str], rule: Rule, fee: Money | None = None) -> ActivityId:
        issued, expires = dates
        goal = AddGoal(title, "certification", provider="Issuer", held=True, issued_on=issued, expires_on=expires)
        activity_id = ActivityId(planner.run(goal).added("activity")[0])
        planner.run(EditDetail(activity_id, (("code", code),)))
        planner.run(PutRule(activity_id, rule, fee))
        return activity_id

    categories = (Category("Education", 3500), Category("Giving back", maximum=2500))
    pmp_rule = Rule("credits_and_fee", 36, "PDU", 6000, categories, carry_maximum=2000, carry_months=12)
    pmp = held("Project Management Professional", "PMP", ("2024-07-01", "2027-06-30"), pmp_rule, Money(15000, "USD"))
    cspo = held("Certified Scrum Product Owner", "CSPO", ("2025-02-15", "2027-02-14"), Rule("credits", 24, "SEU", 2000))
    exam = held("Cloud Leader", "", ("2025-08-20", "2028-08-19"), Rule("exam", 36, window_days=90))
    for number in range(6):
        claims = (Claim(pmp, reported_on="2026-03-01"), Claim(cspo)) if number < 2 else (Claim(pmp),)
        planner.run(
            AddCredits("PDU", f"2026-02-0{number + 1}", (CreditPart(500, "Education", claims),), title=f"Talk {number}")
        )
    event = ActivityId(planner.run(AddEvent("PyData Global", "2026-11-10", "2026-11-13")).added("activity")[0])
    context = PageContext(planner, theme, SettingsFile())
    inspector = ActivityInspector(context)
    qtbot.addWidget(inspector)
    inspector.resize(340, 800)
    failures: list[str] = []
    context.failed.connect(lambda sentence, _action: failures.append(sentence))
    unsubscribe = planner.subscribe(inspector.apply_change)
    inspector.show()
    qtbot.waitExposed(inspector)
    yield Bench(inspector, planner, pmp, cspo, exam, event, failures, context)
    for dialog in inspector.findChildren(QDialog):
        dialog.reject()
    QApplication.processEvents()
    unsubscribe()
    planner.close()
    context.deleteLater()
