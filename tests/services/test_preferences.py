"""Preferences are read and written by one way, checked, and said in words that can be read back."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config.preferences import PREFERENCES, Kind, Place, Preference, Value
from planner.config.settings import Settings, SettingsFile
from planner.domain.column_limits import USUAL as USUAL_LIMITS
from planner.domain.default_reminders import MAX_REMINDER, MOST, USUAL
from planner.domain.errors import InvalidInputError, PlannerError
from planner.services import libraries
from planner.services.live_calendar import live_state
from planner.services.planner import Planner
from planner.services.preferences import checked, parsed, preference, put, value_of, value_text, value_words
from planner.storage import backup


@pytest.fixture
def plan(tmp_path: Path) -> Planner:
    return libraries.new_plan(tmp_path / "plan.db", None)


def of(key: str) -> Preference:
    return preference(key)


EXAMPLES: dict[str, Value] = {
    "theme": "dark",
    "density": "compact",
    "text-size": 175,
    "motion": "reduced",
    "opens": "home",
    "language": "en",
    "dates": "month",
    "clock": "12",
    "currency": "CHF",
    "week-start": "sunday",
    "notifications": False,
    "reminders-renewal": (100, 60),
    "reminders-renewal-opens": (),
    "reminders-exam": (2880, 90),
    "reminders-cfp-closes": (1440,),
    "reminders-other": (0,),
    "hours-a-week": 6,
    "limit-to-do": 8,
    "limit-in-progress": None,
    "backup-days": 30,
    "backup-weeks": 0,
    "backup-months": 24,
}


def test_the_table_says_what_a_plan_has_that_says_nothing(plan: Planner) -> None:
    reminders = {each.part: each.default for each in PREFERENCES if each.kind is Kind.REMINDERS}
    assert reminders == dict(USUAL)
    limits = {each.part: each.default for each in PREFERENCES if each.stored == "limits"}
    assert limits == dict(USUAL_LIMITS)
    for each in PREFERENCES:
        assert value_of(each, Settings(), plan) == each.default, each.key
    plan.close()


def test_every_preference_is_written_read_and_put_back(plan: Planner, tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    folder = tmp_path / "copies"
    folder.mkdir()
    examples = {**EXAMPLES, "backup-folder": str(folder)}
    assert {each.key for each in PREFERENCES} == {*examples, "live-file"}
    for key, value in examples.items():
        wanted = of(key)
        assert value != wanted.default
        change = put(wanted, value, file, plan)
        assert value_of(wanted, file.read(), plan) == value, key
        assert (change is not None) == (wanted.place is Place.PLAN)
        assert parsed(wanted, value_text(value)) == value
        assert value_words(wanted, value)
        if change is not None:
            plan.undo()
        else:
            put(wanted, wanted.default, file, plan)
        assert value_of(wanted, file.read(), plan) == wanted.default, key
    assert file.read() == Settings()
    plan.close()


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("theme", "pink", "Choose one of system, light, dark."),
        ("language", "xx", "Choose one of system, en"),
        ("text-size", "300", "Give a number from 100 to 200."),
        ("text-size", "none", "Give a number from 100 to 200."),
        ("hours-a-week", "0", "from 1 to 80, or none"),
        ("limit-to-do", "9" * 5000, "from 1 to 99, or none"),
        ("notifications", "maybe", "Say on or off."),
        ("currency", "EURO", "such as EUR, or none"),
        ("reminders-exam", "soon", "14 days, 1 day, or none"),
        ("reminders-exam", "900 days", "at most two years"),
        ("reminders-exam", ", ".join(f"{n} days" for n in range(1, MOST + 2)), f"at most {MOST} reminders"),
        ("backup-folder", "/no/such/folder", "Choose a folder that is there"),
        ("backup-folder", "a\0b", "is no value for “Backups go to”"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_give(key: str, text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parsed(of(key), text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400


def test_an_unknown_preference_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidInputError, match=r"There is no preference “thme”\. Choose one of theme, density"):
        preference("thme")


@given(st.sets(st.integers(0, MAX_REMINDER), max_size=MOST))
def test_reminders_are_read_back_as_they_were_written(minutes: set[int]) -> None:
    value = tuple(sorted((each for each in minutes if each % 1440 == 0 or each < 9999), reverse=True))
    assert parsed(of("reminders-other"), value_text(value)) == value


@given(st.text(max_size=60))
def test_any_text_is_a_value_or_refused_with_a_sentence(text: str) -> None:
    for wanted in PREFERENCES:
        with suppress(InvalidInputError):
            value = parsed(wanted, text)
            assert checked(wanted, value) == value


def test_what_the_plan_or_the_file_holds_and_makes_no_sense_counts_as_not_set(plan: Planner) -> None:
    from planner.services.actions.settings import ChangeSetting

    plan.run(ChangeSetting("hours_a_week", "many", "hours"))
    assert value_of(of("hours-a-week"), Settings(), plan) is None
    assert value_of(of("currency"), Settings(currency="QQQ"), plan) == ""
    plan.close()


def test_a_live_file_is_kept_and_rests(plan: Planner, tmp_path: Path) -> None:
    file, path = SettingsFile(), tmp_path / "live.ics"
    wanted = of("live-file")
    put(wanted, str(path), file, plan)
    assert value_of(wanted, file.read(), plan) == str(path)
    with pytest.raises(PlannerError, match=r"does not end in \.ics"):
        put(wanted, str(tmp_path / "live.txt"), file, plan)
    assert value_of(wanted, file.read(), plan) == str(path)
    put(wanted, "", file, plan)
    assert value_of(wanted, file.read(), plan) == ""
    assert live_state(plan).path == path  # which one it was stays known
    plan.close()


def test_settings_that_cannot_be_saved_are_said_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(tmp_path / "settings.json")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SettingsFile, "write", full)
    with pytest.raises(PlannerError, match="No space left on device"):
        put(of("theme"), "dark", file)
    assert file.read() == Settings()


def test_so_many_backups_are_kept_as_are_preferred(plan: Planner, tmp_path: Path) -> None:
    file = SettingsFile()
    for key, value in (("backup-days", 2), ("backup-weeks", 0), ("backup-months", 0)):
        put(of(key), value, file)
    folder = tmp_path / "copies"
    for day in range(1, 6):
        backup.back_up(plan.path, folder, f"2026-05-0{day}T08:00:00Z", reason=backup.DAILY)
    assert [each.made_at.day for each in backup.list_backups(folder)] == [5, 4]
    plan.close()
