"""The token table: contrast of every pair that is used, hues that differ for everybody, one set of roles."""

from itertools import combinations

import pytest

from planner.ui.theme.contrast import contrast, luminance, mix
from planner.ui.theme.tokens import DARK, LIGHT, Tokens

GROUNDS = ("bg", "side", "surface", "raised", "accent_soft", "danger_soft", "hover")
PAIRS = (
    *((text, ground) for text in ("text", "muted") for ground in GROUNDS),
    *(("faint", ground) for ground in ("bg", "side", "surface", "raised", "hover")),
    *(("accent", ground) for ground in ("bg", "side", "surface", "raised", "accent_soft")),
    *(("danger", ground) for ground in ("bg", "surface", "raised", "danger_soft")),
    *(("good", ground) for ground in ("bg", "surface", "raised")),
    ("on_accent", "accent"),
    ("on_accent", "danger"),
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground_it_is_used_on(tokens: Tokens) -> None:
    weak = {
        (text, ground): round(ratio, 2)
        for text, ground in PAIRS
        if (ratio := contrast(getattr(tokens, text), getattr(tokens, ground))) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_step_hues_carry_text_and_are_text(tokens: Tokens) -> None:
    for hue in tokens.steps:
        assert contrast(tokens.on_accent, hue) >= 4.5
        assert contrast(hue, tokens.bg) >= 4.5
        assert contrast(hue, tokens.surface) >= 4.5


#: What a person without one kind of cone sees: Viénot, Brettel and Mollon 1999 (the first two), on linear light.
BLINDNESS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody sees it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    red, green, blue = (max(0.0, sum(w * v for w, v in zip(row, linear, strict=True))) for row in matrix)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    f = [value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_step_hues_differ_for_everybody(tokens: Tokens, blindness: str) -> None:
    points = [seen(hue, BLINDNESS[blindness]) for hue in tokens.steps]
    distances = {
        (one + 1, other + 1): sum((a - b) ** 2 for a, b in zip(points[one], points[other], strict=True)) ** 0.5
        for one, other in combinations(range(7), 2)
    }
    # 2.3 is a just noticeable difference.
    assert min(distances.values()) > 12, sorted(distances.items(), key=lambda item: item[1])[:4]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


def test_mix_lays_one_colour_over_another() -> None:
    assert mix("#ffffff", "#000000", 0.5) == "#808080"
    assert mix("#123456", "#abcdef", 1) == "#123456"
