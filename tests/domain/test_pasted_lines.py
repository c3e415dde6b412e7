"""Lines of text as activities: what is a sign of a list goes, what is a title stays."""

import pytest

from planner.domain.pasted_lines import checklist_line, read_lines


@pytest.mark.parametrize(
    ("line", "text", "done"),
    [
        ("Plain words", "Plain words", False),
        ("- [ ] To do #ml", "To do #ml", False),
        ("  * [x] Done", "Done", True),
        ("- [X] Done", "Done", True),
        ("• Bullet", "Bullet", False),
        ("12. Twelfth", "Twelfth", False),
        ("3) Third", "Third", False),
        ("## Heading", "Heading", False),
        ("*course Learn", "*course Learn", False),
        ("#ml Learn", "#ml Learn", False),
        ("2026 plans", "2026 plans", False),
        ("[link] stays", "[link] stays", False),
    ],
)
def test_signs_of_lists_go(line: str, text: str, done: bool) -> None:
    (found,) = read_lines(line)
    assert (found.text, found.done) == (text, done)


def test_empty_lines_and_rules_are_left_out_and_numbers_stay() -> None:
    assert [(line.number, line.text) for line in read_lines("One\n\n---\n  \n- \nTwo\r\nThree")] == [
        (1, "One"),
        (6, "Two"),
        (7, "Three"),
    ]


def test_a_line_of_a_checklist_reads_back() -> None:
    for title in ("Learn - slowly", "[x] odd", "1. first"):
        for done in (True, False):
            (found,) = read_lines(checklist_line(title, done=done))
            assert (found.text, found.done) == (title, done)
