"""The errors that a person may see: each message is one whole sentence that says what, where and what to do next.

The domain knows no languages: its sentences go through :func:`tr`, which asks :data:`translate`. Who sets up the
program puts the translation there once; until then the sentences are English.
"""

from collections.abc import Callable


def _english(text: str, /, **values: object) -> str:
    return text.format(**values)


translate: Callable[..., str] = _english
"""Gives a message (a ``str.format`` template) in the person's language with the named fields filled."""


def tr(text: str, /, **values: object) -> str:
    """Return the message ``text`` in the person's language, with ``values`` in its named fields."""
    return translate(text, **values)


class PlannerError(Exception):
    """Base of every error whose text is shown to the person as it stands.

    ``aside`` is the same without a word on what was to be saved, for where something was; usually the text itself.
    """

    def __init__(self, text: str = "", aside: str = "") -> None:
        super().__init__(text)
        self.aside = aside or text


class InvalidInputError(PlannerError):
    """What was typed or passed cannot be understood or is impossible."""


class NotFoundError(PlannerError):
    """The thing that was named is not in the library."""


class ConflictError(PlannerError):
    """Another program changed the same rows; nothing was overwritten."""


class LibraryError(PlannerError):
    """The library file cannot be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another program holds the write lock; trying again may succeed."""


class DamagedError(LibraryError):
    """The file was a library once, as far as can be told, but is not whole: a backup is the way out."""


class ExchangeError(PlannerError):
    """A file that enters or leaves the library cannot be read or written."""
