"""Damaged files of every format: none breaks an import, is written in half, or takes long."""

from pathlib import Path

import pytest

from planner.services import imports
from planner.services.import_report import Report
from planner.services.planner import Planner
from tests.services.import_fuzz import Importers, rounds


def test_damaged_files_come_in_whole_or_not_at_all() -> None:
    assert rounds(80, 7) == []


def test_the_rounds_notice_what_was_written_and_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    importers = Importers()
    try:
        whole = imports.import_files

        def told(planner: Planner, paths: list[Path]) -> list[Report]:
            return [Report(report.file, report.format) for report in whole(planner, paths)]

        monkeypatch.setattr("tests.services.import_fuzz.import_files", told)
        problems = [problem for seed in range(40) for problem in importers.round_of(seed)]
        assert any("it was written and not told" in problem for problem in problems)
    finally:
        importers.close()
