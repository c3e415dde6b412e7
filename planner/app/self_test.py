"""The self-test: tries every part inside this very installation and says what works, one line for each check."""

import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.config.text import tr, trn

Check = Callable[[Path], str]
"""Does its work in an empty folder and gives a remark; raises whatever went wrong."""


def checks() -> list[tuple[str, Check]]:
    """The checks in the order in which they run, by name."""
    return [
        (tr("own files"), _resources),
        (tr("every part"), _modules),
        (tr("new plan"), _new_plan),
        (tr("migration of an old plan"), _migration),
        (tr("calendar file"), _calendar),
        (tr("archive"), _archive),
        (tr("backup and restore"), _backup),
        (tr("window and pages"), _pages),
    ]


def run(*, verbose: bool = False) -> int:
    """Runs every check in throw-away folders, prints one line for each, and gives the exit code: 0 if all work."""
    # No check may touch the person's plan or settings, nor open a window on their screen.
    failed = 0
    with tempfile.TemporaryDirectory(prefix="planner-self-test-", ignore_cleanup_errors=True) as folder:
        places = {"PLANNER_CONFIG_DIR": f"{folder}/config", "PLANNER_DATA_DIR": f"{folder}/data"}
        before = {name: os.environ.get(name) for name in (*places, "QT_QPA_PLATFORM", "PLANNER_LIBRARY")}
        os.environ.update(places)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.pop("PLANNER_LIBRARY", None)
        try:
            for number, (name, check) in enumerate(checks()):
                own = Path(folder) / str(number)
                own.mkdir()
                failed += not _passes(name, check, own, verbose=verbose)
        finally:
            for variable, value in before.items():
                if value is None:
                    os.environ.pop(variable, None)
                else:
                    os.environ[variable] = value
    return 1 if failed else 0


def _passes(name: str, check: Check, folder: Path, *, verbose: bool) -> bool:
    try:
        remark = check(folder)
    except Exception as error:  # noqa: BLE001  whatever is wrong with an installation is what this reports
        print(tr("FAILED  {check}: {error}", check=name, error=" ".join(str(error).split()) or repr(error)))
        if verbose:
            traceback.print_exc()
        return False
    print(tr("ok      {check}: {remark}", check=name, remark=remark))
    return True


def _resources(folder: Path) -> str:
    del folder
    from planner.config.resources import resource, resource_root
    from planner.exchange.catalogue import load_catalogue
    from planner.exchange.template import list_templates, load_template
    from planner.exchange.yearly import load_yearly
    from planner.services.libraries import BUILT_IN

    names = list_templates()
    for name in names:
        load_template(name)
    if BUILT_IN not in names:
        raise FileNotFoundError(BUILT_IN)
    load_catalogue()
    load_yearly()
    icons = list(resource("icons").glob("*.svg"))
    if not icons:
        raise FileNotFoundError(resource("icons"))
    return tr(
        "{templates} and {icons} in {path}",
        templates=trn("{n} template", "{n} templates", len(names)),
        icons=trn("{n} icon", "{n} icons", len(icons)),
        path=resource_root(),
    )


def _modules(folder: Path) -> str:
    """Loads what is otherwise loaded when it is first needed, and with it every library."""
    del folder
    import planner

    names = [
        module.name
        for module in pkgutil.walk_packages(planner.__path__, "planner.")
        if not module.name.startswith("planner.storage.migrations") and module.name != "planner.__main__"
    ]
    for name in names:
        importlib.import_module(name)
    return trn("{n} module loaded", "{n} modules loaded", len(names))


def _new_plan(folder: Path) -> str:
    from planner.services import libraries
    from planner.services.queries.status import counts

    planner = libraries.new_plan(folder / "new.db", libraries.BUILT_IN)
    total = planner.read(counts).total
    planner.close()
    problems = libraries.check(folder / "new.db")
    if problems:
        raise RuntimeError(problems[0])
    return trn("{n} activity", "{n} activities", total)


def _migration(folder: Path) -> str:
    from planner.config.resources import resource
    from planner.services import libraries

    oldest = resource("fixtures", "library-0001.db")
    path = folder / "old.db"
    shutil.copyfile(oldest, path)
    libraries.open_plan(path).close()
    problems = libraries.check(path)
    if problems:
        raise RuntimeError(problems[0])
    return tr("from format 1 to {version}", version=libraries.SCHEMA_VERSION)


def _calendar(folder: Path) -> str:
    from planner.services import export, imports, libraries
    from planner.services.actions.activities import QuickAdd

    planner = libraries.new_plan(folder / "plan.db", None)
    planner.run(QuickAdd("Self-test @2030-05-06"))
    file = folder / "plan.ics"
    written = export.export(planner, file, "ics").events
    planner.close()
    other = libraries.new_plan(folder / "other.db", None)
    (report,) = imports.import_files(other, [file])
    other.close()
    if (written, report.new) != (1, 1):
        raise RuntimeError(tr("{written} written, {read} read", written=written, read=report.new))
    return tr("written and read")


def _archive(folder: Path) -> str:
    from planner.services import export, imports, libraries

    planner = libraries.new_plan(folder / "plan.db", libraries.BUILT_IN)
    export.export(planner, folder / "first.json", "json")
    planner.close()
    other = libraries.new_plan(folder / "other.db", None)
    imports.import_files(other, [folder / "first.json"])
    export.export(other, folder / "second.json", "json")
    other.close()
    if (folder / "first.json").read_bytes() != (folder / "second.json").read_bytes():
        raise RuntimeError(tr("what came back is not what went out"))
    return tr("out, in, and out again byte for byte")


def _backup(folder: Path) -> str:
    from planner.services import libraries
    from planner.services.actions.activities import QuickAdd
    from planner.services.queries.status import counts

    path = folder / "plan.db"
    planner = libraries.new_plan(path, None)
    copy = libraries.back_up_to(planner)
    planner.run(QuickAdd("Self-test"))
    planner.close()
    libraries.restore(path, copy)
    planner = libraries.open_plan(path)
    total = planner.read(counts).total
    planner.close()
    if total:
        raise RuntimeError(tr("the restored plan is not as it was"))
    return tr("verified")


def _pages(folder: Path) -> str:
    from PySide6.QtCore import QCoreApplication, QEvent

    from planner.app.application import application
    from planner.app.gui import build_window, page_specs
    from planner.config.settings import SettingsFile
    from planner.services import libraries
    from planner.ui.theme import Theme

    app = application()
    planner = libraries.new_plan(folder / "plan.db", libraries.BUILT_IN)
    try:
        theme = Theme("light")
        theme.apply(app)
        window = build_window(planner, theme, SettingsFile(folder / "settings.json"), animated=False)
        with _nothing_unexpected():
            window.show()
            for spec in page_specs():
                window.go(spec.id)
                for _ in range(3):  # layouts, then what follows the first paint, such as the radar, then its repaint
                    app.processEvents()
                if window.grab().isNull():
                    raise RuntimeError(tr("the page {page} is not drawn", page=spec.title))
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            app.processEvents()
    finally:
        planner.close()
    return trn("{n} page drawn", "{n} pages drawn", len(page_specs()))


@contextmanager
def _nothing_unexpected() -> Iterator[None]:
    """Raises at the end what was raised in a slot or an event, where Qt would go on as if nothing were wrong."""
    seen: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: seen.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if seen:
        raise seen[0]
