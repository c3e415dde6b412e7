"""What is said of entries of the catalogue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.catalogue import CatalogueCertification, CatalogueCourse, CatalogueEntry, CatalogueRenewal
from planner.domain.catalogue_values import NOTE_MAX, months_of, note_of, rule_of, speaks_of
from planner.domain.words import Kind
from planner.services.actions.renewals import check_rule
from planner.services.catalogue import catalogue, entry
from planner.services.catalogue_facts import (
    full_name,
    known_entry,
    retired_sentence,
    retired_words,
    second_line,
    source_sentence,
    spoken,
    successor,
    suggestions,
)

TODAY = date(2026, 11, 25)
CHECKED = "2026-11-23"
ALL: tuple[CatalogueEntry, ...] = (*catalogue().certifications, *catalogue().courses)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("pmi-pmp", "36 months, 60 PDUs in 3 years"),
        ("pmi-acp", "36 months, 30 PDUs in 3 years, list price USD 495 (2023)"),
        ("aws-ai-practitioner", "36 months, then pass an exam again, list price USD 100 (2026)"),
        ("ms-ai-901", "does not expire, list price USD 99 (2026)"),
        ("ms-ab-731", "how long it holds is not known"),
        ("safe-popm", "12 months, 10 PDUs in 1 year"),
        ("google-mlcc", "12 modules with exercises, about 15 h, free of charge"),
    ],
)
def test_the_quiet_line_says_what_is_known(key: str, told: str) -> None:
    assert source_sentence(entry(key), CHECKED) == f"From the catalogue, as of 23 Nov 2026: {told}"


def test_an_unconfirmed_entry_says_that_only_its_name_is_known() -> None:
    known = entry("tensorflow-developer")
    assert source_sentence(known, CHECKED) == (
        "The catalogue knows only its name; nothing else about it was confirmed."
    )
    assert second_line(known) == "Google · only its name is known"


def test_a_retired_entry_says_what_came_after() -> None:
    known = entry("ms-ai-900")
    assert retired_words(known) == "retired on 30 Jun 2026, now AI-901"
    assert second_line(known) == "Microsoft · retired on 30 Jun 2026, now AI-901"
    assert retired_sentence(known) == (
        "Retired on 30 Jun 2026; now there is Microsoft Certified: Azure AI Fundamentals (AI-901)."
    )
    assert spoken(known) == (
        "Microsoft Azure AI Fundamentals exam, AI-900, Microsoft, retired on 30 Jun 2026, now AI-901"
    )
    assert successor(known) == entry("ms-ai-901")
    assert retired_words(entry("itil-4-foundation")) == "followed by ITIL5FND"
    assert retired_sentence(entry("itil-4-foundation")) == "It is followed by ITIL Foundation (Version 5) (ITIL5FND)."
    alone = CatalogueCertification("x", "X", "Y", status="retired")
    assert (retired_words(alone), retired_sentence(alone)) == ("retired", "Retired.")
    assert (retired_words(entry("pmi-pmp")), retired_sentence(entry("google-mlcc"))) == ("", "")
    assert full_name(CatalogueCertification("x", "The X-1 exam", "Y", code="X-1")) == "The X-1 exam"


def test_suggestions_have_the_wanted_kind_first_and_then_the_other() -> None:
    keys = [one.key for one in suggestions("machine learning specialization", Kind.COURSE, 6)]
    assert keys == ["dlai-ml-specialization", "dlai-ml-specialization-certificate"]
    keys = [one.key for one in suggestions("machine learning specialization", Kind.CERTIFICATION, 1)]
    assert keys == ["dlai-ml-specialization-certificate"]
    assert len(suggestions("a", Kind.COURSE, 6)) == 6
    assert (known_entry(""), known_entry("no-such-key")) == (None, None)


@pytest.mark.parametrize("known", ALL, ids=lambda known: known.key)
def test_every_entry_can_be_kept_and_told(known: CatalogueEntry) -> None:
    rule = rule_of(known)
    if rule is not None:
        check_rule(rule)
        assert rule.months == months_of(known)
    assert source_sentence(known, CHECKED)
    assert known.name in spoken(known)
    if isinstance(known, CatalogueCertification):
        assert len(note_of(known.renewal)) <= NOTE_MAX


def test_a_rule_in_an_unknown_unit_is_no_rule() -> None:
    known = CatalogueCertification("x", "X", "Y", renewal=CatalogueRenewal("credits", 12, "stars", 100))
    assert rule_of(known) is None
    assert rule_of(CatalogueCourse("x", "X", "Y")) is None


def test_a_long_way_to_renew_is_left_out_of_the_note() -> None:
    assert note_of(CatalogueRenewal("exam", options=("x" * 400,) * 3, note="Short.")) == "Short."


@given(st.sampled_from(ALL), st.text(max_size=20))
def test_a_name_speaks_of_an_entry_while_it_is_typed_and_when_more_follows(known: CatalogueEntry, more: str) -> None:
    for length in range(1, len(known.name) + 1):
        assert speaks_of(known.name[:length].upper(), known) or not known.name[:length].strip()
    assert speaks_of(f"{known.name} {more}", known)
    assert not speaks_of("", known)
    assert not speaks_of(f"§{more}§", CatalogueCourse("x", "Planning", "Y"))
