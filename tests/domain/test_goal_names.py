"""Names of certifications and issuers that are one, however they are written, and those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.goal_names import is_same_goal, may_be_same_issuer, words_of


@pytest.mark.parametrize(
    ("name", "other", "code"),
    [
        ("Robot maker", "ROBOT  MAKER", ""),
        ("Project Management Professional (PMP)®", "Project Management Professional", ""),
        ("Project Management Professional (PMP)®", "Project Management Professional", "PMP"),
        ("Project Management Professional (PMP)®", "The big one", "PMP"),
        ("PMP", "Project Management Professional", "PMP"),
        ("Certified ScrumMaster® (CSM®)", "Certified ScrumMaster", "CSM"),
        ("Professional Scrum Master™ I (PSM I)", "Professional Scrum Master I", "PSM I"),
        ("AWS Certified Developer – Associate", "AWS Certified Developer - Associate", "DVA-C02"),
        ("Azure AI Fundamentals (AI-900)", "Azure AI Fundamentals", "AI-900"),
    ],
)
def test_names_of_one_goal(name: str, other: str, code: str) -> None:
    assert is_same_goal(name, other, code)


@pytest.mark.parametrize(
    ("name", "other", "code"),
    [
        ("Advanced Certified ScrumMaster (A-CSM)", "Certified ScrumMaster", "CSM"),
        ("Professional Scrum Master II (PSM II)", "Professional Scrum Master I", "PSM I"),
        ("PMP Exam Preparation", "Project Management Professional", "PMP"),
        ("Azure AI Fundamentals", "Azure Fundamentals", "AZ-900"),
        ("AWS Certified Developer", "AWS Certified Developer – Associate", "DVA-C02"),
        ("", "", ""),
        ("®", "™", ""),
        ("Robot maker", "", ""),
    ],
)
def test_names_of_two_goals(name: str, other: str, code: str) -> None:
    assert not is_same_goal(name, other, code)


@pytest.mark.parametrize(
    ("issuer", "other"),
    [
        ("Amazon Web Services Training and Certification", "Amazon Web Services"),
        ("PMI", "Project Management Institute"),
        ("Scrum.org", "scrum.org"),
        ("", "Anybody"),
        ("Amazon Web Services (AWS)", "Amazon Web Services"),
    ],
)
def test_issuers_that_may_be_one(issuer: str, other: str) -> None:
    assert may_be_same_issuer(issuer, other)
    assert may_be_same_issuer(other, issuer)


@pytest.mark.parametrize(
    ("issuer", "other"), [("Scrum.org", "Scrum Alliance"), ("A", "Amazon"), ("Web Services", "Amazon Web Services")]
)
def test_issuers_that_are_two(issuer: str, other: str) -> None:
    assert not may_be_same_issuer(issuer, other)


def test_a_name_is_taken_apart_once_however_often_it_is_compared() -> None:
    words_of.cache_clear()
    for number in range(50):
        is_same_goal("Robot maker (RM)", f"Goal {number}", "RM")
    found = words_of.cache_info()
    for number in range(50):
        is_same_goal("Robot maker (RM)", f"Goal {number}", "RM")
    assert words_of.cache_info().misses == found.misses
    assert found.misses < 150


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_name_with_a_word_in_it_is_its_own(name: str, code: str) -> None:
    assert is_same_goal(name, name, code) == bool(words_of(name))
    assert may_be_same_issuer(name, name)
