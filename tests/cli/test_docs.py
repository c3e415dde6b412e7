"""docs/commands.md names every command and every option, and nothing that is not there."""

import argparse
import re
from pathlib import Path

import pytest

from planner.cli.run import build_parser

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError


def section(name: str) -> str:
    found = re.search(rf"^## planner {re.escape(name)}$(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section “planner {name}”"
    return found[1]


@pytest.mark.parametrize("name", commands())
def test_each_command_has_a_section_with_its_options(name: str) -> None:
    text = section(name)
    usage = re.search(rf"`(planner {re.escape(name)}[^`]*)`", text)
    assert usage, "the section begins with the usage"
    own = {
        option
        for action in commands()[name]._actions
        for option in action.option_strings
        if option.startswith("--") and option not in ("--help", "--library", "--temporary", "--sample")
    }
    assert own == set(re.findall(r"--[a-z-]+", usage[1]))


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^## planner (\S+)$", TEXT, re.MULTILINE)) == set(commands())


def test_global_options_are_documented() -> None:
    for option in ("--library", "--temporary", "--sample", "--version", "--verbose"):
        assert option in TEXT
