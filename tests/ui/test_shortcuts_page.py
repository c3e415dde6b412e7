"""docs/shortcuts.md and the “?” sheet name the live key bindings, all of them and no others."""

import re
from collections import Counter

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from planner.ui.shell.commands import plain_text
from planner.ui.shell.window import MainWindow
from tests.conftest import ROOT
from tests.ui.scenes import PAGES, kinds_with_an_activity, show
from tests.ui.walk import settle

Bindings = dict[str, dict[str, str]]


def documented() -> Bindings:
    """What each key does, by heading."""
    found: Bindings = {}
    heading = ""
    for line in (ROOT / "docs" / "shortcuts.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif row := re.fullmatch(r"\| (`.*`) \| (.*) \|", line):
            for keys in re.findall(r"`([^`]+)`", row[1]):
                assert keys not in found.get(heading, {}), f"{keys} stands twice under {heading}"
                found.setdefault(heading, {})[keys] = row[2]
    return found


def keys_of(sequences: list[QKeySequence]) -> list[str]:
    return [keys.toString(QKeySequence.SequenceFormat.PortableText) for keys in sequences]


def live(window: MainWindow) -> tuple[Bindings, list[QAction]]:
    found: Bindings = {"Everywhere": {}}
    actions: list[QAction] = []
    for _command, action in window.commands.everything():
        found["Everywhere"] |= dict.fromkeys(keys_of(action.shortcuts()), plain_text(action))
        actions.append(action)
    for page_id in PAGES:
        window.go(page_id)
        settle()
        title = window.pages.specs[page_id].title
        for action in window.pages.page(page_id).actions():
            found.setdefault(title, {}).update(dict.fromkeys(keys_of(action.shortcuts()), plain_text(action)))
            actions.append(action)
    return found, actions


def test_the_page_names_every_binding(window: MainWindow) -> None:
    show(window, (1280, 800))
    found, _ = live(window)
    written = documented()
    del written["Inspector"]
    assert written == found


def test_the_inspector_listens_to_the_keys_that_are_named(window: MainWindow) -> None:
    show(window, (1280, 800))
    window.open("activity", next(iter(kinds_with_an_activity(window.context.planner).values())))
    settle()
    assert isinstance(window.inspector, QWidget)
    keys = [key for each in window.inspector.findChildren(QShortcut) for key in keys_of(each.keys())]
    assert sorted(keys) == sorted(documented()["Inspector"])


def test_no_key_is_hidden_from_menus_palette_and_sheet(window: MainWindow) -> None:
    show(window, (1280, 800))
    _, listed = live(window)
    hidden = [each.text() for each in window.findChildren(QAction) if each.shortcuts() and each not in listed]
    assert hidden == []


def test_no_key_of_the_window_means_two_things(window: MainWindow) -> None:
    show(window, (1280, 800))
    everywhere = [keys for _, action in window.commands.everything() for keys in keys_of(action.shortcuts())]
    assert [keys for keys, times in Counter(everywhere).items() if times > 1] == []
    pages, _ = live(window)
    taken = {keys for title, bindings in pages.items() if title != "Everywhere" for keys in bindings}
    assert taken.isdisjoint(everywhere)
