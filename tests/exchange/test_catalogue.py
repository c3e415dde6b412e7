"""The catalogue format: what is read, and that each fault is one sentence that names its place."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain.catalogue import (
    CarryOver,
    Catalogue,
    CatalogueExam,
    CataloguePrice,
    CatalogueRenewal,
    CatalogueSkill,
    CreditCategory,
    ReplacedCertification,
)
from planner.domain.errors import ExchangeError
from planner.domain.money import Money
from planner.exchange import catalogue_file, catalogue_format
from planner.exchange.catalogue import load_catalogue, read_catalogue
from planner.exchange.catalogue_file import MAX_BYTES

Json = dict[str, Any]

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "catalogue.md"
(EXAMPLE,) = (text.encode() for text in re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL))


def read(document: Json) -> Catalogue:
    return read_catalogue(json.dumps(document).encode(), "mine.json")


def test_the_example_in_the_documentation_is_read_whole() -> None:
    known = read_catalogue(EXAMPLE, "example")

    new, old = known.certifications
    (course,) = known.courses
    assert known.checked_on == "2026-11-23"
    assert (new.key, new.code, new.status, new.confirmed, new.level) == ("board-speaker-2", "CS-2", "active", True, "")
    assert new.replaces == (ReplacedCertification("CS-1", "Certified Speaker", "2025-12-31"),)
    assert new.exam == CatalogueExam(minutes=60, questions=None, pass_mark=70, max_score=100)
    assert (new.validity_months, new.never_expires, new.price) == (24, False, None)
    assert new.skills == (CatalogueSkill("communication", 2.5),)
    assert new.renewal == CatalogueRenewal(
        method="credits_and_fee",
        cycle_months=24,
        unit="CPE",
        required=2000,
        categories=(
            CreditCategory("education", "Education", 1250, None),
            CreditCategory("giving-back", "Giving back", None, 750),
        ),
        grace_days=30,
        carry_over=CarryOver(500, 6),
        fee=Money(5000, "EUR"),
        source="https://example.org/speaker/renewal",
    )
    assert (old.status, old.retired_on, old.replaced_by) == ("retired", "2025-12-31", new.key)
    assert old.renewal == CatalogueRenewal(method="unknown")
    assert (course.name, course.estimate_minutes, course.certificate) == ("Your first talk", 300, False)


def test_a_price_keeps_the_year_of_its_list() -> None:
    document = json.loads(EXAMPLE)
    document["courses"][0]["price"] = {"minor": 4900, "currency": "JPY", "year": 2025}

    assert read(document).courses[0].price == CataloguePrice(4900, "JPY", 2025)


@given(st.integers(1, 10_000_000))
def test_amounts_keep_their_hundredths_as_numbers_and_as_texts(hundredths: int) -> None:
    units = f"{hundredths // 100}.{hundredths % 100:02}"
    for written in (units, f'"{units}"'):
        text = EXAMPLE.replace(b'"required": 20,', f'"required": {written},'.encode())
        text = re.sub(rb'"categories": \[.*?\],|"carry_over": \{.*?\},', b"", text, flags=re.DOTALL)

        assert read_catalogue(text, "mine.json").certifications[0].renewal.required == hundredths


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_catalogue(b"\xef\xbb\xbf" + EXAMPLE, "mine.json") == read_catalogue(EXAMPLE, "mine.json")


def test_the_documentation_names_every_field() -> None:
    text = DOCS.read_text("utf-8")
    parts = [
        part
        for part in vars(catalogue_format).values()
        if isinstance(part, type) and issubclass(part, catalogue_format.Part)
    ]

    assert [
        f"{part.__name__}.{field}"
        for part in parts
        for field in part.__struct_fields__
        if f"`{field}`" not in text and f'"{field}"' not in text
    ] == []


def certification(document: Json, number: int = 0) -> Json:
    one: Json = document["certifications"][number]
    return one


def renewal(document: Json) -> Json:
    one: Json = certification(document)["renewal"]
    return one


def course(document: Json) -> Json:
    one: Json = document["courses"][0]
    return one


def category(document: Json, number: int) -> Json:
    one: Json = renewal(document)["categories"][number]
    return one


def unconfirm(document: Json) -> None:
    one = certification(document, 1)
    del one["retired_on"], one["replaced_by"], one["code"]
    del certification(document)["replaces"]
    one.update(confirmed=False, status="unknown")


def unconfirm_with(**facts: object) -> Callable[[Json], None]:
    def damage(document: Json) -> None:
        unconfirm(document)
        certification(document, 1).update(facts)

    return damage


FIRST = "certifications[0]"
RENEWAL = f"{FIRST}.renewal"

BROKEN: list[tuple[Callable[[Json], object], str]] = [
    (lambda d: d.update(format="other"), "format"),
    (lambda d: d.update(version=0), "version"),
    (lambda d: d.update(checked_on="23.11.2026"), "checked_on"),
    (lambda d: d.update(extra=1), "extra"),
    (lambda d: d.pop("courses"), "courses"),
    (lambda d: certification(d).update(key="No Key"), f"{FIRST}.key"),
    (lambda d: certification(d).update(key="first-talk"), "courses[0].key"),
    (lambda d: certification(d).update(name="two\nlines"), f"{FIRST}.name"),
    (lambda d: certification(d).update(name=" blank "), f"{FIRST}.name"),
    (lambda d: certification(d).update(note="bell \x07"), f"{FIRST}.note"),
    (lambda d: certification(d).update(colour="red"), FIRST),
    (lambda d: certification(d).pop("issuer"), FIRST),
    (lambda d: certification(d).update(status="old"), f"{FIRST}.status"),
    (lambda d: certification(d).update(url="javascript:alert(1)"), f"{FIRST}.url"),
    (lambda d: certification(d).update(issuer_url="mailto:me@example.org"), f"{FIRST}.issuer_url"),
    (lambda d: certification(d).update(retired_on="2026-01-01"), f"{FIRST}.retired_on"),
    (lambda d: certification(d, 1).update(retired_on="soon"), "certifications[1].retired_on"),
    (lambda d: certification(d, 1).update(replaced_by="nobody"), "certifications[1].replaced_by"),
    (lambda d: certification(d).pop("replaces"), "certifications[1].replaced_by"),
    (lambda d: certification(d, 1).pop("replaced_by"), f"{FIRST}.replaces[0]"),
    (lambda d: certification(d)["replaces"][0].update(name="Other"), f"{FIRST}.replaces[0]"),
    (lambda d: certification(d).update(replaced_by="board-speaker-1"), f"{FIRST}.replaced_by"),
    (lambda d: certification(d).update(replaced_by="board-speaker-2"), f"{FIRST}.replaced_by"),
    (lambda d: certification(d).update(never_expires=True), f"{FIRST}.validity_months"),
    (lambda d: certification(d, 1).update(never_expires=True, renewal={"method": "exam"}), "certifications[1].renewal"),
    (lambda d: certification(d)["exam"].pop("max_score"), f"{FIRST}.exam.pass_mark"),
    (lambda d: certification(d)["exam"].update(pass_mark=101), f"{FIRST}.exam.pass_mark"),
    (lambda d: certification(d).update(price={"minor": 1, "currency": "ABC", "year": 2026}), f"{FIRST}.price.currency"),
    (lambda d: certification(d).update(price={"minor": 1, "currency": "USD"}), f"{FIRST}.price"),
    (lambda d: certification(d).update(skills=[{"node": "a", "level": 1.3}]), f"{FIRST}.skills[0].level"),
    (lambda d: certification(d).update(skills=[{"node": "a", "level": 1}] * 2), f"{FIRST}.skills[1].node"),
    (lambda d: certification(d).update(skills=[{"node": "A b", "level": 1}]), f"{FIRST}.skills[0].node"),
    (unconfirm_with(code="CS"), "certifications[1].code"),
    (unconfirm_with(validity_months=12), "certifications[1].validity_months"),
    (unconfirm_with(renewal={"method": "none"}), "certifications[1].renewal"),
    (unconfirm_with(status="active"), "certifications[1].status"),
    (lambda d: renewal(d).update(method="prayer"), f"{RENEWAL}.method"),
    (lambda d: renewal(d).update(method="exam"), f"{RENEWAL}.unit"),
    (lambda d: certification(d).update(renewal={"method": "unknown", "cycle_months": 12}), f"{RENEWAL}.cycle_months"),
    (lambda d: certification(d).update(renewal={"method": "none", "grace_days": 0}), f"{RENEWAL}.grace_days"),
    (lambda d: renewal(d).pop("unit"), f"{RENEWAL}.required"),
    (lambda d: renewal(d).pop("cycle_months"), f"{RENEWAL}.required"),
    (lambda d: renewal(d).pop("required"), f"{RENEWAL}.categories"),
    (lambda d: renewal(d).update(required=0), f"{RENEWAL}.required"),
    (lambda d: renewal(d).update(required=20.125), f"{RENEWAL}.required"),
    (lambda d: renewal(d).update(required="NaN"), f"{RENEWAL}.required"),
    (lambda d: renewal(d).update(required="1e400"), f"{RENEWAL}.required"),
    (lambda d: renewal(d).update(required="many"), f"{RENEWAL}.required"),
    (lambda d: renewal(d).update(minimum_per_year=10.01), f"{RENEWAL}.minimum_per_year"),
    (lambda d: renewal(d).update(carry_over={"maximum": 21, "months": 6}), f"{RENEWAL}.carry_over"),
    (lambda d: renewal(d).update(carry_over={"maximum": 5, "months": 25}), f"{RENEWAL}.carry_over"),
    (lambda d: renewal(d)["carry_over"].update(maximum=-1), f"{RENEWAL}.carry_over.maximum"),
    (lambda d: renewal(d)["fee"].update(currency="eur"), f"{RENEWAL}.fee.currency"),
    (lambda d: category(d, 0).update(minimum=20.5), f"{RENEWAL}.categories[0].minimum"),
    (lambda d: category(d, 0).update(maximum=12), f"{RENEWAL}.categories[0].maximum"),
    (lambda d: category(d, 1).update(minimum=7.51, maximum=10), f"{RENEWAL}.categories"),
    (lambda d: [category(d, 0).update(maximum=12.5), category(d, 1).update(maximum=7)], f"{RENEWAL}.categories"),
    (lambda d: category(d, 1).update(key="education"), f"{RENEWAL}.categories[1].key"),
    (lambda d: category(d, 1).update(key="Giving Back"), f"{RENEWAL}.categories[1].key"),
    (lambda d: course(d).update(url="file:///etc/passwd"), "courses[0].url"),
    (lambda d: course(d).update(estimate_minutes=1.5), "courses[0].estimate_minutes"),
    (lambda d: course(d).update(price={"minor": 5, "currency": "usd", "year": 2026}), "courses[0].price.currency"),
]  # fmt: skip


def assert_one_sentence(error: pytest.ExceptionInfo[ExchangeError], name: str) -> None:
    text = str(error.value)
    assert name in text
    assert "\n" not in text
    assert text.endswith(".")
    assert not re.search(r"\. [A-Z]", text)


@pytest.mark.parametrize(("damage", "place"), BROKEN, ids=[f"{n}-{place}" for n, (_, place) in enumerate(BROKEN)])
def test_a_fault_is_one_sentence_that_names_its_place(damage: Callable[[Json], object], place: str) -> None:
    document = json.loads(EXAMPLE)
    damage(document)

    with pytest.raises(ExchangeError) as error:
        read(document)

    assert_one_sentence(error, "mine.json")
    assert re.search(rf"(?:at |“){re.escape(place)}[,”.]", str(error.value)), str(error.value)


def test_what_is_not_confirmed_has_a_name_an_issuer_and_an_address() -> None:
    document = json.loads(EXAMPLE)
    unconfirm(document)
    certification(document, 1).update(url="https://example.org/", sources=["A flyer"])

    one = read(document).certifications[1]
    assert (one.confirmed, one.url, one.sources) == (False, "https://example.org/", ("A flyer",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no valid JSON"),
        (EXAMPLE[:200], "no valid JSON"),
        (EXAMPLE + b"x", "no valid JSON"),
        (b"[1, 2]", "object"),
        (b'{"format": "\xff"}', "UTF-8"),
        (b'{"format": "planner-catalogue", "version": 2, "new": {}}', "update the program"),
        (b'{"a":' + b"[" * 100_000, "nested too deeply"),
        (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_catalogue_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=re.escape(words)) as error:
        read_catalogue(data, "mine.json")

    assert_one_sentence(error, "mine.json")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The example with some bytes replaced, put in or taken out."""
    data = bytearray(EXAMPLE)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 12))] = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"\\ud800", b"1e999", b"{", b"]", b'"', b"null", b"-0"]))
        )
    return bytes(data)


@given(damaged())
@example(EXAMPLE.replace(b"Giving back", b"\\ud800 alone"))
@example(EXAMPLE.replace(b"12.5", b"1e999999999"))
def test_no_damage_gives_anything_but_a_catalogue_or_a_sentence(data: bytes) -> None:
    try:
        known = read_catalogue(data, "damaged")
    except ExchangeError as error:
        assert "\n" not in str(error)  # noqa: PT017 (both ends are right here)
    else:
        repr(known).encode()  # no lone surrogate came through


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_file, "resource", tmp_path.joinpath)

    with pytest.raises(ExchangeError, match="install the program again") as error:
        load_catalogue()

    assert_one_sentence(error, "goals.json")
