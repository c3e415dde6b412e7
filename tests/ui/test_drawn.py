"""No dialog and no page of the program escapes the walk in the pseudo language."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from planner.app.gui import page_specs
from tests.ui import drawn
from tests.ui.scenes import PAGES, Scene


def test_every_dialog_is_in_a_scene() -> None:
    known = set().union(*drawn.DRAWN.values())
    left_out = drawn.dialogs() - known
    assert not left_out, f"add them to a scene, and to DRAWN: {', '.join(sorted(left_out))}"
    assert known - drawn.dialogs() == set()


def test_every_page_is_walked_in_each_of_its_views() -> None:
    assert [spec.id for spec in page_specs()] == list(PAGES)


def test_scenes_that_lost_a_dialog_say_which(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def some_scenes(root: QDialog) -> Iterator[Scene]:
        yield Scene("some", root)

    dialog = QDialog()
    name = "test_scenes_that_lost_a_dialog_say_which"
    monkeypatch.setitem(drawn.DRAWN, name, {drawn.name_of(QDialog)})
    assert [scene.name for scene in drawn.noted(some_scenes(dialog))] == ["some"]
    monkeypatch.setitem(drawn.DRAWN, name, {"shell.gone.GoneDialog"})
    with pytest.raises(AssertionError, match=r"did not draw shell\.gone\.GoneDialog"):
        list(drawn.noted(some_scenes(dialog)))
    dialog.deleteLater()
