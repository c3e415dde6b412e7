"""What the window looks like: one token table, the palette and style sheet made from it, fonts and icons."""

from planner.ui.theme.theme import MODES, Theme
from planner.ui.theme.tokens import DARK, DIALOG_MARGINS, LIGHT, Radius, Space, Tokens

__all__ = ["DARK", "DIALOG_MARGINS", "LIGHT", "MODES", "Radius", "Space", "Theme", "Tokens"]
