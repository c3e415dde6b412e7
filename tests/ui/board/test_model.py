"""The way from one order of cards to another, told as few rows; and the arithmetic of places."""

import random

import pytest

from planner.domain.progress import NOTHING
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO, LaneRow, Place
from planner.ui.board.layout import BoardLayout
from planner.ui.board.model import few_steps
from planner.ui.board.navigation import beside
from planner.ui.board.sections import Lane, Part, sections_of


@pytest.mark.parametrize("seed", range(30))
def test_a_few_moves_are_told_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    old = list(range(20))
    new = list(old)
    for _ in range(chance.randint(0, 3)):
        card = new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new) + 1), card)
    new.remove(chance.choice(new))
    new.insert(chance.randrange(len(new)), 99)
    steps = few_steps(old, new)
    assert steps is not None
    gone, come = steps
    rows = [each for each in old if each not in gone]
    for each in come:
        rows.insert(new.index(each), each)
    assert rows == new
    assert len(gone) <= 8


def test_another_order_altogether_is_no_few_steps() -> None:
    assert few_steps(list(range(40)), list(range(40))[::-1]) is None


def board(cards: int) -> BoardLayout:
    counts = {TO_DO: cards, IDEAS: 3, DOING: 2, DONE: 9}
    row = LaneRow(1, "u", 1, 1, "One", 1, "Why", "Ready", counts, NOTHING, None)
    other = row._replace(step_id=2, counts={}, why="")
    keys = {
        Place(1, TO_DO): list(range(cards)),
        Place(1, DOING): [-1, -2],
        Place(1, DONE): [-3, -4, -5, -6, -7],
    }
    layout = BoardLayout(72)
    sections = sections_of([Lane(row, opened=True), Lane(other)], keys)
    layout.arrange(sections, 1080, adding_to=None, adding_step=False)
    return layout


def test_every_item_is_hit_where_it_lies_and_none_overlap() -> None:
    layout = board(10_000)
    taken = []
    for section in layout.sections:
        for offset in {0, len(section) // 2, len(section) - 1} - {-1}:
            rect = layout.rect(section, offset)
            center = rect.center()
            assert layout.hit(center.x(), center.y()) == (section, offset)
            taken.append(rect)
    assert not any(one.intersects(other) for n, one in enumerate(taken) for other in taken[:n])
    cards = next(section for section in layout.sections if section.part is Part.CARDS)
    assert layout.shown(cards, cards.y + 80 * 500, cards.y + 80 * 510) == range(500, 510)
    assert layout.height > 800_000


def test_a_narrow_board_keeps_its_columns_wide() -> None:
    layout = board(3)
    layout.arrange(layout.sections, 500, adding_to=None, adding_step=False)
    assert layout.column_width == 240
    assert layout.least_width > 700


def test_the_line_edit_stands_between_the_cards_and_the_ideas() -> None:
    layout = board(3)
    layout.arrange(layout.sections, 1080, adding_to=(1,), adding_step=False)
    ideas = next(section for section in layout.sections if section.part is Part.IDEAS)
    cards = next(section for section in layout.sections if section.part is Part.CARDS)
    assert layout.editor is not None
    assert layout.rect(cards, 2).bottom() < layout.editor.top() < layout.editor.bottom() < ideas.y


def test_the_status_beside() -> None:
    assert beside(TO_DO, 1) == DOING
    assert beside(IDEAS, 1) == DOING
    assert beside(TO_DO, -1) is None
    assert beside(DONE, 1) is None
    assert beside(SKIPPED, -1) == DONE
