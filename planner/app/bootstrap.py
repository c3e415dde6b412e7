"""Wires a process together before any window exists: which library is meant, log and language. No Qt."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.config.text import tr
from planner.domain.errors import LibraryError

if TYPE_CHECKING:
    from planner.services.planner import Planner


class Place(NamedTuple):
    """Where the library lies. ``may_create`` says that a missing one is made without being asked for."""

    path: Path
    may_create: bool = False
    temporary: bool = False


@contextmanager
def located(named: Path | None, *, temporary: bool = False, sample: bool = False) -> Iterator[Place]:
    """The library that is meant: the named one, else PLANNER_LIBRARY, else the default one of this machine.

    A temporary one, or the sample plan, lies in a folder of its own that goes at the end. Raises LibraryError if the
    default folder cannot be made.
    """
    if sample:
        import shutil

        from planner.services.sample import open_sample

        path = open_sample()
        try:
            yield Place(path, may_create=True, temporary=True)
        finally:
            shutil.rmtree(path.parent, ignore_errors=True)
        return
    if temporary:
        with tempfile.TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True) as folder:
            yield Place(Path(folder) / "temporary.db", may_create=True, temporary=True)
        return
    if named is not None:
        yield Place(named)
        return
    from planner.config.opening_library import opening_library
    from planner.config.paths import usual_library

    try:
        path = opening_library()
        may_create = not os.environ.get("PLANNER_LIBRARY") and path == usual_library()
    except OSError as error:
        raise LibraryError(
            tr(
                "The folder for the plan file cannot be made ({reason}). Name a plan file with --library.",
                reason=error.strerror or error,
            )
        ) from error
    yield Place(path, may_create=may_create)


@contextmanager
def opened(place: Place, *, create: bool = False, busy_ms: int | None = None) -> "Iterator[Planner]":
    """The open library at a place, closed at the end.

    ``create`` makes a missing one from the built-in template, where the place allows that. Raises LibraryError.
    """
    from planner.services import libraries

    planner = libraries.open_plan(
        place.path,
        create=place.temporary or (create and place.may_create),
        busy_ms=libraries.BUSY_MS if busy_ms is None else busy_ms,
    )
    try:
        yield planner
    finally:
        planner.close()


def start(*, verbose: bool = False) -> Path | None:
    """Sets up log, language and chosen formats; gives the log file, None where none can be kept."""
    from planner.config import formats, log, settings, text
    from planner.domain import errors

    path = log.set_up(verbose=verbose)
    errors.translate = text.tr
    preferred = settings.SettingsFile().read()
    text.set_language(preferred.language)
    formats.use(formats.preferred(formats.from_environment(), preferred))
    return path
