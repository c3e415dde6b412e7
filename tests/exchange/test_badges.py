"""Open Badges: one badge in each form is one record, and texts, dates and addresses are what a plan may hold."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange.badge_record import NOBODY, Badge
from planner.exchange.badge_values import MAX_SKILLS, TEXT_MAX
from planner.exchange.badges import is_badge, read_badge
from tests.exchange.badge_files import (
    ALICE,
    CRITERIA,
    FORMS,
    HASHED,
    PLACE,
    SALT,
    SKILLS,
    Json,
    achievement,
    assertion,
    badge_class,
    credential,
    old_assertion,
    proven,
    signed,
    subject,
    written,
)
from tests.exchange.badge_fuzz import met

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats" / "open-badges.md"


def read(document: Json) -> Badge:
    return read_badge(written(document), "badge.json")


def award(**changes: Any) -> Badge:
    """An assertion of 2.0 whose BadgeClass has these fields."""
    return read(assertion(badge=badge_class(**changes)))


def achieved(**changes: Any) -> Badge:
    """A credential of 3.0 whose achievement has these fields."""
    return read(credential(credentialSubject=subject(achievement=achievement(**changes))))


# -- what a badge says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_one_badge_is_the_same_record_in_each_form(form: str) -> None:
    data = FORMS[form]
    assert is_badge(data)
    badge = read_badge(data, "x")
    assert (badge.name, badge.issuer, badge.issuer_url) == ("Robot maker", "Robots & Co", "https://example.org/")
    assert (badge.issued_on, badge.expires_on) == ("2024-03-02", "2027-03-01")
    assert (badge.criteria, badge.criteria_url) == (CRITERIA, "https://example.org/robots.html")
    assert badge.description == "Makes robots."
    assert badge.skills == SKILLS
    assert badge.credential_url == PLACE
    assert badge.recipient[:3] == ("hashed", HASHED, SALT)
    assert badge.missing == ()
    assert not badge.revoked


@pytest.mark.parametrize("form", FORMS)
def test_version_media_type_and_how_it_is_signed_are_those_of_the_form(form: str) -> None:
    badge = read_badge(FORMS[form], "x")
    by_form = "hosted" if form[0] in "12" else "data-integrity"
    assert badge.version == form[:3]
    assert badge.signed == ("jws" if "signed" in form else by_form)
    plain = "application/jwt" if "signed" in form else "application/json"
    assert badge.media_type == ("image/png" if "PNG" in form else plain)


def test_the_identifier_is_that_of_the_award() -> None:
    assert read(assertion()).credential_id == PLACE
    badge = read(assertion(id="urn:uuid:1f1d"))
    assert (badge.credential_id, badge.credential_url) == ("urn:uuid:1f1d", "")
    assert read(old_assertion()).credential_id == "7"


def test_a_byte_order_mark_and_blanks_around_do_no_harm() -> None:
    for form in ("2.0 JSON", "3.0 signed"):
        data = b"\xef\xbb\xbf\r\n " + FORMS[form] + b"\r\n"
        assert is_badge(data)
        assert read_badge(data, "x") == read_badge(FORMS[form], "x")


def test_what_only_an_address_tells_is_said_to_be_missing() -> None:
    badge = read(assertion(badge="https://example.org/robots"))
    assert (badge.name, badge.issuer, badge.issued_on) == ("", "", "2024-03-02")
    assert badge.missing == (
        "What the badge is for and who issued it lies at https://example.org/robots and was not fetched.",
    )
    badge = award(issuer="https://example.org/issuer")
    assert (badge.name, badge.issuer, badge.issuer_url) == ("Robot maker", "", "https://example.org/issuer")
    assert badge.missing == ("Who issued it lies at https://example.org/issuer and was not fetched.",)
    badge = read(credential(issuer="did:web:example.org"))
    assert (badge.issuer, badge.issuer_url) == ("", "")
    assert badge.missing == ("Who issued it is given only as did:web:example.org, which was not looked up.",)
    badge = read(credential(credentialSubject=subject(achievement="https://example.org/robots")))
    assert badge.missing == ("What the badge is for lies at https://example.org/robots and was not fetched.",)
    assert award(issuer=None).missing == read(credential(issuer=None)).missing == ("Who issued it is not said.",)


def test_a_credential_may_have_its_names_in_other_places() -> None:
    creator = {"id": "did:web:example.org", "name": "Robots & Co"}
    inner = subject(achievement=achievement(creator=creator))
    badge = read(credential(issuer="did:web:example.org", credentialSubject=inner))
    assert (badge.issuer, badge.missing) == ("Robots & Co", ())
    other = subject(achievement=achievement(creator=creator | {"id": "did:web:other.org"}))
    assert read(credential(issuer="did:web:example.org", credentialSubject=other)).issuer == ""
    badge = read(credential(name="Maker", credentialSubject=subject(achievement="https://example.org/robots")))
    assert (badge.name, badge.missing) == ("Maker", ())


def test_values_alone_in_lists_and_with_a_language_are_the_same() -> None:
    same = assertion(
        type=["Assertion", "Extension"],
        issuedOn=["2024-03-02T01:30:00Z"],
        badge=[badge_class(name={"@value": "Robot maker", "@language": "en"}, tags=SKILLS[1])],
    )
    assert read(same) == read(assertion())
    inner = subject(achievement=[achievement(name=[{"@value": "Robot maker"}], tag=SKILLS[1])])
    assert read(credential(type="OpenBadgeCredential", credentialSubject=[inner])) == read(credential())
    assert read({{"id": "@id", "type": "@type"}.get(key, key): value for key, value in assertion().items()}) == read(
        assertion()
    )


def test_the_oldest_badges_have_their_recipient_as_a_text() -> None:
    badge = read(
        {
            "recipient": HASHED,
            "salt": SALT,
            "issued_on": "2011-06-01",
            "badge": {
                "version": "0.5.0",
                "name": "Maker",
                "criteria": "/robots",
                "issuer": {"origin": "https://example.org", "name": "Robots & Co"},
            },
        }
    )
    assert (badge.version, badge.name, badge.issuer, badge.issued_on) == ("1.1", "Maker", "Robots & Co", "2011-06-01")
    assert badge.issuer_url == "https://example.org"
    assert badge.recipient == ("hashed", HASHED, SALT, "email")


def test_criteria_are_a_text_an_address_or_both() -> None:
    assert award(criteria="https://example.org/c")[6:8] == ("", "https://example.org/c")
    assert award(criteria={"narrative": " One.\r\nTwo. "})[6:8] == ("One.\nTwo.", "")
    assert award(criteria="Builds one.")[6:8] == ("Builds one.", "")
    both = [{"narrative": "One."}, {"id": "https://example.org/c", "narrative": "Two."}]
    assert award(criteria=both).criteria == achieved(criteria=both).criteria == "One.\n\nTwo."


def test_skills_are_named_once_and_other_targets_are_none() -> None:
    targets = [
        {"targetName": "Rust", "targetType": "ceasn:Competency"},
        {"targetName": "rust", "targetType": "CTDL"},
        {"targetName": "A rubric", "targetType": "CFRubricCriterion"},
        {"targetName": "Welding", "targetType": "ext:EscoSkill"},
        {"targetName": "A job", "targetType": "ext:EscoOccupation"},
        {"targetName": "Talking"},
        {"targetName": ["\n"]},
        "no target",
    ]
    assert achieved(alignment=targets, tag=["RUST", "Robots"]).skills == ("Rust", "Welding", "Talking", "Robots")
    many = award(tags=[f"Skill {number}" for number in range(5_000)]).skills
    assert (len(many), many[1]) == (MAX_SKILLS, "Skill 0")


def test_of_several_recipients_the_first_is_one_with_an_address_of_mail() -> None:
    names = [
        {"identityHash": "4711", "identityType": "sourcedId", "hashed": False},
        {"identityHash": ALICE, "identityType": "emailAddress", "hashed": False, "salt": "not-used"},
    ]
    badge = read(credential(credentialSubject=subject(id="did:key:z6Mk", identifier=names)))
    assert badge.recipient == ("plain", ALICE, "", "emailAddress")
    assert [each.value for each in badge.recipients] == [ALICE, "4711", "did:key:z6Mk"]
    badge = read(credential(credentialSubject=subject(id=f"mailto:{ALICE}", identifier=None)))
    assert badge.recipient == ("plain", ALICE, "", "emailAddress")
    assert read(assertion(recipient=None)).recipient == NOBODY


def test_a_revoked_badge_says_so() -> None:
    badge = read(assertion(revoked=True, revocationReason="Cheated."))
    assert (badge.revoked, badge.revocation_reason) == (True, "Cheated.")


def test_a_signed_text_without_a_signature_is_not_signed() -> None:
    assert read_badge(signed(credential(), {"alg": "none"}), "x").signed == ""
    assert read_badge(signed(credential(), signature=b""), "x").signed == ""
    assert read_badge(signed(proven(), signature=b""), "x").signed == "data-integrity"


def test_claims_fill_only_what_the_credential_does_not_say() -> None:
    told = {"iss": "https://other.example", "jti": "other", "nbf": 0, "exp": 1, "sub": "did:key:other"}
    assert read_badge(signed(told | {"vc": credential()}), "x")[:-8] == read(credential())[:-8]
    bare = {name: value for name, value in credential().items() if name != "issuer"}
    assert read_badge(signed(told | {"vc": bare}), "x").issuer_url == "https://other.example"
    assert read_badge(signed(told | {"vc": credential()}), "x").recipients[-1].value == "did:key:other"


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29T23:59:59Z", "2024-02-29"),
        ("2024-02-29t23:59:59z", "2024-02-29"),
        ("2024-02-29T23:59:59.123456789-00:01", "2024-03-01"),
        ("2024-03-01T00:30:00+01:00", "2024-02-29"),
        ("20240301T003000+0100", "2024-02-29"),
        ("2024-03-01T00:30", "2024-03-01"),
        ("2024-03-01 00:30:00", "2024-03-01"),
        ("2024-02-29T24:00:00Z", "2024-03-01"),
        ("2024-02-29T23:59:60Z", "2024-02-29"),
        ("2024-W09-4", "2024-02-29"),
        ("2024-02-29+05:00", "2024-02-29"),
        ("2024-02-29Z", "2024-02-29"),
        (1709164800, "2024-02-29"),
        ("1709164800", "2024-02-29"),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("", None),
        (None, None),
    ],
)
def test_a_point_in_time_is_its_date_in_utc(text: str | None, day: str | None) -> None:
    assert read(assertion(issuedOn=text, expires=None)).issued_on == day
    assert read(credential(validFrom=text, validUntil=None)).issued_on == day


def test_a_badge_until_the_end_of_time_does_not_expire() -> None:
    assert read(assertion(expires="9999-12-31T23:59:59Z")).expires_on is None
    assert read(credential(validUntil="9999-12-31T23:59:59-10:00")).expires_on is None


def test_the_names_of_dates_of_older_credentials_are_known() -> None:
    old = credential(validFrom=None, validUntil=None, issuanceDate="2023-01-01", expirationDate="2024-01-01")
    assert read(old)[4:6] == ("2023-01-01", "2024-01-01")
    assert read(credential(awardedDate="2022-05-05T00:00:00Z")).issued_on == "2022-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "soon", "2024-13-01", "2023-02-29", "2024-02-30T00:00:00Z", "2024-03-01T25:00:00Z", "01/02/2024", "2024",
        "１２", "2024-03-01T00:00:00+99:00", "2024-03-01T00:00:00" + "0" * 100, True, [["2024-03-01"]], {"day": 1},
        1e300, -1e12, 1709164800000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_fault(text: object) -> None:
    with pytest.raises(ExchangeError, match="its “expires” is no date"):
        read(assertion(expires=text))
    with pytest.raises(ExchangeError, match="its “validUntil” is no date"):
        read(credential(validUntil=text))


@given(
    st.datetimes().map(lambda moment: moment.isoformat()) | st.text(max_size=30), st.text("+-:0123456789Z", max_size=6)
)
def test_any_text_is_a_date_or_a_fault(moment: str, zone: str) -> None:
    assert met(written(assertion(issuedOn=moment + zone, expires=moment))) == []


# -- texts and addresses of strangers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@example.org", "ftp://example.org/x",
     "https://", "http://[", "//example.org", "https://example.org/" + "x" * 3_000, "https://a b", 7, None, ["x"]],
)  # fmt: skip
def test_other_addresses_than_of_the_web_are_dropped(address: object) -> None:
    issuer = {"name": "Robots & Co", "url": address}
    two = read(assertion(id=address, verification=None, badge=badge_class(criteria={"id": address}, issuer=issuer)))
    inner = subject(achievement=achievement(criteria={"id": address}))
    three = read(credential(id=address, issuer=issuer, credentialSubject=inner))
    for badge in (two, three):
        assert (badge.issuer_url, badge.criteria_url, badge.credential_url) == ("", "", "")


def test_texts_are_plain_and_bounded() -> None:
    for badge in (
        award(name="A\x1b[31m\u202e\n b\t" + "x" * 9_000, description="d\r\n\x00e" + "y" * 99_999),
        achieved(name="A\x1b[31m\u202e\n b\t" + "x" * 9_000, description="d\r\n\x00e" + "y" * 99_999),
    ):
        assert badge.name.startswith("A[31m bx") or badge.name.startswith("A[31m b x")
        assert len(badge.name) == 500
        assert badge.description.startswith("d\ney")
        assert len(badge.description) == TEXT_MAX
    assert award(tags=["t" * 9_000]).skills[1] == "t" * 200


def test_an_identity_that_cannot_be_one_is_dropped() -> None:
    for identity in ("", "a\nb@example.org", "x" * 3_000, 5, {"a": 1}, None):
        assert read(assertion(recipient={"type": "email", "identity": identity})).recipients == ()
    crowd = [{"identityHash": f"{number}@example.org", "identityType": "emailAddress"} for number in range(500)]
    assert len(read(credential(credentialSubject=subject(identifier=crowd))).recipients) == 20


# -- the page ------------------------------------------------------------------------------------------------------


def test_the_example_in_the_documentation_is_a_badge() -> None:
    examples = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert [read_badge(each.encode(), "example").version for each in examples] == ["3.0"]
