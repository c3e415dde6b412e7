"""Where the labels of a radar stand: none overlaps another or the chart, none leaves the picture.

Pure arithmetic on sizes in pixels; the first axis points up, the others follow clockwise.
"""

from collections.abc import Callable, Sequence
from functools import cache
from math import cos, pi, sin, sqrt
from typing import NamedTuple

GAP = 16.0
"""Between the rim and a label; the arcs of the categories lie in it."""
_BETWEEN = 3.0  # between two labels
_UPRIGHT = 0.02  # the cosine below which an axis points straight up or down
_LEAST = 24.0  # no radius is smaller
_STEP = 12.0


class Size(NamedTuple):
    """The room that a label needs."""

    width: float
    height: float


class Box(NamedTuple):
    """Where a label stands. ``side`` is 1 right of the chart, -1 left of it, 0 above or below.

    ``moved`` is how far it was pushed from the end of its axis.
    """

    left: float
    top: float
    width: float
    height: float
    side: int
    moved: float


class Placing(NamedTuple):
    """The circle of the chart within the picture, and a box for each label."""

    x: float
    y: float
    radius: float
    boxes: tuple[Box, ...]


def angle_of(index: int, count: int) -> float:
    """The angle of an axis in radians, clockwise from the right; the first one points up."""
    return -pi / 2 + 2 * pi * index / max(1, count)


@cache
def directions(count: int) -> tuple[tuple[float, float], ...]:
    """The cosine and sine of the angle of each axis."""
    return tuple((cos(angle), sin(angle)) for angle in (angle_of(index, count) for index in range(count)))


def largest(width: float, height: float, sizes: Sequence[Size]) -> Placing | None:
    """The placing with the largest radius, None where there is no room for the labels at all."""
    high = min(width, height) / 2
    best = None
    if sum(size.height for size in sizes) > 2 * (height + width):
        return None  # two columns and what lies above and below could never hold them
    # From above: a smaller circle is not always easier, since labels beside it meet the one on top.
    while best is None and high > _LEAST:
        high -= _STEP
        best = _placed(width, height, sizes, high)
    low = high
    high += _STEP
    while best is not None and high - low > 1:
        middle = (low + high) / 2
        found = _placed(width, height, sizes, middle)
        if found is None:
            high = middle
        else:
            best, low = found, middle
    return best


def _placed(width: float, height: float, sizes: Sequence[Size], radius: float) -> Placing | None:
    """The labels around a circle of this radius, None where they do not fit."""
    count, x, y, rim = len(sizes), width / 2, height / 2, radius + GAP
    angles = [angle_of(index, count) for index in range(count)]
    boxes: dict[int, Box] = {}
    for index, (size, angle) in enumerate(zip(sizes, angles, strict=True)):
        if _lies_beyond(angle, count):
            top = y + rim * sin(angle) + (-GAP / 4 if sin(angle) > 0 else GAP / 4 - size.height)
            left = x - size.width / 2
            if abs(cos(angle)) > _UPRIGHT:  # one of two below a flat edge: each keeps to its half
                left = x + rim * cos(angle) - size.width / 2
                left = max(left, x + _BETWEEN) if cos(angle) > 0 else min(left, x - _BETWEEN - size.width)
            if left < 0 or left + size.width > width or top < 0 or top + size.height > height:
                return None
            boxes[index] = Box(left, top, size.width, size.height, 0, 0.0)
    poles = list(boxes.values())
    for side in (1, -1):
        indexes = [index for index in range(count) if index not in boxes and cos(angles[index]) * side > 0]
        indexes.sort(key=lambda index: sin(angles[index]))
        wanted = [y + rim * sin(angles[index]) - sizes[index].height / 2 for index in indexes]
        tops = apart(wanted, [sizes[index].height for index in indexes], height)
        if tops is None:
            return None
        for index, top, want in zip(indexes, tops, wanted, strict=True):
            size, moved = sizes[index], abs(top - want)
            reach = max(4.0, _beside(rim, top - y, top + size.height - y))
            if moved <= 1:
                reach = max(reach, rim * abs(cos(angles[index])))
            for pole in poles:
                if top < pole.top + pole.height + _BETWEEN and pole.top < top + size.height + _BETWEEN:
                    reach = max(reach, 8 + (pole.left + pole.width - x if side > 0 else x - pole.left))
            if reach + size.width > width / 2:
                return None
            left = x + reach if side > 0 else x - reach - size.width
            boxes[index] = Box(left, top, size.width, size.height, side, moved)
    return Placing(x, y, radius, tuple(boxes[index] for index in range(count)))


def _lies_beyond(angle: float, count: int) -> bool:
    """Whether a label stands above or below the end of its axis, not beside it.

    So do those at the top and at the bottom, and the two at the ends of the flat lower edge of a chart with few axes.
    """
    return abs(cos(angle)) < _UPRIGHT or (count in (3, 5) and sin(angle) > 0.4)


def _beside(rim: float, above: float, below: float) -> float:
    """How far from the middle a box between two heights must begin, so that it does not touch the circle."""
    nearest = 0.0 if above <= 0 <= below else min(abs(above), abs(below))
    return sqrt(max(0.0, rim * rim - nearest * nearest))


def apart(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float] | None:
    """The tops of labels that stand above one another, as near to where they are wanted as can be; None without room.

    They are pushed from the middle outwards, so that both halves of the chart look alike.
    """
    if sum(heights) + _BETWEEN * max(0, len(heights) - 1) > room:
        return None
    tops = list(wanted)
    middle = len(tops) // 2
    for index in range(middle + 1, len(tops)):
        tops[index] = max(tops[index], tops[index - 1] + heights[index - 1] + _BETWEEN)
    for index in range(middle - 1, -1, -1):
        tops[index] = min(tops[index], tops[index + 1] - heights[index] - _BETWEEN)
    edge = room
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], edge - heights[index])
        edge = tops[index] - _BETWEEN
    edge = 0.0
    for index, height in enumerate(heights):
        tops[index] = max(tops[index], edge)
        edge = tops[index] + height + _BETWEEN
    return tops


class Wrapped(NamedTuple):
    """A name on several lines; ``whole`` tells whether nothing of it is left out."""

    lines: tuple[str, ...]
    whole: bool


def wrapped(text: str, width: float, most: int, measure: Callable[[str], float]) -> Wrapped:
    """The text on at most so many lines of this width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    whole = not words and all(measure(line) <= width for line in lines)
    if not whole:
        if words:
            lines[-1] = " ".join((lines[-1], *words))
        lines = [_cut(line, width, measure) for line in lines]
    return Wrapped(tuple(lines) or ("",), whole)


def _cut(line: str, width: float, measure: Callable[[str], float]) -> str:
    if measure(line) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(line[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"


def nearest_axis(x: float, y: float, placing: Placing, count: int) -> int:
    """The axis whose direction is nearest to a point."""
    dx, dy = x - placing.x, y - placing.y
    angles = [angle_of(index, count) for index in range(count)]
    return max(range(count), key=lambda index: dx * cos(angles[index]) + dy * sin(angles[index]))
