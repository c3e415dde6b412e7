"""Damaged libraries: whatever byte is wrong, each fault is one sentence and a backup can be restored."""

from pathlib import Path

from tests.storage.flip import Flipper

ROUNDS = 6
# Each of these once led to an exception that no person should see.
FOUND = [14, 56, 205, 376]


def test_damage_is_met_with_a_sentence(tmp_path: Path) -> None:
    flipper = Flipper(tmp_path)
    assert [problem for seed in [*range(ROUNDS), *FOUND] for problem in flipper.round_of(seed)] == []
