"""Project metadata, lock file and documents agree with each other."""

import re
import subprocess
import sys
import tomllib
from xml.dom import minidom

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import planner
from planner.cli.run import build_parser
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", LOCK, re.MULTILINE))


def test_everything_that_the_project_asks_for_is_locked_in_a_version_that_it_accepts() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, asked):
        version = LOCKED.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is missing: run `make lock`"
        assert requirement.specifier.contains(version), requirement


def test_the_lock_file_has_hashes_and_names_no_place() -> None:
    assert LOCK.count("==") == len(LOCKED)
    assert len(re.findall(r"==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", LOCK)) == len(LOCKED)
    assert not re.search(r"://|^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", LOCK, re.MULTILINE)


def test_the_readme_names_the_commands_that_set_a_machine_up() -> None:
    readme = (ROOT / "README.md").read_text()
    assert {"make run", "make test"} <= {line.strip() for line in readme.splitlines()}


def test_each_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert targets is not None
    assert set(targets[1].split()) == set(re.findall(r"^([a-z-]+):.*  ## \S", makefile, re.MULTILINE))


def test_the_newest_version_is_described_everywhere() -> None:
    changelog = re.findall(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    metainfo = minidom.parse(str(ROOT / "packaging" / "planner-desktop.metainfo.xml"))
    releases = [release.getAttribute("version") for release in metainfo.getElementsByTagName("release")]
    assert changelog[0] == releases[0] == planner.__version__


def test_calendar_files_open_with_the_program() -> None:
    entry = (ROOT / "packaging" / "planner-desktop.desktop").read_text()
    assert re.search(r"^Exec=planner %F$", entry, re.MULTILINE)
    assert re.search(r"^MimeType=text/calendar;$", entry, re.MULTILINE)
    metainfo = (ROOT / "packaging" / "planner-desktop.metainfo.xml").read_text()
    assert "<mediatype>text/calendar</mediatype>" in metainfo


def test_the_manual_page_knows_every_command_and_holds_nothing_that_the_formatter_could_misread() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "packaging/man_page.py"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    page = run.stdout
    commands = re.findall(r"^\.SS (.+)$", page, re.MULTILINE)
    known = next(action.choices for action in build_parser()._actions if action.dest == "command")
    assert [command.replace("\\", "") for command in commands] == list(known or ())
    assert page.isascii()
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".TP", ".B", ".br", ".nh", ".ad"}


def test_the_icon_is_named_as_the_desktop_entry_names_it() -> None:
    entry = (ROOT / "packaging" / "planner-desktop.desktop").read_text()
    icon = re.search(r"^Icon=(.+)$", entry, re.MULTILINE)
    assert icon is not None
    assert (ROOT / "resources" / "app" / f"{icon[1]}.svg").is_file()
    assert 'setDesktopFileName("planner-desktop")' in (ROOT / "planner/app/application.py").read_text()


def test_each_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert pages == sorted(re.findall(r"\((\d{4}-[^)]+\.md)\)", index))


def test_everything_in_resources_goes_into_wheel_source_archive_and_bundle() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    bundle = (ROOT / "packaging" / "planner.spec").read_text()
    assert "/resources" in targets["wheel"]["include"]
    assert {"/docs/guide", "/docs/images"} <= set(targets["wheel"]["include"])
    assert targets["wheel"]["sources"] == {"resources": "planner/resources", "docs": "planner/resources/docs"}
    assert "/resources" in targets["sdist"]["include"]
    assert '(str(ROOT / "resources"), "resources")' in bundle
    for part in ("guide", "images"):
        assert f'(str(ROOT / "docs" / "{part}"), "resources/docs/{part}")' in bundle
    assert {path.name for path in (ROOT / "resources").iterdir()} >= {"catalogue", "icons", "templates"}
