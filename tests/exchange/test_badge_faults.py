"""Open Badges that are wrong: each fault is one sentence, and no file does any harm."""

import re
import tracemalloc
import zlib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.domain.plain_text import clean_line
from planner.exchange.badge_png import MAX_CHUNKS, MAX_TEXT
from planner.exchange.badge_record import Badge
from planner.exchange.badges import MAX_BYTES, MAX_VALUES, is_badge, read_badge
from tests.exchange.badge_files import (
    END,
    FORMS,
    HASHED,
    HEADER,
    PIXELS,
    PLACE,
    SIGNATURE,
    achievement,
    assertion,
    badge_class,
    chunk,
    credential,
    encoded,
    international,
    joined,
    legacy,
    old_assertion,
    parts,
    picture,
    signed,
    subject,
    written,
)
from tests.exchange.badge_fuzz import met, rounds
from tests.exchange.roadmap_sh_files import pottery

PICTURES = [name for name in FORMS if "PNG" in name]


def sentence(data: bytes) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(ExchangeError) as error:
        read_badge(data, "badge.png")
    text = str(error.value)
    assert text.startswith("“badge.png”")
    assert text.endswith(".")
    assert clean_line(text) == text
    assert not re.search(r"\. [A-Z]", text)
    assert re.search(r"; (get|open|save) .*", text), "nothing says what to do next"
    return text


# -- which files are badges ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"{", b"hello", b"a.b.c", pottery(), picture(), SIGNATURE, b"GIF89a", b"<html>", b"<svg/>",
        b"BEGIN:VCALENDAR\r\n", written({"format": "planner", "badge": 1, "note": "https://w3id.org/openbadges/v2"}),
        signed({"sub": "1", "name": "somebody"}), picture(international(b"Comment", b"openbadges")), b"\xff\xfe{\0}\0",
        b"https://example.org/openbadges",
    ],
)  # fmt: skip
def test_other_files_are_no_badges(data: bytes) -> None:
    assert not is_badge(data)
    sentence(data)


@pytest.mark.parametrize(
    "data",
    [
        FORMS["2.0 JSON"][:200],
        FORMS["3.0 JSON"] + b"}",
        FORMS["2.0 JSON"].replace(b"https://w3id.org", b"https:\\/\\/w3id.org")[:90],
        picture(legacy(b"https://example.org/7")),
        FORMS["2.0 PNG"][:200],
        b'<svg xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="a.b.c"/></svg>',
        written(badge_class() | {"@context": "https://w3id.org/openbadges/v2"}),
    ],
)
def test_a_broken_badge_is_taken_for_one_so_that_its_fault_is_told(data: bytes) -> None:
    assert is_badge(data)
    sentence(data)


# -- faults --------------------------------------------------------------------------------------------------------

TWO = FORMS["2.0 JSON"]
BOMB = chunk(b"iTXt", b"openbadges\0\1\0\0\0" + zlib.compress(bytes(100_000_000), 9))
WRONG: dict[str, tuple[bytes, str]] = {
    "too large": (bytes(MAX_BYTES + 1), "has 11 MB, but badges of up to 10 MB are read"),
    "empty": (b" \n", "is empty"),
    "a web page": (b"<!doctype html>", "is an SVG picture or a web page"),
    "prose": (b"My badge", "is not a badge: it is neither JSON, nor a signed text, nor a PNG picture"),
    "only an address": (b"https://example.org/7", "holds only the address of its badge, https://example.org/7,"),
    "cut JSON": (TWO[:-20], "it ends in the middle, so that it was cut off"),
    "bad JSON": (TWO + b",", "it is not readable as JSON (JSON is malformed: trailing characters"),
    "no UTF-8": (TWO.replace(b"Robot maker", b"R\xf6bot maker"), "it is not written in UTF-8"),
    "deep": (b'{"badge":' + b"[" * 150_000, "it is nested too deeply"),
    "crowded": (b'{"badge":[' + b"[]," * MAX_VALUES + b"[]]}", "it has more than 200000 values"),
    "another kind": (written({"type": "Person"}), "is no Open Badge of version 2.0 or 3.0, as its type is “Person”"),
    "a BadgeClass": (written(badge_class()), "describes a badge or an issuer, but not that somebody earned it"),
    "a record": (written(credential(type=["VerifiableCredential", "ClrCredential"])), "is a record of several"),
    "an endorsement": (written(credential(type="EndorsementCredential", credentialSubject={})), "recommends a badge"),
    "revoked": (written({"id": PLACE, "revoked": True}), "its issuer revoked it, and it says nothing more"),
    "revoked assertion": (written(assertion(badge=None, revoked=True)), "its issuer revoked it"),
    "no badge": (written(assertion(badge=None)), "it does not say what it is for"),
    "no achievement": (written(credential(credentialSubject={"id": "did:x"})), "it does not say what it is for"),
    "no name": (written(assertion(badge=badge_class(name=" "))), "it has no name"),
    "no name in 3.0": (
        written(credential(credentialSubject=subject(achievement=achievement(name=5)))),
        "it has no name",
    ),
    "nothing said": (written({"type": "Assertion", "badge": "https://example.org"}), "it says neither what it is for"),
    "expired before": (
        written(assertion(expires="2024-03-01")),
        "it expires on 2024-03-01, before it was issued on 2024-03-02",
    ),
    "expired before in 3.0": (written(credential(validUntil="2020-01-01")), "it expires on 2020-01-01, before it"),
    "signed prose": (b".".join((encoded(b"{}"), encoded(b"prose"), b"x")), "but no JSON is in it"),
    "signed in no way": (signed(credential(), {}), "but does not say how it was signed"),
    "no base64": (b"eyJhIjoxfQ.abcde.x", "has the form of a signed text, but no JSON is in it"),
    "signed other": (signed({"sub": "1"}), "as its type is “not said”"),
    "half a character": (written(assertion()).replace(b"Robot maker", b"Robot \\ud800"), "its text holds broken char"),
    "a wrong half": (
        written(assertion()).replace(b"Robot maker", b"\\ud800\\u0041"),
        "its text holds broken characters",
    ),
    "no picture": (SIGNATURE, "the picture ends before its end mark"),
    "no size": (SIGNATURE + PIXELS + END, "the picture does not start with its size"),
    "no end": (picture(international(b"openbadges", TWO))[: -len(END)], "the picture ends before its end mark"),
    "no badge in it": (picture(), "the picture has no badge in it"),
    "cut picture": (FORMS["2.0 PNG"][:300], "part 2 of the picture is longer than the file"),
    "endless part": (
        SIGNATURE + HEADER + chunk(b"iTXt", b"openbadges\0", length=2**32 - 1) + END,
        "part 2 of the picture is longer than the file",
    ),
    "damaged text": (FORMS["2.0 PNG"].replace(b"Robot", b"Robob"), "the check sum of part 2 of the picture is wrong"),
    "damaged pixels": (SIGNATURE + HEADER + legacy(TWO) + chunk(b"IDAT", b"x", crc=0) + END, "the check sum of part 3"),
    "many parts": (picture(*[chunk(b"tEXt")] * MAX_CHUNKS), "the picture has more than 20000 parts"),
    "large text": (
        picture(international(b"openbadges", bytes(MAX_TEXT))),
        "the badge in the picture has more than 2 MB",
    ),
    "a bomb": (picture(BOMB), "the badge in the picture has more than 2 MB"),
    "bad compression": (picture(chunk(b"iTXt", b"openbadges\0\1\0\0\0prose")), "cannot be decompressed"),
    "cut compression": (
        picture(chunk(b"iTXt", b"openbadges\0\1\0\0\0" + zlib.compress(TWO)[:-5])),
        "the badge in the picture ends in the middle",
    ),
    "unknown compression": (picture(chunk(b"iTXt", b"openbadges\0\1\1\0\0x")), "is not built as PNG says"),
    "short text": (picture(chunk(b"iTXt", b"openbadges\0\0\0en")), "is not built as PNG says"),
    "address baked in": (
        picture(legacy(b"https://example.org/7\n")),
        "the address of its badge, https://example.org/7,",
    ),
    "prose baked in": (picture(legacy(b"Hello")), "is baked into the picture is neither JSON nor a signed text"),
    "nothing baked in": (picture(legacy(b"")), "is baked into the picture is neither JSON nor a signed text"),
    "bad date baked in": (picture(legacy(written(assertion(issuedOn="?")))), "its “issuedOn” is no date (“?”)"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_each_fault_is_one_sentence(fault: str) -> None:
    data, said = WRONG[fault]
    assert said in sentence(data)
    assert is_badge(data) in {True, False}


def test_a_bomb_and_a_crowd_do_not_fill_the_memory() -> None:
    for fault in ("a bomb", "crowded", "many parts"):
        tracemalloc.start()
        sentence(WRONG[fault][0])
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 4 * MAX_TEXT, fault


def test_a_picture_may_have_more_badges_and_a_tail() -> None:
    """The newest version counts, of one version the first; what follows the end mark is no part of the picture."""
    other = written(assertion(badge=badge_class(name="Another")))
    two, three = international(b"openbadges", TWO), international(b"openbadgecredential", FORMS["3.0 JSON"])
    assert read_badge(picture(two, three), "x").version == "3.0"
    assert read_badge(picture(two, international(b"openbadges", other)) + b"tail", "x").name == "Robot maker"
    assert read_badge(picture(legacy(other), two), "x").name == "Robot maker"


def test_a_legacy_text_is_utf_8_or_else_latin_1() -> None:
    text = written(assertion(badge=badge_class(name="Fähig")))
    assert read_badge(picture(legacy(text)), "x").name == "Fähig"
    assert read_badge(picture(legacy(text.decode().encode("latin-1"))), "x").name == "Fähig"


def test_a_large_text_within_the_bounds_is_read() -> None:
    image = "data:image/png;base64," + "A" * 1_900_000
    text = written(assertion(badge=badge_class(image=image)))
    for packed in (False, True):
        assert read_badge(picture(international(b"openbadges", text, packed=packed)), "x").name == "Robot maker"


# -- damage at random ----------------------------------------------------------------------------------------------


@st.composite
def damage(draw: st.DrawFn) -> bytes:
    """A badge with bits turned over, bytes cut out or put in, at places that Hypothesis chooses."""
    data = FORMS[draw(st.sampled_from(list(FORMS)))]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        match draw(st.sampled_from(("flip", "cut", "insert", "end"))):
            case "flip":
                bits = draw(st.integers(1, 255))
                data = data[:start] + bytes(each ^ bits for each in data[start:end]) + data[end:]
            case "cut":
                data = data[:start] + data[end:]
            case "insert":
                data = data[:start] + draw(st.binary(max_size=40)) + data[start:]
            case _:
                data = data[:start]
    return data


@st.composite
def patchwork(draw: st.DrawFn) -> bytes:
    """A picture of chunks of several badges, some shortened or with another length, all check sums right."""
    source = [each for name in PICTURES for each in parts(FORMS[name])]
    chunks = draw(st.lists(st.sampled_from(source), max_size=8))
    if draw(st.booleans()):
        chunks = [*parts(SIGNATURE + HEADER), *chunks, *parts(SIGNATURE + END)]
    cut = [(kind, data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data) for kind, data in chunks]
    if not cut or draw(st.booleans()):
        return joined(cut)
    place = draw(st.integers(0, len(cut) - 1))
    whole = [chunk(*each) for each in cut]
    whole[place] = chunk(*cut[place], length=draw(st.integers(0, 2**32 - 1)))
    return SIGNATURE + b"".join(whole)


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from((HASHED, PLACE))
)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner))


@given(damage())
def test_damaged_bytes_give_a_badge_or_a_sentence(data: bytes) -> None:
    assert met(data) == []


@given(patchwork())
def test_spliced_pictures_give_a_badge_or_a_sentence(data: bytes) -> None:
    assert met(data) == []


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"ey..")
def test_any_bytes_give_a_sentence(data: bytes) -> None:
    assert met(data) == met(picture(legacy(data))) == met(picture(international(b"openbadges", data))) == []


@given(st.sampled_from((assertion, old_assertion, badge_class, credential, subject, achievement)), st.data())
def test_anything_in_any_field_gives_a_badge_or_a_sentence(make: Any, data: st.DataObject) -> None:
    names = [*make(), "proof", "revoked", "creator", "id", "uid", "vc", "awardedDate"]
    document = make(**data.draw(st.dictionaries(st.sampled_from(names), ANYTHING, min_size=1, max_size=3)))
    if make is badge_class:
        document = assertion(badge=document)
    elif make is achievement:
        document = credential(credentialSubject=subject(achievement=document))
    elif make is subject:
        document = credential(credentialSubject=document)
    assert met(written(document)) == met(signed(document)) == []


def test_a_fixed_share_of_the_long_run_finds_nothing() -> None:
    assert rounds(300, seed=1) == []


def test_the_long_run_tells_what_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, where: str) -> Badge:
        raise KeyError(where)

    monkeypatch.setattr("tests.exchange.badge_fuzz.read_badge", broken)
    (problem,) = rounds(1, seed=7)
    assert problem.startswith("seed 7, ")
    assert problem.endswith("KeyError: 'x'")
