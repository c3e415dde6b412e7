"""What is said of a badge without the web: whose it is by hash or address, and what nobody looked at."""

from hashlib import md5, sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.badge_checks import Finding, check_recipient, checked
from planner.exchange.badge_record import Badge, Recipient
from planner.exchange.badges import read_badge
from tests.exchange.badge_files import ALICE, FORMS, PLACE, assertion, badge_class, credential, subject, written


def issued_to(**recipient: Any) -> Badge:
    return read_badge(written(assertion(recipient={"type": "email"} | recipient)), "x")


def texts(badge: Badge, verdict: str, address: str | None = None) -> list[str]:
    return [each.text for each in checked(badge, address) if each.verdict == verdict]


@pytest.mark.parametrize("form", FORMS)
def test_the_hash_of_the_address_matches_in_every_form(form: str) -> None:
    badge = read_badge(FORMS[form], "x")
    assert check_recipient(badge, ALICE) is True
    assert check_recipient(badge, f" {ALICE.lower()} ") is True
    assert check_recipient(badge, "bob@example.org") is False


@given(
    st.emails(), st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=20), st.booleans()
)
def test_any_address_matches_its_own_hash(address: str, salt: str, lower: bool) -> None:
    hashed = ((address.lower() if lower else address) + salt).encode()
    for identity in (f"sha256${sha256(hashed).hexdigest()}", f"MD5${md5(hashed).hexdigest().upper()}"):
        assert check_recipient(issued_to(identity=identity, hashed=True, salt=salt), address) is True
        assert check_recipient(issued_to(identity=identity, hashed=True, salt=salt), f"x{address}") is False


def test_the_salt_counts() -> None:
    bare = f"sha256${sha256(ALICE.encode()).hexdigest()}"
    assert check_recipient(issued_to(identity=bare, hashed=True), ALICE) is True
    assert check_recipient(issued_to(identity=bare, hashed=True, salt="s"), ALICE) is False
    assert check_recipient(issued_to(identity=bare), ALICE) is True


def test_an_address_that_stands_there_is_compared_without_regard_to_case() -> None:
    assert check_recipient(issued_to(identity="alice@example.org", hashed=False), ALICE) is True
    assert check_recipient(issued_to(identity="mailto:alice@example.org"), ALICE) is True
    assert check_recipient(issued_to(identity="bob@example.org"), ALICE) is False


@pytest.mark.parametrize(
    "recipient",
    [
        {"identity": f"sha512${'0' * 128}", "hashed": True},
        {"identity": "alice@example.org", "hashed": True},
        {"identity": "https://example.org/alice", "type": "url"},
        {"identity": "alice", "hashed": False},
        {"identity": ""},
        {"identity": 5},
    ],
)
def test_who_cannot_be_told_by_an_address_is_nobody_to_compare(recipient: dict[str, Any]) -> None:
    assert check_recipient(issued_to(**recipient), ALICE) is None


def test_no_address_and_no_recipient_cannot_be_compared() -> None:
    badge = read_badge(FORMS["2.0 JSON"], "x")
    assert check_recipient(badge, " ") is None
    assert check_recipient(badge._replace(recipients=()), ALICE) is None


def test_any_of_several_identities_is_enough() -> None:
    several = [
        {"identityHash": "bob@example.org", "identityType": "emailAddress"},
        {"identityHash": ALICE, "identityType": "emailAddress"},
    ]
    badge = read_badge(written(credential(credentialSubject=subject(identifier=several))), "x")
    assert [check_recipient(badge, each) for each in (ALICE, "bob@example.org", "c@example.org")] == [True, True, False]


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_the_comparison(value: str, salt: str, address: str) -> None:
    hashed = Recipient("hashed", f"sha256${sha256(value.encode('utf-8', 'replace')).hexdigest()}", salt, "email")
    badge = Badge("2.0", "x", recipients=(hashed, Recipient("plain", value, "", salt)))
    assert check_recipient(badge, address) in {True, False, None}
    assert all(isinstance(each, Finding) for each in checked(badge, address))


def test_what_was_checked_and_what_was_not_is_said() -> None:
    badge = read_badge(FORMS["3.0 PNG signed"], "x")
    assert texts(badge, "right", ALICE) == [
        "It is built as an Open Badge 3.0 is.",
        "The picture is whole: the check sums of all of its parts are right.",
        "It was issued on 2024-03-02 and expires on 2027-03-01.",
        f"It was issued to {ALICE}.",
    ]
    assert texts(badge, "unchecked", ALICE) == [
        "It is signed, but the signature was not checked.",
        "Whether its issuer revoked it was not looked up.",
        "Whether Robots & Co is who it says was not checked.",
    ]
    assert texts(badge, "wrong", ALICE) == []


def test_another_recipient_and_a_revoked_badge_are_wrong() -> None:
    badge = read_badge(written(assertion(revoked=True, revocationReason="Awarded\nin error.", expires=None)), "x")
    assert texts(badge, "wrong", "bob@example.org") == [
        "It was not issued to bob@example.org, but to another person or another address.",
        "It says that its issuer revoked it: Awarded in error.",
    ]
    assert "It was issued on 2024-03-02 and names no day on which it expires." in texts(badge, "right")
    assert "Whether its issuer revoked it was not looked up." not in texts(badge, "unchecked")
    plain = read_badge(written(assertion(revoked=True)), "x")
    assert texts(plain, "wrong") == ["It says that its issuer revoked it."]


def test_what_is_missing_is_not_checked() -> None:
    badge = read_badge(written(assertion(badge=badge_class(issuer=PLACE), issuedOn=None, recipient=None)), "x")
    assert texts(badge, "unchecked", ALICE) == [
        "It does not say when it was issued.",
        f"It names nobody in a way that could be compared with {ALICE}.",
        f"Who issued it lies at {PLACE} and was not fetched.",
        "Its issuer keeps it on the web, but that it is still the same there was not looked up.",
        "Whether its issuer revoked it was not looked up.",
        "Who the issuer is was not checked.",
    ]
    bare = read_badge(written(credential()), "x")
    assert texts(bare, "unchecked")[:2] == [
        "Whether it was issued to you was not checked: no address of yours is known.",
        "It came without a signature, so that anyone may have written it.",
    ]
