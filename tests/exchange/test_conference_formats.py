"""Each list of conferences from made-up text: what every field becomes."""

import json
from typing import Any

from planner.exchange.conference_format import IncomingConference, IncomingDeadline
from planner.exchange.conference_sets import conference_kind, read_conferences


def only(text: str, where: str = "a.yml") -> IncomingConference:
    found = read_conferences(text.encode(), where)
    assert found.skipped == ()
    (conference,) = found.conferences
    return conference


def only_of_json(entry: dict[str, Any], where: str = "a.json") -> IncomingConference:
    return only(json.dumps([entry]), where)


TECH = {
    "name": "Data Otter Days",
    "url": "https://otter.example/2027",
    "startDate": "2027-03-04",
    "endDate": "2027-03-05",
    "city": "Ghent",
    "country": "Belgium",
    "online": True,
    "locales": "EN",
    "cocUrl": "https://otter.example/coc",
    "cfpUrl": "https://otter.example/cfp",
    "cfpEndDate": "2026-12-01",
    "twitter": "@otter",
}


# -- confs.tech


def test_confs_tech_is_read_whole() -> None:
    assert only_of_json(TECH, "2027-data.json") == IncomingConference(
        key="data otter days:2027:ghent",
        name="Data Otter Days",
        starts="2027-03-04",
        ends="2027-03-06",
        city="Ghent",
        country="Belgium",
        format="hybrid",
        url="https://otter.example/2027",
        topics=("data",),
        deadlines=(IncomingDeadline("cfp_closes", on_date="2026-12-01"),),
        links=(("https://otter.example/cfp", "Call for papers"), ("https://otter.example/coc", "Code of conduct")),
        where="2027-data.json, entry 1",
    )


def test_the_topic_is_taken_from_the_name_of_the_file_alone() -> None:
    for where, source, topics in (
        ("2026-data.json", "confs.tech/data", ("data",)),
        ("folder/2027-data (1).json", "confs.tech/data", ("data",)),
        ("2026-c++.json", "confs.tech/c++", ("c++",)),
        ("mine.json", "confs.tech", ()),
    ):
        found = read_conferences(json.dumps([TECH]).encode(), where)
        assert (found.format, found.source, found.conferences[0].topics) == ("confs.tech", source, topics)


def test_a_conference_is_online_or_hybrid_by_its_city() -> None:
    assert only_of_json({**TECH, "city": None, "country": None}).format == "online"
    assert only_of_json({**TECH, "online": False}).format == "in_person"
    assert only_of_json({**TECH, "city": "Online"}).format == "online"


def test_the_same_conference_has_one_key_in_each_topic_file() -> None:
    later = {**TECH, "name": "data otter days 2027", "startDate": "2027-05-04", "endDate": "2027-05-05"}
    keys = {only_of_json(each, where).key for each, where in ((TECH, "2027-data.json"), (later, "2027-ux.json"))}
    assert keys == {"data otter days:2027:ghent"}


def test_namesakes_of_one_year_have_keys_of_their_own() -> None:
    online = {**TECH, "city": None, "country": None}
    rows = [TECH, {**TECH, "city": "Lyon"}, online, {**online, "startDate": "2027-09-01", "endDate": "2027-09-02"}]
    found = read_conferences(json.dumps(rows).encode(), "a.json")
    keys = [each.key.removeprefix("data otter days:2027") for each in found.conferences]
    assert keys == [":ghent", ":lyon", "", "#2"]
    assert read_conferences(json.dumps(rows[::-1]).encode(), "a.json").conferences[0].key.endswith("#2")


def test_a_row_that_stands_there_twice_comes_in_once() -> None:
    found = read_conferences(json.dumps([TECH, TECH]).encode(), "a.json")
    assert len(found.conferences) == 1
    assert found.skipped == (("a.json, entry 2", "“Data Otter Days” stands there a second time"),)


# -- ccfddl

SERIES = """
- title: OTTER
  description: Conference on Otters
  sub: AI
  rank: {ccf: A, core: A*, thcpl: B}
  dblp: otter
  confs:
    - year: 2026
      id: otter26
      link: https://otter.example/2026
      timeline:
        - abstract_deadline: '2025-09-19 23:59:59'
          deadline: '2025-09-24 23:59:59'
          comment: <b>No</b> late papers, see <a href="https://otter.example/late">there</a>.
      timezone: AoE
      date: November 28-December 9, 2026
      place: Otter Hall, Ghent, Belgium
"""


def test_ccfddl_is_read_whole() -> None:
    assert only(SERIES) == IncomingConference(
        key="otter26",
        name="OTTER",
        starts="2026-11-28",
        ends="2026-12-10",
        venue="Otter Hall",
        city="Ghent",
        country="Belgium",
        format="in_person",
        url="https://otter.example/2026",
        topics=("artificial-intelligence",),
        full_name="Conference on Otters",
        notes="CCF A, CORE A*, THCPL B\n\nNo late papers, see there.",
        deadlines=(
            IncomingDeadline("abstract", at_utc="2025-09-20T11:59:59Z", zone="AoE"),
            IncomingDeadline("cfp_closes", at_utc="2025-09-25T11:59:59Z", zone="AoE"),
        ),
        links=(("https://otter.example/late", "there"),),
        where="a.yml, line 8",
    )


def test_rounds_of_submission_keep_their_deadlines_apart() -> None:
    rounds = """
        - deadline: '2025-03-01 23:59:59'
          comment: Spring
        - deadline: '2025-09-01 23:59:59'
        - deadline: TBD
"""
    head, tail = SERIES[: SERIES.index("timeline:")], SERIES[SERIES.index("      timezone") :]
    found = only(f"{head}timeline:{rounds}{tail}")
    assert [(each.label, each.at_utc) for each in found.deadlines] == [
        ("Spring", "2025-03-02T11:59:59Z"),
        ("Round 2", "2025-09-02T11:59:59Z"),
    ]


# -- ai-deadlines

EDITION = """
- title: OTTER
  year: 2026
  id: otter26
  full_name: Conference on Otters
  link: https://otter.example/2026
  deadlines:
  - {type: abstract, label: Abstracts, date: '2025-09-19 23:59:59', timezone: AoE}
  - {type: submission, label: Papers, date: '2025-09-24 23:59:59', timezone: UTC-8}
  - {type: notification, label: Answers, date: '2026-01-25', timezone: AoE}
  - {type: camera_ready, date: '2026-02-25 12:00', timezone: Europe/Warsaw}
  - {type: registration, label: Registration, date: TBA}
  - {type: rebuttal_start, label: Rebuttal, date: '2025-12-03 23:59:00'}
  city: Ghent
  country: Belgium
  venue: Otter Hall
  date: April 23-27, 2026
  start: 2026-04-23
  end: 2026-04-27
  tags: [machine-learning, otters]
  rankings: 'CORE: A*'
  note: See <a href='https://otter.example/dates'>the dates</a>.
"""


def test_ai_deadlines_is_read_whole() -> None:
    assert only(EDITION) == IncomingConference(
        key="otter26",
        name="OTTER",
        starts="2026-04-23",
        ends="2026-04-28",
        venue="Otter Hall",
        city="Ghent",
        country="Belgium",
        format="in_person",
        url="https://otter.example/2026",
        topics=("machine-learning", "otters"),
        full_name="Conference on Otters",
        notes="CORE: A*\n\nSee the dates.",
        deadlines=(
            IncomingDeadline("abstract", "Abstracts", None, "2025-09-20T11:59:59Z", "AoE"),
            IncomingDeadline("cfp_closes", "Papers", None, "2025-09-25T07:59:59Z", "Etc/GMT+8"),
            IncomingDeadline("notification", "Answers", "2026-01-25"),
            IncomingDeadline("camera_ready", "camera ready", None, "2026-02-25T11:00:00Z", "Europe/Warsaw"),
            IncomingDeadline("other", "Rebuttal", None, "2025-12-04T11:59:00Z", "AoE"),
        ),
        links=(("https://otter.example/dates", "the dates"),),
        where="a.yml, line 2",
    )


def test_the_older_form_of_ai_deadlines_is_read_too() -> None:
    found = only(
        "- title: OTTER\n  year: 2024\n  id: otter24\n  deadline: '2023-11-14 23:59:00'\n  timezone: UTC-8\n"
        "  abstract_deadline: '2023-11-07 23:59:00'\n  final_decision_date: '2024-02-26 07:59:59'\n"
        "  date: June 10-17, 2024\n  place: Vancouver, British Columbia, Canada\n  sub: [ML, CV]\n"
    )
    assert (found.starts, found.ends, found.city, found.country) == ("2024-06-10", "2024-06-18", "Vancouver", "Canada")
    assert found.topics == ("ml", "cv")
    assert [(each.kind, each.at_utc) for each in found.deadlines] == [
        ("abstract", "2023-11-08T07:59:00Z"),
        ("cfp_closes", "2023-11-15T07:59:00Z"),
        ("notification", "2024-02-26T15:59:59Z"),
    ]


def test_what_both_forms_say_counts_once() -> None:
    flat = "  deadline: '2025-09-24 23:59:59'\n  abstract_deadline: '2025-09-19 23:59:59'\n  timezone: UTC-8\n"
    both = EDITION + flat
    labels = [each.label for each in only(both).deadlines if each.kind in ("abstract", "cfp_closes")]
    assert labels == ["Abstracts", "Papers", ""]  # the abstracts of the older form are due in another zone


# -- python-deadlines

PYTHON = """---

- conference: PyOtter
  alt_name: Otter Python
  year: 2027
  link: https://pyotter.example/
  cfp_link: https://pyotter.example/cfp
  cfp: '2027-01-13 23:59:00'
  place: Ghent, Belgium
  start: 2027-04-28
  end: 2027-04-30
  sub: PY,DATA
  note: Tentative.
  location:
  - title: PyOtter 2027
    latitude: 51.05
    longitude: 3.72
"""


def test_python_deadlines_is_read_whole() -> None:
    assert only(PYTHON) == IncomingConference(
        key="pyotter:2027",
        name="PyOtter",
        starts="2027-04-28",
        ends="2027-05-01",
        city="Ghent",
        country="Belgium",
        format="in_person",
        url="https://pyotter.example/",
        topics=("python", "data"),
        latitude=51.05,
        longitude=3.72,
        full_name="Otter Python",
        notes="Tentative.",
        deadlines=(IncomingDeadline("cfp_closes", "", None, "2027-01-14T11:59:00Z", "AoE"),),
        links=(("https://pyotter.example/cfp", "Call for papers"),),
        where="a.yml, line 3",
    )


def test_an_extension_replaces_the_call_and_seconds_stay_as_given() -> None:
    text = PYTHON + "  cfp_ext: '2027-01-20 23:59:59'\n  timezone: UTC\n  tutorial_deadline: '2027-01-13 23:59:00'\n"
    assert [(each.kind, each.label, each.at_utc) for each in only(text).deadlines] == [
        ("cfp_closes", "", "2027-01-20T23:59:59Z"),
        ("other", "Tutorial proposals", "2027-01-13T23:59:00Z"),
    ]


def test_the_year_in_the_name_does_not_change_the_key() -> None:
    assert only(PYTHON.replace("PyOtter\n", "PyOtter 2027\n", 1)).key == only(PYTHON).key
    assert only(PYTHON.replace("PyOtter\n", "PyOtter 2030\n", 1)).key == "pyotter 2030:2027"


def test_more_places_can_make_it_hybrid() -> None:
    assert only(PYTHON + "  extra_places: [Online]\n").format == "hybrid"
    assert only(PYTHON.replace("Ghent, Belgium", "Online")).format == "online"


# -- developers.events

EVENT: dict[str, Any] = {
    "name": "Otter Conf",
    "date": [1795478400000, 1795564800000],
    "hyperlink": "https://otter.example/",
    "location": "Ghent (Belgium) & Online",
    "city": "Ghent",
    "country": "Belgium",
    "misc": "",
    "cfp": {"link": "https://otter.example/cfp", "until": "15-February-2026", "untilDate": 1771113600000},
    "status": "open",
    "tags": [{"key": "tech", "value": "java"}, {"key": "language", "value": "english"}],
}


def test_developers_events_is_read_whole() -> None:
    assert only_of_json(EVENT) == IncomingConference(
        key="otter conf:2026:ghent",
        name="Otter Conf",
        starts="2026-11-24",
        ends="2026-11-26",
        city="Ghent",
        country="Belgium",
        format="hybrid",
        url="https://otter.example/",
        topics=("java",),
        deadlines=(IncomingDeadline("cfp_closes", on_date="2026-02-15"),),
        links=(("https://otter.example/cfp", "Call for papers"),),
        where="a.json, entry 1",
    )


def test_an_event_has_the_same_key_in_the_list_of_calls() -> None:
    call = {**EVENT["cfp"], "conf": {name: EVENT[name] for name in ("name", "date", "hyperlink", "location", "status")}}
    found = only_of_json(call)
    assert found._replace(topics=("java",)) == only_of_json(EVENT)


def test_the_end_of_a_call_is_the_later_day_of_its_text() -> None:
    for until, counted, day in (
        ("21-Jan-2022->03-Mar-2022", 1642723200000, "2022-03-03"),
        (">13-May-2022", 1652400000000, "2022-05-13"),
        ("", 1652400000000, "2022-05-13"),
    ):
        found = only_of_json({**EVENT, "cfp": {"until": until, "untilDate": counted}})
        assert [each.on_date for each in found.deadlines] == [day]


def test_a_month_with_a_wrong_letter_is_named() -> None:
    cfp = {"until": "30-Aprol-2022", "untilDate": 1651276800000}
    found = read_conferences(json.dumps([{**EVENT, "cfp": cfp}]).encode(), "a.json")
    assert found.conferences[0].deadlines == (IncomingDeadline("cfp_closes", on_date="2022-04-30"),)
    assert found.skipped == (("a.json, entry 1", "“Aprol” is read as April"),)


def test_an_address_in_place_of_a_name_is_said_as_one_says_it() -> None:
    event = {**EVENT, "name": "https://www.otter.example/", "hyperlink": "[x](https://otter.example/a)"}
    found = read_conferences(json.dumps([event]).encode(), "a.json")
    assert (found.conferences[0].name, found.conferences[0].url) == ("otter.example", "https://otter.example/a")
    assert found.skipped == (("a.json, entry 1", "its name is an address: https://www.otter.example/"),)


# -- dates


def test_a_span_that_ends_before_it_starts_is_its_first_day() -> None:
    found = read_conferences(PYTHON.replace("end: 2027-04-30", "end: 2027-04-03").encode(), "a.yml")
    assert (found.conferences[0].starts, found.conferences[0].ends) == ("2027-04-28", "2027-04-29")
    why = "from 2027-04-28 to 2027-04-03 is no span of days, so that the first day alone is kept"
    assert found.skipped == (("a.yml, line 3", why),)


def test_dates_that_cannot_be_read_stay_as_their_text() -> None:
    text = SERIES.replace("November 28-December 9, 2026", "late in Spring")
    found = read_conferences(text.encode(), "a.yml")
    assert (found.conferences[0].starts, found.conferences[0].given_dates) == (None, "late in Spring")
    assert found.conferences[0].key == "otter26"
    assert found.skipped == (("a.yml, line 8", "its dates are not understood: “late in Spring”"),)


# -- what is none


def test_other_files_are_no_lists_of_conferences() -> None:
    for text in (
        '{"format": "planner", "name": "x", "startDate": "2026-01-01"}',
        '{"nodes": [{"name": "x", "startDate": 1}]}',
        '{"@context": "https://w3id.org/openbadges/v2", "name": "x"}',
        '[{"name": "x"}]',
        "# Plan\n- title: x\n- year: y\n",
        "- item\n- title: x\n  year: 2026\n  deadline: 2026\n",
        "title: x\nyear: 2026\ndeadline: 2026-01-01\n",
        "- title: x\n  notes: y\n",
        "",
    ):
        assert conference_kind(text.encode(), "2026-data.json") is None
