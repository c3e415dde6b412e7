"""The theme at work: it follows or forces, recolours icons, and its fonts have a fallback."""

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from planner.config.resources import resource
from planner.domain.words import Kind
from planner.ui.theme import DARK, LIGHT, Theme
from planner.ui.theme.icons import KIND_ICONS
from planner.ui.theme.stylesheet import style_sheet
from planner.ui.theme.tokens import TYPE_SCALE


def test_forcing_a_mode_changes_palette_and_tells(qapp: QApplication, theme: Theme) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.tokens.name))
    theme.set_mode("dark")
    assert told == ["dark"]
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.bg
    theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.bg


def test_an_unknown_mode_follows_the_system() -> None:
    assert Theme("mauve").mode == "system"


def test_every_icon_is_drawn_in_the_colour_of_its_role(theme: Theme) -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        image = theme.pixmap(name, "danger", 24, 2.0).toImage()
        assert image.width() == 48
        colours = {
            image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
        }
        assert LIGHT.danger in colours, name


def test_icons_are_one_family() -> None:
    for path in resource("icons").glob("*.svg"):
        head = path.read_text(encoding="utf-8").partition(">")[0]
        assert 'viewBox="0 0 24 24"' in head, path.name
        assert 'stroke-width="1.75"' in head, path.name
        assert 'stroke="currentColor"' in head, path.name
        assert 'stroke-linecap="round"' in head, path.name


def test_every_kind_has_an_icon() -> None:
    assert set(KIND_ICONS) == set(Kind)
    for name in KIND_ICONS.values():
        assert resource("icons", f"{name}.svg").is_file()


def test_pixmaps_are_made_once_and_recoloured_with_the_theme(theme: Theme) -> None:
    light = theme.pixmap("home")
    assert theme.pixmap("home").cacheKey() == light.cacheKey()
    theme.set_mode("dark")
    assert theme.pixmap("home").cacheKey() != light.cacheKey()


@pytest.mark.parametrize("role", TYPE_SCALE)
def test_fonts_have_the_size_of_the_scale_and_fallbacks(theme: Theme, role: str) -> None:
    font = theme.font(role)
    assert font.pixelSize() == TYPE_SCALE[role].pixels
    assert font.families()[:3] == ["Inter", "Cantarell", "Noto Sans"]
    assert len(font.families()) > 3
    assert bool(font.featureTags()) == role.endswith("figure")
    assert font.weight() == QFont.Weight(TYPE_SCALE[role].weight)


def test_step_colours_wrap_and_no_step_is_neutral(theme: Theme) -> None:
    assert theme.step_colour(1).name() == LIGHT.steps[0]
    assert theme.step_colour(8).name() == LIGHT.steps[0]
    assert theme.step_colour(None).name() == LIGHT.faint


def test_the_style_sheet_stays_small() -> None:
    assert len(style_sheet(LIGHT)) < 8000
