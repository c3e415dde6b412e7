"""Shipped files are found from source, wheel and frozen bundle."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.config import resources


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    resources.resource_root.cache_clear()
    yield
    resources.resource_root.cache_clear()


def test_from_source() -> None:
    assert resources.resource("translations").is_dir()
    assert resources.resource_root() == Path(__file__).resolve().parents[2] / "resources"


def test_from_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "planner" / "resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "planner" / "config" / "resources.py"))
    assert resources.resource("icons", "a.svg") == tmp_path / "planner" / "resources" / "icons" / "a.svg"


def test_from_a_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.resource_root() == tmp_path / "resources"


def test_an_incomplete_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(FileNotFoundError, match="install the program again"):
        resources.resource("icons")
