"""Typed text stays as it was typed, but for what would steer a terminal, a file or the reading direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.plain_text import clean_line, clean_text

KEPT = ["👩\u200d🔬", "می\u200cخواهم", "10\u00a0000", "日本\u3000語", "\U0001fae9", "e\u0301", "🏴\U000e0067\U000e007f"]


@pytest.mark.parametrize("text", KEPT)
def test_letters_joiners_and_spaces_stay(text: str) -> None:
    assert clean_line(text) == text
    assert clean_text(f"{text}\n\t{text} ") == f"{text}\n\t{text} "


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("a\x00b\x1b[31m\x9bc", "ab[31mc", "ab[31mc"),
        (" a \r\n\t b\rc\x0b\u2028d ", "a b c d", " a \n\t b\nc\n\nd "),
        ("\u202eabc\u2066d\u2069", "abcd", "abcd"),
        ("a\ud800b", "ab", "ab"),
        ("\u200b \u3000\ufeff", "", "\u200b \u3000\ufeff"),
    ],
)
def test_what_steers_goes(text: str, line: str, lines: str) -> None:
    assert clean_line(text) == line
    assert clean_text(text) == lines


@given(st.text(st.characters()))
def test_cleaning_again_changes_nothing_and_files_can_hold_it(text: str) -> None:
    line, lines = clean_line(text), clean_text(text)
    assert clean_line(line) == line == clean_line(lines)
    assert clean_text(lines) == lines
    assert "\n" not in line
    (line + lines).encode()
