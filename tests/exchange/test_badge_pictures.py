"""Pictures of badges: only those that unfold into what their size says are drawn."""

import zlib

import pytest

from planner.exchange.badge_png import bare_picture
from tests.exchange.badge_files import SIGNATURE, chunk


def dots(size: int, colour: int, unfolded: bytes, *, interlaced: int = 0, depth: int = 8) -> bytes:
    """A square picture whose dots unfold into these bytes."""
    side = size.to_bytes(4, "big")
    header = chunk(b"IHDR", side + side + bytes((depth, colour, 0, 0, interlaced)))
    return b"".join((SIGNATURE, header, chunk(b"IDAT", zlib.compress(unfolded, 9)), chunk(b"IEND")))


@pytest.mark.parametrize(
    ("data", "drawn"),
    [
        (dots(10, 6, bytes(410)), True),
        (dots(10, 6, bytes(100_000_000)), False),
        (dots(10, 6, bytes(409)), False),
        (dots(9, 0, bytes(9 * 3), depth=1), True),
        (dots(9, 3, bytes(9 * 10)), False),  # without the colours that its dots name
        (dots(8, 0, bytes(1 + 1 + 1 + 2 + 2 + 4 + 4 + 64), interlaced=1), True),
        (dots(2, 0, bytes(1 + 1 + 1 + 3 - 1), interlaced=1), False),
        (dots(2, 0, bytes(2 + 2 + 3), interlaced=1), True),
        (dots(10, 6, bytes(410), interlaced=2), False),
        (dots(10, 7, bytes(410)), False),
    ],
)
def test_a_picture_unfolds_into_just_what_its_size_says(data: bytes, drawn: bool) -> None:
    assert bool(bare_picture(data)) is drawn


@pytest.mark.parametrize(
    ("size", "drawn"), [(0, False), (3, True), (4, False), (768, True), (771, False), (3000, False)]
)
def test_a_palette_has_one_to_256_colours(size: int, drawn: bool) -> None:
    bare = dots(9, 3, bytes(9 * 10))
    at = bare.index(b"IDAT") - 4
    assert bool(bare_picture(bare[:at] + chunk(b"PLTE", bytes(size)) + bare[at:])) is drawn
