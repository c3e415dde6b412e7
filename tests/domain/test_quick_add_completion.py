"""What is offered for the sign that is being typed in a line of quick add."""

import pytest

from planner.domain.quick_add_completion import Offer, offer, taken

NAMES = {
    "#": ("data", "deep", "ML", "two words", "été"),
    "/": ("Technical foundation", "Network", "Staying up to date"),
    "+": ("Data literacy", "Machine-learning concepts", "Data strategy"),
}


def offered(text: str, cursor: int | None = None) -> tuple[str, ...]:
    found = offer(text, len(text) if cursor is None else cursor, lambda sign: NAMES[sign])
    return () if found is None else found.names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Learn #", ("data", "deep", "ML", "été")),
        ("Learn #d", ("data", "deep")),
        ("Learn #m", ("ML",)),
        ("Learn #É", ("été",)),
        ("Learn #data", ()),
        ("Learn #data ", ()),
        ("Learn /", ("Technical foundation", "Network", "Staying up to date")),
        ("Learn /up", ("Staying up to date",)),
        ("Learn /technical f", ("Technical foundation",)),
        ("Learn /Network", ()),
        ("Learn /Network now", ()),
        ("Learn +data", ("Data literacy", "Data strategy")),
        ("Learn +data s", ("Data strategy",)),
        ("Learn /net #d", ("data", "deep")),
        ("a#d and/or C+", ()),
        ("", ()),
        ("plain", ()),
    ],
)
def test_what_goes_on_from_what_is_typed(text: str, names: tuple[str, ...]) -> None:
    assert offered(text) == names


def test_in_the_middle_of_a_line_the_cursor_decides() -> None:
    assert offered("Learn #d soon", 8) == ("data", "deep")
    assert offered("Learn #d soon", 13) == ()


def test_a_name_that_is_taken_replaces_what_was_typed() -> None:
    assert taken("Learn #d soon", Offer(6, 8, "#", ("data",)), "data") == ("Learn #data soon", 12)
    assert taken("Go /tech", Offer(3, 8, "/", ()), "Technical foundation") == ("Go /Technical foundation ", 25)


def test_no_more_than_six_are_offered() -> None:
    found = offer("#", 1, lambda _sign: [f"tag{n}" for n in range(20)])
    assert found is not None
    assert len(found.names) == 6
