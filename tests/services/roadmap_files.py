"""An outline, and short ways to look at what imports of roadmaps did."""

from collections.abc import Callable

from planner.domain.model import Activity
from planner.services.import_report import Report
from planner.services.planner import Planner
from tests.services.reading import only

Take = Callable[..., Report]
"""Writes a file of this name and content, and imports it."""

OUTLINE = """# Bread

## Starter

- [x] Feed it
  - [x] Flour
  - [ ] Water
- [ ] Name it

## Baking

- [/] Heat the oven
"""

def counts(report: Report) -> tuple[int, int, int]:
    return report.new, report.changed, report.unchanged


def titled(planner: Planner, title: str) -> Activity:
    return only(planner, Activity, title=title)
