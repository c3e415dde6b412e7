"""The documents against what they describe: links, commands, template fields, decisions, formats."""

import re
from pathlib import Path

import pytest

from planner.cli.run import build_parser
from planner.exchange import template_format
from tests.conftest import ROOT

DOCS = ROOT / "docs"
#: Formats of files that ship with the program and that no plan is imported from.
SHIPPED_ONLY = {"catalogue", "yearly"}
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "resources").rglob("*.md")])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchor(heading: str) -> str:
    """The anchor that a web view of the repository gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def headings(page: Path) -> set[str]:
    return {anchor(each) for each in re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)}


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(page))):
        if re.match(r"(https?|mailto):", target):
            continue
        name, _, heading = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists() or (heading and anchor(heading) not in headings(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.parent.name != "decisions"], ids=lambda page: page.name
)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:planner|tests|resources|docs|packaging)/[\w./-]+?)`", text_of(page))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_can_be_found_from_the_readme() -> None:
    seen: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for target in re.findall(r"\]\(([^)\s#]+)", text_of(page)):
            there = (page.parent / target).resolve()
            ahead += sorted(there.glob("*.md")) if there.is_dir() else [there] if there.is_file() else []
    assert [str(page.relative_to(ROOT)) for page in DOCS.rglob("*.md") if page not in seen] == []


def test_no_page_names_a_place_on_somebodys_machine() -> None:
    places = re.compile(r"/root/|/tmp/|/work/|/home/(?!me\b)")
    assert [str(page.relative_to(ROOT)) for page in PAGES if places.search(text_of(page))] == []


def test_the_readme_names_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", text_of(ROOT / "Makefile"), re.MULTILINE))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", DOCS / "architecture.md"):
        used = set(re.findall(r"(?:^    |`)make ([a-z]+)", text_of(page), re.MULTILINE))
        assert used <= targets, page.name


def test_the_readme_names_every_command() -> None:
    readme = text_of(ROOT / "README.md")
    commands = next(action.choices for action in build_parser()._actions if action.dest == "command")
    assert commands
    for name in commands:
        assert re.search(rf"^planner (.*\| )?{re.escape(name)}\b", readme, re.MULTILINE), name


def test_every_decision_stands_in_the_list_once() -> None:
    listed = re.findall(r"^\| \[(\d+)\]\(([^)]+)\)", text_of(DOCS / "decisions" / "README.md"), re.MULTILINE)
    files = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert [name for _, name in listed] == files
    assert [f"{int(number):04}" for number, _ in listed] == [name[:4] for name in files]


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("0*.md")), ids=lambda page: page.name)
def test_a_decision_has_a_title(page: Path) -> None:
    assert text_of(page).startswith("# ")


def test_every_format_has_a_page() -> None:
    from planner.services import export, import_finding

    pages = {path.stem for path in (DOCS / "formats").glob("*.md")}
    names = {"ics": "icalendar", "json": "archive", "md": "markdown"}
    names |= {"skills-json": "skills", "skills-csv": "skills", "badge": "open-badges"}
    assert {names.get(each, each) for each in (*export.FORMATS, *import_finding.FORMATS)} == pages - SHIPPED_ONLY


def test_every_field_of_a_template_is_documented() -> None:
    page = text_of(DOCS / "formats" / "template.md")
    named = {word for code in re.findall(r"`([^`]+)`", page) for word in re.findall(r"\w+", code)}
    assert {field for fields in template_fields() for field in fields} - named == set()


def template_fields() -> list[tuple[str, ...]]:
    known = vars(template_format).values()
    kinds = [each for each in known if isinstance(each, type) and hasattr(each, "__struct_fields__")]
    assert len(kinds) >= 8
    return [each.__struct_fields__ for each in kinds]
