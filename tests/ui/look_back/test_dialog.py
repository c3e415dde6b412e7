"""The look back in the window: what it shows, what can be written in it, and what it leaves as files."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planner.domain.document import Target
from planner.domain.model import Activity
from planner.domain.words import ActivityId, SkillId
from planner.domain.year_picks import YearPick
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.parts import LogTime
from planner.services.actions.skills import Assess
from planner.services.actions.year_picks import PickForYear
from planner.services.planner import Planner
from planner.services.queries.look_back import look_back
from planner.ui.look_back.dialog import LookBackDialog
from planner.ui.look_back.outcome_dialog import OutcomeDialog
from planner.ui.look_back.picks_dialog import PicksDialog
from planner.ui.shell.page import PageContext
from tests.services.reading import only
from tests.ui.walk import settle


@pytest.fixture(autouse=True)
def last_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-30T09:30:00Z")


def done(planner: Planner, title: str, day: str) -> ActivityId:
    key = ActivityId(planner.run(AddActivity(title)).added("activity")[0])
    planner.run(MoveActivities((key,), "done", on=day))
    return key


@pytest.fixture
def dialog(context: PageContext, qtbot: QtBot) -> LookBackDialog:
    planner = context.planner
    told = done(planner, "Model", "2026-10-03")
    planner.run(RecordOutcome(told, "It beat the baseline.", "https://example.org/model"))
    done(planner, "Quiet one", "2026-11-02")
    done(planner, "Quiet two", "2026-11-03")
    done(planner, "Long ago", "2025-05-05")
    planner.run(LogTime(told, 90, on="2026-10-02"))
    made = LookBackDialog(context)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def said(dialog: LookBackDialog) -> list[str]:
    pieces = map(dialog.view.pieces.piece, range(dialog.view.pieces.rowCount()))
    return [piece.said for piece in pieces if piece is not None]


def follow(dialog: LookBackDialog, kind: str, key: str = "") -> Target:
    """Press Return on the last line that leads to something of this kind."""
    for row in reversed(range(dialog.view.pieces.rowCount())):
        piece = dialog.view.pieces.piece(row)
        if piece is not None and piece.target is not None and piece.target.kind == kind and key in piece.target.key:
            dialog.view.setCurrentIndex(dialog.view.pieces.index(row))
            QTest.keyClick(dialog.view, Qt.Key.Key_Return)
            settle()
            return piece.target
    raise AssertionError(kind)


def asking(dialog: LookBackDialog) -> QDialog:
    (found,) = [each for each in dialog.findChildren(QDialog) if each.isVisible()]
    return found


def test_it_reads_as_a_document(dialog: LookBackDialog) -> None:
    lines = said(dialog)
    assert lines[:3] == [
        "Looking back",
        "1 December 2025 to 30 November 2026",
        "1.5 h of study logged, 3 activities finished.",
    ]
    at = lines.index("October 2026")
    assert lines[at + 1 : at + 4] == ["It beat the baseline.", "Model", "https://example.org/model"]
    assert lines[at + 4 : at + 7] == ["November 2026", "Done: Quiet one, Quiet two", "Say what came of them…"]
    assert "Long ago" not in " ".join(lines)
    assert not any(line.startswith("Radar") for line in lines)


def test_the_radar_follows_once_levels_are_known(context: PageContext, qtbot: QtBot) -> None:
    context.planner.run(Assess(SkillId(1), 1.0, on="2025-01-01"))
    context.planner.run(Assess(SkillId(1), 2.5, on="2026-06-01"))
    made = LookBackDialog(context)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert any(line.startswith("Radar of self-rated levels. ") and "1.0 → 2.5" in line for line in said(made))
    assert any(line.startswith("What rose most: ") for line in said(made))


def test_another_time_is_looked_back_on(dialog: LookBackDialog) -> None:
    choice = dialog.choice
    choice.what.set_value("before")
    choice.what.chosen.emit("before")
    assert said(dialog)[0] == "Looking back on 2025"
    assert "Done: Long ago" in said(dialog)
    choice.what.set_value("since")
    choice.what.chosen.emit("since")
    assert choice.day.isVisible()
    choice.day.setText("2026-11-03")
    choice.day.submit()
    assert said(dialog)[1] == "3 November 2026 to 30 November 2026"
    choice.day.setText("2026-12-24")
    choice.day.submit()
    assert "lies in the future" in dialog.told.text()
    assert said(dialog)[1] == "3 November 2026 to 30 November 2026"
    settle()


def test_an_outcome_is_written_right_there_and_taken_back(dialog: LookBackDialog, context: PageContext) -> None:
    follow(dialog, "outcomes", "2026-11")
    form = asking(dialog)
    assert isinstance(form, OutcomeDialog)
    form.accept_button.click()
    assert "Type what came of it" in form.problem.text()
    form.outcome.setText("I can explain it now.")
    form.accept_button.click()
    assert form.isVisible()
    assert only(context.planner, Activity, title="Quiet one").outcome == "I can explain it now."
    assert "I can explain it now." in said(dialog)
    form.url.setText("nonsense")
    form.accept_button.click()
    assert form.problem.isVisible()
    form.url.setText("https://example.org")
    form.accept_button.click()
    settle()
    assert [each for each in dialog.findChildren(QDialog) if each.isVisible()] == []
    assert "https://example.org" in said(dialog)
    for _ in range(2):
        dialog.undo()
    assert "Done: Quiet one, Quiet two" in said(dialog)
    assert dialog.told.text() == "Undone: Say what came of “Quiet one”"
    dialog.undo()
    assert only(context.planner, Activity, title="Quiet one").status == "done"


def test_three_picks_are_chosen_and_shown(dialog: LookBackDialog, context: PageContext) -> None:
    planner = context.planner
    key = ActivityId(planner.run(AddActivity("Lead a product")).added("activity")[0])
    assert follow(dialog, "picks") == Target("picks", "2027")
    form = asking(dialog)
    assert isinstance(form, PicksDialog)
    QTest.keyClicks(form.fields[0], "Lead a product")
    form.fields[2].setText("Give one talk")
    form.accept_button.click()
    settle()
    found = planner.read(look_back, dialog.choice.period(), planner.today()).picks
    assert [(row.text, row.id) for row in found] == [("Lead a product", key), ("Give one talk", None)]
    assert said(dialog)[-3:] == ["Lead a product", "Give one talk", "Change the picks…"]
    follow(dialog, "picks")
    again = asking(dialog)
    assert isinstance(again, PicksDialog)
    assert [field.text() for field in again.fields] == ["Lead a product", "Give one talk", ""]
    assert [tick.isVisible() for tick in again.ticks] == [False, True, False]
    again.close()
    dialog.undo()
    assert said(dialog)[-1] == "Choose what 2027 is for…"


def test_the_picks_of_the_year_say_whether_they_are_done(dialog: LookBackDialog, context: PageContext) -> None:
    context.planner.run(PickForYear(2026, (YearPick("Give one talk"), YearPick("Read more", done=True))))
    dialog.reload()
    lines = said(dialog)
    assert lines[lines.index("What 2026 was for") + 1 :][:2] == [
        "You picked “Give one talk”, open", "You picked “Read more”, done",
    ]  # fmt: skip
    follow(dialog, "picks", "2026")
    form = asking(dialog)
    assert isinstance(form, PicksDialog)
    form.ticks[0].setChecked(True)
    form.accept_button.click()
    assert "You picked “Give one talk”, done" in said(dialog)


def test_lines_lead_to_activities_and_links(dialog: LookBackDialog, context: PageContext, opened: list[str]) -> None:
    follow(dialog, "link")
    assert opened == ["https://example.org/model"]
    found: list[int] = []
    context.activity_opened.connect(found.append)
    follow(dialog, "activity")
    assert found == [only(context.planner, Activity, title="Model").id]
    assert not dialog.isVisible()


def test_it_is_kept_as_pdf_and_markdown(dialog: LookBackDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "year.md")
    assert dialog.told.text() == "Saved as “year.md”."
    text = (tmp_path / "year.md").read_text(encoding="utf-8")
    assert "It beat the baseline." in text
    assert "…" not in text
    dialog.write(tmp_path / "year.pdf")
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden there")
def test_a_folder_that_takes_nothing_is_one_sentence(dialog: LookBackDialog, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    dialog.write(tmp_path / "year.pdf")
    tmp_path.chmod(0o700)
    assert dialog.told.property("tone") == "danger"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_place_or_ending_is_one_sentence(dialog: LookBackDialog, context: PageContext, tmp_path: Path) -> None:
    for path, sentence in (
        (tmp_path / "no" / "year.pdf", "no folder"),
        (tmp_path / "year.docx", "neither .md nor .pdf"),
        (context.planner.path, "neither .md nor .pdf"),
    ):
        dialog.write(path)
        assert dialog.told.property("tone") == "danger"
        assert sentence in dialog.told.text()


def test_in_an_empty_plan_it_says_what_will_stand_here(
    empty_library: Planner, context: PageContext, qtbot: QtBot
) -> None:
    bare = PageContext(empty_library, context.theme, context.settings)
    made = LookBackDialog(bare)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert said(made)[2].startswith("Nothing is written down for this time yet.")
    assert said(made)[-1] == "Choose what 2027 is for…"
    follow(made, "picks")
    assert len(asking(made).findChildren(QLineEdit)) == 3
    bare.deleteLater()
