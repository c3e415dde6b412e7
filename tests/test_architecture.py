"""The house rules that no linter knows: see docs/architecture.md and the contracts in pyproject.toml."""

import ast
import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "planner").rglob("*.py"))
PYTHON_FILES = sorted([*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")])
MAX_LINES = 400

#: What must not be loaded before a person asks for it.
LAZY = {"pyqtgraph", "numpy", "icalendar", "dateutil", "alembic", "msgspec", "yaml", "sqlalchemy"}
# Split, so that this file does not hold what it forbids.
UNFINISHED = "TO.DO|FIX.ME|XX.X|NotImplemented.Error|coming. soon|not. implemented".replace(".", "")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def places(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def under(*packages: str) -> list[Path]:
    return [path for path in SOURCES if path.relative_to(ROOT).parts[1] in packages]


def modules_after(statement: str) -> set[str]:
    """The names in ``sys.modules`` of a fresh interpreter that ran ``statement``."""
    run = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(run.stdout.split())


def exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def test_files_are_short() -> None:
    # A revision writes a whole schema down and is frozen: parting it would only hide it.
    living = [path for path in PYTHON_FILES if "migrations" not in path.parts]
    assert not places([path for path in living if len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES])


def test_the_first_line_says_what_the_file_owns() -> None:
    opening = re.compile(r'r?"""[^\s"]')
    assert not places([path for path in PYTHON_FILES if not opening.match(path.read_text(encoding="utf-8"))])


def test_nothing_is_left_unfinished() -> None:
    pattern = re.compile(rf"\b({UNFINISHED})\b", re.IGNORECASE)
    shipped = [path for path in (ROOT / "resources").rglob("*") if path.suffix in {".toml", ".json", ".md", ".svg"}]
    found = [path for path in [*PYTHON_FILES, *shipped] if pattern.search(path.read_text(encoding="utf-8"))]
    assert not places(found)


def test_names_say_what_is_inside() -> None:
    vague = [path for path in PYTHON_FILES if VAGUE & set(path.stem.lower().split("_"))]
    assert not places(vague)


@pytest.mark.parametrize("package", ["config", "domain", "storage", "exchange", "services", "ui"])
def test_only_the_command_line_prints(package: str) -> None:
    printing = [
        path
        for path in under(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not places(printing)


def test_only_storage_opens_a_connection_or_begins_a_transaction() -> None:
    pattern = re.compile(r"\bcreate_engine\(|\bsqlite3\.connect\(|\bBEGIN IMMEDIATE\b|\b(connection|engine)\.begin\(\)")
    others = set(SOURCES) - set(under("storage"))
    assert not places([path for path in sorted(others) if pattern.search(path.read_text(encoding="utf-8"))])


@pytest.mark.parametrize("package", ["config", "domain", "storage", "exchange"])
def test_no_modules_import_each_other(package: str) -> None:
    """Not inside functions either, nor for the types alone: such modules cannot be understood one by one."""
    sources = {f"planner.{package}.{path.stem}": path for path in (ROOT / "planner" / package).glob("*.py")}
    wanted: dict[str, set[str]] = {}
    for name, path in sources.items():
        found = wanted[name] = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)} & sources.keys()
    while free := [name for name, found in wanted.items() if not found & wanted.keys()]:
        for name in free:
            del wanted[name]
    assert wanted == {}


def test_nothing_is_unpickled_or_evaluated() -> None:
    dangerous = {"eval", "exec", "compile"}
    unsafe = {"pickle", "shelve", "marshal", "xml.etree.ElementTree", "xml.dom", "xml.sax"}
    found = []
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in dangerous:
                    found.append(path)
                case ast.Import(names=names) if unsafe & {alias.name for alias in names}:
                    found.append(path)
                case ast.ImportFrom(module=str(name)) if name in unsafe:
                    found.append(path)
    assert not places(found)


def test_there_is_no_network_code() -> None:
    network = {"urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib", "PySide6.QtNetwork"}
    found = [
        path
        for path in SOURCES
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Import) and network & {alias.name for alias in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module in network)
    ]
    assert not places(found)


def test_the_import_rules_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


START_PATH = [
    "planner.services.planner",
    "planner.app.bootstrap",
    "planner.app.gui",
    "planner.ui.shell.window",
    "planner.ui.home.page",
    "planner.ui.board.page",
]


@pytest.mark.parametrize("module", [module for module in START_PATH if exists(module)])
def test_the_way_to_the_first_page_loads_nothing_that_can_wait(module: str) -> None:
    assert not LAZY & modules_after(f"import {module}")


def test_the_command_line_loads_nothing_before_it_knows_the_command() -> None:
    heavy = LAZY | {"PySide6", "sqlite3"}
    assert not heavy & modules_after("import planner.__main__, planner.cli")


def test_the_catalogue_is_not_read_before_it_is_asked_for() -> None:
    assert not (LAZY | {"planner.exchange.catalogue"}) & modules_after("import planner.services.catalogue")


def test_services_run_without_qt() -> None:
    assert not {"PySide6", "shiboken6"} & modules_after("import planner.services.planner")
