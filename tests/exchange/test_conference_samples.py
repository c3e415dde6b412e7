"""The real lists of conferences that lie beside the project, where they do."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange.conference_format import ConferenceSet, IncomingConference
from planner.exchange.conference_sets import conference_kind, read_conferences
from tests.conftest import SHARED
from tests.exchange.conference_limits import check

pytestmark = pytest.mark.shared_data

FOLDER = SHARED / "data" / "conferences"


def lists() -> dict[Path, ConferenceSet]:
    paths = [path for path in sorted(FOLDER.glob("*/*.*")) if conference_kind(path.read_bytes(), path.name)]
    return {path: read_conferences(path.read_bytes(), path.name) for path in paths}


def of_key(folder: str, name: str, key: str) -> IncomingConference:
    path = FOLDER / folder / name
    found = read_conferences(path.read_bytes(), path.name)
    return next(each for each in found.conferences if each.key == key)


def test_every_list_is_known_by_its_content_and_nothing_else_is() -> None:
    names = {"confs-tech": "confs.tech"}
    for path in FOLDER.glob("*/*"):
        known = conference_kind(path.read_bytes(), "x")
        if path.name.startswith("LICENSE") or path.name == "conference-yaml-schema.yml":
            assert known is None
        else:
            assert known == names.get(path.parent.name, path.parent.name)


def test_real_lists_come_in_whole() -> None:
    found = lists()
    counts: Counter[str] = Counter()
    for each in found.values():
        check(each)
        assert each.skipped == ()
        assert not any(one.given_dates for one in each.conferences)
        assert all(one.starts for one in each.conferences)
        counts[each.format] += len(each.conferences)
    assert counts == {"confs.tech": 198, "ccfddl": 44, "ai-deadlines": 15, "python-deadlines": 58}


def test_the_deadlines_of_a_conference_in_two_lists_are_the_same_instant() -> None:
    for folder, wanted in (("ccfddl", ""), ("ai-deadlines", "Paper Submission")):
        found = of_key(folder, "iclr.yml", "iclr26")
        closes = [each for each in found.deadlines if each.kind == "cfp_closes"]
        assert [(each.label, each.at_utc, each.zone) for each in closes] == [(wanted, "2025-09-25T11:59:59Z", "AoE")]


def test_dates_across_months_are_read() -> None:
    found = of_key("ccfddl", "nips.yml", "nips22")
    assert (found.starts, found.ends, found.city, found.country) == ("2022-11-28", "2022-12-10", "New Orleans", "USA")


def test_the_older_and_the_newer_form_in_one_entry_do_not_double() -> None:
    found = of_key("ai-deadlines", "cvpr.yml", "cvpr26")
    assert Counter(each.kind for each in found.deadlines) == {
        "abstract": 1, "cfp_closes": 1, "notification": 1, "other": 4
    }  # fmt: skip
    legacy = of_key("ai-deadlines", "cvpr.yml", "cvpr25")
    assert ("cfp_closes", "2024-11-15T07:59:00Z") in [(each.kind, each.at_utc) for each in legacy.deadlines]


def test_a_conference_of_python_deadlines() -> None:
    found = of_key("python-deadlines", "conferences.yml", "pycon lithuania:2027")
    assert (found.starts, found.ends, found.city) == ("2027-04-28", "2027-05-01", "Vilnius")
    assert (found.latitude, found.longitude) == (54.6870458, 25.2829111)
    assert [(each.at_utc, each.zone) for each in found.deadlines] == [("2027-01-14T11:59:00Z", "AoE")]


def test_conferences_of_several_topic_files_have_one_key_each() -> None:
    topics: dict[str, set[str]] = {}
    places: dict[str, set[tuple[str | None, str]]] = {}
    for each in lists().values():
        if each.format == "confs.tech":
            for one in each.conferences:
                topics.setdefault(one.key, set()).update(one.topics)
                places.setdefault(one.key, set()).add((one.starts, one.city))
    assert topics["future builders:2026:vienna"] == {"data", "product", "ux"}
    assert sum(len(each) > 1 for each in topics.values()) == 12
    assert all(len(each) == 1 for each in places.values())


@given(st.data())
def test_mutated_samples_raise_nothing_but_exchange_error(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(each for each in FOLDER.glob("*/*.*") if each.stat().st_size < 6_000)))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 20))
    junk = data.draw(st.one_of(st.binary(max_size=5), st.sampled_from([b"\n", b"'", b'"', b"\n- ", b"{", b"[", b": "])))
    with suppress(ExchangeError):
        check(read_conferences(whole[:at] + junk + whole[at + length :], path.name))
