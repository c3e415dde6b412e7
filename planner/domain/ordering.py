"""Order keys: short base-62 fractions that sort as plain ASCII text, so that a move writes one row.

A key is a string of digits ``0-9A-Za-z`` read as a fraction between 0 and 1. It never ends in ``0``, so that no two
keys mean the same fraction and there is always room below a key. Where the room is open on one side, keys step
through numbers that get one digit-group longer only when a group is used up; so keys stay short (a thousand inserts
at one place need less than ten digits) instead of growing with every halving.
"""

from collections.abc import Sequence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE = len(_DIGITS)
_MIDDLE = _DIGITS[_BASE // 2]


def between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after ``before`` and before ``after``; None stands for the open end on that side.

    An empty ``before`` (a row that was never placed) counts as the open end.

    :raises ValueError: when ``before`` does not sort before ``after``, or one of them is no key.
    """
    if before:
        _check(before)
    if after is None:
        return _above(before) if before else _MIDDLE
    _check(after)
    if not before:
        return _below(after)
    if before >= after:
        raise ValueError(f"no key lies between {before!r} and {after!r}")
    return _inside(before, after)


def spread(count: int) -> list[str]:
    """Return ``count`` ascending keys, evenly apart and as short as they can be.

    :raises ValueError: when ``count`` is negative.
    """
    if count < 0:
        raise ValueError(f"cannot make {count} keys")
    width = 1
    while _BASE**width <= count:
        width += 1
    whole = _BASE**width
    return [_text(whole * (index + 1) // (count + 1), width).rstrip("0") for index in range(count)]


def insert(keys: Sequence[str], index: int, count: int = 1) -> tuple[list[str], list[str] | None]:
    """Return ``(new, spread)``: keys for ``count`` things that come in front of the ``index``-th of ``keys``.

    Where the keys beside that place leave no room, because two are equal, out of order or no keys at all, ``spread``
    holds another key for each of ``keys``, else it is None. An index behind the last is the end.
    """
    index = min(index, len(keys))
    lower = keys[index - 1] if index else ""
    upper = keys[index] if index < len(keys) else None
    spread_anew = None
    has_room = (not lower or is_key(lower)) and (upper is None or (is_key(upper) and lower < upper))
    if not has_room:
        spread_anew = spread(len(keys))
        lower = spread_anew[index - 1] if index else ""
        upper = spread_anew[index] if index < len(keys) else None
    made = []
    for _ in range(count):
        lower = between(lower, upper)
        made.append(lower)
    return made, spread_anew


def is_key(text: str) -> bool:
    """Tell whether the text is an order key."""
    return bool(text) and text[-1] != "0" and all(digit in _VALUE for digit in text)


def _check(key: str) -> None:
    if not is_key(key):
        raise ValueError(f"{key!r} is no order key")


def _above(key: str) -> str:
    """The next key up: after a run of k ``z``, count upward in a group of 2^k digits."""
    run = len(key) - len(key.lstrip("z"))
    width: int = 2**run
    number = _number(key[run : run + width], width) + 1
    return "z" * run + _text(number, width).rstrip("0")


def _below(key: str) -> str:
    """The next key down: after a run of k ``0``, count downward in a group of 2^k digits."""
    run = len(key) - len(key.lstrip("0"))
    width: int = 2**run
    number = _number(key[run : run + width], width) - 1
    if number == 0:
        return "0" * (run + 1) + "z" * (2 * width)
    return "0" * run + _text(number, width).rstrip("0")


def _inside(low: str, high: str) -> str:
    shared = 0
    while shared < len(low) and low[shared] == high[shared]:
        shared += 1
    prefix, low, high = high[:shared], low[shared:], high[shared:]
    if not low:
        return prefix + _lower_half(high)
    first, last = _VALUE[low[0]], _VALUE[high[0]]
    if last - first > 1:
        return prefix + _DIGITS[(first + last) // 2]
    return prefix + low[0] + _upper_half(low[1:])


def _upper_half(low: str) -> str:
    """A key above ``low`` in room that is bounded above: halve the first digit, then count."""
    if not low:
        return _MIDDLE
    first = _VALUE[low[0]]
    return _DIGITS[(first + _BASE) // 2] if first < _BASE - 1 else _above(low)


def _lower_half(high: str) -> str:
    """A key below ``high`` in room that is bounded below: halve the first digit, then count."""
    first = _VALUE[high[0]]
    return _DIGITS[first // 2] if first > 1 else _below(high)


def _number(digits: str, width: int) -> int:
    number = 0
    for digit in digits.ljust(width, "0"):
        number = number * _BASE + _VALUE[digit]
    return number


def _text(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, _BASE)
        digits = _DIGITS[rest] + digits
    return digits
