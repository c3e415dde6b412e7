"""The self-test reports each check on a line, and fails as a whole if one fails."""

import os

import pytest

from planner.app import self_test


def test_all_but_the_window(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    every = self_test.checks()
    monkeypatch.setattr(self_test, "checks", lambda: every[:-1])
    before = dict(os.environ)
    assert self_test.run() == 0
    assert dict(os.environ) == before
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(every) - 1
    assert all(line.startswith("ok ") for line in lines)


def test_a_failure_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise RuntimeError("by a test")

    monkeypatch.setattr(self_test, "checks", lambda: [("first", broken), ("second", lambda _: "fine")])
    assert self_test.run() == 1
    assert capsys.readouterr().out.splitlines() == ["FAILED  first: by a test", "ok      second: fine"]


def test_what_goes_wrong_inside_an_event_fails_the_check_of_the_pages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    from planner.ui.skills.page import SkillsPage

    def broken(_: SkillsPage) -> None:
        raise ModuleNotFoundError("No module named 'chart'")

    monkeypatch.setattr(SkillsPage, "_complete", broken)
    monkeypatch.setattr(self_test, "checks", lambda: [("pages", self_test._pages)])
    assert self_test.run() == 1
    assert capsys.readouterr().out == "FAILED  pages: No module named 'chart'\n"
