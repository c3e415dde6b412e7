"""The table of preferences fits the settings that it speaks of, and the page is made from it."""

import importlib.util
import json
from pathlib import Path

import pytest

from planner.config.formats import Formats, preferred
from planner.config.preferences import PREFERENCES, SECTIONS, Kind, Place, Preference
from planner.config.settings import Settings, SettingsFile
from tests.conftest import ROOT, AllowLog

MACHINE = [each for each in PREFERENCES if each.place is Place.MACHINE]


def test_keys_are_unique_and_sections_are_known() -> None:
    keys = [each.key for each in PREFERENCES]
    assert len(set(keys)) == len(keys)
    assert {each.section for each in PREFERENCES} == set(SECTIONS)
    assert all(each.title and each.sentence.endswith(".") for each in PREFERENCES)


@pytest.mark.parametrize("wanted", MACHINE, ids=lambda each: each.key)
def test_a_preference_of_the_machine_is_a_setting_of_it(wanted: Preference) -> None:
    usual = getattr(Settings(), wanted.stored)
    assert wanted.default == (round(usual * 100) if wanted.stored == "text_scale" else usual)


@pytest.mark.parametrize("wanted", MACHINE, ids=lambda each: each.key)
def test_the_file_takes_what_the_table_allows_and_nothing_else(
    wanted: Preference, tmp_path: Path, allow_log: AllowLog
) -> None:
    file = SettingsFile(tmp_path / "settings.json")

    def read(value: object) -> object:
        file.path.write_text(json.dumps({wanted.stored: value}), encoding="utf-8")
        return getattr(file.read(), wanted.stored)

    per_cent = wanted.stored == "text_scale"
    good: list[object] = [option.value for option in wanted.options]
    wrong: list[object] = [{}, None]
    if wanted.bounds is not None:
        numbers = [wanted.bounds.least, wanted.bounds.most]
        good += [each / 100 if per_cent else each for each in numbers]
        wrong += [each / 100 if per_cent else each for each in (numbers[0] - 1, numbers[1] + 1)]
    if wanted.kind is Kind.CHOICE:
        wrong.append("whatever")
    for value in good:
        assert read(value) == value
    allow_log(r"The setting .* its usual value is used")
    for value in wrong:
        assert read(value) == getattr(Settings(), wanted.stored)


def test_the_page_is_made_from_the_table() -> None:
    path = ROOT / "docs" / "make_preferences.py"
    spec = importlib.util.spec_from_file_location("make_preferences", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "preferences.md").read_text(encoding="utf-8")
    assert written == module.page(), "run make preferences"


@pytest.mark.parametrize(
    ("chosen", "there", "expected"),
    [
        ({}, Formats(month_first=True, twelve_hours=True, first_weekday=6), None),
        ({"date_order": "day"}, Formats(month_first=True, first_weekday=6), Formats(first_weekday=6)),
        ({"date_order": "month", "clock": "12"}, Formats(), Formats(month_first=True, twelve_hours=True)),
        ({"clock": "24"}, Formats(twelve_hours=True), Formats()),
        ({"week_start": "saturday"}, Formats(), Formats(first_weekday=5)),
        ({"week_start": "monday"}, Formats(first_weekday=6), Formats()),
    ],
)
def test_formats_are_those_of_the_place_but_for_what_was_chosen(
    chosen: dict[str, str], there: Formats, expected: Formats | None
) -> None:
    settings = Settings()._replace(**chosen)  # type: ignore[arg-type]  # texts all of them
    assert preferred(there, settings) == (expected or there)
