"""The rule of evidence, against a model that tries every activity on every day, and by what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.evidence import (
    NOTHING,
    USUAL_CAPS,
    Proof,
    SkillHistory,
    caps_of,
    certified_until,
    proved_level,
    shown_on,
    stands_out,
)
from planner.domain.words import Kind

FIRST = date(2023, 12, 1)
DAYS = 1600

levels = st.integers(0, 10).map(lambda halves: halves / 2)
days = st.integers(0, DAYS).map(lambda number: str(FIRST + timedelta(days=number)))
proofs = st.builds(Proof, levels, st.one_of(st.just(""), days), st.one_of(st.none(), days))
many = st.lists(proofs, max_size=6)


def months_later(day: str, months: int) -> date:
    """The same day so many months later, walked month by month; the last of a month that is too short."""
    year, month, number = map(int, day.split("-"))
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def brute_force(proofs: list[Proof], day: str) -> tuple[float | None, float | None]:
    """The highest level of what began and has not ended, and that of what began in the 24 months before."""
    today = date.fromisoformat(day)
    holding = [
        proof
        for proof in proofs
        if (not proof.since or date.fromisoformat(proof.since) <= today)
        and (proof.until is None or today <= date.fromisoformat(proof.until))
    ]
    fresh = [proof for proof in holding if proof.since and today <= months_later(proof.since, 24)]
    return max((proof.level for proof in holding), default=None), max((proof.level for proof in fresh), default=None)


@given(many, days)
def test_the_evidenced_level_is_what_a_model_finds(proofs: list[Proof], day: str) -> None:
    assert shown_on(proofs, day) == brute_force(proofs, day)
    assert [proof.is_fresh_on(day) for proof in proofs] == [
        brute_force([proof], day)[1] is not None for proof in proofs
    ]


@given(many, proofs, days)
def test_more_evidence_never_shows_less(proofs: list[Proof], more: Proof, day: str) -> None:
    before, after = shown_on(proofs, day), shown_on([*proofs, more], day)
    assert (after.level or 0) >= (before.level or 0)
    assert (after.fresh or 0) >= (before.fresh or 0)
    assert (after.level is None) <= (before.level is None)


@given(many, days, st.integers(1, DAYS))
def test_without_new_evidence_time_and_expiry_never_raise_a_level(proofs: list[Proof], day: str, later: int) -> None:
    known = [proof for proof in proofs if proof.since <= day]
    then = str(date.fromisoformat(day) + timedelta(days=later))
    before, after = shown_on(known, day), shown_on(known, then)
    assert (after.level or -1) <= (before.level if before.level is not None else -1)
    assert (after.fresh or -1) <= (before.fresh if before.fresh is not None else -1)


@given(many, st.lists(st.tuples(days, levels), max_size=5), days)
def test_between_two_turns_nothing_changes(proofs: list[Proof], claims: list[tuple[str, float]], day: str) -> None:
    history = SkillHistory(tuple(sorted(dict(claims).items())), tuple(proofs))
    turns = history.turns()
    before = str(date.fromisoformat(day) - timedelta(days=1))
    if day not in turns:
        assert history.shown_on(day) == history.shown_on(before)
        assert history.claimed_on(day) == history.claimed_on(before)


@given(levels, st.sampled_from(list(Kind)), st.booleans(), st.dictionaries(st.sampled_from(list(Kind)), levels))
def test_no_kind_proves_more_than_its_cap(level: float, kind: Kind, linked: bool, stored: dict[str, float]) -> None:
    caps = caps_of(stored)
    proved = proved_level(level, kind, caps, has_linked_outcome=linked)
    assert proved <= level
    assert proved <= 4 or (linked and caps[kind] >= 4)
    assert proved <= caps[kind] or (linked and caps[kind] >= 4)
    assert proved == min(level, proved_level(5.0, kind, caps, has_linked_outcome=linked))


@pytest.mark.parametrize(
    ("kind", "plain", "linked"),
    [
        ("reading", 2, 2),
        ("topic", 2, 2),
        ("course", 2, 2),
        ("event", 2, 2),
        ("community", 2, 2),
        ("mentoring", 2, 2),
        ("certification", 3, 3),
        ("project", 4, 5),
        ("experiment", 4, 5),
    ],
)
def test_the_usual_caps(kind: str, plain: float, linked: float) -> None:
    caps = caps_of(None)
    assert proved_level(5.0, kind, caps, has_linked_outcome=False) == plain
    assert proved_level(5.0, kind, caps, has_linked_outcome=True) == linked
    assert proved_level(1.5, kind, caps, has_linked_outcome=True) == 1.5


@pytest.mark.parametrize("stored", [None, [], "x", {"course": "3"}, {"course": True}, {"course": 7}, {"course": 2.2}])
def test_junk_in_the_plan_leaves_the_usual_caps(stored: object) -> None:
    assert caps_of(stored) == USUAL_CAPS


def test_a_plan_may_say_other_caps() -> None:
    assert caps_of({"course": 3, "event": 4.5, "unheard": 1}) == {**USUAL_CAPS, "course": 3.0, "event": 4.5}


def test_a_certification_proves_while_it_is_valid() -> None:
    held = Proof(3.0, "2024-05-10", "2026-05-10")
    assert [shown_on([held], day).level for day in ("2024-05-09", "2024-05-10", "2026-05-10", "2026-05-11")] == [
        None,
        3.0,
        3.0,
        None,
    ]


def test_what_is_older_than_two_years_has_faded_unless_newer_work_shows_it() -> None:
    old, new = Proof(4.0, "2023-03-01"), Proof(3.0, "2024-12-01")
    assert shown_on([old], "2025-03-01") == (4.0, 4.0)
    assert shown_on([old], "2025-03-02") == (4.0, None)
    assert shown_on([old, new], "2025-03-02") == (4.0, 3.0)
    assert shown_on([], "2025-03-02") == NOTHING


def test_the_leap_day() -> None:
    for since, last, faded in (
        ("2024-02-29", "2026-02-28", "2026-03-01"),
        ("2022-02-28", "2024-02-28", "2024-02-29"),
    ):
        assert Proof(1.0, since).is_fresh_on(last)
        assert not Proof(1.0, since).is_fresh_on(faded)
        assert faded in Proof(1.0, since).turns()


def test_the_first_and_the_last_year_of_the_calendar() -> None:
    for proof in (Proof(1.0, "0002-01-01"), Proof(1.0, "9998-12-31", "9998-12-31")):
        assert proof.is_fresh_on(proof.since)
        assert all(len(day) == 10 for day in proof.turns())


@pytest.mark.parametrize(
    ("state", "renewal", "until"),
    [
        ("passed", "2030-01-01", "2030-01-01"),
        ("passed", None, None),
        ("retired", "2027-01-01", "2027-01-01"),
        ("expired", "2025-01-01", "2025-01-01"),
        ("expired", None, ""),
        ("expired", "2027-01-01", ""),
    ],
)
def test_the_end_of_a_certification(state: str, renewal: str | None, until: str | None) -> None:
    end = certified_until(state, renewal, "2026-11-25")
    assert end == until
    assert shown_on([Proof(3.0, "2024-01-01", end)], "2026-11-25").level == (None if state == "expired" else 3.0)


@pytest.mark.parametrize(
    ("claimed", "evidenced", "out"),
    [
        (None, None, False),
        (1.0, None, False),
        (1.5, None, True),
        (3.0, 2.0, False),
        (3.5, 2.0, True),
        (2.0, 4.0, False),
    ],
)
def test_a_claim_that_stands_out(claimed: float | None, evidenced: float | None, out: bool) -> None:
    assert stands_out(claimed, evidenced) is out


@given(st.dictionaries(days, levels, max_size=6), days)
def test_the_newest_rating_up_to_a_day_is_what_one_claims(claims: dict[str, float], day: str) -> None:
    history = SkillHistory(tuple(sorted(claims.items())))
    before = [on for on in claims if on <= day]
    assert history.claimed_on(day) == (claims[max(before)] if before else None)
