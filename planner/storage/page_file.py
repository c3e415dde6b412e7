"""A database file as pages, read without SQLite, with what lies committed in the write-ahead log beside it.

For files that SQLite refuses: nothing here trusts what the file says of itself, and nothing writes. The offsets are
those of the SQLite file format, sections 1.3 (header), 1.5 (freelist) and 4 (write-ahead log).
"""

import struct
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self

HEADER: Final = 100
"""How many bytes of page 1 are the header of the file."""
USUAL_SIZE: Final = 4096
"""The page size of a library unless somebody changed it."""
_SIZES: Final = (USUAL_SIZE, 1024, 8192, 2048, 16384, 512, 32768, 65536)
LOG_HEADER: Final = 32
"""How many bytes a write-ahead log begins with before its first frame."""
FRAME_HEADER: Final = 24
"""How many bytes stand before the page in each frame."""
BIG_ENDIAN_SUMS: Final = 0x377F0683
LITTLE_ENDIAN_SUMS: Final = 0x377F0682


class Marks(NamedTuple):
    """What a header says, whether that can be true or not; all zero where there is none."""

    page_size: int
    freelist: int
    version: int
    application: int


def marks_of(header: bytes) -> Marks:
    """What the first 100 bytes of a file say."""
    if len(header) < HEADER:
        return Marks(0, 0, 0, 0)
    size: int
    size, freelist, version, application = (
        *struct.unpack_from(">H", header, 16),
        *struct.unpack_from(">I", header, 32),
        *struct.unpack_from(">I", header, 60),
        *struct.unpack_from(">I", header, 68),
    )
    return Marks(65536 if size == 1 else size, freelist, version, application)


def page_sizes(path: Path) -> list[int]:
    """The page sizes that the file may have, the likeliest first. Raises OSError."""
    with path.open("rb") as file:
        said = marks_of(file.read(HEADER)).page_size
    log = path.with_name(path.name + "-wal")
    if log.is_file():
        with log.open("rb") as file:
            head = file.read(LOG_HEADER)
        if len(head) == LOG_HEADER:
            said = said if said in _SIZES else struct.unpack_from(">I", head, 8)[0]
    return [said, *(size for size in _SIZES if size != said)] if said in _SIZES else list(_SIZES)


class PageFile:
    """The pages of a file; pages are numbered from 1, and what cannot be read is empty."""

    def __init__(self, path: Path, size: int) -> None:
        """Takes the file for one of pages of ``size`` bytes. Raises OSError if it cannot be opened."""
        self.size = size
        self._file: BinaryIO = path.open("rb")
        self._log: BinaryIO | None = None
        self._frames: dict[int, int] = {}
        try:
            self._file.seek(0, 2)
            self.count = -(-self._file.tell() // size)
            log = path.with_name(path.name + "-wal")
            if log.is_file():
                self._log = log.open("rb")
                self._read_log(self._log)
        except BaseException:
            self.close()
            raise
        self.marks = marks_of(self.page(1)[:HEADER])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the files."""
        self._file.close()
        if self._log is not None:
            self._log.close()

    def page(self, number: int) -> bytes:
        """The bytes of a page; empty where it is outside of the file, cut off, or the disk does not give it."""
        if not 1 <= number <= self.count:
            return b""
        file, at = self._file, (number - 1) * self.size
        if self._log is not None and number in self._frames:
            file, at = self._log, self._frames[number]
        try:
            file.seek(at)
            found = file.read(self.size)
        except OSError:
            return b""
        return found if len(found) == self.size else b""

    def free_pages(self) -> set[int]:
        """The pages of the freelist, whose rows were deleted."""
        found: set[int] = set()
        trunk = self.marks.freelist
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            if not page:
                break
            trunk, number = struct.unpack_from(">II", page)
            if number > self.size // 4 - 2:
                break
            found.update(struct.unpack_from(f">{number}I", page, 8))
        return found

    def _read_log(self, log: BinaryIO) -> None:
        """Notes the newest committed content of each page.

        SQLite stops at the first frame whose checksum is wrong. Each one goes on from the sum that its predecessor
        carries, so those behind a damaged frame can be told, too, and are taken.
        """
        head = log.read(LOG_HEADER)
        if len(head) < LOG_HEADER:
            return
        magic, _, size, _, salt1, salt2, sum1, sum2 = struct.unpack(">8I", head)
        if magic not in (BIG_ENDIAN_SUMS, LITTLE_ENDIAN_SUMS) or size != self.size:
            return
        order = ">" if magic == BIG_ENDIAN_SUMS else "<"
        waiting: dict[int, int] = {}
        while True:
            at = log.tell()
            frame = log.read(FRAME_HEADER + size)
            if len(frame) < FRAME_HEADER + size:
                return
            number, pages, frame_salt1, frame_salt2, frame_sum1, frame_sum2 = struct.unpack_from(">6I", frame)
            found = log_sums(frame[:8] + frame[FRAME_HEADER:], order, sum1, sum2)
            sum1, sum2 = frame_sum1, frame_sum2
            is_next = found == (sum1, sum2)
            if (frame_salt1, frame_salt2) != (salt1, salt2) and not is_next:
                return  # left over from before the log was begun anew
            if not is_next:
                continue
            waiting[number] = at + FRAME_HEADER
            if pages:
                self._frames.update(waiting)
                waiting.clear()
                self.count = max(self.count, min(pages, self.count + len(self._frames)))


def log_sums(data: bytes, order: str, first: int, second: int) -> tuple[int, int]:
    """The running checksum of a write-ahead log (file format, section 4.2)."""
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
