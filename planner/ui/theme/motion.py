"""The one place that decides whether things move: what the person prefers, else what the desktop says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Motion:
    """Every animation asks :attr:`moves` before it begins; Qt's own effects are switched along with it."""

    def __init__(self) -> None:
        self._reduced = False
        self._desktop_moves = True
        self._effects: dict[Qt.UIEffect, bool] | None = None

    @property
    def moves(self) -> bool:
        """Whether things may move."""
        return self._desktop_moves and not self._reduced

    def prefer(self, wanted: str) -> None:
        """What the person prefers: “reduced”, or else as the desktop says."""
        self._reduced = wanted == "reduced"
        self._dress()

    def hear(self, *, desktop_moves: bool) -> None:
        """What the desktop says."""
        self._desktop_moves = desktop_moves
        self._dress()

    def _dress(self) -> None:
        if self._effects is None:
            if self.moves:
                return  # as it is
            self._effects = {each: QApplication.isEffectEnabled(each) for each in _EFFECTS}
        for effect, usual in self._effects.items():
            QApplication.setEffectEnabled(effect, self.moves and usual)
