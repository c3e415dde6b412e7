"""libical through its C functions: the reader of GNOME and KDE, and its check of RFC 5545's component rules.

https://libical.github.io/libical/apidocs/ names the functions; the structures are those of version 3.
"""

import ctypes
from collections.abc import Iterator
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint, c_void_p
from functools import cache
from typing import Any, Final, Self

LIBRARY: Final = "libical.so.3"


class Time(Structure):
    """``struct icaltimetype``: a wall time; ``zone`` is null for floating times and dates."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    )


class Duration(Structure):
    """``struct icaldurationtype``."""

    _fields_ = (("is_negative", c_int), *((name, c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds")))


class Trigger(Structure):
    """``struct icaltriggertype``: a moment or, where its year is 0, a duration."""

    _fields_ = (("time", Time), ("duration", Duration))


_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    "icalcomponent_as_ical_string": (c_char_p, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_recurrenceid": (Time, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_remove_property": (None, c_void_p, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalerror_set_errors_are_fatal": (None, c_int),
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalproperty_get_trigger": (Trigger, c_void_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icaltimezone_get_utc_offset": (c_int, c_void_p, POINTER(Time), c_void_p),
}


@cache
def library() -> ctypes.CDLL | None:
    """The shared library, None where it is not installed."""
    try:
        found = ctypes.CDLL(LIBRARY)
    except OSError:
        return None
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    # The program that asks must live on, whatever is in the file.
    found.icalerror_set_errors_are_fatal(0)
    return found


class Component:
    """A component of a calendar; it lives as long as its calendar."""

    def __init__(self, lib: ctypes.CDLL, handle: int) -> None:
        self._lib = lib
        self._handle = handle

    def components(self, name: bytes) -> Iterator["Component"]:
        """Its parts of a name such as ``VEVENT``."""
        kind = self._lib.icalcomponent_string_to_kind(name)
        handle = self._lib.icalcomponent_get_first_component(self._handle, kind)
        while handle:
            yield Component(self._lib, handle)
            handle = self._lib.icalcomponent_get_next_component(self._handle, kind)

    def _property(self, name: bytes) -> int | None:
        kind = self._lib.icalproperty_string_to_kind(name)
        found: int | None = self._lib.icalcomponent_get_first_property(self._handle, kind)
        return found

    def text(self, name: str) -> str:
        """``uid`` or ``summary``."""
        value = getattr(self._lib, f"icalcomponent_get_{name}")(self._handle)
        return "" if value is None else value.decode()

    def time(self, name: str) -> Time | None:
        """``dtstart``, ``dtend`` or ``recurrenceid``; None where the component has none."""
        found: Time = getattr(self._lib, f"icalcomponent_get_{name}")(self._handle)
        return found if found.year else None

    def offset(self, at: Time) -> int | None:
        """The offset from UTC in seconds of a wall time, None for a floating one and a date."""
        if not at.zone:
            return None
        seconds: int = self._lib.icaltimezone_get_utc_offset(at.zone, byref(at), None)
        return seconds

    def trigger(self) -> Trigger:
        """When a VALARM rings."""
        found: Trigger = self._lib.icalproperty_get_trigger(self._property(b"TRIGGER"))
        return found

    def complaints(self) -> list[str]:
        """What the parser and the check of RFC 5545 object to.

        The calendar is checked without its METHOD: with it, the check asks for what RFC 5546 demands between people
        who invite each other (ORGANIZER), and says nothing of what RFC 5545 demands.
        """
        method = self._property(b"METHOD")
        if method is not None:
            self._lib.icalcomponent_remove_property(self._handle, method)
        self._lib.icalrestriction_check(self._handle)
        if not self._lib.icalcomponent_count_errors(self._handle):
            return []
        text: str = self._lib.icalcomponent_as_ical_string(self._handle).decode()
        return [line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("X-LIC-ERROR")]


class Calendar(Component):
    """A file that was read; close it in the end."""

    def __init__(self, data: bytes) -> None:
        lib = library()
        assert lib is not None
        super().__init__(lib, lib.icalparser_parse_string(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._lib.icalcomponent_free(self._handle)
