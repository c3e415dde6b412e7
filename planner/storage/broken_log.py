"""A look at a write-ahead log before SQLite reads it: whether saved steps stand behind a place that is damaged.

SQLite reads a log up to the first frame that is not right, silently: after a crash that is what was never finished. But
what stands *behind* that place and bears the mark of a commit was saved, and a whole earlier state would open without a
word. The format is that of the SQLite file format, section 4.
"""

import struct
from pathlib import Path
from typing import BinaryIO, Final

from planner.storage.log_index import Promised, promised
from planner.storage.page_file import BIG_ENDIAN_SUMS, FRAME_HEADER, LITTLE_ENDIAN_SUMS, LOG_HEADER, log_sums

MOST_BYTES: Final = 32_000_000
"""So much of a log is looked at: SQLite folds it in from 4 MB on, and a single large step may make it longer."""
_SMALLEST_FRAME: Final = FRAME_HEADER + 512
_SIZES: Final = frozenset(1 << power for power in range(9, 17))


def is_broken_off(path: Path) -> bool:
    """Whether SQLite will not read saved steps that stood in the log of the library at ``path``.

    Either they stand behind a damaged place, or the log holds less than its index promises: it was cut off, emptied,
    overwritten or deleted. To be asked while nobody has the library open. Raises OSError.
    """
    log = path.with_name(path.name + "-wal")
    index = promised(path)
    if index is not None and index.frames <= index.folded:
        index = None  # the plan file holds all of it
    try:
        size = log.stat().st_size
    except FileNotFoundError:
        size = 0
    if size < LOG_HEADER + _SMALLEST_FRAME:
        return index is not None
    with log.open("rb") as file:
        return _is_broken_off(file, min(size, MOST_BYTES), index)


def _is_broken_off(log: BinaryIO, size: int, index: Promised | None) -> bool:
    head = log.read(LOG_HEADER)
    magic, _, page, _, salt1, salt2, sum1, sum2 = struct.unpack(">8I", head)
    order = ">" if magic == BIG_ENDIAN_SUMS else "<"
    is_right = magic in (BIG_ENDIAN_SUMS, LITTLE_ENDIAN_SUMS) and page in _SIZES
    if not is_right or log_sums(head[:24], order, 0, 0) != (sum1, sum2):
        # SQLite passes over all of it. Zeros are what a power cut leaves of a file that was just made.
        return index is not None or any(head) or any(log.read(_SMALLEST_FRAME))
    whole, was_ours, saved = True, True, 0
    for place in range((size - LOG_HEADER) // (FRAME_HEADER + page)):
        frame = log.read(FRAME_HEADER + page)
        number, commit, *salts, frame_sum1, frame_sum2 = struct.unpack_from(">6I", frame)
        is_of_this_log = salts == [salt1, salt2]
        is_next = False
        if whole or (was_ours and not is_of_this_log):
            is_next = log_sums(frame[:8] + frame[FRAME_HEADER:], order, sum1, sum2) == (frame_sum1, frame_sum2)
        # What is left over from before the log was begun anew has other salts, and follows on nothing of this log.
        was_ours = is_of_this_log or (was_ours and is_next)
        sum1, sum2 = frame_sum1, frame_sum2
        whole = whole and is_of_this_log and is_next and number > 0
        if not whole and was_ours and commit:
            return True
        if whole and commit:
            saved = place + 1
    # An index with other salts is one that a power cut left behind; of a log that is too long its end was not seen.
    is_of_this_log = index is not None and index.salts == head[16:24] and size < MOST_BYTES
    return is_of_this_log and index is not None and index.frames > saved
