"""The one table of what the window looks like: colours of both themes, spacing, radii and the type scale."""

from typing import Final, NamedTuple


class Tokens(NamedTuple):
    """The colours of one theme, each ``#rrggbb``.

    Grounds are ``bg`` (page), ``side`` (sidebar), ``surface`` (cards, fields), ``raised`` (menus, inspector).
    Text is ``text``, ``muted`` (second line) or ``faint`` (hints). ``steps`` are the hues of the steps 1 to 7:
    colour means *step* everywhere; ``danger`` is only for a missed exam, expiry or call for papers.
    The hues also differ for people who are blind to red or green, measured in a test.
    Every text colour stands at least 4.5:1 on every ground it is used on; a test measures it.
    """

    name: str
    bg: str
    side: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_soft: str
    good: str
    hover: str
    star: str
    steps: tuple[str, str, str, str, str, str, str]

    @property
    def dark(self) -> bool:
        """Whether this is the dark theme."""
        return self.name == "dark"


LIGHT: Final = Tokens(
    name="light",
    bg="#f7f7f5",
    side="#eeeeeb",
    surface="#ffffff",
    raised="#ffffff",
    line="#e4e3df",
    line_strong="#d3d2cd",
    text="#1d2126",
    muted="#5f656e",
    faint="#656b74",
    accent="#3558c6",
    accent_soft="#e7ecfb",
    on_accent="#ffffff",
    danger="#b3261e",
    danger_soft="#fbeae8",
    good="#2b7a4b",
    hover="#eeeeeb",
    star="#906c00",
    steps=("#3370c6", "#247e72", "#59661a", "#906c00", "#ad594a", "#7e509a", "#4a7086"),
)

DARK: Final = Tokens(
    name="dark",
    bg="#17191c",
    side="#1c1f23",
    surface="#22252a",
    raised="#282c31",
    line="#32363d",
    line_strong="#424750",
    text="#e8e9ec",
    muted="#a2a8b2",
    faint="#8f959f",
    accent="#8aa6f7",
    accent_soft="#2a3350",
    on_accent="#10131a",
    danger="#f2958c",
    danger_soft="#3c2523",
    good="#7fc79b",
    hover="#23262b",
    star="#dba653",
    steps=("#92bbff", "#6ac5b1", "#c6d475", "#cd9539", "#de8970", "#aa80c1", "#99c7e1"),
)


class Space:
    """Distances in logical pixels, on a grid of 4 and 8."""

    XS: Final = 4
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 24
    XXL: Final = 32


#: Left, top, right and bottom of every dialog.
DIALOG_MARGINS: Final = (Space.XL, Space.XL, Space.XL, Space.L)


class Radius:
    """Corner radii in logical pixels."""

    CARD: Final = 8
    CONTROL: Final = 6
    CHIP: Final = 999


class TypeStyle(NamedTuple):
    """One step of the type scale: size in logical pixels and weight (400 regular, 500 medium, 600 semibold)."""

    pixels: int
    weight: int


#: Role -> style. ``figure`` is ``body`` with tabular figures, so that numbers stand in columns.
TYPE_SCALE: Final[dict[str, TypeStyle]] = {
    "title": TypeStyle(20, 600),
    "heading": TypeStyle(16, 600),
    "section": TypeStyle(13, 600),
    "body": TypeStyle(13, 400),
    "strong": TypeStyle(13, 500),
    "meta": TypeStyle(12, 400),
    "meta_strong": TypeStyle(12, 600),
    "small": TypeStyle(11, 400),
    "figure": TypeStyle(13, 400),
    "meta_figure": TypeStyle(12, 400),
}

#: Tried in this order, then what the system offers.
FONT_FAMILIES: Final = ("Inter", "Cantarell", "Noto Sans")

CONTROL_HEIGHT: Final = 32
SIDEBAR_WIDTH: Final = 200
SIDEBAR_FOLDED: Final = 56
HEADER_HEIGHT: Final = 56
STATUS_HEIGHT: Final = 28
INSPECTOR_WIDTH: Final = 340
#: From this window width on the inspector stands beside the page instead of sliding over it.
DOCK_WIDTH: Final = 1440
