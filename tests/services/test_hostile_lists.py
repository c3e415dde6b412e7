"""Lists of conferences that do harm: without end, alike or moved all, and archives that remember nonsense of them."""

import json
from pathlib import Path

import pytest

from planner.domain.model import Activity, TemplateNode
from planner.exchange.conference_format import IncomingConference
from planner.services.actions.details import AddEvent
from planner.services.conference_filter import ConferenceFilter
from planner.services.conference_merge import Wish
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.services.reading import rows
from tests.services.test_conference_lists import bring, counts, listed
from tests.services.test_conferences_moved import OTHERS, summit


def test_what_moves_on_the_same_day_is_changed_and_not_gone(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    (tally,) = bring(planner, listed(summit("Madrid"), *OTHERS))
    assert (counts(tally), tally.gone) == ((0, 1, 3), ())


def test_what_moves_to_where_nobody_wants_it_is_not_gone(planner: Planner) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    abroad = summit("Paris", "2027-03-15", "2027-03-17")._replace(country="France")
    spain = Wish(ConferenceFilter(countries=frozenset({"spain"})))
    (tally,) = bring(planner, listed(abroad, *OTHERS), wish=spain)
    assert (tally.left_out, tally.gone) == (1, ())


def test_thousands_of_one_name_that_all_move_are_told_apart_at_once(planner: Planner) -> None:
    def many(city: str, day: str) -> list[IncomingConference]:
        return [summit(f"{city}{n}", day, day)._replace(url=f"https://{n}.example") for n in range(1500)]

    bring(planner, listed(*many("A", "2027-03-08")))
    (tally,) = bring(planner, listed(*many("B", "2027-03-15")))
    assert (counts(tally), tally.gone) == ((0, 1500, 0), ())
    (tally,) = bring(planner, listed(*(each._replace(url="") for each in many("C", "2027-03-20"))))
    assert (tally.new, len(tally.gone)) == (1500, 1500)


def test_thousands_that_are_alike_one_event_are_compared_at_once(planner: Planner) -> None:
    def many(city: str) -> list[IncomingConference]:
        return [summit(f"{city}{n}") for n in range(3000)]

    assert counts(bring(planner, listed(*many("A")))[0]) == (1, 0, 2999)
    (tally,) = bring(planner, listed(*many("B")))
    assert (tally.new, tally.gone) == (0, ())
    assert len(rows(planner, Activity)) == 1


def test_names_without_a_letter_and_addresses_without_a_place_are_no_likeness(planner: Planner) -> None:
    bring(planner, listed(summit("Rome", name="2027")._replace(url=""), summit("Rome", name="!!!")._replace(url="")))
    planner.run(AddEvent("Dinner", "2027-03-08", "2027-03-09", url="mailto:a@x.org"))
    bring(planner, listed(summit("Oslo")._replace(url="https://www."), source="another"))
    assert {row.title for row in rows(planner, Activity)} == {"2027", "!!!", "Dinner", "Summit"}


@pytest.mark.parametrize(
    "shipped",
    [
        "no json", "[]", "5", "null", '""', "[" * 5000, '{"days":5}', '{"days":["x","y"]}', '{"days":["2027-03-08"]}',
        '{"days":["2027-03-08",7]}', '{"days":["2027-03-08","2027-99-31"],"title":"Summit"}',
        '{"title":5,"days":["2027-03-08","2027-03-09"]}',
        '{"url":5,"title":"Summit","days":["2027-03-08","2027-03-09"]}',
        '{"deadlines":{"cfp_closes/":[1]}}', '{"deadlines":5}', '{"links":5}', '{"links":[1]}', '{"links":{"a":5}}',
        '{"topics":5}', '{"topics":{"a":1}}', '{"city":{"a":1}}', '{"names":5}', '{"position":"x"}',
    ],
)  # fmt: skip
def test_what_an_archive_remembers_of_a_list_may_be_nonsense(
    planner: Planner, tmp_path: Path, shipped: str
) -> None:
    bring(planner, listed(summit("Barcelona"), *OTHERS))
    path = tmp_path / "plan.json"
    export(planner, path, "json")
    archive = json.loads(path.read_text())
    for node in archive["template_nodes"]:
        node["shipped"] = shipped
    path.write_text(json.dumps(archive))
    planner.undo()
    import_files(planner, [path])
    assert {node.shipped for node in rows(planner, TemplateNode)} == {shipped}
    for city, day in (("Barcelona", "2027-03-09"), ("Madrid", "2027-03-09"), ("Oslo", "2027-03-20")):
        tallies = bring(planner, listed(summit(city, day, "2027-03-21"), *OTHERS))
        assert sum(counts(tallies[0])) == 4
