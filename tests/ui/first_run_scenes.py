"""The scenes of the set-up: each screen, empty and answered, with suggestions and with a complaint."""

from collections.abc import Iterator

from planner.ui.shell.first_run.aim_screen import AimScreen
from planner.ui.shell.first_run.dialog import FirstRunDialog
from planner.ui.shell.first_run.fit_screen import FitScreen
from planner.ui.shell.first_run.have_screen import HaveScreen
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene
from tests.ui.walk import settle


def parts(dialog: FirstRunDialog) -> tuple[AimScreen, HaveScreen, FitScreen]:
    """The three screens by what they are."""
    aim, have, fit = dialog.screens
    assert isinstance(aim, AimScreen)
    assert isinstance(have, HaveScreen)
    assert isinstance(fit, FitScreen)
    return aim, have, fit


def first_run_scenes(window: MainWindow) -> Iterator[Scene]:
    """The screens one after the other, as a person goes through them."""
    dialog = FirstRunDialog(window.context, window)
    dialog.open()
    aim, have, _ = parts(dialog)
    aim.month.set_value(6)
    settle()
    yield Scene("set-up, aim", dialog)
    dialog.next.click()
    have.held.field.setText("Ωμέγα")
    have.held.take_typed()
    for place, row in enumerate(have.rows):
        row._pick(None if place % 3 == 2 else float(place % 5 + 1))
    have.rows[3].setFocus()
    settle()
    yield Scene("set-up, what one has", dialog)
    have.held.rows[0].day.setText("Ωμέγα")
    dialog.next.click()
    settle()
    assert dialog.screen_shown is have
    yield Scene("set-up, a day that cannot be read", dialog)
    have.held.rows[0].day.clear()
    dialog.next.click()
    settle()
    yield Scene("set-up, fitted", dialog)
    dialog.setup.ratings.clear()
    dialog.setup.held.clear()
    dialog.back.click()
    dialog.next.click()
    settle()
    yield Scene("set-up, nothing goes", dialog)
    super(FirstRunDialog, dialog).reject()
    dialog.deleteLater()
    settle()
