"""What the message of an error of storage must be like."""

import contextlib
from collections.abc import Iterator

import pytest

from planner.domain.errors import LibraryError, PlannerError


@contextlib.contextmanager
def one_sentence(match: str, kind: type[PlannerError] = LibraryError) -> Iterator[None]:
    """Expects an error of storage whose message a person can read."""
    with pytest.raises(kind, match=match) as caught:
        yield
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert "sqlite3" not in message
    assert "{" not in message
