"""Which spellings are one name."""

import pytest

from planner.domain.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [("ML", "ml"), ("École", "école"), ("e\u0301cole", "École"), ("Straße", "STRASSE"), ("ΣΟΦΟΣ", "σοφος")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["ML", "İstanbul", "ǰ", "ᾳ\u0301", "Ǆ"])
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("one", "other"), [("ecole", "école"), ("a b", "ab"), ("", "a")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
