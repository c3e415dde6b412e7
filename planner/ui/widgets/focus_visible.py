"""When the ring of the focus is shown: once the keyboard is used, until the mouse is; as ``:focus-visible``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    _View = QAbstractItemView
else:
    _View = object  # at run time the view that it is mixed into is the only Qt class

_BY_KEYBOARD = frozenset(
    (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
)
#: The window or a menu had the focus in between: the ring is as it was before, unless keys were used there.
_COMING_BACK = frozenset((Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason))
_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride))
_PRESSES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick))
#: Held for a click, these are no use of the keyboard.
_MODIFIERS = frozenset((Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr))


def _is_key(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() in _KEYS and event.key() not in _MODIFIERS


def shows_focus(option: QStyleOptionViewItem) -> bool:
    """Whether a delegate should draw the ring around the item that it paints."""
    has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
    return has_focus and isinstance(option.widget, FocusVisible) and option.widget.focus_visible


class _LastInput(QObject):
    """Notices in a native window whether a key or the mouse was pressed last, wherever the focus was."""

    by_keyboard = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _is_key(event):
            _LastInput.by_keyboard = True
        elif event.type() in _PRESSES:
            _LastInput.by_keyboard = False
        return False


def watch_window(native: QObject) -> None:
    """Notice how a native window is used, so that views know it when the focus comes back to them from there."""
    if native.findChild(_LastInput) is None:
        native.installEventFilter(_LastInput(native))


class FocusVisible(_View):
    """Mixed into an item view, in front of its Qt class, it tells by :attr:`focus_visible` whether to draw the ring.

    ``class BoardView(FocusVisible, QListView)``; the delegate asks :func:`shows_focus` where it would ask
    for ``State_HasFocus``. Any key that reaches the view, also one that is a shortcut, shows the ring at once; so does
    focus that comes by Tab, by a shortcut, or from the program while the keyboard was used last (a page chosen by
    Ctrl+2). A press of the mouse in the view hides it. Overridden ``event`` and ``viewportEvent`` must call these.
    """

    _focus_ring = False  # not a name that a view is likely to have itself

    @property
    def focus_visible(self) -> bool:
        """Whether the view has the focus and the person moves by the keyboard."""
        return self._focus_ring and self.hasFocus()

    def event(self, event: QEvent) -> bool:
        if _is_key(event):
            _LastInput.by_keyboard = True
            self._show_focus_ring(shown=True)
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            self._focus_came_by(event.reason())
        elif event.type() == QEvent.Type.Show:
            self._watch_native_window()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in _PRESSES:
            _LastInput.by_keyboard = False
            self._show_focus_ring(shown=False)
        return super().viewportEvent(event)

    def _focus_came_by(self, reason: Qt.FocusReason) -> None:
        if reason in _BY_KEYBOARD:
            self._show_focus_ring(shown=True)
        elif reason in _COMING_BACK:
            self._show_focus_ring(shown=self._focus_ring or _LastInput.by_keyboard)
        else:
            self._show_focus_ring(shown=reason != Qt.FocusReason.MouseFocusReason and _LastInput.by_keyboard)

    def _show_focus_ring(self, *, shown: bool) -> None:
        if shown != self._focus_ring:
            self._focus_ring = shown
            self.viewport().update()

    def _watch_native_window(self) -> None:
        """Several views share one watcher of their window."""
        native: QObject | None = self.window().windowHandle()
        if native is not None:
            watch_window(native)
