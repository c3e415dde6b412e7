"""A window that is open and does not answer: a person tries again, opens a second one, or leaves."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from planner.app import unanswered
from planner.app.one_window import Claim, Unanswered
from planner.app.unanswered import ask


@pytest.mark.parametrize(
    ("button", "result"), [("Retry", Unanswered), ("Open a second window", Claim), ("Quit", type(None))]
)
def test_the_three_ways(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, result: type
) -> None:
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, press)
            return
        said.append(box.text())
        next(each for each in box.buttons() if each.text() == button).click()

    monkeypatch.setattr(unanswered, "claim_or_hand_over", lambda *_: Unanswered())
    QTimer.singleShot(0, press)
    found = ask(tmp_path / "plan.db", ("a.ics",))
    assert isinstance(found, result)
    assert "“plan.db” is open already" in said[0]
