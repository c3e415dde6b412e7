"""The archive against its documentation: every field is in it, and its example is an archive."""

from pathlib import Path

import msgspec
import pytest

from planner.exchange.archive import read_archive, to_rows
from tests.exchange.archive_samples import PARTS

DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "formats" / "archive.md"


@pytest.mark.parametrize("part", [part for part, _ in PARTS.values() if part], ids=lambda part: part.__name__)
def test_every_field_is_documented(part: type[msgspec.Struct]) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert [name for name in part.__struct_fields__ if f"`{name}`" not in text] == []


def test_the_example_of_the_documentation_is_an_archive() -> None:
    example = DOCUMENTATION.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    rows = to_rows(read_archive(example.encode(), "example.json"))
    assert [tag.name for tag in rows.tag] == ["ml"]
    assert rows.deadline[0].on_date == "2026-12-01"
