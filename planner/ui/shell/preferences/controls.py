"""What a preference is chosen by: one control for each kind of value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.config.preferences import Kind, Preference, Value
from planner.config.text import tr
from planner.domain.money import MINOR_DIGITS
from planner.services.preferences import options_of, value_words, with_unit
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import ElidedLabel
from planner.ui.widgets.painting import plain_tip
from planner.ui.widgets.segmented import SegmentedSwitch
from planner.ui.widgets.stepper import Stepper
from planner.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ui.theme import Theme

#: So wide is what stands on the right of a row at most.
WIDTH: Final = 292
_SIZES: Final = (100, 110, 125, 150, 175, 200)
_FIRST: Final = ("EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "INR")


class Control(QWidget):
    """Shows a value; ``chosen`` carries another one that the person chose, ``asked`` that they want to be asked."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self, wanted: Preference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._row.addStretch(1)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words: ElidedLabel | None = None
        self.field: QWidget = self
        self._show: Callable[[Value], None] = lambda _value: None

    def show_value(self, value: Value) -> None:
        """Show what is preferred, without telling."""
        self._show(value)

    def hold(self, field: QWidget, show: Callable[[Value], None], *, around: QWidget | None = None) -> None:
        """Take in the widget that has the focus, ``around`` it what it is a part of, and what shows a value in it."""
        self.field, self._show = field, show
        self._row.addWidget(around or field)

    def put_before(self, words: ElidedLabel) -> None:
        """Let words take the room that is left of the field."""
        self.setMaximumWidth(WIDTH)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row.setStretch(0, 0)
        self._words = words
        self._row.addWidget(words, 1)

    def turn(self, *, narrow: bool) -> None:
        """Begin at the left, the field first, where the control stands below its title."""
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.RightToLeft if narrow else direction.LeftToRight)
        if self._words is not None:
            side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
            self._words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def make_control(theme: Theme, wanted: Preference) -> Control:
    """The control for a preference; it shows nothing yet."""
    control = Control(wanted)
    match wanted.kind:
        case Kind.FLAG:
            _add_switch(control, theme, wanted)
        case Kind.NUMBER if wanted.stored != "text_scale":
            _add_stepper(control, theme, wanted)
        case Kind.CHOICE if _is_short(theme, wanted):
            _add_segments(control, theme, wanted)
        case Kind.CHOICE | Kind.LANGUAGE | Kind.CURRENCY | Kind.NUMBER:
            _add_list(control, theme, wanted)
        case Kind.FOLDER | Kind.CALENDAR_FILE | Kind.REMINDERS:
            _add_asking(control, theme, wanted)
    control.field.setAccessibleDescription(tr(wanted.sentence))
    return control


def _is_short(theme: Theme, wanted: Preference) -> bool:
    """Whether all choices fit side by side in the language in force."""
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(theme.font("section"))
    return sum(metrics.horizontalAdvance(words) + 26 for _, words in options_of(wanted)) <= WIDTH


def _add_switch(control: Control, theme: Theme, wanted: Preference) -> None:
    switch = Switch(theme, tr(wanted.title))

    def clicked(on: bool) -> None:
        control.chosen.emit(on)

    switch.clicked.connect(clicked)
    control.hold(switch, lambda value: switch.setChecked(value is True))


def _add_stepper(control: Control, theme: Theme, wanted: Preference) -> None:
    bounds = wanted.bounds
    assert bounds is not None
    suffix = f" {tr(bounds.unit)}" if bounds.unit == "h" else ""
    none = tr(wanted.none) if bounds.may_be_none else ""
    stepper = Stepper(theme, tr(wanted.title), bounds.least, bounds.most, none=none, suffix=suffix)
    stepper.changed.connect(control.chosen.emit)

    def show(value: Value) -> None:
        stepper.set_value(value if isinstance(value, int) else None)

    control.hold(stepper.number, show, around=stepper)


def _add_segments(control: Control, theme: Theme, wanted: Preference) -> None:
    switch = SegmentedSwitch(theme, options_of(wanted), tr(wanted.title))
    switch.chosen.connect(control.chosen.emit)
    control.hold(switch, lambda value: switch.set_value(str(value)))


def _add_list(control: Control, theme: Theme, wanted: Preference) -> None:
    choice = DropDown(theme, tr(wanted.title), _items(wanted, None))
    choice.chosen.connect(control.chosen.emit)

    def show(value: Value) -> None:
        if value not in [choice.itemData(index) for index in range(choice.count())]:
            choice.set_items(_items(wanted, value))
        choice.set_value(value)

    control.hold(choice, show)


def _items(wanted: Preference, value: Value) -> list[tuple[str, object]]:
    """The entries of a list; ``value`` is among them, however it came to be."""
    if wanted.kind is Kind.CURRENCY:
        rest = sorted(set(MINOR_DIGITS) - set(_FIRST))
        return [(tr(wanted.none), ""), *((code, code) for code in (*_FIRST, *rest))]
    if wanted.kind is Kind.NUMBER:
        sizes = {*_SIZES, value} if isinstance(value, int) else set(_SIZES)
        unit = "" if wanted.bounds is None else wanted.bounds.unit
        return [(with_unit(unit, size), size) for size in sorted(sizes)]
    found: list[tuple[str, object]] = [(words, name) for name, words in options_of(wanted)]
    return found if value is None or value in dict(options_of(wanted)) else [*found, (str(value), value)]


def _add_asking(control: Control, theme: Theme, wanted: Preference) -> None:
    """What is preferred, in words, and a button that asks for something else."""
    title = tr(wanted.title)
    words = ElidedLabel("", "body", "muted")
    text = tr("Change…") if wanted.kind is Kind.REMINDERS else tr("Choose…")
    button = Button(theme, text, name=tr("{title}: {button}", title=title, button=text.rstrip("…")))
    button.clicked.connect(control.asked)

    def show(value: Value) -> None:
        words.setText(value_words(wanted, value))
        is_place = wanted.kind is not Kind.REMINDERS and bool(value)
        words.setToolTip(plain_tip(str(Path(str(value)))) if is_place else "")

    control.put_before(words)
    control.hold(button, show)
    control.turn(narrow=False)
