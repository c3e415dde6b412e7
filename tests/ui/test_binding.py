"""The binding between Python and Qt: a release that loses references to None must never be installed.

PySide6 6.12.0 gives up one reference to None in each call that returns nothing. Before Python 3.12 made None
immortal, that ends the process after some ten thousand calls.
"""

import subprocess
import sys
import tomllib

import PySide6
from packaging.requirements import Requirement

from tests.conftest import ROOT

CALLS = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
thing, timer, label = QObject(), QTimer(), QLabel()
calls = (
    lambda n: thing.setObjectName("name"),
    lambda n: thing.blockSignals(False),
    lambda n: timer.setInterval(n),
    lambda n: label.resize(n % 50, 10),
    lambda n: label.setText("text"),
    lambda n: label.update(),
)
before = sys.getrefcount(None)
for number in range(20_000):
    for call in calls:
        call(number)
print(before - sys.getrefcount(None))
"""


def test_twenty_thousand_calls_that_return_nothing_cost_no_reference_to_none() -> None:
    run = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    lost = int(run.stdout)
    assert lost < 100, f"{lost} references to None were lost"


def test_the_release_with_the_fault_is_excluded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (binding,) = (r for r in map(Requirement, project["dependencies"]) if r.name == "PySide6-Essentials")
    assert not binding.specifier.contains("6.12.0")
    assert binding.specifier.contains("6.12.1")
    assert binding.specifier.contains(PySide6.__version__)
