"""Makes the pictures of the README and the guide from the sample plan, on a day that never changes.

Run it with ``make pictures``. It works without a display and reads no clock, so that a picture changes only when the
program does. The font Inter should be installed. ``planner --sample screenshot DIR`` makes the same pictures for today.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from planner.app import gui
from planner.app.application import application
from planner.app.screenshot import grab_page
from planner.config.settings import Settings, SettingsFile
from planner.services import libraries
from planner.services.clock import FixedClock
from planner.services.sample import make_sample
from planner.ui.theme import Theme

FOLDER = Path(__file__).parent / "images"
CLOCK = FixedClock(datetime(2026, 12, 1, 8, 30, tzinfo=UTC), "Europe/Berlin")


def main() -> int:
    """Writes the pictures of every page in both themes."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"PLANNER_CONFIG_DIR": f"{name}/config", "PLANNER_DATA_DIR": f"{name}/data"}
        path = Path(name) / "plan.db"
        make_sample(path, CLOCK)
        planner = libraries.open_plan(path, clock=CLOCK)
        app = application()
        theme = Theme("light")
        theme.apply(app)
        window = gui.build_window(planner, theme, SettingsFile(), settings=Settings(), animated=False)
        window.remembers = False
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
        width, height = map(int, sys.argv[2].split("x")) if len(sys.argv) > 2 else (1280, 800)
        folder.mkdir(parents=True, exist_ok=True)
        for mode in ("light", "dark"):
            for spec in gui.page_specs():
                target = folder / f"{spec.id}-{mode}.png"
                grab_page(window, spec.id, (width, height), mode).save(str(target))
                print(target)
        window.close()
        window.deleteLater()
        app.processEvents()
        planner.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
