"""Larger text: the whole interface drawn larger, so that nothing in it is cut.

Qt takes such a scale once, when the application object is made, from the environment (``QT_SCALE_FACTOR``); see
docs/decisions/0059.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

VARIABLE: Final = "QT_SCALE_FACTOR"
MOST: Final = 2.0
"""More than this leaves no room on a laptop's screen."""


@contextmanager
def enlarged(scale: float) -> Iterator[None]:
    """An application object that is made meanwhile is drawn ``scale`` times as large; below 1 counts as 1.

    A factor that the environment has is multiplied. It is as it was afterwards: other programs that are opened from
    here do not grow.
    """
    before = os.environ.get(VARIABLE)
    factor = min(max(scale, 1.0), MOST)
    if factor == 1.0:
        yield
        return
    os.environ[VARIABLE] = f"{factor * _number(before):g}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def _number(text: str | None) -> float:
    try:
        value = float(text or 1)
    except ValueError:
        return 1.0
    return value if 0 < value < 20 else 1.0
