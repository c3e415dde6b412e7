"""Every text on every page stands out from what is behind it, in both themes: at least 4.5 to 1."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton

from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from planner.ui.theme.contrast import contrast
from tests.ui.scenes import PAGES, Scene, kinds_with_an_activity, page_scenes, show
from tests.ui.walk import picture_of, place_of, settle, shown

ENOUGH = 4.5
#: Thin strokes never reach the whole colour of their pen.
ENOUGH_IN_PIXELS = 3.6


def colours(picture: QImage, box: QRect) -> Counter[int]:
    """The pixels of a part of the picture."""
    box = box.intersected(picture.rect())
    return Counter(
        picture.pixel(x, y) for x in range(box.left(), box.right() + 1) for y in range(box.top(), box.bottom() + 1)
    )


def hex_of(pixel: int) -> str:
    return QColor(pixel).name()


def faint(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    picture, seen = picture_of(scene.root, monkeypatch)
    for each in seen:
        behind = colours(picture, each.box).most_common(1)
        if behind:
            ratio = contrast(each.colour.name(), hex_of(behind[0][0]))
            if ratio < ENOUGH:
                yield f"{each.where}: {each.text!r} {each.colour.name()} on {hex_of(behind[0][0])}: {ratio:.1f}"
    for widget in shown(scene.root):
        if not isinstance(widget, QLabel | QAbstractButton) or isinstance(widget, QToolButton):
            continue
        if not widget.text().strip() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        inside = widget.contentsRect().adjusted(3, 3, -3, -3)
        found = colours(picture, QRect(widget.mapTo(scene.root, QPoint(0, 0)) + inside.topLeft(), inside.size()))
        if len(found) > 1:
            behind_it = hex_of(found.most_common(1)[0][0])
            best = max(contrast(hex_of(pixel), behind_it) for pixel in found)
            if best < ENOUGH_IN_PIXELS:
                yield f"{place_of(widget)}: {widget.text()!r} on {behind_it}: {best:.1f}"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("page_id", PAGES)
def test_a_page(
    foreign_window: MainWindow,
    theme: Theme,
    page_id: str,
    mode: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme.set_mode(mode)
    show(foreign_window, (1280, 800))
    lines = {line for scene in page_scenes(foreign_window, page_id) for line in faint(scene, monkeypatch)}
    assert not lines, "\n".join(sorted(lines))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_inspector(
    foreign_window: MainWindow,
    theme: Theme,
    mode: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme.set_mode(mode)
    window = foreign_window
    show(window, (1280, 800))
    lines: set[str] = set()
    for kind, activity in kinds_with_an_activity(window.context.planner).items():
        window.open("activity", activity)
        settle()
        assert window.inspector is not None
        lines |= set(faint(Scene(f"inspector, {kind}", window), monkeypatch))
    assert not lines, "\n".join(sorted(lines))
