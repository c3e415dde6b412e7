"""A small share of the soak: real commands and windows killed, plans damaged, disks that fail, the power cut."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import AllowLog
from tests.soak import disks
from tests.soak.command_kills import CommandKiller
from tests.soak.damage import Damager
from tests.soak.power import PowerCutter
from tests.soak.program import NoCompilerError, shim_in
from tests.soak.sweep import FAULTS, Sweeper, operations
from tests.soak.window_kills import WindowKiller

ADD = next(operation for operation in operations() if operation.name == "add")


@pytest.fixture
def shim(tmp_path: Path) -> None:
    try:
        shim_in(tmp_path)
    except NoCompilerError as error:
        pytest.skip(str(error))


def problems(rounds: Iterator[list[str]]) -> list[str]:
    return [problem for found in rounds for problem in found]


def test_what_commands_said_is_there_after_a_kill() -> None:
    with contextlib.closing(CommandKiller()) as killer:
        assert problems(killer.round_of(seed) for seed in range(5)) == []
        assert killer.figures["acknowledged"]


def test_what_a_window_called_saved_is_there_after_a_kill() -> None:
    with contextlib.closing(WindowKiller()) as killer:
        assert problems(killer.round_of(seed) for seed in (5, 1, 16)) == []
        assert killer.figures["acknowledged"]


def test_damage_is_named_or_has_changed_nothing(tmp_path: Path, allow_log: AllowLog) -> None:
    damager = Damager(tmp_path)
    assert problems(damager.round_of(seed) for seed in range(8)) == []
    assert sum(damager.figures.values()) == 8


def test_each_failing_call_of_an_action_is_told_and_undone(tmp_path: Path, shim: None) -> None:
    with contextlib.closing(Sweeper(tmp_path)) as sweeper:
        assert problems(sweeper.sweep(ADD, FAULTS[0], step=9)) == []
        assert problems(sweeper.sweep(ADD, FAULTS[1], step=13)) == []
        assert sweeper.figures["refused"]


def test_what_was_saved_survives_a_power_cut(shim: None) -> None:
    with contextlib.closing(PowerCutter()) as cutter:
        assert problems(cutter.round_of(seed) for seed in range(10)) == []
        assert cutter.figures["writes lost"]


def test_the_power_cut_would_show_a_program_that_does_not_wait_for_the_disk(shim: None) -> None:
    with contextlib.closing(PowerCutter(careless=True)) as cutter:
        assert problems(cutter.round_of(seed) for seed in range(3))


def test_a_full_a_read_only_and_a_vanished_disk_lose_nothing() -> None:
    why = disks.why_not()
    if why:
        pytest.skip(why)
    assert disks.run(quick=True) == 0
