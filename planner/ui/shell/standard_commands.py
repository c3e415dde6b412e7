"""The commands that every window has, whatever library and pages it shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.shell.commands import Command, menu_text
from planner.ui.shell.overlays import show_about, show_shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.ui.shell.page import PageContext, PageSpec
    from planner.ui.shell.window import MainWindow
    from planner.ui.theme import Theme


def standard_commands(window: MainWindow, specs: Sequence[PageSpec]) -> list[Command]:
    """Edit, View and Help, and Quit; what needs a plan file is added by the composition root."""
    return [
        Command("file.quit", "file", tr("&Quit"), window.close, ("Ctrl+Q",)),
        Command("edit.undo", "edit", tr("&Undo"), window.undo, ("Ctrl+Z",), "undo"),
        Command("edit.redo", "edit", tr("&Redo"), window.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Command("edit.add", "edit", tr("&Add…"), window.add, ("Ctrl+N",), "plus"),
        Command("edit.find", "edit", tr("&Find on this page…"), window.header.open_filter, ("Ctrl+F",), "filter"),
        Command("view.palette", "edit", tr("&Search or run…"), window.open_palette, ("Ctrl+K",), "search"),
        *_page_commands(window, specs),
        *_theme_commands(window.context.theme),
        *_density_commands(window.context),
        Command(
            "view.sidebar",
            "view",
            tr("Fold the s&idebar"),
            window.toggle_sidebar,
            ("Ctrl+B",),
            "sidebar",
            checked=lambda: window.sidebar.folded,
        ),
        Command(
            "view.menu_bar",
            "view",
            tr("Show the &menu bar"),
            window.toggle_menu_bar,
            ("Ctrl+M",),
            "list",
            checked=lambda: not window.menuBar().isHidden(),
        ),
        Command(
            "help.shortcuts",
            "help",
            tr("&Keyboard shortcuts"),
            partial(show_shortcuts, window),
            ("?",),
            "keyboard",
        ),
        Command("help.about", "help", tr("&About Planner"), partial(show_about, window), (), "info"),
    ]


def _page_commands(window: MainWindow, specs: Sequence[PageSpec]) -> list[Command]:
    def goer(page_id: str) -> Callable[[], None]:
        return lambda: window.go_by_key(page_id)

    return [
        Command(f"page.{spec.id}", "view", f"&{menu_text(spec.title)}", goer(spec.id), (f"Ctrl+{number}",), spec.icon)
        for number, spec in enumerate(specs, start=1)
    ]


def _theme_commands(theme: Theme) -> list[Command]:
    def setter(mode: str) -> Callable[[], None]:
        return lambda: theme.set_mode(mode)

    def asker(mode: str) -> Callable[[], bool]:
        return lambda: theme.mode == mode

    names = (
        ("system", tr("Theme of the s&ystem"), "settings"),
        ("light", tr("&Light theme"), "sun"),
        ("dark", tr("&Dark theme"), "moon"),
    )
    return [
        Command(f"theme.{mode}", "view", text, setter(mode), (), icon, checked=asker(mode))
        for mode, text, icon in names
    ]


def _density_commands(context: PageContext) -> list[Command]:
    def setter(density: str) -> Callable[[], None]:
        return lambda: context.set_density(density)

    def asker(density: str) -> Callable[[], bool]:
        return lambda: context.density == density

    names = (("comfortable", tr("C&omfortable cards")), ("compact", tr("Com&pact cards")))
    return [
        Command(f"density.{name}", "view", text, setter(name), (), "list", checked=asker(name))
        for name, text in names
    ]
