"""What the index beside a write-ahead log (the file ``-shm``) says of the log: how much of it belongs to saved steps.

The index is shared memory with a file under it: it survives a program that is killed, though not always a power cut. It
is brought up to date only after the log was synced, so it never promises more than the log held. The format is that of
section 2.2 of SQLite's "WAL-mode File Format", its numbers are in the order of this machine.
"""

import struct
import sys
from pathlib import Path
from typing import Final, NamedTuple

from planner.storage.page_file import log_sums

_VERSION: Final = 3_007_000
_HEADER: Final = 48
_SUMMED: Final = 40
_ORDER: Final = "<" if sys.byteorder == "little" else ">"


class Promised(NamedTuple):
    """So many frames of the log with these salts (8 bytes, as they stand in the log) belong to saved steps.

    ``folded`` of them stand in the plan file already.
    """

    salts: bytes
    frames: int
    folded: int


def promised(path: Path) -> Promised | None:
    """What the index of the library at ``path`` says; None where there is none, or none that can be trusted.

    To be asked while nobody has the library open. Raises OSError.
    """
    index = path.with_name(path.name + "-shm")
    try:
        with index.open("rb") as file:
            head = file.read(2 * _HEADER + 4)
    except FileNotFoundError:
        return None
    if len(head) < 2 * _HEADER + 4 or head[:_HEADER] != head[_HEADER : 2 * _HEADER]:
        return None
    version, is_made = struct.unpack_from(f"{_ORDER}I", head)[0], head[12]
    if version != _VERSION or is_made != 1:
        return None
    if log_sums(head[:_SUMMED], _ORDER, 0, 0) != struct.unpack_from(f"{_ORDER}2I", head, _SUMMED):
        return None
    (frames,) = struct.unpack_from(f"{_ORDER}I", head, 16)
    (folded,) = struct.unpack_from(f"{_ORDER}I", head, 2 * _HEADER)
    return Promised(head[32:40], frames, folded)
