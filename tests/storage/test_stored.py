"""What a plan keeps of itself may be damaged: that is named as damage, and a backup brings it back."""

from pathlib import Path

import pytest

from planner.domain.errors import DamagedError
from planner.services import libraries
from planner.services.actions.activities import QuickAdd
from planner.services.queries.settings import HOURS_A_WEEK, setting
from planner.storage import ledger
from planner.storage.stored import LIBRARY_UID, read_value


@pytest.mark.parametrize("text", ["", "x", "{", "[" * 100_000, '"a"', "null"])
def test_another_text_is_damage(text: str) -> None:
    with pytest.raises(DamagedError):
        read_value(text, int)


@pytest.mark.parametrize("value", ["x", "[1]"])
@pytest.mark.parametrize("key", [LIBRARY_UID, ledger.SEQUENCE_FLOOR, ledger.LAST_EXPORT, HOURS_A_WEEK])
def test_a_plan_whose_own_settings_are_damaged_comes_back_from_a_backup(tmp_path: Path, key: str, value: str) -> None:
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None)
    planner.run(QuickAdd("Kept"))
    copy = libraries.back_up_to(planner)
    with planner.library.write() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))
    if value == "x":
        with pytest.raises(DamagedError):
            planner.read(setting, key)
    planner.close()
    libraries.restore(path, copy)
    assert libraries.check(path) == []
    planner = libraries.open_plan(path)
    assert planner.read(lambda reader: reader.value("SELECT title FROM activity")) == "Kept"
    assert planner.read(setting, LIBRARY_UID)
    planner.close()
