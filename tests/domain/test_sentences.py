"""The sentences of the domain's errors speak the person's language once the program has set it up."""

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import planner.domain
from planner.app import bootstrap
from planner.config import log, text
from planner.domain import dates, errors, levels, money, quick_add, spending, spoken_dates
from planner.domain.errors import InvalidInputError

TODAY = date(2026, 5, 13)
REFUSED: list[Callable[[], object]] = [
    lambda: dates.parse_date("soon"),
    lambda: dates.parse_date("9999-12-31"),
    lambda: dates.parse_wall("soon"),
    lambda: dates.parse_instant("soon"),
    lambda: dates.zone_of("Europe/Atlantis"),
    lambda: dates.check_span(None, "2026-05-01"),
    lambda: dates.check_span("2026-05-01", "2026-05-01T10:00:00"),
    lambda: dates.check_span("2026-05-02", "2026-05-01"),
    lambda: levels.check_level(7.25),
    lambda: levels.parse_level("high"),
    lambda: money.parse_money("150"),
    lambda: money.parse_money("lots USD"),
    lambda: money.parse_money("1.234567 USD"),
    lambda: money.parse_money("1.50 JPY"),
    lambda: money.parse_money("99999999999999999 USD"),
    *(
        lambda cost=cost, day=day, paid=paid, back=back: spending.check_expense(
            cost, day, TODAY, paid=paid, reimbursed=back
        )
        for cost, day, paid, back in (
            (money.Money(1, "x"), "2026-05-01", True, None),
            (money.Money(0, "EUR"), "2026-05-01", True, None),
            (money.Money(10**16, "EUR"), "2026-05-01", True, None),
            (money.Money(1, "EUR"), "2026-06-01", True, None),
            (money.Money(1, "EUR"), "2026-05-01", True, money.Money(1, "USD")),
            (money.Money(1, "EUR"), "2026-05-01", True, money.Money(-1, "EUR")),
            (money.Money(1, "EUR"), "2026-05-01", True, money.Money(2, "EUR")),
            (money.Money(1, "EUR"), "2026-05-01", False, money.Money(1, "EUR")),
        )
    ),
    lambda: quick_add.parse("!high", TODAY),
    lambda: quick_add.parse("x" * 501, TODAY),
    lambda: spoken_dates.parse_spoken_date("soon", TODAY),
    lambda: spoken_dates.parse_spoken_date("2026-13-01", TODAY),
    lambda: spoken_dates.parse_spoken_date("30 feb", TODAY),
    lambda: spoken_dates.parse_spoken_date("30 feb 2026", TODAY),
]


def sentence(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInputError) as caught:
        call()
    return str(caught.value)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(errors, "translate", text.tr)
    before = text.language()
    text.set_language("pseudo")
    yield
    text.set_language(before)


@pytest.mark.parametrize("call", REFUSED)
def test_each_sentence_is_plain_english_as_long_as_nothing_else_is_set(
    call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "translate", errors._english)
    said = sentence(call)
    assert said.isprintable()
    assert said.endswith(".")
    assert not set("{}[]") & set(said)


@pytest.mark.parametrize("call", REFUSED)
@pytest.mark.usefixtures("pseudo")
def test_each_sentence_is_translated(call: Callable[[], object]) -> None:
    said = sentence(call)
    assert said.startswith("[")
    assert said.endswith("]")


def test_no_error_of_the_domain_is_made_from_bare_text() -> None:
    found = []
    for path in Path(planner.domain.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error"):
                bare = [each for each in node.args if isinstance(each, ast.JoinedStr | ast.Constant)]
                found += [(path.name, node.lineno) for _ in bare if node.func.id not in ("ValueError", "OverflowError")]
    assert found == []


def test_the_program_sets_the_translation_when_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "translate", errors._english)
    monkeypatch.setattr(log, "set_up", lambda *, verbose: None)
    bootstrap.start()
    assert errors.translate is text.tr
