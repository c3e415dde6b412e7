"""Badges damaged at random by the thousand: whatever the damage, it gives a badge or one sentence, and soon."""

import json
import random
import time
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import date
from typing import Any

from planner.domain.errors import ExchangeError
from planner.domain.plain_text import clean_line
from planner.exchange.badge_checks import check_recipient, checked
from planner.exchange.badge_record import Badge
from planner.exchange.badge_values import MAX_SKILLS, TEXT_MAX
from planner.exchange.badges import is_badge, read_badge
from tests.exchange.badge_files import ALICE, FORMS, SIGNATURE, chunk, encoded, joined, parts, written

SLOW = 2.0
"""What no file may take, in seconds of this process alone."""
Chance = random.Random


def rounds(count: int, seed: int) -> list[str]:
    """What was wrong in so many rounds with the seeds from this one on: an empty list if all was well."""
    return [problem for number in range(seed, seed + count) for problem in round_of(number)]


def round_of(seed: int) -> list[str]:
    """What was wrong with how the damage of this seed was met."""
    chance = Chance(seed)
    form = chance.choice(list(FORMS))
    data = FORMS[form]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = damaged(data, chance)
    started = time.process_time()
    try:
        problems = met(data)
    except Exception as error:  # noqa: BLE001  that is what the round looks for
        problems = [f"{type(error).__name__}: {error}"]
    taken = time.process_time() - started
    if taken > SLOW:
        problems.append(f"took {taken:.1f} s")
    return [f"seed {seed}, {form}, {len(data)} bytes: {problem}" for problem in problems]


def met(data: bytes) -> list[str]:
    """What is wrong with how these bytes are read, where an ExchangeError of one sentence is right as well."""
    looks_so: object = is_badge(data)
    problems = [] if isinstance(looks_so, bool) else ["is_badge gave neither yes nor no"]
    try:
        badge: object = read_badge(data, "x")
    except ExchangeError as error:
        text = str(error)
        return problems + ([] if text.startswith("“x”") and text.endswith(".") and clean_line(text) == text else [text])
    if not isinstance(badge, Badge):
        return [*problems, f"no badge, but {badge!r:.100}"]
    checked(badge)
    checked(badge, ALICE)
    if check_recipient(badge, ALICE) not in {True, False, None}:
        problems.append("check_recipient gave no answer")
    return problems + unfit(badge)


def unfit(badge: Badge) -> list[str]:
    """What a badge may not hold, wherever it came from."""
    lines = (badge.name, badge.issuer, badge.credential_id, *badge.skills, *badge.missing)
    addresses = (badge.issuer_url, badge.criteria_url, badge.credential_url)
    blocks = (badge.criteria, badge.description, badge.revocation_reason)
    days = [day for day in (badge.issued_on, badge.expires_on) if day is not None]
    rules = {
        "a name of several lines": all("\n" not in each and len(each) <= 2_500 for each in lines),
        "a text that is too long": all(len(each) <= TEXT_MAX for each in blocks),
        "a text that no file can hold": all(each.encode() is not None for each in (*lines, *blocks, *addresses)),
        "another address than of the web": all(each[:4].lower() in {"", "http"} for each in addresses),
        "no name and no word on why": bool(badge.name or badge.missing),
        "too many skills": len(badge.skills) <= MAX_SKILLS,
        "an end before the start": days == sorted(days),
        "no date": all(date.fromisoformat(day).isoformat() == day for day in days),
    }
    return [problem for problem, kept in rules.items() if not kept]


# -- damage --------------------------------------------------------------------------------------------------------


def damaged(data: bytes, chance: Chance) -> bytes:
    """The file with some damage: either anywhere, or so that what is around it stays right."""
    if chance.random() < 0.4:
        return chance.choice(BYTES)(data, chance)
    if data.startswith(SIGNATURE):
        try:
            return _picture(list(parts(data)), chance)
        except (IndexError, ValueError, zlib.error):  # what was damaged before has no chunks that can be told apart
            return chance.choice(BYTES)(data, chance)
    return _text(data, chance)


def _flip(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: Chance) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:start], data[end:], data[start:end], data[:start] + data[end:]))


def _insert(data: bytes, chance: Chance) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(SCRAPS) * chance.choice((1, 1, 3, 100)) + data[place:]


def _repeat(data: bytes, chance: Chance) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] * chance.choice((1, 2, 20)) + data[end:]


def _graft(data: bytes, chance: Chance) -> bytes:
    other = FORMS[chance.choice(list(FORMS))]
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


BYTES: tuple[Callable[[bytes, Chance], bytes], ...] = (_flip, _flip, _cut, _insert, _repeat, _graft)
SCRAPS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b'{"a":', b"[[[[", b'"', b"\\u0000", b"\\ud800", b",", b":",
    b"null", b"1e400", b"-9999999999999999999999", b"eyJ", b".", b"\r\n", b"\x89PNG\r\n\x1a\n", b"openbadges\0",
    b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"iTXt", b"IEND\xaeB`\x82", "\u202e".encode(), "\U0001f916".encode(),
)  # fmt: skip


def _picture(chunks: list[tuple[bytes, bytes]], chance: Chance) -> bytes:
    """The picture with chunks that moved, changed or are not what they say, and mostly with right check sums."""
    place = chance.randrange(len(chunks))
    kind, data = chunks[place]
    match chance.randrange(9):
        case 0:
            del chunks[place]
        case 1:
            chunks.insert(chance.randrange(len(chunks) + 1), (kind, data))
        case 2:
            other = [*parts(FORMS[chance.choice([name for name in FORMS if "PNG" in name])])]
            chunks.insert(chance.randrange(len(chunks) + 1), chance.choice(other))
        case 3:
            chunks[place] = (kind, chance.choice(BYTES)(data, chance))
        case 4:
            chunks[place] = (chance.choice((b"iTXt", b"tEXt", b"IDAT", b"IEND", bytes(4), b"zTXt")), data)
        case 5:
            chance.shuffle(chunks)
        case 6:
            lie = chance.choice((0, 1, len(data) - 1, len(data) + 1, 2**31 - 1, 2**32 - 1)) % 2**32
            whole = [chunk(*each) for each in chunks]
            whole[place] = chunk(kind, data, length=lie, crc=None if chance.random() < 0.5 else 0)
            return SIGNATURE + b"".join(whole)
        case 7:
            keyword = chance.choice((b"openbadges", b"openbadgecredential"))
            packed = zlib.compress(chance.choice(SCRAPS) * chance.choice((1, 1_000, 3_000_000)), 1)
            chunks.insert(1, (b"iTXt", keyword + b"\0\1\0\0\0" + packed))
        case _:
            _within(chunks, chance)
    return joined(chunks)


def _within(chunks: list[tuple[bytes, bytes]], chance: Chance) -> None:
    """Damages the text that is baked in, and leaves the chunk around it right."""
    for place, (kind, data) in enumerate(chunks):
        if kind == b"tEXt" and b"\0" in data:
            keyword, _, text = data.partition(b"\0")
            chunks[place] = (kind, keyword + b"\0" + _text(text, chance))
        elif kind == b"iTXt" and data.count(b"\0") >= 4:
            keyword, _, rest = data.partition(b"\0")
            packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
            changed = _text(zlib.decompress(text) if packed else text, chance)
            body = zlib.compress(changed, 1) if packed else changed
            chunks[place] = (kind, keyword + (b"\0\1\0\0\0" if packed else b"\0\0\0\0\0") + body)


def _text(text: bytes, chance: Chance) -> bytes:
    """JSON or a signed text with a value that is not what belongs there."""
    if text.count(b".") == 2 and not text.startswith(b"{"):
        opened = text.split(b".")
        place = chance.choice((0, 1, 1, 1))
        try:
            opened[place] = encoded(_json(urlsafe_b64decode(opened[place] + b"=="), chance))
        except ValueError:
            opened[place] = encoded(chance.choice(SCRAPS))
        return b".".join(opened)
    return _json(text, chance)


def _json(text: bytes, chance: Chance) -> bytes:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return chance.choice(BYTES)(text, chance)
    depth = chance.choice((5, 400, 100_000))
    return written(_replaced(document, chance)).replace(DEEP, b"[" * depth + b"]" * depth)


def _replaced(value: Any, chance: Chance) -> Any:
    """The value with one thing in it replaced, taken away, wrapped or doubled; strings keep their escapes."""
    inner = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inner or chance.random() < 0.2:
        return chance.choice((_odd(chance), _odd(chance), [value], [value, value], {"@value": value}, {"id": value}))
    key = chance.choice(inner)
    if chance.random() < 0.15:
        del value[key]
    elif isinstance(value, dict) and chance.random() < 0.1:
        value[chance.choice(NAMES)] = value.pop(key)
    else:
        value[key] = _replaced(value[key], chance)
    return value


DEEP = b'"lists in lists"'
"""Stands for more lists in lists than Python itself could write."""
NAMES = ("id", "@id", "@type", "type", "badge", "revoked", "vc", "name", "issuer", "achievement", "proof", "recipient")


def _odd(chance: Chance) -> Any:
    """A value that hardly belongs anywhere."""
    return chance.choice(
        (
            None, True, False, 0, -1, 2**63, 10**25, 1e308, -1e300, 1709343000000, "", " ", "\0", "\x1b[31m",
            "a" * 50_000, "\u202egnp.exe", "javascript:alert(1)", "file:///etc/passwd", "http://[",
            "https://\u0130.example", "mailto:a@b",
            "data:image/png;base64,AAAA", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2024-13-01", "24:00",
            "2024-02-30T25:61:61Z", "2024-03-01T24:00:00Z", "2024-W09-5", "１２", "sha256$", "md5$" + "0" * 32, "a.b.c",
            [], {}, [[]], [None], [{}], [[[[[]]]]], {"@value": {"@value": "x"}}, {"": ""}, ["x"] * 3_000,
            [{"targetName": f"Skill {number}"} for number in range(2_000)], json.loads(DEEP),
        )
    )  # fmt: skip
