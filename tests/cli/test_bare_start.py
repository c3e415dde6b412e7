"""A line without a command is read without building the grammar, and means the same as with it."""

import pytest

from planner.cli.run import _window_alone, build_parser


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--temporary",
        "--sample",
        "--verbose",
        "--library a.db",
        "--library a.db --verbose --temporary",
        "--library a --library b",
    ],
)
def test_a_bare_start_means_the_same_without_the_grammar(line: str) -> None:
    assert _window_alone(line.split()) == build_parser().parse_args(line.split())


@pytest.mark.parametrize(
    "line", ["status", "--help", "--version", "--library", "--library --verbose", "--what", "a.db"]
)
def test_anything_else_is_left_to_the_grammar(line: str) -> None:
    assert _window_alone(line.split()) is None
