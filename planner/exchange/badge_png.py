"""The text that is baked into a PNG picture: the chunks of the file, each bounded and compared with its check sum.

PNG, *Chunk layout* and *iTXt*, *tEXt*; Open Badges 2.0 Baking, *PNGs: Extracting* and *Legacy PNGs*; Open Badges 3.0,
*Baked Badge: PNG: Extracting*. The first chunk of a keyword is the one that counts.
"""

import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from planner.config.text import tr, trn
from planner.exchange.badge_values import refused

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MAX_CHUNKS: Final = 20_000
MAX_TEXT: Final = 2_000_000
"""The largest chunk with a badge, in bytes, before and after it is decompressed."""
MAX_PIXELS: Final = 9_000_000
"""The largest picture that is drawn: a small file may unfold into more than the memory holds."""
_MAX_SIDE: Final = 10_000
_DRAWN: Final = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_FRAME: Final = 12  # length, kind and check sum around the data
_HEADER_SIZE: Final = 13
_BY_PALETTE: Final = b"\3"
_PIECE: Final = 1 << 20
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_SORTS: Final = {(depth, kind): _CHANNELS[kind] for kind, depths in _DEPTHS.items() for depth in depths}
"""How many numbers a dot has, by the bits of each and the type of its colours."""
_ADAM7: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The first column and row of each pass, and how far it goes to the next ones."""
KEYWORDS: Final = ((b"iTXt", b"openbadgecredential"), (b"iTXt", b"openbadges"), (b"tEXt", b"openbadges"))
"""The kinds of chunks that hold a badge, the newest version first."""


class _Chunk(NamedTuple):
    kind: bytes
    data: memoryview
    whole: bool
    """Whether all of it is there."""
    sound: bool
    """Whether its check sum is right; only told where it was asked for."""


def has_badge(data: bytes) -> bool:
    """Whether a PNG file has a chunk with a badge, even if much else of it is damaged."""
    return data.startswith(SIGNATURE) and any(_place(chunk) is not None for chunk in _chunks(data, sums=False))


def badge_text(data: bytes, where: str) -> bytes:
    """The text of the badge in a PNG file.

    Raises ExchangeError for a picture that is cut off or damaged in any chunk, and for one without a badge.
    """
    found: dict[int, bytes] = {}
    kind = b""
    for number, chunk in enumerate(_chunks(data, sums=True)):
        _check(number, chunk, where)
        kind = chunk.kind
        place = _place(chunk)
        if place is not None and place not in found:
            if len(chunk.data) > MAX_TEXT:
                raise _too_long(where)
            found[place] = _text(chunk, KEYWORDS[place][1], where)
    if kind != b"IEND":
        raise refused(where, tr("the picture ends before its end mark, so that it was cut off"))
    if not found:
        raise refused(where, tr("the picture has no badge in it, perhaps because a program saved it anew"))
    return found[min(found)]


def bare_picture(data: bytes) -> bytes:
    """The picture of a PNG file and nothing else: no texts, profiles or frames of an animation.

    Empty if the file is no whole picture, one that is too large to be drawn, or one that unfolds into less or more than
    its size says: the decoder would read on through all of it.
    """
    if not data.startswith(SIGNATURE):
        return b""
    kept = [SIGNATURE]
    drawn: list[memoryview] = []
    header = kind = b""
    for number, chunk in enumerate(_chunks(data, sums=True)):
        kind = chunk.kind
        if number == MAX_CHUNKS or not (chunk.whole and chunk.sound):
            return b""
        if not number:
            if not _is_drawn(chunk):
                return b""
            header = bytes(chunk.data)
        if kind == b"IDAT":
            drawn.append(chunk.data)
        if kind in _DRAWN and (kind != b"IHDR" or not number):
            length, check = len(chunk.data), zlib.crc32(chunk.data, zlib.crc32(kind))
            kept.append(b"".join((length.to_bytes(4, "big"), kind, chunk.data, check.to_bytes(4, "big"))))
    is_coloured = header[9:10] != _BY_PALETTE or any(map(_is_palette, kept))
    return b"".join(kept) if kind == b"IEND" and is_coloured and _unfolds(b"".join(drawn), header) else b""


def _is_drawn(chunk: _Chunk) -> bool:
    """Whether the first part of a picture says that it is of a size that is drawn."""
    if chunk.kind != b"IHDR" or len(chunk.data) != _HEADER_SIZE:
        return False
    width, height = (int.from_bytes(chunk.data[start : start + 4], "big") for start in (0, 4))
    return 0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE and width * height <= MAX_PIXELS


def _is_palette(part: bytes) -> bool:
    """Whether a whole chunk holds one to 256 colours."""
    size = len(part) - _FRAME
    return part[4:8] == b"PLTE" and 0 < size <= 3 * 256 and size % 3 == 0


def _unfolds(packed: bytes, header: bytes) -> bool:
    """Whether the dots of a picture unfold into as many bytes as its header says; never more of them are made."""
    left = _unfolded_size(header)
    unfolding = zlib.decompressobj()
    try:
        while left > 0 and not unfolding.eof:
            found = len(unfolding.decompress(packed, _PIECE))
            packed = unfolding.unconsumed_tail
            if not found and not packed:
                break
            left -= found
        return left == 0 and (unfolding.eof or not unfolding.decompress(packed, 1))
    except zlib.error:
        return False


def _unfolded_size(header: bytes) -> int:
    """How many bytes the rows of a picture take, each with the byte of its filter; 0 for kinds that PNG does not have.

    PNG, *Colour types* and *Interlacing*: Adam7 has seven passes, each with rows of its own.
    """
    width, height = (int.from_bytes(header[start : start + 4], "big") for start in (0, 4))
    depth, colours, packing, filtering, interlaced = header[8:]
    if (depth, colours) not in _SORTS or packing or filtering or interlaced > 1:
        return 0
    dot = depth * _SORTS[depth, colours]
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    sides = [(-(-(width - x) // across), -(-(height - y) // down)) for x, y, across, down in passes]
    return sum(rows * (1 + (dots * dot + 7) // 8) for dots, rows in sides if dots > 0 and rows > 0)


def _chunks(data: bytes, *, sums: bool) -> Iterator[_Chunk]:
    """The chunks up to the end mark; what follows it belongs to no picture."""
    view = memoryview(data)
    start = len(SIGNATURE)
    for _ in range(MAX_CHUNKS + 1):
        length = int.from_bytes(view[start : start + 4], "big")
        kind = bytes(view[start + 4 : start + 8])
        end = start + _FRAME + length
        if len(kind) < 4:
            return
        whole = end <= len(view)
        content = view[start + 8 : end - 4 if whole else len(view)]
        crc = int.from_bytes(view[end - 4 : end], "big") if sums and whole else 0
        yield _Chunk(kind, content, whole, not sums or (whole and zlib.crc32(content, zlib.crc32(kind)) == crc))
        if not whole or kind == b"IEND":
            return
        start = end


def _check(number: int, chunk: _Chunk, where: str) -> None:
    """Refuses what cannot be part of a whole picture. Raises ExchangeError."""
    if number == MAX_CHUNKS:
        raise refused(
            where, trn("the picture has more than {n} part", "the picture has more than {n} parts", MAX_CHUNKS)
        )
    if not number and (chunk.kind != b"IHDR" or len(chunk.data) != _HEADER_SIZE):
        raise refused(where, tr("the picture does not start with its size, as every PNG does"))
    if not chunk.whole:
        raise refused(
            where, tr("part {n} of the picture is longer than the file, so that it was cut off", n=number + 1)
        )
    if not chunk.sound:
        raise refused(
            where, tr("the check sum of part {n} of the picture is wrong, so that it is damaged", n=number + 1)
        )


def _place(chunk: _Chunk) -> int | None:
    """The place in KEYWORDS of what this chunk holds; None if it is no badge."""
    for place, (kind, keyword) in enumerate(KEYWORDS):
        if chunk.kind == kind and chunk.data[: len(keyword) + 1] == keyword + b"\0":
            return place
    return None


def _text(chunk: _Chunk, keyword: bytes, where: str) -> bytes:
    """The text of a chunk as UTF-8, whatever form it has. Raises ExchangeError."""
    rest = bytes(chunk.data[len(keyword) + 1 :])
    if chunk.kind == b"tEXt":
        try:
            rest.decode("utf-8")
        except UnicodeDecodeError:
            return rest.decode("latin-1").encode()  # what PNG says; most who write JSON there write UTF-8
        return rest
    flags, tail = rest[:2], rest[2:]
    _language, between, tail = tail.partition(b"\0")
    _translated, behind, text = tail.partition(b"\0")
    if len(flags) < 2 or flags[0] > 1 or flags[1] or not between or not behind:
        raise refused(where, tr("the part of the picture with the badge is not built as PNG says"))
    return _inflated(text, where) if flags[0] else text


def _inflated(packed: bytes, where: str) -> bytes:
    """The bytes that were compressed, of which never more are made than there may be. Raises ExchangeError."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, MAX_TEXT + 1)
    except zlib.error:
        raise refused(where, tr("the badge in the picture cannot be decompressed, so that it is damaged")) from None
    if len(text) > MAX_TEXT:
        raise _too_long(where)
    if not unpacking.eof:
        raise refused(where, tr("the badge in the picture ends in the middle, so that it was cut off"))
    return text


def _too_long(where: str) -> Exception:
    return refused(where, tr("the badge in the picture has more than {limit} MB", limit=MAX_TEXT // 1_000_000))
