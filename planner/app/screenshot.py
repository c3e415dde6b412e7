"""Pictures of pages, taken offscreen from the real window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.errors import InvalidInputError, LibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage

    from planner.app.bootstrap import Place
    from planner.services.planner import Planner
    from planner.ui.shell.window import MainWindow

SIZE = (1280, 800)
THEMES = ("light", "dark")


def grab_page(window: MainWindow, page_id: str, size: tuple[int, int], theme: str, scale: float = 1.0) -> QImage:
    """The window on one page as a picture of ``size`` logical pixels times ``scale``.

    The window is shown if it is not. Crisp text at another scale than the screen's needs an application that was
    started at that scale, as :func:`take` does.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QImage

    window.context.theme.set_mode(theme)
    window.resize(*size)
    window.show()
    window.go(page_id)
    for _ in range(3):  # layouts, then what is laid out after the first paint, then its repaint
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()  # a picture shows the page, not where the keyboard happens to be
    image = QImage(round(size[0] * scale), round(size[1] * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    window.render(image)
    return image


def take(
    place: Place,
    folder: Path,
    *,
    pages: Sequence[str] = (),
    themes: Sequence[str] = THEMES,
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
) -> list[Path]:
    """Write ``<page>-<theme>.png`` for each page (all by default) and theme into ``folder``; gives the files.

    Works without a display. Raises InvalidInputError for an unknown page, LibraryError if the library cannot be
    opened or a file cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    from planner.app import gui
    from planner.app.bootstrap import opened

    known = [spec.id for spec in gui.page_specs()]
    for page_id in pages:
        if page_id not in known:
            raise InvalidInputError(
                tr("There is no page “{page}”; choose one of {known}.", page=page_id, known=", ".join(known))
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            tr("The folder “{folder}” cannot be made: {reason}.", folder=folder, reason=error.strerror or error)
        ) from error
    with opened(place, create=True) as planner:
        return _pictures(planner, folder, pages or known, themes, size=size, scale=scale)


def _pictures(
    planner: Planner, folder: Path, pages: Sequence[str], themes: Sequence[str], *, size: tuple[int, int], scale: float
) -> list[Path]:
    from planner.app import gui
    from planner.app.application import application
    from planner.config.settings import Settings, SettingsFile
    from planner.ui.theme import Theme

    app = application()
    theme = Theme(themes[0])
    theme.apply(app)
    window = gui.build_window(planner, theme, SettingsFile(), settings=Settings(), animated=False)
    window.remembers = False
    written: list[Path] = []
    try:
        for name in themes:
            for page_id in pages:
                target = folder / f"{page_id}-{name}.png"
                if not grab_page(window, page_id, size, name, scale).save(str(target)):
                    raise LibraryError(tr("“{file}” cannot be written; choose another folder.", file=target))
                written.append(target)
    finally:
        window.close()
        window.deleteLater()
        app.processEvents()
    return written
