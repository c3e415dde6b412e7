"""The theme of the running window: which tokens hold now, and colours, fonts and icons made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap

from planner.ui.theme.icons import KIND_ICONS, IconSet
from planner.ui.theme.motion import Motion
from planner.ui.theme.stylesheet import style_sheet
from planner.ui.theme.tokens import DARK, FONT_FAMILIES, LIGHT, TYPE_SCALE, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

#: What a person may choose: follow the system, or one of the two.
MODES: Final = ("system", "light", "dark")


class Theme(QObject):
    """Holds the tokens in force. ``changed`` is emitted after the application wears the new ones.

    A role is the name of a colour in :class:`Tokens` ("muted", "accent", ...) or "step1" to "step7".
    """

    changed = Signal()

    def __init__(self, mode: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode if mode in MODES else "system"
        self._app: QApplication | None = None
        self._icons = IconSet()
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self.tokens: Tokens = DARK if self._mode == "dark" else LIGHT
        #: Whether things move.
        self.motion = Motion()

    @property
    def mode(self) -> str:
        """The choice of the person: "system", "light" or "dark"."""
        return self._mode

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in force."""
        return self.tokens.dark

    def apply(self, app: QApplication) -> None:
        """Dress the application and follow the system from now on; call once, before the first widget."""
        self._app = app
        app.setStyle("Fusion")
        app.setFont(self.font("body"))
        if self._mode != "system":
            self._force_scheme(app)
        self._wear(self._wanted())
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def set_mode(self, mode: str) -> None:
        """Follow the system or force one theme; unknown modes count as "system"."""
        self._mode = mode if mode in MODES else "system"
        if self._app is not None:
            self._force_scheme(self._app)
        self._wear(self._wanted())

    def colour(self, role: str) -> QColor:
        """The colour of a role; do not change the returned object."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.hex(role))
        return found

    def hex(self, role: str) -> str:
        """The colour of a role as ``#rrggbb``."""
        if role.startswith("step") and role[4:].isdigit():
            return self.tokens.steps[(int(role[4:]) - 1) % len(self.tokens.steps)]
        return str(getattr(self.tokens, role))

    def step_colour(self, hue: int | None) -> QColor:
        """The hue of a step (1 to 7); None, an activity without a step, is neutral."""
        return self.colour("faint" if hue is None or hue < 1 else f"step{hue}")

    def font(self, role: str = "body") -> QFont:
        """The font of a role of the type scale: title, heading, section, body, strong, meta, figure, ..."""
        found = self._fonts.get(role)
        if found is None:
            style = TYPE_SCALE[role]
            found = QFont()
            system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
            found.setFamilies([*FONT_FAMILIES, *system])
            found.setPixelSize(style.pixels)
            found.setWeight(QFont.Weight(style.weight))
            if role.endswith("figure"):
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role] = found
        return QFont(found)

    def icon(self, name: str, role: str = "muted", size: int = 18) -> QIcon:
        """A line icon of ``resources/icons`` in the colour of a role."""
        return self._icons.icon(name, self.hex(role), size)

    def pixmap(self, name: str, role: str = "muted", size: int = 18, scale: float = 1.0) -> QPixmap:
        """The same for a painter: pass the device pixel ratio of what is painted on as ``scale``."""
        return self._icons.pixmap(name, self.hex(role), size, scale)

    @staticmethod
    def kind_icon(kind: str) -> str:
        """Name of the icon of a kind of activity."""
        return KIND_ICONS.get(kind, "lightbulb")

    def _force_scheme(self, app: QApplication) -> None:
        """Tell Qt, so that window frames and native dialogs go along."""
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self._mode, Qt.ColorScheme.Unknown)
        app.styleHints().setColorScheme(wanted)

    def _wanted(self) -> Tokens:
        if self._mode == "system":
            dark = self._app is not None and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._mode == "dark" else LIGHT

    def _follow_system(self) -> None:
        if self._mode == "system" and self._wanted() is not self.tokens:
            self._wear(self._wanted())

    def _wear(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._colours.clear()
        if self._app is not None:
            self._app.setPalette(_palette(tokens))
            self._app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()


def _palette(tokens: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for colour, roles in (
        (tokens.bg, (role.Window, role.AlternateBase)),
        (tokens.surface, (role.Base, role.Button)),
        (tokens.raised, (role.ToolTipBase, role.Light, role.Midlight)),
        (tokens.text, (role.WindowText, role.Text, role.ButtonText, role.BrightText, role.ToolTipText)),
        (tokens.faint, (role.PlaceholderText,)),
        (tokens.line, (role.Mid,)),
        (tokens.line_strong, (role.Dark, role.Shadow)),
        (tokens.accent, (role.Accent, role.Link, role.LinkVisited, role.Highlight)),
        (tokens.on_accent, (role.HighlightedText,)),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, each, QColor(tokens.faint))
    return palette
