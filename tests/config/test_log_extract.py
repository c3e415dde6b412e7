"""What leaves in a report holds the time, the level and the place in the program, and nothing of the person's."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config import log, log_extract
from planner.config.log_extract import extract, without_personal

SECRETS = ("Amina", "/home/amina/plans/My way.db", "amina@example.org", "https://example.org/amina")


@pytest.fixture
def logger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(Path, "home", lambda: Path("/home/amina"))
    log.set_up()
    yield logging.getLogger("planner.services.imports")
    log.take_down()


def test_no_log_is_an_empty_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / "config"))
    assert extract() == ""


def test_what_happened_stays_and_whom_it_concerned_goes(logger: logging.Logger) -> None:
    logger.info("Brought %s to the new format", "/home/amina/My plans/plan.db")
    logger.info("“Talk with Amina” was not saved: disk is full")
    logger.info("Mail to amina@example.org, see https://example.org/amina?x=1")
    logger.info("The folder of amina is missing")
    said = extract()
    assert "amina" not in said.lower()
    assert [line.split("planner.services.imports: ")[1] for line in said.splitlines()] == [
        "Brought …",
        "… was not saved: disk is full",
        "Mail to … see …",
        "The folder of ~ is missing",
    ]
    assert all(" INFO " in line for line in said.splitlines())


def test_a_traceback_keeps_its_places(logger: logging.Logger) -> None:
    try:
        int("Amina's plan")
    except ValueError as error:
        logger.info("Unexpected error", exc_info=error)
    said = extract()
    assert "Amina" not in said
    assert "test_log_extract.py:" in said
    assert "ValueError" in said
    assert "int(" not in said


def test_only_the_end_is_read(logger: logging.Logger) -> None:
    for number in range(log_extract.LINES + 50):
        logger.info("line %d", number)
    lines = extract().splitlines()
    assert len(lines) == log_extract.LINES
    assert lines[-1].endswith(f"line {log_extract.LINES + 49}")


@given(st.sampled_from(SECRETS[1:]), st.text(max_size=30), st.text(max_size=30))
def test_nothing_personal_survives_wherever_it_stands(secret: str, before: str, after: str) -> None:
    assert "amina" not in without_personal(f"{before} {secret} {after}".replace("\n", " ")) or "amina" in before + after
