"""Reading and writing what a person prefers, whichever place it is kept in, and saying it in words.

:func:`value_of` and :func:`put` are the one way to the preferences of :mod:`planner.config.preferences`, those of this
machine and those of the plan alike, checked before anything is written.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.config.preferences import BY_KEY, Kind, Place, Preference, Value
from planner.config.settings import Settings, SettingsFile
from planner.config.text import PSEUDO_LANGUAGE, installed_languages, mark, tr, trn
from planner.domain.default_reminders import MOST, in_order, is_reminder
from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.money import is_currency
from planner.domain.plain_text import shortened
from planner.services.humanize import ahead_text

if TYPE_CHECKING:
    from planner.services.action import Action
    from planner.services.planner import Change, Planner

_UNITS: Final = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_AHEAD: Final = re.compile(r"([0-9]{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_ON: Final = frozenset({"on", "yes", "true", "1"})
_OFF: Final = frozenset({"off", "no", "false", "0"})
NONE: Final = "none"
"""What is written for a preference that is not set."""
LANGUAGE_NAMES: Final = {"en": mark("English"), "de": "Deutsch", "es": "Español", "fr": "Français", "it": "Italiano"}
"""What languages call themselves; the code stands for any other."""


def preference(key: str) -> Preference:
    """The preference of a name. Raises InvalidInputError for an unknown one."""
    found = BY_KEY.get(key)
    if found is None:
        keys = ", ".join(BY_KEY)
        raise InvalidInputError(
            tr("There is no preference “{key}”. Choose one of {keys}.", key=shortened(key), keys=keys)
        )
    return found


def options_of(wanted: Preference) -> tuple[tuple[str, str], ...]:
    """The values that can be chosen with what they are called; empty for what is not chosen from a list."""
    found = tuple((option.value, tr(option.words)) for option in wanted.options)
    if wanted.kind is Kind.LANGUAGE:
        return found + tuple((name, tr(LANGUAGE_NAMES.get(name, name))) for name in installed_languages())
    return found


# ------------------------------------------------------------------ reading


def value_of(wanted: Preference, settings: Settings, planner: "Planner | None" = None) -> Value:
    """What the person prefers; what is stored and makes no sense counts as not stored.

    What is kept in the plan has its first value without ``planner``. Raises PlannerError if the plan cannot be read.
    """
    if wanted.place is Place.PLAN:
        return wanted.default if planner is None else _of_plan(wanted, planner)
    if wanted.kind is Kind.CALENDAR_FILE:
        return _live_file(settings, planner)
    stored: Value = getattr(settings, wanted.stored)
    if wanted.stored == "text_scale":
        return round(settings.text_scale * 100)
    if wanted.kind is Kind.CURRENCY:
        return stored if is_currency(str(stored)) else ""
    return stored


def _of_plan(wanted: Preference, planner: "Planner") -> Value:
    from planner.services.queries.limits import limits
    from planner.services.queries.reminders import default_reminders
    from planner.services.queries.settings import setting

    if wanted.kind is Kind.REMINDERS:
        return planner.read(default_reminders)[wanted.part]
    if wanted.part:
        return planner.read(limits).get(wanted.part)
    stored = planner.read(setting, wanted.stored)
    with suppress(InvalidInputError):
        return checked(wanted, stored)
    return wanted.default


def _live_file(settings: Settings, planner: "Planner | None") -> str:
    if planner is None:
        return "" if settings.live_off else settings.live_file
    from planner.services.live_calendar import live_file

    path = live_file(planner)
    return "" if path is None else str(path)


# ------------------------------------------------------------------ checking


def checked(wanted: Preference, value: Value) -> Value:
    """The value as it is kept. Raises InvalidInputError, with what is wrong and what to give, where it cannot be."""
    match wanted.kind:
        case Kind.CHOICE | Kind.LANGUAGE:
            values = [each for each, _ in options_of(wanted)]
            if value in values or (wanted.kind is Kind.LANGUAGE and value == PSEUDO_LANGUAGE):
                return value
            raise _refused(wanted, value, tr("Choose one of {values}.", values=", ".join(values)))
        case Kind.FLAG:
            if isinstance(value, bool):
                return value
            raise _refused(wanted, value, tr("Say on or off."))
        case Kind.NUMBER:
            return _number(wanted, value)
        case Kind.CURRENCY:
            if value in ("", None):
                return ""
            if isinstance(value, str) and is_currency(value.upper()):
                return value.upper()
            raise _refused(wanted, value, tr("Give a code of three letters, such as EUR, or {none}.", none=NONE))
        case Kind.REMINDERS:
            return _minutes(wanted, value)
        case Kind.FOLDER:
            return _folder(wanted, value)
        case Kind.CALENDAR_FILE:
            return str(value or "")


def _refused(wanted: Preference, value: object, what_to_do: str) -> InvalidInputError:
    said = shortened(str(value))
    return InvalidInputError(
        tr(
            "“{value}” is no value for “{preference}”. {what_to_do}",
            value=said,
            preference=tr(wanted.title),
            what_to_do=what_to_do,
        )
    )


def _number(wanted: Preference, value: Value) -> int | None:
    bounds = wanted.bounds
    assert bounds is not None
    if value is None and bounds.may_be_none:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and bounds.least <= value <= bounds.most:
        return value
    range_ = {"least": bounds.least, "most": bounds.most}
    if bounds.may_be_none:
        raise _refused(wanted, value, tr("Give a number from {least} to {most}, or {none}.", **range_, none=NONE))
    raise _refused(wanted, value, tr("Give a number from {least} to {most}.", **range_))


def _minutes(wanted: Preference, value: Value) -> tuple[int, ...]:
    minutes = value if isinstance(value, tuple) else ()
    if not isinstance(value, tuple) or not all(is_reminder(each) for each in minutes):
        raise _refused(wanted, value, tr("A reminder is at most two years before its date."))
    if len(set(minutes)) > MOST:
        raise InvalidInputError(tr("A date has at most {most} reminders. Take some away.", most=MOST))
    return in_order(minutes)


def _folder(wanted: Preference, value: Value) -> str:
    from planner.config.paths import expanded

    if value in ("", None):
        return ""
    try:
        path = expanded(str(value))
        writable = path.is_dir() and os.access(path, os.W_OK | os.X_OK)
    except OSError as error:
        raise _refused(wanted, value, str(error.strerror or error)) from error
    if not writable:
        raise _refused(wanted, value, tr("Choose a folder that is there and that you may write to."))
    return str(path)


# ------------------------------------------------------------------ writing


def action_for(wanted: Preference, value: Value) -> "Action":
    """The action that writes a preference of the plan. Raises InvalidInputError for a wrong value."""
    from planner.services.actions.default_reminders import SetDefaultReminders
    from planner.services.actions.limits import SetLimit
    from planner.services.actions.settings import ChangeSetting

    sound = checked(wanted, value)
    if isinstance(sound, tuple):
        return SetDefaultReminders({wanted.part: sound})
    if wanted.part and (sound is None or isinstance(sound, int)):
        return SetLimit(wanted.part, sound)
    return ChangeSetting(wanted.stored, sound, tr(wanted.title))


def put(
    wanted: Preference, value: Value, settings_file: SettingsFile, planner: "Planner | None" = None
) -> "Change | None":
    """Writes a preference; gives the step of the plan where it is kept in the plan.

    What lies in the plan, and the live calendar file, need ``planner``. Raises InvalidInputError for a wrong value and
    PlannerError where it cannot be written; nothing has changed then.
    """
    if wanted.place is Place.PLAN:
        action = action_for(wanted, value)
        assert planner is not None
        return planner.run(action)
    sound = checked(wanted, value)
    if wanted.kind is Kind.CALENDAR_FILE:
        assert planner is not None
        _keep_live_file(planner, str(sound))
        return None
    kept: object = sound
    if wanted.stored == "text_scale" and isinstance(sound, int):
        kept = sound / 100
    try:
        settings_file.change(lambda settings: settings._replace(**{wanted.stored: kept}))  # type: ignore[arg-type]
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlannerError(
            tr("The settings cannot be saved ({reason}). Nothing was changed.", reason=reason)
        ) from error
    return None


def _keep_live_file(planner: "Planner", path: str) -> None:
    from planner.config.paths import expanded
    from planner.services.live_calendar import keep, live_state, rest

    if not path:
        rest(planner)
        return
    try:
        place = expanded(path)
    except OSError as error:
        raise InvalidInputError(
            tr("“{path}” cannot be the path of a file. Name another one.", path=shortened(path, 80))
        ) from error
    keep(planner, place, live_state(planner).choice)


# ------------------------------------------------------------------ words


def parsed(wanted: Preference, text: str) -> Value:
    """The value that a person wrote, such as “on”, “150”, “14 days, 1 day” or “none”, checked. Raises as `checked`."""
    text = text.strip()
    empty = text == "" or text.lower() == NONE
    match wanted.kind:
        case Kind.FLAG:
            lower = text.lower()
            return checked(wanted, True if lower in _ON else False if lower in _OFF else text)
        case Kind.NUMBER:
            digits = text.removesuffix("%").strip()
            plain = digits.isascii() and digits.isdigit() and len(digits) < 10
            return checked(wanted, None if empty else int(digits) if plain else text)
        case Kind.REMINDERS:
            return checked(wanted, () if empty else tuple(_ahead(wanted, each) for each in text.split(",")))
        case Kind.CURRENCY | Kind.FOLDER | Kind.CALENDAR_FILE:
            return checked(wanted, "" if empty else text)
        case _:
            return checked(wanted, text)


def _ahead(wanted: Preference, text: str) -> int:
    if text.strip() == "0":
        return 0
    match = _AHEAD.fullmatch(text.strip())
    if match is None:
        example = tr("Write times before the date such as 14 days, 1 day, or {none}.", none=NONE)
        raise _refused(wanted, text.strip(), example)
    return int(match[1]) * _UNITS[match[2][0].lower()]


def value_text(value: Value) -> str:
    """A value as it is written and read back on the command line."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(_written(each) for each in value) or NONE
    return NONE if value in ("", None) else str(value)


def _written(minutes: int) -> str:
    for letter, word in (("d", "days"), ("h", "hours")):
        if minutes and minutes % _UNITS[letter] == 0:
            number = minutes // _UNITS[letter]
            return f"{number} {word if number > 1 else word[:-1]}"
    return f"{minutes} minutes" if minutes else "0"


def value_words(wanted: Preference, value: Value) -> str:
    """A value in the words of the person's language."""
    if wanted.options and isinstance(value, str):
        return dict(options_of(wanted)).get(value, value)
    if isinstance(value, bool):
        return tr("On") if value else tr("Off")
    if isinstance(value, tuple):
        if len(value) > 1 and all(each and each % _UNITS["d"] == 0 for each in value):
            return tr("{numbers} days", numbers=", ".join(str(each // _UNITS["d"]) for each in value))
        said = ", ".join(_before(each) for each in value) or tr(wanted.none)
        return said[:1].upper() + said[1:]
    if value in ("", None):
        return tr(wanted.none)
    if isinstance(value, int) and wanted.bounds is not None and wanted.bounds.unit:
        return with_unit(wanted.bounds.unit, value)
    return Path(str(value)).name if wanted.kind in (Kind.FOLDER, Kind.CALENDAR_FILE) else str(value)


def _before(minutes: int) -> str:
    return ahead_text(minutes) if minutes else tr("on the day")


def with_unit(unit: str, number: int) -> str:
    """A number with its unit: “7 days”, “125 %”."""
    match unit:
        case "days":
            return trn("{n} day", "{n} days", number)
        case "weeks":
            return trn("{n} week", "{n} weeks", number)
        case "months":
            return trn("{n} month", "{n} months", number)
        case "%":
            return tr("{n} %", n=number)
        case _:
            return tr("{n} h", n=number)
