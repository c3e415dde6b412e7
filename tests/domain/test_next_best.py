"""What is worth doing next: the rule, reason by reason, and what holds of it whatever the plan."""

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.next_best import SHOWN, Candidate, Duty, GapLink, Suggestion, Why, firsts, next_best

GAP = GapLink(1, "Agile", 2.0, 4.0, 6.0, largest=True)


def why(*candidates: Candidate, week_left: int | None = None) -> list[tuple[int, Why]]:
    return [(found.id, found.why) for found in next_best(candidates, week_left)]


def test_each_reason_alone() -> None:
    assert why(Candidate(1, duties=(Duty("early_bird", 5),))) == [(1, Why.DUTY)]
    assert why(Candidate(1, "in_progress", step=4)) == [(1, Why.UNDER_WAY)]
    assert why(Candidate(1, step=4, gaps=(GAP,))) == [(1, Why.GAP)]
    assert why(Candidate(1, step=0, first=True)) == [(1, Why.FIRST)]
    assert why(Candidate(1, step=0)) == [(1, Why.STEP)]
    assert why(Candidate(1)) == [(1, Why.INBOX)]
    assert why(Candidate(1, step=5, priority=2)) == [(1, Why.PRIORITY)]
    assert why(Candidate(1, step=5), Candidate(2, step=0, core=False)) == []


def test_the_order_of_the_reasons() -> None:
    found = why(
        Candidate(1, step=0, first=True),
        Candidate(2, step=4, gaps=(GAP,)),
        Candidate(3, step=4, duties=(Duty("due", 2),)),
    )
    assert found == [(3, Why.DUTY), (2, Why.GAP), (1, Why.FIRST)]


def test_the_nearest_duty_is_told_and_far_ones_count_for_nothing() -> None:
    (found,) = next_best([Candidate(1, duties=(Duty("registration", 20), Duty("due", 3), Duty("due", 200)))])
    assert found.duty == Duty("due", 3)
    assert why(Candidate(1, step=5, duties=(Duty("due", 22), Duty("early_bird", -1), Duty("due", -1)))) == []
    assert why(Candidate(1, step=5, duties=(Duty("due", 21),))) == [(1, Why.DUTY)]


def test_an_exam_speaks_from_afar_unless_nothing_is_left_to_do() -> None:
    exam = (Duty("exam", 40),)
    assert why(Candidate(1, step=5, duties=exam, minutes_left=60)) == [(1, Why.DUTY)]
    assert why(Candidate(1, step=5, duties=exam)) == [(1, Why.DUTY)]
    assert why(Candidate(1, step=5, duties=exam, minutes_left=0)) == []


def test_an_idea_gives_way_and_what_fits_into_the_week_comes_first() -> None:
    idea, planned = Candidate(1, step=4, core=False, gaps=(GAP,)), Candidate(2, step=4, gaps=(GAP,))
    assert [found.id for found in next_best([idea, planned])] == [2, 1]
    long, short = Candidate(1, step=0, minutes_left=600), Candidate(2, step=0, minutes_left=60)
    assert [found.id for found in next_best([long, short], 120)] == [2, 1]
    assert [found.id for found in next_best([long, short])] == [1, 2]


def test_another_one_for_the_same_skill_counts_half() -> None:
    other = GapLink(2, "Data", None, 2.0, 4.0)
    found = next_best([Candidate(1, step=4, gaps=(GAP,)), Candidate(2, step=4, gaps=(GAP,)),
                       Candidate(3, step=4, gaps=(other,))])  # fmt: skip
    assert [one.id for one in found] == [1, 3, 2]
    assert [one.gap for one in found] == [GAP, other, GAP]


def test_the_first_core_one_of_each_step() -> None:
    assert firsts([(1, None, True), (2, 7, False), (3, 7, True), (4, 7, True), (5, 8, True)]) == {3, 5}


LINKS = st.builds(
    GapLink, st.integers(1, 4), st.just("x"), st.none(), st.just(3.0), st.sampled_from([0.5, 1.0, 3.0, 9.0])
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 10_000),
        st.sampled_from(["planned", "in_progress"]),
        st.booleans(),
        st.integers(0, 3),
        st.none() | st.integers(0, 6),
        st.booleans(),
        st.none() | st.integers(0, 2_000),
        st.lists(st.builds(Duty, st.sampled_from(["due", "exam", "early_bird"]), st.integers(-30, 90)), max_size=2).map(
            tuple
        ),
        st.lists(LINKS, max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


def slow(candidates: list[Candidate], week_left: int | None) -> list[Suggestion]:
    """The rule as it is told: rate all, take the best, and again, with what was told counting half."""
    chosen: list[Suggestion] = []
    told: set[int] = set()
    left = list(candidates)
    heaviest = max((gap.closes for one in candidates for gap in one.gaps), default=0.0)
    from planner.domain.next_best import _rated

    while left and len(chosen) < SHOWN:
        rated = [(found, one) for one in left if (found := _rated(one, week_left, heaviest, told))]
        if not rated:
            break
        best, candidate = max(rated, key=lambda pair: pair[0].points)
        chosen.append(best)
        left.remove(candidate)
        told |= {gap.skill_id for gap in candidate.gaps}
    return chosen


@given(CANDIDATES, st.none() | st.integers(0, 600))
def test_it_finds_the_best_each_time_and_the_same_again(candidates: list[Candidate], week_left: int | None) -> None:
    found = next_best(candidates, week_left)
    assert list(found) == slow(candidates, week_left)
    assert found == next_best(candidates, week_left)
    assert len({one.id for one in found}) == len(found) <= SHOWN
    for one in found:
        assert (one.duty is not None) == (one.why == Why.DUTY)
        assert (one.gap is not None) == (one.why == Why.GAP)


@given(CANDIDATES, st.none() | st.integers(0, 600))
def test_of_many_that_are_alike_the_first_ones_are_chosen(candidates: list[Candidate], week_left: int | None) -> None:
    many = [one._replace(id=one.id + 100_000 * copy) for copy in range(SHOWN + 2) for one in candidates]
    assert list(next_best(many, week_left)) == slow(many, week_left)


@given(CANDIDATES)
def test_one_alone_is_suggested_where_it_has_a_reason(candidates: list[Candidate]) -> None:
    for candidate in candidates:
        has_reason = (candidate.step in (None, 0, 1) and candidate.core) or candidate.step is None
        if has_reason or candidate.priority or candidate.status == "in_progress":
            assert [found.id for found in next_best([candidate])] == [candidate.id]
