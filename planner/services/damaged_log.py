"""What was saved last, and lies behind damage of the log beside a plan: kept aside and told before SQLite drops it."""

import logging
import os
from pathlib import Path

from planner.config.files import make_private_folder
from planner.config.text import tr
from planner.domain.dates import format_instant
from planner.domain.errors import DamagedError, PlannerError
from planner.services.clock import Clock, SystemClock

_log = logging.getLogger(__name__)


class DamagedLogError(DamagedError):
    """Says that the last changes may be missing. ``kept`` is the plan as it was, with its log; None if that failed."""

    def __init__(self, sentence: str, kept: Path | None) -> None:
        super().__init__(sentence)
        self.kept = kept


def examined(path: Path, clock: Clock | None = None) -> DamagedLogError | None:
    """What to tell before the plan at ``path`` is opened, once plan and log were kept aside; None if all is well.

    Costs one look at the folder where neither log nor index lies beside the plan, as after each clean close. Never
    raises: a plan that may not be examined is opened as it is.
    """
    try:
        if not any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm")):
            return None
        from planner.storage.broken_log import is_broken_off
        from planner.storage.connection import in_use, is_plan_file

        if not is_plan_file(path) or in_use(path) or not is_broken_off(path):
            return None
    except OSError as error:
        _log.info("The log beside %s was not examined: %s", path, error)
        return None
    return _kept_aside(path, clock or SystemClock())


def _kept_aside(path: Path, clock: Clock) -> DamagedLogError:
    from planner.services.libraries import backup_folder
    from planner.storage.backup import keep_aside
    from planner.storage.faults import translated

    said = tr("“{path}” may lack what was saved last: the log that holds it is damaged.", path=path)
    try:
        folder = backup_folder(path)
        stamp = format_instant(clock.now()).replace("-", "").replace(":", "")
        kept = folder / f"{stamp}-damaged-{os.getpid()}.file"
        with translated(kept):
            make_private_folder(folder)
            keep_aside(path, kept)
    except PlannerError as error:
        _log.info("%s and its damaged log cannot be kept aside: %s", path, error)
        return DamagedLogError(tr("{said} Both could not be kept aside: {reason}", said=said, reason=error), None)
    return DamagedLogError(
        tr("{said} Both are kept as they were ({kept}): save what can be read, or restore a backup.",
           said=said, kept=kept),
        kept,
    )  # fmt: skip
