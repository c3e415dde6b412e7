"""Contrast between two colours, as WCAG 2.2 defines it, and mixing of colours."""


def _channels(colour: str) -> tuple[float, float, float]:
    """The three channels of ``#rrggbb``, each 0..1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours ``#rrggbb``, 1 (same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """``colour`` laid over ``ground`` with the opacity ``share`` (0..1), as an opaque ``#rrggbb``."""
    parts = (
        round(255 * (over * share + under * (1 - share)))
        for over, under in zip(_channels(colour), _channels(ground), strict=True)
    )
    return "#{:02x}{:02x}{:02x}".format(*parts)
