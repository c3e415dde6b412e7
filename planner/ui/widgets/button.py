"""Flat buttons: filled (the one main action), plain, quiet, danger, link, and icon buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from planner.ui.theme import Theme

#: Variant -> role of the colour of its icon.
_ICON_ROLES = {"filled": "on_accent", "plain": "muted", "danger": "danger", "link": "accent"}


class Button(QPushButton):
    """A flat button.

    ``variant``: "filled" (at most one in sight), "plain" (bordered), "quiet" (no border), "danger", "link",
    "icon" (only an icon, no border) or "boxed" (only an icon, bordered). An icon-only button needs ``name``, which
    is what a screen reader says and what the tool tip shows.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        variant: str = "plain",
        icon: str = "",
        name: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._icon_role = _ICON_ROLES.get(variant, "muted")
        self.setProperty("variant", variant)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setIconSize(QSize(18, 18))
        self.setAccessibleName(name or text)
        if name and not text:
            self.setToolTip(name)
        theme.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon, in the colour of ``role`` if given."""
        self._icon_name = name
        self._icon_role = role or self._icon_role
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Return presses a button in a dialog only, if Qt has its way.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        if self._icon_name:
            self.setIcon(self._theme.icon(self._icon_name, self._icon_role))
