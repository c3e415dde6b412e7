"""A text on at most two lines: where it is broken, where it is cut, and what of it is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from planner.ui.board.lines import lines_of

FONT = QFont("Inter", 10)


def lines(text: str, width: float, at_most: int = 2) -> tuple[str, ...]:
    return lines_of(text, FONT, QFontMetricsF(FONT), width, at_most)


def advance(text: str) -> float:
    return QFontMetricsF(FONT).horizontalAdvance(text)


def test_what_fits_stays_on_one_line(qtbot: QtBot) -> None:
    assert lines("Read Inspired", 200) == ("Read Inspired",)
    assert lines("Read Inspired", 200, at_most=1) == ("Read Inspired",)
    assert lines("", 200) == ("",)


def test_a_longer_one_is_broken_between_words_and_cut_at_the_end(qtbot: QtBot) -> None:
    width = advance("random forest") + 2
    assert lines("Train a random forest", width) == ("Train a", "random forest")
    first, second = lines("Train a random forest on the churn data and compare it", width)
    assert first == "Train a"
    assert second.startswith("random")
    assert second.endswith("…")
    (only,) = lines("Train a random forest on the churn data", width, at_most=1)
    assert only.endswith("…")


@pytest.mark.parametrize("sign", ["🎯", "👩‍🔬", "é", "深"])
def test_signs_of_any_size_are_not_torn_apart(qtbot: QtBot, sign: str) -> None:
    text = f"{sign} Learn {sign} about {sign} models"
    found = lines(text, advance(text) * 0.75)
    assert len(found) == 2
    assert " ".join(found) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60), st.integers(60, 300))
def test_nothing_is_lost_or_made_up(text: str, width: int) -> None:
    found = lines(text, width)
    told = "".join("".join(found).split())
    whole = "".join(text.split())
    assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))
